"""What a programme asks of whoever joins, and whether it was answered."""

from datetime import date

from app.domain.calendar import age, parse_birthday
from app.domain.programme.document import Programme
from app.domain.programme.enrolment import LONGEST_ANSWER, FieldKind, ProfileField
from app.services.enrol_outcomes import EnrolProblem, EnrolRefused, EnrolRequest

ADULT_AGE = 18
_YEAR = 4


def refused_by_rules(programme: Programme, request: EnrolRequest, today: date) -> EnrolRefused | None:
    """What is still wanted, in the order in which a screen asks; None: nothing. today: the store's business day."""
    rules = programme.enrolment
    if rules.name and not request.name.strip():
        return EnrolRefused(problem=EnrolProblem.NEEDS_NAME)
    if not request.birthday and rules.birthday:
        return EnrolRefused(problem=EnrolProblem.NEEDS_BIRTHDAY)
    if request.birthday and not is_birthday(request.birthday, today):
        return EnrolRefused(problem=EnrolProblem.BAD_BIRTHDAY)
    if rules.birthday and rules.birth_year and birth_year(request.birthday) is None:
        return EnrolRefused(problem=EnrolProblem.NEEDS_BIRTHDAY)
    return _age_refused(programme, request, today) or _unanswered(programme, request)


def is_birthday(text: str, today: date) -> bool:
    """MM-DD, or a whole day that is not after today and within the memory of man."""
    try:
        parse_birthday(text[-5:])
        born_on = date.fromisoformat(text) if len(text) > len("MM-DD") else None
    except ValueError:
        return False
    return born_on is None or (born_on <= today and today.year - born_on.year <= 120)


def birth_year(birthday: str) -> int | None:
    """The year of YYYY-MM-DD; None: nobody told it."""
    return int(birthday[:_YEAR]) if len(birthday) > len("MM-DD") else None


def _age_refused(programme: Programme, request: EnrolRequest, today: date) -> EnrolRefused | None:
    youngest = programme.enrolment.youngest
    told = age(date.fromisoformat(request.birthday), today) if birth_year(request.birthday) else None
    if told is not None and told < youngest:
        return EnrolRefused(problem=EnrolProblem.TOO_YOUNG)
    if not request.adult and youngest >= ADULT_AGE:
        return EnrolRefused(problem=EnrolProblem.TOO_YOUNG)
    if told is not None and request.adult and told < ADULT_AGE:
        return EnrolRefused(problem=EnrolProblem.NO_ADULT)
    return None


def _unanswered(programme: Programme, request: EnrolRequest) -> EnrolRefused | None:
    answers = dict(request.answers)
    for field in programme.profile_fields:
        answer = answers.pop(field.id, "").strip()
        if not answer and field.required:
            return EnrolRefused(problem=EnrolProblem.NEEDS_ANSWER, what=field.id)
        if answer and not is_answer(field, answer):
            return EnrolRefused(problem=EnrolProblem.BAD_ANSWER, what=field.id)
    if answers:
        return EnrolRefused(problem=EnrolProblem.BAD_ANSWER, what=min(answers))
    for consent in programme.consents:
        if consent.required and consent.id not in request.consents:
            return EnrolRefused(problem=EnrolProblem.NEEDS_CONSENT, what=consent.id)
    return None


def is_answer(field: ProfileField, answer: str) -> bool:
    """Whether a question can be answered so."""
    match field.kind:
        case FieldKind.TEXT:
            return len(answer) <= LONGEST_ANSWER and answer.isprintable()
        case FieldKind.CHOICE:
            return any(choice.id == answer for choice in field.choices)
        case FieldKind.DATE:
            return _is_day(answer)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
