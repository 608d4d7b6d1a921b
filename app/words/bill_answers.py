"""What a till beside another says about that one's bills."""

from app.services.other_bill import BillProblem, BillRefused
from app.words.translate import Words


def bill_sentence(words: Words, refused: BillRefused) -> str:
    """Why a bill isn't taken, and what to do."""
    match refused.problem:
        case BillProblem.NOT_BESIDE:
            return words.gettext("This till sells by itself. Scan the goods.")
        case BillProblem.NO_NUMBER:
            return words.gettext("The number of the bill is missing. Key it, or scan it.")
        case BillProblem.NO_TOTAL:
            return words.gettext("The total of the bill is missing. Key it in rupiah.")
        case BillProblem.TOO_MUCH:
            return words.gettext("No bill is that large. Key the total again.")
        case BillProblem.PARTS:
            return words.gettext("The categories come to more than the total. Key them again.")
        case BillProblem.COUNTED:
            return words.gettext(
                "This bill was counted today already, as {receipt}. Look at its number again.",
                receipt=refused.receipt_number,
            )
