"""The chosen sale: whose it is, its lines with what has come back, its sums, and what can be done with it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from app.services.past_sales import PastSale
from app.services.past_sales_port import PrintState
from app.ui.receipts.figures import sale_figures
from app.ui.receipts.parts import FigureList, PieceList
from app.ui.receipts.piece_wording import is_kept, sale_rows
from app.ui.receipts.wording import paper_words, standing_words
from app.ui.theme.look import Look, label
from app.ui.widgets.basics import ElidedLabel, HintedButton, IconLabel, column, frame, line, set_icon
from app.words.money import day, masked_phone
from app.words.receipt import masked_name
from app.words.translate import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class SaleActions:
    """What can be done with a sale."""

    give_back: Callable[[], None]
    void: Callable[[], None]
    exchange: Callable[[], None]
    give_to_member: Callable[[], None]
    reprint: Callable[[], None]
    came_out: Callable[[], None]


class SaleCard(QWidget):
    """Renders a `PastSale`, or nothing yet."""

    def __init__(self, look: Look, actions: SaleActions) -> None:
        super().__init__()
        self._look = look
        self._number, self._standing = label("title"), label("chip-amber")
        self._when = ElidedLabel("small-muted")
        self._icon, self._who = IconLabel(look, 24), ElidedLabel("body")
        self._lines = PieceList(look, _nothing)
        self._figures = FigureList()
        head = line(gap=12)
        head.addWidget(self._number)
        head.addWidget(self._standing)
        head.addStretch(1)
        member = line(gap=8)
        member.addWidget(self._icon)
        member.addWidget(self._who, 1)
        card = frame("card")
        inside = column(card, margin=16, gap=4)
        inside.addLayout(head)
        inside.addWidget(self._when)
        inside.addLayout(member)
        inside.addSpacing(8)
        inside.addWidget(frame("hairline"))
        inside.addWidget(self._lines, 1)
        inside.addWidget(frame("hairline"))
        inside.addSpacing(4)
        inside.addWidget(self._figures)
        inside.addSpacing(4)
        inside.addWidget(self._doubt_row(actions.came_out))
        layout = column(self, gap=12)
        layout.addWidget(card, 1)
        layout.addLayout(self._actions(actions))

    def show_past(self, past: PastSale | None, words: Words) -> None:
        """Renders a sale as it stands."""
        for touched in self._buttons:
            touched.setEnabled(past is not None)
        guest = past is None or past.sale.inputs.member is None
        member = words.gettext("Claim") if guest else words.gettext("Other member")
        names = (
            words.gettext("Return"),
            words.gettext("Void"),
            words.gettext("Exchange"),
            member,
            words.gettext("Print receipt") if is_kept(past) else words.gettext("Print copy"),
        )
        for touched, name in zip(self._buttons, names, strict=True):
            touched.say(name)
        if past is None:
            self._clear(words)
            return
        sale = past.sale
        self._number.setText(sale.receipt_number)
        standing = standing_words(words, past.standing)
        self._standing.setText(standing)
        self._standing.setVisible(bool(standing))
        when = f"{day(words, past.at.date())} {past.at:%H:%M}"
        cashier = words.gettext("Cashier: {name}", name=past.cashier_name)
        parts = (when, cashier, words.gettext("Not printed") if is_kept(past) else "")
        self._when.setText(" · ".join(part for part in parts if part))
        self._show_member(past, words)
        self._lines.show_rows(sale_rows(words, past), words)
        self._figures.show_figures(sale_figures(words, past))
        self._show_doubt(past, words)

    def _clear(self, words: Words) -> None:
        for text in (self._number, self._when):
            text.setText("")
        self._who.setText(words.gettext("Scan a receipt, or choose a sale on the left."))
        self._icon.draw("receipt-text", self._look.tokens.muted)
        self._standing.hide()
        self._doubt.hide()
        self._lines.show_rows((), words)
        self._figures.show_figures(())

    def _show_member(self, past: PastSale, words: Words) -> None:
        member = past.member
        colour = self._look.tokens.muted if member is None else self._look.tokens.points
        self._icon.draw("user-round", colour)
        guest = words.gettext("Guest")
        self._who.setText(
            guest if member is None else f"{masked_name(member.name)} · {masked_phone(member.phone)}"
        )

    def _doubt_row(self, came_out: Callable[[], None]) -> QWidget:
        """Only there while the receipt is in doubt."""
        self._doubt = frame("notice")
        icon, self._doubted = IconLabel(self._look, 24), label("body")
        icon.draw("triangle-alert", self._look.tokens.amber_text)
        self._doubted.setWordWrap(True)
        self._came_out = HintedButton("action", "Ctrl+O")
        set_icon(self._came_out, self._look, "check", self._look.tokens.success)
        self._came_out.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._came_out.clicked.connect(came_out)
        said = line(gap=8)
        said.addWidget(icon)
        said.addWidget(self._doubted, 1)
        rows = column(self._doubt, margin=8, gap=8)
        rows.addLayout(said)
        rows.addWidget(self._came_out)
        return self._doubt

    def _show_doubt(self, past: PastSale, words: Words) -> None:
        self._doubted.setText(paper_words(words, past.printed)[1])
        self._came_out.say(words.gettext("It came out"))
        self._doubt.setVisible(past.printed is PrintState.UNCONFIRMED)

    def _actions(self, actions: SaleActions) -> QGridLayout:
        give_back = HintedButton("primary", "Enter")
        set_icon(give_back, self._look, "rotate-ccw", self._look.tokens.on_primary)
        give_back.clicked.connect(actions.give_back)
        self._buttons = [give_back]
        grid = QGridLayout()
        grid.setSpacing(8)
        grid.addWidget(give_back, 0, 0, 1, 2)
        others = (
            ("ban", "F9", actions.void),
            ("arrow-left-right", "F4", actions.exchange),
            ("user-round", "F2", actions.give_to_member),
            ("printer", "Ctrl+R", actions.reprint),
        )
        for place, (icon, key, act) in enumerate(others):
            touched = HintedButton("action", key)
            set_icon(touched, self._look, icon)
            touched.clicked.connect(act)
            self._buttons.append(touched)
            grid.addWidget(touched, 1 + place // 2, place % 2)
        for touched in self._buttons:
            touched.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return grid


def _nothing(_number: int, _by: int) -> None:
    return None
