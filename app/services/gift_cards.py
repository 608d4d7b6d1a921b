"""Gift cards at the till: what one may pay here, what a basket asks of them, and what a sale moves on them."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.basket import PaymentMethod, TenderPart
from app.domain.changes import Change, GiftCardOpened
from app.domain.codes import gift_card_code, is_gift_card_code
from app.domain.gift_value import carried_by_cards, loaded_by
from app.domain.holding import Booking, Holding, booked, credit, spending, usable_of
from app.domain.ledger import GIFT_VALUE_BOOK, Asset, draw, gift_lot, gift_owner, new_lot
from app.services.open_basket import OpenBasket
from app.services.outcomes import SaleRefusal
from app.services.ports import Chance
from app.services.sale_gifts import Gifts, Sold
from app.services.unit import Unit

_CODE_BYTES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownGiftCard:
    """A gift card that was loaded. balance: rupiah on it. holding: what of it this till has the right to spend."""

    owner_id: bytes
    balance: int
    holding: Holding
    usable: int
    blocked: bool


def known_gift_card(unit: Unit, code: str, at: int) -> KnownGiftCard | None:
    """None: nobody here knows of a load."""
    card = unit.members.gift_card(code)
    if card is None:
        return None
    holding = unit.members.holding(card.member_id, at, GIFT_VALUE_BOOK)
    lots = unit.members.all_lots(card.member_id, GIFT_VALUE_BOOK)
    return KnownGiftCard(
        owner_id=card.member_id,
        balance=sum(lot.remaining for lot in lots),
        holding=holding,
        usable=0 if card.blocked else usable_of(holding, at),
        blocked=card.blocked,
    )


def gift_parts(unit: Unit, basket: OpenBasket, at: int) -> tuple[TenderPart, ...]:
    """What the basket's gift cards are asked for, each at most what it may pay here."""
    return tuple(
        TenderPart(method=PaymentMethod.GIFT_VALUE, amount=amount)
        for amount in _asked(unit, basket, at)
        if amount
    )


def _asked(unit: Unit, basket: OpenBasket, at: int) -> tuple[int, ...]:
    """By card."""
    cards = ((ask, known_gift_card(unit, ask.code, at)) for ask in basket.gift_cards)
    return tuple(0 if card is None else min(ask.amount, card.usable) for ask, card in cards)


def gift_card_refusal(unit: Unit, basket: OpenBasket, at: int) -> SaleRefusal | None:
    """Why a gift card can't be what the basket wants of it; None: each can."""
    for load in basket.gift_loads:
        if not is_gift_card_code(load.code):
            return SaleRefusal.UNKNOWN_GIFT_CARD
        loaded = unit.members.gift_card(load.code)
        if loaded is not None and loaded.blocked:
            return SaleRefusal.BLOCKED_GIFT_CARD
    for ask in basket.gift_cards:
        refused = _cannot_pay(known_gift_card(unit, ask.code, at), ask.amount)
        if refused is not None:
            return refused
    return None


def _cannot_pay(card: KnownGiftCard | None, amount: int) -> SaleRefusal | None:
    if card is None:
        return SaleRefusal.UNKNOWN_GIFT_CARD
    if card.blocked:
        return SaleRefusal.BLOCKED_GIFT_CARD
    if card.usable >= amount:
        return None
    return SaleRefusal.GIFT_CARD_SHORT if card.balance < amount else SaleRefusal.GIFT_CARD_ELSEWHERE


def with_gift_value(unit: Unit, chance: Chance, sold: Sold, gifts: Gifts) -> Gifts:
    """The sale's gifts, and what it moves on gift cards: what they pay leaves them before anything is loaded."""
    opened = dict(_opened(chance, sold))
    new = {code for code in opened.values() if unit.members.gift_card(code) is None}
    changes: tuple[Change, ...] = tuple(
        GiftCardOpened(member_id=gift_owner(code), code=code) for code in opened.values() if code in new
    )
    return Gifts(
        bookings=(*gifts.bookings, *_paid(unit, sold), *_loaded(sold, opened)),
        changes=(*gifts.changes, *dict.fromkeys(changes)),
    )


def _opened(chance: Chance, sold: Sold) -> Iterator[tuple[int, str]]:
    """The code of the card that each line of gift value is loaded onto."""
    named = {load.line: load.code for load in sold.quoted.basket.gift_loads}
    for line in sold.quoted.inputs.lines:
        if loaded_by(line):
            yield line.number, named.get(line.number) or gift_card_code(chance.random_bytes(_CODE_BYTES))


def _paid(unit: Unit, sold: Sold) -> Iterator[Booking]:
    """What leaves each card that pays. Raises ValueError when it hasn't what the quote says."""
    basket, now = sold.quoted.basket, sold.now
    shares = carried_by_cards(_asked(unit, basket, now), sold.quoted.quote)
    for ask, share in zip(basket.gift_cards, shares, strict=True):
        if share:
            owner_id = gift_owner(ask.code)
            draws = draw(unit.members.holding(owner_id, now, GIFT_VALUE_BOOK).lots, share, now)
            if draws is None:
                raise ValueError(f"a gift card hasn't the {share} that the quote says it pays")
            yield from booked(owner_id, GIFT_VALUE_BOOK, spending(Asset.GIFT_VALUE, draws))


def _loaded(sold: Sold, codes: dict[int, str]) -> Iterator[Booking]:
    """A lot for each line."""
    quoted, now = sold.quoted, sold.now
    for line in quoted.inputs.lines:
        if line.number in codes:
            lot_id = gift_lot(quoted.basket.sale_id, line.number)
            lot = new_lot(quoted.programme, Asset.GIFT_VALUE, lot_id, loaded_by(line), now)
            movement = credit(Holding(asset=Asset.GIFT_VALUE), lot)
            yield from booked(gift_owner(codes[line.number]), GIFT_VALUE_BOOK, movement)
