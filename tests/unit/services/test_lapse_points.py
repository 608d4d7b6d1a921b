"""The expiry run: what lapsed becomes breakage, once, in slices, and only what this till may touch."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.ledger import Account, PostingKind
from app.protocol.facts_points import PointsLapsed
from app.services.lapse_points import lapse_slice
from app.services.rounds import SliceDone
from tests.support.office import DAY, last_fact, last_record, office_of, opened, records
from tests.support.selling import member_at, sell
from tests.support.server_word import apply, change, complaints, lot, member_state, with_lot
from tests.support.shop import NOON, SmallShop, small_shop
from tests.support.statements import statements_of
from tests.support.taking_back import bring_back

TOMORROW = NOON + DAY
SERVER = ("https://server.example", bytes(32))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == [], "after any test of this file the books balance"


def test_what_lapsed_becomes_breakage_and_the_rest_stays(shop: SmallShop) -> None:
    opened(shop, 100, expires_at=TOMORROW)
    opened(shop, 40, expires_at=TOMORROW + DAY)
    opened(shop, 7)
    shop.clock.at = TOMORROW + 1
    assert office_of(shop).lapse_points() == SliceDone(done=1, left=0)
    assert member_at(shop).balance == 47
    fact = last_fact(shop)
    assert isinstance(fact, PointsLapsed)
    (posting,) = fact.bookings[0].movement.postings
    assert (posting.kind, posting.target, posting.amount) == (PostingKind.EXPIRY, Account.BREAKAGE, 100)
    assert fact.heading.business_day == "2026-11-23"


def test_the_last_instant_still_counts(shop: SmallShop) -> None:
    opened(shop, 100, expires_at=TOMORROW)
    shop.clock.at = TOMORROW
    before = records(shop)
    assert office_of(shop).lapse_points() == SliceDone(done=0, left=0)
    assert (member_at(shop).balance, records(shop)) == (100, before)


def test_again_changes_nothing(shop: SmallShop) -> None:
    opened(shop, 100, expires_at=TOMORROW)
    shop.clock.at = TOMORROW + 1
    office_of(shop).lapse_points()
    before, told = records(shop), shop.told.times
    assert office_of(shop).lapse_points() == SliceDone(done=0, left=0)
    assert (records(shop), shop.told.times) == (before, told), "nothing is written and nobody is woken"


def test_a_long_run_goes_in_slices_that_say_how_many_are_left(shop: SmallShop) -> None:
    for member in range(3):
        opened(shop, 10 + member, member, expires_at=TOMORROW + member)
    shop.clock.at = TOMORROW + DAY
    slices = []
    for _ in range(4):
        with shop.store.writing() as unit:
            slices.append(lapse_slice(unit, shop.chance, shop.clock.at, limit=1))
    assert [(one.done, one.left) for one in slices] == [(1, 2), (1, 1), (1, 0), (0, 0)]
    assert [member_at(shop, member).balance for member in range(3)] == [0, 0, 0]


def test_a_member_s_lots_may_lapse_in_two_slices(shop: SmallShop) -> None:
    for points in (10, 20, 30):
        opened(shop, points, expires_at=TOMORROW)
    shop.clock.at = TOMORROW + 1
    with shop.store.writing() as unit:
        assert lapse_slice(unit, shop.chance, shop.clock.at, limit=2) == SliceDone(done=1, left=1)
    assert office_of(shop).lapse_points() == SliceDone(done=1, left=0)
    assert member_at(shop).balance == 0


def test_what_lapsed_is_taken_back_out_of_breakage(shop: SmallShop) -> None:
    """A sale's points lapse, then its goods come back: nothing else is taken for them."""
    sale = sell(shop, "BIJ-001")
    shop.clock.at += 367 * DAY
    assert office_of(shop).lapse_points() == SliceDone(done=1, left=0)
    opened(shop, 50)
    bring_back(shop, sale, (1, 1))
    assert (member_at(shop).balance, member_at(shop).debt) == (50, 0)


def test_points_of_a_member_who_came_back_stay(shop: SmallShop) -> None:
    opened(shop, 100, expires_at=TOMORROW, inactivity_months=1)
    shop.clock.at += 1_000
    sell(shop, "KOP-001")
    shop.clock.at = TOMORROW + DAY
    assert office_of(shop).lapse_points() == SliceDone(done=0, left=0)


def test_with_a_server_only_the_slice_of_this_till_lapses(shop: SmallShop) -> None:
    """What another till may spend lapses there; what nobody holds is the server's."""
    shared = replace(lot(b"shared", 100), expires_at=TOMORROW)
    apply(shop, change("member", with_lot(member_state(shop), shared, right=30)))
    shop.store.set_server(*SERVER)
    shop.clock.at = TOMORROW + 1
    assert office_of(shop).lapse_points() == SliceDone(done=1, left=0)
    assert member_at(shop).balance == 70
    assert office_of(shop).lapse_points() == SliceDone(done=0, left=0)


def test_with_a_server_lots_that_follow_the_last_activity_stay(shop: SmallShop) -> None:
    """The member may have bought at another till since."""
    opened(shop, 100, expires_at=TOMORROW, inactivity_months=1)
    shop.store.set_server(*SERVER)
    shop.clock.at = TOMORROW + 1
    assert office_of(shop).lapse_points() == SliceDone(done=0, left=0)


def test_the_record_names_the_rights_that_it_used_up(shop: SmallShop) -> None:
    lot_id = opened(shop, 100, expires_at=TOMORROW)
    shop.clock.at = TOMORROW + 1
    office_of(shop).lapse_points()
    (right,) = last_record(shop).rights
    assert (right.asset, right.lot_id, right.amount) == ("points", lot_id, 100)


def test_an_index_finds_what_is_due(shop: SmallShop) -> None:
    with statements_of(shop.store.engine) as asked, shop.store.reading() as unit:
        unit.due.lapsed_members(TOMORROW, dated_only=False)
        unit.due.lapsed_lots(TOMORROW, 5, dated_only=False)
    looks = [statement for statement in asked if "FROM lots" in statement]
    assert len(looks) == 2
    with shop.store.reading() as unit:
        for statement in looks:
            steps = unit.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}").all()
            assert any("SEARCH lots USING INDEX ix_lots_lapsing" in step[-1] for step in steps), steps
