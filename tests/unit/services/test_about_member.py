"""What a till knows of a member: every point of the balance has its reason, and nothing is told that isn't there."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.basket import PaymentMethod, TenderKind
from app.domain.ledger import Account, Asset, Lot, PostingKind, postings_into
from app.protocol.facts import BalanceOpened
from app.services.about_member import AboutMember
from app.services.new_member import PhoneFree, PhoneTaken, PhoneUnfinished
from app.services.open_basket import TakenTender
from app.services.receipt import QrCode
from tests.support.enrolling import NEWS, WELCOME, enrolled, publish
from tests.support.gift_shop import open_gift_shop
from tests.support.office import DAY, office_of, opened, records
from tests.support.selling import basket_of, pay, sell
from tests.support.shop import NOON, SmallShop, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as made:
        yield made


def about(shop: SmallShop, member: int = 0) -> AboutMember:
    told = office_of(shop).about_member(shop.members[member])
    assert told is not None
    return told


def pending(shop: SmallShop, points: int) -> None:
    """Points that show, and can be spent after two days."""
    lot = Lot(
        lot_id=shop.chance.new_id(shop.clock.at),
        asset=Asset.POINTS,
        earned_at=NOON,
        expires_at=None,
        original=points,
        remaining=points,
        held_until=shop.clock.at + 2 * DAY,
    )
    fact = BalanceOpened(
        member_id=shop.members[0],
        source="old",
        reference=lot.lot_id.hex(),
        opened_at=shop.clock.at,
        lot=lot,
        postings=postings_into(lot, PostingKind.ACCRUAL, Account.OPENING),
    )
    with shop.store.writing() as unit:
        unit.journal.append(fact, member_id=fact.member_id)


def test_lots_are_told_in_the_order_in_which_they_are_spent(shop: SmallShop) -> None:
    opened(shop, 300)
    opened(shop, 200, expires_at=shop.clock.at + 9 * DAY)
    opened(shop, 100, expires_at=shop.clock.at + 3 * DAY)
    assert [lot.remaining for lot in about(shop).lots] == [100, 200, 300]


def test_usable_and_pending_points_explain_the_balance(shop: SmallShop) -> None:
    opened(shop, 300)
    pending(shop, 200)
    told = about(shop)
    assert (told.member.balance, told.member.usable, told.pending, told.elsewhere) == (500, 300, 200, 0)
    shop.clock.at += 3 * DAY
    told = about(shop)
    assert (told.member.usable, told.pending) == (500, 0)


def test_a_point_that_lapsed_is_no_lot_any_more(shop: SmallShop) -> None:
    opened(shop, 100, expires_at=shop.clock.at + DAY)
    shop.clock.at += 2 * DAY
    assert about(shop).lots == ()


def test_the_birthday_says_how_near_it_is(shop: SmallShop) -> None:
    assert [about(shop, member).from_birthday for member in range(3)] == [-150, 0, -98]


def test_what_sales_gave_besides_points_is_told(shop: SmallShop) -> None:
    open_gift_shop(shop)
    sell(shop, "KOP-001", "BIJ-001")
    told = about(shop)
    assert told.wallet == 1_200
    assert [(count.card_id, count.stamps) for count in told.stamps] == [("coffee", 1)]
    assert [voucher.kind_id for voucher in told.vouchers] == ["ten", "ten"]
    assert told.plans == ()


def test_a_voucher_that_expired_is_not_told(shop: SmallShop) -> None:
    open_gift_shop(shop)
    sell(shop, "BIJ-001")
    shop.clock.at += 60 * DAY
    assert about(shop).vouchers == ()


def test_the_next_reward_is_the_cheapest_that_costs_more_than_there_is(shop: SmallShop) -> None:
    open_gift_shop(shop)
    reward = about(shop).next_reward
    assert reward is not None
    assert reward.points == 100
    opened(shop, 100)
    assert about(shop).next_reward is None


def test_a_sale_that_was_paid_in_two_ways_is_told_whole(shop: SmallShop) -> None:
    part = TakenTender(method=PaymentMethod.CARD, amount=20_000, received=20_000)
    shop.till.take_tender(basket_of(shop, "KOP-003"), part)
    begun = shop.till.unfinished()
    assert begun is not None
    assert pay(shop, begun, TenderKind.CASH).payable == 15_000
    assert [sale.total for sale in about(shop).sales] == [35_000]


def test_the_newest_sales_come_first_and_are_five_at_most(shop: SmallShop) -> None:
    for _ in range(6):
        sell(shop, "KOP-001")
    sell(shop, "KUE-001")
    sales = about(shop).sales
    assert [sale.total for sale in sales] == [34_500, 24_000, 24_000, 24_000, 24_000]
    assert sales[0].receipt_number.endswith("-0007")


def test_nobody_is_told_about_who_is_not_there(shop: SmallShop) -> None:
    assert office_of(shop).about_member(bytes(16)) is None
    assert office_of(shop).holder_of("NOBODY") is None


@pytest.mark.parametrize("typed", ["", "0", "0812", "0812-1111", "abc"])
def test_a_phone_that_is_half_typed_is_unfinished(shop: SmallShop, typed: str) -> None:
    assert office_of(shop).check_phone(typed) == PhoneUnfinished()


def test_a_whole_phone_is_free_or_somebody_s_in_any_spelling(shop: SmallShop) -> None:
    office = office_of(shop)
    assert office.check_phone("0812-1111-2222") == PhoneFree(phone="+6281211112222")
    member = enrolled(shop).member
    for typed in ("081211112222", "+62 812 1111 2222"):
        assert office.check_phone(typed) == PhoneTaken(phone="+6281211112222", member=member)


def test_an_offer_tells_what_joining_asks_and_gives_and_writes_nothing(shop: SmallShop) -> None:
    publish(shop, consents=(NEWS,), actions=(WELCOME, replace(WELCOME, id="again")))
    before = records(shop)
    offer = office_of(shop).offer_enrolment()
    assert (offer.consents, offer.referrals, offer.welcome) == ((NEWS,), False, 100)
    assert offer.document_id != office_of(shop).offer_enrolment().document_id
    assert records(shop) == before


def test_a_card_s_code_is_printed_for_its_member_only(shop: SmallShop) -> None:
    office = office_of(shop)
    assert not office.print_card(shop.members[1], shop.cards[0])
    assert office.print_card(shop.members[0], shop.cards[0])
    with shop.store.writing() as unit:
        job, more = unit.spool.take(), unit.spool.take()
    assert job is not None
    assert more is None
    assert QrCode(f"SETIA:M/{shop.cards[0]}") in job.receipt.elements
    assert job.values["member_name"] == "Siti Rahayu"
