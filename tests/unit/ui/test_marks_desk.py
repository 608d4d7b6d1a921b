"""A member's segments, flags and lists at the checkout; only the screen is missing."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.changes import MarkKind
from app.domain.programme.benefits import PercentOff
from app.domain.programme.conditions import InSegment
from app.domain.programme.promotions import Promotion
from app.services.approval import ApprovalFault
from app.services.people_port import KnownMark
from app.ui.checkout.card_state import AboutSheet
from app.ui.checkout.marks_state import MarksSaid, MarksSheet, MarksStep
from tests.support.counter import Counter
from tests.support.enrolling import publish
from tests.support.office import office_of, records
from tests.support.requesting import marking
from tests.support.shop import SmallShop, small_shop

STUDENT = KnownMark(kind=MarkKind.SEGMENT, mark="student")
EARLY = KnownMark(kind=MarkKind.LIST, mark="early")
HALF = Promotion(
    id="half",
    name="Separuh harga",
    benefit=PercentOff(percent=Decimal(50)),
    conditions=(InSegment(segments=("student",)),),
)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as made:
        publish(made, segments=("student",), lists=("early",), promotions=(HALF,))
        yield made


@pytest.fixture
def counter(shop: SmallShop) -> Iterator[Counter]:
    made = Counter(shop)
    made.scan_item("KOP-001")
    made.scan(shop.cards[0])
    yield made
    made.close()


def opened(counter: Counter) -> MarksSheet:
    counter.presenter.about.open()
    counter.hand.settle()
    counter.presenter.marks.open()
    return counter.sheet(MarksSheet)


def held(counter: Counter) -> tuple[KnownMark, ...]:
    about = office_of(counter.shop).about_member(counter.shop.members[0])
    assert about is not None
    return about.marks


def test_a_tick_a_reason_and_a_manager_change_it_and_the_price_at_once(counter: Counter) -> None:
    assert opened(counter).named == (STUDENT, EARLY)
    counter.presenter.marks.tick(STUDENT)
    counter.enter()
    counter.key("1")
    counter.manager_allows()
    assert counter.said() is MarksSaid.SAVED
    about = counter.sheet(AboutSheet).about
    assert about is not None
    assert about.marks == (STUDENT,)
    assert counter.payable() == 12_000


def test_what_he_has_is_ticked_and_a_tick_taken_away_takes_it(counter: Counter) -> None:
    office_of(counter.shop).mark_member(marking(counter.shop, counter.shop.members[0], STUDENT, EARLY))
    assert opened(counter).held == {STUDENT, EARLY}
    counter.presenter.marks.tick(STUDENT)
    counter.enter()
    counter.key("4")
    counter.manager_allows()
    assert held(counter) == (EARLY,)


def test_nothing_changed_asks_no_manager(counter: Counter) -> None:
    opened(counter)
    counter.presenter.marks.tick(STUDENT)
    counter.presenter.marks.tick(STUDENT)
    counter.enter()
    assert counter.said() is MarksSaid.NOTHING_CHANGED
    assert counter.sheet(MarksSheet).step is MarksStep.CHOOSE


def test_a_wrong_word_changes_nothing_and_may_be_given_again(counter: Counter) -> None:
    before = records(counter.shop)
    opened(counter)
    counter.presenter.marks.tick(EARLY)
    counter.enter()
    counter.key("2")
    counter.manager_allows("000000")
    assert counter.manager_was_refused().fault is ApprovalFault.NOT_APPROVED
    assert records(counter.shop) == before
    counter.manager_allows()
    assert held(counter) == (EARLY,)


def test_esc_goes_a_step_back_and_keeps_the_ticks_then_to_the_member(counter: Counter) -> None:
    opened(counter)
    counter.presenter.marks.tick(EARLY)
    counter.enter()
    counter.presenter.leave()
    assert counter.sheet(MarksSheet).held == {EARLY}
    counter.presenter.leave()
    assert isinstance(counter.state.sheet, AboutSheet)
    assert held(counter) == ()


def test_esc_from_the_manager_keeps_the_ticks(counter: Counter) -> None:
    opened(counter)
    counter.presenter.marks.tick(EARLY)
    counter.enter()
    counter.key("2")
    counter.presenter.leave()
    assert counter.state.word is None
    assert counter.sheet(MarksSheet).held == {EARLY}
    assert counter.sheet(MarksSheet).step is MarksStep.CHOOSE
    assert held(counter) == ()


def test_a_programme_without_any_says_so(counter: Counter) -> None:
    newest = counter.shop.till.programme()
    publish(counter.shop, segments=(), lists=(), promotions=(replace(HALF, conditions=()),))
    assert newest.segments
    counter.presenter.about.open()
    counter.hand.settle()
    counter.presenter.marks.open()
    assert counter.said() is MarksSaid.NOTHING_NAMED
