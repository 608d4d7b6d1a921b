"""Whatever stands in a basket: a clear fault, or a right quote; never a traceback, a negative line or a raised net."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.basket import (
    Entitlement,
    HeldVoucher,
    Line,
    ManualDiscount,
    ManualPrice,
    MemberSnapshot,
    PaymentMethod,
    QuoteInputs,
    Right,
    StampCount,
    TenderKind,
    TenderPart,
)
from app.domain.basket_faults import BasketFaultKind, InvalidBasket, faults_of
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import prepare
from app.domain.programme.benefits import PercentOff
from app.domain.programme.conditions import DateWindow, WeekTime
from app.domain.programme.document import Programme
from app.domain.quote import Quote
from app.protocol.plain import pack
from tests.property.conftest import InManyCases
from tests.support.loyalty_strategies import cases
from tests.support.worked_example import (
    COFFEE,
    EXAMPLE_INPUTS,
    EXAMPLE_PROGRAMME,
    NOON,
    SILVER,
    inputs,
    item,
    lines,
    programme,
    promotion,
)

HUGE = (
    st.sampled_from([0, -1, 1, 999, 10**9, 10**9 + 1, 2**31, 2**53, 2**63, 10**18, -(10**18)]) | st.integers()
)
ZONES = (
    "Asia/Jakarta",
    "America/Sao_Paulo",
    "Europe/Berlin",
    "Pacific/Apia",
    "Asia/Kathmandu",
    "Mars/Phobos",
    "",
)
INSTANTS = st.integers(-70_000_000_000_000, 260_000_000_000_000) | HUGE
TEXTS = st.sampled_from(["", "gone", "bakery", "\x00", "é", "../etc"]) | st.text(max_size=4)
TENTH_OFF = programme(promotion("tenth", PercentOff(percent=Decimal(10))))


def quoted_or_faulty(rules: Programme, basket: QuoteInputs) -> Quote | InvalidBasket:
    """A sound quote, or the faults that `faults_of` sees too."""
    seen = faults_of(basket)
    try:
        quoted = quote(prepare(rules), basket)
    except InvalidBasket as fault:
        return fault if fault.faults == seen else pytest.fail(f"{fault.faults} was raised, {seen} was seen")
    assert seen == ()
    for line in quoted.lines:
        assert 0 <= line.net <= line.line.price
    assert 0 <= quoted.net <= quoted.price < 2**63
    assert quoted.payable >= 0
    assert pack(quoted)
    return quoted


def faults(rules: Programme, basket: QuoteInputs) -> list[BasketFaultKind]:
    answer = quoted_or_faulty(rules, basket)
    assert isinstance(answer, InvalidBasket)
    return [fault.kind for fault in answer.faults]


def altered_line(draw: st.DrawFn, line: Line) -> Line:
    """A line with something absurd about it."""
    what = draw(st.integers(0, 5))
    if what == 0:
        return replace(line, quantity=draw(HUGE))
    if what == 1:
        return replace(line, item=replace(line.item, price=draw(HUGE)))
    if what == 2:
        return replace(line, parent=draw(st.integers(-1, 9)))
    if what == 3:
        return replace(line, number=draw(st.integers(-1, 9)))
    if what == 4:
        return replace(line, manual=ManualPrice(price=draw(HUGE), reason=""))
    return replace(
        line,
        item=replace(line.item, sku=draw(TEXTS), category=draw(TEXTS), tax=draw(TEXTS), tags=(draw(TEXTS),)),
    )


@st.composite
def absurd_cases(draw: st.DrawFn) -> tuple[Programme, QuoteInputs]:
    """A programme, and a basket for it of which one thing or several can't be, or nobody knows."""
    rules, basket = draw(cases())
    touched = [altered_line(draw, line) if draw(st.booleans()) else line for line in basket.lines]
    basket = replace(basket, lines=tuple(touched))
    what = draw(st.integers(0, 7))
    if what == 0:
        return rules, replace(basket, opened_at=draw(INSTANTS), zone=draw(st.sampled_from(ZONES)))
    if what == 1:
        return rules, replace(basket, points_asked=draw(HUGE), manual=ManualDiscount(amount=draw(HUGE)))
    if what == 2:
        held = HeldVoucher(code=draw(TEXTS), kind_id=draw(TEXTS), expires_at=draw(HUGE), uses_left=draw(HUGE))
        return rules, replace(basket, vouchers=(held, held), rewards=(draw(TEXTS),), coupons=(draw(TEXTS),))
    if what == 3:
        part = TenderPart(method=draw(st.sampled_from(PaymentMethod)), amount=draw(HUGE))
        return rules, replace(basket, split=(part,), manual=ManualDiscount(basis_points=draw(HUGE)))
    if what == 4:
        right = Right(rule_id=draw(TEXTS), limit=draw(TEXTS), left=draw(HUGE))
        return rules, replace(basket, rights=(*basket.rights, right, right), store=draw(TEXTS))
    if what == 5 and basket.member is not None:
        return rules, replace(basket, member=absurd_member(draw, basket.member))
    return rules, basket


def absurd_member(draw: st.DrawFn, member: MemberSnapshot) -> MemberSnapshot:
    """Some things about a member that can't be, or that nobody knows."""
    days = st.dates(date.min, date.max)
    changed = replace(
        member,
        tier_id=draw(TEXTS),
        joined_on=draw(days),
        last_visit_on=draw(days),
        days_from_birthday=draw(st.none() | st.integers(-182, 183)),
        plans=(Entitlement(plan_id=draw(TEXTS), starts=draw(days), ends=draw(days)),),
    )
    what = draw(st.integers(0, 5))
    if what == 0:
        return replace(changed, balance=draw(HUGE), usable=draw(HUGE))
    if what == 1:
        return replace(changed, wallet=draw(HUGE), visits=draw(HUGE))
    if what == 2:
        return replace(changed, tier_metric=draw(HUGE), earned_today=draw(HUGE))
    if what == 3:
        return replace(changed, stamps=(StampCount(card_id=draw(TEXTS), stamps=draw(HUGE)),))
    return changed


def test_an_absurd_basket_is_named_or_quoted_right(in_many_cases: InManyCases) -> None:
    @given(absurd_cases())
    def holds(case: tuple[Programme, QuoteInputs]) -> None:
        quoted_or_faulty(*case)

    in_many_cases(holds, quick=300)


@pytest.mark.parametrize("quantity", [0, -1, -1_000, 10**9 + 1, 2**63])
def test_a_quantity_that_nobody_buys_is_a_fault_of_its_line(quantity: int) -> None:
    basket = inputs([replace(lines((COFFEE, 1))[0], number=7, quantity=quantity)])
    assert faults(TENTH_OFF, basket) == [BasketFaultKind.QUANTITY]
    assert [fault.line for fault in faults_of(basket)] == [7]


def test_the_greatest_quantity_is_quoted_right() -> None:
    basket = inputs([Line(number=1, item=item("sand", "drinks", 1_000), quantity=10**9)])
    answer = quoted_or_faulty(TENTH_OFF, basket)
    assert isinstance(answer, Quote)
    assert (answer.price, answer.net) == (10**9, 9 * 10**8)


def test_a_line_dearer_than_any_till_sells_is_a_fault() -> None:
    basket = inputs([Line(number=1, item=item("gold", "drinks", 10**10), quantity=10**9)])
    assert faults(TENTH_OFF, basket) == [BasketFaultKind.LINE_PRICE]


def test_ten_thousand_lines_are_quoted_right_and_one_more_is_a_fault() -> None:
    basket = inputs(lines(*[(COFFEE, 1)] * 10_000))
    answer = quoted_or_faulty(TENTH_OFF, basket)
    assert isinstance(answer, Quote)
    assert answer.net == 10_000 * 31_500
    assert faults(TENTH_OFF, inputs(lines(*[(COFFEE, 1)] * 10_001))) == [BasketFaultKind.TOO_MANY_LINES]


def test_a_parent_that_is_not_there_or_is_a_modifier_itself_is_a_fault() -> None:
    coffee, shot, syrup = lines((COFFEE, 1), (COFFEE, 1), (COFFEE, 1))
    assert faults(TENTH_OFF, inputs([replace(coffee, parent=9)])) == [BasketFaultKind.PARENT]
    of_itself = inputs([coffee, replace(shot, parent=2)])
    assert faults(TENTH_OFF, of_itself) == [BasketFaultKind.PARENT]
    of_a_modifier = inputs([coffee, replace(shot, parent=1), replace(syrup, parent=2)])
    assert faults(TENTH_OFF, of_a_modifier) == [BasketFaultKind.PARENT]


def test_ids_that_the_programme_does_not_know_are_refused_and_cost_nothing() -> None:
    basket = replace(
        EXAMPLE_INPUTS,
        member=replace(
            SILVER,
            plans=(Entitlement(plan_id="gone", starts=date.min, ends=date.max),),
            stamps=(StampCount(card_id="gone", stamps=9),),
        ),
        vouchers=(HeldVoucher(code="X", kind_id="gone"),),
        rewards=("gone",),
        coupons=("gone",),
        rights=(Right(rule_id="gone", limit="gone", left=9),),
        store="gone",
        channel="gone",
    )
    answer = quoted_or_faulty(EXAMPLE_PROGRAMME, basket)
    assert isinstance(answer, Quote)
    assert (answer.net, answer.earning.points) == (107_867, 94)
    assert sorted(refusal.rule_id for refusal in answer.refusals) == ["gone", "gone"]


def test_a_tier_that_the_programme_no_longer_has_is_its_lowest() -> None:
    answer = quoted_or_faulty(
        EXAMPLE_PROGRAMME, replace(EXAMPLE_INPUTS, member=replace(SILVER, tier_id="gone"))
    )
    assert isinstance(answer, Quote)
    assert answer.tier is not None
    assert answer.tier.tier_id == "basic"
    assert all(part.rule_id != "silver" for line in answer.lines for part in line.parts)


def at(year: int, month: int, day: int) -> int:
    noon = datetime(year, month, day, 12, tzinfo=UTC) - datetime(1970, 1, 1, tzinfo=UTC)
    return noon // timedelta(milliseconds=1)


@pytest.mark.parametrize("day", [(1, 1, 3), (4, 2, 29), (2024, 2, 29), (9999, 12, 29)])
@pytest.mark.parametrize("zone", ["Asia/Jakarta", "America/Sao_Paulo", "Pacific/Apia", "Pacific/Honolulu"])
def test_the_first_and_the_last_year_and_leap_days_are_days_like_any(
    day: tuple[int, int, int], zone: str
) -> None:
    here = date(*day)
    window = DateWindow(starts=here - timedelta(days=1), ends=here + timedelta(days=1))
    rules = programme(promotion("then", PercentOff(percent=Decimal(10)), window, WeekTime()))
    member = replace(SILVER, joined_on=date(4, 2, 29), last_visit_on=date.max)
    answer = quoted_or_faulty(rules, inputs(lines((COFFEE, 1)), member, opened_at=at(*day), zone=zone))
    assert isinstance(answer, Quote)
    assert answer.lines[0].parts[0].rule_id == "then"


@pytest.mark.parametrize(
    "opened_at", [at(1, 1, 1) - 86_400_000, at(9999, 12, 31) + 86_400_000, 10**18, -(10**18)]
)
def test_an_instant_outside_the_calendar_is_a_fault(opened_at: int) -> None:
    assert faults(TENTH_OFF, inputs(lines((COFFEE, 1)), opened_at=opened_at)) == [BasketFaultKind.INSTANT]


@pytest.mark.parametrize("zone", ["Mars/Phobos", "", "../../etc/passwd", "\x00", "asia"])
def test_a_zone_that_is_none_is_a_fault(zone: str) -> None:
    assert faults(TENTH_OFF, inputs(lines((COFFEE, 1)), zone=zone)) == [BasketFaultKind.ZONE]


def opened(zone: str, day: date, hour: int, minute: int, fold: int = 0) -> int:
    """The instant of a wall clock time; fold: the first or second of two."""
    wall = datetime.combine(day, time(hour, minute, fold=fold), ZoneInfo(zone))
    return (wall - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def is_happy(zone: str, opened_at: int, starts: int, ends: int) -> bool:
    rules = programme(promotion("happy", PercentOff(percent=Decimal(10)), WeekTime(starts=starts, ends=ends)))
    answer = quoted_or_faulty(rules, inputs(lines((COFFEE, 1)), opened_at=opened_at, zone=zone))
    assert isinstance(answer, Quote)
    return answer.net < answer.price


def test_an_hour_that_comes_twice_counts_twice() -> None:
    night = date(2026, 10, 25)  # in Berlin 02.00 to 03.00 comes twice
    for fold in (0, 1):
        assert is_happy("Europe/Berlin", opened("Europe/Berlin", night, 2, 30, fold), starts=120, ends=180)
    assert not is_happy("Europe/Berlin", opened("Europe/Berlin", night, 3, 0), starts=120, ends=180)


def test_an_hour_that_is_left_out_never_counts() -> None:
    before = opened("Europe/Berlin", date(2026, 3, 29), 1, 59)  # 03.00 follows
    assert not is_happy("Europe/Berlin", before, starts=120, ends=180)
    assert not is_happy("Europe/Berlin", before + 60_000, starts=120, ends=180)
    assert is_happy("Europe/Berlin", before + 60_000, starts=180, ends=181)


def test_a_day_that_is_left_out_never_counts() -> None:
    eve = opened("Pacific/Apia", date(2011, 12, 29), 23, 59)  # Samoa had no 30 December 2011
    for day, holds in ((date(2011, 12, 30), False), (date(2011, 12, 31), True)):
        window = DateWindow(starts=day, ends=day)
        rules = programme(promotion("that day", PercentOff(percent=Decimal(10)), window))
        basket = inputs(lines((COFFEE, 1)), opened_at=eve + 60_000, zone="Pacific/Apia")
        answer = quoted_or_faulty(rules, basket)
        assert isinstance(answer, Quote)
        assert (answer.net < answer.price) is holds


def test_a_midnight_that_is_left_out_begins_the_day_at_one() -> None:
    before = opened("America/Sao_Paulo", date(2018, 11, 3), 23, 59)  # 4 November 2018 began at 01.00
    after = before + 60_000
    assert not is_happy("America/Sao_Paulo", after, starts=0, ends=60)
    assert is_happy("America/Sao_Paulo", after, starts=60, ends=61)


def test_split_parts_in_cash_or_of_nothing_are_faults() -> None:
    for part in (
        TenderPart(method=PaymentMethod.CASH, amount=1),
        TenderPart(method=PaymentMethod.QRIS, amount=0),
        TenderPart(method=PaymentMethod.CARD, amount=-5),
    ):
        basket = replace(inputs(lines((COFFEE, 1)), tender=TenderKind.CASH), split=(part,))
        assert faults(TENTH_OFF, basket) == [BasketFaultKind.SPLIT]


def test_an_empty_basket_is_a_quote_of_nothing() -> None:
    answer = quoted_or_faulty(EXAMPLE_PROGRAMME, inputs([], SILVER, points_asked=1_000, opened_at=NOON))
    assert isinstance(answer, Quote)
    assert (answer.price, answer.net, answer.total, answer.payable, answer.earning.points) == (0, 0, 0, 0, 0)
