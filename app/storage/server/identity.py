"""Who this server is: one row, made at the first start."""

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import Connection, select, update

from app.storage.server.tables import server_identity


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerIdentity:
    """signing_key: raw Ed25519 private key. merchant_id None: nobody has founded a shop here yet."""

    server_id: bytes
    signing_key: bytes = field(repr=False)
    generation: bytes
    merchant_id: bytes | None


def ensure_identity(connection: Connection, now: int, random_bytes: Callable[[int], bytes]) -> ServerIdentity:
    """The identity; made from random bytes if there is none."""
    found = identity_of(connection)
    if found is not None:
        return found
    made = ServerIdentity(
        server_id=random_bytes(16),
        signing_key=random_bytes(32),
        generation=random_bytes(16),
        merchant_id=None,
    )
    row = {
        "server_id": made.server_id,
        "signing_key": made.signing_key,
        "generation": made.generation,
        "merchant_id": None,
        "created_at": now,
    }
    connection.execute(server_identity.insert(), row)
    return made


def identity_of(connection: Connection) -> ServerIdentity | None:
    """The identity; None before the first start."""
    row = connection.execute(select(server_identity)).first()
    if row is None:
        return None
    return ServerIdentity(
        server_id=row.server_id,
        signing_key=row.signing_key,
        generation=row.generation,
        merchant_id=row.merchant_id,
    )


def found_merchant(connection: Connection, merchant_id: bytes) -> None:
    """From now on this is that merchant's centre."""
    connection.execute(update(server_identity).values(merchant_id=merchant_id))
