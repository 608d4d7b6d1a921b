"""Returns reach the server once and whole; each till knows what it may return, and a debt is paid once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from app.protocol.facts import SaleReturned
from app.protocol.messages import Ack, RecordException
from app.protocol.plain import to_plain
from app.protocol.record import decode, encode, fact_of
from app.protocol.terminal_sync import Batch
from app.server.intake import push
from app.services.outcomes import SaleDone
from app.services.return_outcomes import (
    OFFLINE_REFUND_LIMIT,
    OfflineLimit,
    ReturnDone,
    ReturnNotPossible,
    ReturnProblem,
)
from app.storage.server.tables import shared
from app.storage.terminal.tables import journal
from app.transport.exchange import Exchange
from tests.support.joined_centre import Joined
from tests.support.selling import member_at, sell
from tests.support.server_word import complaints
from tests.support.shop import SmallShop
from tests.support.taking_back import asked, bring_back, manager, problem_of, void
from tests.support.two_tills import exceptions, exchange_of, second_till, server_balance, settle

Pair = tuple[SmallShop, SmallShop, list[Exchange]]


@contextmanager
def two_tills(joined: Joined, directory: Path) -> Iterator[Pair]:
    """Both told of everything."""
    joined.centre = replace(joined.centre, clock=joined.shop.clock.now)
    joined.shop.store.set_server("http://127.0.0.1", joined.centre.public_key)
    settle([exchange_of(joined.shop, joined.centre)], joined.shop)
    with second_till(joined, directory / "second") as second:
        exchanges = [exchange_of(till, joined.centre) for till in (joined.shop, second)]
        settle(exchanges, joined.shop)
        yield joined.shop, second, exchanges
        settle(exchanges, joined.shop)
        assert exceptions(joined) == 0
        assert joined.audit().faults == ()
        assert complaints(joined.shop) == complaints(second) == []
        for member in range(2):
            views = [member_at(till, member) for till in (joined.shop, second)]
            balance = server_balance(joined, member)
            assert [view.balance for view in views] == [balance, balance]
            assert views[0].debt == views[1].debt
            assert views[0].tier_metric == views[1].tier_metric
            assert sum(view.usable for view in views) <= max(0, balance)


def spent(shop: SmallShop, member: int = 0) -> SaleDone:
    """A sale that earns 334 points, most of which are spent on another."""
    sale = sell(shop, "BIJ-001", member=member)
    sell(shop, "KUE-001", member=member, points=300)
    return sale


def test_a_debt_is_known_everywhere_and_the_next_sale_pays_it_anywhere(
    joined: Joined, tmp_path: Path
) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        debt = bring_back(first, spent(first), (1, 1)).debt
        settle(exchanges, first)
        assert (member_at(second).debt, member_at(second).usable) == (debt, 0)
        earned = sell(second, "BIJ-001").points_earned
        assert (member_at(second).debt, member_at(second).usable) == (0, earned - debt)
        settle(exchanges, first)
        assert (member_at(first).debt, member_at(first).balance) == (0, earned - debt)


def test_a_debt_that_two_tills_paid_is_given_back(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        debt = bring_back(first, spent(first), (1, 1)).debt
        settle(exchanges, first)
        sales = [sell(till, "BIJ-001") for till in (first, second)]
        settle(exchanges, first)
        whole = sum(sale.points_earned for sale in sales) - debt
        assert sum(member_at(till).usable for till in (first, second)) == whole
        assert server_balance(joined, 0) == whole


def test_a_debt_that_a_sale_and_a_return_paid_is_given_back(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        earned = sell(first, "BIJ-001")
        redeemed = sell(first, "KUE-001", points=300)
        bring_back(first, earned, (1, 1))
        settle(exchanges, first)
        sell(second, "BIJ-001")
        returned = bring_back(first, redeemed, (1, 1), approval=manager(first))
        assert (returned.points_back, returned.debt) == (300, 0)
        settle(exchanges, first)
        assert sum(member_at(till).usable for till in (first, second)) == server_balance(joined, 0) == 334


def test_points_come_back_to_the_lot_that_the_server_no_longer_tells_of(
    joined: Joined, tmp_path: Path
) -> None:
    """Its expiry stays, although the page between said nothing of a lot that was empty."""
    with two_tills(joined, tmp_path) as (first, _, exchanges):
        sell(first, *["KOP-001"] * 25, member=1)
        before = member_at(first, 1).expiring
        first.clock.at += 40 * 86_400_000
        redeemed = sell(first, "BIJ-001", member=1, points=600)
        settle(exchanges, first)
        settle(exchanges, first)
        bring_back(first, redeemed, (1, 1), approval=manager(first))
        after = member_at(first, 1).expiring
        assert before is not None
        assert after is not None
        assert after.expires_at == before.expires_at


def test_a_till_returns_by_itself_what_the_server_has_not_confirmed(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        sale = sell(first, "KOP-001", "KOP-002")
        bring_back(first, sale, (1, 1))
        assert problem_of(asked(second, sale, (1, 1))) is ReturnProblem.UNKNOWN_SALE
        settle(exchanges, first)
        assert problem_of(asked(second, sale, (1, 1))) is ReturnProblem.UNKNOWN_SALE
        refused = asked(first, sale, (2, 1))
        assert refused == ReturnNotPossible(
            problem=ReturnProblem.NEEDS_SERVER,
            offline=OfflineLimit(limit=OFFLINE_REFUND_LIMIT, used=0, refund=22_000),
        )


def test_a_manager_may_take_the_risk_up_to_the_limit_of_a_day(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, _, exchanges):
        small, large = sell(first, "BIJ-001", member=None), sell(first, "BIJ-001", member=None)
        settle(exchanges, first)
        bring_back(first, small, (1, 1), approval=manager(first))
        over = asked(first, large, (1, 1), approval=manager(first))
        assert over == ReturnNotPossible(
            problem=ReturnProblem.OVER_OFFLINE_LIMIT,
            offline=OfflineLimit(limit=OFFLINE_REFUND_LIMIT, used=334_000, refund=334_000),
        )
        first.clock.at += 86_400_000
        bring_back(first, large, (1, 1), approval=manager(first))


def test_a_return_that_doesn_t_know_what_came_back_before_is_kept_apart(joined: Joined) -> None:
    shop = joined.shop
    sale = sell(shop, "KOP-001", "KOP-001", "BIJ-001")
    bring_back(shop, sale, (1, 1))
    assert isinstance(joined.send(), Ack)
    with shop.store.reading() as unit:
        head = unit.journal.head()
        last = decode(
            unit.connection.execute(select(journal.c.record).where(journal.c.seq == head.seq)).scalar_one()
        )
    fact = fact_of(last)
    assert isinstance(fact, SaleReturned)
    stale = replace(fact, return_id=bytes(16))
    record = replace(last, seq=head.seq + 1, record_id=bytes(16), body=to_plain(stale))
    batch = Batch(prev_hash=head.record_hash, records=(encode(record),), sidecars=())
    answer = push(joined.centre, joined.till.push(batch, head.seq + 1))
    assert isinstance(answer, Ack)
    assert answer.exceptions == (RecordException(seq=head.seq + 1, reason="stale-return"),)
    with joined.centre.database.reading() as connection:
        assert len(connection.execute(select(shared.returns)).all()) == 1
    assert joined.audit().faults == ()
    assert server_balance(joined, 0) == member_at(shop).balance


@pytest.mark.parametrize("seed", range(4))
def test_two_tills_that_sell_return_and_void_end_with_one_truth(
    joined: Joined, tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        tills = (first, second)
        sold: list[tuple[SmallShop, SaleDone]] = []
        returns = 0
        for _ in range(30):
            first.clock.at += chance.choice((1_000, 40_000, 7_200_000))
            number, member = chance.randrange(2), chance.randrange(2)
            what = chance.random()
            if what < 0.3:
                exchanges[number].step()
            elif what < 0.6 and sold:
                till, sale = chance.choice(sold)
                pieces = chance.choice(((), ((1, 1),), ((2, 1),)))
                approval = manager(till) if not pieces or chance.random() < 0.5 else None
                returns += isinstance(asked(till, sale, *pieces, approval=approval), ReturnDone)
            else:
                usable = member_at(tills[number], member).usable
                asked_points = chance.choice((0, usable // 100 * 100))
                skus = chance.choice((("BIJ-001", "KOP-003"), ("KUE-001", "ROT-001")))
                sold.append((tills[number], sell(tills[number], *skus, member=member, points=asked_points)))
        assert returns > 0


def test_a_void_before_the_first_contact_reaches_the_server_with_its_sale(joined: Joined) -> None:
    void(joined.shop, sell(joined.shop, "BIJ-001"))
    ack = joined.send()
    assert isinstance(ack, Ack)
    assert ack.exceptions == ()
    assert server_balance(joined, 0) == 0
    with joined.centre.database.reading() as connection:
        row = connection.execute(select(shared.returns)).one()
    assert (row.void, row.refund, row.clawback) == (True, 334_000, 334)
