"""What is left of limits follows from what was used of them; a return frees only its own share."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.basket import Right
from app.domain.claiming import Credited, StoredSale, claim
from app.domain.limits import Use, counted, rights_left, undone, uses_freed, uses_of
from app.domain.programme.benefits import AmountOff, Attend, BonusPoints, GiveVoucher
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward, VoucherKind
from app.domain.programme.promotions import Limits
from tests.support.returning import THING, Sale, plain_sale
from tests.support.worked_example import BASIC, programme, promotion

TODAY = date(2026, 11, 22)
YESTERDAY, LAST_MONTH = date(2026, 11, 21), date(2026, 10, 22)
ME, YOU = b"me", b"you"
ALL = Limits(
    per_member=20, per_member_per_day=10, per_member_per_month=15, per_day=30, in_total=100, budget=50_000
)
RULES = programme(replace(promotion("off", AmountOff(amount=1_000)), limits=ALL))


def use(member: bytes | None, day: date, times: int, amount: int = 0) -> Use:
    return Use(rule_id="off", member_id=member, day=day, times=times, amount=amount)


def left(*uses: Use, member: bytes | None = ME, rules: Programme = RULES) -> dict[str, int]:
    rights = rights_left(rules, counted(uses, member, TODAY), guest=member is None)
    return {right.limit: right.left for right in rights}


def test_unused_limits_are_left_whole() -> None:
    assert left() == {
        "per-member": 20,
        "per-member-per-day": 10,
        "per-member-per-month": 15,
        "per-day": 30,
        "in-total": 100,
        "budget": 50_000,
    }


@pytest.mark.parametrize(
    ("used", "changed"),
    [
        (use(ME, TODAY, 1), "per-member per-member-per-day per-member-per-month per-day in-total"),
        (use(ME, YESTERDAY, 1), "per-member per-member-per-month in-total"),
        (use(ME, LAST_MONTH, 1), "per-member in-total"),
        (use(ME, date(2025, 11, 22), 1), "per-member in-total"),
        (use(YOU, TODAY, 1), "per-day in-total"),
        (use(None, YESTERDAY, 1), "in-total"),
        (use(YOU, LAST_MONTH, 0, 1), "budget"),
    ],
)
def test_a_use_counts_by_member_by_business_day_and_by_calendar_month(used: Use, changed: str) -> None:
    assert left(used) == {limit: most - (limit in changed.split()) for limit, most in left().items()}


def test_a_guest_has_no_right_of_a_limit_by_member() -> None:
    assert left(use(None, TODAY, 3), member=None) == {"per-day": 27, "in-total": 97, "budget": 50_000}


def test_nothing_is_left_below_zero_nor_above_the_limit() -> None:
    assert left(use(ME, TODAY, 25))["per-member"] == 0
    assert left(use(ME, TODAY, -5))["per-member"] == 20


def test_a_reward_has_a_stock_and_a_share_of_each_member() -> None:
    reward = Reward(id="off", name="Off", points=1, gives=AmountOff(amount=1), stock=9, per_member=2)
    rules = replace(programme(), rewards=(reward,))
    assert left(use(YOU, TODAY, 4), use(ME, LAST_MONTH, 1), rules=rules) == {"stock": 4, "per-member": 1}
    assert left(use(None, TODAY, 4), member=None, rules=rules) == {"stock": 5}


@pytest.mark.parametrize(("stock", "most"), [(None, 20), (30, 20), (5, 5)])
def test_an_event_has_no_more_stock_than_places(stock: int | None, most: int) -> None:
    event = Reward(id="off", name="Off", points=1, gives=Attend(capacity=20, at="Saturday"), stock=stock)
    rules = replace(programme(), rewards=(event,))
    assert left(use(YOU, TODAY, 4), rules=rules) == {"stock": most - 4}


def rights(**limits: int) -> tuple[Right, ...]:
    return tuple(
        Right(rule_id=rule, limit=limit.replace("_", "-"), left=count)
        for rule in ("off", "bonus", "gift")
        for limit, count in limits.items()
    )


def test_a_sale_uses_applications_and_budget_of_limited_rules_only() -> None:
    limited = replace(
        promotion("off", AmountOff(amount=1_000, per_unit=True)), limits=Limits(per_day=9, budget=9_000)
    )
    free = promotion("free", AmountOff(amount=500))
    sale = plain_sale(programme(limited, free), (THING, 3), rights=rights(per_day=2, budget=9_000))
    assert uses_of(sale.prepared, sale.inputs, sale.quote, TODAY) == (
        Use(rule_id="off", member_id=b"member", day=TODAY, times=2, amount=2_000),
    )


def bonus_sale(**changes: object) -> Sale:
    bonus = replace(
        promotion("bonus", BonusPoints(points=10, per_units=1)), limits=Limits(per_day=100, budget=1_000)
    )
    return plain_sale(programme(bonus), (THING, 3), rights=rights(per_day=50, budget=500), **changes)


def test_bonus_points_that_a_guest_is_only_shown_use_nothing() -> None:
    assert uses_of(bonus_sale().prepared, bonus_sale().inputs, bonus_sale().quote, TODAY) == (
        Use(rule_id="bonus", member_id=b"member", day=TODAY, times=3, amount=30),
    )
    guest = bonus_sale(member=None)
    assert guest.quote.earning.bonus == 30
    assert uses_of(guest.prepared, guest.inputs, guest.quote, TODAY) == ()
    assert guest.void().freed == ()


def test_a_reward_that_is_taken_once_is_one_of_its_stock_on_however_many_units() -> None:
    reward = Reward(id="off", name="Off", points=10, gives=AmountOff(amount=1_000, per_unit=True), stock=5)
    sale = plain_sale(
        replace(programme(), rewards=(reward,)), (THING, 3), rewards=("off",), rights=rights(stock=1)
    )
    assert [use.times for use in uses_of(sale.prepared, sale.inputs, sale.quote, TODAY)] == [1]
    assert [freed.times for freed in sale.void().freed] == [1]


def test_a_reward_that_gives_a_thing_uses_one_of_its_stock() -> None:
    drink = VoucherKind(id="drink", name="Drink", gives=AmountOff(amount=5_000))
    gift = Reward(id="gift", name="Gift", points=100, gives=GiveVoucher(voucher="drink"), stock=9)
    rules = replace(programme(), vouchers=(drink,), rewards=(gift,))
    sale = plain_sale(rules, (THING, 1), rewards=("gift", "gift"), rights=rights(stock=9))
    (used,) = uses_of(sale.prepared, sale.inputs, sale.quote, TODAY)
    assert (used.rule_id, used.times) == ("gift", 2)


def test_a_return_frees_its_own_share_on_the_sale_s_day() -> None:
    sale = bonus_sale()
    first = sale.back((1, 1))
    freed = uses_freed(sale.prepared.programme, first.freed, b"member", TODAY)
    assert freed == (Use(rule_id="bonus", member_id=b"member", day=TODAY, times=-1, amount=-10),)
    used = uses_of(sale.prepared, sale.inputs, sale.quote, TODAY)
    kept = uses_of(sale.prepared, sale.inputs, sale.quote, TODAY, first.after)
    assert counted((*used, *freed), b"member", TODAY) == counted(kept, b"member", TODAY)


def test_a_claim_uses_the_claimer_s_limits_in_place_of_the_guest_s() -> None:
    off = replace(promotion("off", AmountOff(amount=1_000)), limits=Limits(per_day=9))
    bonus = replace(promotion("bonus", BonusPoints(points=5)), limits=Limits(per_member=1))
    sale = plain_sale(programme(off, bonus), (THING, 2), member=None, rights=rights(per_day=9))
    own = rights(per_member=1)
    stored = StoredSale(inputs=sale.inputs, quote=sale.quote, day=TODAY)
    credited = claim(sale.prepared, stored, BASIC, TODAY, own)
    assert isinstance(credited, Credited)
    assert credited.points == 39 + 5
    before = uses_of(sale.prepared, sale.inputs, sale.quote, TODAY)
    after = uses_of(sale.prepared, credited.inputs, credited.quote, TODAY)
    counts = counted((*before, *undone(before), *after), b"member", TODAY)
    assert (counts["off"].per_day, counts["off"].per_member, counts["bonus"].per_member) == (1, 1, 1)
