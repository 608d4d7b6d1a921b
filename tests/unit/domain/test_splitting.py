"""A bill is split into baskets of their own, and every unit of it ends in exactly one."""

from dataclasses import replace
from random import Random

import pytest

from app.domain.basket import (
    UNIT,
    HeldVoucher,
    Line,
    ManualDiscount,
    ManualPrice,
    PaymentMethod,
    QuoteInputs,
    TenderPart,
)
from app.domain.basket_faults import faults_of
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import prepare
from app.domain.splitting import PartWanted, Share, Split, SplitRefusal, SplitRefused, split
from tests.support.worked_example import (
    BASIC,
    BREAD,
    CIGARETTES,
    COFFEE,
    SILVER,
    inputs,
    item,
    lines,
    programme,
)

SHOT = item("shot", "extras", 5_000)
RICE = replace(item("rice", "food", 15_000), weighed=True)
TABLE = inputs(
    (
        Line(number=1, item=COFFEE, quantity=3 * UNIT),
        Line(number=2, item=SHOT, quantity=4 * UNIT, parent=1),
        Line(number=5, item=BREAD, quantity=2 * UNIT),
        Line(number=6, item=RICE, quantity=345),
    ),
    SILVER,
)
ANN, BOB = replace(BASIC, member_id=b"ann"), replace(BASIC, member_id=b"bob")


def part(*shares: tuple[int, int] | int) -> PartWanted:
    return PartWanted(
        shares=tuple(
            Share(number=one) if isinstance(one, int) else Share(number=one[0], quantity=one[1])
            for one in shares
        )
    )


def done(*wanted: PartWanted, whole: QuoteInputs = TABLE) -> tuple[QuoteInputs, ...]:
    outcome = split(whole, wanted)
    assert isinstance(outcome, Split), outcome
    return outcome.parts


def said(basket: QuoteInputs) -> list[tuple[int, str, int, int | None]]:
    return [(line.number, line.item.sku, line.quantity, line.parent) for line in basket.lines]


def test_a_bill_is_split_by_line_and_by_quantity_and_the_rest_is_a_part() -> None:
    first, second, rest = done(part((1, UNIT), 6), part((1, UNIT), (5, 2 * UNIT)))
    assert said(first) == [(1, "coffee", 1000, None), (2, "shot", 2000, 1), (3, "rice", 345, None)]
    assert said(second) == [(1, "coffee", 1000, None), (2, "shot", 1000, 1), (3, "bread", 2000, None)]
    assert said(rest) == [(1, "coffee", 1000, None), (2, "shot", 1000, 1)]


def test_modifiers_follow_their_line_in_whole_pieces_the_odd_ones_first() -> None:
    one_shot = replace(TABLE, lines=(TABLE.lines[0], replace(TABLE.lines[1], quantity=UNIT)))
    first, rest = done(part((1, UNIT)), whole=one_shot)
    assert said(first) == [(1, "coffee", 1000, None), (2, "shot", 1000, 1)]
    assert said(rest) == [(1, "coffee", 2000, None)]


def test_a_weighed_modifier_goes_whole_with_the_first_unit() -> None:
    syrup = replace(item("syrup", "extras", 90_000), weighed=True)
    whole = replace(TABLE, lines=(TABLE.lines[0], Line(number=2, item=syrup, quantity=35, parent=1)))
    first, rest = done(part((1, UNIT)), whole=whole)
    assert said(first) == [(1, "coffee", 1000, None), (2, "syrup", 35, 1)]
    assert said(rest) == [(1, "coffee", 2000, None)]


def test_each_part_has_its_own_member_and_the_rest_that_of_the_whole() -> None:
    wanted = (replace(part((1, UNIT)), member=ANN), part((5, UNIT)), replace(part((5, UNIT)), member=BOB))
    assert [basket.member for basket in done(*wanted)] == [ANN, None, BOB, SILVER]


def test_a_part_keeps_the_revision_the_instant_and_prices_by_hand() -> None:
    by_hand = replace(TABLE.lines[0], manual=ManualPrice(price=30_000, reason="chipped"))
    whole = replace(TABLE, lines=(by_hand, *TABLE.lines[1:]), manual=ManualDiscount(basis_points=500))
    first, rest = done(part((1, UNIT)), whole=whole)
    assert first.lines[0].manual == by_hand.manual == rest.lines[0].manual
    assert (first.manual, first.opened_at, first.revision) == (whole.manual, whole.opened_at, whole.revision)


def test_the_same_line_may_be_named_twice_in_a_part() -> None:
    first, _ = done(part((1, UNIT), (1, UNIT)))
    assert said(first)[0] == (1, "coffee", 2000, None)


@pytest.mark.parametrize(
    ("wanted", "refused"),
    [
        ((), SplitRefused(reason=SplitRefusal.ONE_PART)),
        ((part(1, 5, 6),), SplitRefused(reason=SplitRefusal.ONE_PART)),
        ((part(),), SplitRefused(reason=SplitRefusal.EMPTY_PART)),
        ((part(9),), SplitRefused(reason=SplitRefusal.UNKNOWN_LINE, line=9)),
        ((part(2),), SplitRefused(reason=SplitRefusal.MODIFIER, line=2)),
        ((part((1, 0)),), SplitRefused(reason=SplitRefusal.NOTHING_WANTED, line=1, left=3000)),
        ((part((1, 4000)),), SplitRefused(reason=SplitRefusal.MORE_THAN_LEFT, line=1, left=3000)),
        ((part(1), part(1)), SplitRefused(reason=SplitRefusal.MORE_THAN_LEFT, line=1)),
        (
            (part((1, 2000)), part((1, 2000))),
            SplitRefused(reason=SplitRefusal.MORE_THAN_LEFT, line=1, left=1000),
        ),
        ((part((1, 500)),), SplitRefused(reason=SplitRefusal.PART_OF_UNIT, line=1, left=3000)),
        ((part((6, 100)),), SplitRefused(reason=SplitRefusal.PART_OF_WHOLE, line=6, left=345)),
    ],
)
def test_what_cannot_be_split_so_is_refused_with_its_reason(
    wanted: tuple[PartWanted, ...], refused: SplitRefused
) -> None:
    assert split(TABLE, wanted) == refused


@pytest.mark.parametrize(
    "changes",
    [
        {"points_asked": 100},
        {"vouchers": (HeldVoucher(code="A", kind_id="drink"),)},
        {"coupons": ("HEMAT",)},
        {"rewards": ("off",)},
        {"split": (TenderPart(method=PaymentMethod.CARD, amount=1),)},
        {"manual": ManualDiscount(amount=1_000)},
    ],
)
def test_a_bill_is_split_before_anything_pays_for_it(changes: dict[str, object]) -> None:
    paying = replace(TABLE, **changes)  # type: ignore[arg-type]  # names and values of QuoteInputs
    assert split(paying, (part(1),)) == SplitRefused(reason=SplitRefusal.ALREADY_PAYING)


def quantities(baskets: tuple[QuoteInputs, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for basket in baskets:
        for line in basket.lines:
            found[line.item.sku] = found.get(line.item.sku, 0) + line.quantity
    return found


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_asked_for_the_parts_are_the_whole_and_earn_no_more(seed: int) -> None:
    dice = Random(seed)
    pieces = [dice.randint(1, 6) for _ in range(3)]
    roots = lines((COFFEE, pieces[0]), (BREAD, pieces[1]), (CIGARETTES, pieces[2]))
    shots = dice.randint(1, 9) * UNIT
    whole = inputs((*roots, Line(number=4, item=SHOT, quantity=shots, parent=dice.randint(1, 3))), BASIC)
    left, wanted = dict(enumerate(pieces, start=1)), []
    for _ in range(dice.randint(1, 4)):
        shares = [(number, dice.randint(0, count)) for number, count in left.items()]
        taken = [(number, count * UNIT) for number, count in shares if count]
        if taken:
            wanted.append(part(*taken))
            left = {number: left[number] - count for number, count in shares}
    outcome = split(whole, wanted)
    if not isinstance(outcome, Split):
        assert outcome.reason is SplitRefusal.ONE_PART
        return
    assert quantities(outcome.parts) == quantities((whole,))
    assert all(faults_of(basket) == () for basket in outcome.parts)
    prepared = prepare(programme())
    quotes = [quote(prepared, replace(basket, member=BASIC)) for basket in outcome.parts]
    together = quote(prepared, whole)
    assert sum(one.price for one in quotes) == together.price
    assert sum(one.earning.base for one in quotes) == together.earning.base
    assert sum(one.earning.points for one in quotes) <= together.earning.points
