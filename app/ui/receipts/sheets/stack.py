"""All sheets of the receipts screen."""

from PySide6.QtWidgets import QWidget

from app.ui.receipts.presenter import ReceiptsPresenter
from app.ui.receipts.search_wording import found_words
from app.ui.receipts.sheets.blind import BlindView
from app.ui.receipts.sheets.done import DoneView
from app.ui.receipts.sheets.exchange import ExchangeView
from app.ui.receipts.sheets.giving_back import GivingBackView
from app.ui.receipts.sheets.move import MoveView
from app.ui.receipts.state import FindItem, FindMember, ReceiptsState
from app.ui.receipts.wording import word_sentence
from app.ui.text_search import TextSearch
from app.ui.theme.look import Look
from app.ui.widgets.search_sheet import SearchSheet
from app.ui.widgets.sheet_stack import SheetStack
from app.ui.widgets.word_sheet import WordSheet


def sheets_of(host: QWidget, look: Look, presenter: ReceiptsPresenter) -> SheetStack[ReceiptsState]:
    """Over the page that is their host."""
    return SheetStack(
        WordSheet(
            host, look, presenter.word, lambda state: state.word, word_sentence
        ),  # hides the sheet it is for
        GivingBackView(host, look, presenter),
        MoveView(host, look, presenter),
        ExchangeView(host, look, presenter),
        BlindView(host, look, presenter),
        SearchSheet(host, look, presenter.search, presenter.leave, _search, found_words, letters_wait=False),
        DoneView(host, look, presenter),
    )


def _search(state: ReceiptsState) -> TextSearch | None:
    return state.sheet if isinstance(state.sheet, FindMember | FindItem) else None
