"""Random baskets for a programme, out of the same few ids, so that its rules often match."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from app.domain.basket import (
    Entitlement,
    HeldVoucher,
    Item,
    ItemKind,
    Line,
    ManualDiscount,
    ManualPrice,
    MemberSnapshot,
    PaymentMethod,
    Proof,
    QuoteInputs,
    Right,
    StampCount,
    TenderKind,
    TenderPart,
)
from app.domain.programme.document import Programme
from app.domain.programme.gifts import stock_of
from tests.support.random_programmes import TAXES
from tests.support.random_rules import (
    CARDS,
    CHANNELS,
    CODES,
    FLAGS,
    LISTS,
    PLANS,
    SEGMENTS,
    SKUS,
    STORES,
    TAGS,
    TERMINALS,
    TIERS,
    TODAY,
    VOUCHER_KINDS,
    maybe,
    some,
)
from tests.support.worked_example import NOON

ZONES = ("Asia/Jakarta", "Asia/Makassar", "America/Sao_Paulo")
KINDS = {
    "gift": ItemKind.GIFT_VALUE,
    "vip-fee": ItemKind.PLAN_FEE,
    "green-fee": ItemKind.PLAN_FEE,
    "give": ItemKind.DONATION,
    "courier": ItemKind.DELIVERY_FEE,
}
CATEGORY_OF = {"coffee": "drinks", "syrup": "drinks", "cigarettes": "tobacco"}
PRICES = (0, 1, 9, 100, 999, 10_000, 25_000, 28_500, 28_500, 35_000, 35_000, 129_900, 500_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketSeeds:
    """What a basket is made of: a seed for each line and part; 0 is the plainest."""

    lines: tuple[int, ...] = ()
    member: int = 0
    moment: int = 0
    payment: int = 0
    gifts: int = 0
    rights: int = 0
    points_asked: int = 0


def inputs_of(seeds: BasketSeeds, programme: Programme | None = None) -> QuoteInputs:
    """A basket, its member, and what he shows; rights for rules of the programme."""
    moment, payment, gifts = Random(seeds.moment), Random(seeds.payment), Random(seeds.gifts)
    return QuoteInputs(
        revision=1,
        opened_at=NOON + (moment.randint(-(10**9), 10**9) if seeds.moment else 0),
        zone=moment.choice(ZONES) if seeds.moment else ZONES[0],
        lines=basket(seeds.lines),
        member=member(seeds.member),
        points_asked=seeds.points_asked,
        tender=payment.choice([*TenderKind, None]) if seeds.payment else None,
        store=moment.choice(STORES) if seeds.moment else STORES[0],
        terminal=moment.choice(TERMINALS) if seeds.moment else TERMINALS[0],
        channel=moment.choice([*CHANNELS, ""]) if seeds.moment else CHANNELS[0],
        coupons=tuple(code.swapcase() for code in some(gifts, CODES)) if gifts.randrange(2) else (),
        vouchers=held_vouchers(gifts) if seeds.gifts else (),
        rewards=wanted_rewards(gifts, programme) if seeds.gifts else (),
        split=split(payment) if seeds.payment else (),
        manual=manual_discount(payment) if seeds.payment else None,
        rights=rights(seeds.rights, programme),
    )


def item(random: Random) -> Item:
    sku = random.choice([*SKUS[:4], *SKUS[:4], *SKUS])
    return Item(
        sku=sku,
        gtin="",
        name=sku,
        category=CATEGORY_OF.get(sku, "bakery" if sku in SKUS[:4] else "other"),
        price=random.choice(PRICES) if random.randrange(4) else random.randrange(100_000),
        no_promotion=sku == "cigarettes" or random.randrange(25) == 0,
        kind=KINDS.get(sku, ItemKind.GOODS),
        tags=some(random, TAGS) if random.randrange(3) == 0 else (),
        weighed=random.randrange(8) == 0,
        tax=random.choice(["", "", *TAXES]),
        cost=None,
    )


def quantity(random: Random, weighed: bool) -> int:
    if weighed or random.randrange(10) == 0:
        return random.choice([345, 735, 1_000, 2_500, random.randint(1, 5_000)])
    return 1_000 * random.choice([1, 1, 1, 2, 2, 3, 4, 7])


def basket(seeds: tuple[int, ...]) -> tuple[Line, ...]:
    """Rising numbers with gaps; now and then a modifier of an earlier line."""
    made: list[Line] = []
    number = 0
    for seed in seeds:
        random = Random(seed)
        number += random.choice([1, 1, 1, 2])
        what = item(random)
        roots = [line for line in made if line.parent is None and line.item.kind is ItemKind.GOODS]
        follows = roots and what.kind is ItemKind.GOODS and random.randrange(4) == 0
        made.append(
            Line(
                number=number,
                item=what,
                quantity=quantity(random, what.weighed),
                parent=random.choice(roots).number if follows else None,
                manual=ManualPrice(price=random.randint(0, what.price), reason="dented")
                if random.randrange(12) == 0
                else None,
            )
        )
    return tuple(made)


def day_near(random: Random) -> date:
    return TODAY + timedelta(days=random.randint(-12, 12))


def joined_on(random: Random) -> date:
    near = day_near(random)
    return random.choice(
        [
            near,
            TODAY,
            date(2024, 2, 29),
            near.replace(year=2020),
            TODAY - timedelta(days=random.randint(0, 900)),
        ]
    )


def member(seed: int) -> MemberSnapshot | None:
    """None: a guest, one time in five."""
    random = Random(seed)
    if seed == 0 or random.randrange(5) == 0:
        return None
    usable = random.choice([0, 50, 500, 10_000, 100_000])
    member = MemberSnapshot(
        member_id=b"member",
        tier_id=random.choice(TIERS),
        tier_metric=random.choice([0, 1, 1_200_000, 4_999_999]),
        balance=random.choice([usable, usable, usable, usable + 10, -5]),
        usable=usable,
        proof=random.choice([Proof.TOLD, Proof.TOLD, *Proof]),
        joined_on=maybe(random, joined_on, 1) if random.randrange(4) else None,
        days_from_birthday=maybe(random, lambda r: r.choice([0, 1, -1, -7, 14, 90])),
        age=maybe(random, lambda r: r.choice([16, 17, 18, 60, 61])),
        visits=random.choice([0, 0, 1, 2, 9]),
        last_visit_on=maybe(random, day_near),
        segments=some(random, SEGMENTS) if random.randrange(2) else (),
        flags=some(random, FLAGS) if random.randrange(2) else (),
        lists=some(random, LISTS) if random.randrange(2) else (),
        plans=tuple(entitlement(random, plan) for plan in some(random, PLANS)) if random.randrange(2) else (),
        stamps=tuple(StampCount(card_id=card, stamps=random.randint(0, 9)) for card in some(random, CARDS)),
        wallet=random.choice([0, 5_000, 20_000, 1_000_000]),
        earned_today=random.choice([0, 0, 95, 2_000]),
        redeemed_today=random.choice([0, 0, 100, 6_000]),
    )
    return member if member.visits else replace(member, last_visit_on=None)  # both are of the same sales


def entitlement(random: Random, plan: str) -> Entitlement:
    starts = TODAY + timedelta(days=random.randint(-300, 5))
    return Entitlement(plan_id=plan, starts=starts, ends=starts + timedelta(days=random.choice([0, 30, 365])))


def held_vouchers(random: Random) -> tuple[HeldVoucher, ...]:
    return tuple(
        HeldVoucher(
            code=f"V{random.randint(1, 4)}",
            kind_id=random.choice([*VOUCHER_KINDS, *VOUCHER_KINDS, "unheard-of"]),
            expires_at=maybe(random, lambda r: NOON + r.randint(-(10**9), 2 * 10**9), 3),
            uses_left=random.choice([1, 1, 1, 1, 3, 0]),
        )
        for _ in range(random.randrange(4))
    )


def wanted_rewards(random: Random, programme: Programme | None) -> tuple[str, ...]:
    """Mostly those that there are, some more than once."""
    known = [reward.id for reward in programme.rewards] if programme is not None else []
    pool = [*known * 6, "reward-0", "reward-9"]
    return tuple(random.choice(pool) for _ in range(random.randrange(4)))


def split(random: Random) -> tuple[TenderPart, ...]:
    methods = [method for method in PaymentMethod if method is not PaymentMethod.CASH]
    return tuple(
        TenderPart(method=random.choice(methods), amount=random.choice([1, 999, 10_000, 20_000, 100_000]))
        for _ in range(random.choice([0, 0, 1, 1, 2, 3]))
    )


def manual_discount(random: Random) -> ManualDiscount | None:
    if random.randrange(3):
        return None
    if random.randrange(2):
        return ManualDiscount(basis_points=random.choice([1, 500, 3_333, 10_000]), reason="late")
    return ManualDiscount(amount=random.choice([1, 5_000, 10_000, 10**7]), reason="late")


def rights(seed: int, programme: Programme | None) -> tuple[Right, ...]:
    """For each limit of the programme mostly something, sometimes nothing left or no right at all."""
    if programme is None:
        return ()
    random = Random(seed)
    wanted = [
        (rule.id, limit.replace("_", "-"), getattr(rule.limits, limit))
        for rule in programme.promotions
        for limit in (
            "per_member",
            "per_member_per_day",
            "per_member_per_month",
            "per_day",
            "in_total",
            "budget",
        )
    ]
    wanted += [(reward.id, "stock", stock_of(reward)) for reward in programme.rewards]
    wanted += [(reward.id, "per-member", reward.per_member) for reward in programme.rewards]
    made = []
    for rule_id, limit, most in wanted:
        fate = random.randrange(8) if seed else 7
        if most is not None and fate:
            left = 0 if fate == 1 else random.choice([most, max(1, most // 3), 1 if most < 1_000 else most])
            made.append(Right(rule_id=rule_id, limit=limit, left=left))
    return tuple(made)
