"""The receipts screen finds a sale and takes things back, over a real till; only the screen is missing."""

from collections.abc import Iterator

import pytest

from app.domain.basket import PaymentMethod
from app.domain.returns import RefundPart
from app.services.move_outcomes import MoveDone
from app.services.past_sales import PAGE, Standing
from app.services.past_sales_port import PrintState
from app.services.return_outcomes import ReturnDone, ReturnProblem, ReturnReason
from app.ui.receipts.state import DonePanel, FindMember, MoveSheet, Purpose, ReturnSheet, Trouble
from tests.support.receipts import ReceiptsCounter
from tests.support.selling import member_at, sell
from tests.support.shop import PEOPLE, SmallShop

_DAY = 86_400_000


@pytest.fixture
def counter(shop: SmallShop) -> Iterator[ReceiptsCounter]:
    made = ReceiptsCounter(shop)
    yield made
    made.hand.close()
    assert made.hand.faults == []


def done_return(counter: ReceiptsCounter) -> ReturnDone:
    done = counter.sheet(DonePanel).done
    assert isinstance(done, ReturnDone)
    return done


# Finding


def test_the_newest_sale_of_today_is_shown_at_once(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001")
    newest = sell(counter.shop, "KUE-001", member=None)
    counter.come()
    assert counter.state.page is not None
    assert [row.total for row in counter.state.page.rows] == [34_500, 24_000]
    assert counter.state.past is not None
    assert counter.state.past.sale.sale_id == newest.sale_id


def test_arrows_walk_through_the_list_and_over_the_page_s_end(counter: ReceiptsCounter) -> None:
    sold = [sell(counter.shop, "KOP-001", member=None).sale_id for _ in range(PAGE + 1)][::-1]
    counter.come()
    for expected in sold[1:]:
        counter.presenter.step(1)
        counter.hand.settle()
        assert counter.state.chosen == expected
    counter.presenter.step(-1)
    counter.hand.settle()
    assert counter.state.chosen == sold[PAGE - 1]


def test_a_number_that_is_keyed_short_finds_today_s_sale(counter: ReceiptsCounter) -> None:
    first = sell(counter.shop, "KOP-001")
    sell(counter.shop, "KUE-001")
    counter.come()
    counter.keys("1")
    counter.enter()
    assert (counter.state.chosen, counter.state.typed) == (first.sale_id, "")


def test_a_number_that_nobody_has_stays_to_be_mended(counter: ReceiptsCounter) -> None:
    newest = sell(counter.shop, "KOP-001")
    counter.come()
    counter.keys("77")
    counter.enter()
    assert (counter.state.typed, counter.state.chosen) == ("77", newest.sale_id)
    assert counter.says() == "No sale of this till has that number. Look at the receipt and key it again."


def test_a_scanned_receipt_is_shown_whatever_was_chosen(counter: ReceiptsCounter) -> None:
    first = sell(counter.shop, "KOP-001")
    sell(counter.shop, "KUE-001")
    counter.come()
    counter.presenter.give_back(Purpose.RETURN)
    counter.hand.settle()
    counter.scan(f"SETIA:R/{first.receipt_number}")
    assert (counter.state.chosen, counter.state.sheet) == (first.sale_id, None)


def test_a_receipt_of_another_till_changes_nothing_and_says_where_to_go(counter: ReceiptsCounter) -> None:
    newest = sell(counter.shop, "KOP-001")
    counter.come()
    counter.scan("SETIA:R/JKT9-261122-0001")
    assert counter.state.chosen == newest.sale_id
    assert "Return it where it was bought" in counter.says()


def test_a_sale_that_was_scanned_at_the_checkout_is_shown_and_not_the_newest(
    counter: ReceiptsCounter,
) -> None:
    first = sell(counter.shop, "KOP-001")
    sell(counter.shop, "KUE-001")
    counter.presenter.start(counter.shop.cashier_id)
    counter.presenter.show_sale(first.sale_id)
    counter.hand.settle()
    assert counter.state.past is not None
    assert counter.state.past.sale.sale_id == first.sale_id


def test_escape_forgets_the_number_first_and_then_leaves(counter: ReceiptsCounter) -> None:
    counter.come()
    counter.keys("12")
    counter.presenter.leave()
    assert (counter.state.typed, counter.left) == ("", 0)
    counter.presenter.leave()
    assert counter.left == 1


# Returns


def test_a_return_in_two_steps_gives_back_exactly_what_was_paid(counter: ReceiptsCounter) -> None:
    """Two coffees and a cake: 82.500 and 82 points."""
    sale = sell(counter.shop, "KOP-001", "KOP-001", "KUE-001")
    counter.come()
    counter.enter()
    counter.presenter.giving_back.add(1, 1)
    counter.hand.settle()
    first = counter.preview()
    assert (first.refund, first.returned.clawback) == (24_000, 24)
    counter.keys("3")
    counter.enter()
    done = done_return(counter)
    assert (done.refund, done.clawback, done.balance) == (24_000, 24, 58)
    assert done.money == (RefundPart(method=PaymentMethod.QRIS, amount=24_000),)
    counter.enter()
    past = counter.state.past
    assert past is not None
    assert (past.standing, past.refunded) == (Standing.PARTLY_BACK, 24_000)
    counter.enter()
    counter.presenter.everything()
    counter.hand.settle()
    counter.keys("1")
    counter.enter()
    rest = done_return(counter)
    assert (rest.refund, rest.clawback, rest.balance, rest.everything) == (58_500, 58, 0, True)
    counter.enter()
    past = counter.state.past
    assert past is not None
    assert (past.standing, past.refunded, sale.payable) == (Standing.ALL_BACK, 82_500, 82_500)
    counter.enter()
    assert counter.says() == "Everything of this sale has come back. Choose another sale."


def test_the_only_piece_of_a_sale_is_chosen_already(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001", member=None)
    counter.come()
    counter.enter()
    assert counter.preview().refund == 24_000


def test_a_return_wants_lines_and_a_reason_before_anything_is_written(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001", "KUE-001")
    counter.come()
    told = counter.shop.told.times
    counter.enter()
    counter.enter()
    assert counter.says() == "Choose what comes back first."
    counter.presenter.everything()
    counter.enter()
    assert counter.says() == "Choose why it comes back: press 1 to 5."
    assert counter.shop.told.times == told


def test_enter_before_the_preview_has_come_waits_for_it(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001", "KUE-001")
    counter.come()
    counter.enter()
    counter.presenter.because(ReturnReason.DEFECTIVE)
    counter.presenter.everything()
    counter.presenter.confirm()
    counter.hand.settle()
    assert done_return(counter).refund == 58_500


def test_points_that_would_be_owed_are_taken_off_the_refund_with_a_manager_s_word(
    counter: ReceiptsCounter,
) -> None:
    """334 points are earned; 300 of them are spent on three coffees, which earn 69. Then the 334 are taken back."""
    sell(counter.shop, "BIJ-001")
    sell(counter.shop, "KOP-001", "KOP-001", "KOP-001", points=300)
    counter.come()
    counter.presenter.step(1)
    counter.hand.settle()
    counter.enter()
    whole = counter.preview()
    assert (whole.refund, whole.returned.clawback, whole.debt_after) == (334_000, 334, 231)
    counter.presenter.giving_back.deduct()
    counter.hand.settle()
    less = counter.preview()
    assert (less.deducted, less.refund, less.debt_after) == (2_310, 331_690, 0)
    counter.keys("2")
    counter.enter()
    assert counter.state.word is not None
    counter.allow()
    assert (done_return(counter).refund, done_return(counter).debt) == (331_690, 0)


def test_a_scan_of_an_item_in_a_return_changes_nothing_but_says_what_to_do(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001")
    counter.come()
    counter.enter()
    before = counter.sheet(ReturnSheet)
    counter.scan(counter.shop.item("KUE-001").gtin)
    assert counter.state.sheet == before
    assert counter.state.notice is Trouble.ITEM_NOT_WANTED


def test_a_return_that_is_asked_twice_is_made_once(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001", "KOP-001")
    counter.come()
    counter.enter()
    counter.presenter.giving_back.add(1, 1)
    counter.hand.settle()
    counter.keys("1")
    counter.presenter.confirm()
    counter.presenter.confirm()
    counter.presenter.leave()
    counter.hand.settle()
    assert done_return(counter).refund == 24_000
    counter.enter()
    assert counter.state.past is not None
    assert counter.state.past.refunded == 24_000


def test_the_panel_says_how_the_paper_is(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001")
    counter.come()
    counter.enter()
    counter.keys("1")
    counter.enter()
    panel = counter.sheet(DonePanel)
    assert panel.printed is PrintState.QUEUED
    with counter.shop.store.writing() as unit:
        while (job := unit.spool.take()) is not None:
            unit.spool.settle(job.job_id, "confirmed", None)
    counter.presenter.done.look_at_paper()
    counter.hand.settle()
    assert counter.sheet(DonePanel).printed is PrintState.CONFIRMED


# Voids


def test_a_void_takes_a_wrong_pin_and_then_the_right_one(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001", "KUE-001")
    counter.come()
    counter.presenter.give_back(Purpose.VOID)
    counter.hand.settle()
    assert counter.preview().refund == 58_500
    counter.enter()
    assert counter.state.word is not None
    counter.allow("000000")
    assert counter.state.word is not None
    assert counter.state.word.trouble is not None
    assert counter.standing() == "kept"
    counter.allow()
    done = done_return(counter)
    assert (done.void, done.refund, done.balance) == (True, 58_500, 0)
    counter.enter()
    assert counter.standing() == "voided"


def test_the_pin_pad_goes_back_to_the_void_and_writes_nothing(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001")
    counter.come()
    counter.presenter.give_back(Purpose.VOID)
    counter.hand.settle()
    counter.enter()
    counter.keys("7788")
    counter.presenter.leave()
    counter.hand.settle()
    assert counter.state.word is None
    assert counter.sheet(ReturnSheet).purpose is Purpose.VOID
    counter.presenter.leave()
    assert counter.state.sheet is None
    assert counter.state.past is not None
    assert counter.state.past.standing is Standing.KEPT


def test_yesterday_s_sale_is_not_voided_but_can_be_returned(counter: ReceiptsCounter) -> None:
    sale = sell(counter.shop, "KOP-001")
    counter.shop.clock.at += _DAY
    counter.come()
    counter.scan(f"SETIA:R/{sale.receipt_number}")
    counter.presenter.give_back(Purpose.VOID)
    counter.hand.settle()
    assert counter.refusal().problem is ReturnProblem.OTHER_DAY
    counter.enter()
    assert counter.says() == "Only a sale of today can be voided. Go back and return it instead: press Enter."
    counter.presenter.leave()
    counter.enter()
    assert counter.preview().refund == 24_000


# Members


def test_a_guest_s_sale_is_claimed_by_the_card(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001", "KUE-001", member=None)
    counter.come()
    counter.presenter.give_to_member()
    counter.sheet(FindMember)
    counter.scan(counter.shop.cards[1])
    sheet = counter.sheet(MoveSheet)
    assert sheet.member is not None
    assert (sheet.member.name, sheet.reassigns) == (PEOPLE[1][0], False)
    counter.enter()
    done = counter.sheet(DonePanel).done
    assert isinstance(done, MoveDone)
    assert (done.points, done.member.balance) == (58, 58)
    assert counter.state.past is not None
    assert counter.state.past.member is not None
    assert counter.state.past.member.name == PEOPLE[1][0]


def test_a_guest_s_sale_is_claimed_by_name_too(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001", member=None)
    counter.come()
    counter.presenter.give_to_member()
    counter.presenter.search.type("Dewi")
    counter.hand.settle()
    counter.enter()
    counter.enter()
    assert member_at(counter.shop, 2).balance == 24


def test_a_sale_of_the_wrong_member_moves_with_a_manager_s_word(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001")
    counter.come()
    counter.presenter.give_to_member()
    counter.scan(counter.shop.cards[2])
    assert counter.sheet(MoveSheet).reassigns
    counter.enter()
    assert (member_at(counter.shop, 0).balance, member_at(counter.shop, 2).balance) == (24, 0)
    counter.allow("111111")
    assert member_at(counter.shop, 2).balance == 0
    counter.allow()
    assert (member_at(counter.shop, 0).balance, member_at(counter.shop, 2).balance) == (0, 24)


def test_a_claim_that_is_refused_stays_open_and_says_why(counter: ReceiptsCounter) -> None:
    sell(counter.shop, "KOP-001")
    counter.come()
    counter.presenter.give_to_member()
    counter.scan(counter.shop.cards[0])
    counter.enter()
    assert counter.says() == "This sale is that member’s already. Find another one."
    counter.sheet(MoveSheet)


# Copies


def test_a_copy_of_the_chosen_sale_is_queued(counter: ReceiptsCounter) -> None:
    sale = sell(counter.shop, "KOP-001")
    counter.come()
    counter.shop.clock.at += 1
    counter.presenter.reprint()
    counter.hand.settle()
    assert counter.state.notice is Trouble.REPRINTING
    with counter.shop.store.writing() as unit:
        jobs = [unit.spool.take(), unit.spool.take()]
    assert [job.copy for job in jobs if job is not None] == [0, 1]
    assert [job.receipt.number for job in jobs if job is not None] == [sale.receipt_number] * 2
