"""How many pieces are in a basket."""

from collections.abc import Iterable

from app.domain.basket import UNIT
from app.words.money import quantity
from app.words.translate import Words


def pieces(words: Words, quantities: Iterable[int]) -> str:
    """Of quantities in thousandths; empty: there are none."""
    whole = sum(quantities)
    if not whole:
        return ""
    return words.ngettext("{count} piece", "{count} pieces", whole // UNIT, count=quantity(whole))
