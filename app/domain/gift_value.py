"""Gift cards in a basket and in a return: which card carries how much, and which gets how much back.

A gift card is its bearer's. It has one book, in rupiah, under an owner that is made of its code (`ledger.gift_owner`).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.domain.basket import ItemKind, Line, PaymentMethod
from app.domain.holding import Holding, Movement, living
from app.domain.numbers import per_unit
from app.domain.quote import Quote
from app.domain.returns import ReturnQuote
from app.domain.taking_back import claw_back


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftAsk:
    """A gift card is to carry so many rupiah of the bill, or what is left to pay. code: as `codes` writes it."""

    code: str
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftLoad:
    """What a line of gift value is loaded onto: a card that is in use, or one that was printed before.

    A line that no load names is a new card's.
    """

    line: int
    code: str


def carried_by_cards(asked: Iterable[int], quote: Quote) -> tuple[int, ...]:
    """Of the bill, what each card carries of what it was asked for: the first card pays first."""
    left = sum(part.amount for part in quote.carried if part.method is PaymentMethod.GIFT_VALUE)
    shares: list[int] = []
    for amount in asked:
        shares.append(min(amount, left))
        left -= shares[-1]
    return tuple(shares)


def back_to_cards(left: Sequence[int], amount: int) -> tuple[int, ...]:
    """What each card gets of an amount that comes back: the last that paid first.

    left: what each carried and hasn't got back yet, in the order in which they paid.
    """
    shares: list[int] = []
    for carried in reversed(left):
        shares.insert(0, min(carried, amount))
        amount -= shares[0]
    return tuple(shares)


def loaded_by(line: Line) -> int:
    """Rupiah that a line puts onto a card: its full price, whatever a rule or a person took off what is paid."""
    return line.price if line.item.kind is ItemKind.GIFT_VALUE else 0


def load_returned(line: Line, returned: ReturnQuote) -> int:
    """Rupiah that a return takes off a line's card again. Units are all worth the same; a broken line goes whole."""
    quantity = sum(back.quantity for back in returned.lines if back.number == line.number)
    return per_unit(line.item.price, quantity) if loaded_by(line) else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Unloaded:
    """spent: rupiah that the card no longer has, or that aren't this till's to take."""

    movement: Movement
    spent: int


def unload(holding: Holding, amount: int, lot_id: bytes, at: int) -> Unloaded:
    """Takes a returned load off a card: its own lot first, then the oldest. A card never owes."""
    there = sum(lot.remaining for lot in living(holding, at))
    taken = min(amount, there)
    return Unloaded(movement=claw_back(holding, taken, lot_id, at).movement, spent=amount - taken)
