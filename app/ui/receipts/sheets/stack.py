"""All sheets of the receipts screen; at most one is open."""

from PySide6.QtWidgets import QWidget

from app.ui.receipts.presenter import ReceiptsPresenter
from app.ui.receipts.sheets.blind import BlindView
from app.ui.receipts.sheets.done import DoneView
from app.ui.receipts.sheets.exchange import ExchangeView
from app.ui.receipts.sheets.giving_back import GivingBackView
from app.ui.receipts.sheets.move import MoveView
from app.ui.receipts.sheets.search import SearchView
from app.ui.receipts.sheets.sheet_view import SheetView
from app.ui.receipts.sheets.word import WordView
from app.ui.receipts.state import ReceiptsState
from app.ui.theme.look import Look
from app.words.translate import Words


class SheetStack:
    """Opens the sheet that the state names and closes the others."""

    def __init__(self, host: QWidget, look: Look, presenter: ReceiptsPresenter) -> None:
        self._all: tuple[SheetView, ...] = (
            WordView(host, look, presenter),  # first: it hides the sheet that it is for
            GivingBackView(host, look, presenter),
            MoveView(host, look, presenter),
            ExchangeView(host, look, presenter),
            BlindView(host, look, presenter),
            SearchView(host, look, presenter),
            DoneView(host, look, presenter),
        )

    def show_state(self, state: ReceiptsState, words: Words) -> None:
        """Renders the open sheet from the state."""
        wanted = next((sheet for sheet in self._all if sheet.show_state(state, words)), None)
        for sheet in self._all:
            if sheet is not wanted:
                sheet.close_sheet()  # before another opens: who closes gives the keyboard back
        if wanted is not None:
            wanted.open()
