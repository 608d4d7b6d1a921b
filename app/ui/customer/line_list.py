"""The lines of the basket, with what each saves; the one that changed last stays in sight."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from app.domain.basket import UNIT
from app.ui.customer.parts import Parts
from app.ui.customer.state import Buying, ShownLine
from app.ui.theme.look import label, set_mark, set_role
from app.ui.widgets.basics import ElidedLabel, column, line
from app.words.money import quantity, rupiah


class LineList(QScrollArea):
    """Nobody touches it: it has no scroll bar, and follows what the cashier does."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._rows: dict[int, _Row] = {}
        self._changed: int | None = None
        inner = QWidget()
        set_role(inner, "surface")
        self._column = column(inner, gap=parts.px(4))
        self._column.addStretch(1)
        self.setWidgetResizable(True)
        for hide in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            hide(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inner)
        inner.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A new row has its place only after the layout gave the rows theirs."""
        done = super().eventFilter(watched, event)
        if event.type() == QEvent.Type.Resize:
            QTimer.singleShot(0, self, self._keep_in_sight)
        return done

    def show_lines(self, buying: Buying) -> None:
        """Renders the lines; rows are updated in place."""
        for number in set(self._rows) - {shown.number for shown in buying.lines}:
            gone = self._rows.pop(number)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for place, shown in enumerate(buying.lines):
            row = self._rows.get(shown.number)
            if row is None:
                row = self._rows[shown.number] = _Row(self._parts)
                self._column.insertWidget(place, row)
            row.show_line(shown)
            set_mark(row, "selected", shown.number == buying.changed)
        self._changed = buying.changed
        self._keep_in_sight()

    def _keep_in_sight(self) -> None:
        row = self._rows.get(self._changed) if self._changed is not None else None
        if row is not None:
            self.ensureWidgetVisible(row)


class _Row(QFrame):
    def __init__(self, parts: Parts) -> None:
        super().__init__()
        set_role(self, "customer-row")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._name, self._each = ElidedLabel("customer-line"), ElidedLabel("customer-small")
        self._off = ElidedLabel("customer-off")
        self._net, self._price = label("customer-amount"), label("customer-struck")
        for amount in (self._net, self._price):
            amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        names, amounts = column(gap=0), column(gap=0)
        for text in (self._name, self._each, self._off):
            names.addWidget(text)
        for amount in (self._net, self._price):
            amounts.addWidget(amount)
        amounts.addStretch(1)
        layout = line(self, gap=parts.px(16))
        layout.setContentsMargins(parts.px(16), parts.px(10), parts.px(16), parts.px(10))
        layout.addLayout(names, 1)
        layout.addLayout(amounts)

    def show_line(self, shown: ShownLine) -> None:
        self._name.setText(shown.name)
        many = shown.quantity != UNIT
        each = rupiah(shown.each) if many else ""
        self._each.setText(f"{quantity(shown.quantity)} × {each}" if many else "")
        self._each.setVisible(many)
        self._off.setText(", ".join(f"{off.name} {rupiah(-off.amount)}" for off in shown.discounts))
        self._off.setVisible(bool(shown.discounts))
        self._net.setText(rupiah(shown.net))
        self._price.setText(rupiah(shown.price))
        self._price.setVisible(shown.net != shown.price)
