"""Vouchers of the naive model: what each code is, what it took off, and which go when the goods come back."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from app.domain.basket import HeldVoucher, QuoteInputs
from app.domain.programme.document import Programme
from app.domain.quote import Phase
from tests.support.naive_days import day_of, last_instant
from tests.support.slow_calculator import settle

Grants = Iterable[tuple[str, str, str, int]]


@dataclass
class NaiveVoucher:
    """A code. owner_id: empty: its bearer's. sale_id: for which it was given. took: rupiah, by all its uses so far.

    blocked: of a batch's serial. seen: whether it was ever used or given; a printed one may not be.
    """

    code: str
    kind_id: str
    owner_id: bytes
    sale_id: bytes
    lapses_at: int | None
    uses: int
    left: int
    took: int = 0
    revoked: bool = False
    blocked: bool = False
    seen: bool = True


@dataclass
class NaiveVouchers:
    """By code."""

    codes: dict[str, NaiveVoucher]

    def shown(self, codes: Iterable[str], owners: Iterable[bytes]) -> tuple[HeldVoucher, ...]:
        """Those that count for somebody: his own, also under an id that he had before, and bearers'."""
        known = [self.codes[code] for code in codes]
        return tuple(
            HeldVoucher(
                code=voucher.code,
                kind_id=voucher.kind_id,
                expires_at=voucher.lapses_at,
                uses_left=0 if voucher.revoked or voucher.blocked else voucher.left,
            )
            for voucher in known
            if voucher.owner_id in {b"", *owners}
        )

    def give(
        self,
        programme: Programme,
        wanted: Counter[str],
        owner_id: bytes,
        sale_id: bytes,
        at: int,
        named: list[tuple[str, str]],
    ) -> None:
        """New ones by kind. named: code and kind of those that the till made."""
        kinds = {kind.id: kind for kind in programme.vouchers}
        assert Counter(kind_id for _, kind_id in named) == Counter(
            {kind_id: count for kind_id, count in wanted.items() if kind_id in kinds and count > 0}
        ), "the till gave other vouchers"
        for code, kind_id in named:
            assert code not in self.codes, "two vouchers have one code"
            uses = kinds[kind_id].uses
            lapses = end_of(programme, kind_id, at)
            self.codes[code] = NaiveVoucher(code, kind_id, owner_id, sale_id, lapses, uses, uses)

    def print(self, codes: Iterable[str], kind_id: str, batch_id: bytes, last_day: date) -> None:
        """A batch of bearers' vouchers for one use."""
        for code in codes:
            lapses = last_instant(last_day)
            self.codes[code] = NaiveVoucher(code, kind_id, b"", batch_id, lapses, 1, 1, seen=False)

    def use(self, took: dict[str, int]) -> None:
        """One use of each."""
        for code, amount in took.items():
            voucher = self.codes[code]
            assert voucher.left > 0
            voucher.left -= 1
            voucher.took += amount
            voucher.seen = True

    def revive(self, took: dict[str, int]) -> None:
        """The sale in which they were used is wholly back."""
        for code, amount in took.items():
            self.codes[code].left += 1
            self.codes[code].took -= amount

    def going(self, sale_id: bytes, less: Counter[str]) -> tuple[list[NaiveVoucher], int]:
        """Which of a sale's vouchers go, unused ones first; and what the used ones of them had taken off."""
        gone: list[NaiveVoucher] = []
        worth = 0
        for kind_id, count in less.items():
            there = [one for one in self.codes.values() if one.sale_id == sale_id and one.kind_id == kind_id]
            there = sorted((one for one in there if not one.revoked), key=lambda one: (one.took, one.code))
            unused = [one for one in there if one.left == one.uses]
            used = [one for one in there if one.left < one.uses]
            going = [*unused, *used][: max(0, count)]
            worth += sum(one.took for one in going)
            gone += going
        return gone, worth


def end_of(programme: Programme, kind_id: str, at: int) -> int | None:
    """The last instant of a voucher that is given now."""
    (days,) = (kind.valid_days for kind in programme.vouchers if kind.id == kind_id)
    return None if days is None else last_instant(day_of(at) + timedelta(days=days))


def of_kinds(grants: Grants) -> Counter[str]:
    """How many vouchers of each kind."""
    counts: Counter[str] = Counter()
    for _, kind, what, amount in grants:
        counts[what] += amount if kind == "voucher" else 0
    return counts


def took_off(programme: Programme, inputs: QuoteInputs) -> dict[str, int]:
    """What each code that was used took off, or carried: the difference that it makes to those before it."""
    ordered = sorted(inputs.vouchers, key=lambda held: (held.kind_id, held.code))
    off = [
        _off(programme, replace(inputs, vouchers=tuple(ordered[:count]))) for count in range(len(ordered) + 1)
    ]
    took = {held.code: off[place + 1] - off[place] for place, held in enumerate(ordered)}
    carried: list[Any] = settle(programme, inputs).carried if ordered else []
    took |= {code: amount for _, amount, _, code, _ in carried if code}
    return {code: amount for code, amount in took.items() if amount}


def _off(programme: Programme, inputs: QuoteInputs) -> int:
    """What vouchers take off the lines."""
    kinds = {kind.id for kind in programme.vouchers}
    rows = settle(programme, inputs).rows if inputs.vouchers else ()
    parts = [part for row in rows for part in row.parts]
    return sum(
        amount for rule_id, phase, amount, _ in parts if phase == Phase.VOUCHER.value and rule_id in kinds
    )
