"""What a till says about prices by hand, tenders that were taken and baskets that are held."""

from app.domain.manual_limits import ManualReason
from app.services.approve_manual import ApprovalProblem, ApprovalRefused
from app.services.front import LockedOut, WrongPin
from app.services.give_up_basket import DiscardReason
from app.services.hold_basket import HoldProblem, HoldRefused, Recalled
from app.services.take_tender import TenderProblem
from app.words.money import rupiah
from app.words.translate import Words


def manual_reason_name(words: Words, reason: ManualReason) -> str:
    """Why something is taken off by hand."""
    match reason:
        case ManualReason.DAMAGED:
            return words.gettext("Damaged")
        case ManualReason.NEAR_EXPIRY:
            return words.gettext("Near its expiry date")
        case ManualReason.WRONG_LABEL:
            return words.gettext("Wrong price on the shelf")
        case ManualReason.PRICE_MATCH:
            return words.gettext("Cheaper elsewhere")
        case ManualReason.COMPLAINT:
            return words.gettext("Complaint")
        case ManualReason.OTHER:
            return words.gettext("Another reason")


def discard_reason_name(words: Words, reason: DiscardReason) -> str:
    """Why a basket is given up."""
    match reason:
        case DiscardReason.CHANGED_MIND:
            return words.gettext("Changed their mind")
        case DiscardReason.NEVER_CAME_BACK:
            return words.gettext("Never came back")
        case DiscardReason.MISTAKE:
            return words.gettext("Rung up by mistake")
        case DiscardReason.OTHER:
            return words.gettext("Another reason")


def approval_sentence(words: Words, refused: ApprovalRefused) -> str:
    """Why nothing was allowed, and what to do."""
    match refused.problem:
        case ApprovalProblem.NOTHING_BY_HAND:
            return words.gettext("Nothing is taken off by hand. There is nothing to allow.")
        case ApprovalProblem.TOO_MUCH:
            return words.gettext("More was taken off by hand than even a manager may. Take less.")
        case ApprovalProblem.NOT_A_MANAGER:
            return words.gettext("Only a manager can allow this.")
        case ApprovalProblem.INVALID_BASKET:
            return words.gettext("A price or quantity in this basket can’t be right. Check its lines.")
        case ApprovalProblem.NOT_APPROVED:
            return _pin(words, refused.pin)


def _pin(words: Words, pin: WrongPin | LockedOut | None) -> str:
    match pin:
        case WrongPin(left=left):
            return words.ngettext(
                "Wrong PIN. {count} try left.", "Wrong PIN. {count} tries left.", left, count=left
            )
        case LockedOut(seconds=seconds):
            return words.ngettext(
                "Too many wrong PINs. Try again in {count} second.",
                "Too many wrong PINs. Try again in {count} seconds.",
                seconds,
                count=seconds,
            )
        case None:
            return words.gettext("Nobody of that name works here.")


def tender_sentence(words: Words, problem: TenderProblem) -> str:
    """Why a tender was not taken, and what to do."""
    match problem:
        case TenderProblem.ALREADY_SOLD:
            return words.gettext("This basket was sold already. Start a new one.")
        case TenderProblem.INVALID_BASKET:
            return words.gettext("A price or quantity in this basket can’t be right. Check its lines.")
        case TenderProblem.UNKNOWN_TENDER:
            return words.gettext("This till can’t take that way to pay yet. Choose another.")
        case TenderProblem.CASH_IS_LAST:
            return words.gettext("Cash comes last. Take the other ways to pay first.")
        case TenderProblem.CARD_NUMBER:
            return words.gettext("That is a whole card’s number. Key only its last four digits.")
        case TenderProblem.REFERENCE:
            return words.gettext("The reference is too long. Key at most 24 letters and digits.")
        case TenderProblem.SHORT:
            return words.gettext("That is less than is left to pay. Key the amount again.")
        case TenderProblem.OVER:
            return words.gettext(
                "That is more than is left to pay, and only cash gives change. Key the amount again."
            )


def hold_sentence(words: Words, refused: HoldRefused) -> str:
    """Why a basket was not put aside, brought back or given up, and what to do."""
    match refused.problem:
        case HoldProblem.EMPTY:
            return words.gettext("The basket is empty. Scan an item first.")
        case HoldProblem.ALREADY_SOLD:
            return words.gettext("This basket was sold already. Start a new one.")
        case HoldProblem.UNKNOWN:
            return words.gettext("This basket is not held any more. Look at the list again.")
        case HoldProblem.PAID:
            return words.gettext("Something was paid for this basket. Give that back first, or sell it.")
        case HoldProblem.NEEDS_MANAGER:
            return words.gettext("Here a manager gives baskets up. Ask one for the PIN.")
        case HoldProblem.NOT_A_MANAGER:
            return words.gettext("Only a manager can allow this.")
        case HoldProblem.NOT_APPROVED:
            return _pin(words, refused.pin)


def recalled_sentence(words: Words, recalled: Recalled) -> str:
    """What a customer must know of a basket that was quoted again; empty: it is as it was."""
    if not recalled.requoted:
        return ""
    before, after = recalled.before, recalled.after
    if before is None or after is None or before == after:
        return words.gettext("This basket is from another day. It was priced again, by today’s offers.")
    return words.gettext(
        "This basket is from another day. By today’s offers it comes to {after} instead of {before}.",
        after=rupiah(after),
        before=rupiah(before),
    )
