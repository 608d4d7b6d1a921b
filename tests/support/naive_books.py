"""One member's points as a list of lots and a debt: the naive model's books, which know no postings."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from tests.support.naive_days import day_of, last_instant, months_later


@dataclass
class NaiveLot:
    """Points earned together. idle: months without a sale after which they lapse. lapsed: what breakage has of it.

    held: the last instant at which they pend. arrived: from another member. arrived_until: when they would have lapsed
    there.
    """

    lot_id: bytes
    earned_at: int
    lapses_at: int | None
    original: int
    amount: int
    idle: int | None = None
    lapsed: int = 0
    held: int | None = None
    arrived: bool = False
    arrived_until: int | None = None

    def alive(self, at: int) -> bool:
        return self.lapses_at is None or self.lapses_at >= at

    def turn(self) -> tuple[float, int, bytes]:
        """Sorts lots as they are spent."""
        return (float("inf") if self.lapses_at is None else self.lapses_at, self.earned_at, self.lot_id)


@dataclass
class NaiveBooks:
    """Lots, also empty and lapsed ones, and what is owed."""

    lots: list[NaiveLot] = field(default_factory=list)
    debt: int = 0

    @property
    def balance(self) -> int:
        return sum(lot.amount for lot in self.lots) - self.debt

    def lot(self, lot_id: bytes | None) -> NaiveLot | None:
        return next((lot for lot in self.lots if lot.lot_id == lot_id), None)

    def living(self, at: int) -> list[NaiveLot]:
        """What hasn't lapsed, in turn, even if it pends."""
        return sorted((lot for lot in self.lots if lot.alive(at) and lot.amount), key=NaiveLot.turn)

    def ripe(self, at: int) -> list[NaiveLot]:
        """What can be spent, in turn."""
        return [lot for lot in self.living(at) if lot.held is None or lot.held < at]

    def usable(self, at: int) -> int:
        return 0 if self.debt else sum(lot.amount for lot in self.ripe(at))

    def put(self, lot: NaiveLot) -> None:
        """A new lot; of it, the debt is paid first."""
        pays = min(self.debt, lot.amount)
        self.debt -= pays
        lot.amount -= pays
        self.lots.append(lot)

    def spend(self, points: int, at: int) -> list[tuple[bytes, int]]:
        """Takes points that can be spent; which lots gave how many."""
        assert points <= self.usable(at), "nobody spends what isn't there"
        return list(self._take(self.ripe(at), points))

    def claw_back(self, points: int, own_id: bytes | None, at: int) -> None:
        """The sale's own lot first, also lapsed; then the others in turn; the rest is owed."""
        own = self.lot(own_id)
        if own is not None:
            points -= sum(taken for _, taken in self._take([own], points))
            gone = min(points, own.lapsed)
            own.lapsed -= gone
            points -= gone
        others = [lot for lot in self.living(at) if lot is not own]
        self.debt += points - sum(taken for _, taken in self._take(others, points))

    def give_back(self, shares: list[tuple[bytes, int]], at: int, grace: NaiveLot | None) -> None:
        """Points into the lots that they came from, those that lapse last first; the last of them pay the debt.

        grace: where those go whose lot has lapsed.
        """
        for lot_id, points in reversed(shares):
            pays = min(self.debt, points)
            self.debt -= pays
            lot = self.lot(lot_id)
            if lot is not None and lot.alive(at):
                lot.amount += points - pays
            elif points > pays:
                assert grace is not None, "somebody must tell where late points go"
                grace.amount += points - pays
                grace.original += points - pays
        if grace is not None:
            self.lots.append(grace)

    def late(self, shares: list[tuple[bytes, int]], at: int) -> int:
        """How many of these points would need a new lot, once the debt is paid."""
        owed, late = self.debt, 0
        for lot_id, points in reversed(shares):
            pays = min(owed, points)
            owed -= pays
            lot = self.lot(lot_id)
            late += 0 if lot is not None and lot.alive(at) else points - pays
        return late

    def receive(self, gifts: list[NaiveLot]) -> None:
        """Parts of another member's lots, in the order in which they were taken; a debt is paid first."""
        for gift in gifts:
            pays = min(self.debt, gift.amount)
            self.debt -= pays
            kept, mine = gift.amount - pays, self.lot(gift.lot_id)
            if mine is not None:
                mine.amount += kept
            elif kept:
                self.lots.append(
                    replace(gift, original=kept, amount=kept, arrived=True, arrived_until=gift.lapses_at)
                )

    def give(self, points: int, at: int) -> list[NaiveLot]:
        """What is taken for another member, with the lots that it is of."""
        taken = self.spend(points, at)
        lots = {lot.lot_id: lot for lot in self.lots}
        return [replace(lots[lot_id], amount=amount, lapsed=0) for lot_id, amount in taken]

    def absorb(self, other: "NaiveBooks", at: int) -> None:
        """All of another member's lots, empty ones too, and his debt; then the lots pay what is owed."""
        for lot in other.lots:
            mine = self.lot(lot.lot_id)
            if mine is not None:
                mine.amount += lot.amount
                mine.lapsed += lot.lapsed
            else:
                original = lot.amount or lot.original
                self.lots.append(replace(lot, original=original, arrived=True, arrived_until=lot.lapses_at))
        self.debt += other.debt
        self.debt -= sum(paid for _, paid in self._take(self.living(at), self.debt))

    def lapse(self, at: int) -> int:
        """What has lapsed becomes breakage; how much that is."""
        gone = [lot for lot in self.lots if lot.amount and not lot.alive(at)]
        total = sum(lot.amount for lot in gone)
        for lot in gone:
            lot.lapsed += lot.amount
            lot.amount = 0
        return total

    def put_off(self, sold_at: Iterable[int]) -> None:
        """Works out anew when idle lots lapse, from all the member's sales."""
        for lot in self.lots:
            if lot.idle is None:
                continue
            last = lot.arrived_until or _idle_until(lot.earned_at, lot.idle)
            for at in sorted(sold_at):
                if lot.earned_at < at <= last:
                    last = max(last, _idle_until(at, lot.idle))
            lot.lapses_at = last

    def _take(self, lots: list[NaiveLot], points: int) -> Iterable[tuple[bytes, int]]:
        for lot in lots:
            taken = min(points, lot.amount)
            points -= taken
            lot.amount -= taken
            if taken:
                yield lot.lot_id, taken


def _idle_until(at: int, months: int) -> int:
    return last_instant(months_later(day_of(at), months))
