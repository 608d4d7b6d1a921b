"""What a member spends: shown before it is confirmed, taken out again until the sale, and refused with the reason."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.quote import RefusalReason
from app.services.offers import offers_of
from app.services.outcomes import Published
from app.ui.checkout.barrier import Barred, Barrier, barrier_of
from app.ui.checkout.redeem_pages import choices_of
from app.ui.checkout.state import (
    FinishPanel,
    ItemSearch,
    MemberSearch,
    NotRedeemed,
    OffersSheet,
    RedeemPart,
    RedeemSheet,
    TenderSheet,
    Trouble,
)
from tests.support.counter import Counter
from tests.support.gift_shop import gift_programme, open_gift_shop
from tests.support.paying_scenes import add_rewards
from tests.support.selling import sell
from tests.support.shop import SmallShop, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as made:
        open_gift_shop(made)
        add_rewards(made)
        yield made


def open_page(counter: Counter, part: RedeemPart) -> RedeemSheet:
    counter.presenter.redeem.open(part)
    counter.hand.settle()
    return counter.sheet(RedeemSheet)


def choose(counter: Counter, name: str) -> None:
    """Marks the row of a reward."""
    rows = [
        choice.reward.id if hasattr(choice, "reward") else choice.code
        for choice in choices_of(counter.sheet(RedeemSheet))
    ]
    for _ in range(rows.index(name)):
        counter.presenter.step(1)


def told(counter: Counter) -> None:
    """The member says his number, and has no card with him."""
    counter.presenter.search.open_members()
    counter.presenter.search.type("567890")
    counter.hand.settle()
    counter.enter()


def test_a_reward_is_taken_and_shown_as_taken_and_taken_out_again(counter: Counter) -> None:
    sell(counter.shop, "BIJ-001")
    counter.scan(counter.shop.cards[0])
    counter.scan_items("KOP-001")
    open_page(counter, RedeemPart.REWARDS)
    choose(counter, "five")
    counter.enter()
    assert (counter.state.sheet, counter.payable()) == (None, 19_000)
    page = open_page(counter, RedeemPart.REWARDS)
    assert {one.reward.id: one.taken for one in page.offered.rewards if one.taken} == {"five": 1}  # type: ignore[union-attr]
    choose(counter, "five")
    counter.presenter.remove()
    counter.hand.settle()
    assert counter.payable() == 24_000
    assert counter.sheet(RedeemSheet).part is RedeemPart.REWARDS


def test_undo_takes_a_reward_back(counter: Counter) -> None:
    sell(counter.shop, "BIJ-001")
    counter.scan(counter.shop.cards[0])
    counter.scan_items("KOP-001")
    open_page(counter, RedeemPart.REWARDS)
    choose(counter, "five")
    counter.enter()
    counter.presenter.undo()
    counter.hand.settle()
    assert counter.payable() == 24_000


def test_a_reward_that_is_too_dear_says_how_many_points_are_missing(counter: Counter) -> None:
    sell(counter.shop, "BIJ-001")
    counter.scan(counter.shop.cards[0])
    counter.scan_items("KOP-001")
    open_page(counter, RedeemPart.REWARDS)
    choose(counter, "large")
    counter.enter()
    said = counter.state.notice
    assert isinstance(said, NotRedeemed)
    assert (said.refusal.reason, said.refusal.distance) == (RefusalReason.TOO_FEW_POINTS, 9_000 - 334)
    assert counter.sheet(RedeemSheet).part is RedeemPart.REWARDS


def test_a_voucher_of_the_member_s_list_is_used_once(counter: Counter) -> None:
    first = sell(counter.shop, "BIJ-001").vouchers[0].code
    counter.scan(counter.shop.cards[0])
    counter.scan_items("KOP-001")
    open_page(counter, RedeemPart.VOUCHERS)
    choose(counter, first)
    counter.enter()
    assert counter.payable() == 14_000
    counter.sell()
    counter.scan(counter.shop.cards[0])
    counter.scan_items("KOP-001")
    left = open_page(counter, RedeemPart.VOUCHERS)
    assert first not in [one.code for one in left.offered.vouchers]  # type: ignore[union-attr]


def test_a_voucher_scanned_while_the_sheet_is_open_is_on_the_basket_and_the_sheet_stays(
    counter: Counter,
) -> None:
    code = sell(counter.shop, "BIJ-001").vouchers[0].code
    counter.scan(counter.shop.cards[0])
    counter.scan_items("KOP-001")
    open_page(counter, RedeemPart.POINTS)
    counter.scan(code)
    sheet = counter.sheet(RedeemSheet)
    assert sheet.part is RedeemPart.VOUCHERS
    assert [one.code for one in sheet.offered.vouchers if one.shown] == [code]  # type: ignore[union-attr]
    assert counter.payable() == 14_000


def test_a_voucher_scanned_while_paying_gets_the_new_price(counter: Counter) -> None:
    code = sell(counter.shop, "BIJ-001").vouchers[0].code
    counter.scan(counter.shop.cards[0])
    counter.scan_items("KOP-001")
    counter.pay()
    counter.scan(code)
    assert counter.sheet(TenderSheet).quoted is not None
    assert counter.due() == 14_000


def test_another_member_s_voucher_says_whose_card_it_needs(counter: Counter) -> None:
    code = sell(counter.shop, "BIJ-001").vouchers[0].code
    counter.scan(counter.shop.cards[1])
    counter.scan_items("KOP-001")
    counter.scan(code)
    assert counter.says(Trouble.VOUCHER_OF_ANOTHER)
    assert counter.payable() == 24_000


def test_cashback_is_asked_up_to_what_the_basket_takes(counter: Counter) -> None:
    sell(counter.shop, "KOP-003", "KOP-003")  # 3.500 back
    counter.scan(counter.shop.cards[0])
    counter.scan_items("KOP-001")
    open_page(counter, RedeemPart.CASHBACK)
    counter.type("9000")
    counter.enter()
    assert counter.says(Trouble.WALLET_LIMIT)
    counter.presenter.clear()
    counter.type("2000")
    counter.enter()
    assert counter.payable() == 22_000


def test_points_of_somebody_who_only_told_his_number_wait_for_his_card(counter: Counter) -> None:
    sell(counter.shop, "BIJ-001")
    told(counter)
    counter.scan_items("KOP-001")
    open_page(counter, RedeemPart.POINTS)
    assert counter.state.quoted is not None
    assert barrier_of(counter.state.quoted) == Barred(by=Barrier.NEEDS_CARD, points=0)
    counter.scan(counter.shop.cards[0])
    assert (counter.sheet(RedeemSheet).points, barrier_of(counter.state.quoted)) == (300, None)
    counter.enter()
    assert counter.payable() == 21_000


def test_a_card_scanned_while_the_sheet_is_open_shows_what_that_member_has(counter: Counter) -> None:
    sell(counter.shop, "BIJ-001", member=1)
    counter.scan_items("KOP-001")
    open_page(counter, RedeemPart.POINTS)
    assert counter.sheet(RedeemSheet).points == 0
    counter.scan(counter.shop.cards[1])
    assert counter.sheet(RedeemSheet).points == 300
    counter.scan(counter.shop.cards[0])
    assert counter.sheet(RedeemSheet).points == 0


def test_each_barrier_says_its_own(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    assert barred(counter) is Barrier.GUEST
    counter.scan(counter.shop.cards[0])
    assert barred(counter) is Barrier.TOO_FEW
    sell(counter.shop, "BIJ-001")
    counter.scan(counter.shop.cards[0])
    assert barred(counter) is None
    counter.presenter.remove()
    counter.scan_items("ROK-001")
    assert barred(counter) is Barrier.BASKET


def barred(counter: Counter) -> Barrier | None:
    assert counter.state.quoted is not None
    found = barrier_of(counter.state.quoted)
    return None if found is None else found.by


def test_only_the_pages_that_the_programme_has_are_gone_through(counter: Counter) -> None:
    plain = replace(gift_programme(counter.shop.programme), rewards=(), vouchers=(), promotions=())
    plain = replace(plain, stamp_cards=())
    assert isinstance(counter.shop.till.publish(plain, 3, counter.shop.manager_id), Published)
    counter.scan(counter.shop.cards[0])
    counter.scan_items("KOP-001")
    open_page(counter, RedeemPart.POINTS)
    counter.presenter.turn(1)
    assert counter.sheet(RedeemSheet).part is RedeemPart.CASHBACK
    counter.presenter.turn(1)
    assert counter.sheet(RedeemSheet).part is RedeemPart.POINTS


def test_an_offer_leads_to_where_it_can_be_had(counter: Counter) -> None:
    counter.scan_items("ROT-001")
    for rule, sheet in (("bakery-10", MemberSearch),):
        counter.presenter.offers.open()
        counter.sheet(OffersSheet)
        assert counter.state.quoted is not None
        offers = offers_of(counter.state.quoted.programme, counter.state.quoted.quote)
        counter.presenter.offers.go_on(next(one for one in offers if one.rule_id == rule))
        counter.sheet(sheet)
        counter.presenter.leave()


def test_points_on_offer_lead_to_their_page(counter: Counter) -> None:
    sell(counter.shop, "BIJ-001")
    counter.scan(counter.shop.cards[0])
    counter.scan_items("KOP-001")
    assert counter.state.quoted is not None
    offers = offers_of(counter.state.quoted.programme, counter.state.quoted.quote)
    counter.presenter.offers.open()
    counter.presenter.offers.go_on(next(one for one in offers if one.rule_id == "points"))
    assert counter.sheet(RedeemSheet).part is RedeemPart.POINTS
    counter.presenter.leave()
    counter.presenter.offers.open()
    counter.presenter.offers.go_on(next(one for one in offers if one.rule_id == "mug"))
    assert counter.sheet(RedeemSheet).part is RedeemPart.REWARDS


def test_the_finish_has_what_the_sale_gave(counter: Counter) -> None:
    counter.scan(counter.shop.cards[0])
    counter.scan_items("BIJ-001")
    done = counter.sell().done
    assert counter.sheet(FinishPanel).done is done
    assert [one.kind_id for one in done.vouchers] == ["ten", "ten"]
    counter.presenter.leave()
    counter.presenter.search.open_items()
    counter.sheet(ItemSearch)
