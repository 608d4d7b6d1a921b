"""What a till says about a bill that is split."""

from app.domain.splitting import SplitRefusal, SplitRefused
from app.services.split_bill import SplitNotDone, SplitProblem
from app.words.money import quantity
from app.words.translate import Words


def split_sentence(words: Words, done: SplitNotDone) -> str:
    """Why a bill isn't split, or not put together again, and what to do."""
    if done.refused is not None:
        return _line_sentence(words, done.refused)
    return {
        SplitProblem.ALREADY_SOLD: words.gettext("This basket was sold already. Start a new one."),
        SplitProblem.INVALID_BASKET: words.gettext(
            "A price or quantity in this basket can’t be right. Check its lines."
        ),
        SplitProblem.PART_OF_BILL: words.gettext("This is a part of a bill. Put the bill together first."),
        SplitProblem.PAYING: words.gettext(
            "Split the bill before points, vouchers, coupons or money are chosen."
        ),
        SplitProblem.SPLIT: words.gettext("The bill can’t be split so."),
        SplitProblem.UNKNOWN: words.gettext("No such bill was split here."),
        SplitProblem.PART_SOLD: words.gettext("A part was sold already. Sell the others too."),
        SplitProblem.PAID: words.gettext("Something was paid of a part. Give that back first."),
    }[done.problem]


def _line_sentence(words: Words, refused: SplitRefused) -> str:
    return {
        SplitRefusal.ONE_PART: words.gettext("That leaves one part only. Choose less for it."),
        SplitRefusal.EMPTY_PART: words.gettext("A part has nothing in it. Choose something."),
        SplitRefusal.UNKNOWN_LINE: words.gettext("A line isn’t in the basket any more. Choose again."),
        SplitRefusal.MODIFIER: words.gettext("An extra goes with its line. Choose the line."),
        SplitRefusal.NOTHING_WANTED: words.gettext("Choose how many of the line."),
        SplitRefusal.MORE_THAN_LEFT: words.gettext(
            "Only {left} of the line are left.", left=quantity(refused.left)
        ),
        SplitRefusal.PART_OF_WHOLE: words.gettext("What is weighed stays in one part."),
        SplitRefusal.PART_OF_UNIT: words.gettext("A piece can’t be cut. Choose whole ones."),
        SplitRefusal.ALREADY_PAYING: words.gettext(
            "Split the bill before points, vouchers, coupons or money are chosen."
        ),
    }[refused.reason]
