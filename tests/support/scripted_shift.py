"""A cashier's whole shift, by key events, touches and scanners' bytes alone: `python -m tests.support.scripted_shift`.

`LANGUAGE keys|touch DIRECTORY`, on whatever screen Qt is given. Prints what the screen told the cashier, as one JSON
object: the sales, what went into the drawer and out of it, what was counted, and the longest pauses of the screen.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

from app.words.translate import Language
from tests.support.gift_shop import open_gift_shop
from tests.support.paying_scenes import add_rewards
from tests.support.shift_counter import Counter
from tests.support.shift_fingers import ByTouch
from tests.support.shift_hands import ByKeys, Hand
from tests.support.window import Window

FLOAT = 2 * 100_000 + 3 * 50_000
OUT = 15_000


class Shift:
    """From the login to the Z report: twenty sales, a return, a void, cash out, X, Z."""

    def __init__(self, counter: Counter, hand: Hand) -> None:
        self._counter = counter
        self._hand = hand
        self._siti, self._asep = counter.window.shop.cards[:2]

    def work(self) -> None:
        """All of it."""
        self._hand.log_in()
        self._counter.watch()
        self._guests()
        self._members()
        self._gifts()
        self._aside()
        self._back()
        self._close()

    def _guests(self) -> None:
        """Six: exact, with change, by quick cash, by QRIS and card, several of one item."""
        hand, item = self._hand, self._counter.item
        item("KOP-001")
        self._paid_exactly()
        item("KOP-001", "ROT-001", "KUE-001")
        hand.pay_in_cash(200_000)
        self._sold()
        item("ROK-001")
        hand.pay_with_a_note()
        self._sold()
        item("KOP-003", "KOP-003")
        hand.pay_by_qris()
        self._sold(cash=False)
        item("BIJ-001")
        hand.pay_by_card()
        self._sold(cash=False)
        item("KUE-001")
        hand.set_quantity(3)
        self._paid_exactly()

    def _members(self) -> None:
        """Five: found by each scanner and by name, one who joins."""
        counter, hand = self._counter, self._hand
        for scan in (counter.serial, counter.wedge, counter.camera):
            counter.item("BIJ-001")
            scan(self._siti)
            self._paid_exactly()
        counter.item("KOP-001")
        hand.find_member("asep")
        self._paid_exactly()
        counter.item("KOP-001")
        hand.join("081211112222")
        self._paid_exactly()

    def _gifts(self) -> None:
        """Four: points, a reward, a voucher; two ways to pay."""
        counter, hand = self._counter, self._hand
        for redeem, items in (
            (hand.redeem_points, ("BIJ-001",)),
            (hand.take_a_reward, ("BIJ-001",)),
            (hand.use_a_voucher, ("BIJ-001", "KOP-001")),
        ):
            counter.item(*items)
            counter.serial(self._siti)
            redeem()
            self._paid_exactly()
        counter.item("KOP-001")
        counter.wedge(self._asep)
        hand.pay_by_qris_and_cash(10_000)
        self._sold()

    def _aside(self) -> None:
        """Five: one waits while another is served; the rest are quick."""
        self._counter.item("KOP-001", "KOP-003")
        self._hand.hold("meja 4")
        self._counter.item("ROT-001")
        self._paid_exactly()
        self._hand.bring_back()
        self._paid_exactly()
        for sku in ("KOP-001", "KUE-001", "ROT-001"):
            self._counter.item(sku)
            self._paid_exactly()

    def _back(self) -> None:
        """Both were paid in cash."""
        self._hand.return_and_void("BDG1-261122-0019")
        self._counter.told.refunded_cash = sum(self._counter.told.payables[-2:])

    def _close(self) -> None:
        """The blind count finds what must be there."""
        self._hand.cash_out_and_report(OUT)
        told = self._counter.told
        told.counted = FLOAT + told.cash - told.refunded_cash - OUT
        self._hand.close(told.counted)

    def _paid_exactly(self) -> None:
        self._hand.pay_exactly()
        self._sold()

    def _sold(self, *, cash: bool = True) -> None:
        self._counter.sold(cash=cash)
        self._hand.next_sale()


def main(language: Language, by: str, directory: Path) -> None:
    """See the module."""
    with Window(directory, language) as window:
        open_gift_shop(window.shop)
        add_rewards(window.shop)
        window.needs_shift()
        window.open()
        hand: Hand = ByTouch(window) if by == "touch" else ByKeys(window)
        counter = Counter(window)
        counter.start()
        try:
            Shift(counter, hand).work()
        finally:
            counter.stop()
        assert window.faults == []
        pauses = window.pauses
    print(json.dumps(asdict(counter.told) | {"stood": pauses.stood, "worked": pauses.worked}))


if __name__ == "__main__":
    main(Language(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
