"""What a backup becomes before it may be the store: the same terminal in a new epoch of its journal.

A journal must never say two things at one (epoch, seq), and the server may have records that the backup lacks. So a
restored journal ends where the backup ends, and goes on in an epoch that this folder has never used. What the backup
knew of work in progress is over: its open baskets may be paid, and its receipts printed.
"""

from sqlalchemy import Connection, delete, update

from app.domain.changes import NOBODY
from app.protocol.facts import TerminalRestored
from app.services.ports import Chance, Clock
from app.storage.terminal.journal import TerminalJournal
from app.storage.terminal.store import load_identity
from app.storage.terminal.tables import baskets, identity, print_jobs, shared, sync_state

_ON_THEIR_WAY = ("queued", "sending")


def begin_epoch(connection: Connection, epoch: int, clock: Clock, chance: Chance) -> None:
    """Writes the new epoch's first record and ends what was in progress, in the caller's transaction."""
    before = load_identity(connection)
    last = TerminalJournal(connection, before, clock, chance).head()
    connection.execute(update(identity).values(epoch=epoch))
    aside = before.server_url is not None
    if aside:
        rights = shared.rights
        mine = (rights.c.merchant_id == before.merchant_id) & (rights.c.holder_id == before.terminal_id)
        connection.execute(delete(rights).where(mine))
        vouchers = shared.vouchers
        ours = vouchers.c.merchant_id == before.merchant_id
        connection.execute(update(vouchers).where(ours).values(holder_id=NOBODY))
        batches = shared.batches
        printed = batches.c.merchant_id == before.merchant_id
        connection.execute(update(batches).where(printed).values(holder_id=NOBODY))
    fresh = TerminalJournal(connection, load_identity(connection), clock, chance)
    fresh.append(
        TerminalRestored(
            after_epoch=last.epoch,
            after_seq=last.seq,
            after_hash=last.record_hash,
            rights_set_aside=aside,
        )
    )
    connection.execute(delete(baskets))
    on_their_way = print_jobs.c.state.in_(_ON_THEIR_WAY)
    connection.execute(update(print_jobs).where(on_their_way).values(state="unconfirmed"))
    # Everything is asked for again, at once: only the server knows what became of members since the backup.
    connection.execute(update(sync_state).values(cursor=0, failures=0, retry_at=0))
