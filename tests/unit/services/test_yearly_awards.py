"""Birthdays and anniversaries are given once a year, whoever looks and however often, and none is missed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.calendar import end_of_day
from app.domain.engagement import yearly_document
from app.domain.programme.benefits import GivePoints
from app.domain.programme.people import Action, ActionKind
from app.protocol.facts_awards import ActionAwarded
from app.services.found_shop import NewMember, enrol_member
from app.services.rounds import LeftToServer, RoundOutcome, SliceDone
from app.services.yearly_awards import YearlyDue, yearly_due, yearly_slice
from tests.support.office import DAY, at_rules, last_fact, office_of, records
from tests.support.selling import member_at
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop

GIVES = (GivePoints(points=25),)
BIRTHDAY = Action(id="birthday", name="Birthday", kind=ActionKind.BIRTHDAY, gives=GIVES)
ANNIVERSARY = Action(id="anniversary", name="Anniversary", kind=ActionKind.ANNIVERSARY, gives=GIVES)
SITI, ASEP, DEWI = range(3)
"""Born on 21 April, on 22 November, which is today, and on 29 February."""
NOTHING = SliceDone(done=0, left=0)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == [], "after any test of this file the books balance"


def with_actions(shop: SmallShop, *actions: Action) -> None:
    at_rules(shop, replace(shop.programme, actions=actions))


def look(shop: SmallShop) -> RoundOutcome:
    return office_of(shop).give_yearly()


def at_day(shop: SmallShop, year: int, month: int, day: int) -> None:
    """A few hours before that day ends in Jakarta."""
    shop.clock.at = end_of_day(date(year, month, day), "Asia/Jakarta") - 10_000_000


def balances(shop: SmallShop) -> list[int]:
    return [member_at(shop, member).balance for member in range(3)]


def test_whose_birthday_it_is_gets_its_award_once(shop: SmallShop) -> None:
    with_actions(shop, BIRTHDAY)
    assert look(shop) == SliceDone(done=1, left=0)
    assert balances(shop) == [0, 25, 0]
    fact = last_fact(shop)
    assert isinstance(fact, ActionAwarded)
    assert fact.heading.document_id == yearly_document("birthday", shop.members[ASEP], 2026)
    before = records(shop)
    for _ in range(9):
        assert look(shop) == NOTHING
        shop.clock.at += DAY
    assert records(shop) == before


def test_it_comes_again_every_year(shop: SmallShop) -> None:
    with_actions(shop, BIRTHDAY)
    for year in range(2026, 2029):
        at_day(shop, year, 11, 22)
        assert look(shop) == SliceDone(done=1, left=0)
    assert balances(shop) == [0, 75, 0]


def test_a_shop_that_was_closed_for_days_misses_none(shop: SmallShop) -> None:
    with_actions(shop, BIRTHDAY)
    at_day(shop, 2027, 4, 27)
    assert look(shop) == SliceDone(done=1, left=0)
    at_day(shop, 2028, 4, 28)
    assert look(shop) == NOTHING, "a week is over"
    assert balances(shop) == [25, 0, 0]


def test_who_was_born_on_29_february_celebrates_on_the_28th(shop: SmallShop) -> None:
    with_actions(shop, BIRTHDAY)
    at_day(shop, 2027, 2, 27)
    assert look(shop) == NOTHING
    at_day(shop, 2027, 2, 28)
    assert look(shop) == SliceDone(done=1, left=0)
    at_day(shop, 2028, 2, 28)
    assert look(shop) == NOTHING, "a leap year has the day itself"
    at_day(shop, 2028, 2, 29)
    assert look(shop) == SliceDone(done=1, left=0)
    assert balances(shop) == [0, 0, 50]


def test_a_birthday_around_new_year_counts_for_its_own_year(shop: SmallShop) -> None:
    with_actions(shop, BIRTHDAY)
    with shop.store.writing() as unit:
        person = NewMember(name="Budi", phone="+62811", birthday="12-30", card="0" * 17)
        budi = enrol_member(unit, shop.chance, shop.clock.at, shop.programme, person)
    at_day(shop, 2027, 1, 3)
    assert look(shop) == SliceDone(done=1, left=0)
    fact = last_fact(shop)
    assert isinstance(fact, ActionAwarded)
    assert fact.heading.document_id == yearly_document("birthday", budi, 2026)


def test_a_birthday_before_joining_is_none(shop: SmallShop) -> None:
    with_actions(shop, BIRTHDAY)
    with shop.store.writing() as unit:
        for place, birthday in enumerate(("11-21", "11-22")):
            person = NewMember(name="Budi", phone=f"+6281{place}", birthday=birthday, card=f"{place:017}")
            enrol_member(unit, shop.chance, shop.clock.at, shop.programme, person)
    assert look(shop) == SliceDone(done=2, left=0), "Asep's and that of who joined on his"


def test_an_anniversary_is_a_whole_year_after_joining(shop: SmallShop) -> None:
    with_actions(shop, ANNIVERSARY)
    assert look(shop) == NOTHING
    at_day(shop, 2027, 11, 21)
    assert look(shop) == NOTHING
    at_day(shop, 2027, 11, 22)
    assert look(shop) == SliceDone(done=3, left=0)
    assert look(shop) == NOTHING
    assert balances(shop) == [25, 25, 25]


def test_a_day_of_joining_is_the_store_s_not_greenwich_s(shop: SmallShop) -> None:
    """Who joined at half past five in the morning in Jakarta joined on the day before in Greenwich."""
    with_actions(shop, ANNIVERSARY)
    with shop.store.writing() as unit:
        person = NewMember(name="Budi", phone="+62811", birthday="", card="0" * 17)
        early = shop.clock.at + DAY - 6 * 3_600_000 - 1_800_000
        enrol_member(unit, shop.chance, early, shop.programme, person)
    at_day(shop, 2027, 11, 22)
    assert look(shop) == SliceDone(done=3, left=0)
    at_day(shop, 2027, 11, 23)
    assert look(shop) == SliceDone(done=1, left=0)


def test_caps_hold_and_keep_nobody_else_waiting(shop: SmallShop) -> None:
    with_actions(shop, replace(ANNIVERSARY, per_member=1))
    for year in (2027, 2028):
        at_day(shop, year, 11, 22)
        look(shop)
    assert balances(shop) == [25, 25, 25]
    assert look(shop) == NOTHING


def test_many_go_in_slices_and_again_changes_nothing(shop: SmallShop) -> None:
    with_actions(shop, ANNIVERSARY)
    at_day(shop, 2027, 11, 22)
    with shop.store.writing() as unit:
        due = yearly_due(unit, shop.clock.at, limit=2)
        assert isinstance(due, YearlyDue)
        assert yearly_slice(unit, shop.chance, due, shop.clock.at) == SliceDone(done=2, left=1)
        assert yearly_slice(unit, shop.chance, due, shop.clock.at) == SliceDone(done=0, left=1)
    assert look(shop) == SliceDone(done=1, left=0)
    assert balances(shop) == [25, 25, 25]


def test_with_a_server_they_are_left_alone(shop: SmallShop) -> None:
    with_actions(shop, BIRTHDAY)
    shop.store.set_server("https://server.example", bytes(32))
    assert look(shop) == LeftToServer()
    assert balances(shop) == [0, 0, 0]
