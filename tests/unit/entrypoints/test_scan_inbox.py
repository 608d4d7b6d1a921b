"""A scanner may talk as fast as a hand; what is more is dropped, and the till hears again when it is over."""

from collections.abc import Callable

from app.entrypoints.scan_inbox import BURST, PER_SECOND, ScanInbox
from app.services.scans import Scan, ScanSource, Symbology
from tests.support.strict_logs import ExpectLog


class Bench:
    """Seconds pass only when a test says so; what is posted runs at once."""

    def __init__(self) -> None:
        self.now = 100.0
        self.heard: list[str] = []
        self.inbox = ScanInbox(self._hear, _at_once, lambda: self.now)

    def says(self, count: int) -> int:
        """How many of so many codes were served."""
        before = len(self.heard)
        for number in range(count):
            self.inbox.put(Scan(str(number), Symbology.UNKNOWN, ScanSource.SERIAL, 0))
        return len(self.heard) - before

    def _hear(self, scan: Scan) -> None:
        self.heard.append(scan.text)


def _at_once(work: Callable[[], None]) -> None:
    work()


def test_a_sheet_of_labels_is_read_at_once() -> None:
    assert Bench().says(BURST) == BURST


def test_a_flood_is_cut_and_said_once(expected_log: ExpectLog) -> None:
    expected_log("a scanner floods the till")
    bench = Bench()
    assert bench.says(10_000) == BURST
    bench.now += 1.0
    assert bench.says(10_000) == min(BURST, PER_SECOND)


def test_after_a_flood_each_code_counts_again(expected_log: ExpectLog) -> None:
    expected_log("a scanner floods the till")
    bench = Bench()
    bench.says(100)
    for _ in range(30):
        bench.now += 0.2
        assert bench.says(1) == 1
