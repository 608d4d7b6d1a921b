"""A check of the store proves every return from its record, and finds one that was tampered with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Executable, delete, insert, select, update

from app.services.return_outcomes import ReturnDone
from app.storage.terminal.check import check_store
from app.storage.terminal.tables import journal, shared
from tests.support.selling import sell
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import bring_back, void

RETURNS = shared.returns


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop


@pytest.fixture
def done(shop: SmallShop) -> ReturnDone:
    """A return that leaves a debt, a guest's void, and one of a sale that redeemed."""
    sale = sell(shop, "BIJ-001")
    redeemed = sell(shop, "KUE-001", points=300)
    done = bring_back(shop, sale, (1, 1))
    void(shop, sell(shop, "KOP-001", member=None))
    bring_back(shop, redeemed, (1, 1))
    return done


def points_of(shop: SmallShop, member: int) -> str:
    """How a check names a member's book of points."""
    return f"{shop.members[member].hex()}/points"


def run(shop: SmallShop, statement: Executable) -> None:
    with shop.store.writing() as unit:
        unit.connection.execute(statement)


def test_returns_are_counted_and_proved(shop: SmallShop, done: ReturnDone) -> None:
    with shop.store.reading() as unit:
        report = check_store(unit.connection)
    assert (report.sales, report.returns, report.findings) == (3, 3, ())
    assert done.debt > 0


@pytest.mark.parametrize(
    "changes",
    [
        {"refund": 1},
        {"points_back": 7},
        {"clawback": 0},
        {"void": True},
        {"without_server": True},
        {"sale_day": "2026-11-23"},
        {"after": b"\x81\xa5lines\x90"},
    ],
)
def test_a_changed_row_is_found_at_its_return(
    shop: SmallShop, done: ReturnDone, changes: dict[str, object]
) -> None:
    run(shop, update(RETURNS).where(RETURNS.c.return_id == done.return_id).values(changes))
    assert complaints(shop) == [("changed-return", done.return_id.hex())]


def test_a_deleted_row_is_a_missing_return(shop: SmallShop, done: ReturnDone) -> None:
    run(shop, delete(RETURNS).where(RETURNS.c.return_id == done.return_id))
    assert complaints(shop) == [("missing-return", done.return_id.hex())]


def test_a_row_that_no_record_explains_is_found(shop: SmallShop, done: ReturnDone) -> None:
    with shop.store.writing() as unit:
        wanted = select(RETURNS).where(RETURNS.c.return_id == done.return_id)
        row = unit.connection.execute(wanted).mappings().one()
        unit.connection.execute(insert(RETURNS), {**row, "return_id": b"forged"})
    assert complaints(shop) == [("unknown-return", b"forged".hex())]


def test_a_forgiven_debt_is_found_at_its_member(shop: SmallShop, done: ReturnDone) -> None:
    accounts = shared.accounts
    run(shop, update(accounts).values(debt=accounts.c.debt - done.debt))
    assert complaints(shop) == [("debt", points_of(shop, 0))]


def test_a_deleted_record_leaves_a_return_that_nothing_explains(shop: SmallShop, done: ReturnDone) -> None:
    with shop.store.writing() as unit:
        place = select(RETURNS.c.seq).where(RETURNS.c.return_id == done.return_id)
        unit.connection.execute(
            delete(journal).where(journal.c.seq == unit.connection.execute(place).scalar_one())
        )
    assert ("unknown-return", done.return_id.hex()) in complaints(shop)
    assert ("tier-metric", shop.members[0].hex()) in complaints(shop)
