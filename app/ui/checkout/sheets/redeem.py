"""How many points to redeem: steps, the limit, and the rupiah before anything is decided."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.services.outcomes import QuotedBasket
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.sheets.sheet_view import SheetView
from app.ui.checkout.state import CheckoutState, RedeemSheet
from app.ui.theme.look import Look, label
from app.ui.widgets.basics import HintedButton, button, column, frame, line, say, set_icon
from app.words.money import points, rupiah
from app.words.translate import Words


class RedeemView(SheetView):
    """Renders a `RedeemSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 560, 472, presenter.leave)
        self._less, self._more = button("big"), button("big")
        set_icon(self._less, look, "minus", size=28)
        set_icon(self._more, look, "plus", size=28)
        self._less.clicked.connect(lambda: presenter.redeem.change(-1))
        self._more.clicked.connect(lambda: presenter.redeem.change(1))
        self._points = label("change")
        self._worth = label("heading")
        self._limit = label("small-muted")
        self._limit.setWordWrap(True)
        self._all, self._none = button("secondary"), button("secondary")
        self._all.clicked.connect(presenter.redeem.all)
        self._none.clicked.connect(lambda: presenter.redeem.change(-1_000_000))
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(presenter.confirm)
        for text in (self._points, self._worth, self._limit):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        well = frame("points-card")
        figures = column(well, margin=16, gap=0)
        figures.addWidget(self._points)
        figures.addWidget(self._worth)
        stepper = line(gap=12)
        stepper.addWidget(self._less, 1)
        stepper.addWidget(well, 3)
        stepper.addWidget(self._more, 1)
        ends = line(gap=12)
        ends.addWidget(self._none, 1)
        ends.addWidget(self._all, 1)
        self.body.addLayout(stepper)
        self.body.addWidget(self._limit)
        self.body.addLayout(ends)
        self.body.addStretch(1)
        self.body.addWidget(self._confirm)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if isinstance(state.sheet, RedeemSheet) and state.quoted is not None:
            self._render(state.sheet, state.quoted, words)
            return True
        return False

    def _render(self, sheet: RedeemSheet, quoted: QuotedBasket, words: Words) -> None:
        rules, limit = quoted.programme.points, quoted.quote.redemption.limit
        worth = rupiah(sheet.points * rules.value)
        self.title.setText(words.gettext("Redeem points"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        step = points(rules.redeem_multiple)
        say(self._less, step)
        say(self._more, step)
        self._less.setAccessibleName(words.gettext("{step} points fewer", step=step))
        self._more.setAccessibleName(words.gettext("{step} points more", step=step))
        self._less.setEnabled(sheet.points > 0)
        self._more.setEnabled(sheet.points < limit)
        self._points.setText(points(sheet.points))
        self._worth.setText(words.gettext("points = {amount}", amount=worth))
        self._limit.setText(
            words.gettext(
                "This basket allows up to {points} points ({amount}), in steps of {step}.",
                points=points(limit),
                amount=rupiah(limit * rules.value),
                step=step,
            )
        )
        say(self._all, words.gettext("All: {points}", points=points(limit)))
        say(self._none, words.gettext("None"))
        self._confirm.say(
            words.gettext("Take off {amount}", amount=worth)
            if sheet.points
            else words.gettext("Redeem no points")
        )
