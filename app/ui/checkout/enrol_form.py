"""What is typed of a new member, as far as it is ready to be asked of the till. No Qt, no till."""

from app.domain.programme.enrolment import FieldKind, ProfileField
from app.services.enrol_outcomes import EnrolProblem, EnrolRefused, EnrolRequest
from app.services.joining_rules import is_answer
from app.services.new_member import EnrolmentOffer, PhoneUnfinished
from app.ui.checkout.enrol_state import DIGITS, Age, EnrolSheet, Field, Missing, Unanswered

_LONGEST = {Field.PHONE: 20, Field.BIRTHDAY: 8, Field.GUARDIAN_PHONE: 20}
LONGEST_TEXT = 60
PATTERNS = {
    Field.PHONE: r"\+?[0-9]{0,19}",
    Field.BIRTHDAY: "[0-9]{0,8}",
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


def missing(sheet: EnrolSheet) -> Missing | Unanswered | EnrolRefused | None:
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
    return None if sheet.offer is None else _unsaid(sheet, sheet.offer)


def _unsaid(sheet: EnrolSheet, offer: EnrolmentOffer) -> Unanswered | EnrolRefused | None:
    """What the programme itself wants; what else is wrong of it, the till says."""
    if offer.rules.name and not sheet.name.strip():
        return EnrolRefused(problem=EnrolProblem.NEEDS_NAME)
    if offer.rules.birthday and len(sheet.birthday) < sheet.birthday_digits:
        return EnrolRefused(problem=EnrolProblem.NEEDS_BIRTHDAY)
    for question in offer.fields:
        answer = answer_of(question, sheet.answer(question.id))
        if answer and not is_answer(question, answer):
            return Unanswered(question, bad=True)
        if question.required and not answer:
            return Unanswered(question)
    if any(consent.required and consent.id not in sheet.ticked for consent in offer.consents):
        return EnrolRefused(problem=EnrolProblem.NEEDS_CONSENT)
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
        answers=_answers(sheet),
        consents=tuple(sorted(sheet.ticked)),
        adult=adult,
        guardian="" if adult else f"{sheet.guardian.strip()}, {sheet.guardian_phone}",
        referred_by=None if sheet.referrer is None else sheet.referrer.member_id,
    )


def birthday_of(digits: str) -> str:
    """2104 is 04-21, for people say the day first; what is no whole day stays as it is, and is refused."""
    return f"{digits[2:]}-{digits[:2]}" if len(digits) == 4 else day_of(digits)


def day_of(digits: str) -> str:
    """21041994 is 1994-04-21; what is no whole day stays as it is."""
    return f"{digits[4:]}-{digits[2:4]}-{digits[:2]}" if len(digits) == 8 else digits


def answer_of(question: ProfileField, typed: str) -> str:
    """An answer as the till takes it."""
    text = " ".join(typed.split())
    return day_of(text) if question.kind is FieldKind.DATE else text


def _answers(sheet: EnrolSheet) -> tuple[tuple[str, str], ...]:
    asked = () if sheet.offer is None else sheet.offer.fields
    answers = ((question.id, answer_of(question, sheet.answer(question.id))) for question in asked)
    return tuple((question_id, answer) for question_id, answer in answers if answer)
