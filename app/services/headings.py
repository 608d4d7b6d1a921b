"""The heading of a document that is made here and now, and whether it was made before."""

from app.domain.calendar import business_day
from app.protocol.facts import Fact
from app.protocol.heading import Heading
from app.services.unit import Unit


def heading_of(
    unit: Unit, document_id: bytes, now: int, *, staff_id: bytes, approver_id: bytes = b"", reason: str = ""
) -> Heading:
    """Of this store, on its business day. approver_id: the manager who allowed it; empty: nobody had to."""
    store = unit.identity().store
    return Heading(
        document_id=document_id,
        store_id=store.store_id,
        business_day=business_day(now, store.zone, store.cut_over_hour).isoformat(),
        committed_at=now,
        staff_id=staff_id,
        approver_id=approver_id,
        reason=reason,
    )


def made_before(unit: Unit, document_id: bytes, *kinds: type[Fact]) -> Fact | None:
    """The document of that id; None: there is none yet. Raises ValueError when it is of another kind."""
    done = unit.documents.by_id(document_id)
    if done is not None and not isinstance(done, kinds):
        raise ValueError(f"a {type(done).__name__} has this id")
    return done
