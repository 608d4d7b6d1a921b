"""Everything that a shift did, out of the journal: what its X and Z reports count."""

from app.domain.shift import CASH, DrawerMove, Entry, Paid, ReturnEntry
from app.domain.shift_entries import return_entry, sale_entry
from app.protocol.facts import Fact, SaleCommitted, SaleReturned
from app.protocol.facts_blind import GoodsReturnedBlind
from app.protocol.facts_shift import CashMoved
from app.protocol.meaning import parts_of
from app.services.unit import Unit


def entries_of(unit: Unit, shift_id: bytes) -> tuple[Entry, ...]:
    """In the order in which they happened. Reads every record since the shift began."""
    parts = (part for fact in unit.documents.since(shift_id) for part in parts_of(fact))
    found = (_entry(unit, shift_id, part) for part in parts)
    return tuple(entry for entry in found if entry is not None)


def _entry(unit: Unit, shift_id: bytes, fact: Fact) -> Entry | None:
    """None: it is another shift's, or moves nothing."""
    match fact:
        case SaleCommitted() if fact.shift_id == shift_id:
            return sale_entry(fact.sale_id, fact.committed_at, fact.inputs, fact.quote)
        case SaleReturned() if fact.shift_id == shift_id:
            return _came_back(unit, fact)
        case GoodsReturnedBlind() if fact.shift_id == shift_id:
            return _blind(fact)
        case CashMoved() if fact.shift_id == shift_id:
            return DrawerMove(
                kind=fact.kind,
                document_id=fact.heading.document_id,
                at=fact.heading.committed_at,
                amount=fact.amount,
                reason=fact.heading.reason,
            )
        case _:
            return None


def _blind(fact: GoodsReturnedBlind) -> ReturnEntry:
    """Nobody knows the sale, so nobody knows its tax."""
    return ReturnEntry(
        document_id=fact.heading.document_id,
        at=fact.heading.committed_at,
        void=False,
        total=fact.refund - fact.cash_rounding,
        cash_rounding=fact.cash_rounding,
        paid=(Paid(method=CASH, amount=fact.refund),),
        taxes=(),
        points_taken_back=0,
        points_restored=0,
    )


def _came_back(unit: Unit, fact: SaleReturned) -> ReturnEntry:
    sale = unit.sales.by_id(fact.sale_id)
    if sale is None:
        raise LookupError("a till takes back its own sales only")
    return return_entry(
        fact.return_id,
        fact.committed_at,
        unit.catalogue.rules(sale.inputs.revision).prepared,
        sale.inputs,
        sale.quote,
        fact.before,
        fact.returned,
        void=fact.void,
        deducted=fact.deducted,
    )
