"""Money, points, quantities, dates and phone numbers as people here write them.

Indonesian forms in both languages: a shop's figures must look the same on the screen and on the paper. Babel
does the same for money, but costs the first window 60 ms.
"""

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from app.domain.basket import UNIT
from app.domain.numbers import half_up
from app.words.translate import Language, Words

_MINUS = "\N{MINUS SIGN}"
_MASK = "\N{BULLET}" * 4
_COUNTRY = "+62"


def rupiah(amount: int) -> str:
    """1250000 is `Rp1.250.000`; −500 is `−Rp500`."""
    return f"{_sign(amount)}Rp{_grouped(abs(amount))}"


def rupiah_exact(numerator: int, denominator: int) -> str:
    """An amount of rupiah before it is rounded, to two decimals: `Rp4.782,5`."""
    hundredths = half_up(Fraction(abs(numerator) * 100, denominator))
    decimals = f"{hundredths % 100:02d}".rstrip("0")
    return f"{_sign(numerator)}Rp{_grouped(hundredths // 100)}{',' + decimals if decimals else ''}"


def points(count: int) -> str:
    """1250 is `1.250`."""
    return _sign(count) + _grouped(abs(count))


def quantity(thousandths: int) -> str:
    """2000 is `2`; 1250 is `1,25`."""
    whole, rest = divmod(abs(thousandths), UNIT)
    decimals = f"{rest:03d}".rstrip("0")
    return f"{_sign(thousandths)}{_grouped(whole)}{',' + decimals if decimals else ''}"


def decimal(value: Decimal) -> str:
    """1.25 is `1,25`; 10 is `10`."""
    text = f"{abs(value):f}"
    whole, _, decimals = text.partition(".")
    decimals = decimals.rstrip("0")
    sign = _MINUS if value < 0 else ""
    return f"{sign}{_grouped(int(whole))}{',' + decimals if decimals else ''}"


def percent(value: Decimal) -> str:
    """10 is `10%`; 2.5 is `2,5%`."""
    return decimal(value) + "%"


def masked_phone(phone: str) -> str:
    """+6281234567890 is `0812••••890`; what is too short to hide anything is hidden whole."""
    local = "0" + phone.removeprefix(_COUNTRY) if phone.startswith(_COUNTRY) else phone
    return local[:4] + _MASK + local[-3:] if len(local) >= 9 else _MASK


def day(words: Words, when: date) -> str:
    """31 December 2026 is `31 Des 2026` or `31 Dec 2026`."""
    return f"{when.day} {_MONTHS[words.language][when.month - 1]} {when.year}"


def moment(when: datetime) -> str:
    """As papers have it: `22/11/2026 14:05`. `strftime` asks for the machine's time zone first, which costs more."""
    return f"{short_day(when)} {when.hour:02}:{when.minute:02}"


def short_day(when: date) -> str:
    """`22/11/2026`."""
    return f"{when.day:02}/{when.month:02}/{when.year:04}"


_MONTHS = {
    Language.INDONESIAN: ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
    Language.ENGLISH: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
}


def _sign(amount: int) -> str:
    return _MINUS if amount < 0 else ""


def _grouped(amount: int) -> str:
    return f"{amount:,}".replace(",", ".")
