"""Lapsed, given and corrected points at two tills: one truth in the end, and nobody's slice is touched by another."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from app.domain.ledger import Asset
from app.domain.programme.benefits import AmountOff, GivePoints, GiveStamps, GiveVoucher
from app.domain.programme.document import Programme
from app.domain.programme.gifts import StampCard, VoucherKind
from app.domain.programme.people import Action, ActionKind
from app.domain.programme.points import TransferRules, TransferScope
from app.services.adjust_points import Adjusted, AdjustmentReason, AdjustmentRequest
from app.services.award_action import ActionDone, ActionRequest
from app.services.form_household import HouseholdRequest, HouseholdSet
from app.services.rounds import SliceDone
from app.services.transfer_points import Transferred, TransferRequest
from app.transport.exchange import Exchange
from tests.support.joined_centre import Joined
from tests.support.office import DAY, at_rules, holding, office_of
from tests.support.selling import member_at, sell
from tests.support.server_word import complaints
from tests.support.shop import SmallShop
from tests.support.taking_back import bring_back, manager, void
from tests.support.two_tills import exceptions, exchange_of, second_till, server_balance, settle

Pair = tuple[SmallShop, SmallShop, list[Exchange]]


@contextmanager
def two_tills(joined: Joined, directory: Path, rules: Programme | None = None) -> Iterator[Pair]:
    """Both told of everything; in the end all agree."""
    joined.centre = replace(joined.centre, clock=joined.shop.clock.now)
    first = joined.shop
    transfers = TransferRules(to=TransferScope.MEMBERS)
    at_rules(first, replace(rules or first.programme, transfers=transfers))
    first.store.set_server("http://127.0.0.1", joined.centre.public_key)
    settle([exchange_of(first, joined.centre)], first)
    with second_till(joined, directory / "second") as second:
        exchanges = [exchange_of(till, joined.centre) for till in (first, second)]
        settle(exchanges, first)
        yield first, second, exchanges
        settle(exchanges, first)
        assert exceptions(joined) == 0
        assert joined.audit().faults == ()
        assert complaints(first) == complaints(second) == []
        for member in range(2):
            views = [member_at(till, member) for till in (first, second)]
            balance = server_balance(joined, member)
            assert [view.balance for view in views] == [balance, balance]
            assert sum(view.usable for view in views) <= max(0, balance)


def give(shop: SmallShop, amount: int, to: int, by: int) -> None:
    request = TransferRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        giver_id=shop.members[by],
        receiver_id=shop.members[to],
        amount=amount,
        staff_id=shop.cashier_id,
    )
    assert isinstance(office_of(shop).transfer(request), Transferred)


def adjust(shop: SmallShop, amount: int) -> None:
    request = AdjustmentRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        member_id=shop.members[0],
        asset=Asset.POINTS,
        amount=amount,
        reason=AdjustmentReason.MISSING_SALE,
        staff_id=shop.cashier_id,
        approval=manager(shop),
    )
    assert isinstance(office_of(shop).adjust(request), Adjusted)


def test_each_till_lapses_its_own_slices(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        sell(first, "BIJ-001")
        sell(second, "BIJ-001", "KOP-003")
        settle(exchanges, first)
        first.clock.at += 400 * DAY
        assert office_of(first).lapse_points() == SliceDone(done=1, left=0)
        settle(exchanges, first)
        assert [member_at(till).balance for till in (first, second)] == [369, 369], "the other's stay"
        assert office_of(second).lapse_points() == SliceDone(done=1, left=0)
        settle(exchanges, first)
        assert server_balance(joined, 0) == 0


def test_parts_of_one_lot_come_together_again_wherever_they_were(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        sell(first, "BIJ-001")
        settle(exchanges, first)
        give(first, 100, to=1, by=0)
        settle(exchanges, first)
        (lot,) = [one for one in holding(first, 1).lots if one.remaining]
        give(first, 60, to=2, by=1)
        give(first, 40, to=2, by=0)
        settle(exchanges, first)
        assert member_at(second, 2).balance == 100
        assert {one.lot_id for one in holding(first, 2).lots if one.remaining} == {lot.lot_id}


def test_a_debt_that_two_tills_paid_by_hand_is_paid_once(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        sale = sell(first, "BIJ-001")
        adjust(first, -300)
        bring_back(first, sale, (1, 1))
        settle(exchanges, first)
        assert member_at(second).debt == 300
        adjust(first, 300)
        adjust(second, 320)
        settle(exchanges, first)
        assert server_balance(joined, 0) == 320
        assert [member_at(till).debt for till in (first, second)] == [0, 0]


def award(shop: SmallShop) -> None:
    request = ActionRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        member_id=shop.members[0],
        action_id="survey",
        staff_id=shop.cashier_id,
    )
    assert isinstance(office_of(shop).award(request), ActionDone)


def test_what_two_tills_award_with_the_line_down_comes_together(joined: Joined, tmp_path: Path) -> None:
    """Points are lots of their own; stamps of a card lie in one lot, which both tills open."""
    gives = (GivePoints(points=10), GiveStamps(card="card", stamps=3), GiveVoucher(voucher="coffee"))
    rules = replace(
        joined.shop.programme,
        actions=(Action(id="survey", name="Survey", kind=ActionKind.SURVEY, gives=gives),),
        stamp_cards=(StampCard(id="card", name="Card", size=10, gives=(GivePoints(points=500),)),),
        vouchers=(VoucherKind(id="coffee", name="Kopi", gives=AmountOff(amount=5_000)),),
    )
    with two_tills(joined, tmp_path, rules) as (first, second, exchanges):
        award(first)
        award(second)
        settle(exchanges, first)
        assert [member_at(till).balance for till in (first, second)] == [20, 20]
        with second.store.reading() as unit:
            stamps = unit.members.all_lots(second.members[0], "stamps:card")
            assert [one.remaining for one in stamps] == [6]
            assert len(unit.benefits.vouchers_of(second.members[0])) == 2


def test_a_household_is_known_at_every_till(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        request = HouseholdRequest(
            document_id=first.chance.new_id(first.clock.at),
            members=first.members[:2],
            staff_id=first.cashier_id,
            approval=manager(first),
        )
        assert isinstance(office_of(first).form_household(request), HouseholdSet)
        settle(exchanges, first)
        with second.store.reading() as unit:
            assert unit.members.household(second.members[1]) == request.document_id


def test_a_member_s_day_has_a_most_at_all_tills_that_know_of_each_other(
    joined: Joined, tmp_path: Path
) -> None:
    """What another till took back is free again, and the next day begins at nothing."""
    points = replace(joined.shop.programme.points, earn_per_day=400, redeem_per_day=200)
    rules = replace(joined.shop.programme, points=points)
    with two_tills(joined, tmp_path, rules) as (first, second, exchanges):
        assert sell(first, "BIJ-001").points_earned == 334
        sell(second, "ROT-001")
        settle(exchanges, first)
        assert sell(second, "BIJ-001").points_earned == 400 - 334 - 25
        assert sell(first, "KOP-003", points=200).points_spent == 200
        settle(exchanges, first)
        assert sell(second, "KOP-003", points=100).points_spent == 0
        first.clock.at += DAY
        whole = sell(second, "BIJ-001")
        assert whole.points_earned == 396
        settle(exchanges, first)
        assert sell(first, "KOP-001").points_earned == 4
        void(second, whole)
        settle(exchanges, first)
        assert sell(first, "KOP-001").points_earned == 28


def test_a_member_s_day_has_a_most_to_spend_at_all_tills_that_know_of_each_other(
    joined: Joined, tmp_path: Path
) -> None:
    """Each till has more than 200 points to spend; a day lets the member spend 200 of all."""
    rules = replace(joined.shop.programme, points=replace(joined.shop.programme.points, redeem_per_day=200))
    with two_tills(joined, tmp_path, rules) as (first, second, exchanges):
        sell(first, "BIJ-001")
        sell(second, "BIJ-001")
        settle(exchanges, first)
        here = sell(first, "KUE-001", points=100)
        assert here.points_spent == 100
        settle(exchanges, first)
        assert sell(second, "KUE-001", points=200).points_spent == 100
        settle(exchanges, first)
        assert sell(first, "KUE-001", points=100).points_spent == 0
        void(first, here)
        assert sell(first, "KUE-001", points=200).points_spent == 100, "what came back is free again"
