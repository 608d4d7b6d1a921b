"""What partners owe for what they fund: by rupiah and by points, with the documents that it comes from."""

from dataclasses import replace
from decimal import Decimal

from app.domain.basket import HeldVoucher
from app.domain.engine.prepared import prepare
from app.domain.partner_settlement import PartnerRow, SettledDocument, settlement
from app.domain.programme.benefits import (
    AmountOff,
    BonusPoints,
    CashbackAmount,
    Donate,
    MatchDonation,
    PercentOff,
    PointsMultiplier,
)
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward, VoucherKind
from app.domain.programme.lines import Lines
from app.domain.programme.people import Donation, Partner
from app.domain.programme.points import CashbackRules, EarnRate
from app.domain.programme.promotions import Promotion
from app.domain.returns import NOTHING_YET, Returned, ReturnQuote
from tests.support.returning import THING, Sale, plain_sale
from tests.support.worked_example import programme, promotion

PARTNERS = (Partner(id="bank", name="Bank", rupiah_per_point=8), Partner(id="mill", name="Mill"))


def funded(*promotions: Promotion, by: str = "bank", **changes: object) -> Programme:
    rules = programme(*(replace(one, funder=by) for one in promotions))
    return replace(rules, partners=PARTNERS, cashback=CashbackRules(), **changes)  # type: ignore[arg-type]


def sold(sale: Sale, name: bytes = b"sale") -> SettledDocument:
    return SettledDocument(
        document_id=name,
        prepared=sale.prepared,
        inputs=sale.inputs,
        quote=sale.quote,
        before=None,
        after=NOTHING_YET,
    )


def came_back(
    sale: Sale, returned: ReturnQuote, before: Returned = NOTHING_YET, name: bytes = b"return"
) -> SettledDocument:
    return replace(sold(sale, name), before=before, after=returned.after)


def row(*documents: SettledDocument) -> PartnerRow:
    (only,) = settlement(documents)
    return only


def test_a_partner_owes_the_discounts_that_he_funds_less_what_comes_back_of_them() -> None:
    off = promotion("off", PercentOff(percent=Decimal(10)))
    sale = plain_sale(funded(off), (THING, 3))
    assert row(sold(sale)) == PartnerRow(
        partner_id="bank", rupiah=6_000, points=0, points_rupiah=0, documents=(b"sale",)
    )
    first = sale.back((1, 1))
    both = row(sold(sale), came_back(sale, first))
    assert (both.owes, both.documents) == (4_000, (b"sale", b"return"))
    assert row(came_back(sale, first)).owes == -2_000
    rest = came_back(sale, sale.void(first.after), first.after, b"void")
    assert row(sold(sale), came_back(sale, first), rest).owes == 0


def test_points_are_settled_at_the_partner_s_rate() -> None:
    bonus, double = (
        promotion("bonus", BonusPoints(points=10)),
        promotion("double", PointsMultiplier(times=Decimal(2))),
    )
    sale = plain_sale(funded(bonus, double), (THING, 2))
    whole = row(sold(sale))
    assert (whole.points, whole.points_rupiah, whole.rupiah) == (50, 400, 0)
    assert row(came_back(sale, sale.back((1, 1)))).points == -20
    unpriced = row(sold(plain_sale(funded(bonus, double, by="mill"), (THING, 2))))
    assert (unpriced.partner_id, unpriced.points, unpriced.owes) == ("mill", 50, 0)


def test_a_partner_s_rate_counts_what_its_lines_earn_of_members_only() -> None:
    rules = funded()
    rate = EarnRate(
        id="co-branded", name="Co-branded", lines=Lines(skus=("thing",)), rupiah_per_point=500, funder="bank"
    )
    rules = replace(rules, points=replace(rules.points, rates=(rate,)))
    assert row(sold(plain_sale(rules, (THING, 2)))).points == 80
    assert settlement([sold(plain_sale(rules, (THING, 2), member=None))]) == ()


def test_cashback_and_matched_gifts_are_owed_as_given() -> None:
    cause = Donation(id="reef", name="Reef", charity="Reef", permit="1")
    rules = funded(
        promotion("cash", CashbackAmount(amount=2_500)),
        promotion("match", MatchDonation(donation="reef", percent=Decimal(1))),
        donations=(cause,),
    )
    sale = plain_sale(rules, (THING, 2))
    assert row(sold(sale)).rupiah == 2_500 + 400
    assert row(sold(sale), came_back(sale, sale.void())).owes == 0


def test_a_partner_s_voucher_is_owed_until_all_of_its_sale_is_back() -> None:
    kind = VoucherKind(id="gift", name="Gift", gives=AmountOff(amount=15_000), funder="bank")
    held = (HeldVoucher(code="A", kind_id="gift"),)
    sale = plain_sale(funded(vouchers=(kind,)), (THING, 2), vouchers=held)
    assert [part.amount for part in sale.quote.carried] == [15_000]
    first = sale.back((1, 1))
    assert row(sold(sale), came_back(sale, first)).owes == 15_000
    rest = came_back(sale, sale.void(first.after), first.after, b"void")
    assert row(sold(sale), came_back(sale, first), rest).owes == 0


def test_rewards_that_a_partner_funds_are_owed_at_what_they_took_off_or_gave() -> None:
    cause = Donation(id="reef", name="Reef", charity="Reef", permit="1")
    off = Reward(id="off", name="Off", points=100, gives=AmountOff(amount=4_000), funder="bank")
    gift = Reward(
        id="gift", name="Gift", points=50, gives=Donate(donation="reef", amount=5_000), funder="bank"
    )
    rules = funded(rewards=(off, gift), donations=(cause,))
    sale = plain_sale(rules, (THING, 2), rewards=("off", "gift"))
    assert row(sold(sale)).rupiah == 9_000
    assert row(came_back(sale, sale.back((1, 1)))).rupiah == -2_000


def test_what_the_merchant_funds_is_nobody_s_debt_and_partners_stand_by_id() -> None:
    mine = promotion("mine", AmountOff(amount=1_000))
    assert settlement([sold(plain_sale(programme(mine), (THING, 1)))]) == ()
    bank, mill = promotion("a", AmountOff(amount=1_000)), promotion("b", AmountOff(amount=2_000))
    rules = programme(mine, replace(bank, funder="mill"), replace(mill, funder="bank"))
    rows = settlement([sold(plain_sale(replace(rules, partners=PARTNERS), (THING, 1)))])
    assert [(one.partner_id, one.owes) for one in rows] == [("bank", 2_000), ("mill", 1_000)]


def test_a_document_that_is_listed_twice_counts_once_and_each_at_its_own_revision() -> None:
    bonus = promotion("bonus", BonusPoints(points=10))
    old = plain_sale(funded(bonus), (THING, 1))
    dearer = replace(funded(bonus), partners=(replace(PARTNERS[0], rupiah_per_point=10),))
    new = replace(old, prepared=prepare(dearer))
    both = row(sold(old), sold(old), sold(new, b"new"))
    assert (both.points, both.points_rupiah, both.documents) == (20, 80 + 100, (b"sale", b"new"))
