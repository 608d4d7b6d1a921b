"""Segments, flags and lists of members, as people call them."""

from app.domain.changes import MarkKind
from app.words.translate import Words


def mark_name(mark: str) -> str:
    """`akses-awal` is "Akses awal": a programme gives them ids and no names."""
    return mark.replace("-", " ").replace("_", " ").capitalize()


def mark_kind_name(words: Words, kind: MarkKind) -> str:
    """What stands above several of a kind."""
    match kind:
        case MarkKind.SEGMENT:
            return words.gettext("Segments")
        case MarkKind.FLAG:
            return words.gettext("Flags")
        case MarkKind.LIST:
            return words.gettext("Lists")
