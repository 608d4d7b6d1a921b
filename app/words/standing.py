"""Whether a voucher counts, in words."""

from app.services.outcomes import VoucherStanding
from app.words.translate import Words


def standing_sentence(words: Words, standing: VoucherStanding) -> str:
    """Why a voucher doesn't count here and now; empty: it does."""
    match standing:
        case VoucherStanding.VALID:
            return ""
        case VoucherStanding.USED_UP:
            return words.gettext("This voucher was used already. Go on without it.")
        case VoucherStanding.EXPIRED:
            return words.gettext("This voucher has expired. Go on without it.")
        case VoucherStanding.REVOKED:
            return words.gettext("This voucher no longer counts: what gave it was brought back.")
        case VoucherStanding.ELSEWHERE:
            return words.gettext(
                "This voucher belongs to another till. It can be used there, or here once there is a line."
            )
