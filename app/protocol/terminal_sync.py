"""What a terminal does next about its server, and what it believes of an answer. Pure: time and chance come in.

Records go out oldest first, one bounded batch at a time; then changes come in, page by page. A fault makes the
terminal wait: exponential, full jitter, 1 s to 5 min, kept in the state so that a restart resumes the wait. The
terminal believes a server only where its own journal has the same hash. Instants are milliseconds since 1970
UTC by the terminal's clock, which may jump: a wait that is longer than any back-off is over.
"""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.protocol.messages import MAX_CHANGES, MAX_RECORDS, Ack, Page
from app.protocol.record import Head
from app.protocol.sidecar import SideCar

SHORTEST_WAIT = 1_000
LONGEST_WAIT = 300_000
PULL_EVERY = 30_000
"""How long a terminal that has nothing to send waits before it asks for changes again."""
_MOST_DOUBLINGS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SyncState:
    """How far the server confirmed this journal, and how far this terminal has pulled.

    generation: the server's; None: not known yet. acked: everything up to there is at the server; seq 0 of
    epoch 0: nothing yet. cursor: of the feed; 0: from the start. failures: in a row. retry_at: no contact
    before it; 0: none failed. server_offset: ms that the server's clock was ahead.
    """

    generation: bytes | None = None
    acked_epoch: int = 0
    acked_seq: int = 0
    cursor: int = 0
    failures: int = 0
    retry_at: int = 0
    last_success_at: int | None = None
    server_offset: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Records in order as they were encoded, the hash of the record before them (GENESIS before seq 1), and the
    side-cars that they digest and that still exist.
    """

    prev_hash: bytes
    records: tuple[bytes, ...]
    sidecars: tuple[SideCar, ...]


@dataclass(frozen=True, slots=True)
class SendRecords:
    """Push records of an epoch from a seq on, at most `limit`."""

    epoch: int
    from_seq: int
    limit: int


@dataclass(frozen=True, slots=True)
class AskChanges:
    """Pull the changes after a cursor."""

    cursor: int
    limit: int


@dataclass(frozen=True, slots=True)
class WaitUntil:
    """Nothing to do before an instant, unless a new record comes."""

    instant: int


Decision = SendRecords | AskChanges | WaitUntil


class Disbelief(StrEnum):
    """Why a terminal doesn't believe an answer."""

    OTHER_NONCE = "other-nonce"
    """It answers another question."""
    OTHER_HASH = "other-hash"
    """The server holds another record at that place: one of the two was restored or cloned."""
    BEHIND = "behind"
    """It confirms nothing that wasn't confirmed before."""
    AHEAD = "ahead"
    """The server holds records of this terminal that this journal doesn't have: it was restored or cloned."""


@dataclass(frozen=True, slots=True)
class AckTaken:
    """The server has everything up to `state`'s place. new_generation: it was restored from a backup."""

    state: SyncState
    new_generation: bool


@dataclass(frozen=True, slots=True)
class AckRefused:
    """The ack proves nothing; go on as after a failure."""

    reason: Disbelief


@dataclass(frozen=True, slots=True)
class PageTaken:
    """The page is to be stored with `state` in one transaction. more: ask again at once."""

    state: SyncState
    more: bool


@dataclass(frozen=True, slots=True)
class FeedRestarted:
    """The server was restored from a backup: the page counts for nothing, `state` asks from the start."""

    state: SyncState


@dataclass(frozen=True, slots=True)
class PageRefused:
    """The page must not be stored; go on as after a failure."""

    reason: Disbelief


def decide(state: SyncState, head: Head, now: int, pulled_at: int | None) -> Decision:
    """What to do now. head: the end of the oldest epoch that has records which the server didn't confirm.

    pulled_at: when the last page without more was stored; None: not since the start.
    """
    if now < state.retry_at <= now + LONGEST_WAIT:
        return WaitUntil(state.retry_at)
    confirmed = confirmed_seq(state, head)
    if confirmed < head.seq:
        return SendRecords(epoch=head.epoch, from_seq=confirmed + 1, limit=MAX_RECORDS)
    if pulled_at is None or not 0 <= now - pulled_at < PULL_EVERY:
        return AskChanges(cursor=state.cursor, limit=MAX_CHANGES)
    return WaitUntil(pulled_at + PULL_EVERY)


def confirmed_seq(state: SyncState, head: Head) -> int:
    """The last seq of the head's epoch that the server confirmed. An epoch goes out when all before it is there."""
    return state.acked_seq if state.acked_epoch == head.epoch else 0


def on_ack(
    state: SyncState, ack: Ack, own_hash_at_seq: bytes | None, nonce: bytes, now: int
) -> AckTaken | AckRefused:
    """What an ack proves, its signature being checked already.

    own_hash_at_seq: this journal's hash at the ack's (epoch, seq); None: it has no such record.
    """
    if ack.nonce != nonce:
        return AckRefused(Disbelief.OTHER_NONCE)
    if (ack.epoch, ack.seq) <= (state.acked_epoch, state.acked_seq):
        return AckRefused(Disbelief.BEHIND)
    if own_hash_at_seq is None:
        return AckRefused(Disbelief.AHEAD)
    if own_hash_at_seq != ack.head_hash:
        return AckRefused(Disbelief.OTHER_HASH)
    new_generation = state.generation is not None and state.generation != ack.generation
    taken = _succeeded(state, ack.server_time, now)
    return AckTaken(
        state=replace(
            taken,
            generation=ack.generation,
            acked_epoch=ack.epoch,
            acked_seq=ack.seq,
            cursor=0 if new_generation else state.cursor,
        ),
        new_generation=new_generation,
    )


def on_page(
    state: SyncState, page: Page, head: Head, nonce: bytes, now: int
) -> PageTaken | FeedRestarted | PageRefused:
    """What a page is worth, its signature being checked already."""
    if page.nonce != nonce:
        return PageRefused(Disbelief.OTHER_NONCE)
    if (page.included_epoch, page.included_seq) > (head.epoch, head.seq):
        return PageRefused(Disbelief.AHEAD)
    taken = replace(_succeeded(state, page.server_time, now), generation=page.generation)
    if state.generation is not None and state.generation != page.generation:
        return FeedRestarted(replace(taken, cursor=0))
    more = page.more and page.cursor > state.cursor
    return PageTaken(state=replace(taken, cursor=page.cursor), more=more)


def on_gap(state: SyncState, server_seq: int, now: int, random_fraction: float) -> SyncState:
    """The server lacks records that it confirmed, or that come before a push: go back to its seq, after a wait.

    Sending again costs only bytes, so a bare number is enough to go back; it never is to go on. A server that lacks
    a whole epoch may lack the one before as well: everything goes out again.
    """
    waiting = on_failure(state, now, random_fraction)
    seq = max(0, min(state.acked_seq, server_seq))
    return replace(waiting, acked_epoch=state.acked_epoch if seq else 0, acked_seq=seq)


def on_failure(state: SyncState, now: int, random_fraction: float) -> SyncState:
    """The state that waits. random_fraction: 0 ≤ x < 1."""
    failures = state.failures + 1
    ceiling = min(LONGEST_WAIT, SHORTEST_WAIT << min(failures, _MOST_DOUBLINGS))
    wait = max(SHORTEST_WAIT, int(ceiling * random_fraction))
    return replace(state, failures=failures, retry_at=now + wait)


def on_kick(state: SyncState, now: int) -> SyncState:
    """A person asks to try now. A new record doesn't: it never shortens the wait of a line that is down."""
    return replace(state, retry_at=min(state.retry_at, now))


def _succeeded(state: SyncState, server_time: int, now: int) -> SyncState:
    return replace(state, failures=0, retry_at=0, last_success_at=now, server_offset=server_time - now)
