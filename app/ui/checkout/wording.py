"""The checkout's outcomes as sentences that say what happened and what to do."""

from app.domain.basket import TenderKind
from app.domain.quote import RefusalReason
from app.services.offers import Offer, Standing, Step
from app.services.outcomes import (
    CardBlocked,
    GiftCardFound,
    ReceiptFound,
    SaleRefusal,
    SaleRefused,
    ScanUnknown,
    VoucherFound,
    VoucherStanding,
)
from app.ui.checkout.state import Notice, Trouble
from app.ui.widgets.notice_bar import Tone
from app.words.money import points, quantity, rupiah
from app.words.names import listed, method_name
from app.words.sale_answers import sale_refusal_sentence
from app.words.translate import Words


def notice_words(words: Words, notice: Notice | None) -> tuple[Tone, str]:
    """How serious it is, and the sentence; an empty one for nothing."""
    match notice:
        case None:
            return Tone.INFO, ""
        case ScanUnknown(looks_like=looks_like):
            return Tone.ATTENTION, _unknown(words, looks_like)
        case CardBlocked():
            return Tone.ATTENTION, words.gettext(
                "This card is blocked. Press F2 to find the member by phone, or go on as a guest."
            )
        case VoucherFound(standing=standing):
            return Tone.ATTENTION, _voucher(words, standing)
        case GiftCardFound():
            return _gift_card(words, notice)
        case ReceiptFound(number=number):
            return Tone.INFO, words.gettext(
                "This is receipt {number}. Close what is open, then scan it again.", number=number
            )
        case SaleRefused(reason=reason):
            return Tone.DANGER, refusal(words, reason)
        case Trouble():
            return _trouble(words, notice)


def _voucher(words: Words, standing: VoucherStanding) -> str:
    """Why a voucher that was shown doesn't count."""
    sentences = {
        VoucherStanding.VALID: words.gettext("The voucher is on the basket."),
        VoucherStanding.USED_UP: words.gettext("This voucher was used already. Go on without it."),
        VoucherStanding.EXPIRED: words.gettext("This voucher has expired. Go on without it."),
        VoucherStanding.REVOKED: words.gettext(
            "This voucher no longer counts: what gave it was brought back."
        ),
        VoucherStanding.ELSEWHERE: words.gettext(
            "This voucher belongs to another till. It can be used there, or here once there is a line."
        ),
    }
    return sentences[standing]


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


def tender(words: Words, kind: TenderKind) -> str:
    """A way to pay."""
    match kind:
        case TenderKind.CASH:
            return words.gettext("Cash")
        case TenderKind.QRIS:
            return words.gettext("QRIS")
        case TenderKind.CARD:
            return words.gettext("Card")


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
            return words.gettext("Scan the card")
        case Step.ADD_PRODUCT:
            return words.gettext("Add the product")
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
        Trouble.REPRINTING: (Tone.SUCCESS, words.gettext("A copy of the receipt is being printed.")),
        Trouble.RESTORED: (
            Tone.INFO,
            words.gettext("This basket was open when the till stopped. Go on, or remove its lines."),
        ),
        Trouble.FINISH_PAYMENT_FIRST: (
            Tone.ATTENTION,
            words.gettext("The payment is being saved. Scan again in a moment."),
        ),
    }
    return said[trouble]
