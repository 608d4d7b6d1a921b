"""Whatever is asked of a member is a look into an index: no statement walks through all members of a large store."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.ledger import POINTS_BOOK
from app.domain.returns import LineBack
from app.services.past_sales import find_receipt, look_at_sale, newest_sales
from app.services.preview_return import Wanted, preview_return
from app.storage.terminal.store import TerminalUnit
from tests.support.selling import sell
from tests.support.shop import PEOPLE, SmallShop, small_shop

Look = Callable[[SmallShop, TerminalUnit], object]
LOOKS: dict[str, Look] = {
    "a card": lambda shop, unit: unit.members.by_card(shop.cards[0]),
    "a phone": lambda _, unit: unit.members.by_phone(PEOPLE[0][1]),
    "a member": lambda shop, unit: unit.members.view(shop.members[0], shop.clock.at),
    "his cards": lambda shop, unit: unit.members.cards_of(shop.members[0]),
    "his visits": lambda shop, unit: unit.members.history(shop.members[0], shop.clock.at),
    "his books": lambda shop, unit: unit.members.holding(shop.members[0], shop.clock.at),
    "his row": lambda shop, unit: unit.members.row(shop.members[0]),
    "who he is now": lambda shop, unit: unit.members.current(shop.members[0]),
    "whom he absorbed": lambda shop, unit: unit.members.absorbed_by(shop.members[0]),
    "his vouchers": lambda shop, unit: unit.benefits.vouchers_of(shop.members[0]),
    "his plans": lambda shop, unit: unit.benefits.plans_of(shop.members[0]),
    "what he used": lambda shop, unit: unit.benefits.uses_of(shop.members[0], ("bakery-10",)),
    "his enrolment": lambda shop, unit: unit.documents.enrolment_of(shop.members[0]),
    "what lapsed": lambda shop, unit: unit.members.lapsed(shop.members[0], bytes(16)),
}


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SmallShop]:
    directory: Path = tmp_path_factory.mktemp("shop")
    with small_shop(directory) as shop:
        sell(shop, "KOP-001")
        yield shop


def steps_of(shop: SmallShop, look: Look) -> list[str]:
    """How SQLite goes about what a look asks."""
    with shop.store.reading() as unit:
        look(shop, unit)
        driver = unit.connection.connection.driver_connection
        assert driver is not None
        said: list[str] = []
        driver.set_trace_callback(said.append)
        look(shop, unit)
        driver.set_trace_callback(None)
        asked = [text for text in said if text.startswith("SELECT")]
        assert asked
        return [row[3] for text in asked for row in driver.execute(f"EXPLAIN QUERY PLAN {text}")]


def is_walk(step: str) -> bool:
    """Whether a step goes through a whole table, or all that a merchant has in it. There are few revisions."""
    whole = step.startswith("SCAN ") and not step.endswith(("CONSTANT ROW", "identity", "sync_state"))
    return whole or (step.endswith("(merchant_id=?)") and " programmes " not in step)


@pytest.mark.parametrize("what", sorted(LOOKS))
def test_nothing_that_is_asked_of_a_member_walks_through_a_table(shop: SmallShop, what: str) -> None:
    assert [step for step in steps_of(shop, LOOKS[what]) if is_walk(step)] == []


def test_a_return_s_sale_and_its_moves_are_found_by_their_ids(shop: SmallShop) -> None:
    with shop.store.reading() as unit:
        newest = unit.sales.last()
        assert newest is not None

    def look(_: SmallShop, unit: TerminalUnit) -> object:
        wanted = (LineBack(number=1, quantity=1_000),)
        return preview_return(unit, Wanted(sale_id=newest.sale_id, lines=wanted), shop.clock.at)

    assert [step for step in steps_of(shop, look) if is_walk(step)] == []


def test_a_past_sale_and_its_paper_are_found_by_an_index_too(shop: SmallShop) -> None:
    with shop.store.reading() as unit:
        newest = unit.sales.last()
        assert newest is not None

    def look(_: SmallShop, unit: TerminalUnit) -> object:
        number = find_receipt(unit, newest.receipt_number, shop.clock.at)
        return number, look_at_sale(unit, newest.sale_id, shop.clock.at)

    assert [step for step in steps_of(shop, look) if is_walk(step)] == []


def test_the_list_of_the_day_reads_the_day_s_newest_sales_in_order(shop: SmallShop) -> None:
    def look(_: SmallShop, unit: TerminalUnit) -> object:
        return newest_sales(unit, 0, shop.clock.at)

    steps = steps_of(shop, look)
    assert [step for step in steps if is_walk(step)] == []
    assert not any("ORDER BY" in step and "sales" in step for step in steps)


AT_THE_COUNTER: dict[str, Look] = {
    "a card": LOOKS["a card"],
    "a member": LOOKS["a member"],
    "what may be spent": lambda shop, unit: unit.members.held_lots(shop.members[0], shop.clock.at),
    "all that he holds": lambda shop, unit: unit.members.all_lots(shop.members[0], POINTS_BOOK),
    "the rules": lambda _, unit: unit.catalogue.programme(),
    "the day's last receipt": lambda _, unit: unit.sales.last_number_on("2026-11-22"),
    "the open shift": lambda _, unit: unit.shifts.open_id(),
    "the journal's head": lambda _, unit: unit.journal.head(),
}


@pytest.mark.parametrize("what", sorted(AT_THE_COUNTER))
def test_what_a_sale_asks_is_planned_once(shop: SmallShop, what: str) -> None:
    """SQLite asks whoever authorizes statements about each that it plans."""
    planned: list[int] = []

    def note(action: int, *_: object) -> int:
        planned.append(action)
        return 0

    look = AT_THE_COUNTER[what]
    with shop.store.reading() as unit:
        driver = unit.connection.connection.driver_connection
        assert driver is not None
        try:
            driver.set_authorizer(note)
            look(shop, unit)
            unit.journal.forget_head()
            assert planned, "to set it makes each statement be planned again"
            planned.clear()
            look(shop, unit)
        finally:
            driver.set_authorizer(None)
    assert planned == []
