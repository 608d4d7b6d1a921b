"""The question after a sale, and its answers."""

from app.domain.satisfaction import Question, RatingScale
from app.words.translate import Words


def question_sentence(words: Words, question: Question) -> str:
    """The shop's own words, or the usual ones."""
    return question.text or words.gettext("How was it today?")


def answer_name(words: Words, scale: RatingScale, answer: int) -> str:
    """What an answer means; of 0 to 10 the number."""
    if scale is RatingScale.TEN:
        return str(answer)
    names = (
        words.gettext("Very bad"),
        words.gettext("Bad"),
        words.gettext("All right"),
        words.gettext("Good"),
        words.gettext("Very good"),
    )
    return names[answer - 1]


def ends_sentence(words: Words) -> str:
    """What the ends of 0 to 10 mean."""
    return words.gettext("0: very bad · 10: very good")
