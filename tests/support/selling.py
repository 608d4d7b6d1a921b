"""A few words for tests that sell at the small shop's till."""

from app.domain.basket import TenderKind
from app.services.commit_sale import Payment
from app.services.member_view import MemberView
from app.services.open_basket import OpenBasket, asking, with_item, with_member
from app.services.outcomes import MemberFound, SaleDone
from app.services.scans import Scan, ScanSource, Symbology
from tests.support.shop import SmallShop


def scan(text: str, symbology: Symbology = Symbology.UNKNOWN) -> Scan:
    """What a scanner would say."""
    return Scan(text, symbology, ScanSource.SERIAL, 0)


def member_at(shop: SmallShop, member: int = 0) -> MemberView:
    """A member as the till knows him now."""
    found = shop.till.resolve(scan(shop.cards[member]))
    assert isinstance(found, MemberFound), found
    return found.member


def basket_of(shop: SmallShop, *skus: str, member: int | None = 0, points: int = 0) -> OpenBasket:
    """An open basket, asking for points."""
    basket = shop.till.open_basket()
    for sku in skus:
        basket = with_item(basket, shop.item(sku))
    if member is not None:
        basket = with_member(basket, member_at(shop, member))
    return asking(basket, points)


def pay(shop: SmallShop, basket: OpenBasket, kind: TenderKind = TenderKind.QRIS) -> SaleDone:
    """Pays what it costs."""
    payable = shop.till.quoted(basket, kind).quote.payable
    payment = Payment(kind=kind, received=payable, expected=payable, cashier_id=shop.cashier_id)
    done = shop.till.commit(basket, payment)
    assert isinstance(done, SaleDone), done
    return done


def sell(shop: SmallShop, *skus: str, member: int | None = 0, points: int = 0) -> SaleDone:
    """One sale."""
    return pay(shop, basket_of(shop, *skus, member=member, points=points))
