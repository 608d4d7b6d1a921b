"""A quote sees what the store knows of the member: what its rules ask, and nothing more."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import update

from app.domain.basket import MemberSnapshot, Proof, TenderKind
from app.domain.programme.benefits import BonusPoints, PercentOff
from app.domain.programme.conditions import (
    AtTerminal,
    BirthdayWindow,
    Condition,
    DaysSinceLastVisit,
    FirstPurchase,
    InStore,
    NthVisit,
    WeekTime,
)
from app.domain.programme.document import Programme
from app.domain.programme.points import PointsRules
from app.domain.programme.promotions import Promotion
from app.services.commit_sale import Payment
from app.services.open_basket import asking, with_item, with_member, with_quantity
from app.services.outcomes import Published, SaleRefusal, SaleRefused
from app.services.quote_basket import quote_basket
from app.storage.terminal.tables import shared
from tests.support.selling import basket_of, member_at, pay, sell
from tests.support.server_word import apply, change, member_state
from tests.support.shop import NOON, SmallShop, small_shop
from tests.support.statements import statements_of

DAY = 86_400_000
MINUTE = 60_000
TEN_OFF = PercentOff(percent=Decimal(10))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop


def publish(shop: SmallShop, changed: Programme) -> None:
    current = shop.till.programme().revision
    assert shop.till.publish(changed, current, shop.manager_id) == Published(revision=current + 1)


def ruled(shop: SmallShop, *conditions: Condition, name: str = "rule") -> None:
    """Publishes one promotion of a tenth, and no other."""
    rule = Promotion(id=name, name=name, benefit=TEN_OFF, conditions=conditions)
    publish(shop, replace(shop.till.programme(), promotions=(rule,)))


def pointed(shop: SmallShop, points: PointsRules) -> None:
    """Publishes other points rules."""
    publish(shop, replace(shop.programme, points=points))


def seen(shop: SmallShop, member: int = 0) -> MemberSnapshot:
    snapshot = shop.till.quoted(basket_of(shop, "KOP-001", member=member), None).inputs.member
    assert snapshot is not None
    return snapshot


def price(shop: SmallShop, member: int | None = 0) -> int:
    """What a coffee of Rp24.000 costs."""
    return shop.till.quoted(basket_of(shop, "KOP-001", member=member), None).quote.payable


def test_no_birthday_and_no_history_is_looked_up_unless_a_rule_asks(shop: SmallShop) -> None:
    sell(shop, "KOP-001")
    basket = basket_of(shop, "KOP-001")
    with statements_of(shop.store.engine) as plain:
        quoted = shop.till.quoted(basket, None)
    assert quoted.inputs.member is not None
    assert (quoted.inputs.member.days_from_birthday, quoted.inputs.member.visits) == (None, 0)
    ruled(shop, BirthdayWindow(), NthVisit(number=3))
    basket = basket_of(shop, "KOP-001")
    with statements_of(shop.store.engine) as asked:
        shop.till.quoted(basket, None)
    assert not any("birthday" in statement or "FROM sales" in statement for statement in plain)
    told = "the birthday, what the server told, the sales, the returns, the sales that changed hands today"
    assert len(asked) == len(plain) + 5, told


def test_a_revision_is_prepared_once(shop: SmallShop) -> None:
    first, second = basket_of(shop, "KOP-001"), basket_of(shop, "KOP-002", member=1)
    with shop.store.reading() as unit:
        rules = unit.catalogue.rules(first.revision)
    with shop.store.reading() as unit:
        assert unit.catalogue.rules(second.revision) is rules
        assert quote_basket(unit, second, None, NOON).programme is rules.programme


def test_store_and_till_are_named_by_their_codes(shop: SmallShop) -> None:
    inputs = shop.till.quoted(basket_of(shop, "KOP-001"), None).inputs
    assert (inputs.store, inputs.terminal) == ("BDG", "BDG1")
    ruled(shop, InStore(stores=("BDG",)), AtTerminal(terminals=("BDG1",)))
    assert price(shop, member=None) == 21_600
    ruled(shop, InStore(stores=("JKT",)))
    assert price(shop, member=None) == 24_000


def test_the_day_of_joining_is_the_store_s(shop: SmallShop) -> None:
    assert seen(shop).joined_on == date(2026, 11, 22)
    late = NOON + 6 * 3_600_000 + 1  # 18.00 in Jakarta, 20.00 in Jayapura
    with shop.store.writing() as unit:
        unit.connection.execute(update(shared.members).values(joined_at=late + 4 * 3_600_000))
        unit.connection.execute(update(shared.stores).values(zone="Asia/Jayapura"))
    assert seen(shop).joined_on == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("member", "days", "costs"),
    [(0, -150, 24_000), (1, 0, 21_600), (2, None, 24_000)],
    ids=["21 April", "today", "nobody knows"],
)
def test_a_birthday_counts_from_the_day_on_which_the_basket_was_opened(
    shop: SmallShop, member: int, days: int | None, costs: int
) -> None:
    with shop.store.writing() as unit:
        nobody = update(shared.profiles).where(shared.profiles.c.member_id == shop.members[2])
        unit.connection.execute(nobody.values(birthday=""))
    ruled(shop, BirthdayWindow())
    basket = basket_of(shop, "KOP-001", member=member)
    shop.clock.at = NOON + DAY
    quoted = shop.till.quoted(basket, None)
    assert quoted.inputs.member is not None
    assert (quoted.inputs.member.days_from_birthday, quoted.quote.payable) == (days, costs)


def test_a_birthday_begins_and_ends_at_midnight_where_the_store_is(shop: SmallShop) -> None:
    """Asep's is the 22nd: from 00.00 to 23.59 in Jakarta, which is 17.00 to 16.59 of another day in UTC."""
    ruled(shop, BirthdayWindow())
    for minutes, costs in ((-721, 24_000), (-720, 21_600), (719, 21_600), (720, 24_000)):
        shop.clock.at = NOON + minutes * MINUTE
        assert price(shop, member=1) == costs


def test_happy_hour_counts_for_a_basket_that_was_opened_in_it_and_is_paid_after_it(shop: SmallShop) -> None:
    """Until 17.00; opened 16.58, paid 17.05."""
    ruled(shop, WeekTime(starts=15 * 60, ends=17 * 60))
    shop.clock.at = NOON + 298 * MINUTE
    in_time = basket_of(shop, "KOP-001", member=None)
    shop.clock.at = NOON + 305 * MINUTE
    assert pay(shop, in_time).payable == 21_600
    assert sell(shop, "KOP-001", member=None).payable == 24_000


def test_visits_are_counted_here(shop: SmallShop) -> None:
    ruled(shop, FirstPurchase())
    assert price(shop) == 21_600
    sell(shop, "KOP-001")
    assert (seen(shop).visits, seen(shop).last_visit_on, price(shop)) == (1, date(2026, 11, 22), 24_000)
    assert price(shop, member=1) == 21_600, "somebody else's first"
    shop.clock.at = NOON + 31 * DAY
    ruled(shop, DaysSinceLastVisit(at_least=31))
    assert price(shop) == 21_600
    ruled(shop, DaysSinceLastVisit(at_least=32))
    assert price(shop) == 24_000


def test_visits_elsewhere_count_as_far_as_the_server_told(shop: SmallShop) -> None:
    ruled(shop, NthVisit(number=6))
    sell(shop, "KOP-001")
    elsewhere = replace(member_state(shop), visits=4, last_visit_at=NOON - DAY)
    apply(shop, change("member", elsewhere))
    assert (seen(shop).visits, seen(shop).last_visit_on) == (4, date(2026, 11, 22))
    sell(shop, "KOP-001")
    assert (seen(shop).visits, price(shop)) == (5, 21_600)


def test_caps_of_a_day_hold_over_its_sales(shop: SmallShop) -> None:
    pointed(shop, replace(shop.programme.points, earn_per_day=30, redeem_per_day=100))
    assert sell(shop, "KOP-001").points_earned == 24
    assert sell(shop, "KOP-001").points_earned == 6
    shop.clock.at = NOON + DAY
    assert sell(shop, "BIJ-001").points_earned == 30
    shop.clock.at = NOON + 4 * DAY
    for _ in range(5):
        shop.clock.at += DAY
        sell(shop, "BIJ-001")
    assert sell(shop, "KOP-003", points=200).points_spent == 100
    assert sell(shop, "KOP-003", points=200).points_spent == 0


def test_who_only_told_a_number_spends_a_little_until_the_card_is_shown(shop: SmallShop) -> None:
    for _ in range(2):
        sell(shop, "BIJ-001")
    pointed(shop, replace(shop.programme.points, proof_above=100))
    told = asking(
        with_member(with_item(shop.till.open_basket(), shop.item("BIJ-001")), member_at(shop), Proof.TOLD),
        500,
    )
    assert shop.till.quoted(told, None).quote.redemption.points == 100
    shown = with_member(told, member_at(shop))
    assert pay(shop, shown).points_spent == 500


def test_a_basket_that_makes_no_sense_cannot_be_sold(shop: SmallShop) -> None:
    basket = with_quantity(basket_of(shop, "KOP-001"), 1, 10**12)
    payment = Payment(kind=TenderKind.CASH, received=1, expected=1, cashier_id=shop.cashier_id)
    assert shop.till.commit(basket, payment) == SaleRefused(reason=SaleRefusal.INVALID_BASKET)


def test_bonus_points_of_a_new_revision_are_earned(shop: SmallShop) -> None:
    bonus = Promotion(id="bonus", name="Bonus", benefit=BonusPoints(points=50))
    publish(shop, replace(shop.programme, promotions=(bonus,)))
    assert sell(shop, "KOP-001").points_earned == 74
