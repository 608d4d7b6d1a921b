"""What a terminal still has to do: open baskets and receipts on their way to paper."""

from collections.abc import Collection
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, Connection, Select, bindparam, delete, exists, func, select, update

from app.protocol.plain import pack, unpack
from app.services.basket_port import Discard
from app.services.open_basket import OpenBasket, TakenTender
from app.services.receipt import Receipt
from app.services.spool_port import InDoubt, PaperKind, PrintJob
from app.storage.driver_read import read_rows
from app.storage.many_rows import write_many
from app.storage.terminal.tables import baskets, discards, print_jobs, shared
from app.storage.upsert import upsert

_PAID = select(baskets.c.paid).where(baskets.c.sale_id == bindparam("sale"))
_DISCARD = delete(baskets).where(baskets.c.sale_id == bindparam("sale"))
_QUEUE = print_jobs.insert()
_LATER = print_jobs.alias("later")
_IS_IN_DOUBT = (print_jobs.c.state == "unconfirmed") & ~exists().where(
    _LATER.c.document_id == print_jobs.c.document_id,
    _LATER.c.kind == print_jobs.c.kind,
    _LATER.c.copy > print_jobs.c.copy,
    _LATER.c.state.in_(("sent", "confirmed")),
)
_IS_BEING_PRINTED_AGAIN = exists().where(
    _LATER.c.document_id == print_jobs.c.document_id,
    _LATER.c.kind == print_jobs.c.kind,
    _LATER.c.copy > print_jobs.c.copy,
    _LATER.c.state.in_(("queued", "sending")),
)
_RECEIPTS = (PaperKind.RECEIPT,)


@dataclass(frozen=True, slots=True)
class TerminalBaskets:
    """Keeps open baskets on one connection."""

    connection: Connection

    def keep(self, basket: OpenBasket, at: int) -> None:
        """Stores a basket as it is now."""
        row = {
            "sale_id": basket.sale_id,
            "state": pack(basket),
            "kept_at": at,
            "held_at": None if basket.hold is None else basket.hold.at,
            "paid": sum(tender.amount for tender in basket.tenders),
        }
        upsert(self.connection, baskets, [row])

    def discard(self, sale_id: bytes) -> None:
        """Forgets one."""
        write_many(self.connection, _DISCARD, [{"sale": sale_id}])

    def by_id(self, sale_id: bytes) -> OpenBasket | None:
        """One that is open or held."""
        found = self._found(select(baskets.c.state).where(baskets.c.sale_id == sale_id))
        return found[0] if found else None

    def newest(self) -> OpenBasket | None:
        """The one that was kept last, first of those with something paid; never one that is held."""
        found = self._found(
            select(baskets.c.state)
            .where(baskets.c.held_at.is_(None))
            .order_by((baskets.c.paid > 0).desc(), baskets.c.kept_at.desc())
            .limit(1)
        )
        return found[0] if found else None

    def held(self) -> tuple[OpenBasket, ...]:
        """Those that are held, the oldest first."""
        held = select(baskets.c.state).where(baskets.c.held_at.is_not(None))
        return self._found(held.order_by(baskets.c.held_at, baskets.c.sale_id))

    def paid(self) -> tuple[OpenBasket, ...]:
        """Those with something paid, open or held, the oldest first."""
        paid = select(baskets.c.state).where(baskets.c.paid > 0)
        return self._found(paid.order_by(baskets.c.kept_at, baskets.c.sale_id))

    def tenders(self, sale_id: bytes) -> tuple[TakenTender, ...] | None:
        """What was paid of one; None: it isn't here. Most have nothing paid and aren't read for it."""
        rows = read_rows(self.connection, _PAID, {"sale": sale_id})
        if not rows or not rows[0].paid:
            return () if rows else None
        basket = self.by_id(sale_id)
        return None if basket is None else basket.tenders

    def note(self, discard: Discard) -> None:
        """Remembers that one was given up."""
        self.connection.execute(discards.insert(), asdict(discard))

    def given_up(self) -> tuple[Discard, ...]:
        """All that were given up here, the oldest first."""
        rows = self.connection.execute(
            select(discards).order_by(discards.c.discarded_at, discards.c.sale_id)
        ).mappings()
        return tuple(Discard(**row) for row in rows)

    def _found(self, states: Select[bytes]) -> tuple[OpenBasket, ...]:
        return tuple(unpack(OpenBasket, state) for state in self.connection.execute(states).scalars())


@dataclass(frozen=True, slots=True)
class TerminalSpool:
    """Keeps print jobs on one connection."""

    connection: Connection
    merchant_id: bytes

    def queue(
        self,
        *,
        job_id: bytes,
        document_id: bytes,
        subject_id: bytes | None,
        receipt: Receipt,
        copy: int,
        at: int,
        kind: PaperKind = PaperKind.RECEIPT,
        kept: bool = False,
    ) -> None:
        """Adds a job; one that is kept waits until it is released."""
        row = {
            "job_id": job_id,
            "document_id": document_id,
            "subject_id": subject_id,
            "kind": kind.value,
            "copy": copy,
            "receipt": pack(receipt),
            "state": "kept" if kept else "queued",
            "fault": None,
            "created_at": at,
        }
        write_many(self.connection, _QUEUE, [row])

    def release(self, document_id: bytes) -> bool:
        """Queues what is kept of a document; whether there was something."""
        kept = update(print_jobs).where(print_jobs.c.document_id == document_id, print_jobs.c.state == "kept")
        return self.connection.execute(kept.values(state="queued")).rowcount > 0

    def take(self, kinds: Collection[PaperKind] = _RECEIPTS) -> PrintJob | None:
        """The oldest queued job, marked as being sent."""
        row = self.connection.execute(
            select(print_jobs)
            .where(print_jobs.c.state == "queued", print_jobs.c.kind.in_(sorted(kinds)))
            .order_by(print_jobs.c.created_at, print_jobs.c.job_id)
            .limit(1)
        ).first()
        if row is None:
            return None
        self.settle(row.job_id, "sending", None)
        return PrintJob(
            job_id=row.job_id,
            receipt=unpack(Receipt, row.receipt),
            copy=row.copy,
            values=self._values(row.subject_id),
        )

    def give_up_sending(self, kinds: Collection[PaperKind] = _RECEIPTS) -> int:
        """At start: what a crash interrupted may have come out."""
        interrupted = update(print_jobs).where(
            print_jobs.c.state == "sending", print_jobs.c.kind.in_(sorted(kinds))
        )
        return self.connection.execute(interrupted.values(state="unconfirmed")).rowcount

    def settle(self, job_id: bytes, state: str, fault: str | None) -> None:
        """Moves a job to queued (nothing was sent), sent, confirmed or unconfirmed."""
        self.connection.execute(
            update(print_jobs).where(print_jobs.c.job_id == job_id).values(state=state, fault=fault)
        )

    def in_doubt(self, kinds: Collection[PaperKind] = _RECEIPTS) -> int:
        """How many unconfirmed jobs have no later copy that came out."""
        count = select(func.count()).select_from(print_jobs)
        return self.connection.execute(
            count.where(_IS_IN_DOUBT, print_jobs.c.kind.in_(sorted(kinds)))
        ).scalar_one()

    def doubtful(self, limit: int) -> tuple[InDoubt, ...]:
        """Those of every kind of which no copy is on its way, a document once, the newest first."""
        newest = func.max(print_jobs.c.created_at)
        rows = self.connection.execute(
            select(print_jobs.c.document_id, print_jobs.c.kind, print_jobs.c.receipt, newest.label("at"))
            .where(_IS_IN_DOUBT, ~_IS_BEING_PRINTED_AGAIN)
            .group_by(print_jobs.c.document_id, print_jobs.c.kind)
            .order_by(newest.desc(), print_jobs.c.document_id)
            .limit(limit)
        )
        return tuple(
            InDoubt(
                document_id=row.document_id,
                kind=PaperKind(row.kind),
                number=unpack(Receipt, row.receipt).number,
                at=row.at,
            )
            for row in rows
        )

    def came_out(self, document_id: bytes, kind: PaperKind = PaperKind.RECEIPT) -> None:
        """Somebody has seen the paper."""
        seen = update(print_jobs).where(*_of(document_id, kind), print_jobs.c.state == "unconfirmed")
        self.connection.execute(seen.values(state="sent"))

    def copies(self, document_id: bytes, kind: PaperKind = PaperKind.RECEIPT) -> int:
        """How many jobs a document had."""
        return self.connection.execute(
            select(func.count()).select_from(print_jobs).where(*_of(document_id, kind))
        ).scalar_one()

    def receipt_of(
        self, document_id: bytes, kind: PaperKind = PaperKind.RECEIPT
    ) -> tuple[Receipt, bytes | None] | None:
        """A document's receipt and whose name it has."""
        row = self.connection.execute(
            select(print_jobs.c.receipt, print_jobs.c.subject_id)
            .where(*_of(document_id, kind))
            .order_by(print_jobs.c.copy)
            .limit(1)
        ).first()
        return None if row is None else (unpack(Receipt, row.receipt), row.subject_id)

    def _values(self, subject_id: bytes | None) -> dict[str, str]:
        """What fills a receipt's placeholders: nothing once the member was erased. The subject may be of the staff."""
        if subject_id is None:
            return {}
        profiles, staff = shared.profiles, shared.staff
        row = self.connection.execute(
            select(profiles.c.name, profiles.c.phone).where(
                profiles.c.merchant_id == self.merchant_id, profiles.c.member_id == subject_id
            )
        ).first()
        if row is not None:
            return {"member_name": row.name, "member_phone": row.phone}
        named = self.connection.execute(
            select(staff.c.name).where(
                staff.c.merchant_id == self.merchant_id, staff.c.staff_id == subject_id
            )
        ).scalar()
        return {} if named is None else {"staff_name": named}


def _of(document_id: bytes, kind: PaperKind) -> tuple[ColumnElement[bool], ...]:
    return print_jobs.c.document_id == document_id, print_jobs.c.kind == kind.value
