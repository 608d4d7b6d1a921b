"""The terminal's store: opened once, used by one writing and one reading lane, one transaction at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, select, update
from sqlalchemy.exc import DBAPIError

from app.services.ports import Chance, Clock, KeyPort
from app.services.unit import Identity
from app.storage.before_migration import back_up_before_migration
from app.storage.driver_read import read_rows
from app.storage.kept_connections import KeptConnections
from app.storage.migrate import migrate
from app.storage.open_store import fault_of, is_fault, open_engine
from app.storage.proved import proved
from app.storage.shop_rows import put_holder, put_store, store_of
from app.storage.store_session import StoreSession, settle
from app.storage.terminal.batches import TerminalBatches
from app.storage.terminal.benefits import TerminalBenefits
from app.storage.terminal.catalogue import TerminalCatalogue
from app.storage.terminal.documents import TerminalDocuments
from app.storage.terminal.due import TerminalDue
from app.storage.terminal.events import TerminalEvents
from app.storage.terminal.journal import TerminalJournal
from app.storage.terminal.members import TerminalMembers
from app.storage.terminal.past_sales import TerminalPastSales
from app.storage.terminal.people import TerminalPeople
from app.storage.terminal.queues import TerminalBaskets, TerminalSpool
from app.storage.terminal.returns import TerminalReturns
from app.storage.terminal.sales import TerminalSales
from app.storage.terminal.shifts import TerminalShifts
from app.storage.terminal.splits import TerminalSplits
from app.storage.terminal.staff import TerminalStaff
from app.storage.terminal.tables import identity as identity_table
from app.storage.terminal.tables import shared


@dataclass(frozen=True, slots=True)
class TerminalUnit:
    """One transaction; each room of it reads and writes on the same connection."""

    connection: Connection
    journal: TerminalJournal
    catalogue: TerminalCatalogue
    members: TerminalMembers
    sales: TerminalSales
    past_sales: TerminalPastSales
    returns: TerminalReturns
    documents: TerminalDocuments
    shifts: TerminalShifts
    benefits: TerminalBenefits
    batches: TerminalBatches
    events: TerminalEvents
    due: TerminalDue
    staff: TerminalStaff
    people: TerminalPeople
    baskets: TerminalBaskets
    splits: TerminalSplits
    spool: TerminalSpool

    def identity(self) -> Identity:
        """Who this terminal is."""
        return self.journal.identity

    @contextmanager
    def trying(self) -> Iterator[None]:
        """What is written in the block is gone when it ends."""
        point = self.connection.begin_nested()
        try:
            yield
        finally:
            point.rollback()
            self.journal.forget_head()


class SqlTerminalStore:
    """A store on an encrypted SQLite file."""

    def __init__(self, path: Path, keys: KeyPort, clock: Clock, chance: Chance) -> None:
        """Opens and migrates the file. Raises StoreFault or KeyUnusable; then nothing is open."""
        self.path = path
        self.clock = clock
        self.chance = chance
        self.engine: Engine = open_engine(path, keys)
        self._connections = KeptConnections(self.engine)
        self._session = StoreSession(path)
        try:
            with self._faults():
                self._session.begin(self.engine)
                migrate(self.engine, path, lambda: back_up_before_migration(path, keys, clock))
        except BaseException:
            self._session.end(self.engine)
            raise

    def close(self) -> None:
        """Closes every connection."""
        self._connections.close()
        self._session.end(self.engine)

    def settle(self) -> None:
        """Brings the log into the file now and then, so that a log that is lost later is noticed. Any thread."""
        with self._faults(), self._connections.idle() as connection:
            settle(connection)

    def is_set_up(self) -> bool:
        """Whether this terminal knows who it is."""
        with self._faults(), self._connections.reading() as connection:
            return connection.execute(select(identity_table.c.terminal_id)).first() is not None

    def set_up(self, who: Identity) -> None:
        """Writes who this terminal is, once."""
        row = {
            "terminal_id": who.terminal_id,
            "merchant_id": who.merchant_id,
            "store_id": who.store.store_id,
            "terminal_name": who.terminal_name,
            "epoch": who.epoch,
            "signing_key": who.signing_key,
            "server_url": who.server_url,
            "server_key": who.server_key,
        }
        with self._faults(), self._connections.writing() as connection:
            put_store(connection, shared, who.merchant_id, who.store)
            put_holder(connection, shared, who.merchant_id, who.terminal_id, who.terminal_name)
            connection.execute(identity_table.insert(), row)

    def set_server(self, url: str, server_key: bytes) -> None:
        """Remembers the server that enrolled this terminal, with its pinned key."""
        with self._faults(), self._connections.writing() as connection:
            connection.execute(update(identity_table).values(server_url=url, server_key=server_key))

    @contextmanager
    def reading(self) -> Iterator[TerminalUnit]:
        """A consistent view."""
        with self._faults(), self._connections.reading() as connection, proved(connection, self.path):
            yield self._unit(connection)

    @contextmanager
    def writing(self) -> Iterator[TerminalUnit]:
        """One transaction."""
        with self._faults(), self._connections.writing() as connection, proved(connection, self.path):
            yield self._unit(connection)

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """A driver's error becomes a StoreFault that names the file."""
        try:
            yield
        except DBAPIError as error:
            if is_fault(error.orig):
                raise fault_of(error.orig, self.path) from error
            raise

    def _unit(self, connection: Connection) -> TerminalUnit:
        who = load_identity(connection)
        return TerminalUnit(
            connection=connection,
            journal=TerminalJournal(connection, who, self.clock, self.chance),
            catalogue=TerminalCatalogue(connection, who.merchant_id),
            members=TerminalMembers(connection, who),
            sales=TerminalSales(connection, who),
            past_sales=TerminalPastSales(connection, who),
            returns=TerminalReturns(connection, who),
            documents=TerminalDocuments(connection, who),
            shifts=TerminalShifts(connection, who),
            benefits=TerminalBenefits(connection, who.merchant_id),
            batches=TerminalBatches(connection, who.merchant_id),
            events=TerminalEvents(connection, TerminalDocuments(connection, who)),
            due=TerminalDue(connection, who),
            staff=TerminalStaff(connection, who.merchant_id),
            people=TerminalPeople(connection, who.merchant_id),
            baskets=TerminalBaskets(connection),
            splits=TerminalSplits(connection),
            spool=TerminalSpool(connection, who.merchant_id),
        )


_stores = shared.stores
_IDENTITY = select(
    identity_table,
    _stores.c.code,
    _stores.c.name,
    _stores.c.address,
    _stores.c.tax_number,
    _stores.c.zone,
    _stores.c.cut_over_hour,
).join(
    _stores,
    (_stores.c.merchant_id == identity_table.c.merchant_id)
    & (_stores.c.store_id == identity_table.c.store_id),
)


def load_identity(connection: Connection) -> Identity:
    """Who this terminal is; LookupError on a store that nobody set up."""
    rows = read_rows(connection, _IDENTITY, {})
    if not rows:
        raise LookupError("this store was not set up")
    row = rows[0]
    return Identity(
        merchant_id=row.merchant_id,
        terminal_id=row.terminal_id,
        terminal_name=row.terminal_name,
        epoch=row.epoch,
        signing_key=row.signing_key,
        store=store_of(row),
        server_url=row.server_url,
        server_key=row.server_key,
    )
