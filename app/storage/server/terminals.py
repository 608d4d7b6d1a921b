"""Who may speak to the server: pinned terminals, and the one-time codes that let one in."""

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Connection, select, update

from app.storage.server.tables import enrol_codes, terminals

CODE_LIFETIME = 600_000
"""Ten minutes, in milliseconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """A terminal that was let in. public_key: raw Ed25519. forked_at None: its journal has one branch."""

    merchant_id: bytes
    terminal_id: bytes
    store_id: bytes
    name: str
    public_key: bytes
    enrolled_at: int
    seen_at: int
    forked_at: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnrolCode:
    """used_by: the terminal that it let in; None: nobody yet."""

    store_id: bytes | None
    expires_at: int
    used_by: bytes | None


def terminal_by_id(connection: Connection, merchant_id: bytes, terminal_id: bytes) -> Terminal | None:
    """A terminal that was let in."""
    statement = select(terminals).where(
        terminals.c.merchant_id == merchant_id, terminals.c.terminal_id == terminal_id
    )
    row = connection.execute(statement).first()
    return None if row is None else Terminal(**row._asdict())


def all_terminals(connection: Connection) -> tuple[Terminal, ...]:
    """Every terminal, oldest first."""
    rows = connection.execute(select(terminals).order_by(terminals.c.enrolled_at, terminals.c.terminal_id))
    return tuple(Terminal(**row._asdict()) for row in rows)


def add_terminal(connection: Connection, terminal: Terminal) -> None:
    """Lets one in."""
    row = {name: getattr(terminal, name) for name in Terminal.__dataclass_fields__}
    connection.execute(terminals.insert(), row)


def note_contact(connection: Connection, terminal: Terminal, now: int, *, forked: bool) -> None:
    """Remembers when it was seen, and when its journal was first seen to branch."""
    forked_at = now if forked and terminal.forked_at is None else terminal.forked_at
    connection.execute(
        update(terminals)
        .where(
            terminals.c.merchant_id == terminal.merchant_id, terminals.c.terminal_id == terminal.terminal_id
        )
        .values(seen_at=now, forked_at=forked_at)
    )


def add_code(connection: Connection, code: str, store_id: bytes | None, now: int) -> int:
    """Makes a code valid; returns until when."""
    row = {
        "code_hash": _hash(code),
        "store_id": store_id,
        "created_at": now,
        "expires_at": now + CODE_LIFETIME,
        "used_at": None,
        "used_by": None,
    }
    connection.execute(enrol_codes.insert(), row)
    return now + CODE_LIFETIME


def code_of(connection: Connection, code: str) -> EnrolCode | None:
    """A code that was once given out."""
    row = connection.execute(select(enrol_codes).where(enrol_codes.c.code_hash == _hash(code))).first()
    if row is None:
        return None
    return EnrolCode(store_id=row.store_id, expires_at=row.expires_at, used_by=row.used_by)


def use_code(connection: Connection, code: str, terminal_id: bytes, now: int) -> None:
    """Spends a code."""
    connection.execute(
        update(enrol_codes)
        .where(enrol_codes.c.code_hash == _hash(code))
        .values(used_at=now, used_by=terminal_id)
    )


def _hash(code: str) -> bytes:
    return sha256(code.encode()).digest()
