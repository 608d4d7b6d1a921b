"""The sale is done: the change, the points, what is next."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.checkout.finish_wording import earned_words, given_words
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import CheckoutState, FinishPanel
from app.ui.theme.look import Look, label
from app.ui.widgets.basics import HintedButton, IconLabel, column, frame, line, set_icon
from app.ui.widgets.rating import RatingRow
from app.ui.widgets.sheet_stack import StateSheet
from app.words.money import points, rupiah
from app.words.satisfaction import question_sentence
from app.words.translate import Words


class FinishView(StateSheet[CheckoutState]):
    """Renders a `FinishPanel`."""

    def __init__(self, host: QWidget, look: Look, presenter: CheckoutPresenter) -> None:
        super().__init__(host, look, 720, 680, presenter.leave)
        self._presenter = presenter
        halo = label("halo-success")
        halo.setFixedSize(80, 80)
        check = IconLabel(look, 40)
        check.draw("check", look.tokens.success)
        column(halo).addWidget(check, alignment=Qt.AlignmentFlag.AlignCenter)
        self._change_name, self._change = label("body-muted"), label("change")
        self._paid = label("small-muted")
        self._card = frame("points-card")
        self._earned = label("points-figure")
        self._balance = label("body")
        self._tier = label("heading")
        inside = column(self._card, margin=12, gap=2)
        self._by = label("small-muted")
        self._by.setWordWrap(True)
        self._gifts = frame("well")
        icon = IconLabel(look, 24)
        icon.draw("gift", look.tokens.primary)
        self._given = label("body-strong")
        self._given.setWordWrap(True)
        given = line(self._gifts, margin=12, gap=12)
        given.addWidget(icon)
        given.addWidget(self._given, 1)
        for part in (self._earned, self._by, self._balance, self._tier):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            inside.addWidget(part)
        self._next = HintedButton("primary", "Enter")
        self._next.clicked.connect(self._next_touched)
        self._copy = HintedButton("big", "Ctrl+R")
        set_icon(self._copy, look, "printer")
        self._copy.clicked.connect(presenter.reprint)
        self._print = HintedButton("big", "F12")
        set_icon(self._print, look, "printer")
        self._print.clicked.connect(presenter.pay)
        self.body.addStretch(1)
        for centred in (halo, self._change_name, self._change, self._paid):
            self.body.addWidget(centred, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self._card)
        self.body.addWidget(self._gifts)
        self._add_question(look)
        self.body.addStretch(1)
        ends = line(gap=12)
        ends.addWidget(self._copy, 2)
        ends.addWidget(self._print, 3)
        ends.addWidget(self._next, 3)
        self.body.addLayout(ends)
        self.body.setSpacing(8)

    def _add_question(self, look: Look) -> None:
        self._question = label("body-strong")
        self._question.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._answers = RatingRow(look, "answer")
        self._answers.touched.connect(self._presenter.aside.finish.rate)
        self.body.addWidget(self._question)
        self.body.addWidget(self._answers, alignment=Qt.AlignmentFlag.AlignHCenter)

    def show_state(self, state: CheckoutState, words: Words) -> bool:
        if isinstance(state.sheet, FinishPanel):
            self._render(state.sheet, words)
            return True
        return False

    def _render(self, panel: FinishPanel, words: Words) -> None:
        done = panel.done
        self.title.setText(words.gettext("Receipt {number}", number=done.receipt_number))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._change_name.setText(words.gettext("Change") if done.change else words.gettext("Paid exactly"))
        self._change.setText(rupiah(done.change or done.payable))
        self._paid.setVisible(done.change > 0)
        self._paid.setText(
            words.gettext(
                "{received} received for {payable}",
                received=rupiah(done.received),
                payable=rupiah(done.payable),
            )
        )
        self._card.setVisible(done.balance is not None)
        self._show_points(panel, words)
        self._show_given(panel, words)
        self._show_question(panel, words)
        self._show_ends(panel, words)

    def _show_question(self, panel: FinishPanel, words: Words) -> None:
        """Only where the customer has no display of his own."""
        question = panel.asked_here
        for part in (self._question, self._answers):
            part.setVisible(question is not None)
        if question is not None:
            given = panel.answered is not None
            asked = question_sentence(words, question)
            self._question.setText(words.gettext("Thank you for your answer!") if given else asked)
            self._answers.show_question(question, panel.answered, words)

    def _show_ends(self, panel: FinishPanel, words: Words) -> None:
        """Where paper is asked for, leaving without it is a choice of its own."""
        self._copy.setVisible(not panel.kept)
        self._print.setVisible(panel.kept)
        self._next.say(words.gettext("No receipt") if panel.kept else words.gettext("Next sale"))
        self._copy.say(words.gettext("Print copy"))
        self._print.say(words.gettext("Print receipt"))

    def _show_points(self, panel: FinishPanel, words: Words) -> None:
        done = panel.done
        self._earned.setText(
            words.ngettext(
                "+{count} point", "+{count} points", done.points_earned, count=points(done.points_earned)
            )
        )
        by = earned_words(words, panel)
        self._by.setText(by)
        self._by.setVisible(bool(by))
        self._balance.setText(words.gettext("New balance: {points} points", points=points(done.balance or 0)))
        self._tier.setText(words.gettext("Reached {tier}!", tier=panel.reached) if panel.reached else "")
        self._tier.setVisible(bool(panel.reached))

    def _show_given(self, panel: FinishPanel, words: Words) -> None:
        given = given_words(words, panel)
        self._given.setText("\n".join(given))
        self._gifts.setVisible(bool(given))

    def _next_touched(self) -> None:
        if not self.just_opened():
            self._presenter.confirm()
