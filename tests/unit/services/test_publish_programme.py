"""A manager's changes count for the next basket; what a till would stumble over is not published."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.programme.benefits import Benefit, PercentOff, PointsMultiplier
from app.domain.programme.conditions import DateWindow
from app.domain.programme.document import Programme
from app.domain.programme.levels import TierMetric, TierRules
from app.domain.programme.lines import ALL_LINES
from app.domain.programme.points import EarnRate
from app.domain.programme.promotions import Promotion
from app.domain.programme.settling import CashRounding, ServiceCharge, Tax, TaxRate
from app.services.outcomes import ProgrammeFault, ProgrammeInvalid, Published, RevisionConflict
from app.services.programme_checks.finding import FindingKind
from app.services.publish_programme import faults_of
from tests.support.selling import basket_of, pay, sell
from tests.support.shop import SmallShop, small_programme, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop


def dearer_points(programme: Programme) -> Programme:
    """A point for every two thousand rupiah."""
    return replace(programme, points=replace(programme.points, rupiah_per_point=2_000))


def test_the_next_basket_uses_the_new_revision_and_an_open_one_keeps_its_own(shop: SmallShop) -> None:
    basket = basket_of(shop, "KOP-001")
    published = shop.till.publish(dearer_points(shop.till.programme()), 1, shop.manager_id)
    assert published == Published(revision=2)
    assert shop.till.programme() == replace(dearer_points(shop.programme), revision=2)
    assert pay(shop, basket).points_earned == 24
    assert sell(shop, "KOP-001").points_earned == 12


def test_the_revision_is_a_record_that_names_what_it_was_made_from_and_by_whom(shop: SmallShop) -> None:
    shop.till.publish(shop.programme, 1, shop.manager_id)
    told = shop.told.times
    shop.till.publish(shop.programme, 2, shop.manager_id)
    assert shop.told.times == told + 1
    assert shop.till.programme().revision == 3
    with shop.store.reading() as unit:
        assert unit.catalogue.programme(1) == shop.programme
        assert unit.catalogue.programme(2) == replace(shop.programme, revision=2)


def test_of_two_managers_the_second_is_told_that_the_first_was_there(shop: SmallShop) -> None:
    shop.till.publish(dearer_points(shop.programme), 1, shop.manager_id)
    late = shop.till.publish(shop.programme, 1, shop.manager_id)
    assert late == RevisionConflict(current=2)
    assert shop.till.programme().points.rupiah_per_point == 2_000


def test_only_a_manager_publishes(shop: SmallShop) -> None:
    refused = ProgrammeInvalid(faults=((ProgrammeFault.NOT_A_MANAGER, ""),))
    assert shop.till.publish(shop.programme, 1, shop.cashier_id) == refused
    assert shop.till.publish(shop.programme, 1, b"nobody") == refused
    assert shop.till.programme().revision == 1


def test_a_faulty_draft_is_not_published(shop: SmallShop) -> None:
    draft = replace(shop.programme, points=replace(shop.programme.points, rupiah_per_point=0))
    refused = ProgrammeInvalid(faults=((ProgrammeFault.RATE_NOT_POSITIVE, "points"),))
    assert shop.till.publish(draft, 1, shop.manager_id) == refused
    assert shop.till.programme() == shop.programme


def test_a_promise_that_no_till_can_keep_is_not_published(shop: SmallShop) -> None:
    draft = replace(shop.programme, tier_rules=TierRules(metric=TierMetric.VISITS))
    refused = ProgrammeInvalid(faults=((ProgrammeFault.CANNOT_KEEP_YET, "tier_rules"),))
    assert shop.till.publish(draft, 1, shop.manager_id) == refused
    assert shop.till.programme() == shop.programme


def test_a_rule_that_names_what_nobody_has_is_not_published(shop: SmallShop) -> None:
    lost = replace(shop.programme.promotions[0], group="nowhere")
    outcome = shop.till.publish(replace(shop.programme, promotions=(lost,)), 1, shop.manager_id)
    assert isinstance(outcome, ProgrammeInvalid)
    assert [(found.kind, found.what) for found in outcome.findings] == [(FindingKind.UNKNOWN_ID, "nowhere")]
    assert shop.till.programme() == shop.programme


def test_what_could_not_be_a_document_is_not_published(shop: SmallShop) -> None:
    absurd = replace(shop.programme, points=replace(shop.programme.points, rupiah_per_point=10**11))
    outcome = shop.till.publish(absurd, 1, shop.manager_id)
    assert isinstance(outcome, ProgrammeInvalid)
    assert [fault.path for fault in outcome.unwritable] == ["points.rupiah_per_point"]
    assert shop.till.programme() == shop.programme


DRAFT = small_programme()
BASIC, SILVER = DRAFT.tiers
RATE, RISING = ProgrammeFault.RATE_NOT_POSITIVE, ProgrammeFault.THRESHOLD_NOT_RISING
RANGE, WINDOW = ProgrammeFault.PERCENT_OUT_OF_RANGE, ProgrammeFault.WINDOW_ENDS_BEFORE_START


def offering(benefit: Benefit) -> Programme:
    return replace(DRAFT, promotions=(Promotion(id="rule", name="Rule", priority=1, benefit=benefit),))


def rate(rupiah: int | None) -> EarnRate:
    return EarnRate(id="rate", name="Rate", lines=ALL_LINES, rupiah_per_point=rupiah)


def tax(*percents: int) -> Tax:
    rates = tuple(TaxRate(percent=Decimal(percent)) for percent in percents)
    return Tax(id="pb1", name="PB1", rates=rates)


def service(percent: str) -> ServiceCharge:
    return ServiceCharge(name="Servis", percent=Decimal(percent))


@pytest.mark.parametrize(
    ("draft", "fault"),
    [
        (replace(DRAFT, points=replace(DRAFT.points, rupiah_per_point=-1)), (RATE, "points")),
        (replace(DRAFT, points=replace(DRAFT.points, value=0)), (RATE, "points")),
        (replace(DRAFT, points=replace(DRAFT.points, redeem_multiple=0)), (RATE, "points")),
        (replace(DRAFT, points=replace(DRAFT.points, redeem_percent=Decimal("100.1"))), (RANGE, "points")),
        (replace(DRAFT, points=replace(DRAFT.points, rates=(rate(0),))), (RATE, "points")),
        (replace(DRAFT, cash=CashRounding(step=0)), (RATE, "cash")),
        (replace(DRAFT, taxes=(tax(10, -100),)), (RANGE, "pb1")),
        (replace(DRAFT, service_charge=service("100.1")), (RANGE, "service_charge")),
        (replace(DRAFT, tiers=()), (RISING, "tiers")),
        (replace(DRAFT, tiers=(SILVER,)), (RISING, "silver")),
        (replace(DRAFT, tiers=(BASIC, replace(SILVER, threshold=0))), (RISING, "silver")),
        (
            replace(DRAFT, tiers=(BASIC, replace(SILVER, discount_percent=Decimal("100.01")))),
            (RANGE, "silver"),
        ),
        (replace(DRAFT, tiers=(BASIC, replace(SILVER, discount_percent=Decimal(-1)))), (RANGE, "silver")),
        (replace(DRAFT, tiers=(BASIC, replace(SILVER, multiplier=Decimal("0.9")))), (RANGE, "silver")),
        (offering(PercentOff(percent=Decimal(0))), (RANGE, "rule")),
        (offering(PercentOff(percent=Decimal("100.5"))), (RANGE, "rule")),
        (offering(PointsMultiplier(times=Decimal("0.5"))), (RANGE, "rule")),
    ],
)
def test_each_fault_names_its_rule(draft: Programme, fault: tuple[ProgrammeFault, str]) -> None:
    assert faults_of(draft) == (fault,)


def test_a_window_may_be_one_day_but_not_end_before_it_starts() -> None:
    day = date(2026, 11, 22)
    rule = DRAFT.promotions[0]
    one_day = replace(rule, conditions=(DateWindow(starts=day, ends=day),))
    backwards = replace(rule, conditions=(DateWindow(starts=day, ends=date(2026, 11, 21)),))
    assert faults_of(replace(DRAFT, promotions=(one_day,))) == ()
    assert faults_of(replace(DRAFT, promotions=(backwards,))) == ((WINDOW, "bakery-10"),)


def test_the_ends_of_what_is_allowed_are_allowed() -> None:
    tiers = (BASIC, replace(SILVER, threshold=1, discount_percent=Decimal(100), multiplier=Decimal(1)))
    assert faults_of(replace(DRAFT, tiers=tiers)) == ()
    assert faults_of(replace(DRAFT, points=replace(DRAFT.points, rates=(rate(None), rate(1))))) == ()
    assert faults_of(replace(DRAFT, taxes=(tax(0, 100),), service_charge=service("100"))) == ()
    for benefit in (PercentOff(percent=Decimal(100)), PointsMultiplier(times=Decimal(1))):
        assert faults_of(offering(benefit)) == ()
