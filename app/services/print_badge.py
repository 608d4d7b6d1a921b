"""A person's badge on paper. It says who, and never more: the PIN is still asked."""

from app.services.ports import Chance
from app.services.receipt import Align, Emphasis, QrCode, Receipt, TextLine
from app.services.scan_routing import STAFF_QR_PREFIX
from app.services.unit import Unit


def print_badge(unit: Unit, chance: Chance, staff_id: bytes, now: int) -> bool:
    """Queues a paper with a person's name and code; False: nobody here has that staff id.

    The name is filled in when it is printed.
    """
    if unit.staff.by_id(staff_id) is None:
        return False
    unit.spool.queue(
        job_id=chance.new_id(now),
        document_id=chance.new_id(now),
        subject_id=staff_id,
        receipt=_paper(unit.identity().store.name, staff_id),
        copy=0,
        at=now,
    )
    return True


def _paper(shop: str, staff_id: bytes) -> Receipt:
    """Without a word, so that it is right in any language."""
    return Receipt(
        number="",
        elements=(
            TextLine(shop, Align.CENTRE),
            TextLine("{staff_name}", Align.CENTRE, Emphasis.LARGE),
            QrCode(STAFF_QR_PREFIX + staff_id.hex().upper()),
        ),
    )
