"""Reads and proves a store's file that nobody writes to: a backup, or a copy of one. Changes nothing in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import sqlcipher3.dbapi2 as driver

from app.protocol.plain import MALFORMED
from app.protocol.record import GENESIS, decode
from app.services.backups import StoreContent
from app.services.ports import StoreFault, StoreFaultCode
from app.storage.open_store import fault_of, unlock
from app.storage.proved import read_damage

_TAG_BYTES = 4


@contextmanager
def reading_file(path: Path, key: bytes) -> Iterator[Any]:
    """A driver's connection to a file without a log. Raises StoreFault."""
    if not path.is_file():
        raise StoreFault(StoreFaultCode.MISSING, path)
    address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
    try:
        connection = unlock(address, key, uri=True)
        try:
            yield connection
            if read_damage(connection):
                raise StoreFault(StoreFaultCode.CORRUPT, path, "a page of it is not what was written")
        finally:
            connection.close()
    except driver.Error as error:
        raise fault_of(error, path) from error


def prove_file(path: Path, key: bytes) -> StoreContent:
    """Every page's authentication code, then the trees and rows in them. Raises StoreFault."""
    with reading_file(path, key) as connection:
        content = content_of(connection, path)
        if content.schema == 0:
            raise StoreFault(StoreFaultCode.CORRUPT, path, "it is empty")
        for check in ("cipher_integrity_check", "quick_check"):
            found = connection.execute(f"PRAGMA {check}").fetchmany(2)
            if found and found != [("ok",)]:
                raise StoreFault(StoreFaultCode.CORRUPT, path, str(found[0][0])[:200])
    return content


def content_of(connection: Any, path: Path) -> StoreContent:
    """What is in a store, of this version or an older one."""
    schema = int(connection.execute("PRAGMA user_version").fetchone()[0])
    who = _first(connection, "SELECT epoch, server_url FROM identity", schema)
    last = _first(
        connection,
        "SELECT epoch, seq, record_hash, record FROM journal ORDER BY epoch DESC, seq DESC",
        schema,
    )
    acked = _first(connection, "SELECT acked_epoch, acked_seq FROM sync_state", schema)
    epoch, seq, head, record = last or (1 if who is None else who[0], 0, GENESIS, None)
    try:
        at = None if record is None else decode(record).clocks.device
    except MALFORMED as error:
        raise StoreFault(StoreFaultCode.CORRUPT, path, f"record {epoch}/{seq} can't be read") from error
    return StoreContent(
        schema=schema,
        epoch=epoch,
        seq=seq,
        head=head,
        at=at,
        enrolled=who is not None and who[1] is not None,
        acked=acked or (0, 0),
    )


def terminal_tag(connection: Any, schema: int) -> str:
    """What a backup's name says of the terminal."""
    row = _first(connection, "SELECT terminal_id FROM identity", schema)
    return tag_of(bytes(_TAG_BYTES) if row is None else bytes(row[0]))


def tag_of(terminal_id: bytes) -> str:
    """The end of an id: the random part of a UUIDv7, enough to tell the tills of a shop apart."""
    return terminal_id[-_TAG_BYTES:].hex()


def _first(connection: Any, statement: str, schema: int) -> Any:
    """The first row; None: there is none, or the file is empty and has no tables."""
    return None if schema == 0 else connection.execute(statement + " LIMIT 1").fetchone()
