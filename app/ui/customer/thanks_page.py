"""The sale is done: thanks, the change, and what it did for the member."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from app.ui.customer.parts import Parts
from app.ui.customer.state import Thanks
from app.ui.theme.look import label
from app.ui.widgets.basics import column, frame, line
from app.ui.widgets.fitted_label import FittedLabel
from app.words.money import points, rupiah
from app.words.translate import Words


class ThanksPage(QWidget):
    """Renders a `Thanks`."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._thanks = FittedLabel("customer-headline")
        self._change_name, self._change = label("customer-lead"), FittedLabel("customer-change")
        self._paid = label("customer-lead")
        self._card = self._points_card(parts)
        layout = column(self, margin=parts.px(32), gap=parts.px(4))
        layout.addStretch(1)
        halo = parts.halo("customer-halo", "check", parts.look.tokens.success, 48)
        layout.addWidget(halo, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(parts.px(12))
        for text in (self._thanks, self._change_name, self._change, self._paid):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(text)
        layout.addSpacing(parts.px(20))
        layout.addWidget(self._card, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def show_thanks(self, thanks: Thanks, words: Words) -> None:
        """Renders it."""
        named = words.gettext("Thank you, {name}!", name=thanks.first_name)
        self._thanks.setText(named if thanks.first_name else words.gettext("Thank you!"))
        self._change_name.setText(words.gettext("Change") if thanks.change else words.gettext("Paid"))
        self._change.setText(rupiah(thanks.change or thanks.payable))
        self._paid.setText(
            words.gettext(
                "{received} received for {payable}",
                received=rupiah(thanks.received),
                payable=rupiah(thanks.payable),
            )
            if thanks.change
            else ""
        )
        self._show_points(thanks, words)

    def _show_points(self, thanks: Thanks, words: Words) -> None:
        self._card.setVisible(thanks.balance is not None)
        self._earned_name.setText(words.gettext("Points earned"))
        self._earned.setText(f"+{points(thanks.earned)}")
        self._balance_name.setText(words.gettext("Your points now"))
        self._balance.setText(points(thanks.balance or 0))
        self._reached.setVisible(bool(thanks.reached))
        self._reached.setText(words.gettext("You are {tier} now!", tier=thanks.reached))

    def _points_card(self, parts: Parts) -> QFrame:
        card = frame("customer-points-card")
        card.setFixedWidth(parts.px(820))
        self._earned_name, self._earned = label("customer-points-name"), FittedLabel("customer-points")
        self._balance_name, self._balance = label("customer-points-name"), FittedLabel("customer-points")
        self._reached = label("customer-title")
        self._reached.setAlignment(Qt.AlignmentFlag.AlignCenter)
        figures = line(gap=parts.px(24))
        for name, figure in ((self._earned_name, self._earned), (self._balance_name, self._balance)):
            cell = column(gap=0)
            for text in (name, figure):
                text.setAlignment(Qt.AlignmentFlag.AlignCenter)
                cell.addWidget(text)
            figures.addLayout(cell, 1)
        layout = column(card, margin=parts.px(24), gap=parts.px(12))
        layout.addLayout(figures)
        layout.addWidget(self._reached)
        return card
