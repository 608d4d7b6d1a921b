"""A basket as its customer follows it: lines on the left; member, saving and total on the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app.ui.customer.line_list import LineList
from app.ui.customer.parts import Parts
from app.ui.customer.state import Buying, Greeting, ShownMember
from app.ui.customer.wording import earns_words
from app.ui.theme.look import label
from app.ui.widgets.basics import ElidedLabel, column, frame, line
from app.ui.widgets.fitted_label import FittedLabel
from app.ui.widgets.qr_picture import QrPicture
from app.words.money import points, rupiah
from app.words.pieces import pieces
from app.words.translate import Words


class BuyingPage(QWidget):
    """Renders a `Buying`."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        layout = line(self, margin=parts.px(24), gap=parts.px(24))
        layout.addWidget(self._basket(), 58)
        layout.addWidget(self._side(), 42)

    def show_buying(self, buying: Buying, greeting: Greeting, words: Words) -> None:
        """Renders it."""
        self._shop.setText(greeting.shop)
        self._count.setText(pieces(words, (shown.quantity for shown in buying.lines)))
        self._lines.show_lines(buying)
        self._show_who(buying, words)
        self._paper_and_hint.setVisible(buying.member is None and bool(greeting.join))
        if greeting.join:
            self._code.show_code(greeting.join, greeting.join)
        self._join_hint.setText(words.gettext("Scan this code to join."))
        self._saved_card.setVisible(buying.saved > 0)
        self._saved.setText(words.gettext("You save {amount}", amount=rupiah(buying.saved)))
        self._total_name.setText(words.gettext("Total"))
        self._total.setText(rupiah(buying.total))
        self._added.setText(
            words.gettext("With service and tax {amount}", amount=rupiah(buying.added))
            if buying.added
            else ""
        )
        self._added.setVisible(bool(buying.added))

    def _show_who(self, buying: Buying, words: Words) -> None:
        member = buying.member
        self._figure.setVisible(member is not None)
        self._tier.setVisible(member is not None and bool(member.tier))
        if member is None:
            self._hello.setText(words.gettext("Are you a member?"))
            self._points_name.setText(words.gettext("Show your card or tell your phone number."))
        else:
            self._show_member(member, words)
        self._earns.setText(earns_words(buying, words))
        self._earns.setVisible(bool(self._earns.text()))

    def _show_member(self, member: ShownMember, words: Words) -> None:
        named = words.gettext("Hello, {name}", name=member.first_name)
        self._hello.setText(named if member.first_name else words.gettext("Hello"))
        self._tier.setText(member.tier)
        self._figure.setText(points(member.points))
        self._points_name.setText(words.gettext("Your points"))

    def _basket(self) -> QFrame:
        parts = self._parts
        card = frame("customer-card")
        card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._shop, self._count = ElidedLabel("customer-title"), label("customer-small")
        self._lines = LineList(parts)
        head = line(gap=parts.px(16))
        head.setContentsMargins(parts.px(16), 0, parts.px(16), 0)
        head.addWidget(self._shop, 1)
        head.addWidget(self._count)
        layout = column(card, margin=parts.px(16), gap=parts.px(12))
        layout.addLayout(head)
        layout.addWidget(frame("hairline"))
        layout.addWidget(self._lines, 1)
        return card

    def _side(self) -> QWidget:
        side = QWidget()
        side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        layout = column(side, gap=self._parts.px(16))
        layout.addWidget(self._who())
        layout.addStretch(1)
        layout.addWidget(self._saving())
        layout.addWidget(self._sum())
        return side

    def _who(self) -> QFrame:
        parts = self._parts
        card = frame("customer-points-card")
        self._hello, self._tier = ElidedLabel("customer-title"), label("customer-tier")
        self._points_name, self._figure = label("customer-points-name"), FittedLabel("customer-points")
        self._points_name.setWordWrap(True)
        self._earns = label("customer-points-name")
        self._earns.setWordWrap(True)
        top = line(gap=parts.px(12))
        top.addWidget(self._hello, 1)
        top.addWidget(self._tier, 0, Qt.AlignmentFlag.AlignVCenter)
        layout = column(card, margin=parts.px(24), gap=parts.px(8))
        layout.addLayout(top)
        for part in (self._points_name, self._figure, self._earns):
            layout.addWidget(part)
        layout.addWidget(self._join())
        return card

    def _join(self) -> QFrame:
        """For a guest, who has the time to join while the cashier scans."""
        parts = self._parts
        self._code = QrPicture(parts.px(132))
        self._join_hint = label("customer-points-name")
        self._join_hint.setWordWrap(True)
        self._paper_and_hint = frame("pane")
        layout = line(self._paper_and_hint, gap=parts.px(20))
        layout.setContentsMargins(0, parts.px(4), 0, 0)
        layout.addWidget(self._code)
        layout.addWidget(self._join_hint, 1)
        return self._paper_and_hint

    def _saving(self) -> QFrame:
        parts = self._parts
        self._saved_card, self._saved = frame("customer-saved-card"), ElidedLabel("customer-saved")
        layout = line(self._saved_card, margin=parts.px(20), gap=parts.px(14))
        layout.addWidget(parts.icon("piggy-bank", parts.look.tokens.success, 34))
        layout.addWidget(self._saved, 1)
        return self._saved_card

    def _sum(self) -> QFrame:
        parts = self._parts
        card = frame("customer-total-card")
        self._total_name, self._total = label("customer-total-name"), FittedLabel("customer-total")
        self._added = label("customer-total-added")
        self._total.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        layout = column(card, margin=parts.px(28), gap=0)
        for part in (self._total_name, self._total):
            layout.addWidget(part)
        layout.addWidget(self._added, alignment=Qt.AlignmentFlag.AlignRight)
        return card
