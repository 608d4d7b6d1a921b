"""All sheets of the checkout; at most one is open."""

from PySide6.QtWidgets import QWidget

from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.sheets.finish import FinishView
from app.ui.checkout.sheets.quantity import QuantityView
from app.ui.checkout.sheets.redeem import RedeemView
from app.ui.checkout.sheets.search import SearchView
from app.ui.checkout.sheets.tender import TenderView
from app.ui.checkout.sheets.why import WhyView
from app.ui.checkout.state import (
    CheckoutState,
    FinishPanel,
    ItemSearch,
    MemberSearch,
    QuantitySheet,
    RedeemSheet,
    TenderSheet,
    WhySheet,
)
from app.ui.theme.look import Look
from app.ui.widgets.sheet import Sheet
from app.words.translate import Words


class SheetStack:
    """Opens the sheet that the state names and closes the others."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        self._redeem = RedeemView(host, look, presenter)
        self._tender = TenderView(host, look, presenter)
        self._why = WhyView(host, look, presenter)
        self._search = SearchView(host, look, presenter)
        self._quantity = QuantityView(host, look, presenter)
        self._finish = FinishView(host, look, presenter)
        self._all: tuple[Sheet, ...] = (
            self._redeem,
            self._tender,
            self._why,
            self._search,
            self._quantity,
            self._finish,
        )

    def show_state(self, state: CheckoutState, words: Words) -> None:
        """Renders the open sheet from the state."""
        wanted = self._render(state, words)
        if wanted is not None:
            wanted.open()
        for sheet in self._all:
            if sheet is not wanted:
                sheet.close_sheet()

    def _render(self, state: CheckoutState, words: Words) -> Sheet | None:
        wanted: Sheet | None = None
        match state.sheet:
            case RedeemSheet() if state.quoted is not None:
                self._redeem.show_sheet(state.sheet, state.quoted, words)
                wanted = self._redeem
            case TenderSheet():
                self._tender.show_sheet(state.sheet, words)
                wanted = self._tender
            case WhySheet() if state.quoted is not None:
                self._why.show_quoted(state.quoted, words)
                wanted = self._why
            case MemberSearch() | ItemSearch():
                self._search.show_sheet(state.sheet, words)
                wanted = self._search
            case QuantitySheet() if state.basket is not None:
                self._quantity.show_sheet(state.sheet, state.basket, words)
                wanted = self._quantity
            case FinishPanel():
                self._finish.show_sheet(state.sheet, words)
                wanted = self._finish
            case _:
                pass
        return wanted
