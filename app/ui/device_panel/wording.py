"""The device panel in words."""

from app.services.spool_port import PaperInDoubt, PaperKind
from app.words.translate import Words


def paper_name(words: Words, paper: PaperInDoubt) -> str:
    """What it is, its number and when it was to be printed."""
    kinds = {
        PaperKind.RECEIPT: words.gettext("Receipt"),
        PaperKind.VOUCHERS: words.gettext("Vouchers"),
        PaperKind.KITCHEN: words.gettext("Kitchen slip"),
    }
    parts = (kinds[paper.kind], paper.number, f"{paper.at:%H:%M}")
    return " · ".join(part for part in parts if part)
