"""Why a file gave no codes."""

from enum import StrEnum


class PictureProblem(StrEnum):
    """It isn't there, may not be read, or holds no picture."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    NO_PICTURE = "no-picture"
