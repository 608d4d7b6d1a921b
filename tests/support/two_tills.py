"""Two tills and their server in one process, in the bytes that travel."""

from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import TypeVar

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select

from app.protocol.messages import Ack, Enrolled, Page, Problem, Pull, Push, from_wire, to_wire
from app.server.centre import Centre
from app.server.changes import pull
from app.server.enrolment import enrol
from app.server.intake import push
from app.services.demo_shop import PlayedChance
from app.services.unit import Identity
from app.storage.server.tables import record_exceptions, shared
from app.storage.terminal.sync import SqlSyncJournal, SqlSyncStore
from app.transport.exchange import Chance, Exchange, Party
from app.transport.http import Delivered, Outcome, Refused
from tests.support.joined_centre import Joined, code_of
from tests.support.joined_till import enrol_message
from tests.support.shop import SmallShop, open_store

SECOND_NAME = "BDG2"
M = TypeVar("M")


@dataclass(frozen=True)
class DirectLine:
    """A way to the centre in this process, in the bytes that travel."""

    centre: Centre

    def push(self, message: Push) -> Outcome[Ack]:
        return arrived(push(self.centre, from_wire(Push, to_wire(message))), Ack)

    def pull(self, message: Pull) -> Outcome[Page]:
        return arrived(pull(self.centre, from_wire(Pull, to_wire(message))), Page)

    def close(self) -> None:
        pass


def arrived(message: M | Problem, kind: type[M]) -> Outcome[M]:
    if isinstance(message, Problem):
        return Refused(from_wire(Problem, to_wire(message)))
    return Delivered(from_wire(kind, to_wire(message)))


def exchange_of(shop: SmallShop, centre: Centre, line: DirectLine | None = None) -> Exchange:
    with shop.store.reading() as unit:
        who = unit.identity()
    return Exchange(
        client=line or DirectLine(centre),
        journal=SqlSyncJournal(shop.store),
        store=SqlSyncStore(shop.store),
        party=Party(
            merchant_id=who.merchant_id,
            terminal_id=who.terminal_id,
            signing_key=who.signing_key,
            server_key=centre.public_key,
        ),
        clock=shop.clock.now,
        chance=Chance(random_bytes=shop.chance.random_bytes, fraction=lambda: 0.5),
    )


def second_till(joined: Joined, directory: Path) -> SmallShop:
    """A new machine that got everything it has from the centre."""
    directory.mkdir()
    key = Ed25519PrivateKey.generate()
    answer = enrol(joined.centre, enrol_message(key, code_of(joined.centre), name=SECOND_NAME))
    assert isinstance(answer, Enrolled)
    chance = PlayedChance(Random(2))
    store = open_store(directory, joined.shop.clock, chance)
    store.set_up(
        Identity(
            merchant_id=answer.merchant_id,
            terminal_id=answer.terminal_id,
            terminal_name=SECOND_NAME,
            epoch=1,
            signing_key=key.private_bytes_raw(),
            store=answer.store,
            server_url="http://127.0.0.1",
            server_key=answer.server_key,
        )
    )
    shop = replace(joined.shop, directory=directory, store=store, chance=chance)
    shop.till = replace(joined.shop.till, store=store, chance=chance)
    return shop


def settle(exchanges: list[Exchange], shop: SmallShop) -> None:
    """Contacts until nobody has anything to say or to ask."""
    for _ in range(3):
        shop.clock.at += 60_000
        for exchange in exchanges:
            while exchange.step().wait_until is None:
                pass


def server_balance(joined: Joined, member: int) -> int:
    accounts = shared.accounts
    statement = select(accounts.c.balance).where(accounts.c.member_id == joined.shop.members[member])
    with joined.centre.database.reading() as connection:
        return int(connection.execute(statement).scalar() or 0)


def exceptions(joined: Joined) -> int:
    with joined.centre.database.reading() as connection:
        return int(connection.execute(select(func.count()).select_from(record_exceptions)).scalar_one())
