"""What documents about a drawer mean, and what sales and returns mean for it."""

from collections.abc import Iterator

from app.domain.changes import Change, DrawerClosed, DrawerKind, DrawerMoved, DrawerOpened
from app.domain.paid import money_of, refund_of
from app.domain.shift import CASH
from app.protocol.facts import SaleCommitted, SaleReturned
from app.protocol.facts_blind import GoodsReturnedBlind
from app.protocol.facts_shift import CashMoved, ShiftClosed, ShiftOpened
from app.protocol.meant import Meaning, headed


def shift_opened(fact: ShiftOpened) -> Meaning:
    """A drawer is somebody's, with a float in it."""
    heading, amount = fact.heading, fact.opening.total
    opened = DrawerOpened(
        shift_id=heading.document_id,
        store_id=heading.store_id,
        cashier_id=heading.staff_id,
        business_day=heading.business_day,
        float_amount=amount,
    )
    changes: tuple[Change, ...] = (opened, _cash(heading.document_id, DrawerKind.FLOAT, amount))
    return headed(heading, changes=changes)


def cash_moved(fact: CashMoved) -> Meaning:
    """Cash comes or goes."""
    amount = -fact.amount if fact.kind is DrawerKind.PAY_OUT else fact.amount
    return headed(fact.heading, changes=(_cash(fact.shift_id, fact.kind, amount),))


def shift_closed(fact: ShiftClosed) -> Meaning:
    """Nothing moves in this drawer any more."""
    closed = DrawerClosed(
        shift_id=fact.shift_id, expected=fact.expected, counted=fact.counted.total, number=fact.number
    )
    return headed(fact.heading, changes=(closed,))


def taken_in(fact: SaleCommitted) -> Iterator[DrawerMoved]:
    """What a sale puts into its shift, by method; nothing when no shift was open."""
    if fact.shift_id:
        for part in money_of(fact.tender.kind, fact.quote):
            yield DrawerMoved(
                shift_id=fact.shift_id, kind=DrawerKind.SALE, method=part.method, amount=part.amount
            )


def given_back(fact: SaleReturned) -> Iterator[DrawerMoved]:
    """What a return takes out of the shift in which it was made, by method."""
    if fact.shift_id:
        for part in refund_of(fact.returned, fact.deducted):
            yield DrawerMoved(
                shift_id=fact.shift_id, kind=DrawerKind.REFUND, method=part.method, amount=-part.amount
            )


def returned_blind(fact: GoodsReturnedBlind) -> Meaning:
    """Cash leaves the drawer; nobody's points move."""
    moved = _cash(fact.shift_id, DrawerKind.REFUND, -fact.refund)
    return headed(fact.heading, changes=(moved,) if fact.shift_id else ())


def _cash(shift_id: bytes, kind: DrawerKind, amount: int) -> DrawerMoved:
    return DrawerMoved(shift_id=shift_id, kind=kind, method=CASH, amount=amount)
