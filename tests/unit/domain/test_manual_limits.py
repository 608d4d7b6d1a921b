"""What may be taken off by hand, by whom, and what a manager's word is good for."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.basket import UNIT, Item, Line, ManualDiscount, ManualPrice, QuoteInputs
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import prepare
from app.domain.manual_limits import ByHand, ManualVerdict, taken_by_hand, verdict_on
from app.domain.programme.document import Programme
from app.domain.programme.settling import ManualRules
from tests.support.shop import NOON, small_items, small_programme

RULES = ManualRules(cashier_percent=Decimal(10), manager_percent=Decimal("33.3"))
ALLOWED, NEEDS_MANAGER, TOO_MUCH = ManualVerdict.ALLOWED, ManualVerdict.NEEDS_MANAGER, ManualVerdict.TOO_MUCH
BREAD = next(item for item in small_items() if item.sku == "ROT-001")
TOBACCO = next(item for item in small_items() if item.no_promotion)


def basket(*lines: tuple[Item, int, int | None], manual: ManualDiscount | None = None) -> QuoteInputs:
    """Items with their quantity and their price by hand."""
    return QuoteInputs(
        revision=1,
        opened_at=NOON,
        zone="Asia/Jakarta",
        lines=tuple(
            Line(
                number=number,
                item=item,
                quantity=quantity,
                manual=None if price is None else ManualPrice(price=price, reason="other"),
            )
            for number, (item, quantity, price) in enumerate(lines, start=1)
        ),
        manual=manual,
    )


def taken(inputs: QuoteInputs, programme: Programme | None = None) -> tuple[ByHand, ...]:
    return taken_by_hand(inputs, quote(prepare(programme or small_programme()), inputs))


def share(off: int, of: int) -> ByHand:
    return ByHand(off=off, of=of)


def test_a_line_s_share_is_of_the_catalogue_s_price_per_unit() -> None:
    assert taken(basket((BREAD, 3 * UNIT, 20_000), (BREAD, UNIT, None))) == (
        ByHand(off=8_500, of=28_500, line=1, sku="ROT-001", quantity=3 * UNIT),
    )


def test_the_order_s_share_is_of_the_net_that_the_discount_found() -> None:
    half_by_hand = basket((BREAD, 2 * UNIT, 14_250), manual=ManualDiscount(amount=2_850))
    assert taken(half_by_hand)[1:] == (share(2_850, 28_500),)


def test_a_discount_larger_than_the_order_is_all_of_it() -> None:
    assert taken(basket((BREAD, UNIT, None), manual=ManualDiscount(amount=99_000))) == (
        share(28_500, 28_500),
    )


def test_a_percentage_is_what_was_keyed_whatever_it_rounded_to() -> None:
    sweet = replace(BREAD, price=5)
    assert taken(basket((sweet, UNIT, None), manual=ManualDiscount(basis_points=1_000))) == (
        share(1_000, 10_000),
    )


def test_what_did_nothing_was_not_taken() -> None:
    nothing_off = basket((TOBACCO, UNIT, 1), (BREAD, UNIT, BREAD.price))
    assert taken(nothing_off) == ()
    assert taken(basket((TOBACCO, UNIT, None), manual=ManualDiscount(amount=1_000))) == ()
    assert taken(basket((BREAD, UNIT, None))) == ()


@pytest.mark.parametrize(
    ("one", "cashier", "manager"),
    [
        (share(10, 100), ALLOWED, ALLOWED),
        (share(2_850, 28_500), ALLOWED, ALLOWED),
        (share(2_851, 28_500), NEEDS_MANAGER, ALLOWED),
        (share(333, 1_000), NEEDS_MANAGER, ALLOWED),
        (share(334, 1_000), TOO_MUCH, TOO_MUCH),
        (share(3_330_000_000_000_001, 10_000_000_000_000_000), TOO_MUCH, TOO_MUCH),
    ],
)
def test_a_limit_is_reached_at_the_percentage_itself_exactly(
    one: ByHand, cashier: ManualVerdict, manager: ManualVerdict
) -> None:
    assert verdict_on(RULES, (one,), by_manager=False) is cashier
    assert verdict_on(RULES, (one,), by_manager=True) is manager


def test_each_share_stands_for_itself_and_the_worst_decides() -> None:
    small, large, huge = share(10, 100), share(20, 100), share(50, 100)
    assert verdict_on(RULES, (small, small), by_manager=False) is ALLOWED
    assert verdict_on(RULES, (large, small), by_manager=False) is NEEDS_MANAGER
    assert verdict_on(RULES, (large, huge), by_manager=False, approved=(large, huge)) is TOO_MUCH
    assert verdict_on(RULES, (), by_manager=False) is ALLOWED


def test_by_default_a_cashier_takes_nothing_off_alone_and_a_manager_anything() -> None:
    assert verdict_on(ManualRules(), (share(1, 10_000),), by_manager=False) is NEEDS_MANAGER
    assert verdict_on(ManualRules(), (share(1, 1),), by_manager=True) is ALLOWED


GIVEN = ByHand(off=5_000, of=25_000, line=2, sku="ROT-001", quantity=2 * UNIT)


@pytest.mark.parametrize(
    ("one", "verdict"),
    [
        (GIVEN, ALLOWED),
        (replace(GIVEN, quantity=UNIT), ALLOWED),
        (replace(GIVEN, off=4_000), ALLOWED),
        (replace(GIVEN, off=10_000, of=50_000), ALLOWED),
        (replace(GIVEN, off=5_001), NEEDS_MANAGER),
        (replace(GIVEN, quantity=2 * UNIT + 1), NEEDS_MANAGER),
        (replace(GIVEN, line=3), NEEDS_MANAGER),
        (replace(GIVEN, sku="BIJ-001"), NEEDS_MANAGER),
        (share(5_000, 25_000), NEEDS_MANAGER),
    ],
)
def test_a_manager_s_word_is_good_for_the_same_line_and_no_more(one: ByHand, verdict: ManualVerdict) -> None:
    assert verdict_on(RULES, (one,), by_manager=False, approved=(GIVEN,)) is verdict
