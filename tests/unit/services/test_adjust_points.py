"""A manager gives and takes points by hand: with a reason and a PIN, once, and never more than can be spent."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.ledger import CASHBACK_BOOK, Account, Asset
from app.domain.programme.points import AfterMonths, CashbackRules
from app.protocol.facts_points import PointsAdjusted
from app.services.adjust_points import (
    Adjusted,
    AdjustmentOutcome,
    AdjustmentProblem,
    AdjustmentReason,
    AdjustmentRequest,
    NotAdjusted,
)
from app.services.approval import Approval, ApprovalFault, NotApproved
from app.services.front import WrongPin
from tests.support.office import at_rules, holding, last_fact, last_record, office_of, opened, records
from tests.support.selling import member_at, sell
from tests.support.server_word import apply, change, complaints, lot, member_state, with_lot
from tests.support.shop import CASHIER_PIN, SmallShop, small_shop
from tests.support.taking_back import bring_back, manager

SERVER = ("https://server.example", bytes(32))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == [], "after any test of this file the books balance"


def request(
    shop: SmallShop, amount: int, asset: Asset = Asset.POINTS, approval: Approval | None = None
) -> AdjustmentRequest:
    return AdjustmentRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        member_id=shop.members[0],
        asset=asset,
        amount=amount,
        reason=AdjustmentReason.GOODWILL,
        staff_id=shop.cashier_id,
        approval=approval or manager(shop),
    )


def adjust(shop: SmallShop, amount: int, asset: Asset = Asset.POINTS) -> AdjustmentOutcome:
    return office_of(shop).adjust(request(shop, amount, asset))


def test_points_are_given_with_the_programme_s_expiry_and_a_reason(shop: SmallShop) -> None:
    asked = request(shop, 250)
    assert office_of(shop).adjust(asked) == Adjusted(document_id=asked.document_id, amount=250)
    assert member_at(shop).usable == 250
    fact = last_fact(shop)
    assert isinstance(fact, PointsAdjusted)
    heading = fact.heading
    assert (heading.reason, heading.staff_id, heading.approver_id) == (
        "goodwill",
        shop.cashier_id,
        shop.manager_id,
    )
    (given,) = holding(shop).lots
    sell(shop, "KOP-001")
    (_, earned) = holding(shop).lots
    assert given.expires_at == earned.expires_at is not None
    assert fact.bookings[0].movement.postings[0].source is Account.ADJUSTMENT


def test_again_gives_the_same_answer_and_nothing_more(shop: SmallShop) -> None:
    asked = request(shop, 250)
    first = office_of(shop).adjust(asked)
    before = records(shop)
    assert office_of(shop).adjust(asked) == first
    assert (member_at(shop).balance, records(shop)) == (250, before)


def test_points_are_taken_first_expiring_first_and_their_rights_named(shop: SmallShop) -> None:
    opened(shop, 100)
    soon = opened(shop, 30, expires_at=shop.clock.at + 1_000)
    adjust(shop, -50)
    assert member_at(shop).balance == 80
    rights = last_record(shop).rights
    assert [right.amount for right in rights] == [30, 20]
    assert rights[0].lot_id == soon


def test_no_more_is_taken_than_can_be_spent(shop: SmallShop) -> None:
    opened(shop, 100)
    opened(shop, 50, expires_at=shop.clock.at - 1)
    before = records(shop)
    assert adjust(shop, -101) == NotAdjusted(problem=AdjustmentProblem.TOO_FEW, usable=100)
    assert records(shop) == before


def test_a_debt_is_paid_first_and_keeps_anything_from_being_taken(shop: SmallShop) -> None:
    sale = sell(shop, "BIJ-001")
    adjust(shop, -300)
    bring_back(shop, sale, (1, 1))
    assert member_at(shop).debt == 300
    assert adjust(shop, -1) == NotAdjusted(problem=AdjustmentProblem.TOO_FEW)
    adjust(shop, 350)
    assert (member_at(shop).debt, member_at(shop).usable) == (0, 50)


def test_nothing_is_no_adjustment(shop: SmallShop) -> None:
    assert adjust(shop, 0) == NotAdjusted(problem=AdjustmentProblem.NOTHING)


def test_nobody_gets_points_whom_nobody_knows(shop: SmallShop) -> None:
    unknown = replace(request(shop, 10), member_id=bytes(16))
    assert office_of(shop).adjust(unknown) == NotAdjusted(problem=AdjustmentProblem.UNKNOWN_MEMBER)


def test_it_wants_a_manager_s_pin(shop: SmallShop) -> None:
    office = office_of(shop)
    alone = replace(request(shop, 10), approval=None)
    assert office.adjust(alone) == NotApproved(fault=ApprovalFault.NEEDS_MANAGER)
    cashier = Approval(staff_id=shop.cashier_id, pin=CASHIER_PIN)
    by_cashier = request(shop, 10, approval=cashier)
    assert office.adjust(by_cashier) == NotApproved(fault=ApprovalFault.NOT_A_MANAGER)
    refused = office.adjust(request(shop, 10, approval=manager(shop, "000000")))
    assert isinstance(refused, NotApproved)
    assert isinstance(refused.pin, WrongPin)
    assert member_at(shop).balance == 0


def test_a_pin_isn_t_tried_for_what_can_t_be_done(shop: SmallShop) -> None:
    refused = office_of(shop).adjust(request(shop, -5, approval=manager(shop, "000000")))
    assert isinstance(refused, NotAdjusted)
    with shop.store.reading() as unit:
        assert unit.people.lockout(shop.manager_id).failures == 0


def test_cashback_is_a_book_of_its_own(shop: SmallShop) -> None:
    assert adjust(shop, 5_000, Asset.CASHBACK) == NotAdjusted(problem=AdjustmentProblem.NO_SUCH_BOOK)
    at_rules(shop, replace(shop.programme, cashback=CashbackRules(expiry=AfterMonths(months=1))))
    adjust(shop, 5_000, Asset.CASHBACK)
    adjust(shop, -1_500, Asset.CASHBACK)
    assert holding(shop, book=CASHBACK_BOOK).balance == 3_500
    assert member_at(shop).balance == 0
    shop.clock.at += 40 * 86_400_000
    assert office_of(shop).lapse_points().done == 1
    assert holding(shop, book=CASHBACK_BOOK).balance == 0


def test_stamps_are_not_changed_by_hand(shop: SmallShop) -> None:
    assert adjust(shop, 3, Asset.STAMPS) == NotAdjusted(problem=AdjustmentProblem.NO_SUCH_BOOK)


def test_what_other_tills_may_spend_is_the_server_s_to_take(shop: SmallShop) -> None:
    state = with_lot(member_state(shop), lot(b"shared", 100), right=30)
    apply(shop, change("member", state))
    shop.store.set_server(*SERVER)
    assert adjust(shop, -31) == NotAdjusted(problem=AdjustmentProblem.NEEDS_SERVER, usable=30)
    adjust(shop, -30)
    assert member_at(shop).balance == 70
