"""Who buys: a member with what can be spent, what lapses and how far the next tier is; or a guest."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedLayout, QVBoxLayout, QWidget

from app.services.about_member import AboutMember
from app.services.member_view import MemberView
from app.services.outcomes import QuotedBasket
from app.ui.checkout.card_wording import tier_words, would_earn_words
from app.ui.checkout.state import CheckoutState
from app.ui.checkout.way_up import WHOLE
from app.ui.initials import initials
from app.ui.theme.look import Look, label, set_role
from app.ui.widgets.basics import (
    ElidedLabel,
    HintedButton,
    IconLabel,
    button,
    column,
    frame,
    icon_button,
    line,
    say,
    set_icon,
)
from app.words.about_member import balance_sentence, birthday_words, next_reward_words
from app.words.money import masked_phone, points
from app.words.translate import Words

_HEIGHT = 236


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberActions:
    """What can be done about whoever buys."""

    find: Callable[[], None]
    enrol: Callable[[], None]
    about: Callable[[], None]
    without: Callable[[], None]


class MemberCard(QWidget):
    """Of one height, whoever buys."""

    def __init__(self, look: Look, actions: MemberActions) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT)
        self._guest = _Guest(look, actions)
        self._member = _Member(look, actions)
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._guest)
        self._layers.addWidget(self._member)

    def show_state(self, state: CheckoutState, words: Words) -> None:
        """Renders the member, or the guest."""
        member = state.basket.member if state.basket else None
        if member is None:
            self._guest.show_quoted(state.quoted if state.can_pay else None, words)
            self._layers.setCurrentWidget(self._guest)
        else:
            about = state.about
            known = about if about is not None and about.member.member_id == member.member_id else None
            self._member.show_member(member, state.quoted, known, words)
            self._layers.setCurrentWidget(self._member)


class _Guest(QWidget):
    def __init__(self, look: Look, actions: MemberActions) -> None:
        super().__init__()
        card = frame("card")
        column(self).addWidget(card)
        icon = IconLabel(look, 28)
        icon.draw("user-round", look.tokens.muted)
        avatar = label("avatar-muted")
        avatar.setFixedSize(48, 48)
        column(avatar).addWidget(icon, alignment=Qt.AlignmentFlag.AlignCenter)
        self._title = label("heading")
        self._hint = ElidedLabel("small-muted")
        self._would = label("body-points")
        self._would.setWordWrap(True)
        self._find, self._enrol = HintedButton("secondary", "F2"), HintedButton("secondary", "F3")
        set_icon(self._find, look, "search")
        set_icon(self._enrol, look, "user-round-plus")
        self._find.clicked.connect(actions.find)
        self._enrol.clicked.connect(actions.enrol)
        ways = line(gap=8)
        ways.addWidget(self._find, 1)
        ways.addWidget(self._enrol, 1)
        top = line(gap=12)
        top.addWidget(avatar)
        top.addLayout(_two(self._title, self._hint), 1)
        layout = column(card, margin=16, gap=8)
        layout.addLayout(top)
        layout.addStretch(1)
        layout.addWidget(self._would)
        layout.addStretch(1)
        layout.addLayout(ways)

    def show_quoted(self, quoted: QuotedBasket | None, words: Words) -> None:
        self._title.setText(words.gettext("Guest"))
        self._hint.setText(words.gettext("Scan the card or find the member"))
        self._find.say(words.pgettext("member", "Find"))
        self._enrol.say(words.pgettext("member", "New"))
        self._find.setAccessibleName(words.gettext("Find member"))
        self._enrol.setAccessibleName(words.gettext("New member"))
        self._would.setText(would_earn_words(words, quoted))


class _Member(QWidget):
    """A touch anywhere on it, but on its buttons, tells more."""

    def __init__(self, look: Look, actions: MemberActions) -> None:
        super().__init__()
        self._look = look
        self._actions = actions
        card = frame("points-card")
        column(self).addWidget(card)
        layout = column(card, margin=16, gap=8)
        layout.addLayout(self._top(look, actions.without))
        layout.addStretch(1)
        layout.addLayout(self._figures())
        layout.addLayout(self._remarks())
        layout.addStretch(1)
        layout.addLayout(self._progress())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self.rect().contains(event.position().toPoint()):
            self._actions.about()

    def show_member(
        self, member: MemberView, quoted: QuotedBasket | None, about: AboutMember | None, words: Words
    ) -> None:
        """About None: it is on its way."""
        self._name.setText(member.name or words.gettext("Member"))
        birthday = "" if about is None else birthday_words(words, about)
        self._phone.setText(masked_phone(member.phone))
        say(self._more, words.gettext("About"))
        self._more.setAccessibleName(words.gettext("About the member"))
        self._show_mark(member.name, birthday)
        self._remove.setAccessibleName(words.gettext("Remove the member"))
        self._usable.setText(points(member.usable))
        self._unit.setText(words.gettext("points to spend"))
        self._show_remark(balance_sentence(words, member, about), about, words)
        self._tier.setVisible(quoted is not None)
        if quoted is not None:
            self._show_programme(member, quoted, words)

    def _show_programme(self, member: MemberView, quoted: QuotedBasket, words: Words) -> None:
        said = tier_words(words, member, quoted)
        self._tier.setText(said.tier)
        self._worth.setText(said.worth)
        set_role(self._expiring, "small-amber" if said.expiring else "small-muted")
        self._expiring.setText(said.below)
        self._bar.setValue(said.share)
        self._distance.setText(said.distance)

    def _top(self, look: Look, without: Callable[[], None]) -> QHBoxLayout:
        self._initials = label("avatar-points")
        self._initials.setFixedSize(48, 48)
        self._initials.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._mark = IconLabel(look, 26)
        column(self._initials).addWidget(self._mark, alignment=Qt.AlignmentFlag.AlignCenter)
        self._name = ElidedLabel("heading")
        self._phone = ElidedLabel("small-muted")
        self._tier = label("chip-tier")
        self._remove = icon_button("ghost", look, "x", look.tokens.muted)
        self._remove.clicked.connect(without)
        self._remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        top = line(gap=12)
        top.addWidget(self._initials)
        top.addLayout(_two(self._name, self._phone), 1)
        top.addWidget(self._tier)
        top.addWidget(self._remove)
        return top

    def _figures(self) -> QHBoxLayout:
        self._usable = label("points-figure")
        self._unit = label("small-strong")
        self._worth = label("small-muted")
        self._expiring = ElidedLabel("small-amber")
        self._more = button("link", self._look, "circle-question-mark", self._look.tokens.primary)
        self._more.clicked.connect(self._actions.about)
        self._more.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        figures = line(gap=10)
        figures.addWidget(self._usable)
        figures.addLayout(_two(self._unit, self._worth))
        figures.addStretch(1)
        figures.addWidget(self._more)
        return figures

    def _show_remark(self, balance: str, about: AboutMember | None, words: Words) -> None:
        """Why less can be spent than there is; when it is the same, how far the next reward is."""
        reward = "" if balance or about is None else next_reward_words(words, about)
        self._remark.setText(balance or reward)
        set_role(self._remark, "small-points" if reward else "small-muted")

    def _show_mark(self, name: str, birthday: str) -> None:
        """The initials; a cake in their place when the birthday is near, or somebody without a name."""
        self._birthday.setText(birthday)
        self._birthday.setVisible(bool(birthday))
        letters = initials(name)
        self._initials.setText("" if birthday else letters)
        self._mark.draw("cake" if birthday else "user-round", self._look.tokens.points)
        self._mark.setVisible(bool(birthday) or not letters)

    def _remarks(self) -> QHBoxLayout:
        """What is worth a word of the points, and the birthday; often neither."""
        self._remark, self._birthday = ElidedLabel("small-muted"), label("small-points")
        remarks = line(gap=12)
        remarks.addWidget(self._remark, 1)
        remarks.addWidget(self._birthday)
        return remarks

    def _progress(self) -> QVBoxLayout:
        self._bar = QProgressBar()
        set_role(self._bar, "tier")
        self._bar.setRange(0, WHOLE)
        self._bar.setTextVisible(False)
        self._distance = ElidedLabel("small")
        progress = _two(self._bar, self._distance, gap=6)
        progress.addWidget(self._expiring)
        return progress


def _two(above: QWidget, below: QWidget, gap: int = 2) -> QVBoxLayout:
    texts = column(gap=gap)
    texts.addWidget(above)
    texts.addWidget(below)
    return texts
