"""Nobody buys: the shop's name, what points are worth, and how to join."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.customer.parts import Parts
from app.ui.customer.state import Greeting
from app.ui.theme.look import label
from app.ui.widgets.basics import column, frame, line
from app.ui.widgets.fitted_label import FittedLabel
from app.ui.widgets.qr_picture import QrPicture
from app.words.money import points, rupiah
from app.words.translate import Words


class IdlePage(QWidget):
    """Renders a `Greeting`."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._welcome, self._shop = label("customer-lead"), FittedLabel("customer-shop")
        self._earn_ground, self._earn = parts.fact("coins")
        self._worth_ground, self._worth = parts.fact("gift")
        self._join_title, self._join_hint = label("customer-title"), label("customer-lead")
        self._join_hint.setWordWrap(True)
        self._paper = frame("customer-paper")
        self._code = QrPicture(parts.px(300))
        column(self._paper, margin=parts.px(8)).addWidget(self._code)
        self._ask = parts.halo("customer-join", "user-round-plus", parts.look.tokens.primary, 96)
        layout = line(self, margin=parts.px(64), gap=parts.px(64))
        layout.addLayout(self._words_side(parts), 1)
        layout.addWidget(self._join_card(parts), 0, Qt.AlignmentFlag.AlignVCenter)

    def show_greeting(self, greeting: Greeting, words: Words) -> None:
        """Renders it."""
        self._welcome.setText(words.gettext("Welcome to"))
        self._shop.setText(greeting.shop)
        known = greeting.rupiah_per_point > 0
        for ground in (self._earn_ground, self._worth_ground):
            ground.setVisible(known)
        self._earn.setText(
            words.gettext("Every {amount} earns 1 point", amount=rupiah(greeting.rupiah_per_point))
        )
        self._worth.setText(
            words.ngettext(
                "{count} point is worth {amount}",
                "{count} points are worth {amount}",
                greeting.points,
                count=points(greeting.points),
                amount=rupiah(greeting.worth),
            )
        )
        self._join_title.setText(words.gettext("Not a member yet?"))
        self._paper.setVisible(bool(greeting.join))
        self._ask.setVisible(not greeting.join)
        if greeting.join:
            self._code.show_code(greeting.join, greeting.join)
        self._join_hint.setText(
            words.gettext("Scan this code to join.")
            if greeting.join
            else words.gettext("Tell the cashier your phone number to join.")
        )

    def _words_side(self, parts: Parts) -> QVBoxLayout:
        side = column(gap=parts.px(16))
        side.addStretch(1)
        side.addWidget(parts.halo("customer-mark", "store", parts.look.tokens.on_primary, 44))
        side.addSpacing(parts.px(16))
        side.addWidget(self._welcome)
        side.addWidget(self._shop)
        side.addSpacing(parts.px(24))
        side.addWidget(self._earn_ground)
        side.addWidget(self._worth_ground)
        side.addStretch(1)
        return side

    def _join_card(self, parts: Parts) -> QWidget:
        card = frame("customer-card")
        card.setFixedWidth(parts.px(456))
        layout = column(card, margin=parts.px(40), gap=parts.px(24))
        for part in (self._join_title, self._paper, self._ask, self._join_hint):
            layout.addWidget(part, alignment=Qt.AlignmentFlag.AlignHCenter)
        self._join_hint.setFixedWidth(parts.px(376))
        self._join_hint.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return card
