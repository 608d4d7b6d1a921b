"""Ways to pay, what each asks for, and what Enter does, in words."""

from dataclasses import dataclass

from app.domain.basket import PaymentMethod, is_other
from app.services.causes import given_to, rounding_up
from app.services.open_basket import OpenBasket
from app.services.outcomes import GiftCardFound, QuotedBasket
from app.ui.checkout.paid_parts import PaidPart, before_rounding, left_to_pay, paid_parts
from app.ui.checkout.state import TenderSheet, quick_cash
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
_QUICK, _QUICK_BESIDE_PARTS = 4, 2


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


def parts_of(sheet: TenderSheet) -> tuple[PaidPart, ...]:
    """What is paid so far."""
    return () if sheet.quoted is None else paid_parts(sheet.quoted)


def total_words(words: Words, sheet: TenderSheet) -> tuple[str, str]:
    """What is left to pay: its name, and rupiah."""
    name = words.gettext("Left to pay") if parts_of(sheet) else words.gettext("Total to pay")
    return name, "…" if sheet.quoted is None else rupiah(left_to_pay(sheet.quoted))


def quick_words(words: Words, sheet: TenderSheet) -> tuple[str, ...]:
    """The quick amounts, in their order; fewer when parts need the room, none where they mean nothing."""
    if sheet.way is not PaymentMethod.CASH or sheet.giving_back is not None or sheet.quoted is None:
        return ()
    due = left_to_pay(sheet.quoted)
    amounts = quick_cash(due)[: _QUICK_BESIDE_PARTS if parts_of(sheet) else _QUICK] if due else ()
    return tuple(words.gettext("Exact") if amount == due else rupiah(amount) for amount in amounts)


def change_words(words: Words, sheet: TenderSheet) -> tuple[str, str]:
    """What is too much or too little: its name, and rupiah; both empty: there is nothing to say."""
    if sheet.quoted is None:
        return "", ""
    cash = sheet.way is PaymentMethod.CASH
    over = amount_of(sheet) - left_to_pay(sheet.quoted)
    if over < 0:
        return words.gettext("Still missing"), rupiah(-over)
    if cash:
        return words.gettext("Change"), rupiah(over)
    return (words.gettext("Too much"), rupiah(over)) if over else ("", "")


def takes_reference(sheet: TenderSheet) -> bool:
    """Whether the slip of what is about to be paid has a reference to key."""
    nothing = sheet.quoted is not None and left_to_pay(sheet.quoted) == 0
    return sheet.has_slip and sheet.giving_back is None and not nothing


def hint_words(words: Words, sheet: TenderSheet) -> str:
    """What to do before Enter; empty: nothing, or the parts and the shop's own ways need the room."""
    if sheet.giving_back is not None:
        return giving_back_words(words, sheet)
    return "" if len(sheet.others) > 1 and parts_of(sheet) else _hint(words, sheet)


def _hint(words: Words, sheet: TenderSheet) -> str:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class CauseTick:
    """Rounding up for a cause: what it would take, or what was given."""

    text: str
    given: bool
    enabled: bool


def cause_tick(words: Words, sheet: TenderSheet) -> CauseTick | None:
    """Of the first cause; None: there is none, or the price is on its way."""
    if sheet.quoted is None or not sheet.causes:
        return None
    cause, quoted = sheet.causes[0], sheet.quoted
    name, given = cause.donation.charity, given_to(quoted.basket, cause)
    more = rounding_up(before_rounding(quoted))
    return CauseTick(
        text=words.gettext("{amount} for {charity}", amount=rupiah(given), charity=name)
        if given
        else words.gettext("Round up {amount} for {charity}?", amount=rupiah(more), charity=name),
        given=bool(given),
        enabled=not sheet.committing and left_to_pay(quoted) > 0,
    )


def part_action(words: Words, place: int | None) -> str:
    """What taking a part off the list is called: money that moved goes back."""
    return words.gettext("Give back") if place is not None else words.gettext("Remove")


def basket_title(words: Words, basket: OpenBasket | None) -> str:
    """The payment's title; one that was begun before says so."""
    begun = basket is not None and bool(basket.tenders)
    return words.gettext("Payment in parts") if begun else words.gettext("Payment")


def takes_digits(sheet: TenderSheet) -> bool:
    """A gift card has to be known before it is asked for an amount."""
    nothing = sheet.quoted is not None and left_to_pay(sheet.quoted) == 0
    no_card = sheet.way is PaymentMethod.GIFT_VALUE and sheet.card is None
    return not (sheet.committing or nothing or no_card or sheet.giving_back is not None)


def rounding_words(quoted: QuotedBasket | None, words: Words) -> str:
    """What cash rounds; a space keeps the place of nothing."""
    rounding = quoted.quote.cash_rounding if quoted else 0
    return words.gettext("Cash rounding {amount}", amount=rupiah(rounding)) if rounding else " "
