"""Cards are issued, blocked, replaced and unblocked in one record each; a blocked one names nobody."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.services.approval import ApprovalFault, NotApproved
from app.services.card_outcomes import CardAct, CardDone, CardProblem, CardReason, CardRefused, CardRequest
from app.services.front import WrongPin
from app.services.outcomes import CardBlocked, ItemFound, MemberFound
from tests.support.office import office_of, records
from tests.support.selling import member_at, scan, sell
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import manager


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == [], "after any test of this file every card is where its record says"


def request_of(shop: SmallShop, act: CardAct, member: int = 0, **changes: object) -> CardRequest:
    plain = CardRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        member_id=shop.members[member],
        act=act,
        reason=CardReason.LOST,
        staff_id=shop.cashier_id,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # names and values of CardRequest


def done(shop: SmallShop, act: CardAct, member: int = 0, **changes: Any) -> CardDone:
    outcome = office_of(shop).set_cards(request_of(shop, act, member, **changes))
    assert isinstance(outcome, CardDone), outcome
    return outcome


def problem_of(shop: SmallShop, act: CardAct, member: int = 0, **changes: Any) -> CardProblem:
    before = records(shop)
    outcome = office_of(shop).set_cards(request_of(shop, act, member, **changes))
    assert isinstance(outcome, CardRefused), outcome
    assert records(shop) == before
    return outcome.problem


def named(shop: SmallShop, code: str) -> bytes | None:
    found = shop.till.resolve(scan(code))
    return found.member.member_id if isinstance(found, MemberFound) else None


def test_a_second_card_names_the_same_member(shop: SmallShop) -> None:
    code = done(shop, CardAct.ISSUE, reason=CardReason.ANOTHER).issued
    assert named(shop, code) == named(shop, shop.cards[0]) == shop.members[0]


def test_a_lost_card_is_blocked_and_names_nobody(shop: SmallShop) -> None:
    assert done(shop, CardAct.BLOCK, code=shop.cards[0]).blocked == shop.cards[0]
    assert shop.till.resolve(scan(shop.cards[0])) == CardBlocked(code=shop.cards[0])


def test_a_lost_card_is_replaced_in_one_record(shop: SmallShop) -> None:
    before = records(shop)
    code = done(shop, CardAct.REPLACE, code=shop.cards[0]).issued
    assert records(shop) == before + 1
    assert shop.till.resolve(scan(shop.cards[0])) == CardBlocked(code=shop.cards[0])
    assert named(shop, code) == shop.members[0]


def test_blocking_and_replacing_cards_leaves_their_member_alone(shop: SmallShop) -> None:
    sell(shop, "BIJ-001")
    before = member_at(shop)
    code = done(shop, CardAct.REPLACE, code=shop.cards[0]).issued
    third = done(shop, CardAct.ISSUE, reason=CardReason.ANOTHER).issued
    done(shop, CardAct.BLOCK, code=code)
    found = shop.till.resolve(scan(third))
    assert isinstance(found, MemberFound)
    assert replace(found.member, card=before.card) == before


def test_a_card_is_unblocked_by_a_manager_with_a_pin_only(shop: SmallShop) -> None:
    done(shop, CardAct.BLOCK, code=shop.cards[0])
    asked = request_of(shop, CardAct.UNBLOCK, code=shop.cards[0], reason=CardReason.FOUND)
    nobody = NotApproved(fault=ApprovalFault.NEEDS_MANAGER)
    assert office_of(shop).set_cards(asked) == CardRefused(problem=CardProblem.NOT_APPROVED, approval=nobody)
    wrong = office_of(shop).set_cards(replace(asked, approval=manager(shop, "000000")))
    assert wrong == CardRefused(
        problem=CardProblem.NOT_APPROVED,
        approval=NotApproved(fault=ApprovalFault.NOT_APPROVED, pin=WrongPin(left=4)),
    )
    assert isinstance(office_of(shop).set_cards(replace(asked, approval=manager(shop))), CardDone)
    assert named(shop, shop.cards[0]) == shop.members[0]


def test_a_partner_s_number_names_the_member_as_a_card_does(shop: SmallShop) -> None:
    done(shop, CardAct.NUMBER, new_code="KOP-SEJAHTERA 00917", reason=CardReason.PARTNER)
    assert named(shop, "KOP-SEJAHTERA 00917") == shop.members[0]


def test_a_code_names_one_member_only(shop: SmallShop) -> None:
    assert problem_of(shop, CardAct.ISSUE, member=1, new_code=shop.cards[0]) is CardProblem.CARD_TAKEN
    done(shop, CardAct.NUMBER, new_code="A-1")
    assert problem_of(shop, CardAct.NUMBER, member=1, new_code="A-1") is CardProblem.CARD_TAKEN


def test_no_number_takes_the_place_of_a_thing_s_barcode(shop: SmallShop) -> None:
    barcode = shop.item("KOP-001").gtin
    assert problem_of(shop, CardAct.NUMBER, new_code=barcode) is CardProblem.BAD_NUMBER
    assert isinstance(shop.till.resolve(scan(barcode)), ItemFound)


def test_what_makes_no_sense_is_refused(shop: SmallShop) -> None:
    assert problem_of(shop, CardAct.BLOCK, code=shop.cards[1]) is CardProblem.NOT_HIS
    assert problem_of(shop, CardAct.UNBLOCK, code=shop.cards[0]) is CardProblem.NO_CHANGE
    assert problem_of(shop, CardAct.ISSUE, new_code="nonsense") is CardProblem.BAD_CARD
    assert problem_of(shop, CardAct.NUMBER, new_code=" ") is CardProblem.BAD_NUMBER
    assert problem_of(shop, CardAct.ISSUE, member_id=bytes(16)) is CardProblem.UNKNOWN_MEMBER


def test_the_same_request_gives_the_same_answer_and_writes_nothing(shop: SmallShop) -> None:
    asked = request_of(shop, CardAct.REPLACE, code=shop.cards[0])
    first = office_of(shop).set_cards(asked)
    before = records(shop)
    assert office_of(shop).set_cards(asked) == first
    assert records(shop) == before
