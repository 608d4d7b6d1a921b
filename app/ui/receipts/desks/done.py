"""What was done, and how its paper is."""

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

    def __init__(self, services: ReceiptServices, lanes: Lanes, board: Board) -> None:
        super().__init__(board)
        self._services = services
        self._lanes = lanes

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
        sheet, past = self._board.state.sheet, self._board.state.past
        document_id = sheet.document_id if isinstance(sheet, DonePanel) else b""
        if not document_id and past is not None:
            document_id = past.sale.sale_id
        if document_id:
            first = past is not None and past.sale.sale_id == document_id and past.printed is PrintState.KEPT
            self._lanes.write.submit(
                lambda: self._services.till.reprint(document_id),
                lambda found: self._reprinted(found, first=first),
                self._failed,
            )
        else:
            self._board.notice(Trouble.NOTHING_TO_REPRINT)

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
