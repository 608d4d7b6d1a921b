"""What a sale gives besides points is in the books at once, is spent once, and goes back with the goods."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.ledger import CASHBACK_BOOK, stamps_book
from app.domain.programme.benefits import GivePlan, GivePoints, GiveVoucher, IssueVoucher
from app.domain.programme.conditions import MinimumSpend, NoneOf
from app.domain.programme.gifts import Reward
from app.domain.programme.promotions import Promotion
from app.services.merge_outcomes import MergeDone
from app.services.open_basket import OpenBasket, with_reward, with_voucher
from app.services.outcomes import Published, SaleDone
from app.services.receipt import PairLine
from app.services.return_outcomes import ReturnDone, ReturnNotPossible, ReturnPreview, ReturnProblem
from app.services.unit import KnownPlan, KnownVoucher
from app.words.translate import Language, Words
from tests.support.gift_shop import PLAN_SKU, open_gift_shop
from tests.support.office import at_rules, office_of
from tests.support.requesting import merging
from tests.support.selling import basket_of, member_at, pay, sell
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import bring_back, manager, previewed, request_of, void

DAY = 86_400_000


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        open_gift_shop(shop)
        yield shop
        assert complaints(shop) == []


def wallet(shop: SmallShop, member: int = 0) -> int:
    with shop.store.reading() as unit:
        return unit.members.holding(shop.members[member], shop.clock.at, CASHBACK_BOOK).balance


def stamps(shop: SmallShop, member: int = 0) -> int:
    with shop.store.reading() as unit:
        return unit.members.holding(shop.members[member], shop.clock.at, stamps_book("coffee")).balance


def vouchers(shop: SmallShop, member: int = 0) -> tuple[KnownVoucher, ...]:
    with shop.store.reading() as unit:
        return unit.benefits.vouchers_of(shop.members[member])


def plans(shop: SmallShop, member: int = 0) -> tuple[KnownPlan, ...]:
    with shop.store.reading() as unit:
        return unit.benefits.plans_of(shop.members[member])


def showing(shop: SmallShop, basket: OpenBasket, code: str) -> SaleDone:
    return pay(shop, with_voucher(basket, code))


def test_cashback_and_stamps_are_in_their_own_books(shop: SmallShop) -> None:
    done = sell(shop, "KOP-001", "KOP-003")
    assert (wallet(shop), stamps(shop)) == (2_950, 2)
    assert member_at(shop).balance == done.points_earned == 59


def test_a_full_card_gives_its_points_and_the_rest_carries_over(shop: SmallShop) -> None:
    for _ in range(5):
        sell(shop, "KOP-001")
    assert (stamps(shop), member_at(shop).balance) == (1, 5 * 24 + 50)


def test_a_return_takes_stamps_cashback_and_a_card_s_points_back(shop: SmallShop) -> None:
    for _ in range(3):
        sell(shop, "KOP-001")
    last = sell(shop, "KOP-001")
    assert (stamps(shop), wallet(shop), member_at(shop).balance) == (0, 4_800, 96 + 50)
    void(shop, last)
    assert (stamps(shop), wallet(shop), member_at(shop).balance) == (3, 3_600, 72)


def test_a_return_takes_stamps_back_when_there_is_nothing_else_to_take(shop: SmallShop) -> None:
    programme = shop.till.programme()
    only = tuple(promotion for promotion in programme.promotions if promotion.id == "stamps")
    at_rules(shop, replace(programme, promotions=only))
    sale = sell(shop, "KOP-001", "KOP-001")
    assert stamps(shop) == 2
    bring_back(shop, sale, (1, 1))
    assert stamps(shop) == 1


def test_vouchers_have_codes_are_used_once_and_only_by_whom_they_belong_to(shop: SmallShop) -> None:
    sell(shop, "BIJ-001")
    first, second = vouchers(shop)
    assert (first.kind_id, first.uses_left, first.code == second.code) == ("ten", 1, False)
    other = showing(shop, basket_of(shop, "KUE-001", member=1), first.code)
    own = showing(shop, basket_of(shop, "ROT-001"), first.code)
    again = showing(shop, basket_of(shop, "ROT-001"), first.code)
    assert (other.payable, own.payable, again.payable) == (34_500 - 5_000, 25_650 - 10_000, 25_650)
    used = next(voucher for voucher in vouchers(shop) if voucher.code == first.code)
    assert (used.uses_left, used.used_amount) == (0, 10_000)


def test_a_voucher_of_two_uses_pays_twice_and_a_void_gives_one_of_them_back(shop: SmallShop) -> None:
    programme = shop.till.programme()
    (ten,) = programme.vouchers
    at_rules(shop, replace(programme, vouchers=(replace(ten, uses=2),)))
    sell(shop, "BIJ-001")
    code = vouchers(shop)[0].code
    first, second, third = [showing(shop, basket_of(shop, "ROT-001"), code) for _ in range(3)]
    assert [sale.payable for sale in (first, second, third)] == [15_650, 15_650, 25_650]
    void(shop, first)
    known = next(voucher for voucher in vouchers(shop) if voucher.code == code)
    assert (known.uses_left, known.used_amount) == (1, 10_000)
    assert showing(shop, basket_of(shop, "ROT-001"), code).payable == 15_650
    assert showing(shop, basket_of(shop, "ROT-001"), code).payable == 25_650


def test_a_voucher_lapses_at_the_end_of_its_last_day(shop: SmallShop) -> None:
    sell(shop, "BIJ-001")
    code = vouchers(shop)[0].code
    shop.clock.at += 30 * DAY
    assert shop.till.quoted(with_voucher(basket_of(shop, "ROT-001"), code), None).quote.net == 15_650
    shop.clock.at += DAY
    assert shop.till.quoted(with_voucher(basket_of(shop, "ROT-001"), code), None).quote.net == 25_650


def test_a_voucher_lives_again_when_all_that_it_took_off_is_back(shop: SmallShop) -> None:
    sell(shop, "BIJ-001")
    code = vouchers(shop)[0].code
    void(shop, showing(shop, basket_of(shop, "ROT-001"), code))
    again = showing(shop, basket_of(shop, "ROT-001"), code)
    assert again.payable == 15_650


def test_unused_vouchers_are_revoked_and_used_ones_deducted_from_the_refund(shop: SmallShop) -> None:
    beans = sell(shop, "BIJ-001")
    used, unused = vouchers(shop)
    showing(shop, basket_of(shop, "ROT-001"), used.code)
    preview = previewed(shop, beans, (1, 1))
    assert (preview.returned.refund, preview.deducted, preview.refund) == (334_000, 10_000, 324_000)
    done = bring_back(shop, beans, (1, 1))
    assert (done.refund, sum(part.amount for part in done.money)) == (324_000, 324_000)
    assert all(voucher.revoked for voucher in vouchers(shop))
    assert showing(shop, basket_of(shop, "ROT-001"), unused.code).payable == 25_650


def test_vouchers_of_two_rules_of_one_sale_are_revoked_each_once(shop: SmallShop) -> None:
    sell(shop, "BIJ-001")
    sale = pay(shop, with_reward(basket_of(shop, "BIJ-001"), "mug"))
    bring_back(shop, sale, (1, 1))
    assert sum(not voucher.revoked for voucher in vouchers(shop)) == 2, "those of the first sale"


def test_a_voucher_that_the_kept_goods_gave_goes_with_them(shop: SmallShop) -> None:
    programme = shop.till.programme()
    small = NoneOf(conditions=(MinimumSpend(amount=30_000),))
    gives = Promotion(id="small", name="Kecil", benefit=IssueVoucher(voucher="ten"), conditions=(small,))
    at_rules(shop, replace(programme, promotions=(gives,)))
    sale = sell(shop, "KOP-001", "ROT-001")
    bring_back(shop, sale, (2, 1))
    (given,) = vouchers(shop)
    assert not given.revoked
    bring_back(shop, sale, (1, 1))
    assert vouchers(shop)[0].revoked


def test_a_guest_s_voucher_is_its_bearer_s(shop: SmallShop) -> None:
    sell(shop, "BIJ-001", member=None)
    with shop.store.reading() as unit:
        guest = unit.benefits.vouchers_of(b"")
    assert showing(shop, basket_of(shop, "ROT-001", member=1), guest[0].code).payable == 15_650


def test_a_reward_may_be_a_voucher_and_its_points_come_back(shop: SmallShop) -> None:
    sell(shop, "BIJ-001")
    before = member_at(shop).balance
    taken = pay(shop, with_reward(basket_of(shop, "ROT-001"), "mug"))
    assert (taken.points_spent, len(vouchers(shop))) == (100, 3)
    refused = shop.till.quoted(with_reward(basket_of(shop, "ROT-001"), "mug"), None).quote
    assert refused.redemption.reward_points == 0, "once a member"
    void(shop, taken)
    assert (member_at(shop).balance, sum(not voucher.revoked for voucher in vouchers(shop))) == (before, 2)
    assert pay(shop, with_reward(basket_of(shop, "ROT-001"), "mug")).points_spent == 100


def test_a_reward_s_stock_is_everybody_s_and_a_return_puts_it_back(shop: SmallShop) -> None:
    programme = shop.till.programme()
    (mug,) = programme.rewards
    at_rules(shop, replace(programme, rewards=(replace(mug, stock=1, per_member=None),)))
    for member in (0, 1):
        sell(shop, "BIJ-001", member=member)
    taken = pay(shop, with_reward(basket_of(shop, "ROT-001"), "mug"))
    too_late = pay(shop, with_reward(basket_of(shop, "ROT-001", member=1), "mug"))
    assert (taken.points_spent, too_late.points_spent) == (100, 0)
    void(shop, taken)
    assert pay(shop, with_reward(basket_of(shop, "ROT-001", member=1), "mug")).points_spent == 100


def test_a_limit_by_member_is_counted_over_sales_and_freed_by_a_return(shop: SmallShop) -> None:
    first = sell(shop, "ROT-002")
    sell(shop, "ROT-002")
    full = sell(shop, "ROT-002").payable
    assert (first.payable, full) == (17_280, 21_600)
    assert sell(shop, "ROT-002", member=1).payable == 17_280
    void(shop, first)
    assert sell(shop, "ROT-002").payable == 17_280
    assert sell(shop, "ROT-002").payable == full


def test_a_budget_is_everybody_s_and_is_never_overdrawn(shop: SmallShop) -> None:
    prices = [sell(shop, "KUE-001", member=member).payable for member in (0, 1, None)]
    assert prices == [29_500, 31_500, 34_500]


def test_a_plan_opens_for_its_months_and_counts_from_the_next_sale(shop: SmallShop) -> None:
    bought = sell(shop, PLAN_SKU)
    (plan,) = plans(shop)
    assert (plan.entitlement.plan_id, str(plan.entitlement.starts), str(plan.entitlement.ends)) == (
        "vip",
        "2026-11-22",
        "2027-11-21",
    )
    assert (bought.payable, sell(shop, "KOP-001").payable) == (365_000, 21_600)
    sell(shop, PLAN_SKU)
    assert [str(one.entitlement.ends) for one in plans(shop)] == ["2027-11-21", "2028-11-21"]


def test_a_plan_comes_back_pro_rata_by_unused_days(shop: SmallShop) -> None:
    bought = sell(shop, PLAN_SKU)
    shop.clock.at += 100 * DAY
    done = bring_back(shop, bought, (1, 1), approval=manager(shop))
    assert (done.refund, done.deducted) == (365_000 - 101 * 1_000, 101 * 1_000)
    assert str(plans(shop)[0].entitlement.ends) == "2027-03-02"
    shop.clock.at += DAY
    assert sell(shop, "KOP-001").payable == 24_000


def test_two_lines_of_a_plan_are_one_plan_of_all_their_months_and_come_back_one_by_one(
    shop: SmallShop,
) -> None:
    fee = shop.item(PLAN_SKU)
    basket = basket_of(shop, PLAN_SKU)
    line = basket.lines[0]
    both = pay(shop, replace(basket, lines=(line, replace(line, number=2, item=fee))))
    assert [str(one.entitlement.ends) for one in plans(shop)] == ["2028-11-21"]
    first = bring_back(shop, both, (2, 1))
    assert (first.refund, str(plans(shop)[0].entitlement.ends)) == (365_000, "2027-11-21")
    second = bring_back(shop, both, (1, 1))
    assert (second.refund, second.deducted) == (364_000, 1_000)


def test_months_that_were_a_gift_and_months_that_were_bought_come_back_each_at_its_own_price(
    shop: SmallShop,
) -> None:
    programme = shop.till.programme()
    gift = Reward(id="vip-gift", name="VIP", points=100, gives=GivePlan(plan="vip", months=2))
    at_rules(shop, replace(programme, rewards=(gift,)))
    sell(shop, "BIJ-001")
    sale = pay(shop, with_reward(basket_of(shop, PLAN_SKU), "vip-gift"))
    assert [str(one.entitlement.ends) for one in plans(shop)] == ["2027-01-21", "2028-01-21"]
    shop.clock.at += 10 * DAY
    done = bring_back(shop, sale, (1, 1))
    assert (done.refund, done.deducted) == (365_000, 0), (
        "the gift's days have passed, none that were paid for"
    )
    gone, never = plans(shop)
    assert (str(gone.entitlement.ends), never.entitlement.ends < never.entitlement.starts) == (
        "2026-12-02",
        True,
    )


def test_a_plan_of_somebody_who_was_merged_away_comes_back_too(shop: SmallShop) -> None:
    bought = sell(shop, PLAN_SKU, member=1)
    (before,) = plans(shop, 1)
    merging_two = merging(shop, shop.members[1], shop.members[0])
    assert isinstance(office_of(shop).merge(merging_two), MergeDone)
    shop.clock.at += 10 * DAY
    bring_back(shop, bought, (1, 1), approval=manager(shop))
    (plan,) = plans(shop)
    assert plan.entitlement.ends < before.entitlement.ends


def test_a_plan_that_comes_back_before_it_began_never_was(shop: SmallShop) -> None:
    sell(shop, PLAN_SKU)
    renewal = sell(shop, PLAN_SKU)
    assert void(shop, renewal).refund == 365_000
    first, second = plans(shop)
    assert second.entitlement.ends < second.entitlement.starts
    assert first.entitlement.ends > first.entitlement.starts


def test_the_manager_may_take_owed_points_off_the_refund(shop: SmallShop) -> None:
    beans = sell(shop, "BIJ-001")
    sell(shop, "KUE-001", points=300)
    preview = shop.till.returnable(beans.sale_id, None, deduct_debt=True)
    assert isinstance(preview, ReturnPreview)
    owed = 334 - 34 - 26  # what is left of the sale's points, and what the cake earned
    assert (preview.deducted, preview.debt_after) == (owed * 10, 0)
    request = replace(request_of(shop, beans), deduct_debt=True, expected=334_000 - owed * 10)
    assert shop.till.take_back(request) == ReturnNotPossible(problem=ReturnProblem.NEEDS_MANAGER)
    done = shop.till.take_back(replace(request, approval=manager(shop)))
    assert isinstance(done, ReturnDone)
    assert (done.refund, done.balance, member_at(shop).debt) == (334_000 - owed * 10, 0, 0)


def test_a_return_that_takes_owed_points_off_wants_a_manager_where_a_plain_one_does_not(
    shop: SmallShop,
) -> None:
    beans = sell(shop, "BIJ-001")
    sell(shop, "KUE-001", points=300)
    plain = request_of(shop, beans, (1, 1))
    preview = shop.till.returnable(beans.sale_id, plain.wanted, deduct_debt=True)
    assert isinstance(preview, ReturnPreview)
    deducting = replace(plain, deduct_debt=True, expected=preview.refund)
    assert preview.refund < plain.expected
    assert shop.till.take_back(deducting) == ReturnNotPossible(problem=ReturnProblem.NEEDS_MANAGER)
    assert isinstance(shop.till.take_back(plain), ReturnDone)


def test_the_balance_that_is_told_has_the_points_of_a_full_card_in_it(shop: SmallShop) -> None:
    """On the screen, on the receipt, before a return and after it."""
    done = sell(shop, "KOP-001", "KOP-001", "KOP-001", "KOP-001")
    assert done.balance == member_at(shop).balance == done.points_earned + 50
    assert told(shop, done.sale_id) == ("+50", str(done.balance))
    preview = previewed(shop, done, (1, 1))
    back = bring_back(shop, done, (1, 1))
    view = member_at(shop)
    assert back.balance == view.balance == done.points_earned - back.clawback
    assert (preview.balance_after, preview.usable_after) == (view.balance, view.usable)
    assert told(shop, back.return_id) == ("−50", str(view.balance))


def test_points_of_a_gift_that_were_spent_are_told_as_owed(shop: SmallShop) -> None:
    sale = sell(shop, "KOP-001", "KOP-001", "KOP-001", "KOP-001")
    sell(shop, "KUE-001", points=100)
    preview = previewed(shop, sale)
    back = void(shop, sale)
    view = member_at(shop)
    assert (
        (back.balance, back.debt) == (view.balance, view.debt) == (preview.balance_after, preview.debt_after)
    )
    assert view.debt > 0
    assert preview.usable_after == view.usable == 0


def told(shop: SmallShop, document_id: bytes) -> tuple[str, str]:
    """What a receipt says of points of gifts and of the balance."""
    with shop.store.reading() as unit:
        found = unit.spool.receipt_of(document_id)
    assert found is not None
    pairs = {each.left: each.right for each in found[0].elements if isinstance(each, PairLine)}
    words = Words(Language.INDONESIAN)
    return pairs[words.gettext("Points as a gift")], pairs[words.gettext("Points balance")]


def test_a_tier_that_is_reached_gives_its_awards_once_in_the_sale_that_reached_it(shop: SmallShop) -> None:
    newest = shop.till.programme()
    basic, silver = newest.tiers
    gives = (GivePoints(points=70), GiveVoucher(voucher="ten"))
    draft = replace(newest, revision=0, tiers=(basic, replace(silver, gives=gives)))
    assert isinstance(shop.till.publish(draft, newest.revision, shop.manager_id), Published)
    sell(shop, "KUE-001")
    lifted = sell(shop, "BIJ-001", "BIJ-001")
    assert (lifted.tier_before, lifted.tier_after) == ("basic", "silver")
    assert member_at(shop).balance == 29 + 668 + 70
    assert len(vouchers(shop)) == 2 + 1
    void(shop, lifted)
    again = sell(shop, "BIJ-001", "BIJ-001")
    assert again.tier_before == "silver", "no return demotes anybody"
    assert sum(not voucher.revoked for voucher in vouchers(shop)) == 2 + 1
