"""Puts a basket aside for another customer, and brings it back; what was paid of it stays with it."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.basket_faults import InvalidBasket
from app.services.approval import NotApproved, missing_word
from app.services.basket_over import is_over
from app.services.front import LockedOut, WrongPin
from app.services.open_basket import Hold, OpenBasket
from app.services.quote_again import of_today
from app.services.quote_basket import quote_basket
from app.services.tenders import with_kept_tenders
from app.services.unit import Unit

LONGEST_LABEL = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldBasket:
    """A row of the list of held baskets. lines: how many. price: of all lines before any discount. paid: of it; rupiah.

    held_by: the name of who put it aside; empty: nobody here knows. quantity: of all lines, in thousandths. member: his
    name; empty: a guest's. payable: what is left to pay, in rupiah; None: it can't be quoted. bill: the id of the
    basket that it is a part of; empty: it is a bill of its own. zone: the store's, which held_at is told in.
    """

    sale_id: bytes
    label: str
    held_at: int
    held_by: str
    lines: int
    price: int
    paid: int
    quantity: int
    zone: str
    member: str = ""
    payable: int | None = None
    bill: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The basket is put aside; another can be opened."""

    basket: OpenBasket


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled:
    """The basket is open again. requoted: its business day was over, so that it has today's revision and this instant.

    before, after: its payable with the old ones and with the new, in rupiah; None: it can't be quoted.
    """

    basket: OpenBasket
    requoted: bool
    before: int | None
    after: int | None


class HoldProblem(StrEnum):
    """Why nothing was done. ALREADY_SOLD: or split into others. UNKNOWN: no such basket is held, or kept at all.

    PAID: something was paid; give that back first. NEEDS_MANAGER: here only a manager gives a basket up. NOT_APPROVED:
    wrong PIN, or nobody of that name.
    """

    EMPTY = "empty"
    ALREADY_SOLD = "already-sold"
    UNKNOWN = "unknown"
    PAID = "paid"
    NEEDS_MANAGER = "needs-manager"
    NOT_APPROVED = "not-approved"
    NOT_A_MANAGER = "not-a-manager"


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldRefused:
    """Nothing was done. pin: what came of the PIN, for NOT_APPROVED; None: nobody has that name."""

    problem: HoldProblem
    pin: WrongPin | LockedOut | None = None

    @property
    def missing_word(self) -> NotApproved | None:
        """The manager's word that is missing, or didn't count; None: none would help."""
        return missing_word(self.problem, self.pin)


def hold_basket(unit: Unit, basket: OpenBasket, label: str, staff_id: bytes, now: int) -> Held | HoldRefused:
    """Puts a basket aside under a name or a table."""
    if is_over(unit, basket.sale_id):
        return HoldRefused(problem=HoldProblem.ALREADY_SOLD)
    kept = with_kept_tenders(unit, basket)
    if not kept.lines and not kept.tenders:
        return HoldRefused(problem=HoldProblem.EMPTY)
    short = " ".join(label.split())[:LONGEST_LABEL]
    held = replace(kept, hold=Hold(label=short, by=staff_id, at=now))
    unit.baskets.keep(held, now)
    return Held(basket=held)


def held_baskets(unit: Unit, now: int) -> tuple[HeldBasket, ...]:
    """All that are held, the oldest first; the parts of a bill in their order."""
    names = {member.staff_id: member.name for member in unit.staff.all()}
    rows = (
        _row(unit, basket, basket.hold, names.get(basket.hold.by, ""), now)
        for basket in unit.baskets.held()
        if basket.hold is not None
    )
    return tuple(sorted(rows, key=lambda row: (row.held_at, row.label)))


def _row(unit: Unit, basket: OpenBasket, hold: Hold, held_by: str, now: int) -> HeldBasket:
    return HeldBasket(
        sale_id=basket.sale_id,
        label=hold.label,
        held_at=hold.at,
        held_by=held_by,
        lines=len(basket.lines),
        price=price_of(basket),
        paid=sum(tender.amount for tender in basket.tenders),
        quantity=sum(line.quantity for line in basket.lines),
        zone=unit.identity().store.zone,
        member="" if basket.member is None else basket.member.name,
        payable=_payable(unit, basket, now),
        bill=b"" if basket.part_of is None else basket.part_of.basket_id,
    )


def recall_basket(unit: Unit, sale_id: bytes, now: int) -> Recalled | HoldRefused:
    """Makes a basket that is held, or was left open, the open one."""
    kept = unit.baskets.by_id(sale_id)
    if kept is None:
        return HoldRefused(problem=HoldProblem.UNKNOWN)
    label = kept.label if kept.hold is None else kept.hold.label
    was_open = replace(kept, hold=None, label=label)
    basket = of_today(unit, was_open, now)
    unit.baskets.keep(basket, now)
    before = _payable(unit, was_open, now)
    requoted = basket != was_open
    return Recalled(
        basket=basket,
        requoted=requoted,
        before=before,
        after=_payable(unit, basket, now) if requoted else before,
    )


def price_of(basket: OpenBasket) -> int:
    """What its lines come to before any discount, in rupiah."""
    return sum(line.price for line in basket.lines)


def _payable(unit: Unit, basket: OpenBasket, now: int) -> int | None:
    try:
        return quote_basket(unit, basket, None, now).quote.payable
    except InvalidBasket:
        return None
