"""A revision made ready to quote with, and what its rules ask about a member."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.domain.basket import QuoteInputs
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import Prepared
from app.domain.limits import limited_rules
from app.domain.programme.conditions import (
    AgeBand,
    AllOf,
    AnyOf,
    BirthdayWindow,
    Condition,
    DaysSinceLastVisit,
    FirstPurchase,
    HasFlag,
    InSegment,
    NoneOf,
    NthVisit,
    OnList,
)
from app.domain.programme.document import Programme
from app.domain.quote import Quote


@dataclass(frozen=True, slots=True, kw_only=True)
class Asks:
    """Facts about a member that cost a look into the store, or are nobody's business unless a rule asks.

    today: points earned and redeemed on this business day. wallet, plans: whether there are any. stamps, limited:
    ids of cards, and of rules that can run out of something. marks: segments, flags and lists.
    """

    birthday: bool = False
    age: bool = False
    marks: bool = False
    visits: bool = False
    today: bool = False
    wallet: bool = False
    plans: bool = False
    stamps: tuple[str, ...] = ()
    limited: tuple[str, ...] = ()


@dataclass(slots=True)
class _Answer:
    """The newest quote of a revision, and what was asked."""

    inputs: QuoteInputs
    quote: Quote


@dataclass(slots=True, eq=False)
class ReadyRevision:
    """A revision, prepared once. It remembers its newest quote: a sale is committed as it was last shown."""

    prepared: Prepared
    asks: Asks
    _newest: _Answer | None = None

    def quote(self, inputs: QuoteInputs) -> Quote:
        """The engine's answer. Any thread: the same question has one answer. Raises InvalidBasket."""
        newest = self._newest
        if newest is None or newest.inputs != inputs:
            newest = _Answer(inputs, quote(self.prepared, inputs))
            self._newest = newest
        return newest.quote

    @property
    def programme(self) -> Programme:
        """The document."""
        return self.prepared.programme


def asks_of(programme: Programme) -> Asks:
    """What the rules of a revision ask; one that a manager stopped asks nothing."""
    asked = {type(condition) for _, conditions in rule_conditions(programme) for condition in conditions}
    points = programme.points
    return Asks(
        birthday=BirthdayWindow in asked,
        age=AgeBand in asked,
        marks=not asked.isdisjoint((InSegment, HasFlag, OnList)),
        visits=not asked.isdisjoint((NthVisit, FirstPurchase, DaysSinceLastVisit)),
        today=points.earn_per_day is not None or points.redeem_per_day is not None,
        wallet=programme.cashback is not None,
        plans=bool(programme.plans),
        stamps=tuple(card.id for card in programme.stamp_cards),
        limited=tuple(sorted(limited_rules(programme))),
    )


def rule_conditions(programme: Programme) -> Iterator[tuple[str, tuple[Condition, ...]]]:
    """Every rule that isn't stopped, by id, with its conditions one by one, out of their combinations."""
    for promotion in programme.promotions:
        if not promotion.stopped:
            yield promotion.id, tuple(_single(promotion.conditions))
    for reward in programme.rewards:
        yield reward.id, tuple(_single(reward.conditions))
    for voucher in programme.vouchers:
        yield voucher.id, tuple(_single(voucher.conditions))


def _single(conditions: Iterable[Condition]) -> Iterator[Condition]:
    for condition in conditions:
        if isinstance(condition, AllOf | AnyOf | NoneOf):
            yield from _single(condition.conditions)
        else:
            yield condition
