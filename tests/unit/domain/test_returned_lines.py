"""What comes back of each line, and what can't come back."""

from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.basket import (
    ItemKind,
    Line,
    PaymentMethod,
    QuoteInputs,
    TenderKind,
    TenderPart,
)
from app.domain.programme.benefits import (
    AmountOff,
)
from app.domain.programme.points import CashbackRules
from app.domain.programme.settling import (
    ReturnRules,
    ServiceCharge,
    Tax,
    TaxRate,
)
from app.domain.returns import (
    NOTHING_YET,
    LineBack,
    Returned,
    ReturnQuote,
    ReturnRefusal,
    ReturnRefused,
    void_of,
)
from tests.support.returning import DAY, EXAMPLE, THING, Sale, plain_sale, sale_of
from tests.support.worked_example import (
    BAKERY,
    BASIC,
    BREAD,
    CIGARETTES,
    COFFEE,
    EXAMPLE_INPUTS,
    EXAMPLE_PROGRAMME,
    NOON,
    inputs,
    item,
    lines,
    programme,
    promotion,
)


def test_a_guest_s_return_claws_nothing_back() -> None:
    sale = sale_of(programme(BAKERY), inputs(lines((BREAD, 2)), tender=TenderKind.QRIS))
    assert sale.quote.earning.points > 0
    back = sale.back((1, 1))
    assert (back.refund, back.clawback, back.metric) == (25_650, 0, 0)


SERVED = replace(
    programme(),
    service_charge=ServiceCharge(name="Service", percent=Decimal(5)),
    taxes=(Tax(id="pb1", name="PB1", rates=(TaxRate(percent=Decimal(10)),), inside=False),),
)


def test_tax_on_top_and_the_service_charge_come_back_in_proportion() -> None:
    """100.000 + 5 % service + 10 % tax on top = 115.500."""
    sale = plain_sale(SERVED, (THING, 5))
    assert sale.quote.total == 115_500
    back = sale.back((1, 2))
    assert (back.amount, back.service) == (46_200, 2_200)
    rest = sale.void(back.after)
    assert (rest.amount, rest.service) == (69_300, 3_300)


def test_kept_lines_earn_on_what_was_paid_for_them_with_the_tax_on_top_and_without_the_wallet() -> None:
    rules = replace(
        programme(),
        taxes=(Tax(id="pb1", name="PB1", rates=(TaxRate(percent=Decimal(10)),), inside=False),),
        cashback=CashbackRules(),
    )
    split = (TenderPart(method=PaymentMethod.CASHBACK, amount=20_000),)
    sale = plain_sale(rules, (THING, 5), split=split, member=replace(BASIC, wallet=20_000))
    assert sale.quote.earning.points == 90  # 100.000 + 10.000 − 20.000
    assert sale.back((1, 4)).clawback == 90 - 18


def test_what_was_paid_for_a_kept_unit_is_never_below_zero() -> None:
    """Net 1 and tax on top 1, both carried by the wallet, over two units: their parts must not part."""
    cheap = item("cheap", "things", 1)
    rules = replace(
        programme(),
        taxes=(Tax(id="pb1", name="PB1", rates=(TaxRate(percent=Decimal(50)),), inside=False),),
        cashback=CashbackRules(),
        points=replace(programme().points, rupiah_per_point=1),
    )
    half = promotion("half", AmountOff(amount=1))
    split = (TenderPart(method=PaymentMethod.CASHBACK, amount=2),)
    sale = plain_sale(
        replace(rules, promotions=(half,)), (cheap, 2), split=split, member=replace(BASIC, wallet=2)
    )
    (line,) = sale.quote.lines
    assert (line.net, line.tax_on_top, line.wallet) == (1, 1, 2)
    assert sale.back((1, 1)).clawback == 0


def test_all_of_the_service_charge_is_back_with_the_last_goods() -> None:
    gift = replace(item("gift", "gifts", 50_000), kind=ItemKind.GIFT_VALUE)
    sale = plain_sale(SERVED, (item("odd", "things", 333), 3), (gift, 1))
    parts, before = [], NOTHING_YET
    for _ in range(3):
        parts.append(sale.back((1, 1), before=before))
        before = parts[-1].after
    service = sale.quote.service
    assert service is not None
    assert sum(part.service for part in parts) == service.amount + service.tax_on_top
    assert sale.back((2, 1)).service == 0
    assert sale.void(before).refund == 50_000


def weighed(quantity: int) -> QuoteInputs:
    meat = replace(item("meat", "meat", 129_900), weighed=True)
    line = Line(number=1, item=meat, quantity=quantity)
    return inputs((line, Line(number=2, item=THING, quantity=2_000)), BASIC, tender=TenderKind.QRIS)


def test_weighed_lines_are_returned_whole() -> None:
    sale = sale_of(programme(), weighed(735))
    part = sale.asked([LineBack(number=1, quantity=300)])
    assert part == ReturnRefused(reason=ReturnRefusal.PART_OF_WHOLE, line=1, left=735)
    whole = sale.asked([LineBack(number=1, quantity=735)])
    assert isinstance(whole, ReturnQuote)
    assert whole.refund == 95_477
    again = sale.asked([LineBack(number=1, quantity=735)], whole.after)
    assert again == ReturnRefused(reason=ReturnRefusal.MORE_THAN_SOLD, line=1, left=0)
    two_kilos = sale_of(programme(), weighed(2_000))
    assert isinstance(two_kilos.asked([LineBack(number=1, quantity=1_000)]), ReturnRefused)


def with_modifiers() -> Sale:
    shot = Line(number=2, item=item("shot", "extras", 5_001), quantity=2_000, parent=1)
    oat = Line(number=3, item=item("oat", "extras", 7_000), quantity=1_000, parent=1)
    basket = (
        Line(number=1, item=COFFEE, quantity=2_000),
        shot,
        oat,
        Line(number=4, item=BREAD, quantity=1_000),
    )
    return sale_of(programme(), inputs(basket, BASIC, tender=TenderKind.QRIS))


def test_a_modifier_comes_back_with_its_parent_in_proportion() -> None:
    sale = with_modifiers()
    first = sale.back((1, 1))
    assert [(line.number, line.quantity, line.net) for line in first.lines] == [
        (1, 1_000, 35_000),
        (2, 1_000, 5_001),
        (3, 500, 3_500),
    ]
    assert first.refund == 43_501
    assert sale.back((1, 1), before=first.after).refund == 43_501
    assert first.after == Returned(lines=(LineBack(number=1, quantity=1_000),))


def test_a_modifier_never_comes_back_alone() -> None:
    sale = with_modifiers()
    refused = ReturnRefused(reason=ReturnRefusal.MODIFIER, line=2)
    assert sale.asked([LineBack(number=2, quantity=1_000)]) == refused


@pytest.mark.parametrize(
    ("wanted", "refused"),
    [
        ([], ReturnRefused(reason=ReturnRefusal.NOTHING_WANTED)),
        ([(1, 0)], ReturnRefused(reason=ReturnRefusal.NOTHING_WANTED, line=1, left=2_000)),
        ([(1, -1_000)], ReturnRefused(reason=ReturnRefusal.NOTHING_WANTED, line=1, left=2_000)),
        ([(9, 1_000)], ReturnRefused(reason=ReturnRefusal.UNKNOWN_LINE, line=9)),
        ([(1, 3_000)], ReturnRefused(reason=ReturnRefusal.MORE_THAN_SOLD, line=1, left=2_000)),
        ([(1, 1_000), (1, 2_000)], ReturnRefused(reason=ReturnRefusal.MORE_THAN_SOLD, line=1, left=1_000)),
        ([(1, 500)], ReturnRefused(reason=ReturnRefusal.PART_OF_UNIT, line=1, left=2_000)),
    ],
)
def test_what_cannot_come_back_is_refused_with_its_reason(
    wanted: list[tuple[int, int]], refused: ReturnRefused
) -> None:
    asked = [LineBack(number=number, quantity=quantity) for number, quantity in wanted]
    assert EXAMPLE.asked(asked) == refused


def test_returned_is_never_more_than_sold() -> None:
    back = EXAMPLE.back((1, 1))
    asked = EXAMPLE.asked([LineBack(number=1, quantity=2_000)], back.after)
    assert asked == ReturnRefused(reason=ReturnRefusal.MORE_THAN_SOLD, line=1, left=1_000)


def test_when_all_is_back_nothing_is_left_to_return() -> None:
    end = EXAMPLE.void().after
    refused = ReturnRefused(reason=ReturnRefusal.NOTHING_LEFT)
    assert EXAMPLE.asked([LineBack(number=1, quantity=1_000)], end) == refused
    assert void_of(EXAMPLE.prepared, EXAMPLE.inputs, EXAMPLE.quote, end) == refused


def test_a_state_that_cannot_be_of_this_sale_is_a_fault() -> None:
    impossible = Returned(lines=(LineBack(number=1, quantity=9_000),))
    with pytest.raises(ValueError, match="doesn't fit"):
        EXAMPLE.asked([LineBack(number=2, quantity=1_000)], impossible)


def test_after_the_programme_s_days_nothing_comes_back() -> None:
    rules = replace(EXAMPLE_PROGRAMME, returns=ReturnRules(days=7))
    sale = sale_of(rules, EXAMPLE_INPUTS)
    wanted = [LineBack(number=1, quantity=1_000)]
    assert isinstance(sale.asked(wanted, at=NOON + 7 * DAY + 11 * 3_600_000), ReturnQuote)
    late = sale.asked(wanted, at=NOON + 9 * DAY)
    assert late == ReturnRefused(reason=ReturnRefusal.WINDOW_OVER, days=2)
    assert isinstance(sale.asked(wanted), ReturnQuote)
    assert isinstance(EXAMPLE.asked(wanted, at=NOON + 3_000 * DAY), ReturnQuote)


def test_what_cost_nothing_comes_back_for_nothing() -> None:
    free = item("sample", "samples", 0)
    sale = plain_sale(programme(), (free, 1), (CIGARETTES, 1))
    back = sale.back((1, 1))
    assert (back.refund, back.money, back.everything) == (0, (), False)
