"""What a screen asks before somebody joins: what the programme asks of him, and whose a phone number is already."""

from dataclasses import dataclass

from app.domain.programme.benefits import GivePoints
from app.domain.programme.document import Programme
from app.domain.programme.enrolment import Enrolment, ProfileField
from app.domain.programme.people import ActionKind, Consent
from app.services.importing.spellings import Unreadable, phone_in
from app.services.member_view import MemberView
from app.services.ports import Chance
from app.services.unit import Unit

_PLAIN = Enrolment()


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolmentOffer:
    """What joining is here. document_id: of the one enrolment that a screen begins with it.

    consents: each is unticked at first. referrals: whether it counts who sent a member. welcome: points that joining
    gives at once. rules, fields: what else it asks.
    """

    document_id: bytes
    consents: tuple[Consent, ...]
    referrals: bool
    welcome: int
    rules: Enrolment = _PLAIN
    fields: tuple[ProfileField, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneUnfinished:
    """It is no whole phone number, or not yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneFree:
    """Nobody here has the number (E.164)."""

    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneTaken:
    """The number (E.164) is a member's; of several who share it, the one who came first."""

    phone: str
    member: MemberView


PhoneCheck = PhoneUnfinished | PhoneFree | PhoneTaken


def offer_enrolment(unit: Unit, chance: Chance, now: int) -> EnrolmentOffer:
    """Begins an enrolment under the newest revision. Writes nothing."""
    programme = unit.catalogue.programme()
    return EnrolmentOffer(
        document_id=chance.new_id(now),
        consents=programme.consents,
        referrals=programme.referral is not None,
        welcome=_welcome(programme),
        rules=programme.enrolment,
        fields=programme.profile_fields,
    )


def check_phone(unit: Unit, text: str, now: int) -> PhoneCheck:
    """Whose a phone number is, in any spelling and at any point of its being typed. Reads only."""
    phone = phone_in(text)
    if isinstance(phone, Unreadable):
        return PhoneUnfinished()
    views = (unit.members.view(member_id, now) for member_id in unit.members.by_phone(phone))
    member = next((view for view in views if view is not None), None)
    return PhoneFree(phone=phone) if member is None else PhoneTaken(phone=phone, member=member)


def _welcome(programme: Programme) -> int:
    joining = (action for action in programme.actions if action.kind is ActionKind.ENROLMENT)
    awards = (award for action in joining for award in action.gives)
    return sum(award.points for award in awards if isinstance(award, GivePoints))
