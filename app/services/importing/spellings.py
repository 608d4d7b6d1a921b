"""Amounts, counts, flags and phone numbers in the spellings that shops' files have."""

import re
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import lru_cache
from typing import Final

from app.domain.basket import ItemKind

MOST_DIGITS = 15
_CURRENCY = re.compile(r"^(?:rp\.?|idr)\s*|\s*(?:rp|idr)$", re.IGNORECASE)
_TAIL = re.compile(r",-+$|\.-+$|\s+")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")
_BETWEEN_DIGITS = str.maketrans("", "", " -.()")
_PREFIX = re.compile(r"^(?:\+?62|0)")
_YES = frozenset({"yes", "y", "ya", "iya", "true", "1", "x", "v", "aktif", "active"})
_KINDS = {
    **{kind.value: kind for kind in ItemKind},
    "": ItemKind.GOODS,
    "barang": ItemKind.GOODS,
    "kartu-hadiah": ItemKind.GIFT_VALUE,
    "iuran": ItemKind.PLAN_FEE,
    "donasi": ItemKind.DONATION,
    "ongkir": ItemKind.DELIVERY_FEE,
    "ongkos-kirim": ItemKind.DELIVERY_FEE,
}
_NO = frozenset({"no", "n", "tidak", "tdk", "false", "0", "", "-", "nonaktif", "inactive"})


class Unreadable(Enum):
    """What a cell holds is not what its column is for."""

    UNREADABLE = "unreadable"


UNREADABLE: Final = Unreadable.UNREADABLE


def amount_in(text: str) -> Decimal | Unreadable:
    """A number in any of the forms `12500`, `Rp12.500`, `12,500.00`, `12.500,00`, `IDR 12 500,-`, `(12.500)`.

    The last of two different separators is the decimal one. One that stands alone before exactly three digits, or
    more than once, groups thousands: nobody writes thousandths of a rupiah.
    """
    bare = text.strip()
    negative = bare.startswith(("-", "\N{MINUS SIGN}")) or (bare.startswith("(") and bare.endswith(")"))
    bare = bare.strip("-\N{MINUS SIGN}()") if negative else bare
    bare = _TAIL.sub("", _CURRENCY.sub("", bare.strip()).replace("\N{NO-BREAK SPACE}", ""))
    whole, decimals = _parted(bare)
    if not whole.isascii() or not whole.isdigit() or len(whole) > MOST_DIGITS:
        return UNREADABLE
    if decimals and not (decimals.isascii() and decimals.isdigit() and len(decimals) <= MOST_DIGITS):
        return UNREADABLE
    number = Decimal(f"{whole}.{decimals or '0'}")
    return -number if negative else number


def _parted(bare: str) -> tuple[str, str]:
    """The digits before and after the decimal separator, without grouping; not digits: it is no number."""
    point, comma = bare.rfind("."), bare.rfind(",")
    if point >= 0 and comma >= 0:
        at = max(point, comma)
        decimal, grouping = bare[at], "," if bare[at] == "." else "."
        if bare.count(decimal) > 1:
            return "?", ""
        return _ungrouped(bare[:at], grouping), bare[at + 1 :]
    separator = "." if point >= 0 else ","
    groups = bare.split(separator)
    if len(groups) == 2 and (len(groups[1]) != 3 or groups[0] in ("", "0")):
        return groups[0] or "0", groups[1]
    return _ungrouped(bare, separator), ""


def _ungrouped(text: str, separator: str) -> str:
    first, *groups = text.split(separator)
    sound = not groups or (0 < len(first) <= 3 and all(len(group) == 3 for group in groups))
    return first + "".join(groups) if sound else "?"


def rupiah_in(text: str) -> int | Unreadable:
    """An amount of whole rupiah, zero or more."""
    amount = amount_in(text)
    if isinstance(amount, Unreadable) or amount < 0 or amount != amount.to_integral_value():
        return UNREADABLE
    return int(amount)


def count_in(text: str, *, plain: bool) -> Decimal | Unreadable:
    """Points. plain: the file writes numbers as programs do, so that a point is always the decimal one."""
    bare = text.strip()
    if plain and _PLAIN.fullmatch(bare) and len(bare) <= 2 * MOST_DIGITS:
        try:
            return Decimal(bare)
        except InvalidOperation:
            return UNREADABLE
    return amount_in(bare)


def flag_in(text: str) -> bool | Unreadable:
    """`yes`, `ya`, `true`, `1`, `Y`, … or their opposites; an empty cell is no."""
    word = text.strip().casefold()
    if word in _YES:
        return True
    return False if word in _NO else UNREADABLE


def kind_in(text: str) -> ItemKind | Unreadable:
    """`delivery-fee`, `ongkir`, …; an empty cell is goods."""
    word = "-".join(text.casefold().split())
    return _KINDS.get(word, UNREADABLE)


@lru_cache(maxsize=1)
def _mobile() -> re.Pattern[str]:
    """The library's own pattern of an Indonesian mobile number: nearly every row has one, and parsing is slow."""
    from phonenumbers import PhoneMetadata  # noqa: PLC0415 - see `phone_in`

    metadata = PhoneMetadata.metadata_for_region("ID")
    pattern = metadata.mobile.national_number_pattern if metadata and metadata.mobile else None
    return re.compile(pattern or r"(?!)")


def phone_in(text: str) -> str | Unreadable:
    """A phone number in any spelling of Indonesia, or of the world with its country code, as E.164.

    Also with the leading zero that a spreadsheet took away.
    """
    bare = text.strip().lstrip("'")
    if bare.startswith("00"):
        bare = "+" + bare[2:]
    digits = bare.translate(_BETWEEN_DIGITS)
    national = _PREFIX.sub("", digits)
    if digits.lstrip("+").isdecimal() and _mobile().fullmatch(national):
        return "+62" + national
    # Deferred: a tenth of a second to load, which only an import needs.
    import phonenumbers  # noqa: PLC0415

    try:
        number = phonenumbers.parse(bare, "ID")
    except phonenumbers.NumberParseException:
        return UNREADABLE
    if not phonenumbers.is_valid_number(number):
        return UNREADABLE
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
