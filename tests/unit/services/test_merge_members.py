"""Two records of one person become one on a till that is its own centre: nothing is lost, nothing counts twice."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.ledger import DEBT_LOT, Asset
from app.domain.programme.benefits import AmountOff, GivePoints, GiveVoucher, IssueVoucher, PercentOff
from app.domain.programme.gifts import VoucherKind
from app.domain.programme.promotions import Promotion
from app.services.adjust_points import Adjusted, AdjustmentReason, AdjustmentRequest
from app.services.approval import ApprovalFault
from app.services.enrol_outcomes import AlreadyMember
from app.services.member_view import MemberView
from app.services.merge_outcomes import MergeDone, MergeOutcome, MergeProblem, MergeRefused, MergeRequest
from app.services.open_basket import with_voucher
from app.services.outcomes import MemberFound, VoucherFound
from tests.support.enrolling import WELCOME, enrolled, publish
from tests.support.enrolling import request_of as enrolment_of
from tests.support.office import at_rules, office_of, opened, records
from tests.support.selling import basket_of, member_at, pay, scan, sell
from tests.support.server_word import complaints
from tests.support.shop import NOON, SmallShop, small_shop
from tests.support.taking_back import bring_back, manager, void

DAY = 86_400_000


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == [], "after any test of this file the books balance"


def request_of(shop: SmallShop, absorbed: bytes, kept: bytes) -> MergeRequest:
    return MergeRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        absorbed_id=absorbed,
        kept_id=kept,
        staff_id=shop.manager_id,
        approval=manager(shop),
    )


def asked(shop: SmallShop, absorbed: bytes, kept: bytes) -> MergeOutcome:
    return office_of(shop).merge(request_of(shop, absorbed, kept))


def merged(shop: SmallShop, absorbed: int = 1, kept: int = 0) -> MemberView:
    done = asked(shop, shop.members[absorbed], shop.members[kept])
    assert isinstance(done, MergeDone), done
    return done.member


def lots(shop: SmallShop, member: int) -> dict[bytes, tuple[int, int | None]]:
    with shop.store.reading() as unit:
        holding = unit.members.holding(shop.members[member], shop.clock.at)
    return {lot.lot_id: (lot.remaining, lot.expires_at) for lot in holding.lots}


def test_a_voucher_of_the_absorbed_one_pays_for_the_kept_one(shop: SmallShop) -> None:
    ten = VoucherKind(id="ten", name="Potongan", gives=AmountOff(amount=10_000))
    gives = Promotion(id="beans", name="Voucher biji", benefit=IssueVoucher(voucher="ten"))
    at_rules(shop, replace(shop.till.programme(), vouchers=(ten,), promotions=(gives,)))
    sell(shop, "KUE-001", member=1)
    with shop.store.reading() as unit:
        (voucher,) = unit.benefits.vouchers_of(shop.members[1])
    merged(shop)
    found = shop.till.resolve(scan(voucher.code))
    assert isinstance(found, VoucherFound)
    assert found.member_id == shop.members[0]
    assert pay(shop, with_voucher(basket_of(shop, "KUE-001"), voucher.code)).payable == 24_500


def test_what_was_asked_for_before_a_merge_is_still_asked_for(shop: SmallShop) -> None:
    sell(shop, "BIJ-001", member=1)
    basket = basket_of(shop, "KUE-001", member=1, points=100)
    merged(shop)
    assert pay(shop, basket).points_spent == 100


def test_all_lots_go_over_with_their_ids_and_expiry(shop: SmallShop) -> None:
    sell(shop, "BIJ-001", member=1)
    shop.clock.at += 40 * DAY
    sell(shop, "KOP-001", member=0)
    sell(shop, "KOP-001", member=1)
    both = {**lots(shop, 0), **lots(shop, 1)}
    view = merged(shop)
    assert lots(shop, 0) == both
    assert {remaining for remaining, _ in lots(shop, 1).values()} == {0}
    assert (view.balance, view.usable) == (334 + 24 + 24, 334 + 24 + 24)


def test_the_debt_goes_over_and_the_other_s_lots_pay_it(shop: SmallShop) -> None:
    sale = sell(shop, "BIJ-001", member=1)
    sell(shop, "KUE-001", member=1, points=300)
    debt = bring_back(shop, sale, (1, 1)).debt
    assert debt > 0
    sell(shop, "BIJ-001", member=0)
    view = merged(shop)
    assert (view.debt, view.balance) == (0, 334 - debt)


def test_a_debt_of_the_kept_one_is_paid_by_what_comes(shop: SmallShop) -> None:
    sale = sell(shop, "BIJ-001", member=0)
    sell(shop, "KUE-001", member=0, points=300)
    debt = bring_back(shop, sale, (1, 1)).debt
    sell(shop, "BIJ-001", member=1)
    assert merged(shop).balance == 334 - debt


def test_the_higher_tier_counts_and_the_figure_is_of_both_day_by_day(shop: SmallShop) -> None:
    sell(shop, "BIJ-001", "BIJ-001", member=1)
    assert member_at(shop, 1).tier_id == "silver"
    shop.clock.at += 3 * DAY
    sell(shop, "KOP-001", member=1)
    sell(shop, "KOP-001", member=0)
    figures = member_at(shop, 0).tier_metric + member_at(shop, 1).tier_metric
    view = merged(shop)
    assert (view.tier_id, view.tier_metric) == ("silver", figures)
    shop.clock.at += 363 * DAY
    assert member_at(shop, 0).tier_metric == figures - 668_000, "the first day has left the window"


def test_a_lower_tier_lowers_nobody(shop: SmallShop) -> None:
    sell(shop, "BIJ-001", "BIJ-001", member=0)
    assert merged(shop).tier_id == "silver"


def test_whatever_named_the_absorbed_one_names_the_kept_one(shop: SmallShop) -> None:
    merged(shop)
    found = shop.till.resolve(scan(shop.cards[1]))
    assert isinstance(found, MemberFound)
    assert found.member.member_id == shop.members[0]
    for text in (shop.cards[1], "98765432", "asep"):
        assert [view.member_id for view in shop.till.find_members(text)] == [shop.members[0]]
    again = office_of(shop).enrol(enrolment_of(shop, "081398765432"))
    assert isinstance(again, AlreadyMember)
    assert again.member.member_id == shop.members[0]


def test_the_visits_of_both_are_the_kept_one_s(shop: SmallShop) -> None:
    for member in (0, 1, 1):
        sell(shop, "KOP-001", member=member)
    merged(shop)
    with shop.store.reading() as unit:
        assert unit.members.history(shop.members[0], shop.clock.at).visits == 3


def test_a_basket_of_the_absorbed_one_is_sold_to_the_kept_one(shop: SmallShop) -> None:
    basket = basket_of(shop, "KOP-001", member=1)
    merged(shop)
    assert pay(shop, basket).balance == 24
    assert member_at(shop, 0).balance == 24


def test_a_sale_of_the_absorbed_one_comes_back_to_the_kept_one(shop: SmallShop) -> None:
    sale = sell(shop, "KOP-001", "BIJ-001", member=1)
    merged(shop)
    assert bring_back(shop, sale, (2, 1)).clawback == 334
    assert member_at(shop, 0).balance == 24
    void(shop, sale)
    view = member_at(shop, 0)
    assert (view.balance, view.tier_metric) == (0, 0)


def test_points_that_the_absorbed_one_spent_come_back_with_their_own_expiry(shop: SmallShop) -> None:
    sell(shop, *["KOP-001"] * 25, member=1)
    (before,) = lots(shop, 1).items()
    shop.clock.at += 40 * DAY
    redeemed = sell(shop, "BIJ-001", member=1, points=600)
    merged(shop)
    bring_back(shop, redeemed, (1, 1), approval=manager(shop))
    assert lots(shop, 0)[before[0]] == before[1]


def test_empty_lots_go_over_twice_though_nothing_is_posted_with_them(shop: SmallShop) -> None:
    """The one in the middle has no account of points, and yet points may come back to his lots."""
    lot_id = opened(shop, 300, 1, expires_at=NOON + 400 * DAY)
    redeemed = sell(shop, "KUE-001", member=1, points=300)
    take_all(shop, member=1)
    merged(shop, absorbed=1, kept=0)
    merged(shop, absorbed=0, kept=2)
    assert lot_id in lots(shop, 2)
    bring_back(shop, redeemed, (1, 1))
    view = member_at(shop, 2)
    assert (view.balance, view.usable) == (300 - redeemed.points_earned,) * 2
    assert view.expiring is not None
    assert view.expiring.expires_at == NOON + 400 * DAY


def take_all(shop: SmallShop, member: int) -> None:
    view = member_at(shop, member)
    request = AdjustmentRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        member_id=view.member_id,
        asset=Asset.POINTS,
        amount=-view.balance,
        reason=AdjustmentReason.MISUSE,
        staff_id=shop.cashier_id,
        approval=manager(shop),
    )
    assert isinstance(office_of(shop).adjust(request), Adjusted)


def test_a_chain_of_merges_leads_to_the_last_one_kept(shop: SmallShop) -> None:
    sales = [sell(shop, "BIJ-001", member=member) for member in range(3)]
    merged(shop, absorbed=0, kept=1)
    merged(shop, absorbed=1, kept=2)
    assert [member_at(shop, member).member_id for member in range(3)] == [shop.members[2]] * 3
    assert member_at(shop, 2).balance == 3 * 334
    for sale in sales:
        void(shop, sale)
    assert member_at(shop, 0).balance == 0


def test_a_merge_by_the_id_of_somebody_who_was_merged_concerns_who_he_is_now(shop: SmallShop) -> None:
    merged(shop, absorbed=0, kept=1)
    merged(shop, absorbed=0, kept=2)
    assert member_at(shop, 1).member_id == shop.members[2]
    assert asked(shop, shop.members[0], shop.members[1]) == MergeRefused(problem=MergeProblem.SAME_MEMBER)


def test_one_person_is_welcomed_once(shop: SmallShop) -> None:
    publish(
        shop,
        vouchers=(VoucherKind(id="coffee", name="Kopi", gives=PercentOff(percent=Decimal(100))),),
        actions=(replace(WELCOME, gives=(GivePoints(points=50), GiveVoucher(voucher="coffee"))),),
    )
    first = enrolled(shop, "081211110001").member.member_id
    second = enrolled(shop, "081211110002").member.member_id
    done = asked(shop, second, first)
    assert isinstance(done, MergeDone)
    assert (done.member.balance, done.member.debt) == (50, 0)
    with shop.store.reading() as unit:
        vouchers = unit.benefits.vouchers_of(first)
    assert sorted(voucher.revoked for voucher in vouchers) == [False, True]


def test_a_second_welcome_that_was_spent_is_owed(shop: SmallShop) -> None:
    publish(shop, actions=(replace(WELCOME, gives=(GivePoints(points=100),)),))
    first = enrolled(shop, "081211110001").member
    second = enrolled(shop, "081211110002").member
    mine = replace(shop, members=(second.member_id,), cards=(second.card,))
    sell(mine, "KOP-001", points=100)
    earned = member_at(mine).balance
    done = asked(shop, second.member_id, first.member_id)
    assert isinstance(done, MergeDone)
    assert done.member.balance == 100 + earned - 100


def test_who_was_not_welcomed_twice_keeps_all(shop: SmallShop) -> None:
    publish(shop, actions=(WELCOME,))
    new = enrolled(shop).member.member_id
    done = asked(shop, new, shop.members[0])
    assert isinstance(done, MergeDone)
    assert done.member.balance == 50


def test_a_merge_wants_a_manager_s_pin(shop: SmallShop) -> None:
    request = request_of(shop, shop.members[1], shop.members[0])
    before = records(shop)
    for approval in (None, manager(shop, "000000")):
        outcome = office_of(shop).merge(replace(request, approval=approval))
        assert isinstance(outcome, MergeRefused)
        assert outcome.approval is not None
        assert outcome.approval.fault in (ApprovalFault.NEEDS_MANAGER, ApprovalFault.NOT_APPROVED)
    assert records(shop) == before


def test_nobody_is_merged_with_himself_or_with_somebody_unknown(shop: SmallShop) -> None:
    assert asked(shop, shop.members[0], shop.members[0]) == MergeRefused(problem=MergeProblem.SAME_MEMBER)
    assert asked(shop, bytes(16), shop.members[0]) == MergeRefused(problem=MergeProblem.UNKNOWN_MEMBER)


def test_the_same_request_gives_the_same_answer_and_writes_nothing(shop: SmallShop) -> None:
    sell(shop, "BIJ-001", member=1)
    request = request_of(shop, shop.members[1], shop.members[0])
    first = office_of(shop).merge(request)
    before = records(shop)
    assert office_of(shop).merge(request) == first
    assert records(shop) == before


def test_no_posting_of_a_merge_makes_or_loses_a_point(shop: SmallShop) -> None:
    sell(shop, "BIJ-001", member=1)
    sell(shop, "KOP-001", member=0)
    before = member_at(shop, 0).balance + member_at(shop, 1).balance
    assert merged(shop).balance == before
    with shop.store.reading() as unit:
        assert unit.members.holding(shop.members[1], shop.clock.at).balance == 0
        assert all(
            lot.lot_id != DEBT_LOT for lot in unit.members.holding(shop.members[0], shop.clock.at).lots
        )
