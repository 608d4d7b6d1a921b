"""All sheets of the checkout."""

from PySide6.QtWidgets import QWidget

from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.search_wording import found_words
from app.ui.checkout.sheets.about import AboutView
from app.ui.checkout.sheets.bill import BillView
from app.ui.checkout.sheets.bill_pay import BillPayView
from app.ui.checkout.sheets.by_hand import ByHandView
from app.ui.checkout.sheets.cards import CardsView
from app.ui.checkout.sheets.channel import ChannelView
from app.ui.checkout.sheets.coupon import CouponView
from app.ui.checkout.sheets.enrol import EnrolView
from app.ui.checkout.sheets.finish import FinishView
from app.ui.checkout.sheets.gift_code import GiftCodeView
from app.ui.checkout.sheets.give_up import GiveUpView
from app.ui.checkout.sheets.held import HeldView
from app.ui.checkout.sheets.hold import HoldView
from app.ui.checkout.sheets.joined import JoinedView
from app.ui.checkout.sheets.marks import MarksView
from app.ui.checkout.sheets.menu import MenuView
from app.ui.checkout.sheets.offers import OffersView
from app.ui.checkout.sheets.pin import PinView
from app.ui.checkout.sheets.quantity import QuantityView
from app.ui.checkout.sheets.receipt import ReceiptView
from app.ui.checkout.sheets.redeem import RedeemView
from app.ui.checkout.sheets.reference import ReferenceView
from app.ui.checkout.sheets.split import SplitView
from app.ui.checkout.sheets.tender import TenderView
from app.ui.checkout.sheets.why import WhyView
from app.ui.checkout.state import CheckoutState, ItemSearch, MemberSearch
from app.ui.checkout.word_wording import word_sentence
from app.ui.text_search import TextSearch
from app.ui.theme.look import Look
from app.ui.widgets.search_sheet import SearchSheet
from app.ui.widgets.sheet_stack import SheetStack
from app.ui.widgets.word_sheet import WordSheet


def sheets_of(host: QWidget, look: Look, presenter: CheckoutPresenter) -> SheetStack[CheckoutState]:
    """Over the page that is their host."""
    return SheetStack(
        WordSheet(
            host, look, presenter.word, lambda state: state.word, word_sentence
        ),  # hides the sheet it is for
        RedeemView(host, look, presenter),
        OffersView(host, look, presenter),
        TenderView(host, look, presenter),
        GiftCodeView(host, look, presenter),
        ReferenceView(host, look, presenter),
        WhyView(host, look, presenter),
        SearchSheet(host, look, presenter.search, presenter.leave, _search, found_words, letters_wait=True),
        QuantityView(host, look, presenter),
        MenuView(host, look, presenter),
        FinishView(host, look, presenter),
        EnrolView(host, look, presenter),
        AboutView(host, look, presenter),
        CardsView(host, look, presenter),
        PinView(host, look, presenter),
        MarksView(host, look, presenter),
        JoinedView(host, look, presenter),
        HoldView(host, look, presenter),
        HeldView(host, look, presenter),
        GiveUpView(host, look, presenter),
        ByHandView(host, look, presenter),
        SplitView(host, look, presenter),
        ChannelView(host, look, presenter),
        CouponView(host, look, presenter),
        BillView(host, look, presenter),
        BillPayView(host, look, presenter),
        ReceiptView(host, look, presenter),
    )


def _search(state: CheckoutState) -> TextSearch | None:
    return state.sheet if isinstance(state.sheet, MemberSearch | ItemSearch) else None
