"""Finds a sale that this till has made, and tells what is left of it. Reads only."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.calendar import local_time
from app.domain.codes import receipt_number_in
from app.domain.programme.document import Programme
from app.domain.returns import LineBack
from app.protocol.facts import SaleCommitted
from app.services.document_parts import day_of
from app.services.drawer_paper import name_of
from app.services.member_view import MemberView
from app.services.past_sales_port import PrintState
from app.services.preview_return import left_of, void_problem
from app.services.return_outcomes import ReturnProblem
from app.services.standing_sale import standing_sale
from app.services.sums import sums_of
from app.services.unit import Identity, ReturnedSoFar, Unit

PAGE = 7
"""Sales that a list shows at once, and all that is ever read for it."""
_LONGEST_COUNT = 4


class Standing(StrEnum):
    """What is left of a sale: all of it, some of it, nothing."""

    KEPT = "kept"
    PARTLY_BACK = "partly-back"
    ALL_BACK = "all-back"
    VOIDED = "voided"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSale:
    """A row of the list. at: in the store's zone. total: rupiah, as the receipt says. name, phone: whole; empty: a
    guest's.
    """

    sale_id: bytes
    receipt_number: str
    at: datetime
    total: int
    name: str
    phone: str
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class SalesPage:
    """Some of today's sales, the newest first. page: from 0. more: whether there are older ones."""

    rows: tuple[ListedSale, ...] = ()
    page: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSale:
    """A sale as it stands. at: in the store's zone. member: as he is now; None: a guest's.

    came, left: of each line that a customer may bring back, what has come back and what still can, in thousandths.
    refunded: rupiah that were paid back. cannot_void: why it can't be voided any more; None: it can.
    printed: how its receipt is.
    """

    sale: SaleCommitted
    programme: Programme
    at: datetime
    cashier_name: str
    member: MemberView | None
    came: tuple[LineBack, ...]
    left: tuple[LineBack, ...]
    refunded: int
    standing: Standing
    cannot_void: ReturnProblem | None
    printed: PrintState


def newest_sales(unit: Unit, page: int, now: int) -> SalesPage:
    """A page of the business day's sales. It reads a page and one more, however many there are."""
    day = day_of(unit.identity(), now)
    found = unit.past_sales.newest_on(day, PAGE + 1, max(0, page) * PAGE)
    rows = tuple(_listed(unit, sale_id, now) for sale_id in found[:PAGE])
    return SalesPage(
        rows=tuple(row for row in rows if row is not None), page=max(0, page), more=len(found) > PAGE
    )


def find_receipt(unit: Unit, typed: str, now: int) -> bytes | None:
    """The sale of a receipt's number, as a person types it or as its code holds it; None: no such sale is here.

    The number of a return names the sale that it is of. Up to four digits alone: the count of one of today's.
    """
    number = receipt_number_in(typed) or "".join(typed.split()).upper()
    if number.isascii() and number.isdigit() and len(number) <= _LONGEST_COUNT:
        number = _todays(unit.identity(), int(number), now)
    return unit.past_sales.of_receipt(number) if number else None


def look_at_sale(unit: Unit, sale_id: bytes, now: int) -> PastSale | None:
    """A sale as it stands; None: this till has made no such sale."""
    sale = standing_sale(unit, sale_id)
    if sale is None:
        return None
    identity, so_far = unit.identity(), unit.returns.of_sale(sale_id)
    member = sale.inputs.member
    return PastSale(
        sale=sale,
        programme=unit.catalogue.programme(sale.inputs.revision),
        at=local_time(sale.committed_at, identity.store.zone),
        cashier_name=name_of(unit, sale.cashier_id),
        member=None if member is None else unit.members.view(member.member_id, now),
        came=so_far.after.lines,
        left=left_of(sale, so_far),
        refunded=unit.returns.refunded(sale_id),
        standing=_standing(unit, sale, so_far),
        cannot_void=void_problem(unit, sale, day_of(identity, now)),
        printed=unit.past_sales.print_state(sale_id),
    )


def _listed(unit: Unit, sale_id: bytes, now: int) -> ListedSale | None:
    sale = standing_sale(unit, sale_id)
    if sale is None:
        return None
    member, sums = sale.inputs.member, sums_of(sale.quote)
    view = None if member is None else unit.members.view(member.member_id, now)
    return ListedSale(
        sale_id=sale_id,
        receipt_number=sale.receipt_number,
        at=local_time(sale.committed_at, unit.identity().store.zone),
        total=sums.payable + sums.carried,
        name="" if view is None else view.name,
        phone="" if view is None else view.phone,
        standing=_standing(unit, sale, unit.returns.of_sale(sale_id)),
    )


def _standing(unit: Unit, sale: SaleCommitted, so_far: ReturnedSoFar) -> Standing:
    if not so_far.after.lines:
        return Standing.KEPT
    if unit.past_sales.voided(sale.sale_id):
        return Standing.VOIDED
    return Standing.PARTLY_BACK if left_of(sale, so_far) else Standing.ALL_BACK


def _todays(identity: Identity, count: int, now: int) -> str:
    """The number of one of today's receipts."""
    day = day_of(identity, now)[2:].replace("-", "")
    return f"{identity.terminal_name}-{day}-{count:04d}"
