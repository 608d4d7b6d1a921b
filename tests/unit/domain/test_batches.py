"""Preprinted cards and vouchers: one secret makes all codes of a batch, and nobody without it makes any."""

import hmac
from dataclasses import replace
from hashlib import sha256

import pytest

from app.domain.batches import (
    LARGEST_BATCH,
    Batch,
    BatchRefusal,
    BlockRefusal,
    Cards,
    CodeEntry,
    Overlap,
    VouchersOf,
    block,
    code_of,
    entries,
    is_code_of,
    missing,
    print_rows,
    refusal_of,
)
from app.domain.codes import card_code, card_code_in, is_card_code, is_voucher_code, voucher_code_in
from app.domain.serials import SerialRange, Serials

SECRET, OTHER_SECRET = bytes(range(32)), bytes(32)


def from_to(first: int, last: int) -> SerialRange:
    return SerialRange(first=first, last=last)


CARDS = Batch(batch_id=b"b" * 16, of=Cards(), store="BDG", serials=from_to(101, 200))
VOUCHERS = replace(CARDS, batch_id=b"v" * 16, of=VouchersOf(kind_id="coffee-free"))
FIRST_CODE = "J5RG76NG3YME0EDVI"


def test_a_code_is_what_the_secret_makes_of_batch_and_serial() -> None:
    """Worked out with the library's other interface, and frozen: printed cards must scan for ever."""
    message = b"setia batch code 1\n" + bytes([0, 16]) + b"b" * 16 + bytes([0, 0, 0, 0, 0, 0, 0, 101])
    assert code_of(CARDS, SECRET, 101) == card_code(hmac.new(SECRET, message, sha256).digest()[:10])
    assert code_of(CARDS, SECRET, 101) == FIRST_CODE


def test_no_two_things_of_any_batches_have_a_code_in_common() -> None:
    batches = (CARDS, VOUCHERS, replace(CARDS, serials=from_to(201, 5_000)))
    codes = [entry.code for batch in batches for entry in entries(batch, SECRET)]
    codes += [entry.code for entry in entries(CARDS, OTHER_SECRET)]
    assert len(set(codes)) == len(codes) == 100 + 100 + 4_800 + 100
    assert sum(map(is_card_code, codes)) == len(codes) - 100
    assert sum(map(is_voucher_code, codes)) == 100


def test_the_index_says_which_batch_and_serial_a_code_is() -> None:
    index = {entry.code: entry for batch in (CARDS, VOUCHERS) for entry in entries(batch, SECRET)}
    code = code_of(VOUCHERS, SECRET, 150)
    assert index[code] == CodeEntry(code=code, batch_id=VOUCHERS.batch_id, serial=150)
    assert [entry.serial for entry in entries(CARDS, SECRET)] == list(range(101, 201))


def test_a_code_proves_the_serial_beside_it() -> None:
    code = code_of(CARDS, SECRET, 150)
    assert is_code_of(CARDS, SECRET, 150, code)
    for batch, secret, serial in ((CARDS, SECRET, 151), (CARDS, OTHER_SECRET, 150), (VOUCHERS, SECRET, 150)):
        assert not is_code_of(batch, secret, serial, code)
    assert not is_code_of(CARDS, SECRET, 100, code)
    assert not is_code_of(CARDS, SECRET, 150, "é")


def test_a_serial_outside_the_batch_and_a_short_secret_make_no_code() -> None:
    for serial in (100, 201):
        with pytest.raises(ValueError, match="not in this batch"):
            code_of(CARDS, SECRET, serial)
    with pytest.raises(ValueError, match="32 bytes"):
        code_of(CARDS, b"short", 101)


def test_a_printer_gets_serial_code_and_what_the_qr_holds() -> None:
    row = next(print_rows(CARDS, SECRET))
    assert (row.serial, row.code, row.payload) == ("BDG-000101", FIRST_CODE, f"SETIA:M/{FIRST_CODE}")
    assert card_code_in(row.payload) == row.code
    of_voucher = next(print_rows(VOUCHERS, SECRET))
    assert of_voucher.payload == f"SETIA:V/{of_voucher.code}"
    assert voucher_code_in(of_voucher.payload.lower()) == of_voucher.code
    assert card_code_in(of_voucher.payload) is None
    assert voucher_code_in(row.payload) is None


def test_what_is_blocked_is_not_printed_again() -> None:
    left = [row.serial for row in print_rows(CARDS, SECRET, blocked=(from_to(101, 198),))]
    assert left == ["BDG-000199", "BDG-000200"]


@pytest.mark.parametrize("store", ["", " ", "bdg", "BDG "])
def test_a_batch_wants_an_outlet_s_code_as_it_is_printed(store: str) -> None:
    assert refusal_of(replace(CARDS, store=store), ()) is BatchRefusal.NO_STORE


def test_a_batch_has_a_largest_size() -> None:
    assert refusal_of(replace(CARDS, serials=from_to(1, LARGEST_BATCH)), ()) is None
    assert refusal_of(replace(CARDS, serials=from_to(1, LARGEST_BATCH + 1)), ()) is BatchRefusal.TOO_LARGE


def test_no_serial_belongs_to_two_batches_of_the_same_things() -> None:
    jakarta = Batch(batch_id=b"j" * 16, of=Cards(), store="JKT", serials=from_to(200, 300))
    assert refusal_of(jakarta, [CARDS]) == Overlap(
        batch_id=CARDS.batch_id, store="BDG", serials=from_to(200, 200)
    )
    assert refusal_of(CARDS, [jakarta]) == Overlap(
        batch_id=jakarta.batch_id, store="JKT", serials=from_to(200, 200)
    )
    assert refusal_of(replace(jakarta, serials=from_to(201, 300)), [CARDS]) is None
    assert refusal_of(replace(jakarta, store="BDG"), [CARDS]) is not None


def test_cards_and_each_kind_of_voucher_count_for_themselves() -> None:
    assert refusal_of(VOUCHERS, [CARDS]) is None
    assert refusal_of(replace(VOUCHERS, batch_id=b"w" * 16, of=VouchersOf(kind_id="tea")), [VOUCHERS]) is None
    assert refusal_of(replace(VOUCHERS, batch_id=b"w" * 16), [VOUCHERS]) is not None


def test_a_batch_that_is_told_again_is_no_overlap() -> None:
    assert refusal_of(CARDS, [CARDS]) is None


def test_blocking_adds_up_and_again_changes_nothing() -> None:
    blocked: Serials = ()
    for wanted in (from_to(110, 119), from_to(130, 130), from_to(115, 125), from_to(126, 129)):
        found = block(CARDS, blocked, wanted)
        assert not isinstance(found, BlockRefusal)
        blocked = found
        assert block(CARDS, blocked, wanted) == blocked
    assert blocked == (from_to(110, 130),)


@pytest.mark.parametrize("wanted", [from_to(100, 101), from_to(200, 201), from_to(1, 999), from_to(300, 301)])
def test_only_serials_of_the_batch_can_be_blocked(wanted: SerialRange) -> None:
    assert block(CARDS, (), wanted) is BlockRefusal.OUTSIDE


def test_what_nobody_accounts_for_is_missing() -> None:
    in_stock, given_out, blocked = (
        (from_to(151, 200),),
        [from_to(101, 120), from_to(125, 125)],
        (from_to(150, 150),),
    )
    assert missing(CARDS, in_stock, given_out, blocked) == (from_to(121, 124), from_to(126, 149))
    assert missing(CARDS) == (CARDS.serials,)
    assert missing(CARDS, (from_to(1, 999),)) == ()
