"""A look at a programme finds what is wrong or strange, and nothing else."""

from dataclasses import is_dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import pytest

from app.domain.basket import PaymentMethod
from app.domain.programme import bounds
from app.domain.programme.benefits import (
    AmountOff,
    Benefit,
    BonusPoints,
    BuyGet,
    PercentOff,
    PointsMultiplier,
)
from app.domain.programme.conditions import (
    AgeBand,
    AllOf,
    AnniversaryWindow,
    AnyOf,
    Condition,
    CouponCode,
    DateWindow,
    DaysSinceLastVisit,
    FirstPurchase,
    HasFlag,
    HasTier,
    InStore,
    MembersOnly,
    MinimumQuantity,
    MinimumSpend,
    NewMember,
    NoneOf,
    NthVisit,
    PaidWith,
    ThroughChannel,
    Weekday,
    WeekTime,
)
from app.domain.programme.document import Programme
from app.domain.programme.lines import Lines
from app.domain.programme.points import AfterMonths
from app.domain.programme.promotions import Group, GroupMode, Limits, Scope
from app.services.check_programme import errors_of, findings
from app.services.programme_checks.contradictions import Contradiction
from app.services.programme_checks.finding import FindingKind, Severity, path_text
from app.services.programme_checks.names import REFERENCES, STORES
from tests.support.checked_programmes import (
    BREAD,
    ITEMS,
    NOVEMBER,
    OCTOBER,
    SHOP,
    TODAY,
    earning,
    having,
    percent,
    rule,
    times,
)
from tests.support.finding_pairs import Pair, pairs
from tests.support.rich_programme import RICH_PROGRAMMES

PAIRS = pairs()


def kinds(programme: Programme, **known: Any) -> set[FindingKind]:
    return {finding.kind for finding in findings(programme, known.pop("items", None), today=TODAY, **known)}


def test_a_plain_shop_has_nothing_to_complain_about() -> None:
    assert findings(SHOP, ITEMS, today=TODAY) == ()


def test_every_kind_of_finding_has_its_pair() -> None:
    assert set(PAIRS) == set(FindingKind)


@pytest.mark.parametrize(("kind", "pair"), PAIRS.items(), ids=lambda value: str(value)[:30])
def test_what_is_wrong_is_found_and_what_is_nearly_wrong_is_not(kind: FindingKind, pair: Pair) -> None:
    assert kind in kinds(pair.wrong, **pair.known)
    assert kind not in kinds(pair.right, **pair.known)


@pytest.mark.parametrize(("kind", "pair"), PAIRS.items(), ids=lambda value: str(value)[:30])
def test_a_finding_points_at_something_that_is_in_the_document(kind: FindingKind, pair: Pair) -> None:
    for finding in findings(pair.wrong, pair.known.get("items"), today=TODAY):
        value: Any = pair.wrong
        for step in finding.path:
            value = value[step] if isinstance(step, int) else getattr(value, step)


def test_only_errors_keep_a_programme_from_being_published() -> None:
    wrong = having(percent("a", 0), percent("b", 31))
    assert [finding.severity for finding in findings(wrong)] == [Severity.ERROR, Severity.WARNING]
    assert [finding.kind for finding in errors_of(wrong)] == [FindingKind.NOTHING_GIVEN]


def test_an_unknown_id_comes_with_the_nearest_right_one() -> None:
    (found,) = findings(having(percent("a", 5, AnyOf(conditions=(HasTier(tiers=("golt",)), MembersOnly())))))
    assert (found.what, found.nearest, found.of, found.ids) == ("golt", "gold", "tiers", ("a",))
    assert path_text(found.path) == "promotions[0].conditions[1].conditions[0].tiers[0]"


def is_id(hint: Any) -> bool:
    """Whether a type is an Id, or a list of them, or one that may be absent."""
    if get_origin(hint) is Annotated and get_args(hint)[1:] == get_args(bounds.Id)[1:]:
        return True
    return any(is_id(part) for part in get_args(hint) if part is not Ellipsis)


def models(hint: Any, seen: set[type]) -> set[type]:
    if isinstance(hint, type) and is_dataclass(hint) and hint not in seen:
        seen.add(hint)
        for inner in get_type_hints(hint, include_extras=True).values():
            models(inner, seen)
    for part in get_args(hint):
        models(part, seen)
    return seen


def test_every_id_in_every_model_is_looked_up() -> None:
    """A new condition that names something by its id must say what."""
    known = {(kind, field) for kind, field, _ in REFERENCES}
    own = {"id", "purpose"}
    unknown = [
        (kind.__name__, field)
        for kind in models(Programme, set()) - {Programme}
        for field, hint in get_type_hints(kind, include_extras=True).items()
        if field not in own and is_id(hint) and (kind, field) not in known
    ]
    assert unknown == []


def test_every_model_that_names_stores_is_looked_at() -> None:
    naming = {kind for kind in models(Programme, set()) if "stores" in get_type_hints(kind)}
    assert naming == set(STORES)


@pytest.mark.parametrize("programme", RICH_PROGRAMMES, ids=lambda programme: programme.name)
def test_a_programme_with_everything_in_it_names_nothing_that_is_not_there(programme: Programme) -> None:
    """That a look at it fails nowhere is tried with it."""
    found = {finding.kind for finding in findings(programme, ITEMS, today=TODAY, stores=("x",))}
    assert found.isdisjoint({FindingKind.UNKNOWN_ID, FindingKind.UNKNOWN_ZONE, FindingKind.TIERS_NOT_RISING})


MONDAY, SUNDAY = (WeekTime(weekdays=(day,)) for day in (Weekday.MONDAY, Weekday.SUNDAY))
QRIS = PaidWith(methods=(PaymentMethod.QRIS,), share=Decimal(60))
CASH = PaidWith(methods=(PaymentMethod.CASH,), share=Decimal(60))
NIGHT = WeekTime(weekdays=(Weekday.SUNDAY,), starts=22 * 60, ends=2 * 60)


def none(*conditions: Condition) -> NoneOf:
    return NoneOf(conditions=conditions)


CONTRADICTIONS: list[tuple[Contradiction, tuple[Condition, ...], tuple[Condition, ...]]] = [
    (Contradiction.DATES, (OCTOBER,), (DateWindow(starts=OCTOBER.starts, ends=NOVEMBER.starts),)),
    (Contradiction.DATES, (none(NOVEMBER),), (none(OCTOBER),)),
    (Contradiction.TIMES, (MONDAY, SUNDAY), (MONDAY, WeekTime())),
    (Contradiction.TIMES, (MONDAY, WeekTime(starts=60, ends=120), none(WeekTime(ends=120))), (MONDAY, NIGHT)),
    (Contradiction.PLACES, (InStore(stores=("a",)), InStore(stores=("b",))), (InStore(stores=("a",)),)),
    (
        Contradiction.PLACES,
        (ThroughChannel(channels=("web",)), none(ThroughChannel(channels=("web",)))),
        (ThroughChannel(channels=("web", "app")), none(ThroughChannel(channels=("web",)))),
    ),
    (Contradiction.GUESTS, (FirstPurchase(), none(MembersOnly())), (FirstPurchase(), MembersOnly())),
    (
        Contradiction.TIERS,
        (HasTier(tiers=("gold",)), HasTier(tiers=("basic",))),
        (HasTier(tiers=("gold",)), HasTier(tiers=("basic", "gold"))),
    ),
    (
        Contradiction.TIERS,
        (MembersOnly(), none(HasTier(tiers=("basic", "gold")))),
        (none(HasTier(tiers=("basic", "gold"))),),
    ),
    (
        Contradiction.BELONGING,
        (HasFlag(flags=("staff",)), none(HasFlag(flags=("staff", "student")))),
        (HasFlag(flags=("staff",)), none(HasFlag(flags=("student",)))),
    ),
    (
        Contradiction.CODES,
        (CouponCode(codes=("A",)), none(CouponCode(codes=("a",)))),
        (CouponCode(codes=("A", "B")), none(CouponCode(codes=("a",)))),
    ),
    (
        Contradiction.SPEND,
        (MinimumSpend(amount=50), none(MinimumSpend(amount=50))),
        (MinimumSpend(amount=49), none(MinimumSpend(amount=50))),
    ),
    (
        Contradiction.QUANTITY,
        (MinimumQuantity(quantity=2_000), none(MinimumQuantity(quantity=1_000))),
        (MinimumQuantity(quantity=2_000), none(MinimumQuantity(quantity=1_000, of=BREAD))),
    ),
    (
        Contradiction.AGE,
        (AgeBand(youngest=30), AgeBand(oldest=29)),
        (AgeBand(youngest=30), AgeBand(oldest=30)),
    ),
    (
        Contradiction.VISITS,
        (NthVisit(number=3), NthVisit(number=2, every=True)),
        (NthVisit(number=4), NthVisit(number=2, every=True)),
    ),
    (
        Contradiction.VISITS,
        (FirstPurchase(), DaysSinceLastVisit(at_least=1)),
        (NthVisit(number=2), DaysSinceLastVisit(at_least=1)),
    ),
    (
        Contradiction.PAUSE,
        (DaysSinceLastVisit(at_least=8), DaysSinceLastVisit(at_most=7)),
        (DaysSinceLastVisit(at_least=7), DaysSinceLastVisit(at_most=7)),
    ),
    (
        Contradiction.JOINING,
        (NewMember(days=364), AnniversaryWindow()),
        (NewMember(days=365), AnniversaryWindow()),
    ),
    (Contradiction.PAYMENT, (QRIS, CASH), (QRIS, replace(CASH, share=Decimal(40)))),
    (
        Contradiction.SAME,
        (AnniversaryWindow(after=1), none(AnniversaryWindow(after=1))),
        (AnniversaryWindow(after=1), none(AnniversaryWindow())),
    ),
]


def never(*conditions: Condition) -> list[str]:
    programme = replace(
        having(percent("a", 5, *conditions)), channels=("web", "app"), flags=("staff", "student")
    )
    return [finding.of for finding in findings(programme) if finding.kind is FindingKind.NEVER_HOLDS]


@pytest.mark.parametrize(("subject", "wrong", "right"), CONTRADICTIONS)
def test_conditions_that_contradict_never_hold(
    subject: Contradiction, wrong: tuple[Condition, ...], right: tuple[Condition, ...]
) -> None:
    assert never(*wrong) == [subject.value]
    assert never(*right) == []


def test_every_subject_of_contradiction_is_tried() -> None:
    assert {subject for subject, _, _ in CONTRADICTIONS} == set(Contradiction)


def test_contradictions_are_found_however_deep_they_stand() -> None:
    either = AnyOf(conditions=(AllOf(conditions=(MONDAY, SUNDAY)), none(none(OCTOBER))))
    assert never(either) == ["times"]
    assert never(AnyOf(conditions=(either, MembersOnly()))) == []


def test_conditions_too_tangled_to_follow_are_taken_on_trust() -> None:
    """Nine pairs can hold in 512 ways."""
    choices = tuple(
        AnyOf(conditions=(CouponCode(codes=(f"a{place}",)), CouponCode(codes=(f"b{place}",))))
        for place in range(9)
    )
    assert never(*choices, MONDAY, SUNDAY) == []


def test_over_midnight_a_weekday_reaches_into_the_next() -> None:
    one_o_clock = WeekTime(weekdays=(Weekday.MONDAY,), starts=60, ends=61)
    three_o_clock = WeekTime(weekdays=(Weekday.MONDAY,), starts=180, ends=181)
    assert never(NIGHT, one_o_clock) == []
    assert never(NIGHT, three_o_clock) == ["times"]


def test_a_stopped_promotion_is_in_nobodys_way() -> None:
    stopped = percent("a", 50, stopped=True)
    assert kinds(having(stopped, percent("b", 60, limits=Limits(budget=1)))) == set()


def test_rules_that_can_never_meet_do_not_add_up() -> None:
    budget = Limits(budget=1)
    gold, basic = (HasTier(tiers=(tier,)) for tier in ("gold", "basic"))
    apart = having(percent("a", 60, gold, limits=budget), percent("b", 60, basic, limits=budget))
    assert FindingKind.PERCENTS_OVER_HUNDRED not in kinds(apart)


def test_two_percentages_of_one_order_do_not_matter_but_an_amount_between_them_does() -> None:
    assert kinds(having(percent("a", 5), percent("b", 6))) == set()
    amount = rule("b", AmountOff(amount=1_000), MinimumSpend(amount=5_000), lines=BREAD)
    assert kinds(having(percent("a", 5), amount)) == {FindingKind.TIE_SETTLED_BY_ID}
    assert kinds(having(percent("a", 5, lines=Lines(categories=("cake",))), amount)) == set()


def test_the_items_tell_whether_a_sku_is_of_a_category() -> None:
    amount = rule("b", AmountOff(amount=100), MinimumSpend(amount=5_000), lines=Lines(skus=("roti",)))
    programme = having(percent("a", 5, lines=BREAD), amount)
    assert kinds(programme) == set()
    assert kinds(programme, items=ITEMS) == {FindingKind.TIE_SETTLED_BY_ID}


def test_a_limit_leaves_the_others_a_chance() -> None:
    first = percent("a", 5, exclusive=True, priority=1, limits=Limits(per_member=1))
    assert kinds(having(first, percent("b", 6))) == set()


def test_an_exclusive_rule_that_another_may_shut_out_leaves_the_later_ones_a_chance() -> None:
    """What touches its lines first need not take anything: it is a minimum that decides."""
    exclusive, later = percent("b", 5, exclusive=True, priority=2, lines=BREAD), percent("c", 6, lines=BREAD)
    for first, dead in (
        (percent("a", 5, MinimumSpend(amount=5_000), priority=1), set()),
        (percent("a", 5, MinimumSpend(amount=5_000), priority=1, lines=Lines(tags=("old",))), set()),
        (percent("a", 5, priority=3, scope=Scope.ORDER), {"c"}),
        (percent("a", 5, priority=1, lines=Lines(categories=("cake",))), {"c"}),
        (percent("a", 5, MinimumSpend(amount=5_000), priority=1, exclusive=True, lines=BREAD), {"c"}),
    ):
        found = findings(having(first, exclusive, later))
        assert {one.ids[0] for one in found if one.kind is FindingKind.BEHIND_EXCLUSIVE} == dead


def test_a_multiplier_outranks_only_others_for_what_earns_nothing_is_not_multiplied() -> None:
    group = Group(id="group", mode=GroupMode.FIRST)
    first = replace(times("a", 2, priority=1), group="group")
    for later, dead in (
        (rule("b", BonusPoints(points=5), group="group"), set()),
        (replace(times("b", 3), group="group"), {FindingKind.ALWAYS_OUTRANKED}),
    ):
        assert FindingKind.GROUP_OF_ONE not in kinds(having(first, later, groups=(group,)))
        assert kinds(having(first, later, groups=(group,))) & {FindingKind.ALWAYS_OUTRANKED} == dead


def test_a_percentage_that_nobody_feels_may_leave_the_next_one_its_turn() -> None:
    group = Group(id="group", mode=GroupMode.FIRST)
    for percent_off, dead in ((Decimal("0.1"), set()), (Decimal(1), {FindingKind.ALWAYS_OUTRANKED})):
        first = rule("a", PercentOff(percent=percent_off), group="group", priority=1)
        second = percent("b", 5, group="group")
        found = kinds(having(first, second, groups=(group,)))
        assert found & {FindingKind.ALWAYS_OUTRANKED} == dead


def test_an_exclusive_multiplier_is_alone_whatever_the_order() -> None:
    assert kinds(having(times("late", 3, exclusive=True, priority=200), times("early", 2, priority=1))) == {
        FindingKind.BEHIND_EXCLUSIVE
    }


def test_points_that_lapse_soon_reach_less() -> None:
    reward = PAIRS[FindingKind.REWARD_OUT_OF_REACH].right.rewards
    short = replace(earning(expiry=AfterMonths(months=6)), rewards=reward)
    (found,) = findings(short)
    assert (found.kind, found.amount, found.limit) == (FindingKind.REWARD_OUT_OF_REACH, 18_000, 9_000)


def test_the_worst_price_is_that_of_all_rules_that_can_meet_and_the_level() -> None:
    """Roti at 20.000 less 10 %, less 1.000, less the tier's 10 %: 15.300 is above the cost, with 12 % it isn't."""
    amount = rule("off", AmountOff(amount=1_000, per_unit=True), priority=101, lines=BREAD)
    gold = replace(SHOP.tiers[1], discount_percent=Decimal(10))

    def below(rate: int) -> list[tuple[str, int, int, tuple[str, ...]]]:
        programme = having(percent("pct", rate, lines=BREAD), amount, tiers=(SHOP.tiers[0], gold))
        return [
            (finding.what, finding.amount, finding.limit, finding.ids)
            for finding in findings(programme, ITEMS)
            if finding.kind is FindingKind.BELOW_COST
        ]

    assert below(10) == []
    assert below(12) == [("roti", 14_940, 15_000, ("pct", "off", "gold"))]


def test_buying_more_than_one_spreads_the_gift() -> None:
    """Two for the price of one halves the price; the tenth of ten leaves nine tenths of it."""
    assert FindingKind.BELOW_COST in kinds(having(rule("a", BuyGet(buy=1, get=1))), items=ITEMS)
    assert FindingKind.BELOW_COST not in kinds(having(rule("a", BuyGet(buy=9, get=1))), items=ITEMS)


def test_the_exact_last_day_has_not_ended() -> None:
    ended = having(percent("a", 5))
    assert findings(ended, today=NOVEMBER.ends) == ()
    (found,) = findings(ended, today=NOVEMBER.ends + timedelta(days=1))
    assert (found.kind, found.on) == (FindingKind.HAS_ENDED, date(2026, 11, 30))


def test_a_custom_of_the_house_needs_no_end() -> None:
    def endless(*conditions: Condition, benefit: Benefit | None = None) -> set[FindingKind]:
        given = benefit or PercentOff(percent=Decimal(30))
        return kinds(having(replace(rule("a", given), conditions=conditions)))

    assert endless() == {FindingKind.NO_END}
    assert endless(MONDAY) == set()
    assert endless(HasTier(tiers=("gold",))) == set()
    assert endless(AnyOf(conditions=(MONDAY, MembersOnly()))) == {FindingKind.NO_END}
    assert endless(benefit=PointsMultiplier(times=Decimal(2))) == {FindingKind.NO_END}
