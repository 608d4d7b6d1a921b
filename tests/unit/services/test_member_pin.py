"""A member's own PIN: set by whoever showed himself, checked without a line, locked when it is guessed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.domain.basket import Proof
from app.protocol.record import decode
from app.services.approval import Approval, ApprovalFault, NotApproved
from app.services.enrol_outcomes import Enrolled, EnrolRequest
from app.services.front import LockedOut, LoggedIn, WrongPin
from app.services.outcomes import MemberFound
from app.services.pin_outcomes import NoPin, PinCheck, PinDone, PinProblem, PinRefused, PinRequest, PinRight
from app.storage.terminal.tables import journal
from tests.support.import_files import bring_in, csv_of
from tests.support.office import office_of, records
from tests.support.selling import scan
from tests.support.server_word import complaints
from tests.support.shop import CASHIER_PIN, MANAGER_PIN, SmallShop, open_store, small_shop

PIN, OTHER_PIN, WRONG = "270394", "860215", "000001"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == [], "after any test of this file the store is what its records say"


def asked(shop: SmallShop, pin: str = PIN, **changes: Any) -> PinDone | PinRefused:
    plain = PinRequest(member_id=shop.members[0], pin=pin, proof=Proof.CARD, staff_id=shop.cashier_id)
    return office_of(shop).set_pin(replace(plain, **changes))


def tried(shop: SmallShop, pin: str = PIN, member: int = 0) -> PinCheck:
    return office_of(shop).check_pin(shop.members[member], pin)


def locked(shop: SmallShop, times: int = 5) -> PinCheck:
    return [tried(shop, WRONG) for _ in range(times)][-1]


def newest_record(shop: SmallShop) -> bytes:
    with shop.store.reading() as unit:
        row = select(journal.c.record).order_by(journal.c.epoch.desc(), journal.c.seq.desc()).limit(1)
        return bytes(unit.connection.execute(row).scalar_one())


def test_who_shows_the_card_chooses_a_pin_and_it_is_only_his(shop: SmallShop) -> None:
    assert tried(shop) == NoPin()
    assert asked(shop) == PinDone(has_pin=True)
    assert tried(shop) == PinRight()
    assert tried(shop, member=1) == NoPin()
    assert tried(shop, WRONG) == WrongPin(left=4)


def test_a_pin_is_changed_and_removed(shop: SmallShop) -> None:
    asked(shop)
    assert asked(shop, OTHER_PIN, proof=Proof.PIN) == PinDone(has_pin=True)
    assert (tried(shop), tried(shop, OTHER_PIN)) == (WrongPin(left=4), PinRight())
    assert asked(shop, "") == PinDone(has_pin=False)
    assert tried(shop, OTHER_PIN) == NoPin()
    assert asked(shop, "") == PinRefused(problem=PinProblem.NO_PIN)


def test_who_only_told_a_name_needs_a_manager_s_word(shop: SmallShop) -> None:
    nobody = NotApproved(fault=ApprovalFault.NEEDS_MANAGER)
    assert asked(shop, proof=Proof.TOLD) == PinRefused(problem=PinProblem.NOT_APPROVED, approval=nobody)
    wrong = Approval(staff_id=shop.manager_id, pin="000000")
    refused = asked(shop, proof=Proof.TOLD, approval=wrong)
    assert refused == PinRefused(
        problem=PinProblem.NOT_APPROVED,
        approval=NotApproved(fault=ApprovalFault.NOT_APPROVED, pin=WrongPin(left=4)),
    )
    cashier = Approval(staff_id=shop.cashier_id, pin=CASHIER_PIN)
    assert isinstance(asked(shop, proof=Proof.TOLD, approval=cashier), PinRefused)
    assert tried(shop) == NoPin()
    word = Approval(staff_id=shop.manager_id, pin=MANAGER_PIN)
    assert asked(shop, proof=Proof.TOLD, approval=word) == PinDone(has_pin=True)
    body = decode(newest_record(shop)).body
    assert (body["what"], body["staff_id"], body["approver_id"]) == (
        "pin-set",
        shop.cashier_id,
        shop.manager_id,
    )


@pytest.mark.parametrize("pin", ["1", "12345", "1234567", "12345a", "١٢٣٤٥٦", "27 394"])
def test_a_pin_is_six_digits(shop: SmallShop, pin: str) -> None:
    before = records(shop)
    assert asked(shop, pin) == PinRefused(problem=PinProblem.BAD_PIN)
    assert records(shop) == before


@pytest.mark.parametrize("pin", ["000000", "777777", "123456", "654321", "567890"])
def test_what_everybody_guesses_first_is_no_pin(shop: SmallShop, pin: str) -> None:
    assert asked(shop, pin) == PinRefused(problem=PinProblem.TOO_EASY)


def test_nobody_has_no_pin(shop: SmallShop) -> None:
    assert asked(shop, member_id=b"nobody") == PinRefused(problem=PinProblem.UNKNOWN_MEMBER)


def test_five_wrong_pins_lock_that_member_s_and_each_further_one_for_twice_as_long(shop: SmallShop) -> None:
    asked(shop)
    asked(shop, member_id=shop.members[1])
    assert locked(shop) == LockedOut(seconds=60)
    assert tried(shop) == LockedOut(seconds=60), "the right one does not help"
    assert tried(shop, member=1) == PinRight(), "nobody else is locked"
    shop.clock.at += 60_000
    assert tried(shop, WRONG) == LockedOut(seconds=120)
    shop.clock.at += 120_000
    assert tried(shop) == PinRight()
    assert tried(shop, WRONG) == WrongPin(left=4)


def test_neither_a_card_nor_a_new_pin_nor_a_restart_opens_a_locked_pin(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        asked(shop)
        locked(shop)
        assert isinstance(shop.till.resolve(scan(shop.cards[0])), MemberFound)
        asked(shop, OTHER_PIN)
        assert tried(shop, OTHER_PIN) == LockedOut(seconds=60)
        shop.store.close()
        shop.store = open_store(tmp_path, shop.clock, shop.chance)
        assert tried(shop, OTHER_PIN) == LockedOut(seconds=60)


def test_a_member_s_lock_is_not_the_cashier_s(shop: SmallShop) -> None:
    asked(shop)
    locked(shop)
    assert isinstance(shop.till.log_in(shop.cashier_id, CASHIER_PIN), LoggedIn)


def test_the_record_says_nothing_of_the_pin_and_the_sealed_profile_only_its_slow_hash(
    shop: SmallShop,
) -> None:
    asked(shop)
    record = newest_record(shop)
    assert PIN.encode() not in record
    assert b"argon2" not in record
    with shop.store.reading() as unit:
        profile = unit.people.profile(shop.members[0])
    assert profile is not None
    assert profile.details["pin_hash"].startswith("$argon2id$")
    assert (profile.name, profile.phone, profile.birthday) == ("Siti Rahayu", "+6281234567890", "04-21")


def test_what_else_is_known_of_a_member_stays_with_a_pin_and_the_pin_with_an_import(shop: SmallShop) -> None:
    request = EnrolRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        phone="081255501234",
        staff_id=shop.cashier_id,
        name="Bunga",
        guardian="Ibu Wati",
    )
    enrolled = office_of(shop).enrol(request)
    assert isinstance(enrolled, Enrolled)
    child = enrolled.member.member_id
    asked(shop, member_id=child)
    bring_in(shop, csv_of([["nama", "hp", "tanggal lahir"], ["Bunga", "081255501234", "1994-03-27"]]))
    with shop.store.reading() as unit:
        profile = unit.people.profile(child)
    assert profile is not None
    assert (profile.birthday, profile.details["guardian"]) == ("03-27", "Ibu Wati")
    assert office_of(shop).check_pin(child, PIN) == PinRight()


def test_whether_a_member_has_a_pin_is_told_with_all_that_is_known_of_him(shop: SmallShop) -> None:
    before = office_of(shop).about_member(shop.members[0])
    asked(shop)
    after = office_of(shop).about_member(shop.members[0])
    assert before is not None
    assert after is not None
    assert (before.has_pin, after.has_pin) == (False, True)
