"""A small shop's till on its way to a server: the ports of the sync on its real journal, and signed messages."""

from dataclasses import dataclass, field, replace
from itertools import accumulate
from threading import Condition

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from app.domain.basket import TenderKind
from app.protocol.facts import Store
from app.protocol.messages import Change, Enrol, Page, Pull, Push, signed_enrol, signed_head, signed_pull
from app.protocol.record import GENESIS, Head, chain
from app.protocol.sidecar import SideCar
from app.protocol.terminal_sync import Batch, SyncState
from app.services.commit_sale import Payment
from app.services.open_basket import asking, with_item, with_member
from app.services.outcomes import MemberFound, SaleDone
from app.services.scans import Scan, ScanSource, Symbology
from app.storage.terminal.tables import journal, shared
from tests.support.shop import SmallShop

NOTHING_SENT = Head(epoch=0, seq=0, record_hash=GENESIS)


@dataclass
class ShopJournal:
    """The journal port on a shop's own tables."""

    shop: SmallShop

    def head(self) -> Head:
        with self.shop.store.reading() as unit:
            return unit.journal.head()

    def sending(self, epoch: int, seq: int) -> Head:
        assert (epoch, seq) < (2, 0), "a journal of one epoch"
        return self.head()

    def waiting(self, epoch: int, seq: int) -> int:
        return self.head().seq - (seq if epoch == 1 else 0)

    def batch(self, epoch: int, from_seq: int, max_records: int, max_bytes: int) -> Batch:
        with self.shop.store.reading() as unit:
            rows = unit.connection.execute(
                select(journal)
                .where(journal.c.epoch == epoch, journal.c.seq >= from_seq)
                .order_by(journal.c.seq)
                .limit(max_records)
            ).all()
            sizes = accumulate(len(row.record) for row in rows)
            rows = [
                row
                for place, (row, size) in enumerate(zip(rows, sizes, strict=True))
                if place == 0 or size <= max_bytes
            ]
            digests = [row.sidecar for row in rows if row.sidecar is not None]
            sealed, keys = shared.sidecars, shared.personal_keys
            sidecars = unit.connection.execute(
                select(sealed.c.subject_id, keys.c.key, sealed.c.sealed)
                .join(keys, keys.c.subject_id == sealed.c.subject_id)
                .where(sealed.c.digest.in_(digests))
            ).all()
        if not rows:
            raise LookupError((epoch, from_seq))
        previous = self.hash_at(epoch, from_seq - 1)
        assert previous is not None
        return Batch(
            prev_hash=previous,
            records=tuple(row.record for row in rows),
            sidecars=tuple(
                SideCar(subject_id=row.subject_id, key=row.key, sealed=row.sealed) for row in sidecars
            ),
        )

    def hash_at(self, epoch: int, seq: int) -> bytes | None:
        if seq == 0:
            return GENESIS
        statement = select(journal.c.record_hash).where(journal.c.epoch == epoch, journal.c.seq == seq)
        with self.shop.store.reading() as unit:
            return unit.connection.execute(statement).scalar()


@dataclass
class KeptState:
    """The sync's place, and the pages that came, in memory."""

    kept: SyncState = field(default_factory=SyncState)
    pages: list[Page] = field(default_factory=list)
    changed: Condition = field(default_factory=Condition)

    def state(self) -> SyncState:
        return self.kept

    def save(self, state: SyncState) -> None:
        with self.changed:
            self.kept = state
            self.changed.notify_all()

    def apply_page(self, page: Page, state: SyncState) -> None:
        self.pages.append(page)
        self.save(state)

    def changes(self, kind: str) -> list[Change]:
        """What the pages told of one kind."""
        return [change for page in self.pages for change in page.changes if change.kind == kind]


@dataclass
class JoinedTill:
    """Who a till is to a server, for messages made by hand."""

    merchant_id: bytes
    terminal_id: bytes
    key: Ed25519PrivateKey

    def push(self, batch: Batch, from_seq: int, epoch: int = 1, nonce: bytes = bytes(16)) -> Push:
        """A signed push of a batch."""
        unsigned = Push(
            merchant_id=self.merchant_id,
            terminal_id=self.terminal_id,
            epoch=epoch,
            from_seq=from_seq,
            prev_hash=batch.prev_hash,
            records=batch.records,
            sidecars=batch.sidecars,
            head_hash=chain(batch.prev_hash, batch.records)[-1],
            nonce=nonce,
            signature=b"",
        )
        return self.signed(unsigned)

    def signed(self, push: Push) -> Push:
        """A push with this till's signature."""
        return replace(push, signature=self.key.sign(signed_head(push)))

    def pull(
        self, cursor: int = 0, limit: int = 500, nonce: bytes = bytes(16), sent: Head = NOTHING_SENT
    ) -> Pull:
        """A signed pull. sent: the last record that the server confirmed."""
        unsigned = Pull(
            merchant_id=self.merchant_id,
            terminal_id=self.terminal_id,
            epoch=sent.epoch,
            seq=sent.seq,
            head_hash=sent.record_hash,
            cursor=cursor,
            limit=limit,
            nonce=nonce,
            signature=b"",
        )
        return replace(unsigned, signature=self.key.sign(signed_pull(unsigned)))


def own_till(shop: SmallShop) -> JoinedTill:
    """The till that founded the shop."""
    with shop.store.reading() as unit:
        who = unit.identity()
    return JoinedTill(who.merchant_id, who.terminal_id, Ed25519PrivateKey.from_private_bytes(who.signing_key))


def enrol_message(
    key: Ed25519PrivateKey,
    code: str,
    own: JoinedTill | None = None,
    store: Store | None = None,
    name: str = "BDG1",
) -> Enrol:
    """A signed enrolment: of a new machine, or of a till with a journal of its own."""
    unsigned = Enrol(
        code=code,
        public_key=key.public_key().public_bytes_raw(),
        signature=b"",
        terminal_name=name,
        merchant_id=None if own is None else own.merchant_id,
        terminal_id=None if own is None else own.terminal_id,
        store=store,
    )
    return replace(unsigned, signature=key.sign(signed_enrol(unsigned)))


def shop_store(shop: SmallShop) -> Store:
    """The shop as its till knows it."""
    with shop.store.reading() as unit:
        return unit.identity().store


def sell(shop: SmallShop, *skus: str, member: int | None = None, points: int = 0) -> SaleDone:
    """One paid sale on the till."""
    basket = shop.till.open_basket()
    for sku in skus:
        basket = with_item(basket, shop.item(sku))
    if member is not None:
        found = shop.till.resolve(Scan(shop.cards[member], Symbology.QR, ScanSource.SERIAL, 0))
        assert isinstance(found, MemberFound)
        basket = asking(with_member(basket, found.member), points)
    payable = shop.till.quoted(basket, TenderKind.CASH).quote.payable
    payment = Payment(kind=TenderKind.CASH, received=payable, expected=payable, cashier_id=shop.cashier_id)
    done = shop.till.commit(basket, payment)
    assert isinstance(done, SaleDone)
    return done
