"""Returns of the naive model: the difference of two states of a sale, and what it does to the member."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from app.domain.basket import ItemKind
from app.domain.ledger import Asset, granted_lot
from app.domain.programme.document import Programme
from app.domain.programme.levels import TierMetric
from app.domain.quote import Phase
from tests.support.naive_books import NaiveBooks, NaiveLot
from tests.support.naive_days import day_of, last_instant, trading_day
from tests.support.naive_gifts import Occasion, taken_back
from tests.support.naive_limits import uses_of
from tests.support.naive_plans import given_back, price_back
from tests.support.naive_shop import NaiveMember, NaiveSale, NaiveShop, new_lot
from tests.support.naive_vouchers import of_kinds
from tests.support.slow_calculator import settle
from tests.support.slow_returns import State, back_of, slow_return


@dataclass(frozen=True)
class NaiveReturn:
    """refund: rupiah, also into the wallet, before anything is deducted. clawback: below zero is given.

    counted: less for the tier. points_back: redeemed points. before, after: the calculator's states.
    """

    came: dict[int, int]
    refund: int
    deducted: int
    points_back: int
    clawback: int
    counted: int
    before: dict[str, Any]
    after: dict[str, Any]

    @property
    def to_customer(self) -> int:
        """What he gets of it."""
        return self.refund - self.deducted

    @property
    def in_cash(self) -> int:
        """Rupiah out of the drawer: what is deducted, cash pays first. It is the last tender or none at all."""
        cash = money_of(self.before, self.after).get("cash", 0)
        return cash - min(self.deducted, max(0, cash))

    @property
    def to_wallet(self) -> int:
        """Rupiah that go back into the wallet: other money is deducted first."""
        money = money_of(self.before, self.after)
        wallet = money.pop("cashback", 0)
        others = sum(max(0, amount) for amount in money.values())
        return wallet - max(0, self.deducted - others)


def money_of(before: dict[str, Any], after: dict[str, Any]) -> dict[str, int]:
    """Rupiah by method of a return between two states."""
    methods = {*before["money"], *after["money"]}
    return {name: after["money"].get(name, 0) - before["money"].get(name, 0) for name in methods}


def coming_back(shop: NaiveShop, sale: NaiveSale, wanted: Mapping[int, int], at: int) -> NaiveReturn:
    """What a return of so many thousandths by line gives and takes."""
    programme = shop.programmes[sale.inputs.revision]
    came = dict(sale.came)
    for number, quantity in wanted.items():
        came[number] = came.get(number, 0) + quantity
    before = slow_return(programme, sale.inputs, sale.came, sale.priced)
    after = slow_return(programme, sale.inputs, came, sale.priced)
    return NaiveReturn(
        came=came,
        refund=sum(money_of(before, after).values()),
        deducted=_deducted(shop, sale, came, (before, after), at),
        points_back=after["points back"] - before["points back"],
        clawback=sale.earned - after["credited"],
        counted=sale.counted - counted_of(programme, sale, came, after["credited"]),
        before=before,
        after=after,
    )


def _deducted(shop: NaiveShop, sale: NaiveSale, came: State, states: tuple[Any, Any], at: int) -> int:
    """What the refund is smaller by: days of plans that have passed, vouchers that were used. Cash is paid in coins."""
    money, cash = money_of(*states), shop.programmes[sale.inputs.revision].cash
    worn = 0 if sale.member_id is None else sum(_shortened(shop, sale, came, states, at).values())
    worn += shop.vouchers.going(sale.sale_id, fewer_vouchers(*states))[1]
    most = min(worn, sum(money.values()))
    return most - most % cash.step if money.get("cash") else most


def _shortened(
    shop: NaiveShop, sale: NaiveSale, came: State, states: tuple[Any, Any], at: int, *, keep: bool = False
) -> dict[str, int]:
    """What is worn of the price of each plan that the sale gives for less time. keep: it ends so from now on."""
    assert sale.member_id is not None
    programme, today = shop.programmes[sale.inputs.revision], trading_day(at)
    before, after = ({grant[:3]: grant[3] for grant in state["grants"]} for state in states)
    worn = {}
    for plan in shop.members[sale.member_id].plans:
        grant = (plan.rule_id, "plan-months", plan.plan_id)
        months = after.get(grant, 0)
        if plan.document_id != sale.gave or before.get(grant, 0) <= months:
            continue
        bought = plan.rule_id == plan.plan_id
        price = (
            price_back(programme, sale.priced or sale.inputs, plan.plan_id, sale.came, came) if bought else 0
        )
        worn[plan.rule_id] = given_back(plan if keep else replace(plan), months, price, today)
    return worn


def too_late(shop: NaiveShop, sale: NaiveSale, at: int) -> bool:
    """Whether the programme's days for returns are over."""
    days = shop.programmes[sale.inputs.revision].returns.days
    return days is not None and day_of(at) - day_of(sale.inputs.opened_at) > timedelta(days=days)


def counted_of(programme: Programme, sale: NaiveSale, came: State, credited: int) -> int:
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
    for row in settle(programme, sale.priced or sale.inputs).rows:
        if row.open and row.root.item.kind is ItemKind.GOODS:
            points = [amount for _, phase, amount, _ in row.parts if phase == Phase.REDEMPTION.value]
            kept += sum(amount - back_of(amount, row, came) for amount in (row.net, *points))
    return kept


@dataclass(frozen=True)
class Names:
    """What the till called the return, the lots of points that it opened, in order, and vouchers that it gave."""

    return_id: bytes
    lot_ids: Iterator[bytes]
    vouchers: list[tuple[str, str]]


def took_back(shop: NaiveShop, sale: NaiveSale, back: NaiveReturn, at: int, names: Names) -> None:
    """Makes a return."""
    shop.returns.append(trading_day(at))
    shop.records += 1
    shop.jobs += 1
    sale.paid -= back.to_customer
    shop.drawer.moves(-back.in_cash)
    if sale.member_id is not None:
        member = shop.members[sale.member_id]
        programme = shop.programmes[sale.inputs.revision]
        _move(programme, member.books, sale, back, at, names.lot_ids)
        _shortened(shop, sale, back.came, (back.before, back.after), at, keep=True)
        _take_gifts(member, sale, back, Occasion(programme, names.return_id, _tier(sale), at))
        member.counted.append((sale.day, -back.counted))
        sale.earned -= back.clawback
        sale.counted -= back.counted
    _move_vouchers(shop, sale, back, at, names)
    _free_limits(shop, sale, back)
    sale.restored += back.points_back
    sale.came = back.came


def fewer_vouchers(before: dict[str, Any], after: dict[str, Any]) -> Counter[str]:
    """By kind, how many less are given than before."""
    fewer = of_kinds(before["grants"])
    fewer.subtract(of_kinds(after["grants"]))
    return fewer


def _move_vouchers(shop: NaiveShop, sale: NaiveSale, back: NaiveReturn, at: int, names: Names) -> None:
    """Those that the kept lines give no more go, those that only they give come; what paid lives when all is back."""
    fewer = fewer_vouchers(back.before, back.after)
    for voucher in shop.vouchers.going(sale.sale_id, fewer)[0]:
        voucher.revoked = True
    more = Counter({kind_id: -count for kind_id, count in fewer.items()})
    programme = shop.programmes[sale.inputs.revision]
    shop.vouchers.give(programme, more, sale.member_id or b"", sale.sale_id, at, names.vouchers)
    if _all_back(sale, back.came):
        shop.vouchers.revive(sale.used)


def _free_limits(shop: NaiveShop, sale: NaiveSale, back: NaiveReturn) -> None:
    """What is used no more is free again, as if it had never been used on that day."""
    programme = shop.programmes[sale.inputs.revision]
    for sign, came in ((-1, sale.came), (1, back.came)):
        shop.limits.add(uses_of(programme, sale.inputs, came, sale.priced), sale.member_id, sale.day, sign)


def _move(
    programme: Programme,
    books: NaiveBooks,
    sale: NaiveSale,
    back: NaiveReturn,
    at: int,
    lot_ids: Iterator[bytes],
) -> None:
    books.claw_back(max(0, back.clawback), sale.lot_id, at)
    shares = _shares(sale.drawn, sale.restored, back.points_back)
    grace = _grace(programme, next(lot_ids), at) if books.late(shares, at) else None
    books.give_back(shares, at, grace)
    if back.clawback < 0:
        books.put(new_lot(programme, _tier(sale), next(lot_ids), -back.clawback, at))
    assert next(lot_ids, None) is None, "the till opened a lot for nothing"


def _grace(programme: Programme, lot_id: bytes, at: int) -> NaiveLot:
    """Where points go whose lot has lapsed."""
    last_day = day_of(at) + timedelta(days=programme.returns.restored_days)
    return NaiveLot(lot_id, at, last_instant(last_day), 0, 0)


def _take_gifts(member: NaiveMember, sale: NaiveSale, back: NaiveReturn, occasion: Occasion) -> None:
    """What the sale gave besides, and what the wallet paid."""
    taken_back(member, sale, back.before, back.after, occasion)
    shares = _shares(sale.drawn_cashback, sale.restored_cashback, back.to_wallet)
    lot_id = granted_lot(occasion.document_id, ":grace", Asset.CASHBACK)
    late = member.wallet.late(shares, occasion.at)
    grace = _grace(occasion.programme, lot_id, occasion.at) if late else None
    member.wallet.give_back(shares, occasion.at, grace)
    sale.restored_cashback += back.to_wallet


def _tier(sale: NaiveSale) -> str:
    """The member's at the sale."""
    return "" if sale.inputs.member is None else sale.inputs.member.tier_id


def _shares(drawn: list[tuple[bytes, int]], skip: int, amount: int) -> list[tuple[bytes, int]]:
    """Which lots what comes back came from: in the reverse of the order of spending, after what came back before."""
    shares = []
    for lot_id, whole in reversed(drawn):
        passed = min(skip, whole)
        share = min(amount, whole - passed)
        skip -= passed
        amount -= share
        if share:
            shares.append((lot_id, share))
    assert amount == 0, "no more comes back than was spent"
    return shares
