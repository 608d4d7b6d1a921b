"""Cash as it is being counted: how many of each note and coin, or a sum. No Qt."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.shift import CashCount, Notes

DENOMINATIONS = (100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200, 100)
"""Rupiah, the largest first. Of 1.000 there are a note and a coin; they count the same."""
LAST = len(DENOMINATIONS)
"""The place of other cash, which is counted as a sum."""
_LONGEST_COUNT, _LONGEST_SUM = 4, 10
_NOTHING = ("",) * (LAST + 1)


class CountWay(StrEnum):
    """How cash is counted."""

    NOTES = "notes"
    SUM = "sum"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """keyed: digits by place, the last one's in rupiah. summed: digits of the sum. Only those of `way` count."""

    way: CountWay = CountWay.NOTES
    place: int = 0
    keyed: tuple[str, ...] = _NOTHING
    summed: str = ""

    @property
    def cash(self) -> CashCount:
        """What was counted so far."""
        if self.way is CountWay.SUM:
            return CashCount(other=int(self.summed or 0))
        notes = tuple(
            Notes(value=value, count=int(digits))
            for value, digits in zip(DENOMINATIONS, self.keyed[:LAST], strict=True)
            if digits
        )
        return CashCount(notes=notes, other=int(self.keyed[LAST] or 0))

    @property
    def total(self) -> int:
        """Rupiah so far."""
        return self.cash.total

    @property
    def goes_on(self) -> bool:
        """Whether Enter goes to the next note: notes are being counted, and this isn't the last place."""
        return self.way is CountWay.NOTES and any(self.keyed) and self.place < LAST

    def amount(self, place: int) -> int:
        """Rupiah of one place."""
        number = int(self.keyed[place] or 0)
        return number if place == LAST else number * DENOMINATIONS[place]


EMPTY = Count()


def typed(count: Count, digits: str) -> Count:
    """More digits, where the count stands."""
    before = _digits(count)
    return _with_digits(count, (before + digits).lstrip("0") or "0")


def erased(count: Count) -> Count:
    """Without the last digit."""
    return _with_digits(count, _digits(count)[:-1])


def cleared(count: Count) -> Count:
    """Without the digits where the count stands."""
    return _with_digits(count, "")


def added(count: Count, place: int, by: int) -> Count:
    """So many notes more or fewer, never fewer than none; the count stands there then."""
    there = replace(count, way=CountWay.NOTES, place=place)
    return _with_digits(there, str(max(0, int(there.keyed[place] or 0) + by)))


def stepped(count: Count, by: int) -> Count:
    """To the next place or the one before."""
    return replace(count, place=max(0, min(LAST, count.place + by)))


def _digits(count: Count) -> str:
    return count.summed if count.way is CountWay.SUM else count.keyed[count.place]


def _with_digits(count: Count, digits: str) -> Count:
    """Digits that would be too many stay away: the number remains what was read."""
    if count.way is CountWay.SUM:
        return replace(count, summed=digits) if len(digits) <= _LONGEST_SUM else count
    place = count.place
    if len(digits) > (_LONGEST_SUM if place == LAST else _LONGEST_COUNT):
        return count
    return replace(count, keyed=(*count.keyed[:place], digits, *count.keyed[place + 1 :]))
