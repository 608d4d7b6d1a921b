"""What partners owe for a period follows from the till's own sales and returns on its business days."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.partner_settlement import PartnerRow
from app.domain.programme.benefits import BonusPoints, PercentOff
from app.domain.programme.lines import Lines
from app.domain.programme.people import Partner
from app.domain.programme.promotions import Promotion
from app.services.move_outcomes import MoveDone, MoveRequest
from tests.support.office import DAY, at_rules, office_of, records
from tests.support.selling import sell
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import bring_back, manager, void

FIRST, SECOND = date(2026, 11, 22), date(2026, 11, 23)
OFF = Promotion(
    id="off",
    name="Kopi 10%",
    lines=Lines(categories=("Kopi",)),
    benefit=PercentOff(percent=Decimal(10)),
    funder="roaster",
)
BONUS = Promotion(id="bonus", name="Bonus", benefit=BonusPoints(points=10), funder="bank")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        partners = (
            Partner(id="bank", name="Bank", rupiah_per_point=15),
            Partner(id="roaster", name="Sangrai"),
        )
        at_rules(shop, replace(shop.programme, promotions=(OFF, BONUS), partners=partners))
        yield shop
        assert complaints(shop) == []


def owed(shop: SmallShop, first: date = FIRST, last: date = SECOND) -> dict[str, tuple[int, int]]:
    """Rupiah and points by partner."""
    rows = office_of(shop).settle_partners(first, last).rows
    return {row.partner_id: (row.rupiah, row.points) for row in rows}


def test_a_partner_owes_what_he_funds_and_a_return_takes_it_off_on_its_own_day(shop: SmallShop) -> None:
    done = sell(shop, "KOP-001", "KOP-003")
    assert owed(shop) == {"bank": (0, 10), "roaster": (5_900, 0)}
    shop.clock.at += DAY
    bring_back(shop, done, (1, 1), approval=manager(shop))
    assert owed(shop, FIRST, FIRST) == {"bank": (0, 10), "roaster": (5_900, 0)}
    assert owed(shop, SECOND, SECOND) == {"roaster": (-2_400, 0)}
    assert owed(shop) == {"bank": (0, 10), "roaster": (3_500, 0)}


def test_points_are_settled_at_the_partner_s_rate_with_their_documents(shop: SmallShop) -> None:
    done = sell(shop, "ROT-001")
    answer = office_of(shop).settle_partners(FIRST, FIRST)
    assert answer.rows == (
        PartnerRow(partner_id="bank", rupiah=0, points=10, points_rupiah=150, documents=(done.sale_id,)),
    )
    assert (answer.rows[0].owes, answer.documents) == (150, 1)


def test_what_is_void_is_owed_by_nobody_and_other_days_are_not_looked_at(shop: SmallShop) -> None:
    void(shop, sell(shop, "KOP-001"))
    assert owed(shop) == {"bank": (0, 0), "roaster": (0, 0)}
    assert office_of(shop).settle_partners(SECOND, SECOND).documents == 0


def test_a_claimed_sale_counts_with_its_member_and_its_return_the_same(shop: SmallShop) -> None:
    """A guest earns no points that the bank would owe."""
    done = sell(shop, "ROT-001", member=None)
    assert owed(shop) == {}
    claim = MoveRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        sale_id=done.sale_id,
        member_id=shop.members[0],
        staff_id=shop.cashier_id,
    )
    assert isinstance(office_of(shop).claim(claim), MoveDone)
    assert owed(shop) == {"bank": (0, 10)}
    void(shop, done)
    assert owed(shop) == {"bank": (0, 0)}


def test_asking_writes_nothing(shop: SmallShop) -> None:
    sell(shop, "KOP-001")
    before = records(shop)
    owed(shop)
    assert records(shop) == before
