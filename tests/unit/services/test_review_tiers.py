"""Tier reviews: due ones are held in slices, once each; nothing else demotes anybody."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.programme.levels import Downgrade, Tier, TierRules, TierWindow
from app.protocol.facts import MemberEnrolled
from app.protocol.facts_awards import MemberReviewed, TierReviewed
from app.services.review_tiers import ReviewsDue, review_slice, reviews_due
from app.services.rounds import LeftToServer, RoundOutcome, SliceDone
from app.storage.terminal.tables import shared
from tests.support.office import DAY, at_rules, last_fact, office_of, records
from tests.support.selling import member_at, sell
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import bring_back

GOLD = Tier(id="gold", name="Keluarga", threshold=1_000_000)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == [], "after any test of this file the books balance"


def with_rules(shop: SmallShop, **changes: object) -> None:
    tiers = (*shop.programme.tiers, GOLD)
    at_rules(shop, replace(shop.programme, tiers=tiers, tier_rules=TierRules(**changes)))  # type: ignore[arg-type]  # names and values of TierRules


def reach_silver(shop: SmallShop, member: int = 0) -> None:
    sell(shop, "BIJ-001", "BIJ-001", member=member)
    assert member_at(shop, member).tier_id == "silver"


def review(shop: SmallShop) -> RoundOutcome:
    return office_of(shop).review_tiers()


def since(shop: SmallShop, member: int = 0) -> str | None:
    members = shared.members
    with shop.store.reading() as unit:
        mine = select(members.c.tier_since).where(members.c.member_id == shop.members[member])
        found: str | None = unit.connection.execute(mine).scalar_one()
    return found


def test_who_no_longer_earns_his_tier_goes_down_on_the_review_date(shop: SmallShop) -> None:
    reach_silver(shop)
    shop.clock.at += 364 * DAY
    before = records(shop)
    assert review(shop) == SliceDone(done=0, left=0)
    assert records(shop) == before, "a day early, nothing is written"
    shop.clock.at += DAY
    assert review(shop) == SliceDone(done=1, left=0)
    assert member_at(shop).tier_id == "silver", "the year that ended had begun with what earned it"
    shop.clock.at += 366 * DAY
    assert review(shop) == SliceDone(done=1, left=0)
    assert member_at(shop).tier_id == "basic"
    fact = last_fact(shop)
    assert isinstance(fact, TierReviewed)
    (one,) = fact.reviews
    assert one == MemberReviewed(
        member_id=shop.members[0], tier_before="silver", tier_after="basic", metric=0, since="2028-11-22"
    )


def test_who_earned_it_again_keeps_it_from_the_review_date_on(shop: SmallShop) -> None:
    reach_silver(shop)
    shop.clock.at += 200 * DAY
    sell(shop, "BIJ-001", "BIJ-001")
    shop.clock.at += 170 * DAY
    review(shop)
    assert (member_at(shop).tier_id, since(shop)) == ("silver", "2027-11-22")
    assert review(shop) == SliceDone(done=0, left=0), "again changes nothing"
    shop.clock.at += 366 * DAY
    review(shop)
    assert (member_at(shop).tier_id, since(shop)) == ("basic", "2028-11-22")


def test_after_the_grace_and_what_was_bought_in_it_counts(shop: SmallShop) -> None:
    with_rules(shop, grace_days=30, window=TierWindow.CALENDAR_YEAR)
    reach_silver(shop)
    shop.clock.at += 69 * DAY  # 30 January 2027
    assert review(shop) == SliceDone(done=0, left=0)
    shop.clock.at += DAY
    assert review(shop) == SliceDone(done=1, left=0)
    assert member_at(shop).tier_id == "silver", "last year's window earned it"


@pytest.mark.parametrize(
    ("downgrade", "tier"), [(Downgrade.ONE_LEVEL, "silver"), (Downgrade.TO_LEVEL_EARNED, "basic")]
)
def test_one_level_or_to_the_level_earned(shop: SmallShop, downgrade: Downgrade, tier: str) -> None:
    with_rules(shop, downgrade=downgrade, months=1)
    sell(shop, *["BIJ-001"] * 4)
    assert member_at(shop).tier_id == "gold"
    shop.clock.at += 31 * DAY
    review(shop)
    assert member_at(shop).tier_id == "gold", "the month that ended earned it"
    shop.clock.at += 31 * DAY
    review(shop)
    assert member_at(shop).tier_id == tier


def test_neither_a_return_nor_other_thresholds_demote_before_the_review(shop: SmallShop) -> None:
    sale = sell(shop, "BIJ-001", "BIJ-001")
    bring_back(shop, sale, (1, 1))
    basic, silver = shop.programme.tiers
    at_rules(shop, replace(shop.programme, tiers=(basic, replace(silver, threshold=2_000_000))))
    assert review(shop) == SliceDone(done=0, left=0)
    sell(shop, "KOP-001")
    assert member_at(shop).tier_id == "silver"
    shop.clock.at += 366 * DAY
    review(shop)
    assert member_at(shop).tier_id == "basic"


def test_two_dates_that_passed_are_two_reviews(shop: SmallShop) -> None:
    with_rules(shop, downgrade=Downgrade.ONE_LEVEL, window=TierWindow.CALENDAR_YEAR)
    sell(shop, *["BIJ-001"] * 4)
    shop.clock.at += 3 * 366 * DAY
    seen = []
    while review(shop) != SliceDone(done=0, left=0):
        seen.append((member_at(shop).tier_id, since(shop)))
    assert seen == [("gold", "2027-01-01"), ("silver", "2028-01-01"), ("basic", "2029-01-01")]


def test_many_reviews_go_in_slices_that_say_how_many_are_left(shop: SmallShop) -> None:
    with_rules(shop, window=TierWindow.MEMBERSHIP_YEAR)
    for member in range(3):
        reach_silver(shop, member)
    shop.clock.at += 366 * DAY
    slices = []
    for _ in range(3):
        with shop.store.writing() as unit:
            due = reviews_due(unit, shop.clock.at, limit=2)
            assert isinstance(due, ReviewsDue)
            slices.append(review_slice(unit, shop.chance, due, shop.clock.at))
    assert slices == [SliceDone(done=2, left=1), SliceDone(done=1, left=0), SliceDone(done=0, left=0)]


def test_who_was_reviewed_meanwhile_isn_t_reviewed_twice(shop: SmallShop) -> None:
    reach_silver(shop)
    shop.clock.at += 366 * DAY
    with shop.store.reading() as unit:
        due = reviews_due(unit, shop.clock.at)
    assert isinstance(due, ReviewsDue)
    review(shop)
    before = records(shop)
    with shop.store.writing() as unit:
        assert review_slice(unit, shop.chance, due, shop.clock.at) == SliceDone(done=0, left=0)
    assert records(shop) == before


def test_a_tier_that_was_brought_in_is_kept_for_a_whole_window(shop: SmallShop) -> None:
    """What earned it in the older system is not known here."""
    budi = shop.chance.new_id(shop.clock.at)
    with shop.store.writing() as unit:
        unit.journal.append(
            MemberEnrolled(
                member_id=budi,
                card="0" * 17,
                tier_id="silver",
                joined_at=shop.clock.at - 2_000 * DAY,
                source="square",
            ),
            member_id=budi,
        )
    shop.members = (*shop.members, budi)
    shop.clock.at += 364 * DAY
    assert review(shop) == SliceDone(done=0, left=0)
    shop.clock.at += DAY
    assert review(shop) == SliceDone(done=1, left=0)
    assert since(shop, 3) == "2027-11-22"


def test_with_a_server_reviews_are_the_server_s(shop: SmallShop) -> None:
    reach_silver(shop)
    shop.store.set_server("https://server.example", bytes(32))
    shop.clock.at += 366 * DAY
    assert review(shop) == LeftToServer()
    assert member_at(shop).tier_id == "silver"
