"""A centre on a real database, in this process, and the shop that joined it."""

from dataclasses import dataclass

from app.protocol.messages import Ack, Page, Problem
from app.protocol.terminal_sync import Batch
from app.server.centre import Centre
from app.server.changes import pull
from app.server.enrolment import new_code
from app.server.intake import push
from app.storage.server.audit import Audit, audit
from app.storage.server.terminals import add_code
from tests.support.joined_till import JoinedTill, ShopJournal
from tests.support.shop import SmallShop


@dataclass
class Joined:
    """A shop whose till the centre knows."""

    centre: Centre
    shop: SmallShop
    till: JoinedTill
    journal: ShopJournal

    def batch(self, from_seq: int = 1, count: int = 500) -> Batch:
        return self.journal.batch(1, from_seq, count, 10**9)

    def send(self, from_seq: int = 1, count: int = 500) -> Ack | Problem:
        return push(self.centre, self.till.push(self.batch(from_seq, count), from_seq))

    def ask(self, till: JoinedTill | None = None, cursor: int = 0, limit: int = 500) -> Page:
        page = pull(self.centre, (till or self.till).pull(cursor, limit))
        assert isinstance(page, Page), page
        return page

    def audit(self) -> Audit:
        with self.centre.database.reading() as connection:
            return audit(connection)


def code_of(centre: Centre, store_id: bytes | None = None) -> str:
    """A fresh code."""
    code = new_code()
    with centre.database.writing() as connection:
        add_code(connection, code, store_id, centre.clock())
    return code
