"""What terminal and server say to each other: MessagePack in zstd, one frozen type per message.

Every batch is bounded in count and bytes. Instants are milliseconds since 1970 UTC.
"""

from dataclasses import dataclass
from typing import Any, TypeVar

import zstandard

from app.protocol.facts import Store
from app.protocol.plain import MALFORMED, pack, unpack
from app.protocol.sidecar import SideCar

PROTOCOL = 1
CONTENT_TYPE = "application/vnd.setia.1+msgpack+zstd"
MAX_RECORDS = 500
MAX_BATCH_BYTES = 2_000_000
MAX_CHANGES = 500
_MAX_MESSAGE_BYTES = 16_000_000
_HEAD_TAG = b"setia journal head 1\n"
_ACK_TAG = b"setia ack 1\n"

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrol:
    """A terminal asks to join with a one-time code.

    merchant_id, terminal_id and store: its own when it was its own centre; None on a new machine.
    public_key: raw Ed25519. signature: by that key over the code's UTF-8 bytes, as proof of possession.
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
    """What the server holds: everything up to (epoch, seq), whose hash is head_hash. Signed over `signed_ack`."""

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
    """Asks for changes after a cursor. Signed like a push, over cursor and nonce."""

    merchant_id: bytes
    terminal_id: bytes
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
    """

    generation: bytes
    cursor: int
    changes: tuple[Change, ...]
    more: bool
    included_epoch: int
    included_seq: int
    server_time: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """The server refused a whole message. code: unauthorised, unknown-code, used-code, fork, gap, malformed, …"""

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
    return b"setia pull 1\n" + pull.terminal_id + pull.cursor.to_bytes(8, "big") + pull.nonce


def signed_ack(ack: Ack) -> bytes:
    """The bytes that an ack's signature covers."""
    place = ack.epoch.to_bytes(8, "big") + ack.seq.to_bytes(8, "big")
    return _ACK_TAG + ack.nonce + ack.generation + place + ack.head_hash


def to_wire(message: object) -> bytes:
    """A message as it travels."""
    return zstandard.compress(pack(message), 3)


def from_wire(kind: type[T], data: bytes) -> T:
    """The message in a body; ValueError when it is malformed or would unpack to over 16 MB."""
    try:
        plain = zstandard.ZstdDecompressor().decompress(data, max_output_size=_MAX_MESSAGE_BYTES)
        return unpack(kind, plain)
    except (zstandard.ZstdError, *MALFORMED) as error:
        raise ValueError(f"not a {kind.__name__} message: {error}") from error
