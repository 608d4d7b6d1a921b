"""A batch that one till opens is known to all: its cards go out anywhere, its vouchers pay at that till alone."""

from pathlib import Path

from sqlalchemy import select

from app.domain.basket import TenderKind
from app.domain.serials import SerialRange
from app.services.batch_outcomes import BatchSheet
from app.services.enrol_outcomes import EnrolProblem, EnrolRefused
from app.services.open_basket import with_voucher
from app.services.outcomes import VoucherFound, VoucherStanding
from app.storage.server.tables import shared
from tests.server.test_people import found, two_tills
from tests.server.test_restored_till import backup_of, restored
from tests.server.test_restored_till import enrolled as joined_till
from tests.support.enrolling import enrolled, request_of
from tests.support.gift_shop import gift_programme
from tests.support.joined_centre import Joined
from tests.support.office import at_rules, office_of
from tests.support.printed import blocked, opened_batch, printed
from tests.support.selling import basket_of, pay, scan
from tests.support.server_word import complaints
from tests.support.shop import SmallShop
from tests.support.two_tills import exchange_of, settle


def standing(shop: SmallShop, code: str) -> VoucherStanding:
    outcome = shop.till.resolve(scan(code))
    assert isinstance(outcome, VoucherFound), outcome
    return outcome.standing


def test_cards_of_one_till_s_batch_are_given_out_at_the_other(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        batch_id = opened_batch(first)
        settle(exchanges, first)
        rows = printed(second, batch_id)
        assert rows == printed(first, batch_id)
        done = enrolled(second, card=rows[0].payload)
        settle(exchanges, first)
        assert found(first, rows[0].code).member_id == done.member.member_id
        assert office_of(first).missing_serials(batch_id, ()) == (SerialRange(first=2, last=20),)


def test_what_two_tills_block_is_blocked_at_both(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        batch_id = opened_batch(first)
        rows = printed(first, batch_id)
        settle(exchanges, first)
        blocked(first, batch_id, 2, 3)
        blocked(second, batch_id, 3, 5)
        settle(exchanges, first)
        for till, phone in ((first, "0812-1111-4444"), (second, "0812-1111-5555")):
            assert office_of(till).batches()[0].blocked == (SerialRange(first=2, last=5),)
            refused = office_of(till).enrol(request_of(till, phone, card=rows[4].payload))
            assert refused == EnrolRefused(problem=EnrolProblem.CARD_BLOCKED)


def test_a_preprinted_voucher_pays_only_at_the_till_that_opened_its_batch(
    joined: Joined, tmp_path: Path
) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        at_rules(first, gift_programme(first.programme))
        batch_id = opened_batch(first, kind_id="ten")
        settle(exchanges, first)
        code = printed(first, batch_id)[0].code
        assert standing(second, code) is VoucherStanding.ELSEWHERE
        plain, shown = (basket_of(second, "KOP-003", member=None) for _ in range(2))
        quoted = [second.till.quoted(one, TenderKind.QRIS) for one in (plain, with_voucher(shown, code))]
        assert quoted[0].quote.payable == quoted[1].quote.payable
        assert standing(first, code) is VoucherStanding.VALID
        pay(first, with_voucher(basket_of(first, "KOP-003", member=None), code))
        settle(exchanges, first)
        assert standing(first, code) is VoucherStanding.USED_UP
    vouchers = shared.vouchers
    with joined.centre.database.reading() as connection:
        row = connection.execute(select(vouchers).where(vouchers.c.code == code)).one()
    assert (row.uses_left, row.document_id, row.holder_id) == (0, batch_id, joined.till.terminal_id)


def test_the_server_keeps_a_batch_s_secret_sealed(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, _, exchanges):
        batch_id = opened_batch(first)
        sheet = office_of(first).batch_sheet(batch_id)
        settle(exchanges, first)
    assert isinstance(sheet, BatchSheet)
    batches, sidecars = shared.batches, shared.sidecars
    with joined.centre.database.reading() as connection:
        row = connection.execute(select(batches)).one()
        sealed = connection.execute(select(sidecars).where(sidecars.c.subject_id == batch_id)).one()
    assert (row.batch_id, row.first, row.last, row.kind_id) == (batch_id, 1, 20, "")
    assert sheet.secret not in sealed.sealed


def test_a_restored_till_takes_no_voucher_of_a_batch_that_it_opened_before(joined: Joined) -> None:
    shop = joined_till(joined)
    at_rules(shop, gift_programme(shop.programme))
    known = opened_batch(shop, kind_id="ten")
    cards = opened_batch(shop)
    backup = backup_of(shop)
    later = opened_batch(shop, 21, 30, kind_id="ten")
    codes = [printed(shop, batch_id)[0].code for batch_id in (known, later)]
    for code in codes:
        pay(shop, with_voucher(basket_of(shop, "KOP-003", member=None), code))
    settle([exchange_of(shop, joined.centre)], shop)
    shop.store.close()
    again, _ = restored(shop, backup, shop.directory)
    assert standing(again, codes[0]) is VoucherStanding.ELSEWHERE, "nobody told it what was used since"
    settle([exchange_of(again, joined.centre)], again)
    assert [standing(again, code) for code in codes] == [VoucherStanding.ELSEWHERE] * 2
    fresh = opened_batch(again, 31, 40, kind_id="ten")
    settle([exchange_of(again, joined.centre)], again)
    assert standing(again, printed(again, fresh)[0].code) is VoucherStanding.VALID
    card = printed(again, cards)[0].code
    assert enrolled(again, card=card).card == card
    assert complaints(again) == []
    again.store.close()
