"""Ways to pay, what each asks for, and what Enter does, in words."""

from app.domain.basket import PaymentMethod, is_other
from app.services.causes import Cause
from app.services.open_basket import OpenBasket
from app.services.outcomes import GiftCardFound
from app.ui.checkout.paid_parts import left_to_pay
from app.ui.checkout.state import TenderSheet
from app.words.money import rupiah
from app.words.names import method_name
from app.words.translate import Words

WAY_ICONS = {
    PaymentMethod.CASH: "banknote",
    PaymentMethod.QRIS: "qr-code",
    PaymentMethod.CARD: "credit-card",
    PaymentMethod.GIFT_VALUE: "gift",
    PaymentMethod.CASHBACK: "wallet",
}
OTHER_ICON = "wallet-cards"
_SHOWN_OF_A_CODE = 4


def way_icon(way: PaymentMethod) -> str:
    """Its picture's name; all that the shop has named share one."""
    return WAY_ICONS.get(way, OTHER_ICON)


def way_name(words: Words, way: PaymentMethod) -> str:
    """As short as a button wants it."""
    return words.gettext("Cashback") if way is PaymentMethod.CASHBACK else method_name(words, way.value)


def amount_of(sheet: TenderSheet) -> int:
    """Rupiah that Enter takes by the chosen way: what was keyed, or all that is left and can be had."""
    if sheet.keyed:
        return int(sheet.keyed)
    due = 0 if sheet.quoted is None else left_to_pay(sheet.quoted)
    if is_other(sheet.way):
        return due
    match sheet.way:
        case PaymentMethod.GIFT_VALUE:
            return 0 if sheet.card is None else min(sheet.card.usable, due)
        case PaymentMethod.CASHBACK:
            return 0 if sheet.wallet is None else sheet.wallet.most
        case PaymentMethod.CASH | PaymentMethod.QRIS | PaymentMethod.CARD:
            return due


def hint_words(words: Words, sheet: TenderSheet) -> str:
    """What to do before Enter."""
    if sheet.quoted is not None and left_to_pay(sheet.quoted) == 0:
        return words.gettext("Nothing is left to pay. Finish the sale.")
    if is_other(sheet.way):
        return words.gettext(
            "See that {method} was paid first, then confirm it here. For a part, key its amount.",
            method=way_name(words, sheet.way),
        )
    match sheet.way:
        case PaymentMethod.CASH:
            return ""
        case PaymentMethod.QRIS:
            return words.gettext(
                "See the payment arrive on the QRIS display first, then confirm it here. For a part, key its amount."
            )
        case PaymentMethod.CARD:
            return words.gettext(
                "See the terminal approve the card first, then confirm it here. For a part, key its amount."
            )
        case PaymentMethod.GIFT_VALUE if sheet.card is None:
            return words.gettext("Scan the gift card. If it can’t be scanned, key its code.")
        case PaymentMethod.GIFT_VALUE:
            return "" if sheet.card is None else card_words(words, sheet.card)
        case PaymentMethod.CASHBACK:
            return _wallet(words, sheet)


def card_words(words: Words, card: GiftCardFound) -> str:
    """A gift card by the end of its code, and what is on it."""
    end = card.code[-_SHOWN_OF_A_CODE:]
    if card.usable < card.balance:
        return words.gettext(
            "Gift card …{end}: {balance} on it, {usable} of it usable at this till.",
            end=end,
            balance=rupiah(card.balance),
            usable=rupiah(card.usable),
        )
    return words.gettext("Gift card …{end}: {balance} on it.", end=end, balance=rupiah(card.balance))


def _wallet(words: Words, sheet: TenderSheet) -> str:
    if sheet.wallet is None:
        return words.gettext("Looking into the wallet…")
    return words.gettext(
        "{usable} in the cashback wallet. This basket takes up to {most} of it.",
        usable=rupiah(sheet.wallet.usable),
        most=rupiah(sheet.wallet.most),
    )


def confirm_words(words: Words, sheet: TenderSheet) -> str:
    """What Enter does now."""
    amount = rupiah(amount_of(sheet))
    if sheet.committing:
        return words.gettext("Saving…")
    if sheet.giving_back is not None and sheet.quoted is not None:
        tender = sheet.quoted.basket.tenders[sheet.giving_back]
        return words.gettext("Give {amount} back", amount=rupiah(tender.amount))
    if sheet.quoted is not None and left_to_pay(sheet.quoted) == 0:
        return words.gettext("Finish the sale")
    if is_other(sheet.way):
        return words.gettext("Receive {amount}", amount=amount)
    match sheet.way:
        case PaymentMethod.GIFT_VALUE if sheet.card is None:
            return words.gettext("Key the code")
        case PaymentMethod.GIFT_VALUE | PaymentMethod.CASHBACK:
            return words.gettext("Use {amount}", amount=amount)
        case PaymentMethod.CASH | PaymentMethod.QRIS | PaymentMethod.CARD:
            return words.gettext("Receive {amount}", amount=amount)


def other_words(words: Words, sheet: TenderSheet) -> str:
    """What the button of the ways that the shop has named says; of one alone its name."""
    return way_name(words, sheet.others[0]) if len(sheet.others) == 1 else words.gettext("Other")


def named_ways(words: Words, sheet: TenderSheet) -> tuple[tuple[str, ...], int]:
    """The ways that the shop has named and the place of the chosen one; none while there is nothing to choose."""
    if sheet.way not in sheet.others or len(sheet.others) < 2 or sheet.giving_back is not None:
        return (), -1
    return tuple(way_name(words, way) for way in sheet.others), sheet.others.index(sheet.way)


def reference_words(words: Words, sheet: TenderSheet) -> str:
    """What the slip's button says: to key the reference, or the one that was keyed."""
    if sheet.reference:
        return words.gettext("Ref. {reference}", reference=sheet.reference)
    return words.gettext("Key the slip’s reference")


def giving_back_words(words: Words, sheet: TenderSheet) -> str:
    """What has to happen before a tender goes back; empty: none does."""
    if sheet.giving_back is None or sheet.quoted is None:
        return ""
    tender = sheet.quoted.basket.tenders[sheet.giving_back]
    return words.gettext(
        "Give the customer {amount} back by {method} first, then confirm it here. Esc keeps the payment.",
        amount=rupiah(tender.amount),
        method=way_name(words, tender.method),
    )


def cause_words(words: Words, cause: Cause, given: int, more: int) -> str:
    """Rounding up for a cause: what it would take, or what was given."""
    name = cause.donation.charity
    if given:
        return words.gettext("{amount} for {charity}", amount=rupiah(given), charity=name)
    return words.gettext("Round up {amount} for {charity}?", amount=rupiah(more), charity=name)


def part_action(words: Words, place: int | None) -> str:
    """What taking a part off the list is called: money that moved goes back."""
    return words.gettext("Give back") if place is not None else words.gettext("Remove")


def basket_title(words: Words, basket: OpenBasket | None) -> str:
    """The payment's title; one that was begun before says so."""
    begun = basket is not None and bool(basket.tenders)
    return words.gettext("Payment in parts") if begun else words.gettext("Payment")
