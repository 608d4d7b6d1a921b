"""What was done, and how its paper is."""

from collections.abc import Callable
from dataclasses import replace

from app.services.past_sales_port import PrintState
from app.ui.lanes import Lanes
from app.ui.receipts.board import Board
from app.ui.receipts.desk import Desk
from app.ui.receipts.ports import ReceiptServices
from app.ui.receipts.state import DonePanel, Trouble


class DoneDesk(Desk):
    """Owns the last panel; prints copies."""

    sheets = (DonePanel,)

    def __init__(
        self, services: ReceiptServices, lanes: Lanes, board: Board, refresh: Callable[[], None]
    ) -> None:
        super().__init__(board)
        self._services = services
        self._lanes = lanes
        self._refresh = refresh

    def look_at_paper(self) -> None:
        """Asks how the paper of what was just done is."""
        panel = self._board.state.sheet
        if isinstance(panel, DonePanel) and panel.document_id:
            document_id = panel.document_id
            self._lanes.read.submit(
                lambda: self._services.returns.print_state(document_id),
                lambda printed: self._looked(document_id, printed),
                self._failed,
            )

    def reprint(self) -> None:
        """A copy of the receipt that the screen is about: what was just done, or the chosen sale."""
        document_id, past = self._document(), self._board.state.past
        if document_id:
            first = past is not None and past.sale.sale_id == document_id and past.printed is PrintState.KEPT
            self._lanes.write.submit(
                lambda: self._services.till.reprint(document_id),
                lambda found: self._reprinted(found, first=first),
                self._failed,
            )
        else:
            self._board.notice(Trouble.NOTHING_TO_REPRINT)

    def came_out(self) -> None:
        """The cashier holds the receipt that was not confirmed, and it is whole."""
        document_id = self._document()
        if document_id and self.is_in_doubt:
            self._lanes.write.submit(
                lambda: self._services.till.came_out(document_id), self._has_come_out, self._failed
            )

    @property
    def is_in_doubt(self) -> bool:
        """Whether the receipt that the screen is about may have come out, and nobody knows."""
        sheet, past = self._board.state.sheet, self._board.state.past
        if isinstance(sheet, DonePanel) and sheet.document_id:
            return sheet.printed is PrintState.UNCONFIRMED
        return sheet is None and past is not None and past.printed is PrintState.UNCONFIRMED

    def _document(self) -> bytes:
        """Of what was just done, or the chosen sale; empty: there is none."""
        sheet, past = self._board.state.sheet, self._board.state.past
        if isinstance(sheet, DonePanel) and sheet.document_id:
            return sheet.document_id
        return b"" if past is None else past.sale.sale_id

    def _has_come_out(self, _: None) -> None:
        if self._board.state.sheet is None:
            self._refresh()
        self._board.notice(Trouble.CAME_OUT)
        self.look_at_paper()

    def _looked(self, document_id: bytes, printed: PrintState) -> None:
        panel = self._board.state.sheet
        if isinstance(panel, DonePanel) and panel.document_id == document_id and panel.printed != printed:
            self._board.put(replace(self._board.state, sheet=replace(panel, printed=printed)))

    def _reprinted(self, found: bool, *, first: bool) -> None:
        past = self._board.state.past
        if first and past is not None and past.printed is PrintState.KEPT:
            printed = replace(past, printed=PrintState.QUEUED)
            self._board.put(replace(self._board.state, past=printed))
        said = Trouble.PRINTING if first else Trouble.REPRINTING
        self._board.notice(said if found else Trouble.NOTHING_TO_REPRINT)
        self.look_at_paper()

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)
