"""What is typed of a new member, as far as it is ready to be asked of the till. No Qt, no till."""

from app.services.enrol_outcomes import EnrolProblem, EnrolRefused, EnrolRequest
from app.services.new_member import PhoneUnfinished
from app.ui.checkout.enrol_state import DIGITS, Age, EnrolSheet, Field, Missing

_LONGEST = {Field.PHONE: 20, Field.BIRTHDAY: 4, Field.GUARDIAN_PHONE: 20}
LONGEST_TEXT = 60
PATTERNS = {
    Field.PHONE: r"\+?[0-9]{0,19}",
    Field.BIRTHDAY: "[0-9]{0,4}",
    Field.GUARDIAN_PHONE: r"\+?[0-9]{0,19}",
}
"""What a field takes while somebody types; one that isn't here takes anything."""
_SHORTEST_PHONE = 8


def cleaned(field: Field, text: str) -> str:
    """What a field takes of a text: digits where it is of digits (a phone may begin with +), and not too many."""
    if field not in DIGITS:
        return text[:LONGEST_TEXT]
    plus = "+" if field is not Field.BIRTHDAY and text.lstrip().startswith("+") else ""
    digits = "".join(character for character in text if character.isascii() and character.isdigit())
    return (plus + digits)[: _LONGEST[field]]


def missing(sheet: EnrolSheet) -> Missing | EnrolRefused | None:
    """What has to be told first, in the order of the screen; None: the till may be asked."""
    if not sheet.phone:
        return Missing.PHONE
    if isinstance(sheet.check, PhoneUnfinished):
        return EnrolRefused(problem=EnrolProblem.BAD_PHONE)
    if sheet.age is None:
        return Missing.AGE
    if sheet.age is Age.MINOR:
        unsaid = _guardian_missing(sheet)
        if unsaid is not None:
            return unsaid
    if sheet.sent_by.strip() and sheet.referrer is None:
        return EnrolRefused(problem=EnrolProblem.UNKNOWN_REFERRER)
    return None


def _guardian_missing(sheet: EnrolSheet) -> Missing | None:
    if not sheet.guardian.strip():
        return Missing.GUARDIAN
    if len(sheet.guardian_phone) < _SHORTEST_PHONE:
        return Missing.GUARDIAN_PHONE
    return None if sheet.guardian_agrees else Missing.GUARDIAN_CONSENT


def request_of(sheet: EnrolSheet, document_id: bytes, staff_id: bytes) -> EnrolRequest:
    """The enrolment that the sheet is for."""
    adult = sheet.age is Age.ADULT
    return EnrolRequest(
        document_id=document_id,
        phone=sheet.phone,
        staff_id=staff_id,
        name=sheet.name,
        birthday=birthday_of(sheet.birthday),
        card=sheet.card,
        consents=tuple(sorted(sheet.ticked)),
        adult=adult,
        guardian="" if adult else f"{sheet.guardian.strip()}, {sheet.guardian_phone}",
        referred_by=None if sheet.referrer is None else sheet.referrer.member_id,
    )


def birthday_of(digits: str) -> str:
    """2104 is 04-21, for people say the day first; what is no whole day stays as it is, and is refused."""
    return f"{digits[2:]}-{digits[:2]}" if len(digits) == 4 else digits
