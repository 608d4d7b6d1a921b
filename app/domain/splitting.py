"""Splitting a bill: lines, or pieces of them, go into parts that are baskets of their own, each with its own member.

Every unit ends in exactly one part, so that none is paid, or earns, twice. Modifiers follow their line: with the units
of a line go as many whole pieces of its modifiers, the odd ones with the first. What is weighed or broken isn't cut.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.basket import UNIT, Line, MemberSnapshot, QuoteInputs
from app.domain.frozen_parts import first_of, is_whole, units_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """So much of a line (its number; thousandths) for a part; None: what is left of it."""

    number: int
    quantity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartWanted:
    """A part of a bill, and who gets its points; None: a guest."""

    shares: tuple[Share, ...]
    member: MemberSnapshot | None = None


class SplitRefusal(StrEnum):
    """Why a bill isn't split so."""

    ONE_PART = "one-part"
    EMPTY_PART = "empty-part"
    UNKNOWN_LINE = "unknown-line"
    MODIFIER = "modifier"
    NOTHING_WANTED = "nothing-wanted"
    MORE_THAN_LEFT = "more-than-left"
    PART_OF_WHOLE = "part-of-whole"
    PART_OF_UNIT = "part-of-unit"
    ALREADY_PAYING = "already-paying"


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitRefused:
    """line: its number, or 0. left: thousandths of it that no part has yet."""

    reason: SplitRefusal
    line: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """The parts as baskets, in the order asked, and last what nobody asked for, with the member of the whole.

    Their lines are numbered anew from 1. Each is quoted by itself.
    """

    parts: tuple[QuoteInputs, ...]


_Taken = dict[int, tuple[int, int]]
"""By root line of a part: from which of its units to before which."""


def split(inputs: QuoteInputs, wanted: Iterable[PartWanted]) -> Split | SplitRefused:
    """Splits a basket before anything is taken off it as a whole: points, vouchers, coupons, a discount in rupiah."""
    asked = tuple(wanted)
    if _paying(inputs):
        return SplitRefused(reason=SplitRefusal.ALREADY_PAYING)
    gone: dict[int, int] = {}
    cuts: list[_Taken] = []
    for part in asked:
        cut = _cut(inputs.lines, part.shares, gone)
        if isinstance(cut, SplitRefused):
            return cut
        cuts.append(cut)
    members = [part.member for part in asked]
    rest = _rest(inputs.lines, gone)
    if rest:
        cuts.append(rest)
        members.append(inputs.member)
    if len(cuts) < 2:
        return SplitRefused(reason=SplitRefusal.ONE_PART)
    return Split(
        parts=tuple(
            replace(inputs, lines=_lines(inputs.lines, cut), member=member)
            for cut, member in zip(cuts, members, strict=True)
        )
    )


def _paying(inputs: QuoteInputs) -> bool:
    """Whether something of the whole bill can't be told to belong to one part."""
    by_amount = inputs.manual is not None and inputs.manual.amount > 0
    codes = inputs.vouchers or inputs.coupons  # a coupon would count once in each part
    return bool(inputs.points_asked or codes or inputs.rewards or inputs.split or by_amount)


def _cut(lines: Sequence[Line], shares: Iterable[Share], gone: dict[int, int]) -> _Taken | SplitRefused:
    """The units of one part; they are added to those that are gone."""
    by_number = {line.number: line for line in lines}
    cut: _Taken = {}
    for share in shares:
        line = by_number.get(share.number)
        if line is None:
            return SplitRefused(reason=SplitRefusal.UNKNOWN_LINE, line=share.number)
        before = gone.get(line.number, 0)
        units = _units(line, before, share.quantity)
        if isinstance(units, SplitRefused):
            return units
        first, _ = cut.get(line.number, (before, 0))
        gone[line.number] = before + units
        cut[line.number] = (first, before + units)
    return cut or SplitRefused(reason=SplitRefusal.EMPTY_PART)


def _units(line: Line, before: int, quantity: int | None) -> int | SplitRefused:
    """How many units a share is."""
    left = line.quantity - before * step_of(line)
    wanted = left if quantity is None else quantity
    reason: SplitRefusal | None = None
    if line.parent is not None:
        reason, left = SplitRefusal.MODIFIER, 0
    elif wanted > left or (quantity is None and left == 0):
        reason = SplitRefusal.MORE_THAN_LEFT
    elif wanted <= 0:
        reason = SplitRefusal.NOTHING_WANTED
    elif wanted % step_of(line):
        reason = SplitRefusal.PART_OF_WHOLE if is_whole(line) else SplitRefusal.PART_OF_UNIT
    if reason is not None:
        return SplitRefused(reason=reason, line=line.number, left=left)
    return wanted // step_of(line)


def step_of(line: Line) -> int:
    """The smallest quantity of a line that can go by itself, in thousandths."""
    return line.quantity if is_whole(line) else UNIT


def _rest(lines: Iterable[Line], gone: dict[int, int]) -> _Taken:
    """What no part asked for."""
    return {
        line.number: (gone.get(line.number, 0), units_of(line))
        for line in lines
        if line.parent is None and gone.get(line.number, 0) < units_of(line)
    }


def _lines(lines: Iterable[Line], cut: _Taken) -> tuple[Line, ...]:
    """A part's lines in the order of the basket, numbered anew; modifiers of which nothing goes with it stay out."""
    by_number: dict[int, Line] = {}
    roots: dict[int, Line] = {}
    for line in lines:
        root = line if line.parent is None else roots.get(line.parent)
        if root is None or root.number not in cut:
            continue
        roots[root.number] = root
        quantity = _quantity(line, units_of(root), cut[root.number])
        if quantity:
            by_number[line.number] = replace(line, number=len(by_number) + 1, quantity=quantity)
    return tuple(
        line if line.parent is None else replace(line, parent=by_number[line.parent].number)
        for line in by_number.values()
    )


def _quantity(line: Line, units: int, cut: tuple[int, int]) -> int:
    """What of a line, or of its modifier, goes with these units of it."""
    step = step_of(line)
    pieces = line.quantity // step
    first, last = cut
    return (first_of(pieces, units, last) - first_of(pieces, units, first)) * step
