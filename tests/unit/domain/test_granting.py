"""What is given besides points: each rule's own lot, stamps on their card, plans one after the other."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from app.domain.basket import Entitlement, StampCount
from app.domain.granted_back import GiftsBack, GivenBy, gifts_back
from app.domain.granting import Accounts, Granted, Occasion, awarded, granted
from app.domain.holding import Holding, moved
from app.domain.ledger import Account, Asset, PostingKind, granted_lot, new_lot, stamp_lot
from app.domain.programme.benefits import (
    AmountOff,
    BonusStamps,
    CashbackAmount,
    GiveCashback,
    GivePlan,
    GivePoints,
    GiveStamps,
    GiveVoucher,
)
from app.domain.programme.gifts import StampCard, VoucherKind
from app.domain.programme.levels import Plan
from app.domain.programme.points import AfterMonths, CashbackRules
from app.domain.quote import Grant, GrantKind, StampProgress
from app.domain.returns import ReturnQuote, StampsBack
from tests.support.returning import DAY, THING, plain_sale
from tests.support.worked_example import BASIC, NOON, programme, promotion

SUNDAY = date(2026, 11, 22)
SALE = b"sale"
OCCASION = Occasion(document_id=SALE, at=NOON, today=SUNDAY, tier_id="basic")
LATER = Occasion(document_id=b"return", at=NOON + DAY, today=date(2026, 11, 23), tier_id="basic")
GAVE = GivenBy(document_id=SALE, lapsed={})
DRINK = VoucherKind(id="drink", name="Drink", gives=AmountOff(amount=5_000))
CARD = StampCard(id="card", name="Card", size=10, gives=(GiveVoucher(voucher="drink"), GivePoints(points=7)))
TEA_CARD = StampCard(id="tea", name="Tea", size=5, gives=(GiveStamps(card="card", stamps=30),))
RULES = replace(
    programme(
        promotion("stamps", BonusStamps(card="card", per_units=1)),
        promotion("cash", CashbackAmount(amount=2_000)),
    ),
    vouchers=(DRINK,),
    stamp_cards=(CARD, TEA_CARD),
    cashback=CashbackRules(expiry=AfterMonths(months=3)),
    plans=(Plan(id="vip", name="VIP", sku="vip-fee", months=12),),
)
NOTHING = Accounts()


def grant(kind: GrantKind, amount: int, what: str = "", rule_id: str = "rule") -> Grant:
    return Grant(rule_id=rule_id, kind=kind, what=what, amount=amount)


def card_with(stamps: int, debt: int = 0) -> Accounts:
    lot = new_lot(RULES, Asset.STAMPS, stamp_lot("card"), stamps, NOON - DAY)
    lots = (lot,) if stamps else ()
    holding = Holding(asset=Asset.STAMPS, lots=lots, debt=debt)
    return Accounts(stamps={"card": holding})


def given(*grants: Grant, stamps: Iterable[StampProgress] = (), accounts: Accounts = NOTHING) -> Granted:
    return granted(RULES, grants, stamps, accounts, OCCASION)


def balance(accounts: Accounts, result: Granted | GiftsBack, card: str = "card") -> int:
    changes = sum(one.movement.amount for one in result.stamps if one.card_id == card)
    for one in result.stamps:
        moved(accounts.card(one.card_id), one.movement)
    return accounts.card(card).balance + changes


def test_points_and_cashback_of_each_rule_are_a_lot_of_their_own_with_the_expiry_of_their_asset() -> None:
    result = given(
        grant(GrantKind.POINTS, 7, rule_id="a"),
        grant(GrantKind.POINTS, 3, rule_id="b"),
        grant(GrantKind.POINTS, 2, rule_id="a"),
        grant(GrantKind.CASHBACK, 2_000, rule_id="a"),
    )
    assert [(lot.lot_id, lot.remaining) for lot in result.points.opened] == [
        (granted_lot(SALE, "a", Asset.POINTS), 9),
        (granted_lot(SALE, "b", Asset.POINTS), 3),
    ]
    wallet = granted_lot(SALE, "a", Asset.CASHBACK)
    assert result.cashback.opened == (new_lot(RULES, Asset.CASHBACK, wallet, 2_000, NOON),)
    assert {posting.asset for posting in result.cashback.postings} == {Asset.CASHBACK}


def test_what_is_given_pays_a_debt_first_lot_after_lot() -> None:
    owing = Accounts(points=Holding(asset=Asset.POINTS, debt=8))
    result = given(
        grant(GrantKind.POINTS, 7, rule_id="a"), grant(GrantKind.POINTS, 3, rule_id="b"), accounts=owing
    )
    assert [lot.remaining for lot in result.points.opened] == [0, 2]
    assert moved(owing.points, result.points).balance == 2


def test_stamps_lie_in_the_lot_of_their_card_which_is_opened_once() -> None:
    first = given(stamps=[StampProgress(card_id="card", before=0, given=4, completed=0, after=4)])
    (card,) = first.stamps
    assert [lot.lot_id for lot in card.movement.opened] == [stamp_lot("card")]
    second = given(
        stamps=[StampProgress(card_id="card", before=4, given=3, completed=0, after=7)], accounts=card_with(4)
    )
    assert second.stamps[0].movement.opened == ()
    assert balance(card_with(4), second) == 7


def test_a_full_card_takes_its_size_out_and_the_rest_carries_over() -> None:
    full = given(
        stamps=[StampProgress(card_id="card", before=8, given=13, completed=2, after=1)],
        accounts=card_with(8),
    )
    assert balance(card_with(8), full) == 1
    out = [one for one in full.stamps[0].movement.postings if one.source is Account.MEMBER]
    assert [(one.kind, one.target, one.amount) for one in out] == [
        (PostingKind.REDEMPTION, Account.REDEMPTION, 20)
    ]


def test_a_card_that_two_tills_filled_owes_what_is_missing() -> None:
    accounts = card_with(0)
    result = given(
        stamps=[StampProgress(card_id="card", before=8, given=2, completed=1, after=0)], accounts=accounts
    )
    assert balance(accounts, result) == -8
    (movement,) = [one.movement for one in result.stamps]
    assert moved(accounts.card("card"), movement).debt == 8


def test_a_quote_s_own_grants_and_cards_end_where_the_quote_says() -> None:
    member = replace(BASIC, stamps=(StampCount(card_id="card", stamps=8),))
    sale = plain_sale(RULES, (THING, 3), member=member)
    result = granted(RULES, sale.quote.grants, sale.quote.stamps, card_with(8), OCCASION)
    assert balance(card_with(8), result) == 1 == sale.quote.stamps[0].after
    assert (result.points.amount, result.cashback.amount) == (7, 2_000)
    assert result.vouchers == (grant(GrantKind.VOUCHER, 1, "drink", "card"),)


def test_plan_months_open_a_plan_one_after_the_other_from_the_old_end() -> None:
    held = Accounts(plans=(Entitlement(plan_id="vip", starts=date(2026, 1, 1), ends=date(2026, 12, 31)),))
    result = given(
        grant(GrantKind.PLAN_MONTHS, 1, "vip", "a"),
        grant(GrantKind.PLAN_MONTHS, 2, "vip", "b"),
        accounts=held,
    )
    assert [(one.rule_id, one.entitlement.starts, one.entitlement.ends) for one in result.plans] == [
        ("a", date(2027, 1, 1), date(2027, 1, 31)),
        ("b", date(2027, 2, 1), date(2027, 3, 31)),
    ]


def test_a_rule_that_gives_months_twice_opens_one_plan() -> None:
    twice = (grant(GrantKind.PLAN_MONTHS, 1, "vip", "vip"), grant(GrantKind.PLAN_MONTHS, 2, "vip", "vip"))
    (only,) = given(*twice).plans
    assert (only.entitlement.starts, only.entitlement.ends) == (SUNDAY, date(2027, 2, 21))


def test_vouchers_donations_and_places_are_named_and_move_nothing() -> None:
    voucher, donation = grant(GrantKind.VOUCHER, 2, "drink"), grant(GrantKind.DONATION, 900, "cause")
    place = grant(GrantKind.EVENT_PLACE, 1, "event")
    result = given(voucher, donation, place)
    assert (result.vouchers, result.others) == ((voucher,), (donation, place))
    assert (result.points.postings, result.cashback.postings, result.stamps) == ((), (), ())


def test_awards_outside_a_sale_give_each_what_it_says_and_fill_a_card_at_once() -> None:
    awards = (
        GivePoints(points=50),
        GiveCashback(amount=1_000),
        GiveStamps(card="card", stamps=2),
        GivePlan(plan="vip", months=1),
        GiveVoucher(voucher="drink", count=3),
        GiveStamps(card="card", stamps=1),
    )
    result = awarded(RULES, "welcome", awards, card_with(8), OCCASION)
    assert balance(card_with(8), result) == 1
    assert [(lot.lot_id, lot.original) for lot in result.points.opened] == [
        (granted_lot(SALE, "welcome", Asset.POINTS), 50),
        (granted_lot(SALE, "card", Asset.POINTS), 7),
    ]
    assert [(one.rule_id, one.amount) for one in result.vouchers] == [("welcome", 3), ("card", 1)]
    assert [one.entitlement.plan_id for one in result.plans] == ["vip"]


def test_stamps_that_are_owed_are_paid_before_a_card_fills() -> None:
    owing = card_with(0, debt=3)
    result = awarded(RULES, "welcome", (GiveStamps(card="card", stamps=12),), owing, OCCASION)
    assert (balance(owing, result), result.vouchers) == (9, ())


def test_stamps_that_a_full_card_gives_wait_on_their_card_for_its_next_stamp() -> None:
    result = awarded(RULES, "welcome", (GiveStamps(card="tea", stamps=5),), NOTHING, OCCASION)
    assert (balance(NOTHING, result, "tea"), balance(NOTHING, result, "card")) == (0, 30)
    assert result.vouchers == ()


def taken_back(returned: ReturnQuote, accounts: Accounts, gave: GivenBy = GAVE) -> GiftsBack:
    return gifts_back(RULES, returned.revoked, returned.stamps, accounts, gave, LATER)


def after(accounts: Accounts, result: Granted) -> Accounts:
    cards = {one.card_id: moved(accounts.card(one.card_id), one.movement) for one in result.stamps}
    return Accounts(
        points=moved(accounts.points, result.points),
        cashback=moved(accounts.cashback, result.cashback),
        stamps={**accounts.stamps, **cards},
    )


def test_a_full_return_takes_all_of_it_back_to_where_it_was() -> None:
    member = replace(BASIC, stamps=(StampCount(card_id="card", stamps=8),))
    sale = plain_sale(RULES, (THING, 3), member=member)
    before = card_with(8)
    accounts = after(before, granted(RULES, sale.quote.grants, sale.quote.stamps, before, OCCASION))
    back = taken_back(sale.void(), accounts)
    assert balance(accounts, back) == 8
    assert (
        accounts.points.balance + back.points.amount,
        accounts.cashback.balance + back.cashback.amount,
    ) == (
        0,
        0,
    )
    assert back.rest == (grant(GrantKind.VOUCHER, 1, "drink", "card"),)


def test_any_split_of_returns_leaves_the_cards_alike() -> None:
    member = replace(BASIC, stamps=(StampCount(card_id="card", stamps=8),))
    sale = plain_sale(RULES, (THING, 3), member=member)
    before = card_with(8)
    accounts = after(before, granted(RULES, sale.quote.grants, sale.quote.stamps, before, OCCASION))
    seen = [accounts.card("card").balance]
    so_far = sale.back((1, 1))
    for returned in (so_far, sale.back((1, 1), before=so_far.after)):
        back = taken_back(returned, accounts)
        (card,) = back.stamps
        accounts = Accounts(stamps={"card": moved(accounts.card("card"), card.movement)})
        seen.append(accounts.card("card").balance)
    assert seen == [1, 0, 9]


def test_a_rule_s_own_lot_goes_first_and_what_lapsed_of_it_is_not_taken_again() -> None:
    own = granted_lot(SALE, "cash", Asset.CASHBACK)
    lots = (
        new_lot(RULES, Asset.CASHBACK, b"old", 5_000, NOON - DAY),
        replace(new_lot(RULES, Asset.CASHBACK, own, 2_000, NOON), remaining=500),
    )
    accounts = Accounts(cashback=Holding(asset=Asset.CASHBACK, lots=lots))
    revoked = (grant(GrantKind.CASHBACK, 2_000, rule_id="cash"),)
    gave = GivenBy(document_id=SALE, lapsed={own: 900})
    back = gifts_back(RULES, revoked, (), accounts, gave, LATER)
    assert [(one.source, one.lot_id, one.amount) for one in back.cashback.postings] == [
        (Account.MEMBER, own, 500),
        (Account.MEMBER, b"old", 600),
        (Account.BREAKAGE, own, 900),
    ]


def test_what_kept_lines_earn_more_is_given_in_a_lot_of_the_return() -> None:
    revoked = (
        grant(GrantKind.POINTS, -4, rule_id="a"),
        grant(GrantKind.STAMPS, 2, "card", "tea"),
        grant(GrantKind.VOUCHER, -1, "drink", "a"),
    )
    stamps = (StampsBack(card_id="card", stamps=-3, completed=-1),)
    accounts = card_with(8)
    back = gifts_back(RULES, revoked, stamps, accounts, GAVE, LATER)
    assert [lot.lot_id for lot in back.points.opened] == [granted_lot(b"return", "a", Asset.POINTS)]
    assert back.points.amount == 4
    assert balance(accounts, back) == 8 + 3 - 10 - 2
    assert back.rest == revoked[2:]


def test_stamps_come_back_onto_a_card_whose_lot_is_not_known_here() -> None:
    stamps = (StampsBack(card_id="card", stamps=4, completed=1),)
    back = gifts_back(RULES, (), stamps, NOTHING, GAVE, LATER)
    (card,) = back.stamps
    assert [(lot.lot_id, lot.remaining) for lot in card.movement.opened] == [(stamp_lot("card"), 6)]
