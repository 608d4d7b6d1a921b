"""What can be wrong with a basket itself, before any rule looks at it.

The bounds keep every sum of a quote within 64 bits.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.domain.basket import Line, MemberSnapshot, PaymentMethod, QuoteInputs
from app.domain.calendar import MILLISECONDS, local_time

MOST_LINES = 10_000
MOST_QUANTITY = 10**9
MOST_PRICE = 10**10
MOST_LINE_PRICE = 10**12
MOST_POINTS = 10**15
_DAY = 86_400 * MILLISECONDS
EARLIEST = int(datetime.fromisoformat("0001-01-01T00:00:00+00:00").timestamp()) * MILLISECONDS + _DAY
LATEST = int(datetime.fromisoformat("9999-12-31T00:00:00+00:00").timestamp()) * MILLISECONDS - _DAY


class BasketFaultKind(StrEnum):
    """Why a basket can't be quoted."""

    TOO_MANY_LINES = "too-many-lines"
    LINE_NUMBERS = "line-numbers"
    QUANTITY = "quantity"
    PRICE = "price"
    LINE_PRICE = "line-price"
    PARENT = "parent"
    MANUAL_PRICE = "manual-price"
    MANUAL_DISCOUNT = "manual-discount"
    POINTS = "points"
    SPLIT = "split"
    RIGHT = "right"
    MEMBER = "member"
    INSTANT = "instant"
    ZONE = "zone"


@dataclass(frozen=True, slots=True, kw_only=True)
class BasketFault:
    """What is wrong, and where: a line's number, or 0; found: the value, as text."""

    kind: BasketFaultKind
    line: int = 0
    found: str = ""


class InvalidBasket(ValueError):
    """A basket that no quote can be made of."""

    def __init__(self, faults: tuple[BasketFault, ...]) -> None:
        super().__init__("; ".join(f"{fault.kind} {fault.found} (line {fault.line})" for fault in faults[:3]))
        self.faults = faults


def faults_of(inputs: QuoteInputs) -> tuple[BasketFault, ...]:
    """Everything that is wrong with a basket; nothing for one that can be quoted."""
    return (*_of_lines(inputs.lines), *_of_the_rest(inputs))


def _of_lines(lines: tuple[Line, ...]) -> Iterator[BasketFault]:
    if len(lines) > MOST_LINES:
        yield BasketFault(kind=BasketFaultKind.TOO_MANY_LINES, found=str(len(lines)))
        return
    roots: dict[int, Line] = {}
    before = 0
    for line in lines:
        number = line.number
        if number <= before:
            yield BasketFault(kind=BasketFaultKind.LINE_NUMBERS, line=number, found=str(number))
        before = number
        if line.parent is None:
            roots[number] = line
        elif line.parent not in roots:
            yield BasketFault(kind=BasketFaultKind.PARENT, line=number, found=str(line.parent))
        if not 0 < line.quantity <= MOST_QUANTITY:
            yield BasketFault(kind=BasketFaultKind.QUANTITY, line=number, found=str(line.quantity))
        elif not 0 <= line.item.price <= MOST_PRICE:
            yield BasketFault(kind=BasketFaultKind.PRICE, line=number, found=str(line.item.price))
        elif line.price > MOST_LINE_PRICE:
            yield BasketFault(kind=BasketFaultKind.LINE_PRICE, line=number, found=str(line.price))
        manual = line.manual
        if manual is not None and not 0 <= manual.price <= line.item.price:
            yield BasketFault(kind=BasketFaultKind.MANUAL_PRICE, line=number, found=str(manual.price))


def _of_the_rest(inputs: QuoteInputs) -> Iterator[BasketFault]:
    if not 0 <= inputs.points_asked <= MOST_POINTS:
        yield BasketFault(kind=BasketFaultKind.POINTS, found=str(inputs.points_asked))
    for part in inputs.split:
        if part.method is PaymentMethod.CASH or not 0 < part.amount <= MOST_POINTS:
            yield BasketFault(kind=BasketFaultKind.SPLIT, found=f"{part.method.value} {part.amount}")
    manual = inputs.manual
    if manual is not None and not (
        0 <= manual.basis_points <= 10_000
        and 0 <= manual.amount <= MOST_LINE_PRICE
        and 0 in (manual.basis_points, manual.amount)
    ):
        yield BasketFault(
            kind=BasketFaultKind.MANUAL_DISCOUNT, found=f"{manual.basis_points}, {manual.amount}"
        )
    for right in inputs.rights:
        if not 0 <= right.left <= MOST_POINTS:
            yield BasketFault(kind=BasketFaultKind.RIGHT, found=f"{right.rule_id} {right.left}")
    if inputs.member is not None:
        yield from _of_member(inputs.member)
    yield from _of_the_moment(inputs.opened_at, inputs.zone)


def _of_member(member: MemberSnapshot) -> Iterator[BasketFault]:
    counts = {
        "tier_metric": member.tier_metric,
        "usable": member.usable,
        "wallet": member.wallet,
        "visits": member.visits,
        "earned_today": member.earned_today,
        "redeemed_today": member.redeemed_today,
        **{f"stamps of {count.card_id}": count.stamps for count in member.stamps},
    }
    for name, count in counts.items():
        if not 0 <= count <= MOST_POINTS:
            yield BasketFault(kind=BasketFaultKind.MEMBER, found=f"{name} {count}")
    if abs(member.balance) > MOST_POINTS:
        yield BasketFault(kind=BasketFaultKind.MEMBER, found=f"balance {member.balance}")


def _of_the_moment(opened_at: int, zone: str) -> Iterator[BasketFault]:
    if not EARLIEST <= opened_at <= LATEST:
        yield BasketFault(kind=BasketFaultKind.INSTANT, found=str(opened_at))
        return
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield BasketFault(kind=BasketFaultKind.ZONE, found=zone)
        return
    local_time(opened_at, zone)
