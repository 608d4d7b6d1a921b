"""What joining asks, as sentences."""

from app.domain.programme.enrolment import Enrolment, FieldChoice, FieldKind, ProfileField
from app.words.programme.terms import Terms
from app.words.translate import Language, Words


def enrolment_sentences(terms: Terms, enrolment: Enrolment) -> list[str]:
    """What nobody joins without; nothing where a phone number is enough."""
    words = terms.words
    told = (
        (enrolment.name, words.gettext("Nobody joins without a name.")),
        (enrolment.birthday, words.gettext("Nobody joins without a birthday.")),
        (enrolment.birth_year, words.gettext("The year of birth is asked as well.")),
        (enrolment.youngest > 0, _youngest(words, enrolment.youngest)),
    )
    return [sentence for holds, sentence in told if holds]


def field_sentences(terms: Terms, field: ProfileField) -> list[str]:
    """The question, how it is answered, and whether it has to be."""
    words = terms.words
    said = [
        words.gettext(
            "“{question}”, answered by {kind}.",
            question=field_name(words, field),
            kind=_answers(terms, field),
        )
    ]
    if field.required:
        said.append(words.gettext("Nobody joins without an answer."))
    return said


def field_name(words: Words, field: ProfileField) -> str:
    """The question in the language that is spoken."""
    return field.indonesian if words.language is Language.INDONESIAN else field.english


def choice_name(words: Words, choice: FieldChoice) -> str:
    """An answer in the language that is spoken."""
    return choice.indonesian if words.language is Language.INDONESIAN else choice.english


def kind_phrase(terms: Terms, kind: FieldKind) -> str:
    """How a question is answered."""
    words = terms.words
    return {
        FieldKind.TEXT: words.gettext("typing"),
        FieldKind.CHOICE: words.gettext("choosing"),
        FieldKind.DATE: words.gettext("a date"),
    }[kind]


def _answers(terms: Terms, field: ProfileField) -> str:
    """Answers with their ids, which is what the store keeps and an export has."""
    if field.kind is not FieldKind.CHOICE:
        return kind_phrase(terms, field.kind)
    names = terms.all_of([f"{choice_name(terms.words, choice)} ({choice.id})" for choice in field.choices])
    return terms.words.gettext("choosing: {answers}", answers=names)


def _youngest(words: Words, age: int) -> str:
    if age >= 18:  # from there on, nobody needs a guardian
        return words.gettext("Nobody joins who is younger than {age}.", age=age)
    return words.gettext("Nobody joins who is younger than {age}; below 18 a guardian agrees.", age=age)
