"""Every kind of document that a till's screens ask for, by a word: its request, its id and who commits it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.domain.basket import TenderKind
from app.protocol.plain import pack, unpack
from app.services import drawer_outcomes as drawer
from app.services.adjust_points import Adjusted, AdjustmentRequest
from app.services.award_action import ActionDone, ActionRequest
from app.services.batch_outcomes import BatchIsOpen, BlockRequest, OpenBatchRequest, SerialsAreBlocked
from app.services.blind_outcomes import BlindDone, BlindRequest
from app.services.card_outcomes import CardDone, CardRequest
from app.services.check_in_guest import CheckedIn, CheckInRequest
from app.services.commit_sale import Payment
from app.services.enrol_outcomes import Enrolled, EnrolRequest
from app.services.exchange_outcomes import ExchangeDone, ExchangeRequest
from app.services.form_household import HouseholdRequest, HouseholdSet
from app.services.merge_outcomes import MergeAsked, MergeDone, MergeRequest
from app.services.move_outcomes import MoveDone, MoveRequest
from app.services.note_referral import ReferralKept, ReferralRequest
from app.services.open_basket import OpenBasket
from app.services.outcomes import SaleDone
from app.services.rate_sale import Rated, Rating
from app.services.return_outcomes import ReturnDone, ReturnRequest
from app.services.transfer_points import Transferred, TransferRequest
from tests.support.drawers import drawer_of
from tests.support.exchanging import desk_of
from tests.support.office import office_of
from tests.support.shop import SmallShop


@dataclass(frozen=True, slots=True)
class Form:
    """A kind of document. key: the request's field that is the document's id. done: what says that it is on disk."""

    request: type
    key: str
    commit: Callable[[SmallShop, Any], object]
    done: type | tuple[type, ...]


def sold(shop: SmallShop, basket: OpenBasket) -> object:
    """In cash, at what it costs."""
    payable = shop.till.quoted(basket, TenderKind.CASH).quote.payable
    payment = Payment(kind=TenderKind.CASH, received=payable, expected=payable, cashier_id=shop.cashier_id)
    return shop.till.commit(basket, payment)


FORMS: dict[str, Form] = {
    "sale": Form(OpenBasket, "sale_id", sold, SaleDone),
    "return": Form(ReturnRequest, "return_id", lambda shop, ask: shop.till.take_back(ask), ReturnDone),
    "exchange": Form(
        ExchangeRequest, "exchange_id", lambda shop, ask: desk_of(shop).exchange(ask), ExchangeDone
    ),
    "blind": Form(
        BlindRequest, "document_id", lambda shop, ask: desk_of(shop).take_back_blind(ask), BlindDone
    ),
    "adjustment": Form(
        AdjustmentRequest, "document_id", lambda shop, ask: office_of(shop).adjust(ask), Adjusted
    ),
    "transfer": Form(
        TransferRequest, "document_id", lambda shop, ask: office_of(shop).transfer(ask), Transferred
    ),
    "household": Form(
        HouseholdRequest, "document_id", lambda shop, ask: office_of(shop).form_household(ask), HouseholdSet
    ),
    "action": Form(ActionRequest, "document_id", lambda shop, ask: office_of(shop).award(ask), ActionDone),
    "check-in": Form(
        CheckInRequest, "document_id", lambda shop, ask: office_of(shop).check_in(ask), CheckedIn
    ),
    "rating": Form(Rating, "document_id", lambda shop, ask: shop.till.rate(ask), Rated),
    "referral": Form(
        ReferralRequest, "document_id", lambda shop, ask: office_of(shop).note_referral(ask), ReferralKept
    ),
    "enrolment": Form(EnrolRequest, "document_id", lambda shop, ask: office_of(shop).enrol(ask), Enrolled),
    "card": Form(CardRequest, "document_id", lambda shop, ask: office_of(shop).set_cards(ask), CardDone),
    "merge": Form(
        MergeRequest, "document_id", lambda shop, ask: office_of(shop).merge(ask), (MergeDone, MergeAsked)
    ),
    "claim": Form(MoveRequest, "document_id", lambda shop, ask: office_of(shop).claim(ask), MoveDone),
    "move": Form(MoveRequest, "document_id", lambda shop, ask: office_of(shop).reassign(ask), MoveDone),
    "batch": Form(
        OpenBatchRequest, "document_id", lambda shop, ask: office_of(shop).open_batch(ask), BatchIsOpen
    ),
    "block": Form(
        BlockRequest, "document_id", lambda shop, ask: office_of(shop).block_serials(ask), SerialsAreBlocked
    ),
    "shift": Form(
        drawer.ShiftRequest, "shift_id", lambda shop, ask: drawer_of(shop).open(ask), drawer.ShiftIsOpen
    ),
    "drawer": Form(
        drawer.MoveRequest, "document_id", lambda shop, ask: drawer_of(shop).move(ask), drawer.CashIsMoved
    ),
    "close": Form(
        drawer.CloseRequest, "document_id", lambda shop, ask: drawer_of(shop).close(ask), drawer.ShiftIsClosed
    ),
}


@dataclass(frozen=True, slots=True)
class Work:
    """One document to make. request: of the word's form."""

    word: str
    request: Any

    @property
    def document_id(self) -> bytes:
        """Made before it is committed, so that a retry finds it."""
        found: bytes = getattr(self.request, FORMS[self.word].key)
        return found

    @property
    def ids(self) -> tuple[bytes, ...]:
        """Its own, and those of the return and the sale that an exchange consists of."""
        inside = (
            (self.request.back.return_id, self.request.basket.sale_id)
            if isinstance(self.request, ExchangeRequest)
            else ()
        )
        return (self.document_id, *inside)

    def commit(self, shop: SmallShop) -> bool:
        """Whether it is on disk; else it was refused, and nothing was written."""
        form = FORMS[self.word]
        return isinstance(form.commit(shop, self.request), form.done)


def line_of(work: Work) -> str:
    """A word and a packed request, for another process."""
    return f"{work.word} {pack(work.request).hex()}"


def work_of(line: str) -> Work:
    """What such a line asks for."""
    word, _, packed = line.partition(" ")
    return Work(word, unpack(FORMS[word].request, bytes.fromhex(packed)))
