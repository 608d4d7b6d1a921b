"""Random programmes: each part out of a seed of its own, and seed 0 is the plainest form of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from random import Random

from app.domain.programme import benefits
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward, StampCard, VoucherKind
from app.domain.programme.levels import Plan, Tier, TierMetric, TierRules
from app.domain.programme.people import Donation, Partner
from app.domain.programme.points import CashbackRules, EarnRate, PointsRules
from app.domain.programme.promotions import Group, GroupMode, ListedPrice, PriceList
from app.domain.programme.settling import (
    CashRounding,
    Instrument,
    InstrumentRule,
    RoundingMode,
    ServiceCharge,
    Tax,
    TaxRate,
    Treatment,
)
from tests.support.random_rules import (
    CARDS,
    CHANNELS,
    DISCOUNTS,
    DONATIONS,
    FLAGS,
    GROUPS,
    LISTS,
    PARTNERS,
    PLANS,
    PRICE_LISTS,
    SEGMENTS,
    SKUS,
    STORES,
    TIERS,
    TODAY,
    VOUCHER_KINDS,
    lines,
    maybe,
    multiplier,
    percent,
    promotion,
    rupiah,
    some,
    some_conditions,
)

PLAIN_POINTS = PointsRules(rupiah_per_point=1_000, value=10)
TAXES = ("pb1", "ppn")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeSeeds:
    """What a programme is made of: a seed for each part."""

    promotions: tuple[int, ...] = ()
    rewards: tuple[int, ...] = ()
    vouchers: tuple[int, ...] = ()
    group: int = 0
    points: int = 0
    tiers: int = 0
    plans: int = 0
    lists: int = 0
    cards: int = 0
    cashback: int = 0
    taxes: int = 0
    service: int = 0
    instruments: int = 0
    cash: int = 0


def programme_of(seeds: ProgrammeSeeds) -> Programme:
    """A programme that could be published."""
    favourite = Random(seeds.group).choice([None, *GROUPS[1:3]]) if seeds.group else None
    promotions = [promotion(Random(seed), place, favourite) for place, seed in enumerate(seeds.promotions)]
    return Programme(
        revision=1,
        name="Kopi Setia",
        zone="Asia/Jakarta",
        points=points_rules(seeds.points),
        tiers=tiers(seeds.tiers),
        tier_rules=TierRules(metric=Random(seeds.tiers).choice(list(TierMetric))),
        plans=plans(seeds.plans),
        promotions=tuple(promotions),
        groups=(
            Group(id=GROUPS[0], mode=GroupMode.STACK),
            Group(id=GROUPS[1], mode=GroupMode.FIRST),
            Group(id=GROUPS[2], mode=GroupMode.BEST),
        ),
        price_lists=price_lists(seeds.lists),
        rewards=tuple(reward(Random(seed), place) for place, seed in enumerate(seeds.rewards)),
        vouchers=voucher_kinds(seeds.vouchers),
        stamp_cards=stamp_cards(seeds.cards),
        cashback=cashback(seeds.cashback),
        partners=tuple(Partner(id=partner, name=partner) for partner in PARTNERS),
        donations=tuple(
            Donation(id=cause, name=cause, charity="Yayasan", permit="1/2026", sku="give")
            for cause in DONATIONS
        ),
        taxes=taxes(seeds.taxes),
        service_charge=service_charge(seeds.service),
        cash=cash(seeds.cash),
        instruments=instruments(seeds.instruments),
        channels=CHANNELS,
        segments=SEGMENTS,
        flags=FLAGS,
        lists=LISTS,
    )


def points_rules(seed: int) -> PointsRules:
    if seed == 0:
        return PLAIN_POINTS
    random = Random(seed)
    rates = tuple(
        EarnRate(
            id=f"rate-{place}",
            name=f"rate {place}",
            lines=lines(random),
            rupiah_per_point=maybe(random, lambda r: r.choice([1, 100, 333, 5_000])),
            stores=some(random, STORES, 1) if random.randrange(4) == 0 else (),
        )
        for place in range(random.choice([0, 0, 1, 2]))
    )
    return PointsRules(
        rupiah_per_point=random.choice([1, 500, 1_000, 1_000, 10_000, 20_000]),
        value=random.choice([1, 10, 10, 97, 1_000]),
        redeem_multiple=random.choice([1, 1, 7, 100]),
        redeem_minimum=random.choice([0, 0, 1, 100, 300]),
        redeem_percent=random.choice([Decimal(100), Decimal(50), percent(random)]),
        redeem_per_day=maybe(random, lambda r: r.choice([1, 500, 5_000]), 4),
        earn_on_tax=random.randrange(3) > 0,
        rates=rates,
        multiplier_cap=maybe(random, multiplier, 4),
        earn_per_sale=maybe(random, lambda r: r.choice([1, 50, 500]), 4),
        earn_per_day=maybe(random, lambda r: r.choice([10, 100, 1_000]), 4),
        proof_above=maybe(random, lambda r: r.choice([0, 100, 1_000]), 4),
    )


def tiers(seed: int) -> tuple[Tier, ...]:
    """Three levels; the first starts at 0."""
    random = Random(seed)
    thresholds = (0, random.choice([1, 100, 1_000_000]), random.choice([1_000_001, 5_000_000]))
    made = tuple(
        Tier(
            id=tier_id,
            name=tier_id,
            threshold=threshold,
            discount_percent=percent(random) if random.randrange(2) else Decimal(0),
            multiplier=multiplier(random) if random.randrange(2) else Decimal(1),
            price_list=maybe(random, lambda r: r.choice(PRICE_LISTS), 4),
        )
        for tier_id, threshold in zip(TIERS[:3], thresholds, strict=True)
    )
    if seed:
        return made
    return tuple(
        replace(tier, discount_percent=Decimal(0), multiplier=Decimal(1), price_list=None) for tier in made
    )


def plans(seed: int) -> tuple[Plan, ...]:
    if seed == 0:
        return ()
    random = Random(seed)
    return tuple(
        Plan(
            id=plan_id,
            name=plan_id,
            sku=f"{plan_id}-fee",
            months=random.choice([1, 12]),
            discount_percent=percent(random) if random.randrange(2) else Decimal(0),
            lines=lines(random),
            multiplier=multiplier(random) if random.randrange(2) else Decimal(1),
            price_list=maybe(random, lambda r: r.choice(PRICE_LISTS)),
            free_delivery=random.randrange(2) == 0,
        )
        for plan_id in PLANS
    )


def price_lists(seed: int) -> tuple[PriceList, ...]:
    random = Random(seed)
    return tuple(
        PriceList(
            id=list_id,
            name=list_id,
            prices=tuple(
                ListedPrice(sku=sku, price=random.choice([0, 99, 5_000, 20_000, 30_000, 100_000]))
                for sku in some(random, SKUS, 5)
            ),
            starts=maybe(random, lambda r: TODAY + timedelta(days=r.randint(-9, 3)), 3),
            ends=maybe(random, lambda r: TODAY + timedelta(days=r.randint(4, 9)), 3),
        )
        for list_id in PRICE_LISTS
    )


def voucher_kinds(seeds: tuple[int, ...]) -> tuple[VoucherKind, ...]:
    """All kinds that rules name; those with a seed of their own are no plain ones."""
    made = []
    for place, kind_id in enumerate(VOUCHER_KINDS):
        random = Random(seeds[place] if place < len(seeds) else 0)
        plain = VoucherKind(id=kind_id, name=kind_id, gives=benefits.AmountOff(amount=10_000))
        made.append(
            replace(
                plain,
                gives=random.choice(DISCOUNTS)(random),
                lines=lines(random),
                conditions=some_conditions(random),
                funder=PARTNERS[0] if kind_id == "partner-off" else None,
            )
            if place < len(seeds)
            else plain
        )
    return tuple(made)


def reward(random: Random, place: int) -> Reward:
    gifts: list[Callable[[Random], benefits.RewardGift]] = [
        *DISCOUNTS,
        *DISCOUNTS,
        lambda r: benefits.GiveVoucher(voucher=r.choice(VOUCHER_KINDS), count=r.randint(1, 2)),
        lambda r: benefits.GivePlan(plan=r.choice(PLANS), months=r.randint(1, 3)),
        lambda r: benefits.Donate(donation=r.choice(DONATIONS), amount=rupiah(r)),
        lambda r: benefits.Attend(capacity=r.randint(1, 30), at="Sabtu, di toko"),
    ]
    gift = random.choice(gifts)(random)
    return Reward(
        id=f"reward-{place}",
        name=f"reward {place}",
        points=random.choice([0, 1, 25, 100, 101, 300, 1_000]),
        gives=gift,
        lines=lines(random),
        conditions=some_conditions(random),
        tiers=some(random, TIERS[:3]) if random.randrange(4) == 0 else (),
        starts=maybe(random, lambda r: TODAY + timedelta(days=r.randint(-9, 3)), 5),
        ends=maybe(random, lambda r: TODAY + timedelta(days=r.randint(3, 9)), 5),
        stock=maybe(random, lambda r: r.choice([1, 100]), 4),
        per_member=maybe(random, lambda r: r.choice([1, 2]), 4),
    )


def stamp_cards(seed: int) -> tuple[StampCard, ...]:
    random = Random(seed)
    awards: tuple[benefits.Award, ...] = (
        benefits.GivePoints(points=50),
        benefits.GiveCashback(amount=5_000),
        benefits.GiveVoucher(voucher=VOUCHER_KINDS[1]),
    )
    return tuple(
        StampCard(
            id=card_id,
            name=card_id,
            size=random.choice([1, 3, 10]),
            gives=(random.choice(awards),),
        )
        for card_id in CARDS
    )


def cashback(seed: int) -> CashbackRules:
    random = Random(seed)
    if seed == 0:
        return CashbackRules()
    return CashbackRules(
        spend_percent=random.choice([Decimal(100), percent(random)]),
        spend_minimum=random.choice([0, 0, 1_000, 20_000]),
    )


def taxes(seed: int) -> tuple[Tax, ...]:
    """One inside, at 11 %; or one or two, inside or on top, of one or more rates."""
    if seed == 0:
        return (Tax(id="pb1", name="PB1", rates=(TaxRate(percent=Decimal(11)),)),)
    random = Random(seed)
    made = []
    for tax_id in TAXES[: random.choice([1, 2, 2])]:
        days = random.sample(range(-400, 9), random.choice([0, 1, 2]))
        rates = [TaxRate(percent=Decimal(random.choice(["0", "10", "11", "12.5", "100"])))]
        rates += [
            TaxRate(percent=Decimal(random.choice(["5", "12"])), since=TODAY + timedelta(days=day))
            for day in days
        ]
        random.shuffle(rates)
        made.append(Tax(id=tax_id, name=tax_id.upper(), rates=tuple(rates), inside=bool(random.randrange(2))))
    return tuple(made)


def service_charge(seed: int) -> ServiceCharge | None:
    random = Random(seed)
    if seed == 0:
        return None
    return ServiceCharge(
        name="Servis",
        percent=random.choice([Decimal(5), Decimal("7.5"), percent(random)]),
        tax=random.choice([None, TAXES[0]]),
        channels=() if random.randrange(2) else some(random, CHANNELS),
    )


def cash(seed: int) -> CashRounding:
    random = Random(seed)
    if seed == 0:
        return CashRounding()
    return CashRounding(step=random.choice([1, 50, 100, 500]), mode=random.choice(list(RoundingMode)))


def instruments(seed: int) -> tuple[InstrumentRule, ...]:
    """Those that count otherwise than usual, here or there."""
    random = Random(seed)
    if seed == 0:
        return ()
    return tuple(
        InstrumentRule(
            instrument=instrument,
            counts_as=random.choice(list(Treatment)),
            stores=() if random.randrange(2) else some(random, STORES),
        )
        for instrument in Instrument
        if random.randrange(2)
    )
