"""Two tills and their server, in any order of sales and contacts: one truth in the end, and nothing overspent."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from app.domain.programme.points import AfterInactivity
from app.services.member_view import History
from app.storage.terminal.tables import shared as terminal
from tests.support.joined_centre import Joined
from tests.support.selling import member_at, sell
from tests.support.shop import SmallShop
from tests.support.two_tills import exceptions, exchange_of, second_till, server_balance, settle


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


def test_a_till_spends_no_lot_that_another_one_holds(joined: Joined, tmp_path: Path) -> None:
    """Not even when it would lapse first."""
    joined.centre = replace(joined.centre, clock=joined.shop.clock.now)
    with joined.shop as first, second_till(joined, tmp_path / "second") as second:
        exchanges = [exchange_of(till, joined.centre) for till in (first, second)]
        settle(exchanges, first)
        sell(first, "BIJ-001")
        first.clock.at += 40 * 86_400_000
        sell(second, "BIJ-001")
        settle(exchanges, first)
        held_by_first = member_at(first).usable
        sell(second, "BIJ-001", points=300)
        settle(exchanges, first)
        assert member_at(first).usable == held_by_first
        assert exceptions(joined) == 0


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
