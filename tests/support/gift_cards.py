"""A few words for tests that sell, spend and bring back gift value at the small shop's till."""

from app.domain.basket import Item, ItemKind, PaymentMethod, TenderKind
from app.domain.ledger import GIFT_VALUE_BOOK
from app.services.gift_cards import known_gift_card
from app.services.open_basket import OpenBasket, asking_gift_card, with_gift_load, with_item
from app.services.outcomes import SaleDone
from app.services.return_outcomes import ReturnDone
from tests.support.selling import basket_of, pay
from tests.support.shop import SmallShop

METHOD = PaymentMethod.GIFT_VALUE


def gift_item(amount: int) -> Item:
    """Gift value of an amount."""
    return Item(
        sku="GIFT", gtin="", name="Kartu hadiah", category="Kartu", price=amount, kind=ItemKind.GIFT_VALUE
    )


def loading(shop: SmallShop, *loads: tuple[int, str], member: int | None = None) -> OpenBasket:
    """A basket that loads amounts onto cards; an empty code: onto a new one."""
    basket = basket_of(shop, member=member)
    for amount, code in loads:
        basket = with_item(basket, gift_item(amount))
        basket = with_gift_load(basket, basket.lines[-1].number, code)
    return basket


def load(shop: SmallShop, amount: int, code: str = "", kind: TenderKind = TenderKind.QRIS) -> str:
    """Sells gift value; the code of its card."""
    done = pay(shop, loading(shop, (amount, code)), kind)
    return code or done.gift_cards[0]


def asked(basket: OpenBasket, *cards: tuple[str, int]) -> OpenBasket:
    """The basket that asks cards for amounts, in order."""
    for code, amount in cards:
        basket = asking_gift_card(basket, code, amount)
    return basket


def spend(
    shop: SmallShop, *cards: tuple[str, int], skus: tuple[str, ...] = ("KOP-001",), member: int | None = None
) -> SaleDone:
    """A sale that cards pay, and QRIS what they leave."""
    return pay(shop, asked(basket_of(shop, *skus, member=member), *cards))


def balance_of(shop: SmallShop, code: str) -> int:
    """Rupiah on a card, as this till knows it; 0: it knows no such card."""
    with shop.store.reading() as unit:
        card = known_gift_card(unit, code, shop.clock.now())
    return 0 if card is None else card.balance


def usable_of(shop: SmallShop, code: str) -> int:
    """Rupiah that this till may take of a card."""
    with shop.store.reading() as unit:
        card = known_gift_card(unit, code, shop.clock.now())
    return 0 if card is None else card.usable


def lots_of(shop: SmallShop, code: str) -> list[int]:
    """What is left of each load of a card, the oldest first."""
    with shop.store.reading() as unit:
        card = unit.members.gift_card(code)
        if card is None:
            return []
        lots = unit.members.holding(card.member_id, shop.clock.now(), GIFT_VALUE_BOOK).lots
    return [lot.remaining for lot in sorted(lots, key=lambda lot: lot.earned_at)]


def money_of(done: ReturnDone) -> dict[str, int]:
    """Rupiah that went back, by method."""
    return {part.method.value: part.amount for part in done.money}
