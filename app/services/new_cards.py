"""Whether a preprinted card may be given to somebody."""

from enum import StrEnum

from app.domain.batches import Cards
from app.services.unit import Unit


class CardFault(StrEnum):
    """Why a card of ours can't be anybody's. FOREIGN: it is in none of the shop's batches."""

    BLOCKED = "blocked"
    FOREIGN = "foreign"


def card_fault(unit: Unit, code: str) -> CardFault | None:
    """Why a card isn't given out; None: it may be, as any in a shop that has no batches of cards."""
    printed = unit.batches.preprinted(code)
    if printed is not None and isinstance(printed.of.batch.of, Cards):
        return CardFault.BLOCKED if printed.blocked else None
    return CardFault.FOREIGN if unit.batches.has_cards() else None
