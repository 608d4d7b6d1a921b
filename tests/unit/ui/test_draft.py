from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.domain.programme.benefits import PercentOff
from app.domain.programme.conditions import DateWindow
from app.domain.programme.document import Programme
from app.ui.programme.draft import Unreadable, draft_of, programme_of
from tests.support.shop import small_programme

PROGRAMME = small_programme()


def test_a_draft_that_nobody_touched_is_the_programme() -> None:
    assert programme_of(PROGRAMME, draft_of(PROGRAMME)) == PROGRAMME


def test_typed_values_are_read_exactly() -> None:
    draft = draft_of(PROGRAMME)
    tiers = (draft.tiers[0], replace(draft.tiers[1], threshold="750.000", discount="2,5"))
    bakery = replace(draft.promotions[0], percent="12,5", starts="01122026", ends="28/02/2027", stopped=True)
    changed = programme_of(
        PROGRAMME, replace(draft, rate="2000", tiers=tiers, promotions=(bakery, draft.promotions[1]))
    )
    assert isinstance(changed, Programme)
    assert changed.points.rupiah_per_point == 2_000
    assert (changed.tiers[1].threshold, changed.tiers[1].discount_percent) == (750_000, Decimal("2.5"))
    promotion = changed.promotions[0]
    assert promotion.benefit == PercentOff(percent=Decimal("12.5"))
    assert promotion.conditions[0] == DateWindow(starts=date(2026, 12, 1), ends=date(2027, 2, 28))
    assert promotion.stopped
    assert changed.promotions[1] == PROGRAMME.promotions[1]


def test_what_cannot_be_read_is_named() -> None:
    draft = draft_of(PROGRAMME)
    silver = replace(draft.tiers[1], threshold="lots", discount="5 %")
    bakery = replace(draft.promotions[0], percent="", ends="31/02/2026")
    changed = programme_of(
        PROGRAMME,
        replace(draft, rate="-1", tiers=(draft.tiers[0], silver), promotions=(bakery, draft.promotions[1])),
    )
    assert changed == Unreadable(
        frozenset({"rate", "silver.threshold", "silver.discount", "bakery-10.percent", "bakery-10.ends"})
    )
