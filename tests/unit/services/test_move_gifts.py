"""What a sale gives besides points, and what it uses of limits, goes with it to whom it is claimed by or moved to."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.claiming import ClaimRefusal
from app.domain.ledger import CASHBACK_BOOK
from app.domain.programme.benefits import BonusPoints, GivePlan, IssueVoucher
from app.domain.programme.conditions import MembersOnly, MinimumSpend, NoneOf
from app.domain.programme.gifts import StampCard
from app.domain.programme.levels import TierRules
from app.domain.programme.people import Claims
from app.domain.programme.promotions import Limits, Promotion
from app.services.move_outcomes import MoveDone, MoveNotPossible, MoveRequest
from app.services.open_basket import with_voucher
from app.services.outcomes import SaleDone
from app.services.unit import KnownVoucher
from tests.support.enrolling import publish
from tests.support.gift_shop import open_gift_shop
from tests.support.office import office_of
from tests.support.selling import basket_of, member_at, pay, sell
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import bring_back, manager, void

DAY = 86_400_000
HELLO = Promotion(
    id="hello",
    name="Bonus kenalan",
    benefit=BonusPoints(points=50),
    conditions=(MembersOnly(),),
    limits=Limits(per_member=1),
)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        open_gift_shop(shop)
        yield shop
        assert complaints(shop) == []


def request_of(shop: SmallShop, sale: SaleDone, member: int) -> MoveRequest:
    return MoveRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        sale_id=sale.sale_id,
        member_id=shop.members[member],
        staff_id=shop.cashier_id,
        approval=manager(shop),
    )


def claimed(shop: SmallShop, sale: SaleDone, member: int = 0) -> MoveDone:
    done = office_of(shop).claim(request_of(shop, sale, member))
    assert isinstance(done, MoveDone), done
    return done


def moved(shop: SmallShop, sale: SaleDone, member: int = 1) -> MoveDone:
    done = office_of(shop).reassign(request_of(shop, sale, member))
    assert isinstance(done, MoveDone), done
    return done


def greeting(shop: SmallShop) -> None:
    """The shop gives 50 points to each member once."""
    publish(shop, promotions=(HELLO,))


def good_for(shop: SmallShop, *members: int | None) -> list[int]:
    """How many vouchers of each can still be used; None: of bearers."""
    with shop.store.reading() as unit:
        ids = [b"" if member is None else shop.members[member] for member in members]
        return [
            sum(not one.revoked and one.uses_left > 0 for one in unit.benefits.vouchers_of(i)) for i in ids
        ]


def a_voucher(shop: SmallShop, member: int | None) -> KnownVoucher:
    with shop.store.reading() as unit:
        return unit.benefits.vouchers_of(b"" if member is None else shop.members[member])[-1]


def test_what_a_member_gets_once_is_given_by_one_claim_and_given_again_when_its_sale_comes_back(
    shop: SmallShop,
) -> None:
    greeting(shop)
    first, second, third = (sell(shop, "KOP-001", member=None) for _ in range(3))
    assert [claimed(shop, sale).member.balance for sale in (first, second)] == [74, 98]
    void(shop, first)
    assert claimed(shop, third).member.balance == 98


def test_a_limit_that_a_claim_used_is_used_at_the_till_too(shop: SmallShop) -> None:
    greeting(shop)
    claimed(shop, sell(shop, "KOP-001", member=None))
    assert sell(shop, "KOP-001").points_earned == 24


def test_a_move_frees_the_wrong_member_s_limit_and_uses_the_right_one_s(shop: SmallShop) -> None:
    greeting(shop)
    moved(shop, sell(shop, "KOP-001"))
    assert [sell(shop, "KOP-001", member=member).points_earned for member in (0, 1)] == [74, 24]
    assert [member_at(shop, member).balance for member in (0, 1)] == [74, 98]


def test_a_sale_whose_day_is_out_of_the_window_lifts_nobody(shop: SmallShop) -> None:
    publish(shop, tier_rules=TierRules(months=1), claims=Claims(days=60))
    sale = sell(shop, "BIJ-001", "BIJ-001", member=None)
    shop.clock.at += 40 * DAY
    member = claimed(shop, sale).member
    assert (member.tier_id, member.tier_metric) == ("basic", 0)


def test_what_a_day_lets_a_member_earn_counts_sales_that_he_has_not_those_that_he_had(
    shop: SmallShop,
) -> None:
    points = replace(shop.till.programme().points, earn_per_day=100)
    publish(shop, points=points)
    wrong = sell(shop, "KUE-001", "KUE-001")
    moved(shop, wrong)
    assert claimed(shop, sell(shop, "KUE-001", "KUE-001", member=None)).points == 66
    assert sell(shop, "BIJ-001").points_earned == 100 - 66
    assert sell(shop, "BIJ-001", member=1).points_earned == 100 - 64


def test_a_claimed_sale_that_comes_back_on_its_day_leaves_the_till_working(shop: SmallShop) -> None:
    publish(shop, points=replace(shop.till.programme().points, earn_per_day=100))
    sale = sell(shop, "KUE-001", "KUE-001", member=None)
    claimed(shop, sale)
    void(shop, sale)
    assert sell(shop, "BIJ-001").points_earned == 100


@pytest.mark.parametrize("claim", [True, False])
def test_cashback_of_a_sale_that_was_moved_comes_out_of_its_own_lot(shop: SmallShop, claim: bool) -> None:
    sell(shop, "KOP-001", member=1)
    (older,) = cashback_lots(shop, 1)
    shop.clock.at += DAY
    sale = sell(shop, "KOP-003", member=None if claim else 0)
    (claimed if claim else moved)(shop, sale, 1)
    assert len(cashback_lots(shop, 1)) == 2
    void(shop, sale)
    assert cashback_lots(shop, 1) == [older]


def cashback_lots(shop: SmallShop, member: int) -> list[tuple[bytes, int]]:
    with shop.store.reading() as unit:
        holding = unit.members.holding(shop.members[member], shop.clock.at, CASHBACK_BOOK)
        return [(lot.lot_id, lot.remaining) for lot in holding.lots if lot.remaining > 0]


def test_a_plan_that_a_claim_gave_ends_when_its_sale_comes_back(shop: SmallShop) -> None:
    card = StampCard(id="coffee", name="Kartu kopi", size=2, gives=(GivePlan(plan="vip", months=1),))
    publish(shop, stamp_cards=(card,))
    sale = sell(shop, "KOP-001", "KOP-003", member=None)
    claimed(shop, sale)
    assert sell(shop, "KOP-001").payable == 21_600
    void(shop, sale)
    shop.clock.at += DAY
    assert sell(shop, "KOP-001").payable == 24_000


def test_a_voucher_that_paid_for_a_sale_lives_again_when_that_was_claimed_since(shop: SmallShop) -> None:
    sell(shop, "BIJ-001", member=None)
    code = a_voucher(shop, None).code
    sale = pay(shop, with_voucher(basket_of(shop, "ROT-001", member=None), code))
    claimed(shop, sale)
    assert good_for(shop, None) == [1]
    void(shop, sale)
    assert good_for(shop, None) == [2]


def test_vouchers_that_a_guest_got_are_revoked_when_his_claimed_sale_is_moved(shop: SmallShop) -> None:
    sale = sell(shop, "BIJ-001", member=None)
    claimed(shop, sale)
    assert good_for(shop, None, 0, 1) == [2, 0, 0], "a claim gives what he has not yet"
    moved(shop, sale)
    assert good_for(shop, None, 0, 1) == [0, 0, 2]


def giving_for_little(shop: SmallShop) -> SaleDone:
    """A sale of which so much is back that the rest gives a voucher."""
    little = Promotion(
        id="little",
        name="Voucher belanja kecil",
        benefit=IssueVoucher(voucher="ten", count=1),
        conditions=(NoneOf(conditions=(MinimumSpend(amount=30_000),)),),
    )
    publish(shop, promotions=(little,))
    sale = sell(shop, "KOP-001", "KOP-003")
    bring_back(shop, sale, (2, 1))
    assert good_for(shop, 0) == [1]
    return sale


def test_vouchers_that_a_return_gave_are_revoked_when_its_sale_is_moved(shop: SmallShop) -> None:
    moved(shop, giving_for_little(shop))
    assert good_for(shop, 0, 1) == [0, 1]


def test_a_sale_whose_return_gave_a_voucher_that_is_used_is_not_moved(shop: SmallShop) -> None:
    sale = giving_for_little(shop)
    pay(shop, with_voucher(basket_of(shop, "ROT-001"), a_voucher(shop, 0).code))
    outcome = office_of(shop).reassign(request_of(shop, sale, 1))
    assert isinstance(outcome, MoveNotPossible)
    assert outcome.refused is not None
    assert outcome.refused.reason is ClaimRefusal.GIFT_USED
