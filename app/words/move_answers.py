"""What a till says when a sale can't be given to a member, and what to do then."""

from typing import assert_never

from app.domain.claiming import ClaimRefusal, ClaimRefused
from app.services.move_outcomes import MoveNotPossible, MoveProblem
from app.words.money import points
from app.words.pins import approval_sentence
from app.words.translate import Words


def move_sentence(words: Words, answer: MoveNotPossible) -> str:
    """Why the sale stays as it is, and a way on."""
    match answer.problem:
        case MoveProblem.UNKNOWN_SALE:
            return words.gettext("This till has not made that sale. Bring the receipt to the till that did.")
        case MoveProblem.UNKNOWN_MEMBER:
            return words.gettext("This member isn’t known here any more. Find the member again.")
        case MoveProblem.REFUSED:
            return (
                words.gettext("It stays as it is.")
                if answer.refused is None
                else _refused(words, answer.refused)
            )
        case MoveProblem.NOT_APPROVED:
            asked = words.gettext("This needs a manager’s PIN.")
            return asked if answer.approval is None else approval_sentence(words, answer.approval)
        case _:
            assert_never(answer.problem)


def _refused(words: Words, refused: ClaimRefused) -> str:
    match refused.reason:
        case ClaimRefusal.TOO_OLD:
            return words.ngettext(
                "The time to claim this sale ended {count} day ago. Scan the card before paying next time.",
                "The time to claim this sale ended {count} days ago. Scan the card before paying next time.",
                refused.days,
                count=points(refused.days),
            )
        case ClaimRefusal.HAS_MEMBER:
            return words.gettext("This sale is a member’s already. A manager can move it.")
        case ClaimRefusal.CLAIMED:
            return words.gettext("This sale was claimed already. A manager can move it.")
        case ClaimRefusal.NOT_YET:
            return words.gettext(
                "This sale is of a later day than the till’s clock says. Set the clock right."
            )
        case ClaimRefusal.NOTHING_KEPT:
            return words.gettext("Everything of this sale came back. There is nothing to earn points for.")
        case ClaimRefusal.NO_MEMBER:
            return words.gettext("This sale is nobody’s. The member can claim it.")
        case ClaimRefusal.SAME_MEMBER:
            return words.gettext("This sale is that member’s already. Find another one.")
        case _:
            return _used(words, refused.reason)


def _used(words: Words, reason: ClaimRefusal) -> str:
    """What was spent, bought or used can't be anybody else's."""
    return {
        ClaimRefusal.POINTS_SPENT: words.gettext(
            "Points were spent on this sale, so it can’t be moved. Return it and sell it again."
        ),
        ClaimRefusal.CASHBACK_SPENT: words.gettext(
            "Cashback was spent on this sale, so it can’t be moved. Return it and sell it again."
        ),
        ClaimRefusal.VOUCHER_SPENT: words.gettext(
            "A voucher was used on this sale, so it can’t be moved. Return it and sell it again."
        ),
        ClaimRefusal.PLAN_BOUGHT: words.gettext(
            "A plan was bought with this sale, so it can’t be moved. Return it and sell it again."
        ),
        ClaimRefusal.GIFT_USED: words.gettext(
            "A gift of this sale was used already, so it can’t be moved. Return it and sell it again."
        ),
    }[reason]
