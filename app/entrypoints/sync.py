"""Puts the terminal's side of the sync together."""

import random
from collections.abc import Callable

from app.entrypoints.system import SystemChance, SystemClock
from app.services.front import SyncStatus
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


_STEPS_AT_MOST = 1_000


def sync_status(store: SqlTerminalStore) -> dict[str, object]:
    """What waits to be sent."""
    with store.reading() as unit:
        waiting, enrolled = unit.journal.waiting(), unit.identity().server_url is not None
    return {"enrolled": enrolled, "to_send": waiting}


def sync_now(store: SqlTerminalStore) -> dict[str, object]:
    """Sends and fetches until nothing is left or the line fails."""
    exchange = make_exchange(store, SystemClock(), SystemChance(), random.random)
    online = False
    if exchange is not None:
        exchange.retry_now()
        for _ in range(_STEPS_AT_MOST):
            progress = exchange.step()
            online = online if progress.online is None else progress.online
            if progress.wait_until is not None:
                break
        exchange.close()
    return {**sync_status(store), "online": online}
