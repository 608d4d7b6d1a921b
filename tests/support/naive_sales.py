"""Sales of the naive model: what a basket costs and gives, and what it does to the member."""

from dataclasses import dataclass
from typing import Any

from app.domain.basket import MemberSnapshot, PaymentMethod, QuoteInputs, StampCount, TenderKind, TenderPart
from app.domain.programme.document import Programme
from app.services.open_basket import OpenBasket
from tests.support.naive_days import day_of, since_birthday, trading_day
from tests.support.naive_gifts import Occasion, given
from tests.support.naive_limits import uses_of
from tests.support.naive_plans import opened
from tests.support.naive_shop import NaiveMember, NaiveSale, NaiveShop, new_lot, tier_named
from tests.support.naive_vouchers import of_kinds, took_off
from tests.support.slow_calculator import slow_quote

Answer = dict[str, Any]


def inputs_of(shop: NaiveShop, basket: OpenBasket, tender: TenderKind, at: int) -> QuoteInputs:
    """What a basket is priced by at an instant."""
    member = None if basket.member is None else shop.current(basket.member.member_id)
    return QuoteInputs(
        revision=basket.revision,
        opened_at=basket.opened_at,
        zone="Asia/Jakarta",
        lines=basket.lines,
        member=None if member is None else _snapshot(shop, basket, member, at),
        points_asked=basket.points_asked,
        tender=tender,
        store="BDG",
        terminal="BDG1",
        channel=basket.channel,
        coupons=basket.coupons,
        rewards=basket.rewards,
        vouchers=shop.vouchers.shown(
            basket.voucher_codes, () if member is None else shop.ids_of(member.member_id)
        ),
        split=_split(basket),
        rights=shop.limits.left(
            shop.programmes[basket.revision],
            None if member is None else shop.ids_of(member.member_id),
            trading_day(at),
        ),
    )


def _split(basket: OpenBasket) -> tuple[TenderPart, ...]:
    """What the wallet is asked for, then what was paid."""
    asked = [(PaymentMethod.CASHBACK, basket.wallet_asked)] if basket.member and basket.wallet_asked else []
    paid = [(part.method, part.amount) for part in basket.tenders]
    return tuple(TenderPart(method=method, amount=amount) for method, amount in (*asked, *paid))


def _snapshot(shop: NaiveShop, basket: OpenBasket, member: NaiveMember, at: int) -> MemberSnapshot:
    sales = shop.sold_to(member.member_id)
    today = shop.on_day(member.member_id, trading_day(at))
    return MemberSnapshot(
        member_id=member.member_id,
        tier_id=member.tier,
        tier_metric=shop.metric(member, at),
        balance=member.books.balance,
        usable=member.books.usable(at),
        proof=basket.proof,
        joined_on=day_of(member.joined_at),
        days_from_birthday=since_birthday(member.birthday, day_of(basket.opened_at)),
        visits=len(sales),
        last_visit_on=max((day_of(sale.at) for sale in sales), default=None),
        earned_today=sum(sale.earned for sale in today),
        redeemed_today=sum(sale.spent for sale in today),
        plans=tuple(plan.entitlement for plan in member.plans),
        wallet=member.wallet.usable(at),
        stamps=tuple(
            StampCount(card_id=card_id, stamps=card.usable(at)) for card_id, card in member.cards.items()
        ),
    )


def answer_of(shop: NaiveShop, basket: OpenBasket, tender: TenderKind, at: int) -> Answer:
    """The slow calculator's answer."""
    return slow_quote(shop.programmes[basket.revision], inputs_of(shop, basket, tender, at))


@dataclass(frozen=True)
class SaleNames:
    """What the till called the lot that was earned, and the vouchers that it gave: code and kind."""

    lot_id: bytes | None
    vouchers: list[tuple[str, str]]


def sold(shop: NaiveShop, basket: OpenBasket, tender: TenderKind, at: int, names: SaleNames) -> NaiveSale:
    """Sells a basket."""
    inputs = inputs_of(shop, basket, tender, at)
    answer = slow_quote(shop.programmes[basket.revision], inputs)
    today = sum(sale.day == trading_day(at) for sale in shop.sales)
    sale = NaiveSale(
        sale_id=basket.sale_id,
        receipt=f"BDG1-{trading_day(at):%y%m%d}-{today + 1:04d}",
        member_id=None if inputs.member is None else inputs.member.member_id,
        inputs=inputs,
        at=at,
        payable=answer["payable"],
        paid=answer["payable"] + sum(amount for _, amount, method, *_ in answer["carried"] if method),
        earned=0,
        counted=0,
        drawn=[],
        gave=basket.sale_id,
        sold_to=None if inputs.member is None else inputs.member.member_id,
    )
    shop.sales.append(sale)
    sale.shift_id = shop.drawer.shift_id
    shop.drawer.moves(sale.payable if tender is TenderKind.CASH else 0)
    shop.records += 1
    shop.jobs += 1
    programme = shop.programmes[basket.revision]
    sale.used = took_off(programme, inputs)
    shop.vouchers.use(sale.used)
    shop.limits.add(uses_of(programme, inputs, {}), sale.member_id, sale.day)
    given_ones = of_kinds(answer["grants"])
    shop.vouchers.give(programme, given_ones, sale.member_id or b"", sale.sale_id, at, names.vouchers)
    if sale.member_id is not None:
        _moves(programme, shop.members[sale.member_id], sale, answer, names.lot_id)
    return sale


def _moves(
    programme: Programme, member: NaiveMember, sale: NaiveSale, answer: Answer, lot_id: bytes | None
) -> None:
    """What a sale does to a member: spends, earns, counts, lifts his tier, keeps idle points awake."""
    tier = tier_named(programme, member.tier)
    _, points, _, rewards = answer["redemption"]
    sale.drawn = member.books.spend(points + rewards, sale.at)
    sale.earned, sale.lot_id = answer["points"], lot_id
    assert (lot_id is not None) == (sale.earned > 0), "a lot is opened for points and for nothing else"
    if lot_id is not None:
        member.books.put(new_lot(programme, tier.id, lot_id, sale.earned, sale.at))
    _, metric, _, _, sale.counted = answer["tier"]
    member.counted.append((sale.day, sale.counted))
    reached = [other for other in programme.tiers if max(0, metric) >= other.threshold]
    best = max([tier, *reached], key=lambda each: each.threshold).id
    if best != member.tier:
        member.tier, member.since = best, sale.day
    opened(member.plans, answer["grants"], sale.sale_id, sale.day)
    given(member, sale, answer, Occasion(programme, sale.sale_id, tier.id, sale.at))
    member.sold_at.append(sale.at)
    member.books.put_off(member.sold_at)
