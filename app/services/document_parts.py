"""What documents that aren't sales say of themselves."""

from app.domain.calendar import business_day
from app.protocol.heading import Heading
from app.services.unit import Identity


def day_of(identity: Identity, now: int) -> str:
    """The store's business day of an instant, as ISO date."""
    store = identity.store
    return business_day(now, store.zone, store.cut_over_hour).isoformat()


def heading_of(
    identity: Identity,
    document_id: bytes,
    now: int,
    *,
    staff_id: bytes = b"",
    approver_id: bytes = b"",
    reason: str = "",
) -> Heading:
    """The heading of a document that is made now, here."""
    return Heading(
        document_id=document_id,
        store_id=identity.store.store_id,
        business_day=day_of(identity, now),
        committed_at=now,
        staff_id=staff_id,
        approver_id=approver_id,
        reason=reason,
    )
