"""A sheet of the checkout: it knows which state it renders."""

from app.ui.checkout.state import CheckoutState
from app.ui.widgets.sheet import Sheet
from app.words.translate import Words


class SheetView(Sheet):
    """What the stack asks of each sheet."""

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        """Renders this sheet from the state; False, and nothing done: another one is open, or none."""
        raise NotImplementedError
