"""How many points to redeem: steps, the limit, and the rupiah before anything is decided."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.services.outcomes import QuotedBasket
from app.ui.checkout.barrier import barrier_of
from app.ui.checkout.desks.redeem import RedeemDesk
from app.ui.checkout.redeem_wording import barrier_words
from app.ui.checkout.state import RedeemSheet
from app.ui.theme.look import Look, label
from app.ui.widgets.basics import IconLabel, button, column, frame, line, say, set_icon
from app.words.money import points, rupiah
from app.words.translate import Words


class PointsPage(QWidget):
    """Renders the points of a `RedeemSheet`."""

    def __init__(self, look: Look, desk: RedeemDesk) -> None:
        super().__init__()
        self._less, self._more = button("big"), button("big")
        set_icon(self._less, look, "minus", size=28)
        set_icon(self._more, look, "plus", size=28)
        self._less.clicked.connect(lambda: desk.change(-1))
        self._more.clicked.connect(lambda: desk.change(1))
        self._limit = label("body-muted")
        self._limit.setWordWrap(True)
        self._limit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._all, self._none = button("secondary"), button("secondary")
        self._all.clicked.connect(desk.all)
        self._none.clicked.connect(lambda: desk.change(-1_000_000))
        self._barrier = frame("notice")
        icon = IconLabel(look, 28)
        icon.draw("triangle-alert", look.tokens.amber_text)
        self._why = label("body-strong")
        self._why.setWordWrap(True)
        barred = line(self._barrier, margin=12, gap=12)
        barred.addWidget(icon)
        barred.addWidget(self._why, 1)
        ends = line(gap=12)
        ends.addWidget(self._none, 1)
        ends.addWidget(self._all, 1)
        layout = column(self, gap=16)
        layout.addLayout(self._stepper())
        layout.addLayout(ends)
        layout.addWidget(self._limit)
        layout.addWidget(self._barrier)
        layout.addStretch(1)

    def _stepper(self) -> QHBoxLayout:
        self._points = label("change")
        self._worth = label("heading")
        well = frame("points-card")
        figures = column(well, margin=16, gap=0)
        for text in (self._points, self._worth):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            figures.addWidget(text)
        stepper = line(gap=12)
        stepper.addWidget(self._less, 1)
        stepper.addWidget(well, 3)
        stepper.addWidget(self._more, 1)
        return stepper

    def show_sheet(self, sheet: RedeemSheet, quoted: QuotedBasket, words: Words, *, has_pin: bool) -> None:
        """Renders what would be redeemed, and why it isn't more. has_pin: the member has one of his own."""
        rules, limit = quoted.programme.points, quoted.quote.redemption.limit
        step = points(rules.redeem_multiple)
        say(self._less, step)
        say(self._more, step)
        self._less.setAccessibleName(words.gettext("{step} points fewer", step=step))
        self._more.setAccessibleName(words.gettext("{step} points more", step=step))
        self._less.setEnabled(sheet.points > 0)
        self._more.setEnabled(sheet.points < limit)
        self._points.setText(points(sheet.points))
        self._worth.setText(words.gettext("points = {amount}", amount=rupiah(rules.worth(sheet.points))))
        self._limit.setText(
            words.gettext(
                "This basket allows up to {points} points ({amount}), in steps of {step}.",
                points=points(limit),
                amount=rupiah(rules.worth(limit)),
                step=step,
            )
        )
        self._limit.setVisible(limit > 0)
        say(self._all, words.gettext("All: {points}", points=points(limit)))
        say(self._none, words.gettext("None"))
        self._all.setEnabled(limit > 0)
        self._none.setEnabled(limit > 0)
        barred = barrier_of(quoted)
        self._barrier.setVisible(barred is not None)
        self._why.setText("" if barred is None else barrier_words(words, barred, has_pin=has_pin))
