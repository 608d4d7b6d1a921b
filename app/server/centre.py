"""What the server's requests share: its database, its key, its clock."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_bytes

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.storage.server.database import Database
from app.storage.server.identity import ServerIdentity, ensure_identity


@dataclass(frozen=True, slots=True)
class Centre:
    """clock: milliseconds since 1970 UTC. random_bytes: fit for keys."""

    database: Database
    server_id: bytes
    generation: bytes
    signing_key: Ed25519PrivateKey
    clock: Callable[[], int]
    random_bytes: Callable[[int], bytes]

    @property
    def public_key(self) -> bytes:
        """Raw Ed25519, pinned by terminals when they enrol."""
        return self.signing_key.public_key().public_bytes_raw()

    def sign(self, covered: bytes) -> bytes:
        """The server's signature."""
        return self.signing_key.sign(covered)


def open_centre(
    database: Database,
    clock: Callable[[], int] = lambda: time.time_ns() // 1_000_000,
    random_bytes: Callable[[int], bytes] = token_bytes,
) -> Centre:
    """The centre on a migrated database; its identity is made at the first start."""
    with database.writing() as connection:
        identity: ServerIdentity = ensure_identity(connection, clock(), random_bytes)
    return Centre(
        database=database,
        server_id=identity.server_id,
        generation=identity.generation,
        signing_key=Ed25519PrivateKey.from_private_bytes(identity.signing_key),
        clock=clock,
        random_bytes=random_bytes,
    )


def is_signed_by(public_key: bytes, signature: bytes, covered: bytes) -> bool:
    """Whether a raw Ed25519 key made a signature; False also for what is no key or no signature."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, covered)
    except (InvalidSignature, ValueError):
        return False
    return True
