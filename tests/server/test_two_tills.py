"""Two tills and their server, in any order of sales and contacts: one truth in the end, and nothing overspent."""

from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import TypeVar

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import func, select

from app.domain.programme.points import AfterInactivity
from app.protocol.messages import Ack, Enrolled, Page, Problem, Pull, Push, from_wire, to_wire
from app.server.centre import Centre
from app.server.changes import pull
from app.server.enrolment import enrol
from app.server.intake import push
from app.services.demo_shop import PlayedChance
from app.services.member_view import History
from app.services.unit import Identity
from app.storage.server.tables import record_exceptions, shared
from app.storage.terminal.sync import SqlSyncJournal, SqlSyncStore
from app.storage.terminal.tables import shared as terminal
from app.transport.exchange import Chance, Exchange, Party
from app.transport.http import Delivered, Outcome, Refused
from tests.support.joined_centre import Joined, code_of
from tests.support.joined_till import enrol_message
from tests.support.selling import member_at, sell
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


def exchange_of(shop: SmallShop, centre: Centre) -> Exchange:
    with shop.store.reading() as unit:
        who = unit.identity()
    return Exchange(
        client=DirectLine(centre),
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


@pytest.mark.parametrize("seed", range(4))
def test_two_tills_end_with_one_truth_and_nothing_overspent(
    joined: Joined, tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    joined.centre = replace(joined.centre, clock=joined.shop.clock.now)
    with joined.shop as first:
        settle([exchange_of(first, joined.centre)], first)
        with second_till(joined, tmp_path / "second") as second:
            tills = [first, second]
            exchanges = [exchange_of(till, joined.centre) for till in tills]
            settle(exchanges, first)
            for _ in range(25):
                first.clock.at += chance.choice((1_000, 40_000))
                number, member = chance.randrange(2), chance.randrange(2)
                if chance.random() < 0.4:
                    exchanges[number].step()
                else:
                    usable = member_at(tills[number], member).usable
                    asked = chance.choice((0, usable // 100 * 100))
                    sell(tills[number], chance.choice(("BIJ-001", "KOP-003")), member=member, points=asked)
            settle(exchanges, first)
            assert exceptions(joined) == 0
            assert joined.audit().faults == ()
            for member in range(2):
                views = [member_at(till, member) for till in tills]
                balance = server_balance(joined, member)
                assert [view.balance for view in views] == [balance, balance]
                assert views[0].tier_metric == views[1].tier_metric
                assert views[0].tier_id == views[1].tier_id
                assert sum(view.usable for view in views) <= balance
                assert views[0].name == views[1].name


def test_both_tills_know_of_each_other_s_sales_when_rules_ask(joined: Joined, tmp_path: Path) -> None:
    """Visits add up, and points that would lapse by inactivity are put off, wherever the member buys."""
    day = 86_400_000
    joined.centre = replace(joined.centre, clock=joined.shop.clock.now)
    with joined.shop as first:
        idle = replace(first.programme.points, expiry=AfterInactivity(months=1))
        first.till.publish(replace(first.programme, points=idle), 1, first.manager_id)
        settle([exchange_of(first, joined.centre)], first)
        with second_till(joined, tmp_path / "second") as second:
            tills = [first, second]
            exchanges = [exchange_of(till, joined.centre) for till in tills]
            settle(exchanges, first)
            for _ in range(4):
                for till in tills:
                    first.clock.at += 9 * day
                    sell(till, "KOP-001", member=0)
                settle(exchanges, first)
            known = [histories_and_lots(till) for till in tills]
            assert known[0] == known[1]
            history, lots = known[0]
            assert history.visits == 8
            assert {remaining for remaining, _ in lots} == {24}
            assert len({expires_at for _, expires_at in lots}) == 1, "every lot follows the last sale"
            assert joined.audit().faults == ()


def histories_and_lots(shop: SmallShop) -> tuple[History, list[tuple[int, int | None]]]:
    """What a till knows of the first member's visits, and all the points that it knows of with their last instant."""
    with shop.store.reading() as unit:
        history = unit.members.history(shop.members[0], shop.clock.at)
        rows = unit.connection.execute(select(terminal.lots).where(terminal.lots.c.remaining > 0))
        return replace(history, earned_today=0), sorted((row.remaining, row.expires_at) for row in rows)
