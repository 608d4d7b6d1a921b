"""Who buys: a member with what can be spent, what lapses and how far the next tier is; or a guest."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedLayout, QVBoxLayout, QWidget

from app.domain.calendar import local_time
from app.domain.programme.document import Programme, next_tier, tier_by_id
from app.services.member_view import MemberView
from app.services.outcomes import QuotedBasket
from app.ui.checkout.state import CheckoutState
from app.ui.theme.look import Look, label, set_role
from app.ui.widgets.basics import (
    ElidedLabel,
    HintedButton,
    IconLabel,
    column,
    frame,
    icon_button,
    line,
    set_icon,
)
from app.words.explain import expiry_sentence, tier_distance
from app.words.money import masked_phone, points, rupiah
from app.words.translate import Words

_HEIGHT = 236


class MemberCard(QWidget):
    """Of one height, whoever buys."""

    def __init__(self, look: Look, find: Callable[[], None], without: Callable[[], None]) -> None:
        super().__init__()
        self.setFixedHeight(_HEIGHT)
        self._guest = _Guest(look, find)
        self._member = _Member(look, without)
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
            self._member.show_member(member, state.quoted, words)
            self._layers.setCurrentWidget(self._member)


class _Guest(QWidget):
    def __init__(self, look: Look, find: Callable[[], None]) -> None:
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
        self._find = HintedButton("secondary", "F2")
        set_icon(self._find, look, "search")
        self._find.clicked.connect(find)
        top = line(gap=12)
        top.addWidget(avatar)
        top.addLayout(_two(self._title, self._hint), 1)
        layout = column(card, margin=16, gap=8)
        layout.addLayout(top)
        layout.addStretch(1)
        layout.addWidget(self._would)
        layout.addStretch(1)
        layout.addWidget(self._find)

    def show_quoted(self, quoted: QuotedBasket | None, words: Words) -> None:
        self._title.setText(words.gettext("Guest"))
        self._hint.setText(words.gettext("Scan the card or find the member"))
        self._find.say(words.gettext("Find member"))
        earned = quoted.quote.earning.points if quoted else 0
        self._would.setText(
            words.ngettext(
                "A member would get {count} point for this.",
                "A member would get {count} points for this.",
                earned,
                count=points(earned),
            )
            if earned
            else ""
        )


class _Member(QWidget):
    def __init__(self, look: Look, without: Callable[[], None]) -> None:
        super().__init__()
        self._look = look
        card = frame("points-card")
        column(self).addWidget(card)
        layout = column(card, margin=16, gap=8)
        layout.addLayout(self._top(look, without))
        layout.addStretch(1)
        layout.addLayout(self._figures())
        layout.addWidget(self._balance)
        layout.addStretch(1)
        layout.addLayout(self._progress())

    def show_member(self, member: MemberView, quoted: QuotedBasket | None, words: Words) -> None:
        self._name.setText(member.name)
        self._phone.setText(masked_phone(member.phone))
        self._avatar.setText("".join(word[0] for word in member.name.split()[:2]).upper())
        self._remove.setAccessibleName(words.gettext("Remove the member"))
        self._usable.setText(points(member.usable))
        self._unit.setText(words.gettext("points to spend"))
        self._balance.setText(_balance(words, member))
        self._balance.setVisible(bool(self._balance.text()))
        self._tier.setVisible(quoted is not None)
        if quoted is not None:
            self._show_programme(member, quoted, words)

    def _show_programme(self, member: MemberView, quoted: QuotedBasket, words: Words) -> None:
        programme = quoted.programme
        self._tier.setText(tier_by_id(programme, member.tier_id).name)
        self._worth.setText(f"= {rupiah(member.usable * programme.points.value)}")
        expiring = member.expiring
        set_role(self._expiring, "small-amber" if expiring else "small-muted")
        self._expiring.setText(
            expiry_sentence(words, programme, expiring.points, expiring.expires_at)
            if expiring
            else _as_of(words, member, programme)
        )
        after = quoted.quote.tier.metric_after if quoted.quote.tier else member.tier_metric
        above = next_tier(programme, member.tier_id)
        floor = tier_by_id(programme, member.tier_id).threshold
        span = above.threshold - floor if above else 0
        self._bar.setValue(max(0, min(1000, (after - floor) * 1000 // span)) if span > 0 else 1000)
        if above is None:
            self._distance.setText(words.gettext("Highest tier"))
        elif after >= above.threshold:
            self._distance.setText(words.gettext("Reaches {tier} with this sale", tier=above.name))
        else:
            self._distance.setText(
                words.gettext(
                    "{amount} more to {tier}",
                    amount=tier_distance(words, programme, above.threshold - after),
                    tier=above.name,
                )
            )

    def _top(self, look: Look, without: Callable[[], None]) -> QHBoxLayout:
        self._avatar = label("avatar-points")
        self._avatar.setFixedSize(48, 48)
        self._avatar.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name = ElidedLabel("heading")
        self._phone = ElidedLabel("small-muted")
        self._tier = label("chip-tier")
        self._remove = icon_button("ghost", look, "x", look.tokens.muted)
        self._remove.clicked.connect(without)
        self._remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        top = line(gap=12)
        top.addWidget(self._avatar)
        top.addLayout(_two(self._name, self._phone), 1)
        top.addWidget(self._tier)
        top.addWidget(self._remove)
        return top

    def _figures(self) -> QHBoxLayout:
        self._usable = label("points-figure")
        self._unit = label("small-strong")
        self._worth = label("small-muted")
        self._balance = ElidedLabel("small-muted")
        self._expiring = ElidedLabel("small-amber")
        figures = line(gap=10)
        figures.addWidget(self._usable)
        figures.addLayout(_two(self._unit, self._worth))
        figures.addStretch(1)
        return figures

    def _progress(self) -> QVBoxLayout:
        self._bar = QProgressBar()
        set_role(self._bar, "tier")
        self._bar.setRange(0, 1000)
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


def _balance(words: Words, member: MemberView) -> str:
    """Why less can be spent than the balance shows; nothing when it is the same."""
    held = member.balance - member.usable
    if member.balance < 0:
        return words.gettext("Balance {balance}: no points to spend", balance=points(member.balance))
    if held > 0:
        return words.gettext(
            "Balance {balance}, {held} set aside elsewhere", balance=points(member.balance), held=points(held)
        )
    return ""


def _as_of(words: Words, member: MemberView, programme: Programme) -> str:
    if member.as_of is None:
        return ""
    return words.gettext("As of {time}", time=f"{local_time(member.as_of, programme.zone):%H.%M}")
