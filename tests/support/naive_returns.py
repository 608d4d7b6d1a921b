"""Returns of the naive model: the difference of two states of a sale, and what it does to the member."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from app.domain.basket import ItemKind
from app.domain.programme.document import Programme
from app.domain.programme.levels import TierMetric
from app.domain.quote import Phase
from tests.support.naive_books import NaiveBooks, NaiveLot
from tests.support.naive_days import day_of, last_instant, trading_day
from tests.support.naive_shop import NaiveSale, NaiveShop, new_lot
from tests.support.slow_calculator import settle
from tests.support.slow_returns import State, back_of, slow_return


@dataclass(frozen=True)
class NaiveReturn:
    """refund: rupiah. points_back: redeemed points. clawback: below zero is given. counted: less for the tier."""

    came: dict[int, int]
    refund: int
    points_back: int
    clawback: int
    counted: int


def coming_back(shop: NaiveShop, sale: NaiveSale, wanted: Mapping[int, int]) -> NaiveReturn:
    """What a return of so many thousandths by line gives and takes."""
    programme = shop.programmes[sale.inputs.revision]
    came = dict(sale.came)
    for number, quantity in wanted.items():
        came[number] = came.get(number, 0) + quantity
    before = slow_return(programme, sale.inputs, sale.came)
    after = slow_return(programme, sale.inputs, came)
    return NaiveReturn(
        came=came,
        refund=sum(after["money"].values()) - sum(before["money"].values()),
        points_back=after["points back"] - before["points back"],
        clawback=sale.earned - after["credited"],
        counted=sale.counted - _counted(programme, sale, came, after["credited"]),
    )


def too_late(shop: NaiveShop, sale: NaiveSale, at: int) -> bool:
    """Whether the programme's days for returns are over."""
    days = shop.programmes[sale.inputs.revision].returns.days
    return days is not None and day_of(at) - day_of(sale.inputs.opened_at) > timedelta(days=days)


def _counted(programme: Programme, sale: NaiveSale, came: State, credited: int) -> int:
    """What the kept lines count towards the tier."""
    if sale.member_id is None:
        return 0
    match programme.tier_rules.metric:
        case TierMetric.POINTS:
            return credited
        case TierMetric.VISITS:
            return 0 if _all_back(sale, came) else 1
        case TierMetric.SPEND:
            return _spend(programme, sale, came)


def _all_back(sale: NaiveSale, came: State) -> bool:
    lines = [line for line in sale.inputs.lines if line.parent is None]
    return all(came.get(line.number, 0) == line.quantity for line in lines)


def _spend(programme: Programme, sale: NaiveSale, came: State) -> int:
    """Net of the kept goods, before points as money."""
    kept = 0
    for row in settle(programme, sale.inputs).rows:
        if row.open and row.root.item.kind is ItemKind.GOODS:
            points = [amount for _, phase, amount, _ in row.parts if phase == Phase.REDEMPTION.value]
            kept += sum(amount - back_of(amount, row, came) for amount in (row.net, *points))
    return kept


def took_back(shop: NaiveShop, sale: NaiveSale, back: NaiveReturn, at: int, lot_ids: Iterator[bytes]) -> None:
    """Makes a return. lot_ids: the names that the till gave to new lots, in order."""
    shop.returns.append(trading_day(at))
    shop.records += 1
    shop.jobs += 1
    sale.paid -= back.refund
    if sale.member_id is not None:
        member = shop.members[sale.member_id]
        _move(shop.programmes[sale.inputs.revision], member.books, sale, back, at, lot_ids)
        member.counted.append((sale.day, -back.counted))
        member.books.put_off(member.sold_at)
        sale.earned -= back.clawback
        sale.counted -= back.counted
    sale.restored += back.points_back
    sale.came = back.came


def _move(
    programme: Programme,
    books: NaiveBooks,
    sale: NaiveSale,
    back: NaiveReturn,
    at: int,
    lot_ids: Iterator[bytes],
) -> None:
    books.claw_back(max(0, back.clawback), sale.lot_id, at)
    shares = _shares(sale, back.points_back)
    grace = None
    if books.late(shares, at):
        last_day = day_of(at) + timedelta(days=programme.returns.restored_days)
        grace = NaiveLot(next(lot_ids), at, last_instant(last_day), 0, 0)
    books.give_back(shares, at, grace)
    if back.clawback < 0 and sale.inputs.member is not None:
        books.put(new_lot(programme, sale.inputs.member.tier_id, next(lot_ids), -back.clawback, at))
    assert next(lot_ids, None) is None, "the till opened a lot for nothing"


def _shares(sale: NaiveSale, points: int) -> list[tuple[bytes, int]]:
    """Which lots these redeemed points came from: in the reverse of the order of spending."""
    skip, shares = sale.restored, []
    for lot_id, drawn in reversed(sale.drawn):
        passed = min(skip, drawn)
        share = min(points, drawn - passed)
        skip -= passed
        points -= share
        if share:
            shares.append((lot_id, share))
    assert points == 0, "no more comes back than was spent"
    return shares
