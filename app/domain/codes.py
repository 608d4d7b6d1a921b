"""Codes with check characters: those of member cards, vouchers and gift cards, and the trade's GTIN."""

CARD_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_CHECK_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CARD_DATA = 16
CARD_LENGTH = _CARD_DATA + 1
_QR_PREFIX = "SETIA:M/"
_VOUCHER_QR_PREFIX = "SETIA:V/"
_VOUCHER_MARK = "V"
_GIFT_QR_PREFIX = "SETIA:G/"
_GIFT_MARK = "G"
RECEIPT_QR_PREFIX = "SETIA:R/"
"""Before a receipt's number in its QR code."""


def card_code(entropy: bytes) -> str:
    """A card's printed code: ten random bytes as 16 base-32 characters and one ISO 7064 MOD 37,36 check."""
    data = _data(entropy)
    return data + _check_character(data)


def _data(entropy: bytes) -> str:
    if len(entropy) != 10:
        raise ValueError(f"a code takes 10 bytes, not {len(entropy)}")
    number = int.from_bytes(entropy, "big")
    return "".join(CARD_ALPHABET[number >> shift & 31] for shift in range(75, -1, -5))


def is_card_code(text: str) -> bool:
    """Whether a text has the form and the check character of a card code."""
    return _has_form(text) and text[-1] == _check_character(text[:-1])


def _has_form(text: str) -> bool:
    return len(text) == CARD_LENGTH and all(character in CARD_ALPHABET for character in text[:-1])


def qr_payload(code: str) -> str:
    """What a card's QR holds: a URI of capitals only, which QR packs tightest. No personal data."""
    return _QR_PREFIX + code


def card_code_in(text: str) -> str | None:
    """The card code that a scan holds, as QR payload or bare (Code 128), in any case; None: it holds none."""
    code = text.strip().upper().removeprefix(_QR_PREFIX)
    return code if is_card_code(code) else None


def voucher_code(entropy: bytes) -> str:
    """A voucher's printed code, as a card's but with the check of "V" and its data: it is never a card's code, too.

    (Each step of the check is one-to-one, so two beginnings never meet.)
    """
    data = _data(entropy)
    return data + _check_character(_VOUCHER_MARK + data)


def is_voucher_code(text: str) -> bool:
    """Whether a text has the form and the check character of a voucher's code."""
    return _has_form(text) and text[-1] == _check_character(_VOUCHER_MARK + text[:-1])


def voucher_qr_payload(code: str) -> str:
    """What a voucher's QR holds."""
    return _VOUCHER_QR_PREFIX + code


def voucher_code_in(text: str) -> str | None:
    """The voucher code that a scan holds, as QR payload or bare, in any case; None: it holds none."""
    code = text.strip().upper().removeprefix(_VOUCHER_QR_PREFIX)
    return code if is_voucher_code(code) else None


def gift_card_code(entropy: bytes) -> str:
    """A gift card's printed code, as a card's but with the check of "G" and its data: no code is two things."""
    data = _data(entropy)
    return data + _check_character(_GIFT_MARK + data)


def is_gift_card_code(text: str) -> bool:
    """Whether a text has the form and the check character of a gift card's code."""
    return _has_form(text) and text[-1] == _check_character(_GIFT_MARK + text[:-1])


def gift_card_qr_payload(code: str) -> str:
    """What a gift card's QR holds."""
    return _GIFT_QR_PREFIX + code


def gift_card_code_in(text: str) -> str | None:
    """The gift card's code that a scan holds, as QR payload or bare, in any case; None: it holds none."""
    code = text.strip().upper().removeprefix(_GIFT_QR_PREFIX)
    return code if is_gift_card_code(code) else None


def receipt_number_in(text: str) -> str | None:
    """The number that a receipt's QR holds, in any case; None: it is no receipt's."""
    held = text.strip().upper()
    number = held.removeprefix(RECEIPT_QR_PREFIX)
    return number if number and number != held else None


def _check_character(data: str) -> str:
    """ISO/IEC 7064 MOD 37,36: finds every single wrong character, and at each place every swap of neighbours but
    that of one pair.
    """
    product = 36
    for character in data:
        total = (product + _CHECK_ALPHABET.index(character)) % 36 or 36
        product = total * 2 % 37
    return _CHECK_ALPHABET[(37 - product) % 36]


def gtin_in(text: str) -> str | None:
    """The GTIN of an EAN-8, UPC-A, EAN-13 or GTIN-14 with a right check digit; UPC-A becomes EAN-13."""
    text = text.strip()
    if len(text) not in (8, 12, 13, 14) or not (text.isascii() and text.isdigit()):
        return None
    if gtin_check_digit(text[:-1]) != text[-1]:
        return None
    return "0" + text if len(text) == 12 else text


def gtin_check_digit(data: str) -> str:
    """The GS1 mod-10 check digit for all digits of a GTIN but the last."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(data)))
    return str(-total % 10)
