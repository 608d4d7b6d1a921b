"""What of a sale comes back: its lines with quantities, and what that comes to before anything is decided."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.frozen_parts import is_whole
from app.services.return_outcomes import ReturnPreview
from app.ui.receipts.figures import preview_figures, reference_figures
from app.ui.receipts.parts import PieceRow, ReasonGrid
from app.ui.receipts.presenter import ReceiptsPresenter
from app.ui.receipts.sheets.pieces import SIDE, PiecesView
from app.ui.receipts.state import Purpose, ReceiptsState, ReturnSheet
from app.ui.receipts.wording import return_title
from app.ui.theme.look import Look, set_mark
from app.ui.widgets.basics import button, column, say, set_icon
from app.words.money import points, quantity, rupiah
from app.words.return_answers import needs_server_sentence, return_sentence
from app.words.translate import Words


class GivingBackView(PiecesView):
    """Renders a `ReturnSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: ReceiptsPresenter) -> None:
        super().__init__(host, look, presenter, presenter.giving_back.add)
        self._all = button("soft", look, "check", look.tokens.primary)
        self._all.clicked.connect(presenter.everything)
        self.lay_out(self._all, self._side(look))

    def show_state(self, state: ReceiptsState, words: Words) -> bool:
        if isinstance(state.sheet, ReturnSheet):
            self._render(state.sheet, words)
            return True
        return False

    def _side(self, look: Look) -> QVBoxLayout:
        well = self.well()
        well.setFixedWidth(SIDE)
        self._deduct = button("secondary", look, "coins", look.tokens.points)
        self._deduct.clicked.connect(self._presenter.giving_back.deduct)
        self._reasons = ReasonGrid(self._presenter.because)
        side = column(gap=8)
        side.addWidget(well, 1)
        for part in (self._deduct, self._reasons, self._confirm):
            part.setFixedWidth(SIDE)
            side.addWidget(part)
        set_icon(self._confirm, look, "banknote-arrow-down", look.tokens.on_primary)
        return side

    def _render(self, sheet: ReturnSheet, words: Words) -> None:
        void = sheet.purpose is Purpose.VOID
        self.title.setText(return_title(words, sheet))
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
            self._figures.show_figures(
                (
                    *preview_figures(words, sheet.past.programme, preview),
                    *reference_figures(words, sheet.past.sale),
                )
            )
            offline = preview.offline
            self._said.setText("" if offline is None else needs_server_sentence(words, offline))
        else:
            self._figures.show_figures(())
            waits = words.gettext("Nothing is chosen yet.") if not sheet.wanted else "…"
            self._said.setText(waits if preview is None else return_sentence(words, preview))


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
