"""Points change hands where the programme allows it; lots keep id and expiry, and nothing is given twice."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.basket import Proof
from app.domain.moving import TransferRefusal, TransferRefused
from app.domain.programme.points import TransferRules, TransferScope
from app.services.approval import Approval, ApprovalFault, NotApproved
from app.services.form_household import (
    HouseholdNotSet,
    HouseholdOutcome,
    HouseholdProblem,
    HouseholdRequest,
    HouseholdSet,
)
from app.services.found_shop import NewMember, enrol_member
from app.services.transfer_points import (
    NotTransferred,
    TransferOutcome,
    TransferProblem,
    Transferred,
    TransferRequest,
)
from tests.support.office import DAY, at_rules, holding, last_record, office_of, opened, records
from tests.support.selling import member_at, sell
from tests.support.server_word import apply, change, complaints, lot, member_state, with_lot
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import bring_back, manager

SERVER = ("https://server.example", bytes(32))
SITI, ASEP, DEWI = range(3)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        allow(shop, TransferRules(to=TransferScope.MEMBERS, minimum=10, per_month=2))
        yield shop
        assert complaints(shop) == [], "after any test of this file the books balance"


def allow(shop: SmallShop, rules: TransferRules, proof_above: int | None = None) -> None:
    points = replace(shop.programme.points, proof_above=proof_above)
    at_rules(shop, replace(shop.programme, transfers=rules, points=points))


def request(
    shop: SmallShop, amount: int, to: int = ASEP, by: int = SITI, proof: Proof = Proof.CARD
) -> TransferRequest:
    return TransferRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        giver_id=shop.members[by],
        receiver_id=shop.members[to],
        amount=amount,
        staff_id=shop.cashier_id,
        proof=proof,
    )


def give(shop: SmallShop, amount: int, to: int = ASEP, by: int = SITI) -> TransferOutcome:
    return office_of(shop).transfer(request(shop, amount, to, by))


def refusal(outcome: TransferOutcome) -> TransferRefusal:
    assert isinstance(outcome, TransferRefused), outcome
    return outcome.reason


def household(
    shop: SmallShop, *members: int, leaving: bool = False, approval: Approval | None = None
) -> HouseholdOutcome:
    return office_of(shop).form_household(
        HouseholdRequest(
            document_id=shop.chance.new_id(shop.clock.at),
            members=tuple(shop.members[member] for member in members),
            staff_id=shop.cashier_id,
            leaving=leaving,
            approval=approval or manager(shop),
        )
    )


def lots(shop: SmallShop, member: int) -> dict[bytes, tuple[int, int | None]]:
    return {
        one.lot_id: (one.remaining, one.expires_at) for one in holding(shop, member).lots if one.remaining
    }


def test_lots_keep_id_and_expiry_first_expiring_first(shop: SmallShop) -> None:
    soon, late = shop.clock.at + DAY, shop.clock.at + 9 * DAY
    first = opened(shop, 40, expires_at=soon)
    second = opened(shop, 60, expires_at=late)
    assert isinstance(give(shop, 70), Transferred)
    assert lots(shop, ASEP) == {first: (40, soon), second: (30, late)}
    assert lots(shop, SITI) == {second: (30, late)}
    assert [right.amount for right in last_record(shop).rights] == [40, 30]


def test_again_gives_nothing_more(shop: SmallShop) -> None:
    opened(shop, 100)
    asked = request(shop, 40)
    first = office_of(shop).transfer(asked)
    before = records(shop)
    assert office_of(shop).transfer(asked) == first == Transferred(document_id=asked.document_id, amount=40)
    assert (member_at(shop, ASEP).usable, records(shop)) == (40, before)


def test_points_may_go_back_into_the_lot_that_they_came_from(shop: SmallShop) -> None:
    lot_id = opened(shop, 100)
    give(shop, 40)
    give(shop, 25, to=SITI, by=ASEP)
    assert lots(shop, SITI) == {lot_id: (85, None)}
    assert lots(shop, ASEP) == {lot_id: (15, None)}


def test_what_was_received_can_be_spent_and_lapses_as_it_would_have(shop: SmallShop) -> None:
    opened(shop, 300, expires_at=shop.clock.at + DAY)
    give(shop, 300)
    sell(shop, "BIJ-001", member=ASEP, points=200)
    shop.clock.at += 2 * DAY
    office_of(shop).lapse_points()
    assert all(
        one.expires_at is None or one.expires_at > shop.clock.at or one.remaining == 0
        for one in holding(shop, ASEP).lots
    )


def test_a_debt_of_the_receiver_is_paid_first(shop: SmallShop) -> None:
    sale = sell(shop, "BIJ-001", member=ASEP)
    give(shop, 300, to=DEWI, by=ASEP)
    bring_back(shop, sale, (1, 1))
    assert member_at(shop, ASEP).debt == 300
    opened(shop, 350)
    give(shop, 350)
    assert (member_at(shop, ASEP).debt, member_at(shop, ASEP).usable) == (0, 50)


def test_the_programme_says_how_much_how_often_and_to_whom(shop: SmallShop) -> None:
    opened(shop, 100)
    assert refusal(give(shop, 9)) is TransferRefusal.BELOW_MINIMUM
    assert refusal(give(shop, 50, to=SITI)) is TransferRefusal.TO_ONESELF
    assert refusal(give(shop, 101)) is TransferRefusal.TOO_FEW
    allow(shop, TransferRules())
    assert refusal(give(shop, 50)) is TransferRefusal.NOT_ALLOWED
    assert member_at(shop).usable == 100


def test_a_month_has_so_many_transfers_of_one_giver(shop: SmallShop) -> None:
    opened(shop, 100)
    opened(shop, 100, ASEP)
    for _ in range(2):
        give(shop, 10)
    assert refusal(give(shop, 10)) is TransferRefusal.TOO_OFTEN
    assert isinstance(give(shop, 10, to=SITI, by=ASEP), Transferred), "receiving doesn't count"
    shop.clock.at += 9 * DAY  # 1 December
    assert isinstance(give(shop, 10), Transferred)


def test_a_number_that_was_only_told_gives_no_more_than_it_may_spend(shop: SmallShop) -> None:
    allow(shop, TransferRules(to=TransferScope.MEMBERS), proof_above=50)
    opened(shop, 100)
    office = office_of(shop)
    refused = office.transfer(request(shop, 51, proof=Proof.TOLD))
    assert refused == NotTransferred(problem=TransferProblem.NEEDS_PROOF)
    assert isinstance(office.transfer(request(shop, 50, proof=Proof.TOLD)), Transferred)
    assert isinstance(office.transfer(request(shop, 50)), Transferred)


def test_nobody_unknown_gives_or_receives(shop: SmallShop) -> None:
    opened(shop, 100)
    unknown = replace(request(shop, 50), receiver_id=bytes(16))
    assert office_of(shop).transfer(unknown) == NotTransferred(problem=TransferProblem.UNKNOWN_MEMBER)


def test_with_a_server_a_limit_by_month_is_nobody_s_to_judge_here(shop: SmallShop) -> None:
    opened(shop, 100)
    shop.store.set_server(*SERVER)
    assert give(shop, 50) == NotTransferred(problem=TransferProblem.NEEDS_SERVER)


def test_what_other_tills_may_spend_is_not_given_away_here(shop: SmallShop) -> None:
    allow(shop, TransferRules(to=TransferScope.MEMBERS))
    apply(shop, change("member", with_lot(member_state(shop), lot(b"shared", 100), right=30)))
    shop.store.set_server(*SERVER)
    assert give(shop, 31) == NotTransferred(problem=TransferProblem.NEEDS_SERVER)
    assert isinstance(give(shop, 30), Transferred)
    assert (member_at(shop).balance, member_at(shop, ASEP).balance) == (70, 30)


class TestHouseholds:
    @pytest.fixture(autouse=True)
    def within_households(self, shop: SmallShop) -> None:
        allow(shop, TransferRules(to=TransferScope.HOUSEHOLD))
        opened(shop, 100)

    def test_points_stay_in_the_household(self, shop: SmallShop) -> None:
        assert refusal(give(shop, 50)) is TransferRefusal.NOT_HOUSEHOLD
        household(shop, SITI, ASEP)
        assert isinstance(give(shop, 50), Transferred)
        assert refusal(give(shop, 50, to=DEWI)) is TransferRefusal.NOT_HOUSEHOLD

    def test_who_joins_one_of_them_joins_all(self, shop: SmallShop) -> None:
        first = household(shop, SITI, ASEP)
        second = household(shop, DEWI, SITI)
        assert isinstance(first, HouseholdSet)
        assert isinstance(second, HouseholdSet)
        assert first.household_id == second.household_id
        assert isinstance(give(shop, 50, to=DEWI), Transferred)

    def test_who_left_shares_no_more(self, shop: SmallShop) -> None:
        household(shop, SITI, ASEP)
        household(shop, ASEP, leaving=True)
        assert refusal(give(shop, 50)) is TransferRefusal.NOT_HOUSEHOLD

    def test_two_that_have_nothing_in_common_are_not_the_same_household(self, shop: SmallShop) -> None:
        assert refusal(give(shop, 50, to=DEWI)) is TransferRefusal.NOT_HOUSEHOLD

    def test_nobody_is_in_two_or_alone(self, shop: SmallShop) -> None:
        household(shop, SITI, ASEP)
        alone = household(shop, DEWI, DEWI)
        assert alone == HouseholdNotSet(problem=HouseholdProblem.NOBODY_ELSE)
        unknown = office_of(shop).form_household(
            HouseholdRequest(
                document_id=shop.chance.new_id(shop.clock.at),
                members=(shop.members[DEWI], bytes(16)),
                staff_id=shop.cashier_id,
                approval=manager(shop),
            )
        )
        assert unknown == HouseholdNotSet(problem=HouseholdProblem.UNKNOWN_MEMBER)

    def test_who_is_in_another_one_has_to_leave_it_first(self, shop: SmallShop) -> None:
        household(shop, SITI, ASEP)
        with shop.store.writing() as unit:
            person = NewMember(name="Budi", phone="+62811", birthday="", card="0" * 17)
            budi = enrol_member(unit, shop.chance, shop.clock.at, shop.programme, person)
        shop.members = (*shop.members, budi)
        household(shop, DEWI, 3)
        assert household(shop, ASEP, 3) == HouseholdNotSet(problem=HouseholdProblem.TWO_HOUSEHOLDS)

    def test_it_wants_a_manager_and_again_changes_nothing(self, shop: SmallShop) -> None:
        wrong = household(shop, SITI, ASEP, approval=manager(shop, "000000"))
        assert isinstance(wrong, NotApproved)
        assert wrong.fault is ApprovalFault.NOT_APPROVED
        asked = HouseholdRequest(
            document_id=shop.chance.new_id(shop.clock.at),
            members=shop.members[:2],
            staff_id=shop.cashier_id,
            approval=manager(shop),
        )
        first = office_of(shop).form_household(asked)
        before = records(shop)
        assert office_of(shop).form_household(asked) == first
        assert records(shop) == before
