"""The checkout's outcomes as sentences that say what happened and what to do."""

from app.domain.quote import RefusalReason
from app.services.card_outcomes import CardRefused
from app.services.enrol_outcomes import EnrolRefused
from app.services.marks_outcomes import MarksRefused
from app.services.note_referral import ReferralKept, ReferralNotKept
from app.services.offers import Offer, Standing, Step
from app.services.outcomes import (
    CardBlocked,
    GiftCardFound,
    ReceiptFound,
    SaleRefusal,
    SaleRefused,
    ScanUnknown,
    StaffFound,
    VoucherFound,
)
from app.services.pin_outcomes import PinRefused
from app.services.take_tender import TenderRefused
from app.ui.checkout.basket_wording import basket_notice_words
from app.ui.checkout.card_state import CardsSaid
from app.ui.checkout.enrol_state import Heard, Missing, Unanswered
from app.ui.checkout.marks_state import MarksSaid
from app.ui.checkout.people_wording import people_words
from app.ui.checkout.pin_state import PinSaid
from app.ui.checkout.redeem_wording import not_redeemed_words
from app.ui.checkout.state import CashShort, Notice, NotRedeemed, ShiftOfAnother, Trouble
from app.ui.tone import Tone
from app.words.basket_answers import tender_sentence
from app.words.money import points, quantity, rupiah
from app.words.names import listed, method_name, rule_name
from app.words.sale_answers import sale_refusal_sentence
from app.words.scan_rules import badge_sentence
from app.words.standing import standing_sentence
from app.words.translate import Words


def notice_words(words: Words, notice: Notice | None) -> tuple[Tone, str]:
    """How serious it is, and the sentence; an empty one for nothing."""
    match notice:
        case None:
            return Tone.INFO, ""
        case ScanUnknown() | CardBlocked() | VoucherFound() | GiftCardFound() | ReceiptFound():
            return _scanned(words, notice)
        case StaffFound(staff=staff):
            return Tone.INFO, badge_sentence(words, staff.name)
        case SaleRefused(reason=reason):
            return Tone.DANGER, refusal(words, reason)
        case (
            EnrolRefused()
            | Missing()
            | Unanswered()
            | Heard()
            | CardRefused()
            | CardsSaid()
            | PinSaid()
            | MarksSaid()
            | MarksRefused()
            | PinRefused()
            | ReferralKept()
            | ReferralNotKept()
        ):
            return people_words(words, notice)
        case TenderRefused() | CashShort() | NotRedeemed():
            return Tone.ATTENTION, _not_taken(words, notice)
        case Trouble():
            return _trouble(words, notice)
        case ShiftOfAnother(name=name):
            return Tone.ATTENTION, words.gettext(
                "The open shift is {name}’s: what you sell goes into that drawer. "
                "For your own, count and close it first.",
                name=name,
            )
        case _:
            return basket_notice_words(words, notice)


def _scanned(
    words: Words, outcome: ScanUnknown | CardBlocked | VoucherFound | GiftCardFound | ReceiptFound
) -> tuple[Tone, str]:
    """What a scan named that changes nothing by itself."""
    match outcome:
        case ScanUnknown(looks_like=looks_like):
            return Tone.ATTENTION, _unknown(words, looks_like)
        case CardBlocked():
            return Tone.ATTENTION, words.gettext(
                "This card is blocked. Press F2 to find the member by phone, or go on as a guest."
            )
        case VoucherFound(standing=standing):
            return Tone.ATTENTION, standing_sentence(words, standing)
        case GiftCardFound():
            return _gift_card(words, outcome)
        case ReceiptFound(number=number):
            return Tone.INFO, words.gettext(
                "This is receipt {number}. Close what is open, then scan it again.", number=number
            )


def way_on(words: Words, notice: Notice | None) -> str:
    """What the notice's button says; empty: it has none."""
    match notice:
        case SaleRefused(reason=SaleRefusal.NO_SHIFT):
            return words.gettext("Open the shift")
        case SaleRefused(reason=SaleRefusal.OTHERS_SHIFT) | ShiftOfAnother():
            return words.gettext("Shift and drawer")
        case _:
            return ""


def _not_taken(words: Words, notice: TenderRefused | CashShort | NotRedeemed) -> str:
    """Why a tender, a reward or a voucher was not taken, and what to do."""
    match notice:
        case TenderRefused(problem=problem):
            return tender_sentence(words, problem)
        case CashShort(missing=missing):
            return words.gettext(
                "Cash comes last. Take {amount} by QRIS or card first, or key more cash.",
                amount=rupiah(missing),
            )
        case NotRedeemed(refusal=refused, programme=programme):
            name = rule_name(words, programme, refused.rule_id)
            return f"{name}: {not_redeemed_words(words, programme, refused)}"


def _gift_card(words: Words, card: GiftCardFound) -> tuple[Tone, str]:
    if card.blocked:
        return Tone.ATTENTION, words.gettext("This gift card is blocked. Call the manager.")
    balance = rupiah(card.balance)
    if card.usable < card.balance:
        return Tone.ATTENTION, words.gettext(
            "{balance} on this gift card, {usable} of it usable at this till.",
            balance=balance,
            usable=rupiah(card.usable),
        )
    return Tone.INFO, words.gettext("{balance} on this gift card.", balance=balance)


def refusal(words: Words, reason: SaleRefusal) -> str:
    """Why a sale was not made."""
    return sale_refusal_sentence(words, reason)


def chip_words(words: Words, offer: Offer) -> str:
    """How near an offer is, in a word or two."""
    if offer.standing is Standing.APPLIED:
        return _applied(words, offer)
    match offer.step:
        case Step.REDEEM_POINTS:
            return words.gettext("Available, up to {amount}", amount=rupiah(offer.amount))
        case Step.SHOW_CARD:
            return words.gettext("For members")
        case Step.SHOW_PROOF:
            return words.gettext("Card or PIN")
        case Step.ADD_PRODUCT:
            return words.gettext("Add the product")
        case Step.ENTER_CODE:
            return words.gettext("Coupon code")
        case Step.CHOOSE_TENDER if offer.refusal is not None:
            methods = listed(method_name(words, method) for method in offer.refusal.wanted)
            return words.gettext("Pay with {methods}", methods=methods)
        case _:
            return words.gettext("{amount} to go", amount=_missing(words, offer))


def _applied(words: Words, offer: Offer) -> str:
    if offer.amount:
        return words.gettext("Applied {amount}", amount=rupiah(-offer.amount))
    if offer.points:
        return words.ngettext("+{count} point", "+{count} points", offer.points, count=points(offer.points))
    return words.gettext("Applied")


def _missing(words: Words, offer: Offer) -> str:
    """What is to go, in its own unit."""
    refusal = offer.refusal
    distance = 0 if refusal is None else refusal.distance
    match None if refusal is None else refusal.reason:
        case RefusalReason.TOO_FEW_UNITS:
            return quantity(distance)
        case RefusalReason.TOO_FEW_POINTS:
            return words.ngettext("{count} point", "{count} points", distance, count=points(distance))
        case RefusalReason.WRONG_VISIT:
            return words.ngettext("{count} visit", "{count} visits", distance, count=points(distance))
        case _:
            return rupiah(distance)


def _unknown(words: Words, looks_like: str) -> str:
    if looks_like == "card":
        return words.gettext("No member has this card. Scan again, or press F2 to find the member.")
    if looks_like == "voucher":
        return words.gettext("No voucher has this code here. Go on without it, or call the manager.")
    if looks_like == "gift-card":
        return words.gettext("No gift card has this code here. Scan it again, or take another way to pay.")
    if looks_like == "receipt":
        return words.gettext("This till has not made that sale. Return it where it was bought.")
    if looks_like == "item":
        return words.gettext("This item is not in the catalogue. Press F4 to find it by name.")
    if looks_like == "staff":
        return words.gettext("Nobody who works here has this badge.")
    return words.gettext("This code is not known here. Scan again, or press F4 for items, F2 for members.")


def _trouble(words: Words, trouble: Trouble) -> tuple[Tone, str]:
    said = {
        Trouble.FAULT: (Tone.DANGER, words.gettext("That did not work. Try again; the log says why.")),
        Trouble.NOT_SAVED: (
            Tone.DANGER,
            words.gettext("The store did not take it. Try again before you go on."),
        ),
        Trouble.PRICE_CHANGED: (
            Tone.ATTENTION,
            words.gettext("The price has changed. Tell the customer the new total."),
        ),
        Trouble.SCAN_BROKEN: (Tone.ATTENTION, words.gettext("Only half of the code came. Scan again.")),
        Trouble.NOTHING_TO_REDEEM: (
            Tone.INFO,
            words.gettext("There are no points to redeem on this basket."),
        ),
        Trouble.NOTHING_TO_REPRINT: (Tone.INFO, words.gettext("There is no receipt to print again yet.")),
        Trouble.PRINTING: (Tone.SUCCESS, words.gettext("The receipt is being printed.")),
        Trouble.REPRINTING: (Tone.SUCCESS, words.gettext("A copy of the receipt is being printed.")),
        Trouble.RESTORED: (
            Tone.INFO,
            words.gettext("This basket was open when the till stopped. Go on, or remove its lines."),
        ),
        Trouble.NO_MEMBER: (
            Tone.INFO,
            words.gettext(
                "Nobody is chosen yet. Scan the card, press F2 to find the member, or F3 for a new one."
            ),
        ),
        Trouble.FINISH_PAYMENT_FIRST: (
            Tone.ATTENTION,
            words.gettext("That is being saved. Scan again in a moment."),
        ),
        **_about_payment(words),
        Trouble.FINISH_SPLIT_FIRST: (
            Tone.ATTENTION,
            words.gettext("Split the bill first, or go back with Esc. A member’s card can be scanned here."),
        ),
        Trouble.NOTHING_TO_VOID: (
            Tone.INFO,
            words.gettext("No basket is open, so there is nothing to give up."),
        ),
        Trouble.BESIDE_NO_ITEMS: (
            Tone.ATTENTION,
            words.gettext("Goods are rung up at the other till. Enter its bill with F4."),
        ),
        Trouble.BESIDE_BUSY: (
            Tone.ATTENTION,
            words.gettext("Finish this first, or go back with Esc; then scan the bill again."),
        ),
        Trouble.ASKING_MANAGER: (
            Tone.ATTENTION,
            words.gettext("A manager is asked just now. Give the PIN, or press Esc; then scan again."),
        ),
        Trouble.NOTHING_TO_CHANGE: (Tone.INFO, words.gettext("The basket is empty. Scan an item first.")),
    }
    return said[trouble]


def _about_payment(words: Words) -> dict[Trouble, tuple[Tone, str]]:
    return {
        Trouble.PAID_NOT_SOLD: (
            Tone.ATTENTION,
            words.gettext(
                "Something was paid for this basket already. Press F12 to see it and take the rest."
            ),
        ),
        Trouble.PAID_AND_HELD: (
            Tone.ATTENTION,
            words.gettext("Something was paid for a basket that is held. Recall it with F8 and finish it."),
        ),
        Trouble.GIVEN_BACK: (Tone.INFO, words.gettext("The payment is off this basket again.")),
        Trouble.WALLET_EMPTY: (
            Tone.ATTENTION,
            words.gettext("No cashback can pay for this basket. Choose another way to pay."),
        ),
        Trouble.WALLET_LIMIT: (
            Tone.ATTENTION,
            words.gettext("That is more cashback than this basket takes. Key the amount again."),
        ),
        Trouble.GIFT_CARD_LOADED: (
            Tone.SUCCESS,
            words.gettext("The amount goes onto this gift card when the sale is paid."),
        ),
        Trouble.VOUCHER_OF_ANOTHER: (
            Tone.ATTENTION,
            words.gettext("This voucher is another member’s. Scan that member’s card, or go on without it."),
        ),
    }
