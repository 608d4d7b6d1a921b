"""What the enrolment sheets show."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.codes import qr_payload
from app.domain.programme.enrolment import ProfileField
from app.services.enrol_outcomes import EnrolRefused
from app.services.member_view import MemberView
from app.services.new_member import EnrolmentOffer, PhoneCheck, PhoneTaken, PhoneUnfinished

_UNFINISHED = PhoneUnfinished()


class Field(StrEnum):
    """What can be typed."""

    PHONE = "phone"
    NAME = "name"
    BIRTHDAY = "birthday"
    SENT_BY = "sent-by"
    GUARDIAN = "guardian"
    GUARDIAN_PHONE = "guardian-phone"


DIGITS = (Field.PHONE, Field.BIRTHDAY, Field.GUARDIAN_PHONE)
"""Fields that take digits only."""


class Age(StrEnum):
    """What somebody said of the age; at first nobody said anything."""

    ADULT = "adult"
    MINOR = "minor"


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolSheet:
    """A member who wants to join. offer None: what joining asks is on its way.

    phone: as it was typed; `check` is of the text `checked`, a newer one may be on its way. birthday: up to four
    digits, day and month; up to eight where the year is asked. answers: to the programme's own questions, as they
    were typed, by id. ticked: ids of consents. guardian_agrees: the one who stands by a minor. sent_by: what was
    typed to find `referrer`. card: a preprinted one that was scanned. confirmed: Enter came before an answer did.
    looked: the text that `referrer` was looked for by.
    """

    offer: EnrolmentOffer | None = None
    phone: str = ""
    checked: str = ""
    check: PhoneCheck = _UNFINISHED
    age: Age | None = None
    name: str = ""
    birthday: str = ""
    ticked: frozenset[str] = frozenset()
    guardian: str = ""
    guardian_phone: str = ""
    guardian_agrees: bool = False
    sent_by: str = ""
    looked: str = ""
    referrer: MemberView | None = None
    card: str = ""
    answers: tuple[tuple[str, str], ...] = ()
    confirmed: bool = False
    committing: bool = False

    @property
    def known(self) -> MemberView | None:
        """Who has the phone that is typed now."""
        taken = isinstance(self.check, PhoneTaken) and self.checked == self.phone
        return self.check.member if taken and isinstance(self.check, PhoneTaken) else None

    @property
    def is_waiting(self) -> bool:
        """Whether an answer is on its way that Enter needs."""
        if not self.phone or self.known is not None:
            return False
        looking = bool(self.sent_by.strip()) and self.referrer is None and self.looked != self.sent_by
        return self.checked != self.phone or self.offer is None or looking

    def answer(self, question_id: str) -> str:
        """What was answered to a question of the programme; empty: nothing."""
        return dict(self.answers).get(question_id, "")

    @property
    def birthday_digits(self) -> int:
        """How many digits a whole birthday has at most."""
        return 8 if self.offer is not None and self.offer.rules.birth_year else 4

    def text_of(self, field: Field) -> str:
        """What a field holds."""
        match field:
            case Field.PHONE:
                return self.phone
            case Field.NAME:
                return self.name
            case Field.BIRTHDAY:
                return self.birthday
            case Field.SENT_BY:
                return self.sent_by
            case Field.GUARDIAN:
                return self.guardian
            case Field.GUARDIAN_PHONE:
                return self.guardian_phone


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedPanel:
    """Somebody joined and has the basket. card: the code that names him. preprinted: it is a plastic card's."""

    member: MemberView
    card: str
    welcome: int
    preprinted: bool

    @property
    def payload(self) -> str:
        """What the code's picture says."""
        return qr_payload(self.card)


class Missing(StrEnum):
    """What the screen asks for before it asks the till."""

    AGE = "age"
    GUARDIAN = "guardian"
    GUARDIAN_PHONE = "guardian-phone"
    GUARDIAN_CONSENT = "guardian-consent"
    PHONE = "phone"


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A question of the programme that has to be answered, or otherwise."""

    question: ProfileField
    bad: bool = False


class Heard(StrEnum):
    """What came of a scan while somebody joins."""

    CARD_KEPT = "card-kept"
    NO_REFERRALS = "no-referrals"
    REFERRER_KEPT = "referrer-kept"


EnrolNotice = EnrolRefused | Missing | Unanswered | Heard
