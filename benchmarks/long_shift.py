"""A till that sells all day with the camera on: `python -m benchmarks.long_shift SALES`.

Prints one JSON object of the process's memory in MB: `early`, when a tenth of the sales are made, `late` at their end,
and `most` at any time.
"""

import json
import os
import resource
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from app.words.translate import Language
from tests.support.shift_counter import Counter
from tests.support.shift_hands import ByKeys
from tests.support.window import Window

_ITEMS = ("KOP-001", "ROT-001", "KUE-001", "BIJ-001", "KOP-003")
_BY_CAMERA = (
    40  # each such sale's member is read by the camera, which takes its time; the others' by a scanner
)


def sell(counter: Counter, hand: ByKeys, number: int) -> None:
    """Three items, a member, exact cash."""
    for place in range(3):
        counter.item(_ITEMS[(number + place) % len(_ITEMS)])
    scan = counter.camera if number % _BY_CAMERA == 0 else counter.serial
    scan(counter.window.shop.cards[number % 2])
    hand.pay_exactly()
    counter.sold(cash=True)
    hand.next_sale()


def resident() -> float:
    """What this process has in memory now, in MB."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


def main(sales: int) -> None:
    """See the module."""
    with TemporaryDirectory() as folder, Window(Path(folder), Language.INDONESIAN) as window:
        window.needs_shift()
        window.open()
        counter, hand = Counter(window), ByKeys(window)
        counter.start()
        hand.log_in()
        counter.watch()
        early = 0.0
        for number in range(sales):
            sell(counter, hand, number)
            counter.events.seen.clear()
            counter.told.payables.clear()
            if number == sales // 10:
                early = resident()
        late = resident()
        counter.stop()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(json.dumps({"early": early, "late": late, "most": most}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
