"""A till's printing over a simulated day: real lanes, a real store and a real socket; only the waiting is left out."""

import queue
from collections.abc import Callable
from pathlib import Path

from app.devices.printer.profile import NARROW
from app.devices.printer.transport import PrinterTransport
from app.devices.printer.wire import Patience
from app.entrypoints.printing import Printing, Spooler
from app.services.front import PrinterStatus
from app.services.print_fault import PrintFault
from app.services.spool_port import PaperKind
from app.ui.lanes import Lane
from app.words.translate import Language, Words
from tests.support.shop import SmallShop

_PATIENCE = 30.0
QUICK = Patience(step=0.4, job=2.0)
"""What the till has for a printer here; a shop's have 4 and 30 seconds."""


class PrintDay:
    """`settle` runs all that is under way; `rest_is_over` lets a printer be tried again."""

    def __init__(
        self,
        shop: SmallShop,
        transport: PrinterTransport,
        cache: Path,
        kinds: tuple[PaperKind, ...] = (PaperKind.RECEIPT,),
    ) -> None:
        self._kinds = kinds
        self._shop = shop
        self._posted: queue.Queue[Callable[[], None]] = queue.Queue()
        self._lanes = [Lane(name, self._posted.put, self._fail) for name in ("write", "printer")]
        self._resting: list[Callable[[], None]] = []
        self._printing = Printing(transport, NARROW, Words(Language.INDONESIAN), cache)
        self.statuses: list[PrinterStatus] = []
        self.why: PrintFault | None = None
        self.spooler = self._new_spooler()

    def restart(self) -> None:
        """The program was ended while a job was on its way: a new one starts."""
        with self._shop.store.writing() as unit:
            unit.spool.take(self._kinds)
        self.spooler = self._new_spooler()
        self.spooler.start()
        self.settle()

    def rest_is_over(self) -> None:
        due, self._resting = self._resting, []
        for wake in due:
            wake()
        self.settle()

    def settle(self) -> None:
        """Until a round in which nothing happened."""
        while self._round():
            pass

    def close(self) -> None:
        assert all(lane.close() for lane in self._lanes)

    def _new_spooler(self) -> Spooler:
        write, printer = self._lanes
        return Spooler(
            store=self._shop.store,
            write=write,
            printer=printer,
            printing=self._printing,
            on_status=self._tell,
            later=self._resting_append,
            kinds=self._kinds,
        )

    def _tell(self, status: PrinterStatus, why: PrintFault | None) -> None:
        self.statuses.append(status)
        self.why = why

    def _resting_append(self, wake: Callable[[], None]) -> None:
        self._resting.append(wake)

    def _round(self) -> int:
        """How many answers came in while both lanes were emptied."""
        answers = 0
        for lane in self._lanes:
            reached: list[None] = []
            lane.submit(lambda: None, reached.append)
            while True:
                self._posted.get(timeout=_PATIENCE)()
                if reached:
                    break
                answers += 1
        return answers

    def _fail(self, fault: Exception) -> None:
        raise AssertionError(fault)
