"""What terminal and server say to each other: MessagePack in zstd, one frozen type per message.

Every batch is bounded in count and bytes. Instants are milliseconds since 1970 UTC.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeVar

import zstandard

from app.protocol.facts import Store
from app.protocol.plain import MALFORMED, pack, unpack
from app.protocol.sidecar import SideCar

CONTENT_TYPE = "application/vnd.setia.1+msgpack+zstd"
MAX_RECORDS = 500
MAX_BATCH_BYTES = 2_000_000
MAX_CHANGES = 500
LARGEST_MESSAGE = 16_000_000
"""Bytes, unpacked."""
_LARGEST_WINDOW = 2**23
_HEAD_TAG = b"setia journal head 1\n"
_ENROL_TAG = b"setia enrol 1\n"
_ACK_TAG = b"setia ack 1\n"
_PULL_TAG = b"setia pull 1\n"
_PAGE_TAG = b"setia page 1\n"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrol:
    """A terminal asks to join with a one-time code.

    merchant_id, terminal_id and store: its own when it was its own centre; None on a new machine.
    public_key: raw Ed25519. signature: by that key over `signed_enrol`, as proof of possession. The same
    terminal may ask again with the same code and key: an answer can be lost.
    """

    code: str
    public_key: bytes
    signature: bytes
    terminal_name: str
    merchant_id: bytes | None
    terminal_id: bytes | None
    store: Store | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolled:
    """The server pinned the key. generation: changes when the server is restored from a backup."""

    merchant_id: bytes
    terminal_id: bytes
    store: Store
    server_key: bytes
    generation: bytes
    server_time: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """Records from_seq … in order, the hash before them, and the signed head after them.

    signature: the terminal's over `signed_head`. nonce: 16 random bytes; the ack repeats it.
    """

    merchant_id: bytes
    terminal_id: bytes
    epoch: int
    from_seq: int
    prev_hash: bytes
    records: tuple[bytes, ...]
    sidecars: tuple[SideCar, ...]
    head_hash: bytes
    nonce: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordException:
    """A record that was kept but couldn't be placed; a person looks at it."""

    seq: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ack:
    """The server holds this terminal's chain up to (epoch, seq), the end of the push, whose hash is head_hash.

    exceptions: of the records of the push. Signed over `signed_ack`.
    """

    nonce: bytes
    generation: bytes
    epoch: int
    seq: int
    head_hash: bytes
    exceptions: tuple[RecordException, ...]
    server_time: int
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Pull:
    """Asks for changes after a cursor. Signed over `signed_pull`.

    epoch, seq, head_hash: the last record that the server confirmed; seq 0 and GENESIS: none. A server that
    doesn't have it answers `gap`.
    """

    merchant_id: bytes
    terminal_id: bytes
    epoch: int
    seq: int
    head_hash: bytes
    cursor: int
    limit: int
    nonce: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One changed thing as it is now. kind: store, item, programme, staff, member; an unknown kind is kept.

    sidecar: the person's sealed data when there is any.
    """

    kind: str
    key: bytes
    body: dict[str, Any]
    sidecar: SideCar | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Changes up to `cursor`, which is stored with them in one transaction. more: ask again at once.

    included_epoch, included_seq: the member states contain this terminal's records up to there.
    nonce: the pull's. Signed over `signed_page`.
    """

    nonce: bytes
    generation: bytes
    cursor: int
    changes: tuple[Change, ...]
    more: bool
    included_epoch: int
    included_seq: int
    server_time: int
    signature: bytes


class ProblemCode(StrEnum):
    """Why a server refuses a message."""

    MALFORMED = "malformed"
    TOO_LARGE = "too-large"
    UNAUTHORISED = "unauthorised"
    """An unknown terminal, or a signature that its key didn't make."""
    GAP = "gap"
    FORK = "fork"
    """This terminal's journal has branched, so it gets nothing until it is enrolled anew."""
    UNKNOWN_CODE = "unknown-code"
    USED_CODE = "used-code"
    EXPIRED_CODE = "expired-code"
    OTHER_MERCHANT = "other-merchant"
    """A terminal with a journal of its own asks a server that has another merchant."""
    NO_STORE = "no-store"
    """A new machine asks a server that has no store yet."""
    OTHER_KEY = "other-key"
    """That terminal is known with another key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """The server refused a whole message and wrote nothing. code: a `ProblemCode`; another one is a fault too.

    seq: for `gap`, the last seq of the epoch that the server has, to push after; otherwise 0.
    """

    code: str
    seq: int = 0


def signed_head(push: Push) -> bytes:
    """The bytes that a push's signature covers."""
    return b"".join(
        (
            _HEAD_TAG,
            push.merchant_id,
            push.terminal_id,
            push.epoch.to_bytes(8, "big"),
            (push.from_seq + len(push.records) - 1).to_bytes(8, "big", signed=True),
            push.head_hash,
            push.nonce,
        )
    )


def signed_pull(pull: Pull) -> bytes:
    """The bytes that a pull's signature covers."""
    return _PULL_TAG + pack(replace(pull, signature=b""))


def signed_ack(ack: Ack) -> bytes:
    """The bytes that an ack's signature covers."""
    return _ACK_TAG + pack(replace(ack, signature=b""))


def signed_page(page: Page) -> bytes:
    """The bytes that a page's signature covers."""
    return _PAGE_TAG + pack(replace(page, signature=b""))


def signed_enrol(enrol: Enrol) -> bytes:
    """The bytes that an enrolment's signature covers."""
    return _ENROL_TAG + pack(replace(enrol, signature=b""))


def to_wire(message: object) -> bytes:
    """A message as it travels."""
    return zstandard.compress(pack(message), 3)


def from_wire(kind: type[T], data: bytes) -> T:
    """The message in a body; ValueError when it is malformed or would unpack to over 16 MB."""
    try:
        return unpack(kind, _decompress(data))
    except (zstandard.ZstdError, *MALFORMED) as error:
        raise ValueError(f"not a {kind.__name__} message: {error}") from error


def _decompress(data: bytes) -> bytes:
    """As a stream: a frame may claim any size of itself, and the library would believe it."""
    with zstandard.ZstdDecompressor(max_window_size=_LARGEST_WINDOW).stream_reader(data) as reader:
        plain = reader.read(LARGEST_MESSAGE + 1)
    if len(plain) > LARGEST_MESSAGE:
        raise ValueError("it is too large")
    return plain
