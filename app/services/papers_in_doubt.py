"""Papers that may have come out, for whoever stands at the printer."""

from app.domain.calendar import local_time
from app.services.spool_port import PaperInDoubt
from app.services.unit import Unit

MOST = 4
"""So many are shown; when one of them is settled, the next one shows."""


def papers_in_doubt(unit: Unit) -> tuple[PaperInDoubt, ...]:
    """The newest, at most `MOST`."""
    zone = unit.identity().store.zone
    return tuple(
        PaperInDoubt(
            document_id=found.document_id,
            kind=found.kind,
            number=found.number,
            at=local_time(found.at, zone),
        )
        for found in unit.spool.doubtful(MOST)
    )
