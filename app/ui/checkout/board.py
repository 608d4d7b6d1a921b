"""The checkout's state in one place: whoever changes it shows it."""

from collections.abc import Callable
from dataclasses import replace

from app.ui.checkout.basket_sheets import BasketSheet
from app.ui.checkout.bill_sheets import BillPaySheet
from app.ui.checkout.enrol_state import EnrolSheet
from app.ui.checkout.state import CheckoutState, Notice, Sheet, TenderSheet

Show = Callable[[CheckoutState], None]


class Board:
    """Holds the state; `put` replaces it and shows it."""

    def __init__(self, show: Show) -> None:
        self._show = show
        self.state = CheckoutState()

    def put(self, state: CheckoutState) -> None:
        """Replaces the state and shows it."""
        self.state = state
        self._show(state)

    def sheet(self, sheet: Sheet | None) -> None:
        """Opens, changes or closes the sheet; what was said before is over."""
        self.put(replace(self.state, sheet=sheet, notice=None))

    def notice(self, notice: Notice | None) -> None:
        """Says something, or no longer."""
        self.put(replace(self.state, notice=notice))

    @property
    def is_free(self) -> bool:
        """Whether no sheet is open, so that one may be opened."""
        return self.state.sheet is None

    @property
    def is_committing(self) -> bool:
        """Whether a sale or a new member is being written, or the basket put elsewhere: nothing of it may change."""
        sheet = self.state.sheet
        if isinstance(sheet, BasketSheet | BillPaySheet):
            return sheet.saving
        return isinstance(sheet, TenderSheet | EnrolSheet) and sheet.committing
