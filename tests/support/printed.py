"""A few words for tests of batches of preprinted cards and vouchers."""

from dataclasses import replace

from app.domain.batches import PrintRow, print_rows
from app.services.batch_outcomes import (
    BatchIsOpen,
    BatchSheet,
    BlockReason,
    BlockRequest,
    OpenBatchRequest,
    SerialsAreBlocked,
)
from tests.support.office import office_of
from tests.support.shop import SmallShop
from tests.support.taking_back import manager


def batch_request(shop: SmallShop, first: int = 1, last: int = 20, **changes: object) -> OpenBatchRequest:
    """Member cards of this outlet, with the manager's word."""
    plain = OpenBatchRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        first=first,
        last=last,
        staff_id=shop.cashier_id,
        approval=manager(shop),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # names and values of OpenBatchRequest


def opened_batch(shop: SmallShop, first: int = 1, last: int = 20, **changes: object) -> bytes:
    """A new batch's id."""
    outcome = office_of(shop).open_batch(batch_request(shop, first, last, **changes))
    assert isinstance(outcome, BatchIsOpen), outcome
    return outcome.batch.batch_id


def printed(shop: SmallShop, batch_id: bytes) -> tuple[PrintRow, ...]:
    """What goes to the printer."""
    sheet = office_of(shop).batch_sheet(batch_id)
    assert isinstance(sheet, BatchSheet), sheet
    return tuple(print_rows(sheet.batch, sheet.secret, sheet.blocked))


def block_request(shop: SmallShop, batch_id: bytes, first: int, last: int, **changes: object) -> BlockRequest:
    """Stolen ones, with the manager's word."""
    plain = BlockRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        batch_id=batch_id,
        first=first,
        last=last,
        reason=BlockReason.STOLEN,
        staff_id=shop.cashier_id,
        approval=manager(shop),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # names and values of BlockRequest


def blocked(shop: SmallShop, batch_id: bytes, first: int, last: int) -> None:
    """They count no more."""
    outcome = office_of(shop).block_serials(block_request(shop, batch_id, first, last))
    assert outcome == SerialsAreBlocked(batch_id=batch_id, first=first, last=last)
