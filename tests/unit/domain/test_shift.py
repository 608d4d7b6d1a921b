"""A drawer session adds up: what is expected, what an X report sums, and a close that is counted blind."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.domain.basket import HeldVoucher, PaymentMethod, TenderKind, TenderPart
from app.domain.changes import DrawerKind
from app.domain.programme.benefits import AmountOff
from app.domain.programme.gifts import VoucherKind
from app.domain.programme.points import CashbackRules
from app.domain.programme.settling import ServiceCharge, Tax, TaxRate
from app.domain.returns import NOTHING_YET, Returned, ReturnQuote
from app.domain.shift import CashCount, DrawerMove, Entry, Notes, ReturnEntry, Shift, TaxPart
from app.domain.shift_entries import return_entry, sale_entry
from app.domain.shift_report import Drawer, Sum, drawer, report
from app.domain.shift_rules import (
    CloseRefusal,
    Closing,
    MoveRefusal,
    OpenBaskets,
    VoidRefusal,
    close,
    move_refused,
    void_refused,
)
from tests.support.returning import EXAMPLE, THING, Sale, plain_sale
from tests.support.worked_example import NOON, item, programme

SUNDAY = date(2026, 11, 22)
SHIFT = Shift(
    shift_id=b"shift",
    cashier_id=b"cashier",
    business_day=SUNDAY,
    opened_at=NOON,
    opening=CashCount(notes=(Notes(value=50_000, count=3), Notes(value=500, count=100))),
)
NOTHING_OPEN = OpenBaskets()


def sold(sale: Sale) -> Entry:
    return sale_entry(b"sale", NOON, sale.inputs, sale.quote)


def came_back(
    sale: Sale,
    returned: ReturnQuote,
    before: Returned = NOTHING_YET,
    *,
    void: bool = False,
    deducted: int = 0,
) -> ReturnEntry:
    return return_entry(
        b"return",
        NOON,
        sale.prepared,
        sale.inputs,
        sale.quote,
        before,
        returned,
        void=void,
        deducted=deducted,
    )


def move(kind: DrawerKind, amount: int = 0, reason: str = "change") -> DrawerMove:
    return DrawerMove(kind=kind, document_id=b"move", at=NOON, amount=amount, reason=reason)


def cash_sale(pieces: int, **changes: object) -> Sale:
    return plain_sale(programme(), (THING, pieces), tender=TenderKind.CASH, **changes)


def test_a_float_is_counted_by_notes_or_as_a_sum() -> None:
    assert SHIFT.opening.total == 200_000
    assert CashCount(other=200_000).total == 200_000


def test_expected_is_float_and_cash_sales_and_pay_ins_less_cash_refunds_and_pay_outs() -> None:
    sale = cash_sale(3)
    entries = (
        sold(sale),
        sold(plain_sale(programme(), (THING, 4))),
        came_back(sale, sale.back((1, 1))),
        move(DrawerKind.PAY_IN, 30_000),
        move(DrawerKind.PAY_OUT, 12_500),
        move(DrawerKind.NO_SALE),
    )
    assert drawer(SHIFT, entries) == Drawer(
        opening=200_000, sales=60_000, refunds=20_000, pay_ins=30_000, pay_outs=12_500
    )
    assert drawer(SHIFT, entries).expected == 257_500


def test_the_drawer_gets_what_cash_pays_of_a_bill_with_its_rounding() -> None:
    assert EXAMPLE.quote.payable == 107_900
    drawn = report(SHIFT, (sold(EXAMPLE),), NOON)
    assert (drawn.drawer.sales, drawn.cash_rounding, drawn.sales) == (
        107_900,
        33,
        Sum(count=1, amount=107_867),
    )


def test_a_report_leads_from_prices_to_the_total_and_from_the_total_to_the_tenders() -> None:
    kind = VoucherKind(id="gift", name="Gift", gives=AmountOff(amount=15_000), funder="bank")
    rules = replace(programme(), vouchers=(kind,), cashback=CashbackRules())
    split = (
        TenderPart(method=PaymentMethod.CASHBACK, amount=5_000),
        TenderPart(method=PaymentMethod.CARD, amount=10_000),
        TenderPart(method=PaymentMethod.CARD, amount=1_000),
    )
    sale = plain_sale(
        rules,
        (THING, 5),
        member=replace(EXAMPLE.inputs.member, wallet=5_000),  # type: ignore[type-var]
        vouchers=(HeldVoucher(code="V", kind_id="gift"),),
        split=split,
        points_asked=100,
        tender=TenderKind.CASH,
    )
    drawn = report(SHIFT, (sold(sale), sold(EXAMPLE)), NOON)
    assert drawn.price - drawn.discounts - drawn.by_points + drawn.added == drawn.sales.amount
    assert sum(one.taken.amount for one in drawn.methods) == drawn.sales.amount + drawn.cash_rounding
    assert {one.method: one.taken for one in drawn.methods} == {
        "voucher": Sum(count=1, amount=15_000),
        "cashback": Sum(count=1, amount=5_000),
        "card": Sum(count=1, amount=11_000),
        "cash": Sum(count=2, amount=63_000 + 107_900),
    }
    assert drawn.by_points == 1_000 + 15_000


def test_points_that_are_given_redeemed_taken_back_and_restored_are_counted() -> None:
    guest = plain_sale(programme(), (THING, 2), member=None)
    back = EXAMPLE.back((1, 1))
    drawn = report(SHIFT, (sold(EXAMPLE), sold(guest), came_back(EXAMPLE, back)), NOON)
    assert (drawn.points_given, drawn.points_redeemed) == (94, 1_500)
    assert (drawn.points_taken_back, drawn.points_restored) == (34, 549)


def test_returns_and_voids_stand_apart_from_sales_and_from_each_other() -> None:
    sale = cash_sale(3)
    first = sale.back((1, 1))
    entries = (
        sold(sale),
        came_back(sale, first),
        came_back(sale, sale.void(first.after), first.after, void=True),
    )
    drawn = report(SHIFT, entries, NOON)
    assert (drawn.sales, drawn.returns, drawn.voids) == (
        Sum(count=1, amount=60_000),
        Sum(count=1, amount=20_000),
        Sum(count=1, amount=40_000),
    )
    (cash,) = drawn.methods
    assert (cash.taken, cash.refunded) == (Sum(count=1, amount=60_000), Sum(count=2, amount=60_000))
    assert drawn.drawer.expected == SHIFT.opening.total


def test_what_is_deducted_from_a_refund_stays_in_the_drawer() -> None:
    sale = cash_sale(3)
    back = came_back(sale, sale.back((1, 1)), deducted=1_500)
    drawn = report(SHIFT, (sold(sale), back), NOON)
    assert (drawn.returns.amount, drawn.drawer.refunds) == (20_000, 18_500)


def test_each_tax_is_summed_by_its_id_and_everything_back_leaves_none() -> None:
    rules = replace(
        programme(),
        taxes=(
            Tax(id="pb1", name="PB1", rates=(TaxRate(percent=Decimal(10)),), inside=False),
            Tax(id="ppn", name="PPN", rates=(TaxRate(percent=Decimal(11)),)),
        ),
        service_charge=ServiceCharge(name="Service", percent=Decimal(5)),
    )
    packed = replace(item("beans", "things", 33_333), tax="ppn")
    sale = plain_sale(rules, (THING, 3), (packed, 2), tender=TenderKind.CASH)
    drawn = report(SHIFT, (sold(sale),), NOON)
    assert drawn.taxes == tuple(TaxPart(tax_id=one.tax_id, amount=one.amount) for one in sale.quote.taxes)
    assert {one.tax_id for one in drawn.taxes} == {"pb1", "ppn"}
    first = sale.back((1, 1), (2, 1))
    entries = [sold(sale), came_back(sale, first)]
    assert all(one.amount > 0 for one in report(SHIFT, entries, NOON).taxes)
    entries.append(came_back(sale, sale.void(first.after), first.after, void=True))
    whole = report(SHIFT, entries, NOON)
    assert {one.amount for one in whole.taxes} == {0}
    assert whole.cash_rounding == 0
    assert whole.drawer.expected == SHIFT.opening.total


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (move(DrawerKind.PAY_OUT, 200_000), None),
        (move(DrawerKind.PAY_OUT, 200_001), MoveRefusal.MORE_THAN_EXPECTED),
        (move(DrawerKind.PAY_IN, 900_000), None),
        (move(DrawerKind.PAY_IN, 0), MoveRefusal.NOTHING),
        (move(DrawerKind.PAY_OUT, -5), MoveRefusal.NOTHING),
        (move(DrawerKind.PAY_OUT, 5, "  "), MoveRefusal.NO_REASON),
        (move(DrawerKind.NO_SALE), None),
        (move(DrawerKind.NO_SALE, 5), MoveRefusal.NOTHING),
        (move(DrawerKind.NO_SALE, 0, ""), MoveRefusal.NO_REASON),
        (move(DrawerKind.SALE, 5), MoveRefusal.NO_MOVE),
    ],
)
def test_every_opening_of_the_drawer_wants_a_reason_and_only_what_is_there_is_paid_out(
    wanted: DrawerMove, reason: MoveRefusal | None
) -> None:
    assert move_refused(SHIFT, SHIFT.opening.total, wanted) is reason


def test_drawer_openings_without_a_sale_are_counted() -> None:
    drawn = report(SHIFT, [move(DrawerKind.NO_SALE)] * 3, NOON)
    assert (drawn.no_sales, drawn.drawer.expected) == (3, 200_000)


def test_a_close_is_numbered_and_says_what_was_counted_and_what_is_missing() -> None:
    entries = (sold(cash_sale(3)), move(DrawerKind.PAY_OUT, 10_000))
    counted = CashCount(notes=(Notes(value=100_000, count=2),), other=49_000)
    closing = close(SHIFT, entries, counted, NOTHING_OPEN, last_number=41, at=NOON)
    assert isinstance(closing, Closing)
    assert (closing.number, closing.expected, closing.counted.total, closing.difference) == (
        42,
        250_000,
        249_000,
        -1_000,
    )
    assert closing.report == report(SHIFT, entries, NOON)


@pytest.mark.parametrize(
    ("shift", "counted", "baskets", "reason"),
    [
        (SHIFT, CashCount(other=1), OpenBaskets(held=1), CloseRefusal.HELD_BASKETS),
        (SHIFT, CashCount(other=1), OpenBaskets(lines=1), CloseRefusal.OPEN_BASKET),
        (replace(SHIFT, closed_at=NOON), CashCount(other=1), NOTHING_OPEN, CloseRefusal.SHIFT_CLOSED),
        (SHIFT, CashCount(other=-1), NOTHING_OPEN, CloseRefusal.COUNT_MAKES_NO_SENSE),
        (
            SHIFT,
            CashCount(notes=(Notes(value=500, count=-1),), other=900),
            NOTHING_OPEN,
            CloseRefusal.COUNT_MAKES_NO_SENSE,
        ),
        (SHIFT, CashCount(notes=(Notes(value=0, count=1),)), NOTHING_OPEN, CloseRefusal.COUNT_MAKES_NO_SENSE),
    ],
)
def test_a_shift_stays_open_while_something_is_unsold_and_closes_once(
    shift: Shift, counted: CashCount, baskets: OpenBaskets, reason: CloseRefusal
) -> None:
    assert close(shift, (), counted, baskets, last_number=0, at=NOON) is reason


def test_nothing_moves_in_a_closed_drawer() -> None:
    closed = replace(SHIFT, closed_at=NOON)
    assert move_refused(closed, 0, move(DrawerKind.PAY_IN, 5)) is MoveRefusal.SHIFT_CLOSED


def test_a_void_is_of_the_same_shift_and_business_day() -> None:
    monday = date(2026, 11, 23)
    assert void_refused(SHIFT, b"shift", SUNDAY, SUNDAY) is None
    assert void_refused(SHIFT, b"other", SUNDAY, SUNDAY) is VoidRefusal.OTHER_SHIFT
    assert void_refused(SHIFT, b"shift", SUNDAY, monday) is VoidRefusal.OTHER_DAY
    assert void_refused(replace(SHIFT, closed_at=1), b"shift", SUNDAY, SUNDAY) is VoidRefusal.SHIFT_CLOSED
