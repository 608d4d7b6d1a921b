"""The ways to pay that the shop itself has named, beside each other; shown once one of them is chosen."""

from PySide6.QtWidgets import QGridLayout, QWidget

from app.ui.checkout.payment_wording import OTHER_ICON, way_name
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import TenderSheet
from app.ui.theme.look import Look, set_mark
from app.ui.widgets.basics import button, say, set_icon
from app.words.translate import Words

_MOST = 6
_IN_A_ROW = 3


class OtherWays(QWidget):
    """Renders `others` of a `TenderSheet`; Alt+1…6 choose as well."""

    def __init__(self, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        self._segments = [button("segment") for _ in range(_MOST)]
        for place, segment in enumerate(self._segments):
            set_icon(segment, look, OTHER_ICON, size=24)
            segment.clicked.connect(lambda _on=False, chosen=place: self._touched(chosen))
            grid.addWidget(segment, *divmod(place, _IN_A_ROW))
        for side in range(_IN_A_ROW):
            grid.setColumnStretch(side, 1)

    def show_sheet(self, sheet: TenderSheet, words: Words) -> None:
        """Nothing where there is nothing to choose."""
        self.setVisible(sheet.way in sheet.others and len(sheet.others) > 1 and sheet.giving_back is None)
        for place, segment in enumerate(self._segments):
            segment.setVisible(place < len(sheet.others))
            segment.setEnabled(not sheet.committing)
            if place < len(sheet.others):
                say(segment, way_name(words, sheet.others[place]))
                segment.setToolTip(f"Alt+{place + 1}")
                set_mark(segment, "chosen", sheet.others[place] == sheet.way)

    def _touched(self, place: int) -> None:
        self._presenter.payment.quick(place)
