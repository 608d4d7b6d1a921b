"""The basket while it is open: an immutable value that each action replaces, kept in the store as it changes."""

from dataclasses import dataclass, replace

from app.domain.basket import UNIT, Item, Line, MemberSnapshot, QuoteInputs, TenderKind
from app.services.member_view import MemberView


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBasket:
    """A basket's id is its sale's id from the start. It keeps the revision and the instant it was opened with."""

    sale_id: bytes
    revision: int
    opened_at: int
    lines: tuple[Line, ...] = ()
    member: MemberView | None = None
    points_asked: int = 0


def with_item(basket: OpenBasket, item: Item, quantity: int = UNIT) -> OpenBasket:
    """One more of an item (quantity in thousandths): a line of the same item at the same price grows."""
    for line in basket.lines:
        if line.item == item:
            return with_quantity(basket, line.number, line.quantity + quantity)
    number = max((line.number for line in basket.lines), default=0) + 1
    line = Line(number=number, item=item, quantity=quantity)
    return replace(basket, lines=(*basket.lines, line))


def with_quantity(basket: OpenBasket, number: int, quantity: int) -> OpenBasket:
    """A line with another quantity, in thousandths; zero or less removes it."""
    lines = tuple(
        replace(line, quantity=quantity) if line.number == number else line for line in basket.lines
    )
    return replace(basket, lines=tuple(line for line in lines if line.quantity > 0))


def with_member(basket: OpenBasket, member: MemberView | None) -> OpenBasket:
    """The basket of a member, or of a guest. Points asked for are forgotten when the member changes."""
    same = member is not None and basket.member is not None and member.member_id == basket.member.member_id
    return replace(basket, member=member, points_asked=basket.points_asked if same else 0)


def asking(basket: OpenBasket, points: int) -> OpenBasket:
    """The basket that asks to redeem so many points."""
    return replace(basket, points_asked=max(0, points))


def inputs_of(basket: OpenBasket, zone: str, tender: TenderKind | None) -> QuoteInputs:
    """What the engine looks at."""
    member = basket.member
    return QuoteInputs(
        revision=basket.revision,
        opened_at=basket.opened_at,
        zone=zone,
        lines=basket.lines,
        member=None
        if member is None
        else MemberSnapshot(
            member_id=member.member_id,
            tier_id=member.tier_id,
            tier_metric=member.tier_metric,
            balance=member.balance,
            usable=member.usable,
        ),
        points_asked=basket.points_asked,
        tender=tender,
    )
