"""Whatever gives a member points pays what he owes first, and until nothing is owed nothing can be spent."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.basket import TenderKind
from app.domain.programme.benefits import BonusPoints, BonusStamps, GivePoints
from app.domain.programme.conditions import MinimumSpend, NoneOf
from app.domain.programme.gifts import StampCard
from app.domain.programme.lines import Lines
from app.domain.programme.people import Action, ActionKind, Referral
from app.domain.programme.points import TransferRules, TransferScope
from app.domain.programme.promotions import Promotion
from tests.support.full_rules import SURVEY
from tests.support.import_files import bring_in, csv_of
from tests.support.office import DAY, at_rules, holding, office_of, opened
from tests.support.requesting import acting, adjusting, giving, merging, moving_to, referring
from tests.support.selling import basket_of, member_at, sell
from tests.support.server_word import complaints
from tests.support.shop import PEOPLE, SmallShop, small_shop
from tests.support.taking_back import bring_back

SITI, ASEP, DEWI = range(3)
"""Siti owes."""
HUNDRED = (GivePoints(points=100),)
OWED = 334 - 34 - 31
"""Of 334 points 300 are spent, on a cake of which 31.500 are paid; then what gave the 334 comes back."""


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        owe(shop)
        yield shop
        assert complaints(shop) == [], "after any test of this file the books balance"


def owe(shop: SmallShop) -> None:
    beans = sell(shop, "BIJ-001")
    sell(shop, "KUE-001", points=300)
    bring_back(shop, beans, (1, 1))
    assert owed(shop) == (OWED, 0)


def owed(shop: SmallShop) -> tuple[int, int]:
    """What Siti owes, and what she can spend."""
    view = member_at(shop)
    assert view.balance == sum(lot.remaining for lot in holding(shop).lots) - view.debt
    return view.debt, view.usable


def by_hand(shop: SmallShop) -> None:
    office_of(shop).adjust(adjusting(shop, shop.members[SITI], 100))


def by_another(shop: SmallShop) -> None:
    at_rules(shop, replace(shop.programme, transfers=TransferRules(to=TransferScope.MEMBERS)))
    opened(shop, 100, ASEP)
    office_of(shop).transfer(giving(shop, shop.members[ASEP], shop.members[SITI], 100))


def by_an_action(shop: SmallShop) -> None:
    survey = Action(id=SURVEY, name="Survey", kind=ActionKind.SURVEY, gives=HUNDRED)
    at_rules(shop, replace(shop.programme, actions=(survey,)))
    office_of(shop).award(acting(shop, shop.members[SITI]))


def by_an_anniversary(shop: SmallShop) -> None:
    year = Action(id="year", name="Year", kind=ActionKind.ANNIVERSARY, gives=HUNDRED)
    at_rules(shop, replace(shop.programme, actions=(year,)))
    shop.clock.at += 365 * DAY
    office_of(shop).give_yearly()


def by_a_referral(shop: SmallShop) -> None:
    at_rules(shop, replace(shop.programme, referral=Referral(referrer=HUNDRED)))
    office_of(shop).note_referral(referring(shop, shop.members[SITI], shop.members[DEWI]))
    sell(shop, "KOP-001", member=DEWI)


def by_a_merge(shop: SmallShop) -> None:
    opened(shop, 100, ASEP)
    office_of(shop).merge(merging(shop, shop.members[ASEP], shop.members[SITI]))


def by_an_import(shop: SmallShop) -> None:
    name, phone, _ = PEOPLE[SITI]
    bring_in(shop, csv_of([["nama", "hp", "poin", "kartu"], [name, phone, "100", shop.cards[SITI]]]))


def by_a_claim(shop: SmallShop) -> None:
    bonus = Promotion(id="bonus", name="Bonus", benefit=BonusPoints(points=76))
    at_rules(shop, replace(shop.programme, promotions=(bonus,)))
    guest = sell(shop, "KOP-001", member=None)  # 24 and 76
    office_of(shop).claim(moving_to(shop, guest.sale_id, shop.members[SITI], claim=True))


def by_a_full_card(shop: SmallShop) -> None:
    """A sale of excluded goods earns nothing by itself."""
    card = StampCard(id="card", name="Card", size=1, gives=HUNDRED)
    stamps = Promotion(
        id="stamps", name="Stempel", benefit=BonusStamps(card="card"), lines=Lines(skus=("KOP-001",))
    )
    free = replace(shop.programme.points, rupiah_per_point=1_000_000)
    at_rules(shop, replace(shop.programme, promotions=(stamps,), stamp_cards=(card,), points=free))
    sell(shop, "KOP-001")


def by_a_return(shop: SmallShop) -> None:
    """Of two coffees, 48 points, one comes back: the other earns 24 and the bonus of small baskets."""
    small = NoneOf(conditions=(MinimumSpend(amount=30_000),))
    bonus = Promotion(id="small", name="Bonus", benefit=BonusPoints(points=76), conditions=(small,))
    at_rules(shop, replace(shop.programme, promotions=(bonus,)))
    two = sell(shop, "KOP-001", "KOP-001")
    bring_back(shop, two, (1, 1))


@pytest.mark.parametrize(
    "give",
    [
        by_hand,
        by_another,
        by_an_action,
        by_an_anniversary,
        by_a_referral,
        by_a_merge,
        by_an_import,
        by_a_claim,
        by_a_full_card,
        by_a_return,
    ],
)
def test_a_hundred_points_from_anywhere_pay_a_hundred_of_the_debt(
    shop: SmallShop, give: Callable[[SmallShop], None]
) -> None:
    give(shop)
    assert owed(shop) == (OWED - 100, 0)
    assert [lot.remaining for lot in holding(shop).lots if lot.remaining] == []
    asked = shop.till.quoted(basket_of(shop, "BIJ-001", points=100), TenderKind.QRIS).quote
    assert asked.redemption.points == 0


def test_what_is_more_than_the_debt_can_be_spent(shop: SmallShop) -> None:
    office_of(shop).adjust(adjusting(shop, shop.members[SITI], OWED + 100))
    assert owed(shop) == (0, 100)
