"""One step of the sync: decide, speak to the server once, store what came of it."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.protocol.messages import (
    MAX_BATCH_BYTES,
    Ack,
    Page,
    Problem,
    ProblemCode,
    Pull,
    Push,
    signed_ack,
    signed_head,
    signed_page,
    signed_pull,
)
from app.protocol.record import Head, chain
from app.protocol.terminal_sync import (
    AckTaken,
    AskChanges,
    FeedRestarted,
    PageTaken,
    SendRecords,
    SyncState,
    WaitUntil,
    decide,
    on_ack,
    on_failure,
    on_gap,
    on_kick,
    on_page,
)
from app.transport.http import Delivered, LineFault, Refused, Unreachable
from app.transport.ports import Journal, Server, SyncStore

NONCE_BYTES = 16
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who speaks to whom. signing_key: this terminal's raw Ed25519 private key. server_key: raw, pinned."""

    merchant_id: bytes
    terminal_id: bytes
    signing_key: bytes = field(repr=False)
    server_key: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """random_bytes: for nonces. fraction: 0 ≤ x < 1, spreads the waits of many tills."""

    random_bytes: Callable[[int], bytes]
    fraction: Callable[[], float]


@dataclass(frozen=True, slots=True)
class Progress:
    """What a step left behind. wait_until None: go on at once. online: None when nobody was asked."""

    wait_until: int | None
    online: bool | None
    to_send: int
    last_success_at: int | None


class Exchange:
    """The terminal's side of the protocol, run on one thread."""

    def __init__(
        self,
        *,
        client: Server,
        journal: Journal,
        store: SyncStore,
        party: Party,
        clock: Callable[[], int],
        chance: Chance,
    ) -> None:
        """clock: milliseconds since 1970 UTC."""
        self._client = client
        self._journal = journal
        self._store = store
        self._party = party
        self._key = Ed25519PrivateKey.from_private_bytes(party.signing_key)
        self._server_key = Ed25519PublicKey.from_public_bytes(party.server_key)
        self._clock = clock
        self._chance = chance
        self._pulled_at: int | None = None

    def step(self) -> Progress:
        """Does the next thing, at most one request."""
        state = self._store.state()
        head = self._journal.sending(state.acked_epoch, state.acked_seq)
        decision = decide(state, head, self._clock(), self._pulled_at)
        if isinstance(decision, WaitUntil):
            return self._progress(state, wait_until=decision.instant, online=None)
        answered = (
            self._send(state, decision) if isinstance(decision, SendRecords) else self._ask(state, decision)
        )
        wait_until = answered.retry_at if answered.retry_at > self._clock() else None
        return self._progress(answered, wait_until=wait_until, online=answered.failures == 0)

    def close(self) -> None:
        """Cuts a request short, from any thread. Nothing is sent after it."""
        self._client.close()

    def retry_now(self) -> None:
        """A person asked: the next step doesn't wait for a back-off. On the sync's thread."""
        self._saved(on_kick(self._store.state(), self._clock()))

    def _progress(self, state: SyncState, *, wait_until: int | None, online: bool | None) -> Progress:
        return Progress(
            wait_until=wait_until,
            online=online,
            to_send=self._journal.waiting(state.acked_epoch, state.acked_seq),
            last_success_at=state.last_success_at,
        )

    def _send(self, state: SyncState, decision: SendRecords) -> SyncState:
        message = self._push(decision)
        outcome = self._client.push(message)
        match outcome:
            case Delivered(message=ack):
                return self._settle_ack(state, ack, message.nonce)
            case Refused(problem=problem):
                return self._refused(state, problem)
            case Unreachable():
                return self._unreached(state, outcome)

    def _push(self, decision: SendRecords) -> Push:
        batch = self._journal.batch(decision.epoch, decision.from_seq, decision.limit, MAX_BATCH_BYTES)
        unsigned = Push(
            merchant_id=self._party.merchant_id,
            terminal_id=self._party.terminal_id,
            epoch=decision.epoch,
            from_seq=decision.from_seq,
            prev_hash=batch.prev_hash,
            records=batch.records,
            sidecars=batch.sidecars,
            head_hash=chain(batch.prev_hash, batch.records)[-1],
            nonce=self._chance.random_bytes(NONCE_BYTES),
            signature=b"",
        )
        return replace(unsigned, signature=self._key.sign(signed_head(unsigned)))

    def _settle_ack(self, state: SyncState, ack: Ack, nonce: bytes) -> SyncState:
        if not self._is_servers(ack.signature, signed_ack(ack)):
            return self._disbelieved(state, "ack", "signature")
        own_hash = self._journal.hash_at(ack.epoch, ack.seq)
        taken = on_ack(state, ack, own_hash, nonce, self._clock())
        if not isinstance(taken, AckTaken):
            return self._disbelieved(state, "ack", taken.reason)
        for exception in ack.exceptions:
            _log.warning("the server could not place record %d: %s", exception.seq, exception.reason)
        return self._saved(taken.state)

    def _ask(self, state: SyncState, decision: AskChanges) -> SyncState:
        message = self._pull(state, decision)
        outcome = self._client.pull(message)
        match outcome:
            case Delivered(message=page):
                return self._settle_page(state, page, message.nonce)
            case Refused(problem=problem):
                return self._refused(state, problem)
            case Unreachable():
                return self._unreached(state, outcome)

    def _pull(self, state: SyncState, decision: AskChanges) -> Pull:
        confirmed = self._journal.hash_at(state.acked_epoch, state.acked_seq)
        if confirmed is None:
            raise LookupError(f"record {state.acked_seq} of epoch {state.acked_epoch} was sent and is gone")
        unsigned = Pull(
            merchant_id=self._party.merchant_id,
            terminal_id=self._party.terminal_id,
            epoch=state.acked_epoch,
            seq=state.acked_seq,
            head_hash=confirmed,
            cursor=decision.cursor,
            limit=decision.limit,
            nonce=self._chance.random_bytes(NONCE_BYTES),
            signature=b"",
        )
        return replace(unsigned, signature=self._key.sign(signed_pull(unsigned)))

    def _settle_page(self, state: SyncState, page: Page, nonce: bytes) -> SyncState:
        if not self._is_servers(page.signature, signed_page(page)):
            return self._disbelieved(state, "page", "signature")
        head: Head = self._journal.head()
        match on_page(state, page, head, nonce, self._clock()):
            case PageTaken(state=taken, more=more):
                self._store.apply_page(page, taken)
                self._pulled_at = None if more else self._clock()
                return taken
            case FeedRestarted(state=restarted):
                _log.warning("the server was restored from a backup; asking for everything again")
                return self._failed(restarted)
            case refused:
                return self._disbelieved(state, "page", refused.reason)

    def _is_servers(self, signature: bytes, covered: bytes) -> bool:
        try:
            self._server_key.verify(signature, covered)
        except InvalidSignature:
            return False
        return True

    def _refused(self, state: SyncState, problem: Problem) -> SyncState:
        if problem.code == ProblemCode.GAP:
            return self._saved(on_gap(state, problem.seq, self._clock(), self._chance.fraction()))
        _log.warning("the server refused: %s", problem.code)
        return self._failed(state)

    def _disbelieved(self, state: SyncState, what: str, reason: str) -> SyncState:
        _log.warning("the server's %s is not believed: %s", what, reason)
        return self._failed(state)

    def _unreached(self, state: SyncState, outcome: Unreachable) -> SyncState:
        if outcome.fault is LineFault.CLOSED:  # our own doing: the next start need not wait for it
            return self._waiting(state)
        _log.info("the server was not reached: %s", outcome.fault)
        return self._failed(state)

    def _failed(self, state: SyncState) -> SyncState:
        return self._saved(self._waiting(state))

    def _waiting(self, state: SyncState) -> SyncState:
        return on_failure(state, self._clock(), self._chance.fraction())

    def _saved(self, state: SyncState) -> SyncState:
        self._store.save(state)
        return state
