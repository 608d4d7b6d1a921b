"""Facts about batches of preprinted cards and vouchers. A batch's secret is in the side-car alone."""

from dataclasses import dataclass

from app.protocol.heading import Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOpened:
    """Cards or vouchers are printed; the heading's document id is the batch's, and the side-car's subject.

    kind_id: of vouchers; empty: member cards. store: the outlet's code. first, last: serials. expires_at: the
    vouchers' last instant; None: never.
    """

    heading: Heading
    kind_id: str
    store: str
    first: int
    last: int
    expires_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchBlocked:
    """Serials of a batch count no more. The heading's reason says why."""

    heading: Heading
    batch_id: bytes
    first: int
    last: int
