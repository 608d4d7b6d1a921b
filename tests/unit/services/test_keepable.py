"""A programme may be published when the till can keep what it says, and otherwise names what it can't."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain.basket import PaymentMethod
from app.domain.programme import benefits as gives
from app.domain.programme import conditions as when
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward, StampCard, VoucherKind
from app.domain.programme.levels import Plan, Tier, TierMetric, TierRules
from app.domain.programme.lines import ALL_LINES, Lines
from app.domain.programme.people import Action, ActionKind, Donation, Referral
from app.domain.programme.points import (
    AfterInactivity,
    AfterMonths,
    CashbackRules,
    EarnRate,
    EndOfPeriod,
    Expiry,
    Never,
    OnDate,
    Period,
    TransferRules,
    TransferScope,
)
from app.domain.programme.promotions import Limits, ListedPrice, PriceList, Promotion, Scope
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
from app.services.keepable import not_kept
from tests.support.shop import small_programme

PLAIN = small_programme()
TEN_OFF = gives.PercentOff(percent=Decimal(10))
POINTS = (gives.GivePoints(points=10),)
GIFT = PaymentMethod.GIFT_VALUE


def rule(
    benefit: gives.Benefit = TEN_OFF,
    *conditions: when.Condition,
    limits: Limits | None = None,
    stopped: bool = False,
) -> Programme:
    promotion = Promotion(
        id="rule",
        name="Rule",
        benefit=benefit,
        conditions=conditions,
        limits=limits or Limits(),
        stopped=stopped,
    )
    return replace(PLAIN, promotions=(*PLAIN.promotions, promotion))


def unkept(draft: Programme) -> tuple[str, ...]:
    return not_kept(draft, PLAIN)


@pytest.mark.parametrize(
    "benefit",
    [
        TEN_OFF,
        gives.AmountOff(amount=1_000, per_unit=True),
        gives.UnitsOff(units=1),
        gives.BuyGet(buy=2, get=1),
        gives.FixedPrice(price=10_000),
        gives.BundlePrice(price=40_000, parts=(gives.BundlePart(lines=ALL_LINES),)),
        gives.FreeProduct(of=Lines(skus=("KOP-001",))),
        gives.OpenPriceList(price_list="list"),
        gives.PointsMultiplier(times=Decimal(2)),
        gives.BonusPoints(points=50),
        gives.BonusStamps(card="card"),
        gives.CashbackPercent(percent=Decimal(5)),
        gives.CashbackAmount(amount=5_000),
        gives.IssueVoucher(voucher="voucher"),
        gives.MatchDonation(donation="donation", percent=Decimal(1)),
    ],
)
def test_every_price_and_every_gift_is_kept(benefit: gives.Benefit) -> None:
    assert unkept(rule(benefit)) == ()


@pytest.mark.parametrize(
    "condition",
    [
        when.MinimumSpend(amount=50_000),
        when.MinimumQuantity(quantity=2_000),
        when.DateWindow(starts=date(2026, 1, 1), ends=date(2026, 1, 2)),
        when.WeekTime(starts=600, ends=720),
        when.InStore(stores=("BDG",)),
        when.AtTerminal(terminals=("BDG1",)),
        when.PaidWith(methods=(PaymentMethod.QRIS,), share=Decimal(100)),
        when.PaidWith(methods=(GIFT,), share=Decimal(50)),
        when.MembersOnly(),
        when.HasTier(tiers=("silver",)),
        when.BirthdayWindow(before=3),
        when.AnniversaryWindow(after=3),
        when.NthVisit(number=5, every=True),
        when.FirstPurchase(),
        when.DaysSinceLastVisit(at_least=30),
        when.NewMember(days=30),
        when.ThroughChannel(channels=("app",)),
        when.CouponCode(codes=("HEMAT",)),
        when.HasPlan(plans=("plan",)),
        when.InSegment(segments=("new",)),
        when.HasFlag(flags=("staff",)),
        when.OnList(lists=("early",)),
        when.AgeBand(youngest=18),
        when.NoneOf(conditions=(when.HasFlag(flags=("staff",)),)),
        when.AnyOf(conditions=(when.MembersOnly(), when.MinimumSpend(amount=1))),
    ],
)
def test_what_a_till_knows_may_decide(condition: when.Condition) -> None:
    assert unkept(rule(TEN_OFF, condition)) == ()


@pytest.mark.parametrize(
    "expiry",
    [
        Never(),
        AfterMonths(months=6),
        EndOfPeriod(period=Period.YEAR, months=12),
        OnDate(date=date(2027, 3, 31)),
        AfterInactivity(months=6),
    ],
)
def test_points_may_lapse_in_every_way(expiry: Expiry) -> None:
    assert unkept(replace(PLAIN, points=replace(PLAIN.points, expiry=expiry))) == ()


def test_rates_caps_taxes_charges_and_price_lists_are_kept() -> None:
    basic, silver = PLAIN.tiers
    draft = replace(
        PLAIN,
        points=replace(
            PLAIN.points,
            rates=(EarnRate(id="rate", name="Rate", lines=ALL_LINES, rupiah_per_point=500),),
            earn_per_sale=100,
            earn_per_day=200,
            redeem_per_day=500,
            proof_above=100,
            multiplier_cap=Decimal(3),
        ),
        tiers=(basic, replace(silver, price_list="list")),
        price_lists=(PriceList(id="list", name="List", prices=(ListedPrice(sku="KOP-001", price=1),)),),
        taxes=(Tax(id="ppn", name="PPN", rates=(TaxRate(percent=Decimal(11)),), inside=False),),
        service_charge=ServiceCharge(name="Servis", percent=Decimal(5), tax="ppn", channels=("dine-in",)),
        cash=CashRounding(step=500, mode=RoundingMode.DOWN),
        instruments=(InstrumentRule(instrument=Instrument.POINTS, counts_as=Treatment.TENDER),),
        rewards=(Reward(id="reward", name="Reward", points=10, gives=TEN_OFF),),
    )
    assert unkept(draft) == ()
    assert unkept(rule(TEN_OFF, limits=Limits(per_sale=2))) == ()
    order = replace(rule().promotions[-1], scope=Scope.ORDER, exclusive=True)
    assert unkept(replace(PLAIN, promotions=(order,))) == ()


@pytest.mark.parametrize(
    "limits",
    [
        Limits(per_member=1),
        Limits(per_member_per_day=1),
        Limits(per_member_per_month=1),
        Limits(per_day=10),
        Limits(in_total=100),
        Limits(budget=1_000_000),
    ],
)
def test_limits_are_counted(limits: Limits) -> None:
    assert unkept(rule(TEN_OFF, limits=limits)) == ()


@pytest.mark.parametrize(
    ("gift", "kept"),
    [
        (gives.AmountOff(amount=5_000), ()),
        (gives.GiveVoucher(voucher="voucher"), ()),
        (gives.GivePlan(plan="plan"), ()),
        (gives.Donate(donation="donation", amount=5_000), ()),
        (gives.Attend(capacity=20, at="Sunday"), ()),
    ],
)
def test_a_reward_may_give_anything(gift: gives.RewardGift, kept: tuple[str, ...]) -> None:
    reward = Reward(id="reward", name="Reward", points=10, gives=gift)
    assert unkept(replace(PLAIN, rewards=(reward,))) == kept


def test_rewards_are_counted() -> None:
    reward = Reward(id="reward", name="Reward", points=10, gives=TEN_OFF)
    for counted in (replace(reward, stock=5), replace(reward, per_member=1)):
        assert unkept(replace(PLAIN, rewards=(counted,))) == ()


def test_what_only_a_server_can_see_is_named_where_there_is_one() -> None:
    basic, silver = PLAIN.tiers
    points = replace(PLAIN.points, hold_days=3)
    draft = replace(
        PLAIN,
        points=points,
        tiers=(basic, Tier(id="silver", name="Sahabat", threshold=500_000, gives=POINTS)),
        tier_rules=TierRules(metric=TierMetric.VISITS),
        cashback=CashbackRules(),
        referral=Referral(referrer=POINTS),
        plans=(Plan(id="plan", name="Plan", sku="PLAN", months=12),),
        vouchers=(VoucherKind(id="voucher", name="Voucher", gives=TEN_OFF),),
        stamp_cards=(StampCard(id="card", name="Card", size=10, gives=POINTS),),
        actions=(Action(id="action", name="Action", kind=ActionKind.SURVEY, gives=POINTS),),
        donations=(Donation(id="donation", name="Donation", charity="Charity", permit="1/2026"),),
    )
    assert unkept(draft) == ("tier_rules",)
    assert not_kept(draft, PLAIN, with_server=True) == ("tier_rules", "referral", "silver")
    assert silver.id == "silver"


def test_places_at_an_event_are_kept_where_no_other_till_can_give_them_too() -> None:
    event = Reward(id="event", name="Event", points=10, gives=gives.Attend(capacity=20, at="Sunday"))
    draft = replace(PLAIN, rewards=(event,))
    assert unkept(draft) == ()
    assert not_kept(draft, PLAIN, with_server=True) == ("event",)


def test_a_metric_may_stay_what_it_was() -> None:
    visits = replace(PLAIN, tier_rules=TierRules(metric=TierMetric.VISITS, months=6))
    assert not_kept(visits, visits) == ()
    assert unkept(replace(PLAIN, tier_rules=TierRules(months=6))) == ()


def test_giving_points_away_is_kept() -> None:
    assert unkept(replace(PLAIN, transfers=TransferRules(to=TransferScope.MEMBERS, per_month=2))) == ()


@pytest.mark.parametrize("kind", list(ActionKind))
def test_actions_are_kept_but_with_a_server_no_day_that_comes_by_itself(kind: ActionKind) -> None:
    draft = replace(PLAIN, actions=(Action(id="action", name="Action", kind=kind, gives=POINTS),))
    dated = kind in (ActionKind.BIRTHDAY, ActionKind.ANNIVERSARY)
    assert not_kept(draft, PLAIN) == ()
    assert not_kept(draft, PLAIN, with_server=True) == (("action",) if dated else ())
