"""What documents about batches of preprinted things mean."""

from app.domain.changes import BatchAdded, SerialsBlocked
from app.protocol.facts_batches import BatchBlocked, BatchOpened
from app.protocol.meant import Meaning, headed


def batch_opened(fact: BatchOpened) -> Meaning:
    """Codes that nobody has yet."""
    added = BatchAdded(
        batch_id=fact.heading.document_id,
        kind_id=fact.kind_id,
        store=fact.store,
        first=fact.first,
        last=fact.last,
        expires_at=fact.expires_at,
    )
    return headed(fact.heading, changes=(added,))


def batch_blocked(fact: BatchBlocked) -> Meaning:
    """Codes that nobody can use any more."""
    blocked = SerialsBlocked(
        batch_id=fact.batch_id, first=fact.first, last=fact.last, reason=fact.heading.reason
    )
    return headed(fact.heading, changes=(blocked,))
