"""New requests for the documents of a small shop's back office, by member ids and sales' ids."""

from app.domain.basket import UNIT, TenderKind
from app.domain.ledger import Asset
from app.domain.returns import LineBack
from app.domain.satisfaction import Question, RatingScale
from app.services.adjust_points import AdjustmentReason, AdjustmentRequest
from app.services.award_action import ActionRequest
from app.services.blind_outcomes import BlindPreview, BlindRequest, BlindWanted
from app.services.card_outcomes import CardAct, CardReason, CardRequest
from app.services.check_in_guest import CheckInRequest
from app.services.exchange_outcomes import ExchangePreview, ExchangeRequest
from app.services.form_household import HouseholdRequest
from app.services.merge_outcomes import MergeRequest
from app.services.move_outcomes import MoveRequest
from app.services.note_referral import ReferralRequest
from app.services.open_basket import OpenBasket
from app.services.rate_sale import Rating
from app.services.return_outcomes import ReturnPreview, ReturnReason, ReturnRequest
from app.services.transfer_points import TransferRequest
from tests.support.exchanging import desk_of
from tests.support.full_rules import SURVEY, TASTING
from tests.support.shop import SmallShop
from tests.support.taking_back import manager


def new_id(shop: SmallShop) -> bytes:
    """A document's id, made before the document."""
    return shop.chance.new_id(shop.clock.at)


def adjusting(
    shop: SmallShop, member_id: bytes, amount: int, asset: Asset = Asset.POINTS
) -> AdjustmentRequest:
    """A manager gives or takes."""
    return AdjustmentRequest(
        document_id=new_id(shop),
        member_id=member_id,
        asset=asset,
        amount=amount,
        reason=AdjustmentReason.GOODWILL,
        staff_id=shop.cashier_id,
        approval=manager(shop),
    )


def rating_of(shop: SmallShop, sale_id: bytes, answer: int = 5) -> Rating:
    """What somebody touched on the customer's display."""
    question = Question(scale=RatingScale.FACES)
    return Rating(document_id=new_id(shop), sale_id=sale_id, question=question, answer=answer)


def giving(shop: SmallShop, giver_id: bytes, receiver_id: bytes, amount: int) -> TransferRequest:
    """Points change hands."""
    return TransferRequest(
        document_id=new_id(shop),
        giver_id=giver_id,
        receiver_id=receiver_id,
        amount=amount,
        staff_id=shop.cashier_id,
    )


def sharing(shop: SmallShop, *members: bytes, leaving: bool = False) -> HouseholdRequest:
    """Members come into a household, or leave theirs."""
    return HouseholdRequest(
        document_id=new_id(shop),
        members=members,
        staff_id=shop.cashier_id,
        leaving=leaving,
        approval=manager(shop),
    )


def acting(shop: SmallShop, member_id: bytes) -> ActionRequest:
    """A survey was answered."""
    return ActionRequest(
        document_id=new_id(shop), member_id=member_id, action_id=SURVEY, staff_id=shop.cashier_id
    )


def coming_in(shop: SmallShop, member_id: bytes) -> CheckInRequest:
    """A member is at the door of an event."""
    return CheckInRequest(
        document_id=new_id(shop), reward_id=TASTING, member_id=member_id, staff_id=shop.cashier_id
    )


def referring(shop: SmallShop, referrer_id: bytes, member_id: bytes) -> ReferralRequest:
    """Somebody sent somebody."""
    return ReferralRequest(
        document_id=new_id(shop), member_id=member_id, referrer_id=referrer_id, staff_id=shop.cashier_id
    )


def carding(shop: SmallShop, member_id: bytes, act: CardAct = CardAct.ISSUE, code: str = "") -> CardRequest:
    """Something happens to a card."""
    return CardRequest(
        document_id=new_id(shop),
        member_id=member_id,
        act=act,
        reason=CardReason.LOST,
        staff_id=shop.cashier_id,
        code=code,
        approval=manager(shop),
    )


def merging(shop: SmallShop, absorbed_id: bytes, kept_id: bytes) -> MergeRequest:
    """Two records are of one person."""
    return MergeRequest(
        document_id=new_id(shop),
        absorbed_id=absorbed_id,
        kept_id=kept_id,
        staff_id=shop.cashier_id,
        approval=manager(shop),
    )


def moving_to(shop: SmallShop, sale_id: bytes, member_id: bytes, *, claim: bool = False) -> MoveRequest:
    """A sale is to be another member's; a guest's is claimed, without a manager."""
    return MoveRequest(
        document_id=new_id(shop),
        sale_id=sale_id,
        member_id=member_id,
        staff_id=shop.cashier_id,
        approval=None if claim else manager(shop),
    )


def returning(shop: SmallShop, sale_id: bytes, *, void: bool = False) -> ReturnRequest | None:
    """A piece of the first line comes back, or everything; None: nothing can."""
    wanted = () if void else (LineBack(number=1, quantity=UNIT),)
    preview = shop.till.returnable(sale_id, wanted or None)
    if not isinstance(preview, ReturnPreview):
        return None
    return ReturnRequest(
        return_id=new_id(shop),
        sale_id=sale_id,
        wanted=wanted,
        reason=ReturnReason.OTHER,
        cashier_id=shop.cashier_id,
        expected=preview.refund,
        void=void,
        approval=manager(shop),
    )


def exchanging_for(shop: SmallShop, sale_id: bytes, basket: OpenBasket) -> ExchangeRequest | None:
    """A piece of the first line goes for a basket; None: it can't."""
    back = returning(shop, sale_id)
    if back is None:
        return None
    exchange_id = new_id(shop)

    def at(expected: int, received: int) -> ExchangeRequest:
        return ExchangeRequest(
            exchange_id=exchange_id,
            back=back,
            basket=basket,
            by=TenderKind.CASH,
            received=received,
            expected=expected,
        )

    preview = desk_of(shop).preview_exchange(at(0, 0))
    if not isinstance(preview, ExchangePreview):
        return None
    return at(preview.difference, preview.to_pay)


def returning_blind(shop: SmallShop, sku: str) -> BlindRequest | None:
    """A piece comes back without a receipt; None: it can't."""
    wanted = (BlindWanted(item=shop.item(sku), quantity=UNIT),)
    preview = desk_of(shop).preview_blind(wanted)
    if not isinstance(preview, BlindPreview):
        return None
    return BlindRequest(
        document_id=new_id(shop),
        wanted=wanted,
        reason=ReturnReason.OTHER,
        cashier_id=shop.cashier_id,
        expected=preview.refund,
        approval=manager(shop),
    )
