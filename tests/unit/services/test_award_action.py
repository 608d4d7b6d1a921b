"""What members do outside a sale earns what the programme says, within its caps, once for each document."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.changes import RuleUsed
from app.domain.engagement import NotAwarded, NotAwardedReason
from app.domain.granting import Occasion
from app.domain.ledger import CASHBACK_BOOK, stamps_book
from app.domain.programme.benefits import (
    Award,
    GiveCashback,
    GivePlan,
    GivePoints,
    GiveStamps,
    GiveVoucher,
    PercentOff,
)
from app.domain.programme.document import Programme
from app.domain.programme.gifts import StampCard, VoucherKind
from app.domain.programme.levels import Plan
from app.domain.programme.people import Action, ActionKind
from app.domain.programme.points import CashbackRules
from app.domain.quote import Grant, GrantKind
from app.protocol.facts_awards import ActionAwarded
from app.services.award_action import (
    ActionDone,
    ActionNotDone,
    ActionOutcome,
    ActionProblem,
    ActionRequest,
)
from app.services.awards import recipient_of, tier_awards, tier_mark
from app.services.document_parts import heading_of
from app.services.found_shop import NewMember, enrol_member
from tests.support.office import DAY, at_rules, holding, last_fact, office_of, records
from tests.support.selling import member_at
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop

TEN = (GivePoints(points=10),)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == [], "after any test of this file the books balance"


def action(kind: ActionKind = ActionKind.SURVEY, *gives: Award, **caps: int) -> Action:
    return Action(id="action", name="Action", kind=kind, gives=gives or TEN, **caps)


def rich(shop: SmallShop) -> Programme:
    """With a voucher, a plan, a card of five stamps and a wallet."""
    return replace(
        shop.programme,
        vouchers=(
            VoucherKind(
                id="coffee", name="Kopi", gives=PercentOff(percent=Decimal(50)), valid_days=30, uses=2
            ),
        ),
        plans=(Plan(id="club", name="Club", sku="CLUB", months=12),),
        stamp_cards=(StampCard(id="card", name="Card", size=5, gives=(GivePoints(points=100),)),),
        cashback=CashbackRules(),
    )


def with_action(shop: SmallShop, one: Action) -> None:
    at_rules(shop, replace(rich(shop), actions=(one,)))


def ask(shop: SmallShop, member: int = 0, action_id: str = "action") -> ActionRequest:
    return ActionRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        member_id=shop.members[member],
        action_id=action_id,
        staff_id=shop.cashier_id,
    )


def award(shop: SmallShop, member: int = 0) -> ActionOutcome:
    return office_of(shop).award(ask(shop, member))


def reason(outcome: ActionOutcome) -> NotAwardedReason:
    assert isinstance(outcome, NotAwarded), outcome
    return outcome.reason


def test_an_action_gives_what_the_programme_says(shop: SmallShop) -> None:
    with_action(shop, action(ActionKind.NEWSLETTER))
    asked = ask(shop)
    done = office_of(shop).award(asked)
    given = Grant(rule_id="action", kind=GrantKind.POINTS, what="", amount=10)
    assert done == ActionDone(document_id=asked.document_id, grants=(given,), stamps=())
    assert member_at(shop).usable == 10
    fact = last_fact(shop)
    assert isinstance(fact, ActionAwarded)
    assert (fact.heading.staff_id, fact.heading.reason) == (shop.cashier_id, "newsletter")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (ActionKind.NEWSLETTER, "newsletter"),
        (ActionKind.SOCIAL_FOLLOW, "social-follow"),
        (ActionKind.SURVEY, "survey"),
        (ActionKind.VISIT, "visit"),
    ],
)
def test_each_engagement_has_a_daily_cap_and_its_record_says_for_what(
    shop: SmallShop, kind: ActionKind, said: str
) -> None:
    with_action(shop, action(kind, per_day=1))
    assert isinstance(award(shop), ActionDone)
    fact = last_fact(shop)
    assert isinstance(fact, ActionAwarded)
    assert fact.heading.reason == said
    assert reason(award(shop)) is NotAwardedReason.DAILY_CAP
    assert member_at(shop).balance == 10


def test_again_gives_the_same_answer_and_nothing_more(shop: SmallShop) -> None:
    with_action(shop, action())
    asked = ask(shop)
    first = office_of(shop).award(asked)
    before = records(shop)
    assert office_of(shop).award(asked) == first
    assert (member_at(shop).balance, records(shop)) == (10, before)


def test_everything_that_can_be_given_is_given(shop: SmallShop) -> None:
    gives = (
        GivePoints(points=10),
        GiveCashback(amount=5_000),
        GiveStamps(card="card", stamps=7),
        GiveVoucher(voucher="coffee", count=2),
        GivePlan(plan="club", months=3),
    )
    with_action(shop, action(ActionKind.EVENT, *gives))
    award(shop)
    assert member_at(shop).balance == 110, "the full card gives its hundred"
    assert holding(shop, book=CASHBACK_BOOK).balance == 5_000
    assert holding(shop, book=stamps_book("card")).balance == 2
    with shop.store.reading() as unit:
        vouchers = unit.benefits.vouchers_of(shop.members[0])
        plans = unit.benefits.plans_of(shop.members[0])
    assert [(one.kind_id, one.uses_left) for one in vouchers] == [("coffee", 2), ("coffee", 2)]
    assert len({one.code for one in vouchers}) == 2
    assert [str(one.entitlement.ends) for one in plans] == ["2027-02-21"]


def test_a_day_has_so_many_and_a_life_has_so_many(shop: SmallShop) -> None:
    with_action(shop, action(ActionKind.VISIT, per_day=1, per_member=2))
    assert isinstance(award(shop), ActionDone)
    assert reason(award(shop)) is NotAwardedReason.DAILY_CAP
    assert isinstance(award(shop, 1), ActionDone), "each member has a day of his own"
    shop.clock.at += DAY
    assert isinstance(award(shop), ActionDone)
    shop.clock.at += DAY
    assert reason(award(shop)) is NotAwardedReason.MEMBER_CAP
    assert member_at(shop).balance == 20


def test_a_whole_profile_earns_once(shop: SmallShop) -> None:
    with_action(shop, action(ActionKind.PROFILE_COMPLETED))
    with shop.store.writing() as unit:
        person = NewMember(name="Budi", phone="+62811", birthday="", card="0" * 17)
        budi = enrol_member(unit, shop.chance, shop.clock.at, shop.programme, person)
    shop.members = (*shop.members, budi)
    assert award(shop, 3) == ActionNotDone(problem=ActionProblem.NOT_COMPLETE)
    assert isinstance(award(shop), ActionDone)
    assert reason(award(shop)) is NotAwardedReason.ONLY_ONCE


@pytest.mark.parametrize("kind", [ActionKind.ENROLMENT, ActionKind.BIRTHDAY, ActionKind.ANNIVERSARY])
def test_what_comes_by_itself_is_not_given_by_hand(shop: SmallShop, kind: ActionKind) -> None:
    with_action(shop, action(kind))
    before = records(shop)
    assert award(shop) == ActionNotDone(problem=ActionProblem.NOT_BY_HAND)
    assert records(shop) == before


def test_nobody_and_nothing_unknown_is_awarded(shop: SmallShop) -> None:
    with_action(shop, action())
    office = office_of(shop)
    nobody = replace(ask(shop), member_id=bytes(16))
    assert office.award(nobody) == ActionNotDone(problem=ActionProblem.UNKNOWN_MEMBER)
    nothing = ask(shop, action_id="other")
    assert office.award(nothing) == ActionNotDone(problem=ActionProblem.UNKNOWN_ACTION)


def test_with_a_server_only_what_nobody_counts_is_given(shop: SmallShop) -> None:
    shop.store.set_server("https://server.example", bytes(32))
    with_action(shop, action(per_member=1))
    assert award(shop) == ActionNotDone(problem=ActionProblem.NEEDS_SERVER)
    with_action(shop, action(ActionKind.PROFILE_COMPLETED))
    assert award(shop) == ActionNotDone(problem=ActionProblem.NEEDS_SERVER)
    with_action(shop, action())
    assert isinstance(award(shop), ActionDone)


class TestTiersThatGive:
    @pytest.fixture(autouse=True)
    def generous(self, shop: SmallShop) -> None:
        basic, silver = shop.programme.tiers
        gives = (GivePoints(points=50), GiveStamps(card="card", stamps=3), GivePlan(plan="club"))
        gold = replace(silver, id="gold", threshold=900_000, gives=gives)
        tiers = (basic, replace(silver, gives=gives), gold)
        at_rules(shop, replace(rich(shop), tiers=tiers))

    def gifts(self, shop: SmallShop, after: str = "gold") -> tuple[dict[str, int], list[object]]:
        """What moves by book, and which changes there are."""
        day = shop.clock.at
        with shop.store.writing() as unit:
            programme = unit.catalogue.programme()
            to = recipient_of(unit, programme, shop.members[0], day)
            occasion = Occasion(document_id=b"d" * 16, at=day, today=member_at(shop).joined_on, tier_id=after)
            gifts = tier_awards(unit, shop.chance, programme, to, "basic", occasion)
        moves = {booking.book: booking.movement.amount for booking in gifts.bookings}
        return moves, list(gifts.changes)

    def test_each_tier_that_was_passed_gives_once(self, shop: SmallShop) -> None:
        moves, changes = self.gifts(shop)
        assert moves == {"points": 200, "stamps:card": 1}, "six stamps fill the card, which gives its hundred"
        marks = [change.rule_id for change in changes if isinstance(change, RuleUsed)]
        assert marks == [tier_mark("silver"), tier_mark("gold")]
        plans = [change for change in changes if not isinstance(change, RuleUsed)]
        assert [plan.ordinal for plan in plans] == [0, 1]  # type: ignore[attr-defined]  # all are plans
        assert [plan.starts for plan in plans] == ["2026-11-22", "2026-12-22"]  # type: ignore[attr-defined]

    def test_a_tier_that_gave_gives_no_more(self, shop: SmallShop) -> None:
        mark = RuleUsed(
            member_id=shop.members[0], rule_id=tier_mark("silver"), business_day="2026-11-22", times=1
        )
        with shop.store.writing() as unit:
            heading = heading_of(unit.identity(), b"s" * 16, shop.clock.at)
            unit.journal.append(
                ActionAwarded(
                    heading=heading,
                    member_id=shop.members[0],
                    action_id="upgrade",
                    grants=(),
                    stamps=(),
                    bookings=(),
                    changes=(mark,),
                )
            )
        moves, _ = self.gifts(shop)
        assert moves == {"points": 50, "stamps:card": 3}, "gold's alone"
        assert self.gifts(shop, "silver") == ({}, [])

    def test_with_a_server_no_till_gives_what_another_may_be_giving(self, shop: SmallShop) -> None:
        shop.store.set_server("https://server.example", bytes(32))
        assert self.gifts(shop) == ({}, [])
