"""Basket on the left, member, offers, sums and payment on the right; sheets over both."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from app.ui.checkout.basket_list import BasketList, RowActions
from app.ui.checkout.basket_wording import basket_head_words
from app.ui.checkout.keys import action_for
from app.ui.checkout.member_card import MemberActions, MemberCard
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.sheets.stack import sheets_of
from app.ui.checkout.state import CheckoutState
from app.ui.checkout.summary import OfferList, PayBar, Summary
from app.ui.checkout.wording import notice_words, way_on
from app.ui.theme.look import Look, label, set_role
from app.ui.theme.tokens import TOUCH
from app.ui.widgets.basics import ElidedLabel, button, column, frame, line, say
from app.ui.widgets.notice_bar import NoticeBar
from app.words.translate import Words


class CheckoutView(QWidget):
    """Renders a `CheckoutState`; made with the presenter that it tells."""

    def __init__(self, look: Look, words: Words) -> None:
        super().__init__()
        set_role(self, "canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._look, self._words = look, words
        self._state = CheckoutState()
        self._presenter: CheckoutPresenter | None = None

    def attach(self, presenter: CheckoutPresenter) -> None:
        """Builds the screen for the presenter that listens."""
        self._presenter = presenter
        layout = line(self, gap=0)
        layout.addWidget(self._left(presenter), 55)
        layout.addWidget(self._right(presenter), 45)
        self._sheets = sheets_of(self, self._look, presenter)
        self._notice = NoticeBar(self, self._look, presenter.dismiss, self._notice_place)
        self.show_state(self._state)

    def show_state(self, state: CheckoutState) -> None:
        """Renders everything from the state."""
        self._state = state
        words = self._words
        quoted = state.quoted if state.can_pay else None
        self._show_left(state)
        self._list.show_state(state, words, self._presenter.bill.till if self._presenter else "")
        self._member.show_state(state, words)
        self._offers.show_quoted(quoted, words)
        self._summary.show_quoted(quoted, words)
        self._pay_bar.show_state(state, words)
        self._sheets.show_state(state, words)
        if self._presenter is not None:
            self._notice.offer(way_on(words, state.notice), self._presenter.go_on)
        self._notice.say(*notice_words(words, state.notice), words.gettext("Close"))

    def speak(self, words: Words) -> None:
        """Another language, at once."""
        self._words = words
        self.show_state(self._state)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        action = action_for(event)
        if action is not None and self._presenter is not None:
            action(self._presenter)
        else:
            super().keyPressEvent(event)

    def _left(self, presenter: CheckoutPresenter) -> QFrame:
        ground = frame("basket")
        ground.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._title, self._count = label("title"), ElidedLabel("body-muted")
        head = line(gap=12)
        head.setContentsMargins(20, 0, 20, 0)
        head.addWidget(self._title)
        head.addWidget(self._count, 1)
        self._held = button("link", self._look, "pause", self._look.tokens.primary)
        self._held.clicked.connect(lambda: presenter.aside.hold.show_list())  # noqa: PLW0108 - not what Qt tells
        head.addWidget(self._held)
        self._list = BasketList(self._look, RowActions(presenter.select, presenter.add))
        self._tools = self._toolbar(presenter)
        tools = line(gap=0)
        tools.setContentsMargins(4, 8, 4, 8)
        for tool in self._tools:
            tools.addWidget(tool, 1)
        layout = column(ground, gap=0)
        self._title.setMinimumHeight(TOUCH)  # the badge beside it comes and goes, and nothing may move for it
        layout.addSpacing(6)
        layout.addLayout(head)
        layout.addSpacing(6)
        layout.addWidget(frame("hairline"))
        layout.addWidget(self._list, 1)
        layout.addWidget(frame("hairline"))
        layout.addLayout(tools)
        return ground

    def _toolbar(self, presenter: CheckoutPresenter) -> list[QPushButton]:
        tools = []
        for icon, act in (
            ("search", presenter.enter_goods),
            ("hash", presenter.quantity.open),
            ("trash-2", presenter.remove_line),
            ("undo-2", presenter.undo),
            ("ellipsis", presenter.menu),
        ):
            tool = button("tool", self._look, icon, self._look.tokens.muted)
            tool.clicked.connect(act)
            tools.append(tool)
        return tools

    def _right(self, presenter: CheckoutPresenter) -> QWidget:
        ground = frame("pane")
        ground.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        actions = MemberActions(
            find=presenter.search.open_members,
            enrol=presenter.enrol.open,
            about=presenter.about.open,
            without=presenter.without_member,
        )
        self._member = MemberCard(self._look, actions)
        self._offers = OfferList(self._look, presenter.why, presenter.offers.open)
        self._summary = Summary()
        self._pay_bar = PayBar(self._look, presenter.redeem.open, presenter.pay)
        layout = column(ground, margin=16, gap=12)
        layout.addWidget(self._member)
        layout.addWidget(self._offers, 1)
        layout.addWidget(self._summary)
        layout.addWidget(self._pay_bar)
        return ground

    def _notice_place(self, height: int) -> QRect:
        """Over the end of the basket; with a sheet open, at the top, where no sheet has buttons."""
        if self._state.sheet is not None:
            return QRect(12, 12, self.width() - 24, height)
        basket = self._list.geometry()
        return QRect(12, basket.bottom() - height - 12, basket.width() - 24, height)

    def _is_beside(self) -> bool:
        return self._presenter is not None and bool(self._presenter.bill.till)

    def _show_left(self, state: CheckoutState) -> None:
        words = self._words
        self._title.setText(words.gettext("Basket"))
        self._count.setText(basket_head_words(words, state.basket))
        held = words.ngettext("{count} held", "{count} held", state.held, count=state.held)
        say(self._held, held)
        self._held.setToolTip(f"{held} (F8)")
        self._held.setVisible(state.held > 0)
        names = (
            words.gettext("Enter bill") if self._is_beside() else words.gettext("Find"),
            words.gettext("Quantity"),
            words.gettext("Remove"),
            words.gettext("Undo"),
            words.gettext("More"),
        )
        possible = (True, state.selected is not None, state.selected is not None, state.can_undo, True)
        for tool, name, key, enabled in zip(
            self._tools, names, ("F4", "F7", "Del", "Ctrl+Z", "Menu"), possible, strict=True
        ):
            say(tool, name)
            tool.setToolTip(f"{name} ({key})")
            tool.setEnabled(enabled)
