"""What came of a PIN, as sentences that say what to do."""

from app.services.approval import ApprovalFault, NotApproved
from app.services.front import LockedOut, WrongPin
from app.words.translate import Words


def pin_sentence(words: Words, trouble: WrongPin | LockedOut) -> str:
    """A wrong PIN, or too many of them."""
    match trouble:
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


def approval_sentence(words: Words, trouble: NotApproved) -> str:
    """Why a manager's word doesn't count."""
    if trouble.pin is not None:
        return pin_sentence(words, trouble.pin)
    match trouble.fault:
        case ApprovalFault.NEEDS_MANAGER:
            return words.gettext("This needs a manager’s PIN.")
        case ApprovalFault.NOT_APPROVED:
            return words.gettext("That person no longer works here. Choose another manager.")
        case ApprovalFault.NOT_A_MANAGER:
            return words.gettext("Only a manager may allow this. Choose a manager.")
