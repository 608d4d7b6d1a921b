"""What documents other than sales and returns say of themselves."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """document_id: made before it is committed, so that a retry finds it. number: its name for people; empty: none.

    business_day: ISO date, the store's. committed_at: instant. staff_id: who did it; empty: the till by itself.
    approver_id: the manager who allowed it; empty: nobody had to. reason: a short code; empty: it needs none.
    """

    document_id: bytes
    store_id: bytes
    business_day: str
    committed_at: int
    number: str = ""
    staff_id: bytes = b""
    approver_id: bytes = b""
    reason: str = ""
