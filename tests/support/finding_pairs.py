"""For each thing that a look at a programme can find: a programme that has it, and one as near to it as can be."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from app.domain.programme.benefits import (
    AmountOff,
    BonusPoints,
    BonusStamps,
    CashbackAmount,
    GivePoints,
    GiveStamps,
    GiveVoucher,
    OpenPriceList,
)
from app.domain.programme.conditions import (
    BirthdayWindow,
    CouponCode,
    DateWindow,
    HasTier,
    InStore,
    MembersOnly,
    MinimumSpend,
    NoneOf,
)
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward, StampCard, VoucherKind
from app.domain.programme.levels import Plan, Tier
from app.domain.programme.lines import Lines
from app.domain.programme.people import Consent, Donation
from app.domain.programme.points import CashbackRules, EarnRate
from app.domain.programme.promotions import Group, GroupMode, Limits, ListedPrice, PriceList, Promotion
from app.domain.programme.settling import (
    CashRounding,
    Instrument,
    InstrumentRule,
    ManualRules,
    Tax,
    TaxRate,
    Treatment,
)
from app.services.programme_checks.finding import FindingKind
from tests.support.checked_programmes import (
    BREAD,
    ITEMS,
    NOVEMBER,
    OCTOBER,
    SHOP,
    earning,
    having,
    percent,
    rule,
    times,
)
from tests.support.joining_pairs import JOINING


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A programme that has something wrong or strange, and one that nearly has. known: what else is known."""

    wrong: Programme
    right: Programme
    known: dict[str, Any]


def _pair(wrong: Programme, right: Programme, **known: Any) -> Pair:
    return Pair(wrong=wrong, right=right, known=known)


def _tier(tier_id: str, threshold: int, **others: Any) -> Tier:
    return Tier(id=tier_id, name=tier_id.title(), threshold=threshold, **others)


def _prices(list_id: str, *listed: tuple[str, int], **window: date | None) -> PriceList:
    days: dict[str, Any] = {"starts": NOVEMBER.starts, "ends": NOVEMBER.ends, **window}
    prices = tuple(ListedPrice(sku=sku, price=price) for sku, price in listed or (("roti", 18_000),))
    return PriceList(id=list_id, name=list_id.title(), prices=prices, **days)


def _open(list_id: str, **others: Any) -> Promotion:
    return rule("open", OpenPriceList(price_list=list_id), **others)


def _voucher(voucher_id: str, **others: Any) -> VoucherKind:
    return VoucherKind(id=voucher_id, name=voucher_id.title(), gives=AmountOff(amount=5_000), **others)


def _reward(reward_id: str, points: int, **others: Any) -> Reward:
    return Reward(
        id=reward_id, name=reward_id.title(), points=points, gives=AmountOff(amount=5_000), **others
    )


def _donation(permit: str) -> Donation:
    return Donation(id="bakau", name="Bakau", charity="Yayasan", permit=permit)


def _plan(plan_id: str, sku: str) -> Plan:
    return Plan(id=plan_id, name=plan_id.title(), sku=sku, months=12)


def _card(stamps: int) -> StampCard:
    return StampCard(id="card", name="Kartu", size=10, gives=(GiveStamps(card="card", stamps=stamps),))


def _taxed(*rates: TaxRate) -> Programme:
    return replace(SHOP, taxes=(Tax(id="ppn", name="PPN", rates=rates),))


_BIRTHDAY_CONSENT = Consent(id="c", purpose="birthday", indonesian="Boleh", english="Yes")
_FIRST, _BEST = Group(id="group", mode=GroupMode.FIRST), Group(id="group", mode=GroupMode.BEST)
_STACK = Group(id="group", mode=GroupMode.STACK)
_STAMPS = rule("stamps", BonusStamps(card="card"), MembersOnly())
_POINTS_AS_MONEY = InstrumentRule(instrument=Instrument.POINTS, counts_as=Treatment.TENDER)
_IN_BANDUNG = replace(_POINTS_AS_MONEY, stores=("bandung",))


def _of_names() -> dict[FindingKind, Pair]:
    return {
        FindingKind.DUPLICATE_ID: _pair(
            replace(SHOP, rewards=(_reward("gold", 100),)),
            replace(SHOP, rewards=(_reward("gold-gift", 100),)),
        ),
        FindingKind.RESERVED_ID: _pair(having(percent("manual", 5)), having(percent("by-hand", 5))),
        FindingKind.UNKNOWN_ID: _pair(
            having(percent("a", 5, HasTier(tiers=("golt",)))),
            having(percent("a", 5, HasTier(tiers=("gold",)))),
        ),
        FindingKind.UNKNOWN_STORE: _pair(
            having(percent("a", 5, InStore(stores=("bandug",)))),
            having(percent("a", 5, InStore(stores=("bandung",)))),
            stores=("bandung", "jakarta"),
        ),
        FindingKind.UNKNOWN_ZONE: _pair(
            replace(SHOP, zone="Asia/Jakata"), replace(SHOP, zone="Asia/Jayapura")
        ),
        FindingKind.LISTED_TWICE: _pair(
            having(_open("p"), price_lists=(_prices("p", ("roti", 1), ("roti", 2)),)),
            having(_open("p"), price_lists=(_prices("p", ("roti", 1), ("kopi", 2)),)),
        ),
        FindingKind.UNKNOWN_SKU: _pair(
            having(percent("a", 5, lines=Lines(skus=("roty",)))),
            having(percent("a", 5, lines=Lines(skus=("roti",)))),
            items=ITEMS,
        ),
        FindingKind.UNKNOWN_CATEGORY: _pair(
            having(percent("a", 5, lines=Lines(except_categories=("drink",)))),
            having(percent("a", 5, lines=Lines(except_categories=("drinks",)))),
            items=ITEMS,
        ),
        FindingKind.UNKNOWN_TAG: _pair(
            having(percent("a", 5, lines=Lines(categories=("bread",), tags=("frash",)))),
            having(percent("a", 5, lines=Lines(categories=("bread",), tags=("fresh",)))),
            items=ITEMS,
        ),
        FindingKind.CODES_COLLIDE: _pair(
            having(
                percent("a", 5, CouponCode(codes=("HEMAT",))), percent("b", 5, CouponCode(codes=("hemat",)))
            ),
            having(
                percent("a", 5, CouponCode(codes=("HEMAT",))), percent("b", 5, CouponCode(codes=("hemat2",)))
            ),
        ),
    }


def _of_points() -> dict[FindingKind, Pair]:
    basic, gold = SHOP.tiers
    return {
        FindingKind.FIRST_TIER_NOT_AT_ZERO: _pair(
            replace(SHOP, tiers=(_tier("basic", 1), gold)), replace(SHOP, tiers=(_tier("basic", 0), gold))
        ),
        FindingKind.TIERS_NOT_RISING: _pair(
            replace(SHOP, tiers=(basic, gold, _tier("top", 5_000_000))),
            replace(SHOP, tiers=(basic, gold, _tier("top", 5_000_001))),
        ),
        FindingKind.POINT_WORTH_ITS_PRICE: _pair(earning(value=1_000), earning(value=600)),
        FindingKind.MULTIPLIERS_WORTH_THE_PRICE: _pair(earning(value=700), earning(value=660)),
        FindingKind.MULTIPLIERS_WITHOUT_CAP: _pair(
            having(times("triple", 3)),
            having(times("triple", 3), points=replace(SHOP.points, multiplier_cap=Decimal(3))),
        ),
        FindingKind.MINIMUM_NOT_A_MULTIPLE: _pair(earning(redeem_minimum=550), earning(redeem_minimum=600)),
        FindingKind.MINIMUM_ABOVE_CAP: _pair(earning(redeem_per_day=499), earning(redeem_per_day=500)),
        FindingKind.RATE_SHADOWED: _pair(
            earning(
                rates=(
                    EarnRate(id="r1", name="R1", lines=BREAD, rupiah_per_point=2_000),
                    EarnRate(id="r2", name="R2", lines=BREAD, rupiah_per_point=3_000),
                )
            ),
            earning(
                rates=(
                    EarnRate(id="r1", name="R1", lines=BREAD, rupiah_per_point=2_000, stores=("a",)),
                    EarnRate(id="r2", name="R2", lines=BREAD, rupiah_per_point=3_000),
                )
            ),
        ),
        FindingKind.PERCENTS_OVER_HUNDRED: _pair(
            having(
                percent("a", 50, MinimumSpend(amount=1), limits=Limits(budget=1)),
                percent("b", 50, limits=Limits(budget=1)),
            ),
            having(
                percent("a", 50, MinimumSpend(amount=1), limits=Limits(budget=1)),
                percent("b", 49, limits=Limits(budget=1)),
            ),
        ),
    }


def _of_settling() -> dict[FindingKind, Pair]:
    zero, eleven = TaxRate(percent=Decimal(0)), TaxRate(percent=Decimal(11), since=date(2027, 1, 1))
    cashback = rule("cash", CashbackAmount(amount=1_000), MinimumSpend(amount=10_000))
    return {
        FindingKind.INSTRUMENT_SHADOWED: _pair(
            replace(SHOP, instruments=(_POINTS_AS_MONEY, _IN_BANDUNG)),
            replace(SHOP, instruments=(_IN_BANDUNG, _POINTS_AS_MONEY)),
        ),
        FindingKind.TAX_RATES_TIE: _pair(_taxed(zero, zero), _taxed(zero, eleven)),
        FindingKind.TAX_NOT_YET: _pair(_taxed(eleven), _taxed(zero, eleven)),
        FindingKind.ODD_CASH_STEP: _pair(
            replace(SHOP, cash=CashRounding(step=150)), replace(SHOP, cash=CashRounding(step=200))
        ),
        FindingKind.CASHIER_ABOVE_MANAGER: _pair(
            replace(SHOP, manual=ManualRules(cashier_percent=Decimal(11), manager_percent=Decimal(10))),
            replace(SHOP, manual=ManualRules(cashier_percent=Decimal(10), manager_percent=Decimal(10))),
        ),
        FindingKind.CASHBACK_WITHOUT_WALLET: _pair(
            having(cashback), having(cashback, cashback=CashbackRules())
        ),
    }


def _of_powerless_rules() -> dict[FindingKind, Pair]:
    all_bread = percent("all", 5, lines=BREAD)
    in_group = {"group": "group"}
    return {
        FindingKind.NEVER_HOLDS: _pair(
            having(percent("a", 5, MembersOnly(), NoneOf(conditions=(MembersOnly(),)))),
            having(percent("a", 5, NoneOf(conditions=(MembersOnly(),)))),
        ),
        FindingKind.NOTHING_GIVEN: _pair(having(percent("a", 0)), having(percent("a", 1))),
        FindingKind.TAKES_NO_LINE: _pair(
            having(percent("a", 5, lines=Lines(skus=("roti",), except_skus=("roti",)))),
            having(percent("a", 5, lines=Lines(skus=("roti", "kopi"), except_skus=("roti",)))),
        ),
        FindingKind.SAVES_NOTHING: _pair(
            having(_open("p"), price_lists=(_prices("p", ("roti", 20_000)),)),
            having(_open("p"), price_lists=(_prices("p", ("roti", 19_999)),)),
            items=ITEMS,
        ),
        FindingKind.ALWAYS_OUTRANKED: _pair(
            having(percent("a", 5, **in_group), all_bread_in_group(), groups=(_FIRST,)),
            having(percent("a", 5, MembersOnly(), **in_group), all_bread_in_group(), groups=(_FIRST,)),
        ),
        FindingKind.BEHIND_EXCLUSIVE: _pair(
            having(percent("a", 5, exclusive=True, priority=1), all_bread),
            having(percent("a", 5, exclusive=True, priority=1, lines=Lines(categories=("cake",))), all_bread),
        ),
        FindingKind.EXCLUSIVE_TOO_LATE: _pair(
            having(percent("a", 5, priority=1), replace(all_bread, exclusive=True)),
            having(
                percent("a", 5, priority=1, lines=Lines(tags=("old",))), replace(all_bread, exclusive=True)
            ),
        ),
        FindingKind.TIE_SETTLED_BY_ID: _pair(
            having(percent("a", 5), rule("b", AmountOff(amount=1_000), MinimumSpend(amount=9_000))),
            having(
                percent("a", 5), rule("b", AmountOff(amount=1_000), MinimumSpend(amount=9_000), priority=101)
            ),
        ),
    }


def all_bread_in_group() -> Promotion:
    """A percentage that competes."""
    return percent("all", 5, lines=BREAD, group="group", priority=200)


def _of_windows() -> dict[FindingKind, Pair]:
    backwards = DateWindow(starts=date(2026, 11, 30), ends=date(2026, 11, 1))
    one_day = DateWindow(starts=date(2026, 11, 30), ends=date(2026, 11, 30))

    def in_window(window: DateWindow) -> Programme:
        return having(replace(percent("a", 5), conditions=(window,)))

    def endless(rate: int) -> Programme:
        return having(replace(percent("a", rate, lines=BREAD), conditions=()))

    return {
        FindingKind.ENDS_BEFORE_START: _pair(in_window(backwards), in_window(one_day)),
        FindingKind.HAS_ENDED: _pair(in_window(OCTOBER), in_window(NOVEMBER)),
        FindingKind.NO_END: _pair(endless(21), endless(20)),
        FindingKind.NO_BUDGET: _pair(
            having(percent("a", 31)), having(percent("a", 31, limits=Limits(budget=1_000_000)))
        ),
        FindingKind.PRICE_LIST_WITHOUT_WINDOW: _pair(
            having(_open("p"), price_lists=(_prices("p", ends=None),)),
            having(_open("p"), price_lists=(_prices("p", starts=None),)),
        ),
    }


def _of_what_is_unused() -> dict[FindingKind, Pair]:
    # A good customer spends a million a month, and a gold one earns ×1,5: 18.000 points in a year.
    return {
        FindingKind.REWARD_OUT_OF_REACH: _pair(
            replace(SHOP, rewards=(_reward("trip", 18_001),)),
            replace(SHOP, rewards=(_reward("trip", 18_000),)),
        ),
        FindingKind.VOUCHER_NEVER_ISSUED: _pair(
            replace(SHOP, vouchers=(_voucher("v"),)),
            replace(
                SHOP,
                vouchers=(_voucher("v"),),
                rewards=(replace(_reward("r", 100), gives=GiveVoucher(voucher="v")),),
            ),
        ),
        FindingKind.PRICE_LIST_NEVER_OPENED: _pair(
            replace(SHOP, price_lists=(_prices("p"),)), having(_open("p"), price_lists=(_prices("p"),))
        ),
        FindingKind.CARD_NEVER_STAMPED: _pair(
            replace(SHOP, stamp_cards=(replace(_card(1), gives=(GivePoints(points=10),)),)),
            having(_STAMPS, stamp_cards=(replace(_card(1), gives=(GivePoints(points=10),)),)),
        ),
        FindingKind.CARD_FEEDS_ITSELF: _pair(
            having(_STAMPS, stamp_cards=(_card(10),)), having(_STAMPS, stamp_cards=(_card(9),))
        ),
    }


def _of_groups() -> dict[FindingKind, Pair]:
    one, two = percent("a", 5, group="group", priority=1), percent("b", 6, group="group", priority=2)
    double, bonus = (
        times("double", 2, group="group"),
        rule("bonus", BonusPoints(points=5), group="group", priority=1),
    )
    triple = times("thrice", 2, group="group", priority=1)
    return {
        FindingKind.GROUP_OF_ONE: _pair(having(one, groups=(_BEST,)), having(one, two, groups=(_BEST,))),
        FindingKind.GROUP_SPANS_PHASES: _pair(
            having(one, double, groups=(_BEST,)), having(one, double, groups=(_STACK,))
        ),
        FindingKind.GROUP_MIXES_EARNING: _pair(
            having(double, bonus, groups=(_BEST,)), having(double, triple, groups=(_BEST,))
        ),
        FindingKind.GROUP_WITHOUT_EFFECT: _pair(
            having(_open("p", group="group"), one, groups=(_BEST,), price_lists=(_prices("p"),)),
            having(_open("p", group="group"), one, groups=(_STACK,), price_lists=(_prices("p"),)),
        ),
        FindingKind.EXCLUSIVE_PRICE_LIST: _pair(
            having(_open("p", exclusive=True), price_lists=(_prices("p"),)),
            having(_open("p"), price_lists=(_prices("p"),)),
        ),
    }


def _of_money_and_law() -> dict[FindingKind, Pair]:
    birthday = percent("a", 5, BirthdayWindow())
    return {
        FindingKind.BELOW_COST: _pair(having(percent("a", 26)), having(percent("a", 25)), items=ITEMS),
        FindingKind.WRONG_ITEM_KIND: _pair(
            replace(SHOP, plans=(_plan("vip", "roti"),)),
            replace(SHOP, plans=(_plan("vip", "fee"),)),
            items=ITEMS,
        ),
        FindingKind.PERMIT_WITHOUT_NUMBER: _pair(
            replace(SHOP, donations=(_donation("belum ada"),)),
            replace(SHOP, donations=(_donation("No. 12/HUK-PS/2026"),)),
        ),
        FindingKind.DRAW_NEEDS_PERMIT: _pair(
            having(replace(percent("a", 5), name="Undian berhadiah")),
            having(replace(percent("a", 5), name="Hadiah langsung")),
        ),
        FindingKind.CONSENT_MISSING: _pair(having(birthday), having(birthday, consents=(_BIRTHDAY_CONSENT,))),
    }


def _of_joining() -> dict[FindingKind, Pair]:
    return {kind: _pair(replace(SHOP, **bad), replace(SHOP, **good)) for kind, (bad, good) in JOINING.items()}


def pairs() -> dict[FindingKind, Pair]:
    """All of them."""
    return {
        **_of_names(),
        **_of_points(),
        **_of_settling(),
        **_of_powerless_rules(),
        **_of_windows(),
        **_of_joining(),
        **_of_what_is_unused(),
        **_of_groups(),
        **_of_money_and_law(),
    }
