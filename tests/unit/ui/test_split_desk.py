"""Ctrl+B: a bill is split piece by piece, each part sold to whoever showed a card for it, one after the other."""

from collections.abc import Iterator

import pytest

from app.domain.splitting import SplitRefusal, SplitRefused
from app.services.split_bill import SplitNotDone, SplitProblem
from app.ui.checkout.basket_sheets import HeldList, SplitSheet
from app.ui.checkout.desks.split import MOST_PARTS, SplitDesk
from app.ui.checkout.state import FinishPanel, Trouble
from tests.support.counter import Counter
from tests.support.shop import SmallShop


@pytest.fixture
def counter(shop: SmallShop) -> Iterator[Counter]:
    """Three coffees and a cake, Ctrl+B pressed."""
    with Counter(shop) as made:
        made.scan_items("KOP-001", "KOP-001", "KOP-001", "KUE-001")
        made.presenter.aside.split.open()
        yield made


def desk(counter: Counter) -> SplitDesk:
    return counter.presenter.aside.split


def held(counter: Counter) -> list[tuple[str, str, int]]:
    return [(row.label, row.member, row.price) for row in counter.shop.till.held()]


def test_pieces_go_into_a_part_and_the_rest_is_another(counter: Counter) -> None:
    desk(counter).move(1)
    desk(counter).move(1)
    counter.enter()
    assert sorted(price for _, _, price in held(counter)) == [48_000, 58_500]
    assert counter.state.basket is None
    assert counter.sheet(HeldList).rows is not None


def test_no_more_than_there_is_goes_into_a_part_and_no_less_comes_out(counter: Counter) -> None:
    for _ in range(5):
        desk(counter).move(1)
    sheet = counter.sheet(SplitSheet)
    assert (sheet.parts[0].of(1), sheet.left(sheet.lines[0])) == (3_000, 0)
    for _ in range(5):
        desk(counter).move(-1)
    assert counter.sheet(SplitSheet).parts[0].taken == ()


def test_a_part_is_whose_card_is_shown_for_it(counter: Counter) -> None:
    desk(counter).move_all(0)
    counter.scan(counter.shop.cards[0])
    desk(counter).add_part()
    desk(counter).move_all(1)
    counter.scan(counter.shop.cards[1])
    counter.enter()
    assert sorted(held(counter)) == [("1/2", "Siti Rahayu", 72_000), ("2/2", "Asep Hidayat", 34_500)]


def test_the_parts_are_sold_one_after_the_other(counter: Counter) -> None:
    desk(counter).move(1)
    counter.enter()
    totals = []
    for _ in range(2):
        assert counter.sheet(HeldList).rows
        counter.enter()
        totals.append(counter.sell().done.payable)
        counter.enter()
    assert sorted(totals) == [24_000, 82_500]
    assert (counter.state.sheet, counter.state.held) == (None, 0)


def test_after_the_last_part_nothing_is_asked_though_others_are_held(counter: Counter) -> None:
    desk(counter).move(1)
    counter.enter()
    for _ in range(2):
        counter.enter()
        counter.sell()
        counter.enter()
    counter.scan_items("ROT-001")
    counter.presenter.aside.hold.open()
    counter.enter()
    counter.scan_items("ROT-002")
    counter.sell()
    counter.enter()
    assert counter.state.sheet is None


def test_a_scan_after_a_part_begins_something_else(counter: Counter) -> None:
    desk(counter).move(1)
    counter.enter()
    counter.enter()
    counter.sell()
    counter.sheet(FinishPanel)
    counter.scan_items("ROT-001")
    assert counter.quantities() == {"ROT-001": 1}
    assert len(counter.shop.till.held()) == 1


def test_nothing_chosen_is_refused_and_everything_in_one_part_too(counter: Counter) -> None:
    counter.enter()
    assert counter.says(_refused(SplitRefusal.EMPTY_PART))
    desk(counter).move_all(0)
    desk(counter).move_all(1)
    counter.enter()
    assert counter.says(_refused(SplitRefusal.ONE_PART))
    assert counter.sheet(SplitSheet).saving is False
    assert held(counter) == []


def _refused(reason: SplitRefusal) -> SplitNotDone:
    return SplitNotDone(problem=SplitProblem.SPLIT, refused=SplitRefused(reason=reason))


def test_an_item_that_is_scanned_meanwhile_changes_nothing_and_says_so(counter: Counter) -> None:
    sheet = counter.sheet(SplitSheet)
    counter.scan_items("ROT-001")
    assert counter.sheet(SplitSheet) == sheet
    assert counter.says(Trouble.FINISH_SPLIT_FIRST)
    assert counter.quantities() == {"KOP-001": 3, "KUE-001": 1}


def test_esc_leaves_the_bill_whole(counter: Counter) -> None:
    desk(counter).move(1)
    counter.presenter.leave()
    assert counter.quantities() == {"KOP-001": 3, "KUE-001": 1}
    assert held(counter) == []


def test_there_is_an_end_to_parts(counter: Counter) -> None:
    for _ in range(20):
        desk(counter).add_part()
    assert len(counter.sheet(SplitSheet).parts) == MOST_PARTS


def test_a_part_is_not_split_again(counter: Counter) -> None:
    desk(counter).move(1)
    counter.enter()
    counter.enter()
    desk(counter).open()
    assert counter.says(SplitNotDone(problem=SplitProblem.PART_OF_BILL))


def test_arrows_mark_lines_and_parts(counter: Counter) -> None:
    counter.presenter.step(1)
    desk(counter).add_part()
    desk(counter).step_part(-1)
    sheet = counter.sheet(SplitSheet)
    assert (sheet.place, sheet.part, len(sheet.parts)) == (1, 0, 2)
