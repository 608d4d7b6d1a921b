"""A shift: opened with a float, sold and moved in, counted blind, closed once; whatever the till's power does."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select, update

from app.domain.basket import ItemKind, TenderKind
from app.domain.changes import DrawerKind
from app.domain.shift import CashCount, Notes, Shift
from app.domain.shift_report import Drawer as Cash
from app.domain.shift_report import Sum, report
from app.domain.shift_rules import CloseRefusal, MoveRefusal
from app.protocol.facts_shift import ShiftClosed
from app.protocol.heading import Heading
from app.services.approval import Approval, ApprovalFault, NotApproved
from app.services.commit_sale import Payment
from app.services.drawer_outcomes import (
    CloseRefused,
    MoveRefused,
    ShiftIsClosed,
    ShiftIsOpen,
    ShiftProblem,
    ShiftRefused,
)
from app.services.front import ShiftStanding, WrongPin
from app.services.outcomes import SaleDone, SaleRefusal, SaleRefused
from app.services.return_outcomes import ReturnProblem
from app.storage.terminal.tables import journal, shared
from tests.support.drawers import (
    FLOAT,
    begin,
    close,
    closing,
    drawer_of,
    move,
    moving,
    opening,
    selling_in_shifts,
)
from tests.support.selling import basket_of, pay
from tests.support.server_word import complaints
from tests.support.shop import CASHIER_PIN, NOON, SmallShop, open_store, small_shop
from tests.support.taking_back import asked, bring_back, manager, problem_of, void

COFFEE = 24_000
HOUR = 3_600_000
SHIFT = Shift(
    shift_id=b"shift",
    cashier_id=b"cashier",
    business_day=date(2026, 11, 22),
    opened_at=NOON,
    opening=CashCount(),
)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == []


def cash_sale(shop: SmallShop, *skus: str, member: int | None = None) -> SaleDone:
    return pay(shop, basket_of(shop, *(skus or ("KOP-001",)), member=member), TenderKind.CASH)


def records(shop: SmallShop) -> int:
    with shop.store.reading() as unit:
        return unit.connection.execute(select(func.count()).select_from(journal)).scalar_one()


def test_a_shift_counts_what_was_sold_given_back_and_moved(shop: SmallShop) -> None:
    shift_id = begin(shop)
    kept = cash_sale(shop, member=0)
    pay(shop, basket_of(shop, "KOP-001", member=None), TenderKind.QRIS)
    bring_back(shop, cash_sale(shop), (1, 1), approval=manager(shop))
    move(shop, DrawerKind.PAY_IN, 50_000)
    move(shop, DrawerKind.PAY_OUT, 10_000)
    move(shop, DrawerKind.NO_SALE)
    drawn = drawer_of(shop).report()
    assert drawn is not None
    assert (drawn.shift_id, drawn.sales, drawn.returns) == (
        shift_id,
        Sum(count=3, amount=3 * COFFEE),
        Sum(count=1, amount=COFFEE),
    )
    assert drawn.points_given == kept.points_earned
    assert (drawn.pay_ins, drawn.pay_outs, drawn.no_sales) == (
        Sum(count=1, amount=50_000),
        Sum(count=1, amount=10_000),
        1,
    )
    assert drawn.drawer.expected == FLOAT + COFFEE + 40_000


def test_what_another_till_s_day_or_the_time_before_sold_is_not_in_it(shop: SmallShop) -> None:
    cash_sale(shop)
    begin(shop)
    drawn = drawer_of(shop).report()
    assert drawn is not None
    assert drawn.sales == Sum()


def test_a_report_changes_nothing_and_its_paper_is_no_record(shop: SmallShop) -> None:
    begin(shop)
    before = records(shop)
    assert drawer_of(shop).report() == drawer_of(shop).print_report()
    assert records(shop) == before
    with shop.store.writing() as unit:
        job = unit.spool.take()
    assert job is not None
    assert not job.receipt.opens_drawer


def test_without_a_shift_there_is_no_report_and_the_shop_sells_all_the_same(shop: SmallShop) -> None:
    assert drawer_of(shop).report() is None
    assert drawer_of(shop).print_report() is None
    cash_sale(shop)


def test_a_shop_that_wants_it_sells_only_in_a_shift(shop: SmallShop) -> None:
    strict = selling_in_shifts(shop)
    basket = basket_of(strict, "KOP-001", member=None)
    payment = Payment(kind=TenderKind.QRIS, received=COFFEE, expected=COFFEE, cashier_id=shop.cashier_id)
    assert strict.till.commit(basket, payment) == SaleRefused(reason=SaleRefusal.NO_SHIFT)
    begin(shop)
    assert isinstance(strict.till.commit(basket, payment), SaleDone)


def test_nobody_s_shift_is_nobody_s(shop: SmallShop) -> None:
    assert shop.till.another_s_shift(shop.manager_id) == ""


def test_a_shift_opens_once_and_one_at_a_time(shop: SmallShop) -> None:
    request, drawer = opening(shop), drawer_of(shop)
    first = drawer.open(request)
    assert isinstance(first, ShiftIsOpen)
    before = records(shop)
    assert drawer.open(request) == first
    assert drawer.open(opening(shop)) == ShiftRefused(
        problem=ShiftProblem.ALREADY_OPEN, shift=drawer.current()
    )
    assert records(shop) == before


def test_a_shift_is_its_cashier_s_until_it_is_closed(shop: SmallShop) -> None:
    begin(shop)
    managers = replace(opening(shop), staff_id=shop.manager_id)
    refused = drawer_of(shop).open(managers)
    assert isinstance(refused, ShiftRefused)
    assert refused.shift is not None
    assert (refused.problem, refused.shift.cashier_id) == (ShiftProblem.ALREADY_OPEN, shop.cashier_id)
    close(shop, FLOAT)
    begun = drawer_of(shop).open(managers)
    assert isinstance(begun, ShiftIsOpen)
    assert begun.shift.cashier_id == shop.manager_id


def test_a_float_that_makes_no_sense_opens_nothing(shop: SmallShop) -> None:
    refused = drawer_of(shop).open(opening(shop, -1))
    assert refused == ShiftRefused(problem=ShiftProblem.COUNT_MAKES_NO_SENSE)
    assert drawer_of(shop).current() is None


def test_a_move_is_made_once_and_its_slip_opens_the_drawer(shop: SmallShop) -> None:
    begin(shop)
    request, drawer = moving(shop, DrawerKind.PAY_OUT, 50_000), drawer_of(shop)
    first, before = drawer.move(request), records(shop)
    assert drawer.move(request) == first
    assert records(shop) == before
    with shop.store.writing() as unit:
        jobs = [unit.spool.take(), unit.spool.take()]
    assert [job is not None and job.receipt.opens_drawer for job in jobs] == [True, False]


def test_nothing_moves_without_a_shift_nor_more_than_is_there(shop: SmallShop) -> None:
    drawer = drawer_of(shop)
    too_early = drawer.move(moving(shop, DrawerKind.PAY_IN, 1))
    assert too_early == MoveRefused(reason=MoveRefusal.SHIFT_CLOSED)
    begin(shop)
    cash_sale(shop)
    assert drawer.move(moving(shop, DrawerKind.PAY_OUT, FLOAT + COFFEE + 1)) == MoveRefused(
        reason=MoveRefusal.MORE_THAN_EXPECTED
    )
    move(shop, DrawerKind.PAY_OUT, FLOAT + COFFEE)


def test_a_close_says_only_afterwards_what_should_have_been_there(shop: SmallShop) -> None:
    begin(shop)
    cash_sale(shop)
    counted = CashCount(notes=(Notes(value=100_000, count=2),), other=20_000)
    request = closing(shop, counted)
    done = drawer_of(shop).close(request)
    assert isinstance(done, ShiftIsClosed)
    assert (done.counted, done.expected, done.difference) == (220_000, 224_000, -4_000)
    assert drawer_of(shop).current() is None
    before = records(shop)
    assert drawer_of(shop).close(request) == done
    assert drawer_of(shop).close(closing(shop, 1)) == CloseRefused(reason=CloseRefusal.SHIFT_CLOSED)
    assert records(shop) == before


def test_z_reports_are_numbered_without_a_gap_whatever_was_refused_between(shop: SmallShop) -> None:
    numbers = []
    for _ in range(3):
        begin(shop)
        drawer_of(shop).close(closing(shop, -1))
        done = close(shop, FLOAT)
        numbers.append((done.z_number, done.number))
    assert numbers == [(1, "BDG1-Z0001"), (2, "BDG1-Z0002"), (3, "BDG1-Z0003")]


def test_a_shift_stays_open_while_something_is_not_sold(shop: SmallShop) -> None:
    begin(shop)
    basket = basket_of(shop, "KOP-001", member=None)
    shop.till.keep(basket)
    assert drawer_of(shop).close(closing(shop, 1)) == CloseRefused(reason=CloseRefusal.OPEN_BASKET)
    shop.till.hold(basket, "table 4", shop.cashier_id)
    assert drawer_of(shop).close(closing(shop, 1)) == CloseRefused(reason=CloseRefusal.HELD_BASKETS)
    shop.till.recall(basket.sale_id)
    pay(shop, basket)
    shop.till.open_basket()
    close(shop, FLOAT)


def test_a_sale_is_voided_only_in_its_own_shift_and_can_still_be_returned(shop: SmallShop) -> None:
    begin(shop)
    first, second = cash_sale(shop), cash_sale(shop)
    void(shop, first)
    close(shop, FLOAT + COFFEE)
    assert problem_of(shop.till.returnable(second.sale_id, None)) is ReturnProblem.OTHER_SHIFT
    begin(shop)
    assert problem_of(asked(shop, second, approval=manager(shop))) is ReturnProblem.OTHER_SHIFT
    bring_back(shop, second, (1, 1), approval=manager(shop))
    done = close(shop, FLOAT - COFFEE)
    assert done.difference == 0


def test_a_sale_without_a_shift_is_voided_on_its_day_as_ever(shop: SmallShop) -> None:
    sale = cash_sale(shop)
    begin(shop)
    void(shop, sale)
    assert close(shop, FLOAT - COFFEE).difference == 0


def test_only_the_cash_of_a_bill_is_in_the_drawer(shop: SmallShop) -> None:
    begin(shop)
    pay(shop, basket_of(shop, "BIJ-001"), TenderKind.CASH)
    sold = pay(shop, basket_of(shop, "KOP-003", points=300), TenderKind.CASH)
    drawn = drawer_of(shop).report()
    assert drawn is not None
    assert drawn.drawer.sales == 334_000 + sold.payable
    assert drawn.points_redeemed == 300


def test_a_shift_survives_a_restart(shop: SmallShop) -> None:
    shift_id = begin(shop)
    cash_sale(shop)
    shop.store.close()
    shop.store = open_store(shop.directory, shop.clock, shop.chance)
    shop.till = replace(shop.till, store=shop.store)
    current = drawer_of(shop).current()
    assert current is not None
    assert (current.shift_id, current.opening.total) == (shift_id, FLOAT)
    cash_sale(shop)
    assert close(shop, FLOAT + 2 * COFFEE).difference == 0


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("expected", 1, "shift"),
        ("counted", 1, "shift"),
        ("number", 7, "shift"),
        ("closed_at", None, "shift"),
        ("float_amount", 1, "shift"),
    ],
)
def test_a_check_names_a_shift_whose_row_was_changed(
    tmp_path: Path, column: str, value: int | None, code: str
) -> None:
    with small_shop(tmp_path) as shop:
        shift_id = begin(shop)
        close(shop, FLOAT)
        with shop.store.writing() as unit:
            unit.connection.execute(update(shared.shifts).values({column: value}))
        assert complaints(shop) == [(code, shift_id.hex())]


def test_a_check_names_a_drawer_whose_moves_were_changed(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        shift_id = begin(shop)
        moves = shared.drawer_moves
        with shop.store.writing() as unit:
            unit.connection.execute(update(moves).values(amount=moves.c.amount - 1))
        assert complaints(shop) == [("drawer", f"{shift_id.hex()}/cash")]


def test_a_check_names_a_closed_shift_that_its_moves_do_not_explain(tmp_path: Path) -> None:
    """Row and record agree, and are wrong: the drawer was, when the shift was closed."""
    with small_shop(tmp_path) as shop:
        shift_id = begin(shop)
        fact = ShiftClosed(
            heading=Heading(
                document_id=shop.chance.new_id(NOON), store_id=b"", business_day="", committed_at=NOON
            ),
            shift_id=shift_id,
            number=1,
            counted=CashCount(),
            expected=1,
            difference=-1,
            report=report(SHIFT, (), NOON),
        )
        with shop.store.writing() as unit:
            unit.journal.append(fact)
        assert complaints(shop) == [("shift-expected", shift_id.hex())]


def test_a_plan_is_not_sold_to_a_guest(shop: SmallShop) -> None:
    basket = basket_of(shop, "KOP-001", member=None)
    fee = replace(basket.lines[0], item=replace(basket.lines[0].item, kind=ItemKind.PLAN_FEE))
    basket = replace(basket, lines=(fee,))
    payment = Payment(kind=TenderKind.QRIS, received=COFFEE, expected=COFFEE, cashier_id=shop.cashier_id)
    assert shop.till.commit(basket, payment) == SaleRefused(reason=SaleRefusal.NEEDS_MEMBER)


def test_pieces_of_a_sale_come_back_into_the_drawer_that_pays_them(shop: SmallShop) -> None:
    sale = cash_sale(shop, "KOP-001", "KOP-003")
    begin(shop)
    bring_back(shop, sale, (1, 1), approval=manager(shop))
    drawn = drawer_of(shop).report()
    assert drawn is not None
    assert drawn.drawer.refunds == COFFEE


def test_whoever_wants_to_count_hears_first_whether_it_is_too_early(shop: SmallShop) -> None:
    drawer = drawer_of(shop)
    assert drawer.too_early() is CloseRefusal.SHIFT_CLOSED
    begin(shop)
    assert drawer.too_early() is None
    basket = basket_of(shop, "KOP-001", member=None)
    shop.till.keep(basket)
    assert drawer.too_early() is CloseRefusal.OPEN_BASKET
    shop.till.hold(basket, "table 4", shop.cashier_id)
    assert drawer.too_early() is CloseRefusal.HELD_BASKETS


def test_only_a_manager_is_told_what_should_be_in_the_drawer(shop: SmallShop) -> None:
    drawer, right = drawer_of(shop), manager(shop)
    assert drawer.expected(right) is CloseRefusal.SHIFT_CLOSED
    begin(shop)
    cash_sale(shop)
    told = drawer.expected(right)
    assert isinstance(told, Cash)
    assert (told.opening, told.sales, told.expected) == (FLOAT, COFFEE, FLOAT + COFFEE)
    wrong = drawer.expected(replace(right, pin="000000"))
    assert wrong == NotApproved(fault=ApprovalFault.NOT_APPROVED, pin=WrongPin(left=4))
    cashier = Approval(staff_id=shop.cashier_id, pin=CASHIER_PIN)
    assert drawer.expected(cashier) == NotApproved(fault=ApprovalFault.NOT_A_MANAGER)


def test_a_till_knows_whether_a_shift_is_open_and_has_to_be(shop: SmallShop) -> None:
    drawer = replace(drawer_of(shop), needed=True)
    assert drawer.standing().is_missing
    begin(shop)
    standing = drawer.standing()
    assert standing.since is not None
    assert (f"{standing.since:%H:%M}", standing.is_missing, standing.overdue) == ("12:00", False, False)
    shop.clock.at += 16 * HOUR - 1  # 04.00, when the shop's day ends
    assert not drawer.standing().overdue
    shop.clock.at += 1
    assert drawer.standing().overdue
    assert not ShiftStanding(needed=False).is_missing
