"""A return is made whole, once, by who may make it; it gives back what was paid and takes back what was given."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.domain.basket import PaymentMethod, TenderKind
from app.domain.holding import Holding
from app.domain.ledger import Account, Asset, Lot, PostingKind, postings_into
from app.domain.programme.document import Programme
from app.domain.programme.settling import CashRounding
from app.domain.returns import ReturnRefusal
from app.protocol.facts import BalanceOpened, MemberEnrolled, SaleReturned
from app.protocol.record import decode, fact_of
from app.services.found_shop import list_items, publish_first
from app.services.front import WrongPin
from app.services.outcomes import SaleDone
from app.services.return_outcomes import ReturnNotPossible, ReturnProblem
from app.storage.terminal.tables import journal, print_jobs, shared
from tests.support.office import at_rules
from tests.support.selling import basket_of, member_at, pay, sell
from tests.support.server_word import complaints
from tests.support.shop import CASHIER_PIN, NOON, SmallShop, small_shop
from tests.support.taking_back import (
    asked,
    bring_back,
    manager,
    pieces_of,
    previewed,
    problem_of,
    request_of,
    void,
)
from tests.support.worked_example import BREAD, CIGARETTES, COFFEE, EXAMPLE_PROGRAMME, item

HOUR = 3_600_000
DAY = 24 * HOUR
TRIFLE = item("trifle", "things", 1_053)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == [], "after any test of this file the books balance"


def count(shop: SmallShop, table: object) -> int:
    with shop.store.reading() as unit:
        return unit.connection.execute(select(func.count()).select_from(table)).scalar_one()  # type: ignore[arg-type]  # callers pass tables


def counts(shop: SmallShop) -> tuple[int, ...]:
    return tuple(count(shop, table) for table in (journal, print_jobs, shared.returns, shared.postings))


def holding(shop: SmallShop, member: int = 0) -> Holding:
    with shop.store.reading() as unit:
        return unit.members.holding(shop.members[member], shop.clock.at)


def last_return(shop: SmallShop) -> SaleReturned:
    with shop.store.reading() as unit:
        newest = select(journal.c.record).order_by(journal.c.seq.desc()).limit(1)
        fact = fact_of(decode(unit.connection.execute(newest).scalar_one()))
    assert isinstance(fact, SaleReturned)
    return fact


def at_the_example(shop: SmallShop, programme: Programme) -> None:
    """The next revision is the worked example's."""
    rounding = CashRounding(step=100)
    with shop.store.writing() as unit:
        revision = unit.catalogue.programme().revision + 1
        publish_first(unit, replace(programme, revision=revision, cash=rounding))


def opened(shop: SmallShop, points: int, reference: str, expires_at: int | None) -> None:
    """Points from an older system."""
    lot = Lot(
        lot_id=reference.encode().ljust(16, b"."),
        asset=Asset.POINTS,
        earned_at=NOON,
        expires_at=expires_at,
        original=points,
        remaining=points,
    )
    balance = BalanceOpened(
        member_id=shop.members[0],
        source="old",
        reference=reference,
        opened_at=NOON,
        lot=lot,
        postings=postings_into(lot, PostingKind.ACCRUAL, Account.OPENING),
    )
    with shop.store.writing() as unit:
        unit.journal.append(balance, member_id=shop.members[0])


@pytest.fixture
def example(shop: SmallShop) -> SaleDone:
    """The worked example's sale, to a Silver member who had 1.500 points."""
    at_the_example(shop, EXAMPLE_PROGRAMME)
    silver = MemberEnrolled(member_id=shop.members[0], card="", tier_id="silver", joined_at=NOON)
    with shop.store.writing() as unit:
        unit.journal.append(silver, member_id=shop.members[0])
        list_items(unit, (COFFEE, BREAD, CIGARETTES, TRIFLE))
    shop.items = (*shop.items, COFFEE, BREAD, CIGARETTES, TRIFLE)
    opened(shop, 1_500, "first", None)
    sale = pay(
        shop,
        basket_of(shop, "coffee", "coffee", "bread", "cigarettes", points=1_500),
        TenderKind.CASH,
    )
    assert (sale.payable, sale.points_earned, sale.balance) == (107_900, 94, 94)
    return sale


def test_the_worked_example_s_return_of_one_coffee(shop: SmallShop, example: SaleDone) -> None:
    preview = previewed(shop, example, (1, 1))
    done = bring_back(shop, example, (1, 1))
    assert preview.returned.amount == 27_760
    assert (done.refund, done.points_back, done.clawback) == (27_800, 549, 34)
    assert [(part.method, part.amount) for part in done.money] == [(PaymentMethod.CASH, 27_800)]
    assert done.balance == 94 - 34 + 549 == preview.balance_after
    assert (member_at(shop).balance, member_at(shop).usable) == (done.balance, done.balance)
    assert preview.usable_after == done.balance


def test_a_clawback_that_finds_too_little_is_paid_by_the_points_that_come_back(
    shop: SmallShop, example: SaleDone
) -> None:
    """A member with 10 points left: 24 are owed for a moment, and 525 of the 549 can be spent."""
    generous = replace(EXAMPLE_PROGRAMME.points, redeem_percent=Decimal(100))
    at_the_example(shop, replace(EXAMPLE_PROGRAMME, points=generous))
    opened(shop, 16, "second", NOON + DAY)
    spent = sell(shop, "trifle", points=100)
    assert (spent.payable, spent.points_earned, spent.balance) == (0, 0, 10)
    done = bring_back(shop, example, (1, 1))
    assert (done.balance, done.debt, member_at(shop).usable) == (525, 0, 525)
    assert [lot.remaining for lot in holding(shop).lots if lot.remaining] == [525]
    with shop.store.reading() as unit:
        owed = select(shared.postings.c.amount).where(shared.postings.c.lot_id == b"")
        assert unit.connection.execute(owed).scalars().all() == [24, 24]


def test_everything_back_in_any_pieces_is_exactly_what_was_paid_spent_and_earned(
    shop: SmallShop, example: SaleDone
) -> None:
    done = [bring_back(shop, example, (line, 1)) for line in (1, 3, 1, 2)]
    assert sum(each.refund for each in done) == example.payable
    assert sum(each.points_back for each in done) == 1_500
    assert sum(each.clawback for each in done) == 94
    assert [each.everything for each in done] == [False, False, False, True]
    assert (member_at(shop).balance, member_at(shop).tier_metric) == (1_500, 0)
    assert member_at(shop).tier_id == "silver", "nobody is demoted by a return"
    again = asked(shop, example, (1, 1))
    assert isinstance(again, ReturnNotPossible)
    assert again.refused is not None
    assert again.refused.reason is ReturnRefusal.NOTHING_LEFT


def lot_of(shop: SmallShop, reference: str) -> int:
    """What the lot of that reference holds."""
    lot = holding(shop).lot(reference.encode().ljust(16, b"."))
    assert lot is not None
    return lot.remaining


def test_points_go_back_to_their_lots_latest_expiring_first_return_after_return(shop: SmallShop) -> None:
    opened(shop, 100, "soon", NOON + DAY)
    opened(shop, 100, "late", NOON + 2 * DAY)
    sale = sell(shop, "KOP-003", "KOP-003", points=200)
    assert (lot_of(shop, "soon"), lot_of(shop, "late")) == (0, 0)
    bring_back(shop, sale, (1, 1))
    assert (lot_of(shop, "soon"), lot_of(shop, "late")) == (0, 100)
    bring_back(shop, sale, (1, 1))
    assert (lot_of(shop, "soon"), lot_of(shop, "late")) == (100, 100)


def test_points_that_lapsed_meanwhile_come_back_for_seven_days(shop: SmallShop) -> None:
    opened(shop, 100, "soon", NOON + DAY)
    sale = sell(shop, "KOP-003", points=100)
    shop.clock.at = NOON + 2 * DAY
    assert bring_back(shop, sale, (1, 1)).points_back == 100
    (back,) = (lot for lot in holding(shop).lots if lot.remaining)
    assert (back.remaining, back.expires_at) == (100, NOON + 9 * DAY + 12 * HOUR - 1)
    assert (lot_of(shop, "soon"), member_at(shop).usable) == (0, 100)


def test_what_a_sale_gave_is_taken_out_of_its_own_lot_before_what_expires_sooner(shop: SmallShop) -> None:
    opened(shop, 50, "soon", NOON + DAY)
    sale = sell(shop, "BIJ-001")
    bring_back(shop, sale, (1, 1))
    assert (lot_of(shop, "soon"), member_at(shop).balance) == (50, 50)


def spend_all(shop: SmallShop) -> SaleDone:
    """A sale that earns 334 points, and one that spends 300 of them."""
    sale = sell(shop, "BIJ-001")
    sell(shop, "KUE-001", points=300)
    return sale


def test_what_can_t_be_taken_back_is_owed_and_nothing_can_be_spent_meanwhile(shop: SmallShop) -> None:
    sale = spend_all(shop)
    left = member_at(shop).balance
    done = bring_back(shop, sale, (1, 1))
    assert (done.clawback, done.debt, done.balance) == (334, 334 - left, left - 334)
    view = member_at(shop)
    assert (view.balance, view.debt, view.usable) == (done.balance, done.debt, 0)
    quoted = shop.till.quoted(basket_of(shop, "BIJ-001", points=100), TenderKind.QRIS)
    assert quoted.quote.redemption.points == 0


def test_the_next_sale_pays_what_is_owed_first(shop: SmallShop) -> None:
    debt = bring_back(shop, spend_all(shop), (1, 1)).debt
    first = sell(shop, "ROT-001")
    assert first.points_earned < debt
    assert (member_at(shop).debt, member_at(shop).usable) == (debt - first.points_earned, 0)
    second = sell(shop, "BIJ-001")
    view = member_at(shop)
    assert view.balance == first.points_earned + second.points_earned - debt == second.balance
    assert (view.debt, view.usable) == (0, view.balance)
    assert bring_back(shop, second, (1, 1)).clawback == second.points_earned, "also what paid a debt"


def test_the_same_request_twice_is_one_return_with_one_answer(shop: SmallShop) -> None:
    sale = sell(shop, "KOP-001", "ROT-001")
    request = request_of(shop, sale, (1, 1))
    first = shop.till.take_back(request)
    before = counts(shop)
    shop.clock.at += DAY
    assert shop.till.take_back(request) == first
    assert counts(shop) == before


def test_one_return_is_one_record_and_one_receipt(shop: SmallShop) -> None:
    sale = sell(shop, "KOP-001", "ROT-001")
    before = counts(shop)
    done = bring_back(shop, sale, (1, 1))
    after = counts(shop)
    assert [now - then for now, then in zip(after[:3], before[:3], strict=True)] == [1, 1, 1]
    fact = last_return(shop)
    assert (fact.reason, fact.approver_id, fact.void, fact.sale_day) == (
        "changed-mind",
        b"",
        False,
        "2026-11-22",
    )
    assert done.receipt_number == "BDG1-261122-R0001"
    with shop.store.reading() as unit:
        queued = unit.spool.receipt_of(done.return_id)
    assert queued is not None
    assert queued[0].number == done.receipt_number
    assert shop.till.reprint(done.return_id)


def test_a_guest_s_return_gives_money_and_moves_no_points(shop: SmallShop) -> None:
    sale = sell(shop, "KOP-001", "KOP-002", member=None)
    done = bring_back(shop, sale, (2, 1))
    assert (done.refund, done.balance, done.debt) == (22_000, None, 0)
    assert count(shop, shared.postings) == 0


def test_never_more_comes_back_than_was_sold(shop: SmallShop) -> None:
    sale = sell(shop, "KOP-001", "KOP-001", "ROT-001")
    bring_back(shop, sale, (1, 1))
    refused = asked(shop, sale, (1, 2))
    assert isinstance(refused, ReturnNotPossible)
    assert refused.refused is not None
    assert (refused.refused.reason, refused.refused.left) == (ReturnRefusal.MORE_THAN_SOLD, 1_000)
    assert previewed(shop, sale, (1, 1)).left == pieces_of((1, 1), (2, 1))


def test_a_return_shrinks_the_tier_metric_on_the_sale_s_own_day(shop: SmallShop) -> None:
    sale = sell(shop, "BIJ-001", "BIJ-001")
    assert member_at(shop).tier_id == "silver"
    shop.clock.at += 3 * DAY
    bring_back(shop, sale, (1, 1))
    entries = shared.tier_entries
    with shop.store.reading() as unit:
        rows = unit.connection.execute(select(entries.c.business_day, entries.c.amount)).all()
    assert sorted(tuple(row) for row in rows) == [("2026-11-22", -334_000), ("2026-11-22", 668_000)]
    assert (member_at(shop).tier_id, member_at(shop).tier_metric) == ("silver", 334_000)


def test_points_that_a_return_took_or_gave_back_count_no_longer_against_a_day_s_limit(
    shop: SmallShop,
) -> None:
    bring_back(shop, sell(shop, "BIJ-001"), (1, 1))
    with shop.store.reading() as unit:
        history = unit.members.history(shop.members[0], shop.clock.at)
    assert (history.earned_today, history.redeemed_today) == (0, 0)


def moved_today(shop: SmallShop) -> tuple[int, int]:
    """Points that the member earned and spent on this business day, as its limits count them."""
    with shop.store.reading() as unit:
        history = unit.members.history(shop.members[0], shop.clock.at)
    return history.earned_today, history.redeemed_today


def test_a_return_frees_only_its_own_share_of_what_a_day_lets_a_member_earn_and_spend(
    shop: SmallShop, example: SaleDone
) -> None:
    """Of the example: one coffee takes 34 of 94 points and gives 549 of 1.500 back."""
    assert moved_today(shop) == (94, 1_500)
    bring_back(shop, example, (1, 1))
    assert moved_today(shop) == (60, 951)
    bring_back(shop, example, (3, 1))
    assert moved_today(shop) == (60, 951), "cigarettes earned nothing and nothing paid for them"


def test_what_comes_back_of_another_day_s_sale_frees_nothing_of_today(shop: SmallShop) -> None:
    yesterday = sell(shop, "BIJ-001")
    shop.clock.at += DAY
    sell(shop, "KOP-001")
    bring_back(shop, yesterday, (1, 1))
    assert moved_today(shop) == (24, 0)


def test_a_member_s_day_is_the_shop_s_until_its_cut_over(shop: SmallShop) -> None:
    """The shop's day ends at 4 o'clock in the morning."""
    sell(shop, "KOP-001")
    shop.clock.at += 15 * HOUR + HOUR - 1
    assert moved_today(shop) == (24, 0), "a moment before four"
    shop.clock.at += 1
    assert moved_today(shop) == (0, 0)


def test_a_sale_that_nobody_made_can_t_come_back(shop: SmallShop) -> None:
    sale = replace(sell(shop, "KOP-001"), sale_id=bytes(16))
    assert problem_of(asked(shop, sale, (1, 1))) is ReturnProblem.UNKNOWN_SALE


def test_a_refund_that_is_not_the_one_on_screen_is_shown_before_anything_is_written(shop: SmallShop) -> None:
    sale = sell(shop, "KOP-001", "KOP-002")
    before = counts(shop)
    outcome = shop.till.take_back(request_of(shop, sale, (1, 1), expected=1))
    assert problem_of(outcome) is ReturnProblem.REFUND_CHANGED
    assert isinstance(outcome, ReturnNotPossible)
    assert outcome.preview is not None
    assert outcome.preview.returned.refund == 24_000
    assert counts(shop) == before


def test_a_void_takes_everything_back_that_is_still_kept(shop: SmallShop) -> None:
    sale = sell(shop, "KOP-001", "BIJ-001", "ROT-001")
    part = bring_back(shop, sale, (2, 1))
    done = void(shop, sale)
    fact = last_return(shop)
    assert (fact.void, fact.approver_id, fact.wanted) == (True, shop.manager_id, pieces_of((1, 1), (3, 1)))
    assert part.refund + done.refund == sale.payable
    assert (member_at(shop).balance, done.everything) == (0, True)


def test_a_void_is_for_the_same_business_day_only(shop: SmallShop) -> None:
    sale = sell(shop, "KOP-001")
    shop.clock.at += DAY
    assert problem_of(asked(shop, sale, approval=manager(shop))) is ReturnProblem.OTHER_DAY


def test_a_return_goes_by_the_rules_that_its_sale_was_sold_under(shop: SmallShop) -> None:
    """Rp1.000 earned a point; now Rp500 do, and the coffee that is kept would earn 48."""
    sale = sell(shop, "KOP-001", "KOP-001")
    at_rules(shop, replace(shop.programme, points=replace(shop.programme.points, rupiah_per_point=500)))
    assert bring_back(shop, sale, (1, 1)).clawback == 24
    assert member_at(shop).balance == 24


def test_a_void_needs_a_manager(shop: SmallShop) -> None:
    sale = sell(shop, "KOP-001")
    before = counts(shop)
    cashier = replace(manager(shop), staff_id=shop.cashier_id, pin=CASHIER_PIN)
    nobody = replace(manager(shop), staff_id=bytes(16))
    assert problem_of(asked(shop, sale)) is ReturnProblem.NEEDS_MANAGER
    assert problem_of(asked(shop, sale, approval=cashier)) is ReturnProblem.NOT_A_MANAGER
    assert problem_of(asked(shop, sale, approval=nobody)) is ReturnProblem.NOT_APPROVED
    assert counts(shop) == before


def test_a_wrong_pin_counts_towards_the_lock_out(shop: SmallShop) -> None:
    sale = sell(shop, "KOP-001")
    outcomes = [asked(shop, sale, approval=manager(shop, "000000")) for _ in range(2)]
    assert [problem_of(each) for each in outcomes] == [ReturnProblem.NOT_APPROVED] * 2
    pins = [each.pin for each in outcomes if isinstance(each, ReturnNotPossible)]
    assert pins == [WrongPin(left=4), WrongPin(left=3)]
