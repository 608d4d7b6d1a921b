"""What a till says when a sale can't be made."""

from app.services.outcomes import SaleRefusal
from app.words.translate import Words


def sale_refusal_sentence(words: Words, reason: SaleRefusal) -> str:
    """Why a sale was not made, and what to do."""
    return {
        SaleRefusal.EMPTY: words.gettext("The basket is empty. Scan an item first."),
        SaleRefusal.SHORT_TENDER: words.gettext(
            "That is less than the total. Key the amount received again."
        ),
        SaleRefusal.RIGHTS_GONE: words.gettext(
            "The points were spent elsewhere meanwhile. Choose again how many to redeem, then pay."
        ),
        SaleRefusal.BLOCKED_STORE: words.gettext("This till may not sell now. Call the manager."),
        SaleRefusal.INVALID_BASKET: words.gettext(
            "A price or quantity in this basket can’t be right. Check its lines."
        ),
        SaleRefusal.NEEDS_MANAGER: words.gettext(
            "More was taken off by hand than you may. Ask a manager for the PIN, or take less."
        ),
        SaleRefusal.TOO_MUCH_BY_HAND: words.gettext(
            "More was taken off by hand than even a manager may. Take less."
        ),
        SaleRefusal.OVERPAID: words.gettext(
            "That is more than the total, and only cash gives change. Give the rest back first."
        ),
        SaleRefusal.NEEDS_MEMBER: words.gettext("A plan is for a member. Scan the member’s card first."),
        SaleRefusal.SPLIT: words.gettext("This bill was split. Sell its parts: they are held."),
        SaleRefusal.NO_SHIFT: words.gettext("No shift is open. Open one first, then pay."),
        SaleRefusal.OTHERS_SHIFT: words.gettext(
            "The open shift is somebody else’s. Count and close it, then open your own; or a manager allows it."
        ),
        SaleRefusal.UNKNOWN_GIFT_CARD: words.gettext(
            "No gift card has this code here. Scan it again, or take another way to pay."
        ),
        SaleRefusal.BLOCKED_GIFT_CARD: words.gettext("This gift card is blocked. Call the manager."),
        SaleRefusal.GIFT_CARD_SHORT: words.gettext(
            "There is less on the gift card than that. Take what it has, and the rest in another way."
        ),
        SaleRefusal.GIFT_CARD_ELSEWHERE: words.gettext(
            "This gift card was loaded at another till, and can pay there. Take another way to pay."
        ),
        SaleRefusal.BILL_COUNTED: words.gettext(
            "This bill was counted today already. Look at its number again."
        ),
        SaleRefusal.PAID_ELSEWHERE: words.gettext(
            "Bills of the other till are paid there, and all else here. Enter the bill again."
        ),
    }[reason]
