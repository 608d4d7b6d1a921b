"""A member's own PIN at the checkout; only the screen is missing."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.basket import Proof
from app.services.approval import ApprovalFault
from app.services.front import LockedOut, WrongPin
from app.services.pin_outcomes import PinDone, PinProblem, PinRequest, PinRight
from app.ui.checkout.pin_state import PinSaid, PinSheet, PinStep, PinTrouble
from app.ui.checkout.state import RedeemSheet, Trouble
from tests.support.counter import Counter
from tests.support.enrolling import publish
from tests.support.office import office_of, opened, records
from tests.support.shop import SmallShop, small_shop

PIN, OTHER_PIN = "270394", "860215"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as made:
        publish(made, points=replace(made.programme.points, proof_above=100))
        opened(made, 1_500, 0)
        yield made


@pytest.fixture
def counter(shop: SmallShop) -> Iterator[Counter]:
    made = Counter(shop)
    made.scan_items("BIJ-001")
    yield made
    made.close()


def has_pin(shop: SmallShop, pin: str = PIN) -> bool:
    return office_of(shop).check_pin(shop.members[0], pin) == PinRight()


def give_pin(shop: SmallShop) -> None:
    """Siti chose a PIN some time ago."""
    request = PinRequest(member_id=shop.members[0], pin=PIN, proof=Proof.CARD, staff_id=shop.cashier_id)
    assert office_of(shop).set_pin(request) == PinDone(has_pin=True)


def told(counter: Counter) -> None:
    """Siti tells the end of her number, and shows nothing."""
    counter.presenter.search.open_members()
    counter.presenter.search.type("567890")
    counter.hand.settle()
    counter.enter()


def press_pin(counter: Counter) -> None:
    counter.presenter.pin.open()
    counter.hand.settle()


def redeem(counter: Counter) -> int:
    """Opens the points; the most that may be spent."""
    counter.presenter.redeem.open()
    counter.hand.settle()
    return limit(counter)


def limit(counter: Counter) -> int:
    assert counter.state.quoted is not None
    return counter.state.quoted.quote.redemption.limit


def step(counter: Counter) -> PinStep:
    return counter.sheet(PinSheet).step


def test_the_pin_counts_like_the_card_for_points(counter: Counter) -> None:
    give_pin(counter.shop)
    told(counter)
    assert redeem(counter) == 100
    press_pin(counter)
    counter.key(PIN)
    assert counter.said() is PinSaid.PROVED
    assert limit(counter) == 1_500
    counter.presenter.redeem.all()
    counter.enter()
    sold = counter.sell()
    sale = counter.shop.till.store
    with sale.reading() as unit:
        kept = unit.sales.by_id(sold.done.sale_id)
    assert kept is not None
    assert kept.inputs.member is not None
    assert (kept.inputs.member.proof, kept.quote.redemption.points) == (Proof.PIN, 1_500)


def test_wrong_pins_say_how_many_are_left_and_lock_until_the_card_is_scanned(counter: Counter) -> None:
    give_pin(counter.shop)
    told(counter)
    redeem(counter)
    press_pin(counter)
    counter.key("000001")
    assert counter.sheet(PinSheet).trouble == WrongPin(left=4)
    for _ in range(4):
        counter.key("000001")
    assert counter.sheet(PinSheet).trouble == LockedOut(seconds=60)
    counter.key(PIN)
    assert counter.sheet(PinSheet).trouble == LockedOut(seconds=60)
    counter.scan(counter.shop.cards[0])
    assert isinstance(counter.state.sheet, RedeemSheet)
    assert limit(counter) == 1_500


def test_who_has_no_pin_is_told_and_the_points_stay_open(counter: Counter) -> None:
    told(counter)
    redeem(counter)
    press_pin(counter)
    assert counter.said() is PinSaid.NO_PIN
    assert isinstance(counter.state.sheet, RedeemSheet)


def test_esc_leads_back_to_the_points_and_nothing_of_the_pin_is_kept(counter: Counter) -> None:
    give_pin(counter.shop)
    told(counter)
    redeem(counter)
    press_pin(counter)
    counter.key("270")
    counter.presenter.leave()
    assert isinstance(counter.state.sheet, RedeemSheet)
    press_pin(counter)
    assert counter.sheet(PinSheet).entered == 0
    counter.key("394")
    assert counter.sheet(PinSheet).entered == 3, "the first three are forgotten"


def test_who_showed_the_card_chooses_a_pin_by_typing_it_twice(counter: Counter) -> None:
    counter.scan(counter.shop.cards[0])
    press_pin(counter)
    assert step(counter) is PinStep.NEW
    counter.key(PIN)
    assert step(counter) is PinStep.AGAIN
    counter.key(PIN)
    assert (counter.said(), counter.state.sheet) == (PinSaid.SET, None)
    assert has_pin(counter.shop)
    assert counter.state.about is not None
    assert counter.state.about.has_pin


def test_two_that_differ_begin_again(counter: Counter) -> None:
    counter.scan(counter.shop.cards[0])
    press_pin(counter)
    counter.key(PIN)
    counter.key(OTHER_PIN)
    sheet = counter.sheet(PinSheet)
    assert (sheet.step, sheet.trouble) == (PinStep.NEW, PinTrouble.DIFFERENT)


def test_a_pin_that_is_guessed_at_once_is_refused_before_it_is_repeated(counter: Counter) -> None:
    counter.scan(counter.shop.cards[0])
    press_pin(counter)
    counter.key("123456")
    sheet = counter.sheet(PinSheet)
    assert (sheet.step, sheet.trouble) == (PinStep.NEW, PinProblem.TOO_EASY)


def test_who_only_told_a_number_scans_the_card_first(counter: Counter) -> None:
    told(counter)
    press_pin(counter)
    assert step(counter) is PinStep.SHOW
    counter.scan(counter.shop.cards[1])
    assert counter.said() is PinSaid.SOMEBODY_ELSE_S
    assert counter.member == "Siti Rahayu"
    counter.scan(counter.shop.cards[0])
    assert step(counter) is PinStep.NEW
    counter.key(PIN + PIN)
    counter.key(PIN)
    assert has_pin(counter.shop)


def test_or_a_manager_stands_in_for_the_card(counter: Counter) -> None:
    told(counter)
    press_pin(counter)
    counter.key("1")
    counter.key(PIN)
    counter.key(PIN)
    counter.manager_allows("000000")
    assert counter.manager_was_refused().fault is ApprovalFault.NOT_APPROVED
    assert not has_pin(counter.shop)
    counter.manager_allows()
    assert counter.said() is PinSaid.SET
    assert has_pin(counter.shop)


def test_the_member_s_card_does_in_place_of_the_manager_who_is_asked(counter: Counter) -> None:
    told(counter)
    press_pin(counter)
    counter.key("1")
    counter.key(PIN)
    counter.key(PIN)
    counter.scan(counter.shop.cards[1])
    assert counter.said() is PinSaid.SOMEBODY_ELSE_S
    counter.scan(counter.shop.cards[0])
    assert counter.said() is PinSaid.SET
    assert (counter.state.word, counter.state.sheet) == (None, None)


def test_esc_from_the_manager_leaves_the_pin_as_it_was(counter: Counter) -> None:
    give_pin(counter.shop)
    told(counter)
    press_pin(counter)
    counter.key("1")
    counter.key("1")
    counter.key(OTHER_PIN)
    counter.key(OTHER_PIN)
    assert counter.state.word is not None
    counter.presenter.leave()
    assert step(counter) is PinStep.CHOOSE
    assert not counter.presenter.word.is_open
    assert has_pin(counter.shop)


def test_the_old_pin_lets_the_member_choose_another_one(counter: Counter) -> None:
    give_pin(counter.shop)
    told(counter)
    press_pin(counter)
    counter.key("1")
    assert step(counter) is PinStep.SHOW
    counter.key("2")
    counter.key(PIN)
    assert step(counter) is PinStep.NEW
    counter.key(OTHER_PIN)
    counter.key(OTHER_PIN)
    assert has_pin(counter.shop, OTHER_PIN)


def test_a_pin_is_taken_away_by_who_shows_the_card(counter: Counter) -> None:
    give_pin(counter.shop)
    counter.scan(counter.shop.cards[0])
    press_pin(counter)
    assert step(counter) is PinStep.CHOOSE
    counter.key("2")
    assert counter.said() is PinSaid.REMOVED
    assert not has_pin(counter.shop)


def test_esc_goes_back_to_the_beginning_then_out(counter: Counter) -> None:
    give_pin(counter.shop)
    before = records(counter.shop)
    counter.scan(counter.shop.cards[0])
    press_pin(counter)
    counter.key("1")
    counter.key(PIN)
    counter.presenter.leave()
    assert step(counter) is PinStep.CHOOSE
    counter.presenter.leave()
    assert counter.state.sheet is None
    assert records(counter.shop) == before


def test_digits_are_taken_back_one_by_one_or_all(counter: Counter) -> None:
    counter.scan(counter.shop.cards[0])
    press_pin(counter)
    counter.key("999")
    counter.presenter.erase()
    assert counter.sheet(PinSheet).entered == 2
    counter.presenter.clear()
    assert counter.sheet(PinSheet).entered == 0
    counter.key(PIN)
    counter.key(PIN)
    assert has_pin(counter.shop)


def test_a_guest_has_no_pin(counter: Counter) -> None:
    press_pin(counter)
    assert counter.said() is Trouble.NO_MEMBER
