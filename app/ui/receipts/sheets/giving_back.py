"""What of a sale comes back: its lines with quantities, and what that comes to before anything is decided."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.frozen_parts import is_whole
from app.services.return_outcomes import ReturnPreview
from app.ui.receipts.figures import preview_figures
from app.ui.receipts.parts import FigureList, PieceList, PieceRow, ReasonGrid
from app.ui.receipts.presenter import ReceiptsPresenter
from app.ui.receipts.sheets.sheet_view import SheetView
from app.ui.receipts.state import Purpose, ReceiptsState, ReturnSheet
from app.ui.theme.look import Look, label, set_mark
from app.ui.widgets.basics import HintedButton, button, column, frame, line, say, set_icon
from app.words.money import points, quantity, rupiah
from app.words.return_answers import needs_server_sentence, return_sentence
from app.words.translate import Words

_SIDE = 424


class GivingBackView(SheetView):
    """Renders a `ReturnSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: ReceiptsPresenter) -> None:
        super().__init__(host, look, 1080, 716, presenter.leave)
        self._presenter = presenter
        self._hint = label("body-muted")
        self._all = button("soft", look, "check", look.tokens.primary)
        self._all.clicked.connect(presenter.everything)
        self._list = PieceList(look, presenter.giving_back.add)
        top = line(gap=12)
        top.addWidget(self._hint, 1)
        top.addWidget(self._all)
        left = column(gap=8)
        left.addLayout(top)
        left.addWidget(frame("hairline"))
        left.addWidget(self._list, 1)
        columns = line(gap=24)
        columns.addLayout(left, 1)
        columns.addLayout(self._side(look))
        self.body.addLayout(columns, 1)

    def show_state(self, state: ReceiptsState, words: Words) -> bool:
        if isinstance(state.sheet, ReturnSheet):
            self._render(state.sheet, words)
            return True
        return False

    def _side(self, look: Look) -> QVBoxLayout:
        self._well: QFrame = frame("well")
        self._well.setFixedWidth(_SIDE)
        self._figures = FigureList()
        self._said = label("small-muted")
        self._said.setWordWrap(True)
        inside = column(self._well, margin=16, gap=8)
        inside.addWidget(self._figures)
        inside.addWidget(self._said)
        inside.addStretch(1)
        self._deduct = button("secondary", look, "coins", look.tokens.points)
        self._deduct.clicked.connect(self._presenter.giving_back.deduct)
        self._reasons = ReasonGrid(self._presenter.because)
        self._confirm = HintedButton("primary", "Enter")
        self._confirm.clicked.connect(self._confirm_touched)
        side = column(gap=8)
        side.addWidget(self._well, 1)
        for part in (self._deduct, self._reasons, self._confirm):
            part.setFixedWidth(_SIDE)
            side.addWidget(part)
        set_icon(self._confirm, look, "banknote-arrow-down", look.tokens.on_primary)
        return side

    def _render(self, sheet: ReturnSheet, words: Words) -> None:
        void = sheet.purpose is Purpose.VOID
        self.title.setText(_title(words, sheet))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._hint.setText(
            words.gettext("Everything comes back") if void else words.gettext("Choose what comes back")
        )
        whole = sheet.wanted == sheet.past.left
        say(self._all, words.gettext("Nothing") if whole else words.gettext("All"))
        self._all.setVisible(not void)
        self._all.setEnabled(not sheet.committing)
        self._list.show_rows(_rows(words, sheet), words)
        self._show_preview(sheet, words)
        self._reasons.show_reason(sheet.reason, not sheet.committing, words)
        self._confirm.setEnabled(not sheet.committing)
        self._confirm.say(_confirm_words(words, sheet))

    def _show_preview(self, sheet: ReturnSheet, words: Words) -> None:
        preview = sheet.preview
        self._deduct.setVisible(_may_deduct(sheet))
        self._deduct.setEnabled(not sheet.committing)
        set_mark(self._deduct, "chosen", sheet.deduct_debt)
        say(self._deduct, _deduct_words(words, sheet))
        if isinstance(preview, ReturnPreview):
            self._figures.show_figures(preview_figures(words, sheet.past.programme, preview))
            offline = preview.offline
            self._said.setText("" if offline is None else needs_server_sentence(words, offline))
        else:
            self._figures.show_figures(())
            waits = words.gettext("Nothing is chosen yet.") if not sheet.wanted else "…"
            self._said.setText(waits if preview is None else return_sentence(words, preview))

    def _confirm_touched(self) -> None:
        if not self.just_opened():
            self._presenter.confirm()


def _title(words: Words, sheet: ReturnSheet) -> str:
    number = sheet.past.sale.receipt_number
    match sheet.purpose:
        case Purpose.RETURN:
            return words.gettext("Return of {number}", number=number)
        case Purpose.VOID:
            return words.gettext("Void {number}", number=number)
        case Purpose.EXCHANGE:
            return words.gettext("Exchange of {number}", number=number)


def _rows(words: Words, sheet: ReturnSheet) -> list[PieceRow]:
    """The lines that can come back, their extras named below them."""
    quoted = {made.line.number: made for made in sheet.past.sale.quote.lines}
    lines = sheet.past.sale.inputs.lines
    rows = []
    for place, left in enumerate(sheet.past.left):
        item_line = quoted[left.number].line
        extras = [line.item.name for line in lines if line.parent == left.number]
        each = words.gettext("{price} each", price=rupiah(item_line.item.price))
        whole = words.gettext("Only comes back whole")
        below = whole if is_whole(item_line) else each
        rows.append(
            PieceRow(
                key=left.number,
                name=item_line.item.name,
                below=" · ".join((below, *extras)),
                pieces=f"{quantity(sheet.pieces(left.number))} / {quantity(left.quantity)}",
                amount="",
                marked=place == sheet.place and sheet.purpose is not Purpose.VOID,
                steps=sheet.purpose is not Purpose.VOID,
            )
        )
    return rows


def _may_deduct(sheet: ReturnSheet) -> bool:
    owes = isinstance(sheet.preview, ReturnPreview) and sheet.preview.debt_after > 0
    return owes or sheet.deduct_debt


def _deduct_words(words: Words, sheet: ReturnSheet) -> str:
    if sheet.deduct_debt:
        return words.gettext("Owed points are off the refund")
    preview = sheet.preview
    debt = preview.debt_after if isinstance(preview, ReturnPreview) else 0
    return words.gettext("Take {points} owed points off", points=points(debt))


def _confirm_words(words: Words, sheet: ReturnSheet) -> str:
    if sheet.committing:
        return words.gettext("Saving…")
    if sheet.purpose is Purpose.EXCHANGE:
        return words.gettext("Choose what is taken")
    amount = rupiah(sheet.preview.refund) if isinstance(sheet.preview, ReturnPreview) else "…"
    if sheet.purpose is Purpose.VOID:
        return words.gettext("Void {amount}", amount=amount)
    return words.gettext("Give back {amount}", amount=amount)
