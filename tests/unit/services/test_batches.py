"""Preprinted cards and vouchers: a batch is opened once, its codes work once each, and blocked ones never."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from sqlalchemy import delete, func, select, update

from app.domain.basket import TenderKind
from app.domain.batches import LARGEST_BATCH, Cards, Overlap, VouchersOf
from app.domain.calendar import end_of_day
from app.domain.codes import card_code
from app.domain.serials import SerialRange
from app.protocol.facts_batches import BatchOpened
from app.protocol.record import encode
from app.services.approval import ApprovalFault, NotApproved
from app.services.batch_outcomes import (
    BatchIsOpen,
    BatchNotOpened,
    BatchProblem,
    BlockProblem,
    NoSheet,
    NotBlocked,
)
from app.services.card_outcomes import CardAct, CardDone, CardProblem, CardReason, CardRefused, CardRequest
from app.services.enrol_outcomes import EnrolProblem, EnrolRefused
from app.services.open_basket import with_voucher
from app.services.outcomes import CardBlocked, MemberFound, ScanUnknown, VoucherFound, VoucherStanding
from app.storage.terminal.tables import batch_codes, shared
from tests.support.enrolling import enrolled, request_of
from tests.support.gift_shop import open_gift_shop
from tests.support.office import last_fact, last_record, office_of, records
from tests.support.printed import batch_request, block_request, blocked, opened_batch, printed
from tests.support.selling import basket_of, pay, scan
from tests.support.server_word import complaints
from tests.support.shop import NOON, SmallShop, small_shop
from tests.support.taking_back import void

DAY = 86_400_000


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        open_gift_shop(shop)
        yield shop
        assert complaints(shop) == []


def card_request(shop: SmallShop, code: str) -> CardRequest:
    return CardRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        member_id=shop.members[0],
        act=CardAct.ISSUE,
        reason=CardReason.ANOTHER,
        staff_id=shop.cashier_id,
        new_code=code,
    )


def standing(shop: SmallShop, payload: str) -> VoucherStanding:
    found = shop.till.resolve(scan(payload))
    assert isinstance(found, VoucherFound), found
    return found.standing


def test_a_batch_is_opened_once_however_often_it_is_asked(shop: SmallShop) -> None:
    request = batch_request(shop, 101, 150)
    outcome = office_of(shop).open_batch(request)
    assert isinstance(outcome, BatchIsOpen)
    assert (outcome.batch.store, outcome.batch.of, outcome.expires_at) == ("BDG", Cards(), None)
    before = records(shop)
    assert office_of(shop).open_batch(request) == outcome
    assert records(shop) == before
    rows = printed(shop, outcome.batch.batch_id)
    assert len({row.code for row in rows}) == 50
    assert (rows[0].serial, rows[-1].serial) == ("BDG-000101", "BDG-000150")


def test_the_secret_is_in_no_record(shop: SmallShop) -> None:
    batch_id = opened_batch(shop)
    sheet = office_of(shop).batch_sheet(batch_id)
    assert not isinstance(sheet, NoSheet)
    record = last_record(shop)
    assert record.sidecar is not None
    assert isinstance(last_fact(shop), BatchOpened)
    assert sheet.secret not in encode(record)
    assert sheet.secret.hex() not in repr(last_fact(shop))


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"first": 0}, BatchProblem.NO_SERIALS),
        ({"first": 9, "last": 8}, BatchProblem.NO_SERIALS),
        ({"store": "bdg"}, BatchProblem.NO_STORE),
        ({"last": LARGEST_BATCH + 1}, BatchProblem.TOO_LARGE),
        ({"kind_id": "none-such"}, BatchProblem.UNKNOWN_KIND),
        ({"kind_id": "ten", "last_day": date(2026, 11, 21)}, BatchProblem.PAST),
    ],
)
def test_a_batch_that_makes_no_sense_is_not_opened(
    shop: SmallShop, changes: dict[str, Any], problem: BatchProblem
) -> None:
    before = records(shop)
    outcome = office_of(shop).open_batch(batch_request(shop, **changes))
    assert outcome == BatchNotOpened(problem=problem)
    assert records(shop) == before


def test_two_batches_of_cards_do_not_share_serials(shop: SmallShop) -> None:
    first = opened_batch(shop, 1, 20)
    outcome = office_of(shop).open_batch(batch_request(shop, 15, 30, store="JKT"))
    overlap = Overlap(batch_id=first, store="BDG", serials=SerialRange(first=15, last=20))
    assert outcome == BatchNotOpened(problem=BatchProblem.OVERLAP, overlap=overlap)
    opened_batch(shop, 15, 30, kind_id="ten")


def test_a_batch_wants_a_manager(shop: SmallShop) -> None:
    before = records(shop)
    outcome = office_of(shop).open_batch(batch_request(shop, approval=None))
    assert outcome == NotApproved(fault=ApprovalFault.NEEDS_MANAGER)
    batch_id = opened_batch(shop)
    refused = office_of(shop).block_serials(block_request(shop, batch_id, 1, 2, approval=None))
    assert refused == NotApproved(fault=ApprovalFault.NEEDS_MANAGER)
    assert records(shop) == before + 1


def test_a_preprinted_card_names_the_member_who_gets_it(shop: SmallShop) -> None:
    row = printed(shop, opened_batch(shop))[3]
    assert shop.till.resolve(scan(row.payload)) == ScanUnknown(text=row.code, looks_like="card")
    done = enrolled(shop, card=row.payload)
    assert done.card == row.code
    found = shop.till.resolve(scan(row.payload))
    assert isinstance(found, MemberFound)
    assert found.member.member_id == done.member.member_id


def test_a_card_that_is_stolen_is_given_to_nobody(shop: SmallShop) -> None:
    batch_id = opened_batch(shop)
    rows = printed(shop, batch_id)
    blocked(shop, batch_id, 4, 6)
    before = records(shop)
    assert office_of(shop).enrol(request_of(shop, card=rows[4].payload)) == EnrolRefused(
        problem=EnrolProblem.CARD_BLOCKED
    )
    assert office_of(shop).set_cards(card_request(shop, rows[4].code)) == CardRefused(
        problem=CardProblem.CARD_BLOCKED
    )
    assert shop.till.resolve(scan(rows[4].payload)) == CardBlocked(code=rows[4].code)
    assert records(shop) == before
    assert isinstance(office_of(shop).set_cards(card_request(shop, rows[6].code)), CardDone)


def test_a_card_of_no_batch_is_foreign_where_there_are_batches(shop: SmallShop) -> None:
    foreign, other = card_code(b"0123456789"), card_code(b"9876543210")
    opened_batch(shop, kind_id="ten")
    enrolled(shop, card=foreign)
    opened_batch(shop)
    assert office_of(shop).enrol(request_of(shop, "0812-1111-3333", card=other)) == EnrolRefused(
        problem=EnrolProblem.CARD_FOREIGN
    )
    assert office_of(shop).set_cards(card_request(shop, other)) == CardRefused(
        problem=CardProblem.CARD_FOREIGN
    )
    assert isinstance(office_of(shop).set_cards(card_request(shop, "")), CardDone), "one that is made here"


def test_blocked_serials_stay_blocked_and_are_asked_for_once(shop: SmallShop) -> None:
    batch_id = opened_batch(shop)
    request = block_request(shop, batch_id, 3, 5)
    done = office_of(shop).block_serials(request)
    before = records(shop)
    assert office_of(shop).block_serials(request) == done
    assert records(shop) == before
    blocked(shop, batch_id, 5, 8)
    assert office_of(shop).batches()[0].blocked == (SerialRange(first=3, last=8),)
    assert [row.serial for row in printed(shop, batch_id)][:3] == ["BDG-000001", "BDG-000002", "BDG-000009"]


@pytest.mark.parametrize(
    ("first", "last", "problem"),
    [(19, 21, BlockProblem.OUTSIDE), (0, 3, BlockProblem.NO_SERIALS), (5, 4, BlockProblem.NO_SERIALS)],
)
def test_what_is_not_of_the_batch_is_not_blocked(
    shop: SmallShop, first: int, last: int, problem: BlockProblem
) -> None:
    batch_id = opened_batch(shop)
    assert office_of(shop).block_serials(block_request(shop, batch_id, first, last)) == NotBlocked(
        problem=problem
    )
    assert office_of(shop).block_serials(block_request(shop, b"none", 1, 2)) == NotBlocked(
        problem=BlockProblem.UNKNOWN_BATCH
    )


def test_a_count_of_the_stock_says_what_is_missing(shop: SmallShop) -> None:
    batch_id = opened_batch(shop)
    rows = printed(shop, batch_id)
    enrolled(shop, card=rows[0].payload)
    blocked(shop, batch_id, 10, 12)
    counted = (SerialRange(first=4, last=9),)
    assert office_of(shop).missing_serials(batch_id, counted) == (
        SerialRange(first=2, last=3),
        SerialRange(first=13, last=20),
    )
    assert office_of(shop).missing_serials(b"none", counted) is None


def test_a_preprinted_voucher_pays_once(shop: SmallShop) -> None:
    batch_id = opened_batch(shop, kind_id="ten")
    row = printed(shop, batch_id)[0]
    assert standing(shop, row.payload) is VoucherStanding.VALID
    plain = shop.till.quoted(basket_of(shop, "KOP-003"), TenderKind.QRIS).quote.payable
    done = pay(shop, with_voucher(basket_of(shop, "KOP-003", member=None), row.code))
    assert done.payable < plain
    assert standing(shop, row.payload) is VoucherStanding.USED_UP
    again = with_voucher(basket_of(shop, "KOP-003", member=None), row.code)
    assert shop.till.quoted(again, TenderKind.QRIS).quote.payable == plain
    assert office_of(shop).missing_serials(batch_id, ()) == (SerialRange(first=2, last=20),)


def test_a_voucher_lives_again_when_its_sale_is_void_but_not_when_it_is_blocked(shop: SmallShop) -> None:
    batch_id = opened_batch(shop, kind_id="ten")
    row = printed(shop, batch_id)[0]
    done = pay(shop, with_voucher(basket_of(shop, "KOP-003"), row.code))
    void(shop, done)
    assert standing(shop, row.payload) is VoucherStanding.VALID
    pay(shop, with_voucher(basket_of(shop, "KOP-003"), row.code))
    assert standing(shop, row.payload) is VoucherStanding.USED_UP
    blocked(shop, batch_id, 1, 2)
    assert standing(shop, row.payload) is VoucherStanding.REVOKED


def test_a_return_revokes_what_the_sale_gave_and_leaves_the_preprinted_one_alone(shop: SmallShop) -> None:
    """The beans give two vouchers of the same kind, which go back with them."""
    row = printed(shop, opened_batch(shop, kind_id="ten"))[0]
    done = pay(shop, with_voucher(basket_of(shop, "BIJ-001"), row.code))
    void(shop, done)
    assert standing(shop, row.payload) is VoucherStanding.VALID
    with shop.store.reading() as unit:
        assert [one.revoked for one in unit.benefits.vouchers_of(shop.members[0])] == [True, True]


def test_a_blocked_voucher_pays_nothing(shop: SmallShop) -> None:
    batch_id = opened_batch(shop, kind_id="ten")
    row = printed(shop, batch_id)[7]
    blocked(shop, batch_id, 8, 8)
    assert standing(shop, row.payload) is VoucherStanding.REVOKED
    shown = with_voucher(basket_of(shop, "KOP-003"), row.code)
    plain = shop.till.quoted(basket_of(shop, "KOP-003"), TenderKind.QRIS).quote.payable
    assert shop.till.quoted(shown, TenderKind.QRIS).quote.payable == plain


def test_vouchers_end_on_the_day_that_was_said_or_as_their_kind_says(shop: SmallShop) -> None:
    own = office_of(shop).open_batch(batch_request(shop, kind_id="ten", last_day=date(2026, 11, 30)))
    kind = office_of(shop).open_batch(batch_request(shop, 21, 30, kind_id="ten"))
    assert isinstance(own, BatchIsOpen)
    assert isinstance(kind, BatchIsOpen)
    assert own.batch.of == VouchersOf(kind_id="ten")
    assert own.expires_at == end_of_day(date(2026, 11, 30), "Asia/Jakarta")
    assert kind.expires_at == end_of_day(date(2026, 12, 22), "Asia/Jakarta")
    row = printed(shop, own.batch.batch_id)[0]
    shop.clock.at = NOON + 8 * DAY
    assert standing(shop, row.payload) is VoucherStanding.VALID
    shop.clock.at = NOON + 9 * DAY
    assert standing(shop, row.payload) is VoucherStanding.EXPIRED


def test_a_batch_without_its_key_prints_nothing_and_its_codes_still_work(shop: SmallShop) -> None:
    batch_id = opened_batch(shop)
    row = printed(shop, batch_id)[0]
    keys = shared.personal_keys
    with shop.store.writing() as unit:
        unit.connection.execute(delete(keys).where(keys.c.subject_id == batch_id))
    assert office_of(shop).batch_sheet(batch_id) is NoSheet.ERASED
    assert office_of(shop).batch_sheet(b"none") is NoSheet.UNKNOWN_BATCH
    assert enrolled(shop, card=row.payload).card == row.code


def test_ten_thousand_cards_are_one_short_wait(shop: SmallShop) -> None:
    before = process_time()
    opened_batch(shop, 1, 10_000)
    took = process_time() - before
    with shop.store.reading() as unit:
        rows = unit.connection.execute(select(func.count()).select_from(batch_codes)).scalar_one()
    assert rows == 10_000
    assert len(encode(last_record(shop))) < 1_000, "the record doesn't grow with the batch"
    assert took < 1, "seconds of work, whoever else is at work on this machine"


def test_the_check_of_a_store_sees_what_was_changed_behind_its_back(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        batch_id = opened_batch(shop)
        blocked(shop, batch_id, 2, 3)
        with shop.store.writing() as unit:
            unit.connection.execute(update(shared.batches).values(last=25))
            unit.connection.execute(delete(shared.batch_blocks))
            unit.connection.execute(delete(batch_codes).where(batch_codes.c.serial == 7))
        assert {code for code, _ in complaints(shop)} == {"batch", "batch-block", "batch-codes"}
