"""Conditions on what is bought, when, where and how it is paid: both sides of every boundary, with distances."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from app.domain.basket import Line, PaymentMethod, TenderKind, TenderPart
from app.domain.programme.benefits import PointsMultiplier
from app.domain.programme.conditions import (
    AtTerminal,
    Condition,
    CouponCode,
    DateWindow,
    InStore,
    MinimumQuantity,
    MinimumSpend,
    PaidWith,
    ThroughChannel,
    Weekday,
    WeekTime,
)
from app.domain.programme.lines import ALL_LINES, Lines
from app.domain.programme.promotions import Scope
from tests.support.loyalty import (
    CAKE,
    DRINKS,
    FOOD,
    SHOT,
    TEA,
    TOBACCO,
    a_line,
    a_member,
    at,
    basket,
    goods,
    nets,
    percent,
    quoted,
    rule,
    shop,
    taken,
    why_not,
)

Why = tuple[str, int, tuple[str, ...]] | None


def why(
    condition: Condition,
    lines: tuple[Line, ...] = basket(TEA),
    *,
    of: Lines = ALL_LINES,
    opened: str = "2026-11-22 12:00",
    **others: Any,
) -> Why:
    """Why a rule with this condition does nothing; None: it works."""
    answer = quoted(shop(rule(percent("10"), condition, lines=of)), lines, opened_at=at(opened), **others)
    assert (why_not(answer) is None) == (taken(answer) != [])
    return why_not(answer)


def test_a_minimum_is_reached_at_the_amount_itself_and_says_what_is_missing() -> None:
    assert why(MinimumSpend(amount=10_000)) is None
    assert why(MinimumSpend(amount=10_001)) == ("below-minimum", 1, ())
    assert why(MinimumSpend(amount=25_000)) == ("below-minimum", 15_000, ())


def test_a_minimum_counts_the_rule_s_own_lines_or_those_that_it_names() -> None:
    both = basket(TEA, CAKE)
    assert why(MinimumSpend(amount=10_001), both, of=DRINKS) == ("below-minimum", 1, ())
    assert why(MinimumSpend(amount=40_000, of=ALL_LINES), both, of=DRINKS) is None
    assert why(MinimumSpend(amount=30_001, of=FOOD), both, of=DRINKS) == ("below-minimum", 1, ())
    assert why(MinimumSpend(amount=1, of=Lines(skus=("nothing",)))) == ("below-minimum", 1, ())


def test_a_minimum_doesn_t_count_what_is_excluded_from_everything() -> None:
    assert why(MinimumSpend(amount=10_001), basket(TEA, TOBACCO)) == ("below-minimum", 1, ())


def test_a_minimum_sees_the_net_at_the_start_of_its_phase_not_what_earlier_rules_of_it_left() -> None:
    half = rule(percent("50"), id="a", priority=1)
    needs_all = rule(percent("10"), MinimumSpend(amount=10_000), id="b", priority=2)
    assert taken(quoted(shop(half, needs_all), basket(TEA))) == [("a", 5_000), ("b", 500)]
    in_order = rule(percent("10"), MinimumSpend(amount=5_001), id="b", scope=Scope.ORDER)
    answer = quoted(shop(half, in_order), basket(TEA))
    assert (taken(answer), why_not(answer, "b")) == ([("a", 5_000)], ("below-minimum", 1, ()))
    enough = rule(percent("10"), MinimumSpend(amount=5_000), id="b", scope=Scope.ORDER)
    assert taken(quoted(shop(half, enough), basket(TEA))) == [("a", 5_000), ("b", 500)]


def test_an_earning_rule_s_minimum_sees_what_is_left_to_be_paid() -> None:
    twice = shop(rule(PointsMultiplier(times=Decimal(2)), MinimumSpend(amount=10_000)))
    assert quoted(twice, basket(TEA), a_member()).earning.points == 20
    short = quoted(twice, basket(TEA), a_member(), points_asked=1)
    assert (short.earning.points, why_not(short)) == (9, ("below-minimum", 10, ()))


def test_a_quantity_is_reached_at_the_number_itself_and_says_what_is_missing() -> None:
    two = basket((TEA, 2))
    assert why(MinimumQuantity(quantity=2_000), two) is None
    assert why(MinimumQuantity(quantity=2_001), two) == ("too-few-units", 1, ())
    assert why(MinimumQuantity(quantity=5_000), two) == ("too-few-units", 3_000, ())


def test_a_quantity_counts_lines_not_their_modifiers_and_those_that_it_names() -> None:
    lines = (a_line(1, TEA, 2), a_line(2, SHOT, 2, of=1), a_line(3, CAKE))
    assert why(MinimumQuantity(quantity=3_000), lines) is None
    assert why(MinimumQuantity(quantity=3_001), lines) == ("too-few-units", 1, ())
    assert why(MinimumQuantity(quantity=2_000), lines, of=FOOD) == ("too-few-units", 1_000, ())
    assert why(MinimumQuantity(quantity=2_000, of=DRINKS), lines, of=FOOD) is None


def test_a_date_window_holds_on_both_of_its_days() -> None:
    def window(starts: int, ends: int) -> Why:
        return why(DateWindow(starts=date(2026, 11, starts), ends=date(2026, 11, ends)))

    assert window(22, 22) is None
    assert window(23, 30) == ("not-started", 1, ("2026-11-23",))
    assert window(29, 30) == ("not-started", 7, ("2026-11-29",))
    assert window(1, 21) == ("ended", 0, ("2026-11-21",))


@pytest.mark.parametrize(
    ("opened", "zone", "reason"),
    [
        ("2026-10-31 23:59:59", "Asia/Jakarta", "not-started"),
        ("2026-11-01 00:00", "Asia/Jakarta", None),
        ("2026-11-30 23:59:59", "Asia/Jakarta", None),
        ("2026-12-01 00:00", "Asia/Jakarta", "ended"),
        ("2026-10-31 21:59:59", "Asia/Jayapura", "not-started"),
        ("2026-10-31 22:00", "Asia/Jayapura", None),
        ("2026-11-30 22:00", "Asia/Jayapura", "ended"),
    ],
)
def test_a_day_begins_at_midnight_where_the_store_is(opened: str, zone: str, reason: str | None) -> None:
    november = DateWindow(starts=date(2026, 11, 1), ends=date(2026, 11, 30))
    found = why(november, opened=opened, zone=zone)
    assert (found[0] if found else None) == reason


@pytest.mark.parametrize(
    ("starts", "ends", "holds"),
    [
        (720, 1440, True),
        (721, 1440, False),
        (0, 721, True),
        (0, 720, False),
        (0, 1440, True),
        (719, 720, False),
    ],
)
def test_a_time_window_runs_from_its_first_minute_until_before_its_last(
    starts: int, ends: int, holds: bool
) -> None:
    assert (why(WeekTime(starts=starts, ends=ends)) is None) == holds


def test_a_time_window_says_when_it_would_do() -> None:
    assert why(WeekTime(starts=14 * 60, ends=16 * 60 + 5)) == ("wrong-time", 0, ("14:00", "16:05"))
    weekend = WeekTime(weekdays=(Weekday.SATURDAY, Weekday.MONDAY))
    assert why(weekend) == ("wrong-time", 0, ("00:00", "24:00", "saturday", "monday"))


def test_a_weekday_is_the_store_s() -> None:
    assert why(WeekTime(weekdays=(Weekday.SUNDAY,))) is None
    assert why(WeekTime(weekdays=(Weekday.SATURDAY,))) is not None
    assert why(WeekTime(weekdays=(Weekday.SUNDAY,)), opened="2026-11-23 00:00") is not None


def test_a_weekday_and_a_time_are_those_on_the_store_s_wall() -> None:
    """Sunday 23.30 in Jakarta, the programme's zone, is Monday 01.30 in Jayapura."""

    def holds(weekday: Weekday, starts: int, ends: int, zone: str) -> bool:
        window = WeekTime(weekdays=(weekday,), starts=starts * 60, ends=ends * 60)
        return why(window, opened="2026-11-22 23:30", zone=zone) is None

    assert holds(Weekday.MONDAY, 1, 2, "Asia/Jayapura")
    assert not holds(Weekday.SUNDAY, 1, 2, "Asia/Jayapura")
    assert not holds(Weekday.MONDAY, 23, 24, "Asia/Jayapura")
    assert holds(Weekday.SUNDAY, 23, 24, "Asia/Jakarta")


@pytest.mark.parametrize(
    ("weekday", "opened", "holds"),
    [
        (Weekday.SATURDAY, "2026-11-21 21:59", False),
        (Weekday.SATURDAY, "2026-11-21 22:00", True),
        (Weekday.SATURDAY, "2026-11-22 01:59", True),
        (Weekday.SATURDAY, "2026-11-22 02:00", False),
        (Weekday.SATURDAY, "2026-11-21 01:59", False),
        (Weekday.SATURDAY, "2026-11-22 22:00", False),
        (Weekday.SUNDAY, "2026-11-23 01:59", True),
        (Weekday.SUNDAY, "2026-11-22 01:59", False),
        (Weekday.MONDAY, "2026-11-24 00:00", True),
    ],
)
def test_a_window_over_midnight_belongs_to_the_weekday_on_which_it_began(
    weekday: Weekday, opened: str, holds: bool
) -> None:
    assert (why(WeekTime(weekdays=(weekday,), starts=22 * 60, ends=2 * 60), opened=opened) is None) == holds


@pytest.mark.parametrize(
    ("opened", "holds"),
    [
        ("2026-11-22 09:59", False),
        ("2026-11-22 10:00", True),
        ("2026-11-23 09:59", True),
        ("2026-11-23 10:00", False),
    ],
)
def test_a_window_that_ends_when_it_starts_lasts_a_whole_day(opened: str, holds: bool) -> None:
    sunday = WeekTime(weekdays=(Weekday.SUNDAY,), starts=600, ends=600)
    assert (why(sunday, opened=opened) is None) == holds


def test_happy_hour_counts_for_a_basket_that_was_opened_in_it_whenever_it_is_paid() -> None:
    until_five = WeekTime(starts=15 * 60, ends=17 * 60)
    assert why(until_five, opened="2026-11-22 16:58") is None
    assert why(until_five, opened="2026-11-22 17:05") is not None


def test_a_rule_may_ask_for_a_store_a_terminal_or_a_channel() -> None:
    there: dict[str, Any] = {"store": "JKT-1", "terminal": "Kasir 1", "channel": "dine-in"}
    assert why(InStore(stores=("JKT-2", "JKT-1")), **there) is None
    assert why(InStore(stores=("JKT-2", "JKT-3")), **there) == ("wrong-store", 0, ("JKT-2", "JKT-3"))
    assert why(AtTerminal(terminals=("Kasir 1",)), **there) is None
    assert why(AtTerminal(terminals=("Kasir 2",)), **there) == ("wrong-terminal", 0, ("Kasir 2",))
    assert why(ThroughChannel(channels=("dine-in",)), **there) is None
    assert why(ThroughChannel(channels=("delivery",)), **there) == ("wrong-channel", 0, ("delivery",))
    assert why(ThroughChannel(channels=("delivery",))) == ("wrong-channel", 0, ("delivery",))


def test_a_coupon_is_one_of_the_codes_that_were_entered_in_any_case() -> None:
    hemat = CouponCode(codes=("HEMAT", "Murah"))
    assert why(hemat, coupons=("x", "hemat")) is None
    assert why(hemat, coupons=("MURAH",)) is None
    assert why(hemat, coupons=("straße",)) == ("needs-code", 0, ())
    assert why(hemat) == ("needs-code", 0, ())
    assert why(CouponCode(codes=("STRASSE",)), coupons=("straße",)) is None


def paid(share: str, *methods: PaymentMethod) -> PaidWith:
    return PaidWith(methods=methods, share=Decimal(share))


def part(method: PaymentMethod, amount: int) -> TenderPart:
    return TenderPart(method=method, amount=amount)


def test_the_last_tender_carries_what_no_other_part_does() -> None:
    by_qris: dict[str, Any] = {"tender": TenderKind.QRIS}
    assert why(paid("100", PaymentMethod.QRIS), **by_qris) is None
    assert why(paid("1", PaymentMethod.CARD), **by_qris) == ("wrong-tender", 0, ("card",))
    assert why(paid("1", PaymentMethod.CARD, PaymentMethod.QRIS)) == ("wrong-tender", 0, ("card", "qris"))
    rest: dict[str, Any] = {"tender": TenderKind.QRIS, "split": (part(PaymentMethod.GIFT_VALUE, 4_000),)}
    assert why(paid("60", PaymentMethod.QRIS), **rest) is None
    assert why(paid("60.0001", PaymentMethod.QRIS), **rest) == ("wrong-tender", 0, ("qris",))


def test_a_split_part_carries_its_amount_and_methods_count_together() -> None:
    parts = (part(PaymentMethod.CARD, 3_000), part(PaymentMethod.CASHBACK, 2_000))
    split: dict[str, Any] = {"tender": TenderKind.CASH, "split": parts}
    assert why(paid("30", PaymentMethod.CARD), **split) is None
    assert why(paid("30.0001", PaymentMethod.CARD), **split) is not None
    assert why(paid("50", PaymentMethod.CARD, PaymentMethod.CASHBACK), **split) is None
    assert why(paid("80", PaymentMethod.CARD, PaymentMethod.CASH), **split) is None
    assert why(paid("80.0001", PaymentMethod.CARD, PaymentMethod.CASH), **split) is not None


def test_parts_over_the_whole_leave_nothing_to_the_last_tender_and_take_nothing_from_it() -> None:
    parts = (part(PaymentMethod.CARD, 8_000), part(PaymentMethod.GIFT_VALUE, 7_000))
    split: dict[str, Any] = {"tender": TenderKind.QRIS, "split": parts}
    assert why(paid("80", PaymentMethod.QRIS, PaymentMethod.CARD), **split) is None
    assert why(paid("80.0001", PaymentMethod.QRIS, PaymentMethod.CARD), **split) is not None


def test_the_share_is_of_all_lines_and_of_nothing_it_never_holds() -> None:
    both = basket(TEA, TOBACCO)
    card: dict[str, Any] = {"tender": TenderKind.CASH, "split": (part(PaymentMethod.CARD, 21_000),)}
    assert why(paid("50", PaymentMethod.CARD), both, **card) is None
    assert why(paid("50.0001", PaymentMethod.CARD), both, **card) is not None
    by_qris: dict[str, Any] = {"tender": TenderKind.QRIS}
    free = quoted(shop(rule(percent("10"), paid("0", PaymentMethod.QRIS))), basket(goods(0)), **by_qris)
    assert why_not(free) == ("wrong-tender", 0, ("qris",))
    one = quoted(shop(rule(percent("100"), paid("100", PaymentMethod.QRIS))), basket(goods(1)), **by_qris)
    assert nets(one) == [0]
