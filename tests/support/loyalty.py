"""Small programmes, baskets and members to read rules by: round prices, one rule at a time."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from app.domain.basket import (
    UNIT,
    Item,
    ItemKind,
    Line,
    ManualPrice,
    MemberSnapshot,
    QuoteInputs,
    Right,
)
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import prepare
from app.domain.programme.benefits import Benefit, PercentOff, PointsMultiplier
from app.domain.programme.conditions import Condition
from app.domain.programme.document import Programme
from app.domain.programme.levels import Tier
from app.domain.programme.lines import ALL_LINES, Lines
from app.domain.programme.points import PointsRules
from app.domain.programme.promotions import (
    NO_LIMITS,
    Group,
    GroupMode,
    Limits,
    Promotion,
    Scope,
)
from app.domain.programme.settling import Tax, TaxRate
from app.domain.quote import Clip, Effect, Phase, Quote, Refusal

ZONE = "Asia/Jakarta"
NOON = 1_795_323_600_000
"""Sunday 22 November 2026, 12.00 in Jakarta."""

RULE = "rule"
"""The id of the rule that a test is about."""


def an_item(
    sku: str,
    price: int,
    category: str = "goods",
    *,
    tags: tuple[str, ...] = (),
    kind: ItemKind = ItemKind.GOODS,
    weighed: bool = False,
    no_promotion: bool = False,
    tax: str = "",
) -> Item:
    """Something for sale. price: rupiah per unit."""
    return Item(
        sku=sku,
        gtin="",
        name=sku.title(),
        category=category,
        price=price,
        tags=tags,
        kind=kind,
        weighed=weighed,
        no_promotion=no_promotion,
        tax=tax,
    )


TEA = an_item("tea", 10_000, "drinks", tags=("hot",))
COFFEE = an_item("coffee", 20_000, "drinks")
CAKE = an_item("cake", 30_000, "food")
BREAD = an_item("bread", 50_000, "food")
SHOT = an_item("shot", 5_000, "extras")
TOBACCO = an_item("tobacco", 32_000, "tobacco", no_promotion=True)
GIFT_CARD = an_item("gift-card", 100_000, "cards", kind=ItemKind.GIFT_VALUE)
CHARITY = an_item("charity", 10_000, "giving", kind=ItemKind.DONATION)
MANGO = an_item("mango", 40_000, "fruit", weighed=True)

DRINKS = Lines(categories=("drinks",))
FOOD = Lines(categories=("food",))


def goods(price: int, sku: str = "thing") -> Item:
    """A thing with nothing to tell but its price."""
    return an_item(sku, price)


def a_line(
    number: int,
    what: Item,
    pieces: int = 1,
    *,
    of: int | None = None,
    quantity: int | None = None,
    manual: int | None = None,
) -> Line:
    """A line of so many pieces, or thousandths. of: the line that it modifies. manual: a unit's price by hand."""
    return Line(
        number=number,
        item=what,
        quantity=pieces * UNIT if quantity is None else quantity,
        parent=of,
        manual=None if manual is None else ManualPrice(price=manual, reason="dented"),
    )


def basket(*wanted: Item | tuple[Item, int]) -> tuple[Line, ...]:
    """Lines 1, 2, 3 … of one piece, or of (item, pieces)."""
    pairs = [(each, 1) if isinstance(each, Item) else each for each in wanted]
    return tuple(a_line(number, what, pieces) for number, (what, pieces) in enumerate(pairs, start=1))


SHOP = Programme(
    revision=1,
    name="Toko",
    zone=ZONE,
    points=PointsRules(rupiah_per_point=1_000, value=10),
    tiers=(Tier(id="basic", name="Basic", threshold=0),),
    taxes=(Tax(id="none", name="None", rates=(TaxRate(percent=Decimal(0)),)),),
)
"""Rp1.000 earn a point, a point pays Rp10, no tax, one tier."""


def shop(*promotions: Promotion, **changes: Any) -> Programme:
    """The plain shop with these promotions and whatever else is different."""
    return replace(SHOP, promotions=promotions, **changes)


def with_points(programme: Programme, **changes: Any) -> Programme:
    """The same programme with other rules of points."""
    return replace(programme, points=replace(programme.points, **changes))


def rule(
    benefit: Benefit,
    *conditions: Condition,
    id: str = RULE,  # noqa: A002 - a rule's id is called id wherever it is written
    priority: int = 100,
    scope: Scope = Scope.LINE,
    lines: Lines = ALL_LINES,
    group: str | None = None,
    exclusive: bool = False,
    limits: Limits = NO_LIMITS,
    stopped: bool = False,
) -> Promotion:
    """A promotion with a name that nobody reads."""
    return Promotion(
        id=id,
        name=id,
        benefit=benefit,
        conditions=conditions,
        priority=priority,
        scope=scope,
        lines=lines,
        group=group,
        exclusive=exclusive,
        limits=limits,
        stopped=stopped,
    )


def percent(text: str) -> PercentOff:
    """So many percent off."""
    return PercentOff(percent=Decimal(text))


def times(text: str) -> PointsMultiplier:
    """A multiplier of points."""
    return PointsMultiplier(times=Decimal(text))


def grouped(mode: GroupMode, *promotions: Promotion, **changes: Any) -> Programme:
    """A shop whose promotions are all in one group of this mode."""
    members = tuple(replace(each, group="group") for each in promotions)
    return shop(*members, groups=(Group(id="group", mode=mode),), **changes)


MEMBER = MemberSnapshot(member_id=b"member", tier_id="basic", tier_metric=0, balance=10_000, usable=10_000)
"""Somebody with 10.000 points who showed a card."""


def a_member(**changes: Any) -> MemberSnapshot:
    """The member, but for these."""
    return replace(MEMBER, **changes)


def right(limit: str, left: int, rule_id: str = RULE) -> Right:
    """What is left of a limit."""
    return Right(rule_id=rule_id, limit=limit, left=left)


def at(text: str) -> int:
    """The instant of a wall clock in Jakarta ("2026-11-22 12:00"), in milliseconds."""
    there = datetime.fromisoformat(text + "+07:00").astimezone(UTC)
    return int(there.timestamp() * 1000)


def inputs_of(lines: Sequence[Line], member: MemberSnapshot | None = None, **others: Any) -> QuoteInputs:
    """A basket opened on Sunday at noon."""
    moment = {"opened_at": NOON, "zone": ZONE, **others}
    return QuoteInputs(revision=1, lines=tuple(lines), member=member, **moment)


def quoted(
    programme: Programme, lines: Sequence[Line], member: MemberSnapshot | None = None, **others: Any
) -> Quote:
    """The quote of a basket under a programme."""
    return quote(prepare(programme), inputs_of(lines, member, **others))


def nets(answer: Quote) -> list[int]:
    """What is left of each line, in rupiah."""
    return [line.net for line in answer.lines]


def taken(answer: Quote) -> list[tuple[str, int]]:
    """Rules that did something, in order, with what they took."""
    return [(effect.rule_id, effect.amount) for effect in answer.effects if effect.amount]


def why_not(answer: Quote, rule_id: str = RULE) -> tuple[str, int, tuple[str, ...]] | None:
    """Why a rule did nothing: reason, distance, what would do; None: it was not refused."""
    found = [refusal for refusal in answer.refusals if refusal.rule_id == rule_id]
    assert len(found) <= 1, found
    return (found[0].reason.value, found[0].distance, found[0].wanted) if found else None


def refusals_of(answer: Quote) -> list[tuple[str, str]]:
    """Every refusal: rule and reason."""
    return [(refusal.rule_id, refusal.reason.value) for refusal in answer.refusals]


def refused_in(answer: Quote, rule_id: str = RULE) -> Refusal:
    """The one refusal of a rule."""
    (found,) = [refusal for refusal in answer.refusals if refusal.rule_id == rule_id]
    return found


def off(
    amount: int,
    *,
    base: int,
    exact: Fraction | int | None = None,
    lines: tuple[int, ...] = (1,),
    rule_id: str = RULE,
    phase: Phase = Phase.LINE_PROMOTION,
    points: int = 0,
    uses: int = 1,
    clipped: Clip | None = None,
) -> Effect:
    """The effect that took `amount` off a `base`. exact: before it was rounded or bounded; None: the same."""
    before = Fraction(amount if exact is None else exact)
    return Effect(
        rule_id=rule_id,
        phase=phase,
        base=base,
        numerator=before.numerator,
        denominator=before.denominator,
        amount=amount,
        points=points,
        lines=lines,
        times=uses,
        clipped=clipped,
    )
