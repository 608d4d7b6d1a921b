"""A rich programme: what a club of members earns, owns and does."""

from datetime import date
from decimal import Decimal

from app.domain.basket import PaymentMethod
from app.domain.programme.benefits import (
    AmountOff,
    Attend,
    BonusPoints,
    BonusStamps,
    CashbackAmount,
    CashbackPercent,
    Donate,
    EarnBenefit,
    FreeProduct,
    GiveCashback,
    GivePlan,
    GivePoints,
    GiveStamps,
    GiveVoucher,
    IssueVoucher,
    MatchDonation,
    OpenPriceList,
    PercentOff,
    PointsMultiplier,
    UnitChoice,
)
from app.domain.programme.conditions import (
    AgeBand,
    AllOf,
    AnniversaryWindow,
    BirthdayWindow,
    Condition,
    CouponCode,
    DateWindow,
    DaysSinceLastVisit,
    FirstPurchase,
    HasFlag,
    HasPlan,
    HasTier,
    InSegment,
    MembersOnly,
    NewMember,
    NoneOf,
    NthVisit,
    OnList,
    PaidWith,
)
from app.domain.programme.document import Programme
from app.domain.programme.enrolment import Enrolment, FieldChoice, FieldKind, ProfileField
from app.domain.programme.gifts import Reward, StampCard, VoucherKind
from app.domain.programme.levels import Downgrade, Plan, Tier, TierMetric, TierRules, TierWindow
from app.domain.programme.lines import Lines
from app.domain.programme.people import Action, ActionKind, Claims, Consent, Donation, Partner, Referral
from app.domain.programme.points import (
    AfterInactivity,
    CashbackRules,
    EndOfPeriod,
    Never,
    Period,
    PointsRules,
    TransferRules,
    TransferScope,
)
from app.domain.programme.promotions import Limits, ListedPrice, PriceList, Promotion
from app.domain.programme.settling import (
    Instrument,
    InstrumentRule,
    ManualRules,
    ReturnRules,
    Tax,
    TaxRate,
    Treatment,
)

NOVEMBER = DateWindow(starts=date(2026, 11, 1), ends=date(2026, 11, 30))


def bonus(rule_id: str, benefit: EarnBenefit, *conditions: Condition) -> Promotion:
    """A promotion on what is earned, this month."""
    return Promotion(id=rule_id, name=rule_id.title(), benefit=benefit, conditions=(NOVEMBER, *conditions))


EARNING = (
    bonus(
        "birthday",
        PointsMultiplier(times=Decimal(2)),
        MembersOnly(),
        BirthdayWindow(before=7, after=7, month=True),
    ),
    bonus(
        "joined-today",
        PointsMultiplier(times=Decimal("1.5"), paid_with=(PaymentMethod.GIFT_VALUE,)),
        AnniversaryWindow(before=1, after=2),
    ),
    bonus("welcome", BonusPoints(points=100), FirstPurchase(), NewMember(days=30)),
    bonus("each-tenth", BonusPoints(points=50, per_rupiah=100_000), NthVisit(number=10, every=True)),
    bonus("we-miss-you", BonusPoints(points=25, per_units=2), DaysSinceLastVisit(at_least=60, at_most=365)),
    bonus(
        "stamps", BonusStamps(card="lipstick", stamps=2, per_rupiah=50_000), HasFlag(flags=("newsletter",))
    ),
    bonus("cashback", CashbackPercent(percent=Decimal("2.5"), most=25_000), InSegment(segments=("lapsed",))),
    bonus(
        "pay-by-qris",
        CashbackAmount(amount=2_000),
        PaidWith(methods=(PaymentMethod.QRIS,), share=Decimal(80)),
    ),
    bonus(
        "voucher",
        IssueVoucher(voucher="next-time", count=2),
        HasTier(tiers=("rouge",)),
        AgeBand(youngest=18, oldest=99),
    ),
    bonus("lotion", BonusStamps(card="lotion", per_units=3)),
    bonus("reef", MatchDonation(donation="reef", percent=Decimal(1), most=5_000), HasPlan(plans=("club",))),
    Promotion(
        id="early",
        name="Lebih dulu",
        benefit=OpenPriceList(price_list="new-season"),
        conditions=(
            NOVEMBER,
            AllOf(conditions=(OnList(lists=("early",)), NoneOf(conditions=(HasFlag(flags=("staff",)),)))),
        ),
        limits=Limits(per_member_per_month=3, budget=1_000_000),
    ),
    Promotion(
        id="coupon",
        name="Kupon",
        benefit=AmountOff(amount=10_000),
        conditions=(NOVEMBER, CouponCode(codes=("HEMAT10", "Selamat 🎉"))),
        funder="bank",
    ),
)

REWARDS = (
    Reward(id="ten-percent", name="10 %", points=500, gives=PercentOff(percent=Decimal(10), most=100_000)),
    Reward(
        id="money",
        name="Rp25.000",
        points=250,
        gives=AmountOff(amount=25_000),
        conditions=(NOVEMBER,),
        tiers=("rouge",),
        starts=date(2026, 11, 1),
        ends=date(2026, 11, 30),
        stock=1_000,
        per_member=2,
    ),
    Reward(
        id="mini",
        name="Ukuran kecil",
        points=100,
        gives=FreeProduct(of=Lines(tags=("mini",)), units=2, take=UnitChoice.DEAREST, most=75_000),
        lines=Lines(except_skus=("gift",)),
    ),
    Reward(id="voucher", name="Voucher", points=300, gives=GiveVoucher(voucher="next-time"), funder="bank"),
    Reward(id="month", name="Sebulan klub", points=900, gives=GivePlan(plan="club")),
    Reward(id="coral", name="Satu karang", points=50, gives=Donate(donation="reef", amount=5_000)),
    Reward(id="class", name="Kelas rias", points=700, gives=Attend(capacity=20, at="5 Desember, lantai 2")),
)

CLUB = Programme(
    name="Klub Cantik",
    zone="Asia/Makassar",
    points=PointsRules(
        rupiah_per_point=1_000,
        value=25,
        expiry=EndOfPeriod(period=Period.QUARTER, months=3),
    ),
    tiers=(
        Tier(id="insider", name="Insider", threshold=0),
        Tier(id="rouge", name="Rouge", threshold=350, multiplier=Decimal("1.3333"), expiry=Never()),
    ),
    tier_rules=TierRules(
        metric=TierMetric.POINTS,
        window=TierWindow.CALENDAR_YEAR,
        months=24,
        downgrade=Downgrade.ONE_LEVEL,
        grace_days=30,
    ),
    plans=(Plan(id="club", name="Klub", sku="club-year", months=12),),
    promotions=EARNING,
    price_lists=(
        PriceList(
            id="new-season",
            name="Musim baru",
            prices=(ListedPrice(sku="serum", price=199_000),),
            starts=date(2026, 11, 1),
            ends=date(2026, 12, 31),
        ),
    ),
    rewards=REWARDS,
    vouchers=(
        VoucherKind(
            id="next-time", name="Lain kali", gives=AmountOff(amount=50_000), valid_days=60, funder="bank"
        ),
        VoucherKind(
            id="tenth",
            name="Sepersepuluh",
            gives=PercentOff(percent=Decimal(10)),
            lines=Lines(tags=("mini",)),
        ),
    ),
    stamp_cards=(
        StampCard(id="lipstick", name="Lipstik", size=6, gives=(GiveVoucher(voucher="tenth"),)),
        StampCard(
            id="lotion",
            name="Losion",
            size=4,
            gives=(GiveStamps(card="lipstick", stamps=2), GiveCashback(amount=5_000)),
        ),
    ),
    cashback=CashbackRules(spend_percent=Decimal(50), spend_minimum=1_000, expiry=AfterInactivity(months=6)),
    actions=(
        Action(
            id="join",
            name="Mendaftar",
            kind=ActionKind.ENROLMENT,
            gives=(GivePoints(points=50),),
            per_member=1,
        ),
        Action(
            id="empties",
            name="Botol kosong",
            kind=ActionKind.RECYCLING,
            gives=(GivePoints(points=5), GivePlan(plan="club", months=2)),
            per_day=3,
        ),
    ),
    referral=Referral(
        referrer=(GivePoints(points=200),),
        referred=(GiveVoucher(voucher="next-time"),),
        minimum_spend=100_000,
        per_referrer=10,
    ),
    partners=(Partner(id="bank", name="Bank Sahabat", rupiah_per_point=20),),
    donations=(
        Donation(
            id="reef",
            name="Karang",
            charity="Yayasan Laut",
            permit="123/HUK-PS/2026",
            sku="donation",
            ends=date(2026, 12, 31),
        ),
    ),
    transfers=TransferRules(to=TransferScope.HOUSEHOLD, minimum=100, per_month=2),
    claims=Claims(days=3),
    returns=ReturnRules(restored_days=14, days=30),
    manual=ManualRules(cashier_percent=Decimal(5), manager_percent=Decimal("33.3333")),
    taxes=(Tax(id="ppn", name="PPN", rates=(TaxRate(percent=Decimal(11)),)),),
    instruments=(
        InstrumentRule(instrument=Instrument.POINTS, counts_as=Treatment.TENDER, stores=("DPS-1",)),
        InstrumentRule(instrument=Instrument.VOUCHERS, counts_as=Treatment.TENDER),
    ),
    consents=(
        Consent(
            id="offers",
            purpose="marketing",
            indonesian="Kirimi saya penawaran.",
            english="Send me offers.",
        ),
        Consent(
            id="club",
            purpose="membership",
            indonesian="Saya setuju aturan klub.",
            english="I agree to the club's rules.",
            required=True,
        ),
    ),
    enrolment=Enrolment(name=True, birthday=True, birth_year=True, youngest=13),
    profile_fields=(
        ProfileField(
            id="sport",
            indonesian="Olahraga",
            english="Sport",
            kind=FieldKind.CHOICE,
            required=True,
            choices=(
                FieldChoice(id="run", indonesian="Lari", english="Running"),
                FieldChoice(id="swim", indonesian="Renang", english="Swimming"),
            ),
        ),
        ProfileField(id="since", indonesian="Aktif sejak", english="Active since", kind=FieldKind.DATE),
    ),
    segments=("lapsed",),
    flags=("newsletter", "staff"),
    lists=("early",),
)
