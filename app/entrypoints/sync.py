"""Puts the terminal's side of the sync together, and enrols a terminal."""

from collections.abc import Callable

from app.services.outcomes import SyncStatus
from app.services.ports import Chance as ChancePort
from app.services.ports import Clock
from app.storage.terminal.store import SqlTerminalStore
from app.storage.terminal.sync import SqlSyncJournal, SqlSyncStore
from app.transport.exchange import Chance, Exchange, Party
from app.transport.http import ServerClient
from app.transport.sync_loop import SyncLoop


def make_sync(
    store: SqlTerminalStore,
    clock: Clock,
    chance: ChancePort,
    fraction: Callable[[], float],
    on_status: Callable[[SyncStatus], None],
) -> SyncLoop | None:
    """The loop, not started; None when no server enrolled this terminal."""
    exchange = make_exchange(store, clock, chance, fraction)
    if exchange is None:
        return None
    return SyncLoop(exchange=exchange, clock=clock.now, fraction=fraction, on_status=on_status)


def make_exchange(
    store: SqlTerminalStore, clock: Clock, chance: ChancePort, fraction: Callable[[], float]
) -> Exchange | None:
    """One step of the sync at a time; None when no server enrolled this terminal."""
    with store.reading() as unit:
        identity = unit.identity()
    if identity.server_url is None or identity.server_key is None:
        return None
    return Exchange(
        client=ServerClient(identity.server_url),
        journal=SqlSyncJournal(store),
        store=SqlSyncStore(store),
        party=Party(
            merchant_id=identity.merchant_id,
            terminal_id=identity.terminal_id,
            signing_key=identity.signing_key,
            server_key=identity.server_key,
        ),
        clock=clock.now,
        chance=Chance(random_bytes=chance.random_bytes, fraction=fraction),
    )
