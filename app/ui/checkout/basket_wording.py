"""What was done with the open basket besides selling it, as sentences."""

from app.domain.basket import UNIT
from app.domain.calendar import local_time
from app.domain.manual_limits import ManualVerdict
from app.services.approve_manual import ApprovalRefused
from app.services.give_up_basket import Discarded
from app.services.hold_basket import Held, HeldBasket, HoldRefused, Recalled, price_of
from app.services.open_basket import OpenBasket
from app.services.other_bill import BillRefused
from app.services.split_bill import SplitNotDone
from app.ui.checkout.basket_sheets import (
    PERCENTS,
    ByHandKind,
    ByHandSheet,
    CouponNotAsked,
    CouponSheet,
    GiveUpSheet,
    HeldList,
    SplitPart,
)
from app.ui.checkout.state import BasketNotice
from app.ui.tone import Tone
from app.words.basket_answers import approval_sentence, hold_sentence, recalled_sentence
from app.words.bill_answers import bill_sentence
from app.words.marks import mark_name
from app.words.money import quantity, rupiah
from app.words.pieces import pieces
from app.words.split_answers import split_sentence
from app.words.translate import Words


def basket_notice_words(words: Words, notice: BasketNotice) -> tuple[Tone, str]:
    """How serious it is, and the sentence."""
    match notice:
        case Held(basket=basket):
            return Tone.SUCCESS, _held(words, "" if basket.hold is None else basket.hold.label)
        case Discarded():
            return Tone.SUCCESS, words.gettext("The basket was given up.")
        case Recalled():
            return Tone.ATTENTION, recalled_sentence(words, notice)
        case HoldRefused():
            return Tone.ATTENTION, hold_sentence(words, notice)
        case SplitNotDone():
            return Tone.ATTENTION, split_sentence(words, notice)
        case CouponNotAsked(code=code):
            return Tone.ATTENTION, _coupon_not_asked(words, code)
        case BillRefused():
            return Tone.ATTENTION, bill_sentence(words, notice)
        case ApprovalRefused():
            return Tone.ATTENTION, approval_sentence(words, notice)


def _held(words: Words, label: str) -> str:
    if label:
        return words.gettext("“{label}” is put aside. Press F8 to bring it back.", label=label)
    return words.gettext("The basket is put aside. Press F8 to bring it back.")


def _coupon_not_asked(words: Words, code: str) -> str:
    if code:
        return words.gettext(
            "No offer asks for the code “{code}”. Check how it is spelt, or go on without it.", code=code
        )
    return words.gettext("No offer here asks for a coupon code. Go on without one.")


def coupon_confirm(words: Words, sheet: CouponSheet) -> str:
    """What Enter does now."""
    return words.gettext("Enter the code") if sheet.text.strip() else words.gettext("Done")


def no_coupon_words(words: Words, basket: OpenBasket | None) -> str:
    """In place of the codes that were entered; empty: there are some."""
    return "" if basket is not None and basket.coupons else words.gettext("No code is entered yet.")


def kind_name(words: Words, kind: ByHandKind) -> str:
    """What is set by hand."""
    match kind:
        case ByHandKind.LINE_PRICE:
            return words.gettext("Price of the line")
        case ByHandKind.LINE_PERCENT:
            return words.gettext("Percent off the line")
        case ByHandKind.ORDER_PERCENT:
            return words.gettext("Percent off all")
        case ByHandKind.ORDER_AMOUNT:
            return words.gettext("Rupiah off all")


def verdict_words(words: Words, verdict: ManualVerdict) -> str:
    """Whether it may be sold so."""
    match verdict:
        case ManualVerdict.ALLOWED:
            return words.gettext("You may take this off.")
        case ManualVerdict.NEEDS_MANAGER:
            return words.gettext("More than you may. A manager can allow it.")
        case ManualVerdict.TOO_MUCH:
            return words.gettext("More than even a manager may. Take less.")


def channel_name(words: Words, channel: str) -> str:
    """`makan-di-tempat` is "Makan di tempat": a programme gives channels ids and no names. Empty: nobody chose."""
    return mark_name(channel) if channel else words.gettext("Not chosen")


def basket_head_words(words: Words, basket: OpenBasket | None) -> str:
    """Beside the basket's title: how many pieces, and how the customer buys, if that was chosen."""
    if basket is None:
        return ""
    count = pieces(words, (line.quantity for line in basket.lines))
    channel = channel_name(words, basket.channel) if basket.channel else ""
    return " · ".join(part for part in (count, channel) if part)


def given_up_words(words: Words, sheet: GiveUpSheet, basket: OpenBasket | None) -> str:
    """Which basket is given up, so that nobody gives up another one. basket: the open one."""
    if sheet.held is not None:
        name, price = held_name(words, sheet.held), sheet.held.price
    else:
        name = words.gettext("The open basket")
        price = 0 if basket is None else price_of(basket)
    return words.gettext("{basket}, {amount}. It can’t be brought back.", basket=name, amount=rupiah(price))


def held_name(words: Words, row: HeldBasket) -> str:
    """The label; without one, since when it is held. Of a part, which one it is of how many."""
    if row.bill:
        return words.gettext("Bill {label}", label=row.label)
    return row.label or words.gettext("Held at {time}", time=_time(row))


def held_below(words: Words, row: HeldBasket) -> str:
    """Since when, how much of what, and whose."""
    pieces = words.ngettext(
        "{count} piece", "{count} pieces", row.quantity // UNIT, count=quantity(row.quantity)
    )
    since = _time(row) if row.label else ""  # otherwise it is the name
    return " · ".join(part for part in (since, pieces, row.member, row.held_by) if part)


def _time(row: HeldBasket) -> str:
    return f"{local_time(row.held_at, row.zone):%H:%M}"


def to_key_words(sheet: ByHandSheet, words: Words) -> str:
    """What to key, before anything is."""
    if sheet.kind is ByHandKind.LINE_PRICE:
        return words.gettext("Key the price of one, at most what it costs now.")
    if sheet.kind in PERCENTS:
        return words.gettext("Key the percentage to take off.")
    return words.gettext("Key the rupiah to take off.")


def held_confirm(sheet: HeldList, words: Words) -> str:
    """What Enter does now."""
    if sheet.saving:
        return words.gettext("Saving…")
    if sheet.chosen is None:
        return words.gettext("Bring back")
    return words.gettext("Bring back {basket}", basket=held_name(words, sheet.chosen))


def whose_part(part: SplitPart, words: Words) -> str:
    """Whose the marked part of a bill is."""
    if part.member is None:
        return words.gettext(
            "A guest’s part. Scan a card to make it a member’s; what is left is one more part."
        )
    return words.gettext("The part of {name}. What is left is one more part.", name=part.member.name)
