"""What comes back without a receipt, at what it last cost least."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.blind_outcomes import BlindPreview, BlindRefused
from app.ui.receipts.figures import blind_figures
from app.ui.receipts.parts import PieceRow, ReasonGrid
from app.ui.receipts.presenter import ReceiptsPresenter
from app.ui.receipts.sheets.pieces import SIDE, PiecesView
from app.ui.receipts.state import BlindSheet, ReceiptsState
from app.ui.theme.look import Look
from app.ui.widgets.basics import column
from app.words.blind_receipt import blind_sentence
from app.words.money import quantity, rupiah
from app.words.translate import Words


class BlindView(PiecesView):
    """Renders a `BlindSheet`."""

    def __init__(self, host: QWidget, look: Look, presenter: ReceiptsPresenter) -> None:
        super().__init__(host, look, presenter, presenter.blind.add)
        self._find = self.finder(look)
        self.lay_out(self._find, self._side())

    def show_state(self, state: ReceiptsState, words: Words) -> bool:
        if isinstance(state.sheet, BlindSheet):
            self._render(state.sheet, words)
            return True
        return False

    def _side(self) -> QVBoxLayout:
        well = self.well()
        self._reasons = ReasonGrid(self._presenter.because)
        side = column(gap=8)
        side.addWidget(well, 1)
        side.addWidget(self._reasons)
        side.addWidget(self._confirm)
        for part in (well, self._reasons, self._confirm):
            part.setFixedWidth(SIDE)
        return side

    def _render(self, sheet: BlindSheet, words: Words) -> None:
        self.title.setText(words.gettext("Return without a receipt"))
        self.close_button.setAccessibleName(words.gettext("Close"))
        self._hint.setText(words.gettext("Scan what comes back"))
        self._find.say(words.gettext("Find item"))
        self._list.show_rows(_rows(words, sheet), words)
        ready = sheet.preview if isinstance(sheet.preview, BlindPreview) else None
        self._figures.show_figures(() if ready is None else blind_figures(words, ready))
        self._said.setText(_said(words, sheet))
        self._reasons.show_reason(sheet.reason, not sheet.committing, words)
        self._confirm.setEnabled(not sheet.committing)
        amount = "…" if ready is None else rupiah(ready.refund)
        self._confirm.say(
            words.gettext("Saving…")
            if sheet.committing
            else words.gettext("Give back {amount}", amount=amount)
        )


def _rows(words: Words, sheet: BlindSheet) -> list[PieceRow]:
    lines = sheet.preview.lines if isinstance(sheet.preview, BlindPreview) else ()
    priced = {each.item.sku: each for each in lines}
    rows = []
    for place, wanted in enumerate(sheet.wanted):
        line_back = priced.get(wanted.item.sku)
        each = "" if line_back is None else words.gettext("{price} each", price=rupiah(line_back.price))
        rows.append(
            PieceRow(
                key=place,
                name=wanted.item.name,
                below=each,
                pieces=quantity(wanted.quantity),
                amount="" if line_back is None else rupiah(line_back.amount),
                marked=place == sheet.place,
            )
        )
    return rows


def _said(words: Words, sheet: BlindSheet) -> str:
    match sheet.preview:
        case BlindRefused(problem=problem):
            return blind_sentence(words, problem)
        case BlindPreview() | None:
            return words.gettext(
                "Each thing at the lowest price of the last 30 days, in cash. No points change. A manager must "
                "allow it."
            )
