"""The sale is done: thanks, the change, and what it did for the member."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.satisfaction import RatingScale
from app.ui.customer.parts import Parts
from app.ui.customer.state import Thanks
from app.ui.theme.look import label
from app.ui.widgets.basics import column, frame, line
from app.ui.widgets.fitted_label import FittedLabel
from app.ui.widgets.rating import RatingRow
from app.words.money import points, rupiah
from app.words.satisfaction import ends_sentence, question_sentence
from app.words.translate import Words


class ThanksPage(QWidget):
    """Renders a `Thanks`."""

    def __init__(self, parts: Parts, answered: Callable[[int], None]) -> None:
        """answered: the customer touched an answer."""
        super().__init__()
        self._thanks = FittedLabel("customer-headline")
        self._change_name, self._change = label("customer-lead"), FittedLabel("customer-change")
        self._paid = label("customer-lead")
        self._card = self._points_card(parts)
        layout = column(self, margin=parts.px(32), gap=parts.px(4))
        layout.addStretch(1)
        self._halo = parts.halo("customer-halo", "check", parts.look.tokens.success, 48)
        layout.addWidget(self._halo, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(parts.px(8))
        for text in (self._thanks, self._change_name, self._change, self._paid):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(text)
        layout.addSpacing(parts.px(16))
        layout.addWidget(self._card, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(parts.px(12))
        layout.addWidget(self._asking(parts, answered), alignment=Qt.AlignmentFlag.AlignHCenter)
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
        self._show_question(thanks, words)

    def _show_question(self, thanks: Thanks, words: Words) -> None:
        """It takes the room of what only decorates."""
        asks = thanks.question is not None
        self._question_card.setVisible(asks)
        self._halo.setVisible(not asks)
        self._paid.setVisible(bool(self._paid.text()) and not asks)
        if thanks.question is None:
            return
        asked, given = question_sentence(words, thanks.question), thanks.answered is not None
        self._question.setText(words.gettext("Thank you for your answer!") if given else asked)
        self._ends.setText(ends_sentence(words))
        self._ends.setVisible(thanks.question.scale is RatingScale.TEN and not given)
        self._answers.show_question(thanks.question, thanks.answered, words)

    def _asking(self, parts: Parts, answered: Callable[[int], None]) -> QFrame:
        self._question_card = frame("customer-card")
        self._question, self._ends = label("customer-title"), label("customer-small")
        self._answers = RatingRow(parts.look, "customer-answer", parts.px, face=172, by_keyboard=False)
        self._answers.touched.connect(answered)
        layout = column(self._question_card, margin=parts.px(16), gap=parts.px(10))
        layout.addWidget(self._question)
        layout.addWidget(self._answers, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addWidget(self._ends)
        for text in (self._question, self._ends):
            text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return self._question_card

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
