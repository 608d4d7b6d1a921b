"""A guest's sale is claimed, a sale on the wrong member is moved; what comes back then comes from who has it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.claiming import ClaimRefusal, ClaimRefused
from app.domain.ledger import stamps_book
from app.domain.programme.benefits import GivePlan, GivePoints, GiveStamps
from app.domain.programme.gifts import StampCard
from app.domain.programme.levels import Plan
from app.domain.programme.people import Claims
from app.services.approval import ApprovalFault, NotApproved
from app.services.merge_outcomes import MergeDone, MergeRequest
from app.services.move_outcomes import MoveDone, MoveNotPossible, MoveOutcome, MoveProblem, MoveRequest
from app.services.outcomes import SaleDone
from tests.support.enrolling import publish
from tests.support.gift_cards import balance_of, load, money_of, spend
from tests.support.office import at_rules, holding, office_of, records
from tests.support.selling import basket_of, member_at, pay, sell
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import bring_back, manager, void

DAY = 86_400_000


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == [], "after any test of this file the books balance"


def request_of(shop: SmallShop, sale: SaleDone, member: int = 0) -> MoveRequest:
    return MoveRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        sale_id=sale.sale_id,
        member_id=shop.members[member],
        staff_id=shop.cashier_id,
        approval=manager(shop),
    )


def claimed(shop: SmallShop, sale: SaleDone, member: int = 0) -> MoveDone:
    done = office_of(shop).claim(replace(request_of(shop, sale, member), approval=None))
    assert isinstance(done, MoveDone), done
    return done


def reassigned(shop: SmallShop, sale: SaleDone, member: int = 1) -> MoveDone:
    done = office_of(shop).reassign(request_of(shop, sale, member))
    assert isinstance(done, MoveDone), done
    return done


def why(outcome: MoveOutcome) -> ClaimRefusal:
    assert isinstance(outcome, MoveNotPossible), outcome
    assert outcome.refused is not None, outcome
    return outcome.refused.reason


def guest_sale(shop: SmallShop, *skus: str) -> SaleDone:
    return sell(shop, *skus, member=None)


def balances(shop: SmallShop) -> tuple[int, int]:
    return member_at(shop, 0).balance, member_at(shop, 1).balance


def test_a_claim_earns_what_the_member_would_have_on_what_was_paid(shop: SmallShop) -> None:
    sale = guest_sale(shop, "BIJ-001", "ROT-001")
    done = claimed(shop, sale)
    assert done.points == 362
    assert (done.member.balance, done.member.usable, done.member.tier_metric) == (362, 362, 362_500)


def test_a_claim_lifts_the_member_to_the_tier_that_it_reaches(shop: SmallShop) -> None:
    assert claimed(shop, guest_sale(shop, "BIJ-001", "BIJ-001")).member.tier_id == "silver"


GIFTS = (GivePoints(points=500), GiveStamps(card="card", stamps=6), GivePlan(plan="club", months=1))


def with_silver_gifts(shop: SmallShop) -> None:
    """Silver gives 500 points, six stamps of a card of five that gives 100 more, and a month of a plan."""
    at_rules(
        shop,
        replace(
            shop.programme,
            tiers=tuple(replace(t, gives=GIFTS if t.id == "silver" else ()) for t in shop.programme.tiers),
            plans=(Plan(id="club", name="Club", sku="CLUB", months=12),),
            stamp_cards=(StampCard(id="card", name="Card", size=5, gives=(GivePoints(points=100),)),),
        ),
    )


@pytest.mark.parametrize("moved", [False, True], ids=["claimed", "moved"])
def test_a_tier_that_a_claimed_or_moved_sale_reaches_gives_its_awards_once(
    shop: SmallShop, moved: bool
) -> None:
    """The sale's own 668 points, and what Silver gives."""
    with_silver_gifts(shop)
    sale = sell(shop, "BIJ-001", "BIJ-001", member=1 if moved else None)
    done = reassigned(shop, sale, 0) if moved else claimed(shop, sale)
    assert (done.member.tier_id, done.points, done.member.balance) == ("silver", 668, 668 + 500 + 100)
    assert holding(shop, 0, stamps_book("card")).balance == 1
    with shop.store.reading() as unit:
        assert [plan.entitlement.plan_id for plan in unit.benefits.plans_of(shop.members[0])] == ["club"]
    bring_back(shop, sale, (1, 2))
    assert member_at(shop).balance == 600, "as of a sale: the tier stays, and so does what it gave"
    assert claimed(shop, guest_sale(shop, "BIJ-001", "BIJ-001")).member.balance == 600 + 835, "once"


def test_a_claim_is_earned_by_the_member_s_own_tier(shop: SmallShop) -> None:
    sell(shop, "BIJ-001", "BIJ-001")
    assert claimed(shop, guest_sale(shop, "KOP-001")).points == 30


def test_a_claimed_sale_comes_back_from_the_member_in_parts_and_as_a_void(shop: SmallShop) -> None:
    sale = guest_sale(shop, "KOP-001", "BIJ-001")
    claimed(shop, sale)
    assert bring_back(shop, sale, (1, 1)).clawback == 24
    assert (member_at(shop).balance, member_at(shop).tier_metric) == (334, 334_000)
    assert void(shop, sale).clawback == 334
    assert (member_at(shop).balance, member_at(shop).tier_metric, member_at(shop).debt) == (0, 0, 0)


def test_what_came_back_before_the_claim_earns_nothing(shop: SmallShop) -> None:
    sale = guest_sale(shop, "KOP-001", "BIJ-001")
    bring_back(shop, sale, (2, 1))
    assert claimed(shop, sale).points == 24
    assert void(shop, sale).clawback == 24
    assert member_at(shop).balance == 0


def test_points_of_a_claim_that_were_spent_are_owed_when_it_comes_back(shop: SmallShop) -> None:
    sale = guest_sale(shop, "BIJ-001")
    claimed(shop, sale)
    sell(shop, "KUE-001", points=300)
    earned = member_at(shop).balance - 34
    assert void(shop, sale).debt == 300 - earned


def test_a_claim_pays_a_debt_first(shop: SmallShop) -> None:
    sale = sell(shop, "BIJ-001")
    sell(shop, "KUE-001", points=300)
    debt = bring_back(shop, sale, (1, 1)).debt
    view = claimed(shop, guest_sale(shop, "BIJ-001")).member
    assert (view.debt, view.balance) == (0, 334 - debt)


def test_the_gifts_of_a_tier_come_after_what_the_claimed_sale_gives(shop: SmallShop) -> None:
    """Its 668 points pay the debt, so that the tier's 600 pay none of it a second time."""
    with_silver_gifts(shop)
    sale = sell(shop, "BIJ-001")
    sell(shop, "KUE-001", points=300)
    debt = bring_back(shop, sale, (1, 1)).debt
    assert 0 < debt < 600
    view = claimed(shop, guest_sale(shop, "BIJ-001", "BIJ-001")).member
    assert (view.tier_id, view.debt, view.balance) == ("silver", 0, 668 + 600 - debt)
    assert view.usable == view.balance


def test_a_sale_is_claimed_once_and_only_a_guest_s(shop: SmallShop) -> None:
    sale = guest_sale(shop, "BIJ-001")
    claimed(shop, sale)
    office, before = office_of(shop), records(shop)
    assert why(office.claim(request_of(shop, sale, 1))) is ClaimRefusal.CLAIMED
    of_member = sell(shop, "KOP-001")
    assert why(office.claim(request_of(shop, of_member, 1))) is ClaimRefusal.HAS_MEMBER
    assert records(shop) == before + 1


def test_a_sale_is_claimed_within_the_days_of_its_revision(shop: SmallShop) -> None:
    publish(shop, claims=Claims(days=2))
    sale = guest_sale(shop, "KOP-001")
    shop.clock.at += 3 * DAY
    refused = office_of(shop).claim(request_of(shop, sale))
    assert refused == MoveNotPossible(
        problem=MoveProblem.REFUSED, refused=ClaimRefused(reason=ClaimRefusal.TOO_OLD, days=1)
    )
    shop.clock.at -= DAY
    claimed(shop, sale)


def test_what_nobody_knows_is_not_claimed(shop: SmallShop) -> None:
    office, sale = office_of(shop), guest_sale(shop, "KOP-001")
    unknown = replace(request_of(shop, sale), sale_id=bytes(16))
    assert office.claim(unknown) == MoveNotPossible(problem=MoveProblem.UNKNOWN_SALE)
    nobody = replace(request_of(shop, sale), member_id=bytes(16))
    assert office.claim(nobody) == MoveNotPossible(problem=MoveProblem.UNKNOWN_MEMBER)
    void(shop, sale)
    assert why(office.claim(request_of(shop, sale))) is ClaimRefusal.NOTHING_KEPT


def test_a_receipt_s_number_names_the_sale(shop: SmallShop) -> None:
    sale = guest_sale(shop, "KOP-001")
    assert office_of(shop).find_sale(f" {sale.receipt_number}") == sale.sale_id
    assert office_of(shop).find_sale("BDG1-000000-0001") is None


def test_the_sale_as_it_was_committed_stays_what_a_retry_gets(shop: SmallShop) -> None:
    basket = basket_of(shop, "KOP-001", member=None)
    sale = pay(shop, basket)
    claimed(shop, sale)
    assert pay(shop, basket) == sale


def test_the_same_claim_gives_the_same_answer_and_writes_nothing(shop: SmallShop) -> None:
    request = request_of(shop, guest_sale(shop, "BIJ-001"))
    first = office_of(shop).claim(request)
    before = records(shop)
    assert office_of(shop).claim(request) == first
    assert records(shop) == before


def test_a_sale_goes_from_the_wrong_member_to_the_right_one(shop: SmallShop) -> None:
    sale = sell(shop, "BIJ-001")
    done = reassigned(shop, sale)
    assert (done.points, done.member.member_id) == (334, shop.members[1])
    assert balances(shop) == (0, 334)
    assert [member_at(shop, member).tier_metric for member in (0, 1)] == [0, 334_000]


def test_what_comes_back_of_a_moved_sale_comes_from_the_right_member(shop: SmallShop) -> None:
    sale = sell(shop, "KOP-001", "BIJ-001")
    bring_back(shop, sale, (1, 1))
    reassigned(shop, sale)
    assert balances(shop) == (0, 334)
    assert void(shop, sale).clawback == 334
    assert balances(shop) == (0, 0)


def test_a_moved_sale_takes_its_own_lot_from_the_wrong_member_not_an_older_one(shop: SmallShop) -> None:
    older, day = sell(shop, "BIJ-001", member=1), shop.clock.at
    shop.clock.at += 40 * DAY
    reassigned(shop, sell(shop, "BIJ-001", member=1), 0)
    [left] = [lot for lot in holding(shop, 1).lots if lot.remaining]
    assert (left.remaining, left.earned_at // DAY) == (older.points_earned, day // DAY), (
        "it would lapse first"
    )


def test_what_the_wrong_member_spent_he_owes(shop: SmallShop) -> None:
    sale = sell(shop, "BIJ-001")
    sell(shop, "KUE-001", points=300)
    earned = member_at(shop).balance - 34
    reassigned(shop, sale)
    assert (member_at(shop).debt, member_at(shop).balance) == (300 - earned, earned - 300)
    assert member_at(shop, 1).balance == 334


def test_a_claimed_sale_is_moved_and_moved_back(shop: SmallShop) -> None:
    sale = guest_sale(shop, "KOP-001", "BIJ-001")
    claimed(shop, sale)
    reassigned(shop, sale, member=1)
    assert balances(shop) == (0, 358)
    bring_back(shop, sale, (1, 1))
    reassigned(shop, sale, member=0)
    assert balances(shop) == (334, 0)
    void(shop, sale)
    assert balances(shop) == (0, 0)
    assert [member_at(shop, member).tier_metric for member in (0, 1)] == [0, 0]


def test_a_sale_that_the_member_paid_for_with_points_is_not_moved(shop: SmallShop) -> None:
    sell(shop, "BIJ-001")
    sale = sell(shop, "KUE-001", points=300)
    assert why(office_of(shop).reassign(request_of(shop, sale, 1))) is ClaimRefusal.POINTS_SPENT
    assert (
        why(office_of(shop).reassign(request_of(shop, guest_sale(shop, "KOP-001")))) is ClaimRefusal.NO_MEMBER
    )
    mine = sell(shop, "KOP-001")
    assert why(office_of(shop).reassign(request_of(shop, mine, 0))) is ClaimRefusal.SAME_MEMBER


def test_a_move_wants_a_manager_s_pin(shop: SmallShop) -> None:
    request = request_of(shop, sell(shop, "BIJ-001"), 1)
    before = records(shop)
    refused = office_of(shop).reassign(replace(request, approval=None))
    assert refused == MoveNotPossible(
        problem=MoveProblem.NOT_APPROVED, approval=NotApproved(fault=ApprovalFault.NEEDS_MANAGER)
    )
    wrong = office_of(shop).reassign(replace(request, approval=manager(shop, "000000")))
    assert isinstance(wrong, MoveNotPossible)
    assert records(shop) == before
    assert isinstance(office_of(shop).reassign(request), MoveDone)


def test_the_same_move_gives_the_same_answer_and_writes_nothing(shop: SmallShop) -> None:
    request = request_of(shop, sell(shop, "BIJ-001"), 1)
    first = office_of(shop).reassign(request)
    before = records(shop)
    assert office_of(shop).reassign(request) == first
    assert records(shop) == before


def test_a_claimed_sale_follows_its_member_into_a_merge(shop: SmallShop) -> None:
    sale = guest_sale(shop, "KOP-001", "BIJ-001")
    claimed(shop, sale, member=1)
    merge = MergeRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        absorbed_id=shop.members[1],
        kept_id=shop.members[0],
        staff_id=shop.manager_id,
        approval=manager(shop),
    )
    assert isinstance(office_of(shop).merge(merge), MergeDone)
    bring_back(shop, sale, (1, 1))
    assert member_at(shop).balance == 334
    assert why(office_of(shop).reassign(request_of(shop, sale, 1))) is ClaimRefusal.SAME_MEMBER
    reassigned(shop, sale, member=2)
    assert (member_at(shop).balance, member_at(shop, 2).balance) == (0, 334)


def test_a_claimed_sale_that_gift_cards_paid_goes_back_onto_them(shop: SmallShop) -> None:
    code = load(shop, 30_000)
    sale = spend(shop, (code, 30_000), skus=("KOP-001", "KOP-002"))
    claimed(shop, sale)
    assert money_of(bring_back(shop, sale, (1, 1))) == {"gift-value": 24_000}
    assert balance_of(shop, code) == 24_000
    reassigned(shop, sale)
    bring_back(shop, sale, (2, 1))
    assert balance_of(shop, code) == 30_000
