"""A sheet of the receipts screen: it knows which state it renders."""

from app.ui.receipts.state import ReceiptsState
from app.ui.widgets.sheet import Sheet
from app.words.translate import Words


class SheetView(Sheet):
    """What the stack asks of each sheet."""

    def show_state(self, state: ReceiptsState, words: Words) -> bool:
        """Renders this sheet from the state; False, and nothing done: another one is open, or none."""
        raise NotImplementedError
