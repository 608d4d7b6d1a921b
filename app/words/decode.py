"""What reading codes from files came to, as sentences."""

from app.services.picture_problem import PictureProblem
from app.words.translate import Words


def problem_sentence(words: Words, path: str, problem: PictureProblem) -> str:
    """Why a file gave no codes, and what to do."""
    match problem:
        case PictureProblem.MISSING:
            return words.gettext("{path}: there is no such file.", path=path)
        case PictureProblem.UNREADABLE:
            return words.gettext("{path}: this user may not read it.", path=path)
        case PictureProblem.NO_PICTURE:
            return words.gettext("{path}: neither a picture nor a video that can be read.", path=path)


def no_code_sentence(words: Words, path: str) -> str:
    """A picture without a code."""
    return words.gettext("{path}: no code", path=path)
