"""Sets up what a shop starts with: itself, its staff, its items, its programme, its members."""

from dataclasses import dataclass

from argon2 import PasswordHasher

from app.domain.basket import Item
from app.domain.programme.document import Programme
from app.protocol.facts import ItemsListed, MemberEnrolled, ProgrammePublished, ShopFounded, StaffAdded
from app.protocol.sidecar import KEY_BYTES, NONCE_BYTES, SideCar, seal
from app.services.front import Role
from app.services.ports import Chance
from app.services.unit import Unit

PIN_DIGITS = 6
_SALT_BYTES = 16
_SET_UP = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMember:
    """What enrolment asks for. phone: E.164. birthday: MM-DD or empty."""

    name: str
    phone: str
    birthday: str
    card: str


def found_shop(unit: Unit) -> None:
    """The first record of a terminal that is its own centre."""
    identity = unit.identity()
    unit.journal.append(ShopFounded(store=identity.store, terminal_name=identity.terminal_name))


def add_staff(unit: Unit, chance: Chance, at: int, *, name: str, role: Role, pin: str) -> bytes:
    """A person who may log in; returns the staff id. pin: six digits."""
    if len(pin) != PIN_DIGITS or not (pin.isascii() and pin.isdigit()):
        raise ValueError(f"a PIN has {PIN_DIGITS} digits")
    staff_id = chance.new_id(at)
    pin_hash = pin_hasher().hash(pin, salt=chance.random_bytes(_SALT_BYTES))
    personal = {"name": name, "pin_hash": pin_hash}
    sidecar = _sealed(chance, staff_id, personal)
    unit.journal.append(StaffAdded(staff_id=staff_id, role=role.value), sidecar=sidecar)
    return staff_id


def pin_hasher() -> PasswordHasher:
    """Argon2id at 19 MiB, two passes, one lane (OWASP's figure): about 30 ms a try."""
    return PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


def list_items(unit: Unit, items: tuple[Item, ...]) -> None:
    """Enters items, or changes those of the same SKU."""
    unit.journal.append(ItemsListed(items=items))


def publish_first(unit: Unit, programme: Programme) -> None:
    """The programme that the shop opens with."""
    unit.journal.append(
        ProgrammePublished(programme=programme, based_on=0, by=_SET_UP), revision=programme.revision
    )


def enrol_member(unit: Unit, chance: Chance, at: int, programme: Programme, person: NewMember) -> bytes:
    """A new member with a first card, at the lowest tier; returns the member id."""
    member_id = chance.new_id(at)
    personal = {"name": person.name, "phone": person.phone, "birthday": person.birthday}
    unit.journal.append(
        MemberEnrolled(
            member_id=member_id,
            card=person.card,
            tier_id=programme.tiers[0].id,
            joined_at=at,
        ),
        member_id=member_id,
        sidecar=_sealed(chance, member_id, personal),
        revision=programme.revision,
    )
    return member_id


def _sealed(chance: Chance, subject_id: bytes, personal: dict[str, str]) -> SideCar:
    return seal(subject_id, chance.random_bytes(KEY_BYTES), chance.random_bytes(NONCE_BYTES), dict(personal))
