"""What two programmes differ in, by the stable ids of their rules: data without sentences."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import StrEnum
from typing import Any

from app.domain.programme.conditions import Condition
from app.domain.programme.document import Programme
from app.domain.programme.lines import Lines
from app.domain.programme.points import AfterInactivity, AfterMonths, EndOfPeriod, Never, OnDate
from app.domain.programme.promotions import ListedPrice
from app.domain.programme.settling import TaxRate

_UNTOLD = frozenset({"revision", "format"})
"""Every published revision has another number."""

_WHOLE = (Lines, Never, AfterMonths, EndOfPeriod, OnDate, AfterInactivity)
"""Read as one value, however much of it is different."""

_KEYED: dict[type, str] = {ListedPrice: "sku", TaxRate: "since"}
"""What stands for the id of what has none."""

_IN_ORDER = frozenset({"rates", "plans", "price_lists", "taxes"})
"""Where the first of several decides."""


class ChangeKind(StrEnum):
    """What happened to a rule, to a part of one, or to the order of several."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference.

    section: the programme's field (`promotions`, `points`). rule: the id of the rule in it; empty for what has
    none. field: keys below the rule, or below the section, and ids of what lies between; empty: the rule as a
    whole. owner: the class whose field it is. before, after: model values; None where there was or is nothing.
    """

    kind: ChangeKind
    section: str
    rule: str = ""
    field: tuple[str, ...] = ()
    owner: type = Programme
    before: Any = None
    after: Any = None


def changes(before: Programme, after: Programme) -> tuple[Change, ...]:
    """Every difference, in the order of the document. The number of the revision is none."""
    return tuple(
        change
        for field in fields(Programme)
        if field.name not in _UNTOLD
        for change in _compared(
            getattr(before, field.name), getattr(after, field.name), _Place(section=field.name)
        )
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where two values stand."""

    section: str
    rule: str = ""
    field: tuple[str, ...] = ()
    owner: type = Programme

    def within(self, owner: type, field: str) -> "_Place":
        return _Place(section=self.section, rule=self.rule, field=(*self.field, field), owner=owner)

    def of_member(self, key: str) -> "_Place":
        """Of something with an id in a list: the rule itself, or something in a rule."""
        if not self.rule and self.section != "points":
            return _Place(section=self.section, rule=key, field=self.field, owner=self.owner)
        if self.section == "points" and not self.rule:
            return _Place(section=self.section, rule=key, owner=self.owner)
        return self.within(self.owner, key)

    def told(self, kind: ChangeKind, before: Any, after: Any) -> Change:
        return Change(
            kind=kind,
            section=self.section,
            rule=self.rule,
            field=self.field,
            owner=self.owner,
            before=before,
            after=after,
        )


def _compared(before: Any, after: Any, place: _Place) -> Iterator[Change]:
    if before == after:
        return
    if isinstance(before, tuple) and isinstance(after, tuple):
        yield from _lists(before, after, place)
    elif type(before) is type(after) and is_dataclass(before) and not isinstance(before, _WHOLE):
        for field in fields(before):
            yield from _compared(
                getattr(before, field.name),
                getattr(after, field.name),
                place.within(type(before), field.name),
            )
    else:
        yield place.told(ChangeKind.CHANGED, before, after)


def _lists(before: tuple[Any, ...], after: tuple[Any, ...], place: _Place) -> Iterator[Change]:
    members = (*before, *after)
    if all(isinstance(member, Condition) for member in members):
        yield from _conditions(before, after, place)
    elif all(_key(member) is not None for member in members):
        yield from _keyed(before, after, place)
    else:
        yield place.told(ChangeKind.CHANGED, before, after)


def _key(member: Any) -> str | None:
    """What a member of a list is known by; None: by nothing."""
    if not is_dataclass(member):
        return None
    named = _KEYED.get(type(member), "id")
    return str(getattr(member, named)) if hasattr(member, named) else None


def _keyed(before: tuple[Any, ...], after: tuple[Any, ...], place: _Place) -> Iterator[Change]:
    old, new = _by_key(before), _by_key(after)
    if len(old) < len(before) or len(new) < len(after):
        yield place.told(ChangeKind.CHANGED, before, after)  # two of one id: nobody knows which is which
        return
    for key, member in old.items():
        if key not in new:
            yield place.of_member(key).told(ChangeKind.REMOVED, member, None)
    for key, member in new.items():
        if key in old:
            yield from _compared(old[key], member, place.of_member(key))
        else:
            yield place.of_member(key).told(ChangeKind.ADDED, None, member)
    stayed = [key for key in old if key in new]
    where = place.field[-1] if place.field else place.section
    if where in _IN_ORDER and stayed != [key for key in new if key in old]:
        yield place.told(ChangeKind.MOVED, tuple(old), tuple(new))


def _by_key(members: Sequence[Any]) -> dict[str, Any]:
    return {str(_key(member)): member for member in members}


def _conditions(before: tuple[Any, ...], after: tuple[Any, ...], place: _Place) -> Iterator[Change]:
    """Equal ones are left aside; of the others the first of a kind goes with the first of the same kind."""
    old = [condition for condition in before if condition not in after]
    new = [condition for condition in after if condition not in before]
    by_kind: dict[type, list[Any]] = defaultdict(list)
    for condition in new:
        by_kind[type(condition)].append(condition)
    for condition in old:
        same_kind = by_kind[type(condition)]
        if same_kind:
            yield from _compared(condition, same_kind.pop(0), place)
        else:
            yield place.told(ChangeKind.REMOVED, condition, None)
    for condition in new:
        if any(condition is left for left in by_kind[type(condition)]):
            yield place.told(ChangeKind.ADDED, None, condition)
    if not old and not new:
        yield place.told(ChangeKind.MOVED, before, after)
