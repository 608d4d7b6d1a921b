"""A member's profile: what is known of the person. It travels sealed beside the journal's records, and always whole."""

from collections.abc import Mapping
from typing import Any

from app.protocol.facts import ProfileChanged
from app.protocol.sidecar import NONCE_BYTES, seal
from app.services.people_port import KnownProfile
from app.services.ports import Chance
from app.services.unit import Unit

PIN_HASH = "pin_hash"
"""In a profile's details: argon2, encoded; absent or empty: the member has no PIN."""
BIRTH_YEAR = "birth_year"
"""Of the birthday; absent: nobody asked, or it wasn't told."""
ANSWERS = "answers"
"""What he answered to the programme's questions, by their ids; absent: nothing."""


def change_profile(
    unit: Unit,
    chance: Chance,
    fact: ProfileChanged,
    profile: KnownProfile,
    details: Mapping[str, Any],
) -> None:
    """Writes a profile with other details. profile: as it is now. An empty detail is left out."""
    personal = {
        **{name: said for name, said in details.items() if said not in ("", None)},
        "name": profile.name,
        "phone": profile.phone,
        "birthday": profile.birthday,
    }
    sidecar = seal(fact.member_id, profile.key, chance.random_bytes(NONCE_BYTES), personal)
    unit.journal.append(fact, member_id=fact.member_id, sidecar=sidecar)
