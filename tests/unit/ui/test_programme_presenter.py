from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.services.outcomes import ProgrammeFault, ProgrammeInvalid, Published, RevisionConflict
from app.ui.programme.draft import Unreadable
from app.ui.programme.presenter import ProgrammePresenter
from app.ui.programme.state import EditorTrouble, ProgrammeState
from app.ui.programme.wording import wrong_fields
from tests.support.hand_lanes import HandLanes
from tests.support.shop import SmallShop, small_shop


class Desk:
    """The editor with nobody at it."""

    def __init__(self, shop: SmallShop) -> None:
        self.shop = shop
        self.hand = HandLanes()
        self.shown: list[ProgrammeState] = []
        self.presenter = ProgrammePresenter(shop.till, self.hand.lanes, self.shown.append)
        self.presenter.start(shop.manager_id)
        self.hand.settle()

    @property
    def state(self) -> ProgrammeState:
        return self.presenter.state

    def publish(self) -> None:
        self.presenter.publish()
        self.hand.settle()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with small_shop(tmp_path) as shop:
        made = Desk(shop)
        yield made
        made.hand.close()


def test_a_changed_rate_becomes_the_next_revision_once(desk: Desk) -> None:
    desk.presenter.set_rate("2.000")
    desk.presenter.publish()
    desk.publish()
    assert desk.state.outcome == Published(revision=2)
    assert desk.state.programme is not None
    assert (desk.state.programme.revision, desk.state.programme.points.rupiah_per_point) == (2, 2_000)
    assert desk.shop.till.programme().revision == 2


def test_an_unchanged_programme_is_not_published(desk: Desk) -> None:
    desk.publish()
    assert desk.state.outcome is EditorTrouble.NOTHING_CHANGED
    assert desk.shop.till.programme().revision == 1


def test_what_cannot_be_read_marks_its_field(desk: Desk) -> None:
    desk.presenter.set_rate("ten")
    desk.publish()
    assert desk.state.outcome == Unreadable(frozenset({"rate"}))
    desk.presenter.set_rate("10")
    assert desk.state.outcome is None


def test_what_makes_no_sense_is_refused_and_marked(desk: Desk) -> None:
    assert desk.state.draft is not None
    desk.presenter.set_tier(replace(desk.state.draft.tiers[1], threshold="0"))
    desk.publish()
    assert desk.state.outcome == ProgrammeInvalid(faults=((ProgrammeFault.THRESHOLD_NOT_RISING, "silver"),))
    assert wrong_fields(desk.state) == frozenset({"silver.threshold"})


def test_a_revision_from_elsewhere_is_a_conflict_until_reloaded(desk: Desk) -> None:
    elsewhere = desk.shop.programme
    desk.shop.till.publish(
        replace(elsewhere, points=replace(elsewhere.points, rupiah_per_point=700)), 1, desk.shop.manager_id
    )
    desk.presenter.set_rate("2.000")
    desk.publish()
    assert desk.state.outcome == RevisionConflict(current=2)
    desk.presenter.reload()
    desk.hand.settle()
    assert desk.state.draft is not None
    assert desk.state.draft.rate == "700"


def test_a_promotion_can_be_stopped(desk: Desk) -> None:
    assert desk.state.draft is not None
    desk.presenter.set_promotion(replace(desk.state.draft.promotions[0], stopped=True))
    desk.publish()
    assert desk.shop.till.programme().promotions[0].stopped
