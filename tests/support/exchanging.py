"""A few words for tests that exchange things at the small shop's till."""

from app.domain.basket import TenderKind
from app.services.approval import Approval
from app.services.exchange_outcomes import ExchangeDone, ExchangePreview, ExchangeRequest
from app.services.open_basket import OpenBasket
from app.services.outcomes import SaleDone
from app.services.returns_desk import ReturnsDesk
from app.words.blind_receipt import blind_receipt_of
from app.words.exchange_receipt import exchange_receipt_of
from app.words.translate import Language, Words
from tests.support.shop import SmallShop
from tests.support.taking_back import request_of


def desk_of(shop: SmallShop, language: Language = Language.ENGLISH) -> ReturnsDesk:
    """The returns desk of the shop's till."""
    words = Words(language)
    return ReturnsDesk(
        store=shop.store,
        clock=shop.clock,
        chance=shop.chance,
        write_exchange=lambda facts: exchange_receipt_of(words, facts),
        write_blind=lambda facts: blind_receipt_of(words, facts),
        on_commit=shop.told,
    )


def exchanging(
    shop: SmallShop,
    sale: SaleDone,
    basket: OpenBasket,
    *pieces: tuple[int, int],
    by: TenderKind = TenderKind.CASH,
    approval: Approval | None = None,
) -> ExchangeRequest:
    """A new request at the difference that the till would show, paid exactly."""
    blank = ExchangeRequest(
        exchange_id=shop.chance.new_id(shop.clock.at),
        back=request_of(shop, sale, *(pieces or ((1, 1),)), approval=approval),
        basket=basket,
        by=by,
        received=0,
        expected=0,
    )
    preview = desk_of(shop).preview_exchange(blank)
    if not isinstance(preview, ExchangePreview):
        return blank
    return ExchangeRequest(
        exchange_id=blank.exchange_id,
        back=blank.back,
        basket=basket,
        by=by,
        received=preview.to_pay,
        expected=preview.difference,
    )


def exchange(
    shop: SmallShop,
    sale: SaleDone,
    basket: OpenBasket,
    *pieces: tuple[int, int],
    by: TenderKind = TenderKind.CASH,
    approval: Approval | None = None,
) -> ExchangeDone:
    """One exchange."""
    done = desk_of(shop).exchange(exchanging(shop, sale, basket, *pieces, by=by, approval=approval))
    assert isinstance(done, ExchangeDone), done
    return done
