"""Random conditions, benefits and promotions, out of few ids and numbers, so that rules often meet."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from app.domain.basket import PaymentMethod
from app.domain.programme import benefits, conditions
from app.domain.programme.benefits import UnitChoice
from app.domain.programme.conditions import AllOf, AnyOf, Condition, NoneOf, Weekday
from app.domain.programme.lines import ALL_LINES, Lines
from app.domain.programme.promotions import Limits, Promotion, Scope

TODAY = date(2026, 11, 22)
CATEGORIES = ("drinks", "bakery", "tobacco")
SKUS = ("coffee", "syrup", "bread", "cake", "cigarettes", "gift", "vip-fee", "green-fee", "give", "courier")
TAGS = ("new", "local")
TIERS = ("basic", "silver", "gold", "gone")
PLANS = ("vip", "green")
PRICE_LISTS = ("members", "early")
CARDS = ("coffees", "visits")
DONATIONS = ("trees",)
VOUCHER_KINDS = ("welcome", "bread-free", "partner-off", "lucky")
STORES = ("s1", "s2")
TERMINALS = ("t1", "t2")
CHANNELS = ("dine-in", "takeaway")
SEGMENTS = ("students", "lapsed")
FLAGS = ("staff", "newsletter")
LISTS = ("first", "press")
CODES = ("PAGI", "gratis")
GROUPS = ("stacked", "firsts", "bests", "unheard-of")
PARTNERS = ("bank",)

Make = Callable[[Random], Any]


def some(random: Random, pool: tuple[Any, ...], most: int = 2) -> tuple[Any, ...]:
    """One or more of a pool, in its order."""
    chosen = random.sample(range(len(pool)), random.randint(1, min(most, len(pool))))
    return tuple(pool[place] for place in sorted(chosen))


def maybe(random: Random, make: Make, share: int = 2) -> Any:
    """Once in `share` times something, else None."""
    return make(random) if random.randrange(share) == 0 else None


def percent(random: Random) -> Decimal:
    return Decimal(
        random.choice(["0", "5", "10", "10", "12.5", "33.3333", "50", "50", "99.99", "100"])
        if random.randrange(4)
        else str(Decimal(random.randrange(10_001)) / 100)
    )


def multiplier(random: Random) -> Decimal:
    return Decimal(random.choice(["1", "1.25", "1.5", "2", "2", "3", "1.3333", "100"]))


def rupiah(random: Random) -> int:
    return random.choice([1, 7, 100, 999, 5_000, 10_000, 28_500, 35_000, 50_000, 100_000, 2_000_000])


def lines(random: Random) -> Lines:
    """Every line half the time; otherwise some, less some."""
    if random.randrange(2):
        return ALL_LINES
    where = random.randrange(4)
    return Lines(
        skus=some(random, SKUS, 4) if where == 0 else (),
        categories=some(random, CATEGORIES) if where in {1, 3} else (),
        tags=some(random, TAGS, 1) if where == 2 or random.randrange(6) == 0 else (),
        except_skus=some(random, SKUS) if random.randrange(5) == 0 else (),
        except_categories=some(random, CATEGORIES, 1) if random.randrange(8) == 0 else (),
        except_tags=some(random, TAGS, 1) if random.randrange(8) == 0 else (),
    )


def date_window(random: Random) -> conditions.DateWindow:
    start = random.randint(-20, 6)
    length = random.randint(0, 30)
    return conditions.DateWindow(
        starts=TODAY + timedelta(days=start), ends=TODAY + timedelta(days=start + length)
    )


def week_time(random: Random) -> conditions.WeekTime:
    return conditions.WeekTime(
        weekdays=() if random.randrange(2) else some(random, tuple(Weekday), 5),
        starts=random.choice([0, 0, 480, 720, 1_020, 1_320, 1_440]),
        ends=random.choice([1_440, 1_440, 0, 120, 720, 1_020, 1_320]),
    )


def methods(random: Random) -> tuple[PaymentMethod, ...]:
    return some(random, tuple(PaymentMethod), 3)


def last_visit(random: Random) -> conditions.DaysSinceLastVisit:
    at_least = random.choice([0, 0, 1, 3])
    return conditions.DaysSinceLastVisit(
        at_least=at_least, at_most=maybe(random, lambda r: at_least + r.choice([0, 5, 30]))
    )


def age_band(random: Random) -> conditions.AgeBand:
    return conditions.AgeBand(youngest=random.choice([0, 17, 18]), oldest=random.choice([18, 60, 150]))


def around(random: Random) -> dict[str, int]:
    return {"before": random.choice([0, 1, 7, 180]), "after": random.choice([0, 1, 14, 180])}


PLAIN_CONDITIONS: tuple[Make, ...] = (
    lambda r: conditions.MinimumSpend(amount=rupiah(r), of=maybe(r, lines)),
    lambda r: conditions.MinimumQuantity(
        quantity=r.choice([1, 1_000, 1_500, 2_000, 5_000]), of=maybe(r, lines)
    ),
    date_window,
    week_time,
    lambda r: conditions.InStore(stores=some(r, STORES)),
    lambda r: conditions.AtTerminal(terminals=some(r, TERMINALS)),
    lambda r: conditions.ThroughChannel(channels=some(r, CHANNELS)),
    lambda r: conditions.PaidWith(methods=methods(r), share=percent(r)),
    lambda _: conditions.MembersOnly(),
    lambda r: conditions.HasTier(tiers=some(r, TIERS[:3])),
    lambda r: conditions.HasPlan(plans=some(r, PLANS)),
    lambda r: conditions.InSegment(segments=some(r, SEGMENTS)),
    lambda r: conditions.HasFlag(flags=some(r, FLAGS)),
    lambda r: conditions.OnList(lists=some(r, LISTS)),
    age_band,
    lambda r: conditions.BirthdayWindow(**around(r), month=r.randrange(3) == 0),
    lambda r: conditions.AnniversaryWindow(**around(r)),
    lambda r: conditions.NthVisit(number=r.choice([1, 2, 3, 10]), every=bool(r.randrange(2))),
    lambda _: conditions.FirstPurchase(),
    last_visit,
    lambda r: conditions.NewMember(days=r.choice([0, 7, 90])),
    lambda r: conditions.CouponCode(codes=some(r, CODES)),
)


def condition(random: Random, depth: int = 3) -> Condition:
    """Any kind, nested up to `depth` deep."""
    if depth and random.randrange(5) == 0:
        kinds: tuple[type[AllOf | AnyOf | NoneOf], ...] = (AllOf, AnyOf, NoneOf)
        kind = random.choice(kinds)
        return kind(conditions=tuple(condition(random, depth - 1) for _ in range(random.randint(1, 3))))
    made: Condition = random.choice(PLAIN_CONDITIONS)(random)
    return made


def some_conditions(random: Random) -> tuple[Condition, ...]:
    return tuple(condition(random) for _ in range(random.choice([0, 0, 0, 1, 1, 2])))


def take(random: Random) -> UnitChoice:
    return random.choice([UnitChoice.CHEAPEST, UnitChoice.CHEAPEST, UnitChoice.DEAREST])


def buy_get(random: Random) -> benefits.BuyGet:
    return benefits.BuyGet(
        buy=random.randint(1, 3),
        get=random.randint(1, 2),
        percent=random.choice([Decimal(100), percent(random)]),
        get_lines=maybe(random, lines),
        take=take(random),
    )


def bundle(random: Random) -> benefits.BundlePrice:
    parts = tuple(
        benefits.BundlePart(lines=lines(random), units=random.choice([1, 1, 2]))
        for _ in range(random.randint(1, 3))
    )
    return benefits.BundlePrice(price=random.choice([0, 5_000, 30_000, 50_000]), parts=parts)


def counting(random: Random) -> dict[str, int]:
    """Once, for each so many rupiah, or for each so many units."""
    return random.choice(
        [{}, {"per_rupiah": random.choice([1_000, 10_000, 25_000])}, {"per_units": random.randint(1, 3)}]
    )


DISCOUNTS: tuple[Make, ...] = (
    lambda r: benefits.PercentOff(percent=percent(r), most=maybe(r, rupiah, 4)),
    lambda r: benefits.AmountOff(amount=rupiah(r), per_unit=bool(r.randrange(2))),
    lambda r: benefits.FreeProduct(
        of=lines(r), units=r.choice([1, 1, 2]), take=take(r), most=maybe(r, rupiah, 4)
    ),
)

PRICE_BENEFITS: tuple[Make, ...] = (
    *DISCOUNTS,
    lambda r: benefits.UnitsOff(
        units=r.randint(1, 3), percent=r.choice([Decimal(100), percent(r)]), take=take(r)
    ),
    buy_get,
    lambda r: benefits.FixedPrice(price=r.choice([0, 999, 10_000, 20_000, 30_000])),
    bundle,
    lambda r: benefits.OpenPriceList(price_list=r.choice(PRICE_LISTS)),
)

EARN_BENEFITS: tuple[Make, ...] = (
    lambda r: benefits.PointsMultiplier(times=multiplier(r)),
    lambda r: benefits.PointsMultiplier(
        times=multiplier(r), paid_with=methods(r) if r.randrange(4) == 0 else ()
    ),
    lambda r: benefits.BonusPoints(points=r.choice([1, 5, 50, 1_000]), **counting(r)),
    lambda r: benefits.BonusStamps(card=r.choice(CARDS), stamps=r.randint(1, 4), **counting(r)),
    lambda r: benefits.CashbackPercent(percent=percent(r), most=maybe(r, rupiah, 4)),
    lambda r: benefits.CashbackAmount(amount=rupiah(r)),
    lambda r: benefits.IssueVoucher(voucher=r.choice(VOUCHER_KINDS), count=r.randint(1, 2)),
    lambda r: benefits.MatchDonation(
        donation=r.choice(DONATIONS), percent=percent(r), most=maybe(r, rupiah, 4)
    ),
)


def limits(random: Random) -> Limits:
    """None most of the time."""
    if random.randrange(3):
        return Limits()

    def few(r: Random) -> int:
        return r.choice([1, 1, 2, 5])

    return Limits(
        per_sale=maybe(random, few, 3),
        per_member=maybe(random, few, 4),
        per_member_per_day=maybe(random, few, 5),
        per_member_per_month=maybe(random, few, 6),
        per_day=maybe(random, few, 5),
        in_total=maybe(random, few, 4),
        budget=maybe(random, rupiah, 3),
    )


def promotion(random: Random, place: int, favourite: str | None = None) -> Promotion:
    """One of any kind. place: makes its id its own. favourite: the group that most are in."""
    made = random.choice([*PRICE_BENEFITS, *PRICE_BENEFITS, *EARN_BENEFITS])(random)
    rule_id = f"{random.choice('abc')}{place}"
    return Promotion(
        id=rule_id,
        name=rule_id,
        benefit=made,
        priority=random.choice([0, 1, 1, 2]),
        scope=random.choice([Scope.LINE, Scope.LINE, Scope.ORDER]),
        lines=lines(random),
        conditions=some_conditions(random),
        group=random.choice([None, None, *GROUPS, *[favourite] * 12]),
        exclusive=random.randrange(6) == 0,
        limits=limits(random),
        funder=maybe(random, lambda r: r.choice(PARTNERS), 6),
        stopped=random.randrange(15) == 0,
    )
