"""A sale's papers on their way to printers; its receipt may be kept until somebody wants it."""

from collections.abc import Iterable
from dataclasses import replace

from app.domain.changes import GiftCardOpened, VoucherIssued
from app.protocol.facts import SaleCommitted
from app.services.ports import Chance
from app.services.receipt import Receipt
from app.services.spool_port import PaperKind
from app.services.unit import Unit


def queue_receipt(unit: Unit, chance: Chance, sale: SaleCommitted, receipt: Receipt, *, keep: bool) -> bool:
    """Into the spool. Whether it was kept: when that is wanted, and it carries no code that the customer needs.

    A receipt that is kept opens no drawer; that is a job of its own, at once.
    """
    kept = keep and not _gives_codes(sale)
    unit.spool.queue(
        job_id=chance.new_id(sale.committed_at),
        document_id=sale.sale_id,
        subject_id=None if sale.inputs.member is None else sale.inputs.member.member_id,
        receipt=replace(receipt, opens_drawer=False) if kept else receipt,
        copy=0,
        at=sale.committed_at,
        kept=kept,
    )
    if kept and receipt.opens_drawer:
        _open_drawer(unit, chance, receipt, sale.committed_at)
    return kept


def queue_more(
    unit: Unit, chance: Chance, sale: SaleCommitted, papers: Iterable[tuple[PaperKind, Receipt]]
) -> None:
    """What a sale prints besides, on printers of their own; never kept."""
    for kind, paper in papers:
        unit.spool.queue(
            job_id=chance.new_id(sale.committed_at),
            document_id=sale.sale_id,
            subject_id=None,
            receipt=paper,
            copy=0,
            at=sale.committed_at,
            kind=kind,
        )


def _gives_codes(sale: SaleCommitted) -> bool:
    """Of preprinted ones he holds the paper already."""
    return any(
        isinstance(change, GiftCardOpened) or (isinstance(change, VoucherIssued) and not change.batch_id)
        for change in sale.changes
    )


def _open_drawer(unit: Unit, chance: Chance, receipt: Receipt, now: int) -> None:
    """A job without a word on it."""
    unit.spool.queue(
        job_id=chance.new_id(now),
        document_id=chance.new_id(now),
        subject_id=None,
        receipt=Receipt(number=receipt.number, elements=(), opens_drawer=True),
        copy=0,
        at=now,
    )
