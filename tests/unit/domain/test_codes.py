"""Check characters find the errors that they promise to find."""

from itertools import product
from random import Random

import pytest

from app.domain.codes import (
    CARD_ALPHABET,
    CARD_LENGTH,
    card_code,
    card_code_in,
    gift_card_code,
    gift_card_code_in,
    gift_card_qr_payload,
    gtin_check_digit,
    gtin_in,
    is_card_code,
    is_gift_card_code,
    is_voucher_code,
    qr_payload,
    voucher_code,
    voucher_code_in,
    voucher_qr_payload,
)

CHECKS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
CODES = [card_code(Random(seed).randbytes(10)) for seed in range(50)]


def with_character(code: str, place: int, character: str) -> str:
    return code[:place] + character + code[place + 1 :]


def swapped(code: str, place: int) -> str:
    return code[:place] + code[place + 1] + code[place] + code[place + 2 :]


def test_ten_bytes_are_sixteen_characters_and_a_check() -> None:
    assert card_code(bytes(10))[:-1] == "0" * 16
    assert card_code(b"\xff" * 10)[:-1] == "Z" * 16
    assert card_code(bytes.fromhex("00443214c74254b635cf"))[:-1] == "0123456789ABCDEF"
    assert all(len(code) == CARD_LENGTH and is_card_code(code) for code in CODES)


def test_a_code_takes_exactly_ten_bytes() -> None:
    with pytest.raises(ValueError, match="10 bytes"):
        card_code(bytes(9))


def test_the_check_character_is_that_of_iso_7064_mod_37_36() -> None:
    # The standard's recursion written down another way: the sum over all characters comes to 1.
    for code in CODES:
        remainder = 36
        for character in code[:-1]:
            remainder = (remainder + CHECKS.index(character)) % 36 or 36
            remainder = remainder * 2 % 37
        assert (remainder + CHECKS.index(code[-1])) % 36 == 1


@pytest.mark.parametrize("code", CODES[:10])
def test_every_single_wrong_character_is_found(code: str) -> None:
    wrong = [
        with_character(code, place, character)
        for place, character in product(range(CARD_LENGTH), CHECKS)
        if code[place] != character
    ]
    assert len(wrong) == CARD_LENGTH * 35
    assert not any(is_card_code(each) for each in wrong)


def test_every_swap_of_neighbours_is_found_but_of_one_pair_a_place() -> None:
    """ISO 7064's hybrid systems miss, after a given beginning, one pair of characters of adjacent value."""
    for code in CODES[:2]:
        for place in range(CARD_LENGTH - 2):
            tried = [
                (
                    left,
                    right,
                    card_code_like(with_character(with_character(code, place, left), place + 1, right)),
                )
                for left, right in product(CARD_ALPHABET, CARD_ALPHABET)
                if left < right
            ]
            missed = [(left, right) for left, right, each in tried if is_card_code(swapped(each, place))]
            assert len(missed) <= 1
            assert all((CHECKS.index(right) - CHECKS.index(left)) % 36 in {1, 35} for left, right in missed)


def card_code_like(code: str) -> str:
    """The valid code with the data of this one."""
    return next(each for each in (code[:-1] + check for check in CHECKS) if is_card_code(each))


@pytest.mark.parametrize("text", ["{qr}", " {qr}\r\n", "{code}", "{lower}", "{lower_qr}", "\t{code} "])
def test_a_card_s_code_is_read_from_its_qr_or_bare_in_any_case(text: str) -> None:
    for code in CODES[:5]:
        scan = text.format(
            qr=qr_payload(code), code=code, lower=code.lower(), lower_qr=qr_payload(code).lower()
        )
        assert card_code_in(scan) == code


@pytest.mark.parametrize(
    "text",
    ["", "SETIA:M/", "SETIA:R/{code}", "SETIA:M/SETIA:M/{code}", "{code}0", "x{code}", "8999999000014"],
)
def test_what_is_no_card_s_code_is_not_taken_for_one(text: str) -> None:
    assert card_code_in(text.format(code=CODES[0])) is None


def test_the_qr_payload_has_only_characters_that_qr_packs_tightest() -> None:
    tight = set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")
    assert all(set(qr_payload(code)) <= tight for code in CODES)


@pytest.mark.parametrize(
    ("text", "gtin"),
    [
        ("4006381333931", "4006381333931"),
        ("036000291452", "0036000291452"),
        ("96385074", "96385074"),
        ("10614141000415", "10614141000415"),
        (" 4006381333931\n", "4006381333931"),
        ("4006381333932", None),
        ("036000291453", None),
        ("400638133393", None),
        ("40063813339310", None),
        ("٤٠٠٦٣٨١٣٣٣٩٣١", None),
        ("-006381333931", None),
        ("", None),
    ],
)
def test_a_gtin_counts_with_a_right_check_digit_only(text: str, gtin: str | None) -> None:
    assert gtin_in(text) == gtin


def test_every_single_wrong_digit_of_a_gtin_is_found() -> None:
    data = "899999800001"
    code = data + gtin_check_digit(data)
    wrong = [
        with_character(code, place, digit)
        for place, digit in product(range(13), "0123456789")
        if code[place] != digit
    ]
    assert gtin_in(code) == code
    assert [each for each in wrong if gtin_in(each)] == []


def test_a_voucher_s_code_is_never_a_card_s_nor_the_other_way_round() -> None:
    for seed in range(2_000):
        entropy = Random(seed).randbytes(10)
        card, voucher = card_code(entropy), voucher_code(entropy)
        assert (is_card_code(card), is_voucher_code(card)) == (True, False)
        assert (is_card_code(voucher), is_voucher_code(voucher)) == (False, True)


def test_a_voucher_is_read_as_qr_or_bare_in_any_case_and_a_card_s_qr_holds_none() -> None:
    code = voucher_code(bytes(range(10)))
    assert voucher_qr_payload(code) == f"SETIA:V/{code}"
    for text in (code, code.lower(), f" setia:v/{code.lower()}\n"):
        assert (voucher_code_in(text), card_code_in(text)) == (code, None)
    assert voucher_code_in(qr_payload(CODES[0])) is None
    assert voucher_code_in(qr_payload(code)) is None
    assert voucher_code_in(voucher_qr_payload(CODES[0])) is None


def test_every_single_wrong_character_of_a_voucher_s_code_is_found() -> None:
    code = voucher_code(bytes(range(10)))
    for place, character in product(range(CARD_LENGTH), CHECKS):
        assert is_voucher_code(with_character(code, place, character)) == (code[place] == character)


def test_no_code_is_two_things() -> None:
    for seed in range(200):
        entropy = Random(seed).randbytes(10)
        card, voucher, gift = card_code(entropy), voucher_code(entropy), gift_card_code(entropy)
        assert len({card, voucher, gift}) == 3
        for code, kind in ((card, is_card_code), (voucher, is_voucher_code), (gift, is_gift_card_code)):
            kinds = (is_card_code, is_voucher_code, is_gift_card_code)
            assert [one for one in kinds if one(code)] == [kind]


def test_a_gift_card_s_code_is_read_as_a_qr_or_bare_in_any_case() -> None:
    code = gift_card_code(b"0123456789")
    for text in (code, code.lower(), gift_card_qr_payload(code), f" {gift_card_qr_payload(code).lower()}\n"):
        assert gift_card_code_in(text) == code
    assert gift_card_code_in(qr_payload(code)) is None
