"""The paper of a document that is there already: its first, when it was kept, else a copy."""

from app.services.ports import Chance
from app.services.unit import Unit


def print_again(unit: Unit, chance: Chance, document_id: bytes, now: int) -> bool:
    """Queues it; False: the document has no receipt here."""
    if unit.spool.release(document_id):
        return True
    found = unit.spool.receipt_of(document_id)
    if found is None:
        return False
    receipt, subject_id = found
    unit.spool.queue(
        job_id=chance.new_id(now),
        document_id=document_id,
        subject_id=subject_id,
        receipt=receipt,
        copy=unit.spool.copies(document_id),
        at=now,
    )
    return True
