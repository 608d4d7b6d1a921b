"""The ways to pay that the shop itself has named, beside each other; shown once one of them is chosen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from app.ui.checkout.payment_wording import way_name
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import TenderSheet
from app.ui.theme.look import set_mark
from app.ui.widgets.basics import button, say
from app.words.translate import Words

_MOST = 6
_LEAST, _PADDING = 96, 12
_IN_A_ROW = 3


class OtherWays(QWidget):
    """Renders `others` of a `TenderSheet`; Alt+1…6 choose as well."""

    def __init__(self, presenter: CheckoutPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(8)
        self._segments = [button("choice") for _ in range(_MOST)]
        for place, segment in enumerate(self._segments):
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
                _say_shortly(segment, way_name(words, sheet.others[place]))
                segment.setToolTip(f"{segment.accessibleName()} (Alt+{place + 1})")
                set_mark(segment, "chosen", sheet.others[place] == sheet.way)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        for segment in self._segments:
            _say_shortly(segment, segment.accessibleName())

    def _touched(self, place: int) -> None:
        self._presenter.payment.quick(place)


def _say_shortly(segment: QPushButton, name: str) -> None:
    """As much of a name as has room; a screen reader says all of it."""
    room = max(_LEAST, segment.width() - 2 * _PADDING)
    say(segment, segment.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room))
    segment.setAccessibleName(name)
