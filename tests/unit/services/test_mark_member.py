"""Segments, flags and lists that a manager says of a member, and his age: rules ask for them at the till."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from app.domain.basket import TenderKind
from app.domain.changes import MarkKind
from app.domain.programme.benefits import OpenPriceList, PercentOff
from app.domain.programme.conditions import AgeBand, Condition, HasFlag, InSegment, NoneOf, OnList
from app.domain.programme.enrolment import Enrolment
from app.domain.programme.lines import Lines
from app.domain.programme.promotions import ListedPrice, PriceList, Promotion
from app.domain.quote import RefusalReason
from app.protocol.facts_people import MemberMarked
from app.services.approval import Approval, ApprovalFault, NotApproved
from app.services.front import WrongPin
from app.services.marks_outcomes import MarksDone, MarksOutcome, MarksProblem, MarksReason, MarksRefused
from app.services.member_view import MemberView
from app.services.merge_outcomes import MergeDone
from app.services.outcomes import Published
from app.services.people_port import KnownMark
from tests.support.enrolling import enrolled, publish
from tests.support.office import last_fact, office_of, records
from tests.support.requesting import marking, merging
from tests.support.selling import basket_of, sell
from tests.support.server_word import complaints
from tests.support.shop import CASHIER_PIN, SmallShop, small_shop

STUDENT = KnownMark(kind=MarkKind.SEGMENT, mark="student")
STAFF = KnownMark(kind=MarkKind.FLAG, mark="staff")
EARLY = KnownMark(kind=MarkKind.LIST, mark="early")
ALL: dict[str, Any] = {"segments": ("student",), "flags": ("staff",), "lists": ("early",)}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as made:
        publish(made, **ALL)
        yield made
        assert complaints(made) == [], "after any test of this file the marks are what the records say"


def marked(shop: SmallShop, *held: KnownMark, member: int = 0, **changes: Any) -> MarksOutcome:
    return office_of(shop).mark_member(replace(marking(shop, shop.members[member], *held), **changes))


def held_by(shop: SmallShop, member: int = 0) -> tuple[KnownMark, ...]:
    about = office_of(shop).about_member(shop.members[member])
    assert about is not None
    return about.marks


def ruled(shop: SmallShop, *conditions: Condition, **changes: Any) -> None:
    """Half the price of coffee for whom these hold, published as any manager would."""
    rule = Promotion(
        id="half",
        name="Setengah harga",
        benefit=PercentOff(percent=Decimal(50)),
        lines=Lines(categories=("Kopi",)),
        conditions=conditions,
    )
    newest = shop.till.programme()
    draft = replace(newest, promotions=(rule,), **changes)
    assert isinstance(shop.till.publish(draft, newest.revision, shop.manager_id), Published)


def payable(shop: SmallShop, member: MemberView | int | None = 0) -> int:
    """What a coffee of 24.000 costs."""
    basket = basket_of(shop, "KOP-001", member=member if isinstance(member, int) else None)
    if isinstance(member, MemberView):
        basket = replace(basket, member=member)
    return shop.till.quoted(basket, TenderKind.QRIS).quote.payable


def test_a_manager_gives_marks_and_takes_them_away(shop: SmallShop) -> None:
    assert marked(shop, STUDENT, EARLY) == MarksDone(given=(STUDENT, EARLY), taken=())
    assert held_by(shop) == (EARLY, STUDENT)
    assert held_by(shop, member=1) == ()
    assert marked(shop, EARLY, STAFF) == MarksDone(given=(STAFF,), taken=(STUDENT,))
    assert held_by(shop) == (STAFF, EARLY)
    fact = last_fact(shop)
    assert isinstance(fact, MemberMarked)
    said = fact.heading
    assert (said.reason, said.staff_id, said.approver_id) == ("proof", shop.cashier_id, shop.manager_id)


def test_the_same_request_gives_the_same_answer_and_writes_nothing(shop: SmallShop) -> None:
    request = marking(shop, shop.members[0], STUDENT)
    first = office_of(shop).mark_member(request)
    before = records(shop)
    assert office_of(shop).mark_member(request) == first
    assert records(shop) == before


@pytest.mark.parametrize(
    ("changes", "refused"),
    [
        ({"member_id": b"nobody"}, MarksRefused(problem=MarksProblem.UNKNOWN_MEMBER)),
        ({"held": (replace(STUDENT, mark="other"),)}, MarksRefused(problem=MarksProblem.UNKNOWN_MARK)),
        ({"held": (replace(STUDENT, kind=MarkKind.FLAG),)}, MarksRefused(problem=MarksProblem.UNKNOWN_MARK)),
        ({"held": ()}, MarksRefused(problem=MarksProblem.NO_CHANGE)),
        (
            {"approval": None},
            MarksRefused(
                problem=MarksProblem.NOT_APPROVED, approval=NotApproved(fault=ApprovalFault.NEEDS_MANAGER)
            ),
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_written(
    shop: SmallShop, changes: dict[str, Any], refused: MarksRefused
) -> None:
    before = records(shop)
    assert marked(shop, STUDENT, **changes) == refused
    assert records(shop) == before


def test_only_a_manager_s_word_counts(shop: SmallShop) -> None:
    wrong = marked(shop, STUDENT, approval=Approval(staff_id=shop.manager_id, pin="000000"))
    assert isinstance(wrong, MarksRefused)
    assert wrong.approval == NotApproved(fault=ApprovalFault.NOT_APPROVED, pin=WrongPin(left=4))
    cashier = marked(shop, STUDENT, approval=Approval(staff_id=shop.cashier_id, pin=CASHIER_PIN))
    assert isinstance(cashier, MarksRefused)
    assert held_by(shop) == ()


@pytest.mark.parametrize(
    ("condition", "mark", "reason"),
    [
        (InSegment(segments=("student",)), STUDENT, RefusalReason.WRONG_SEGMENT),
        (HasFlag(flags=("staff",)), STAFF, RefusalReason.NEEDS_FLAG),
        (OnList(lists=("early",)), EARLY, RefusalReason.NOT_ON_LIST),
    ],
)
def test_a_rule_that_asks_for_a_mark_is_published_and_holds_for_who_has_it(
    shop: SmallShop, condition: Condition, mark: KnownMark, reason: RefusalReason
) -> None:
    ruled(shop, condition)
    quote = shop.till.quoted(basket_of(shop, "KOP-001"), TenderKind.QRIS).quote
    assert (quote.payable, [one.reason for one in quote.refusals if one.rule_id == "half"]) == (
        24_000,
        [reason],
    )
    marked(shop, mark)
    assert payable(shop) == 12_000
    assert payable(shop, member=1) == payable(shop, None) == 24_000
    sold = sell(shop, "KOP-001")
    with shop.store.reading() as unit:
        fact = unit.sales.by_id(sold.sale_id)
    assert fact is not None
    assert fact.inputs.member is not None
    frozen = fact.inputs.member
    assert mark.mark in (*frozen.segments, *frozen.flags, *frozen.lists)


def test_a_mark_that_rules_out_does(shop: SmallShop) -> None:
    ruled(shop, NoneOf(conditions=(HasFlag(flags=("staff",)),)))
    assert payable(shop) == 12_000
    marked(shop, STAFF)
    assert payable(shop) == 24_000


def test_who_is_on_the_early_access_list_has_its_prices(shop: SmallShop) -> None:
    prices = PriceList(id="early", name="Akses awal", prices=(ListedPrice(sku="KOP-001", price=20_000),))
    opens = Promotion(
        id="opens",
        name="Akses awal",
        benefit=OpenPriceList(price_list="early"),
        conditions=(OnList(lists=("early",)),),
    )
    newest = shop.till.programme()
    draft = replace(newest, price_lists=(prices,), promotions=(opens,))
    assert isinstance(shop.till.publish(draft, newest.revision, shop.manager_id), Published)
    assert payable(shop) == 24_000
    marked(shop, EARLY)
    assert payable(shop) == 20_000


def test_a_rule_of_age_holds_for_who_told_the_year_of_birth(shop: SmallShop) -> None:
    """Today is 22 November 2026."""
    ruled(shop, AgeBand(youngest=18, oldest=24), enrolment=Enrolment(birth_year=True))
    young = enrolled(shop, "0812-1111-3333", birthday="2002-11-22").member
    old = enrolled(shop, "0812-1111-4444", birthday="2001-11-22").member
    silent = enrolled(shop, "0812-1111-5555", birthday="11-22").member
    assert [payable(shop, one) for one in (young, old, silent)] == [12_000, 24_000, 24_000]
    shop.clock.at += 365 * 86_400_000
    assert payable(shop, young) == 24_000, "he is 25 today"


def test_nobody_s_marks_are_looked_at_unless_a_rule_asks(shop: SmallShop) -> None:
    marked(shop, STUDENT)
    quoted = shop.till.quoted(basket_of(shop, "KOP-001"), TenderKind.QRIS)
    assert quoted.inputs.member is not None
    assert quoted.inputs.member.segments == ()


def test_after_a_merge_the_kept_member_has_both_one_s_marks_and_all_can_be_taken_away(
    shop: SmallShop,
) -> None:
    marked(shop, STUDENT, member=1)
    marked(shop, EARLY)
    assert isinstance(office_of(shop).merge(merging(shop, shop.members[1], shop.members[0])), MergeDone)
    assert held_by(shop) == (EARLY, STUDENT)
    assert marked(shop, reason=MarksReason.MISTAKE) == MarksDone(given=(), taken=(STUDENT, EARLY))
    assert held_by(shop) == ()
