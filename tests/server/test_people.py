"""What tills do to members reaches the server and the other tills: enrolments, cards, claims, and who is one person."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from app.domain.programme.benefits import GivePoints
from app.protocol.messages import Ack, Page, Pull
from app.services.card_outcomes import CardAct, CardDone, CardReason, CardRequest
from app.services.member_view import MemberView
from app.services.merge_outcomes import MergeAsked, MergeRequest
from app.services.move_outcomes import MoveDone, MoveRequest
from app.services.outcomes import CardBlocked, MemberFound
from app.storage.merge_suggestions import same_phone
from app.storage.server.tables import shared
from app.transport.exchange import Exchange
from app.transport.http import Outcome
from tests.support.enrolling import WELCOME, enrolled, publish
from tests.support.joined_centre import Joined
from tests.support.office import office_of, records
from tests.support.selling import basket_of, member_at, pay, scan, sell
from tests.support.server_word import complaints
from tests.support.shop import SmallShop
from tests.support.taking_back import bring_back, manager
from tests.support.two_tills import DirectLine, exceptions, exchange_of, second_till, settle


@contextmanager
def two_tills(joined: Joined, directory: Path) -> Iterator[tuple[SmallShop, SmallShop, list[Exchange]]]:
    """Both told of everything, also in the end; then everything is one truth."""
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
        for member in range(3):
            views = [member_at(till, member) for till in (joined.shop, second)]
            alike = [replace(view, usable=0, held=(), expiring=None, as_of=None) for view in views]
            assert alike[0] == alike[1]
            assert sum(view.usable for view in views) <= max(0, views[0].balance)


def asked_to_merge(shop: SmallShop, absorbed: bytes, kept: bytes) -> None:
    request = MergeRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        absorbed_id=absorbed,
        kept_id=kept,
        staff_id=shop.manager_id,
        approval=manager(shop),
    )
    answer = office_of(shop).merge(request)
    assert answer == MergeAsked(absorbed_id=absorbed, kept_id=kept)
    before = records(shop)
    assert office_of(shop).merge(request) == answer
    assert records(shop) == before


def found(shop: SmallShop, code: str) -> MemberView:
    outcome = shop.till.resolve(scan(code))
    assert isinstance(outcome, MemberFound), outcome
    return outcome.member


def test_an_enrolment_with_its_welcome_reaches_the_other_till(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        publish(first, actions=(WELCOME,))
        settle(exchanges, first)
        done = enrolled(first)
        assert found(first, done.card).usable == 50
        settle(exchanges, first)
        there = found(second, done.card)
        assert (there.name, there.phone, there.balance) == ("Rina Wulandari", "+6281211112222", 50)


def test_a_card_that_one_till_blocks_names_nobody_at_the_other(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        code = enrolled(first).card
        settle(exchanges, first)
        request = CardRequest(
            document_id=second.chance.new_id(second.clock.at),
            member_id=found(second, code).member_id,
            act=CardAct.REPLACE,
            reason=CardReason.LOST,
            staff_id=second.cashier_id,
            code=code,
        )
        done = office_of(second).set_cards(request)
        assert isinstance(done, CardDone)
        settle(exchanges, first)
        assert first.till.resolve(scan(code)) == CardBlocked(code=code)
        assert found(first, done.issued).name == "Rina Wulandari"


def test_a_claim_reaches_the_other_till_and_what_comes_back_does_too(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        sale = sell(first, "KOP-001", "BIJ-001", member=None)
        settle(exchanges, first)
        request = MoveRequest(
            document_id=first.chance.new_id(first.clock.at),
            sale_id=sale.sale_id,
            member_id=first.members[0],
            staff_id=first.cashier_id,
        )
        assert isinstance(office_of(first).claim(request), MoveDone)
        settle(exchanges, first)
        assert member_at(second).balance == 358
        moved = replace(
            request,
            document_id=first.chance.new_id(first.clock.at),
            member_id=first.members[1],
            approval=manager(first),
        )
        assert isinstance(office_of(first).reassign(moved), MoveDone)
        bring_back(first, sale, (1, 1), approval=manager(first))
        settle(exchanges, first)
        assert [member_at(second, member).balance for member in (0, 1)] == [0, 334]


def test_the_server_merges_what_a_till_asks_for_and_tells_all(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        sell(first, "BIJ-001", "BIJ-001", member=1)
        sell(second, "KOP-001", member=1)
        sell(second, "KOP-003", member=0)
        settle(exchanges, first)
        asked_to_merge(first, first.members[1], first.members[0])
        assert member_at(first, 1).member_id == first.members[1], "until the server says so"
        (waiting,) = office_of(first).waiting_merges()
        assert (waiting.absorbed.name, waiting.kept.name) == ("Asep Hidayat", "Siti Rahayu")
        settle(exchanges, first)
        assert office_of(first).waiting_merges() == ()
        for till in (first, second):
            view = member_at(till, 1)
            assert view.member_id == first.members[0]
            assert (view.balance, view.tier_id) == (668 + 24 + 35, "silver")
        assert (member_at(first).usable, member_at(second).usable) == (668, 24 + 35)
        sell(second, "BIJ-001", member=1, points=0)


def test_what_a_till_sends_late_about_who_was_merged_away_is_the_kept_one_s(
    joined: Joined, tmp_path: Path
) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        sell(second, "BIJ-001", member=1)
        settle(exchanges, first)
        asked_to_merge(first, first.members[1], first.members[0])
        settle(exchanges[:1], first)
        sale = sell(second, "KUE-001", "KOP-001", member=1, points=300)
        earned = member_at(second, 1).balance - 34
        assert member_at(second, 1).member_id == first.members[1]
        settle(exchanges, first)
        assert [member_at(till, 1).balance for till in (first, second)] == [34 + earned] * 2
        bring_back(second, sale, (2, 1), approval=manager(second))


def test_what_was_sold_while_the_server_s_word_came_is_laid_over_the_kept_one(
    joined: Joined, tmp_path: Path
) -> None:
    """Or its points could be spent again until the next contact."""
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        sell(second, "BIJ-001", member=1)
        settle(exchanges, first)
        basket = basket_of(second, "KUE-001", member=1, points=300)
        asked_to_merge(first, first.members[1], first.members[0])
        settle(exchanges[:1], first)
        line = BusyLine(joined.centre, meanwhile=lambda: pay(second, basket))
        busy = exchange_of(second, joined.centre, line)
        second.clock.at += 60_000
        while member_at(second, 1).member_id == first.members[1]:
            busy.step()
        assert line.asked == 1
        assert member_at(second, 1).usable < 300
        assert complaints(second) == []


@dataclass(frozen=True)
class BusyLine(DirectLine):
    """A line on which something happens between the server's first answer and its arrival."""

    meanwhile: Callable[[], object]
    answers: list[Outcome[Page]] = field(default_factory=list)

    @property
    def asked(self) -> int:
        return len(self.answers)

    def pull(self, message: Pull) -> Outcome[Page]:
        self.answers.append(super().pull(message))
        if self.asked == 1:
            self.meanwhile()
        return self.answers[-1]


def test_a_chain_of_merges_by_two_tills_ends_with_one_member(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        for member in range(3):
            sell((first, second)[member % 2], "BIJ-001", member=member)
        settle(exchanges, first)
        asked_to_merge(first, first.members[0], first.members[1])
        asked_to_merge(second, first.members[1], first.members[2])
        asked_to_merge(second, first.members[0], first.members[1])
        settle(exchanges, first)
        for till in (first, second):
            assert {member_at(till, member).member_id for member in range(3)} == {first.members[2]}
            assert member_at(till, 0).balance == 3 * 334


def test_a_debt_goes_over_and_the_next_credit_pays_it(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        sale = sell(first, "BIJ-001", member=1)
        sell(first, "KUE-001", member=1, points=300)
        debt = bring_back(first, sale, (1, 1)).debt
        sell(second, "KOP-003", member=0)
        settle(exchanges, first)
        asked_to_merge(second, first.members[1], first.members[0])
        settle(exchanges, first)
        assert [(member_at(till).debt, member_at(till).usable) for till in (first, second)] == [(debt, 0)] * 2
        earned = sell(second, "BIJ-001", member=0).points_earned
        settle(exchanges, first)
        assert (member_at(first).debt, member_at(first).balance) == (0, 35 + earned - debt)


def test_two_enrolments_of_one_phone_are_suggested_and_welcomed_once(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        publish(first, actions=(replace(WELCOME, gives=(GivePoints(points=50),)),))
        settle(exchanges, first)
        here, there = enrolled(first), enrolled(second)
        assert (here.welcome, there.welcome) == (50, 50)
        settle(exchanges, first)
        with joined.centre.database.reading() as connection:
            merchant_id = connection.execute(select(shared.members.c.merchant_id)).scalars().first()
            assert merchant_id is not None
            suggested = same_phone(connection, shared, merchant_id, 10)
        assert suggested == {"+6281211112222": tuple(sorted((here.member.member_id, there.member.member_id)))}
        (suggestion,) = office_of(second).merge_suggestions()
        assert {view.balance for view in suggestion.members} == {50}
        asked_to_merge(second, there.member.member_id, here.member.member_id)
        settle(exchanges, first)
        for till in (first, second):
            view = found(till, there.card)
            assert (view.member_id, view.balance, view.debt) == (here.member.member_id, 50, 50)
            assert office_of(till).merge_suggestions() == ()


def test_a_merge_of_somebody_unknown_waits_for_a_person(joined: Joined) -> None:
    shop = joined.shop
    assert isinstance(joined.send(), Ack)
    shop.store.set_server("http://127.0.0.1", joined.centre.public_key)
    with joined.centre.database.writing() as connection:
        connection.execute(shared.members.delete().where(shared.members.c.member_id == shop.members[1]))
    asked_to_merge(shop, shop.members[1], shop.members[0])
    ack = joined.send()
    assert isinstance(ack, Ack)
    assert [one.reason for one in ack.exceptions] == ["unknown-member"]
    assert joined.audit().faults == ()


@pytest.mark.parametrize("seed", range(3))
def test_two_tills_that_sell_return_and_merge_end_with_one_truth(
    joined: Joined, tmp_path: Path, seed: int
) -> None:
    chance = Random(seed)
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        tills = (first, second)
        for turn in range(30):
            first.clock.at += chance.choice((1_000, 40_000))
            till = tills[chance.randrange(2)]
            member = chance.randrange(3)
            if chance.random() < 0.4:
                exchanges[chance.randrange(2)].step()
            elif turn % 10 == 9:
                absorbed, kept = (member_at(till, one).member_id for one in chance.sample(range(3), 2))
                if absorbed != kept:
                    asked_to_merge(till, absorbed, kept)
            else:
                usable = member_at(till, member).usable
                points = chance.choice((0, usable // 100 * 100))
                sell(till, chance.choice(("BIJ-001", "KOP-003")), member=member, points=points)
