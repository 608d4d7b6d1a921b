"""What a manager is asked to allow at the checkout, as a sentence."""

from app.domain.manual_limits import ManualVerdict
from app.ui.checkout.basket_sheets import ByHandSheet, GiveUpSheet
from app.ui.checkout.basket_wording import given_up_words, verdict_words
from app.ui.checkout.bill_sheets import BillPaySheet
from app.ui.checkout.card_state import CardsSheet
from app.ui.checkout.card_wording import unblock_sentence
from app.ui.checkout.marks_state import MarksSheet
from app.ui.checkout.marks_wording import approved_marks_sentence
from app.ui.checkout.pin_state import PinSheet
from app.ui.checkout.pin_wording import approved_pin_sentence
from app.ui.checkout.state import CheckoutState, TenderSheet
from app.words.translate import Words


def word_sentence(words: Words, state: CheckoutState) -> str:
    """What it is for; empty: nobody is asked."""
    match state.sheet:
        case TenderSheet() | BillPaySheet():
            return words.gettext("The open shift is somebody else’s. A manager lets this sale go into it.")
        case GiveUpSheet() as sheet:
            return given_up_words(words, sheet, state.basket)
        case ByHandSheet():
            return verdict_words(words, ManualVerdict.NEEDS_MANAGER)
        case MarksSheet() as sheet:
            return approved_marks_sentence(words, sheet)
        case PinSheet() as sheet:
            return approved_pin_sentence(words, sheet)
        case CardsSheet() as sheet:
            return unblock_sentence(words, sheet)
        case _:
            return ""
