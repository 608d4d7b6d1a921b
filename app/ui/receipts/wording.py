"""The receipts screen's outcomes as sentences that say what happened and what to do."""

from typing import assert_never

from app.services.blind_outcomes import BlindDone, BlindRefused
from app.services.exchange_outcomes import ExchangeDone, ExchangeProblem, ExchangeRefused
from app.services.move_outcomes import MoveDone, MoveNotPossible
from app.services.outcomes import CardBlocked, PriceChanged, SaleRefused, ScanUnknown, StaffFound
from app.services.past_sales import Standing
from app.services.past_sales_port import PrintState
from app.services.return_outcomes import ReturnDone, ReturnNotPossible
from app.services.sums import sums_of
from app.ui.receipts.state import (
    BlindSheet,
    DonePanel,
    ExchangeSheet,
    MoveSheet,
    Notice,
    Purpose,
    ReceiptsState,
    ReturnSheet,
    Trouble,
)
from app.ui.tone import Tone
from app.words.blind_receipt import blind_sentence
from app.words.exchange_receipt import exchange_sentence
from app.words.money import rupiah
from app.words.move_answers import move_sentence
from app.words.receipt import masked_name
from app.words.return_answers import return_sentence
from app.words.sale_answers import sale_refusal_sentence
from app.words.scan_rules import badge_sentence
from app.words.translate import Words


def notice_words(words: Words, notice: Notice | None) -> tuple[Tone, str]:
    """How serious it is, and the sentence; an empty one for nothing."""
    match notice:
        case None:
            return Tone.INFO, ""
        case Trouble():
            return _trouble(words, notice)
        case ScanUnknown(looks_like=looks_like):
            return Tone.ATTENTION, _unknown(words, looks_like)
        case StaffFound(staff=staff):
            return Tone.INFO, badge_sentence(words, staff.name)
        case CardBlocked():
            return Tone.ATTENTION, words.gettext("This card is blocked. Find the member by phone instead.")
        case ReturnNotPossible():
            return Tone.ATTENTION, return_sentence(words, notice)
        case MoveNotPossible():
            return Tone.ATTENTION, move_sentence(words, notice)
        case ExchangeRefused():
            return Tone.ATTENTION, exchange_words(words, notice)
        case BlindRefused():
            return Tone.ATTENTION, blind_sentence(words, notice.problem)
        case _:
            assert_never(notice)


def exchange_words(words: Words, refused: ExchangeRefused) -> str:
    """Why nothing was exchanged; of a return or a sale that can't be made, its own reason."""
    if refused.problem is ExchangeProblem.RETURN and refused.returned is not None:
        return return_sentence(words, refused.returned)
    match refused.sale:
        case None:
            return exchange_sentence(words, refused.problem)
        case SaleRefused(reason=reason):
            return sale_refusal_sentence(words, reason)
        case PriceChanged():
            return words.gettext("The price has changed. Tell the customer the new total.")
        case _:
            assert_never(refused.sale)


def return_title(words: Words, sheet: ReturnSheet) -> str:
    """What a sheet about things that come back is called."""
    number = sheet.past.sale.receipt_number
    match sheet.purpose:
        case Purpose.RETURN:
            return words.gettext("Return of {number}", number=number)
        case Purpose.VOID:
            return words.gettext("Void {number}", number=number)
        case Purpose.EXCHANGE:
            return words.gettext("Exchange of {number}", number=number)


def move_title(words: Words, sheet: MoveSheet) -> str:
    """What a claim or a move is called."""
    if sheet.reassigns:
        return words.gettext("Move to another member")
    return words.gettext("Claim for a member")


def word_sentence(words: Words, state: ReceiptsState) -> str:
    """What a manager is asked to allow."""
    match state.sheet:
        case ReturnSheet() as sheet:
            return return_title(words, sheet)
        case ExchangeSheet(back=back):
            return return_title(words, back)
        case MoveSheet() as sheet:
            return move_title(words, sheet)
        case BlindSheet():
            return words.gettext("Return without a receipt")
        case _:
            return ""


def standing_words(words: Words, standing: Standing) -> str:
    """What is left of a sale; empty: all of it."""
    match standing:
        case Standing.KEPT:
            return ""
        case Standing.PARTLY_BACK:
            return words.gettext("Partly returned")
        case Standing.ALL_BACK:
            return words.gettext("Returned")
        case Standing.VOIDED:
            return words.gettext("Voided")
        case _:
            assert_never(standing)


def paper_words(words: Words, printed: PrintState) -> tuple[Tone, str]:
    """How a receipt's paper is, and what to do."""
    match printed:
        case PrintState.NONE:
            return Tone.INFO, words.gettext("There is no receipt to print.")
        case PrintState.KEPT:
            return Tone.INFO, words.gettext("Nobody wanted the receipt on paper yet.")
        case PrintState.QUEUED:
            return Tone.INFO, words.gettext("The receipt waits for the printer.")
        case PrintState.SENDING:
            return Tone.INFO, words.gettext("The receipt is being printed.")
        case PrintState.SENT | PrintState.CONFIRMED:
            return Tone.SUCCESS, words.gettext("The receipt is printed.")
        case PrintState.UNCONFIRMED:
            return Tone.ATTENTION, words.gettext("The receipt may not have come out. Look, or print a copy.")
        case _:
            assert_never(printed)


def _unknown(words: Words, looks_like: str) -> str:
    said = {
        "card": words.gettext("No member has this card. Scan again, or find the member by name or phone."),
        "voucher": words.gettext("No voucher is needed here. Scan a receipt."),
        "gift-card": words.gettext("No gift card is needed here. Scan a receipt."),
        "item": words.gettext("This item is not in the catalogue. Press F4 to find it by name."),
        "receipt": words.gettext(
            "This till has not made that sale. Return it where it was bought, or without a receipt (F8)."
        ),
    }
    return said.get(looks_like, words.gettext("This code is not known here. Scan the code of a receipt."))


def _trouble(words: Words, trouble: Trouble) -> tuple[Tone, str]:
    match trouble:
        case Trouble.FAULT:
            return Tone.DANGER, words.gettext("That did not work. Try again; the log says why.")
        case Trouble.NOT_SAVED:
            return Tone.DANGER, words.gettext("The store did not take it. Try again: nothing is done twice.")
        case Trouble.PRINTING:
            return Tone.SUCCESS, words.gettext("The receipt is being printed.")
        case Trouble.REPRINTING:
            return Tone.SUCCESS, words.gettext("A copy of the receipt is being printed.")
        case Trouble.CAME_OUT:
            return Tone.SUCCESS, words.gettext("The receipt counts as printed.")
        case _:
            return Tone.ATTENTION, _hint(words, trouble)


def _hint(words: Words, trouble: Trouble) -> str:
    """What to do first, or instead."""
    return {
        Trouble.SCAN_BROKEN: words.gettext("Only half of the code came. Scan again."),
        Trouble.BUSY: words.gettext("This is being saved. Scan again in a moment."),
        Trouble.FINISH_FIRST: words.gettext("Finish this first, or go back with Esc. Then scan the receipt."),
        Trouble.UNKNOWN_RECEIPT: words.gettext(
            "No sale of this till has that number. Look at the receipt and key it again."
        ),
        Trouble.CHOOSE_SALE: words.gettext("Choose a sale first, or scan its receipt."),
        Trouble.CHOOSE_LINES: words.gettext("Choose what comes back first."),
        Trouble.CHOOSE_REASON: words.gettext("Choose why it comes back: press 1 to 5."),
        Trouble.NOTHING_LEFT: words.gettext("Everything of this sale has come back. Choose another sale."),
        Trouble.NOTHING_NEW: words.gettext("Scan what the customer takes instead."),
        Trouble.ITEM_NOT_WANTED: words.gettext(
            "No item is needed here. For an exchange press F4, without a receipt F8; to sell it, Esc."
        ),
        Trouble.MEMBER_NOT_WANTED: words.gettext(
            "No card is needed here. To give this sale to a member press F2."
        ),
        Trouble.VOUCHER_NOT_WANTED: words.gettext("No voucher or gift card is needed here. Scan a receipt."),
        Trouble.NOTHING_TO_REPRINT: words.gettext("There is no receipt to print again yet."),
        Trouble.REFUND_CHANGED: words.gettext("The refund is another one now. Look at it again."),
    }[trouble]


def done_title(words: Words, panel: DonePanel) -> str:
    """What was done."""
    match panel.done:
        case ReturnDone(void=True, receipt_number=number):
            return words.gettext("Voided: {number}", number=number)
        case ReturnDone(receipt_number=number):
            return words.gettext("Returned: {number}", number=number)
        case MoveDone():
            return words.gettext("The sale is the member’s")
        case ExchangeDone(sale=sale):
            return words.gettext("Exchanged: {number}", number=sale.receipt_number)
        case BlindDone(number=number):
            return words.gettext("Returned: {number}", number=number)
        case _:
            assert_never(panel.done)


def move_confirm(words: Words, sheet: MoveSheet) -> str:
    """What Enter does now."""
    return words.gettext("Move the sale") if sheet.reassigns else words.gettext("Claim the sale")


def moved_sale(words: Words, sheet: MoveSheet) -> str:
    """The sale that a member gets."""
    sale = sheet.past.sale
    amount = rupiah(sums_of(sale.quote).settled)
    return words.gettext("Receipt {number}, {amount}", number=sale.receipt_number, amount=amount)


def move_said(words: Words, sheet: MoveSheet) -> str:
    """What a claim or a move does."""
    before = sheet.past.member
    if not sheet.reassigns:
        return words.gettext("What is kept of the sale earns points, as if the card had been shown.")
    name = "" if before is None else masked_name(before.name)
    return words.gettext("{name} loses the points of this sale. A manager must allow it.", name=name)
