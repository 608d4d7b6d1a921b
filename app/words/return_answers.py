"""What a till says when something can't come back, and what to do then."""

from typing import assert_never

from app.domain.returns import ReturnRefusal, ReturnRefused
from app.services.approval import NotApproved
from app.services.return_outcomes import BAD_WORD, OfflineLimit, ReturnNotPossible, ReturnProblem
from app.words.money import rupiah
from app.words.pins import approval_sentence
from app.words.return_text import return_refused_sentence
from app.words.translate import Words


def return_sentence(words: Words, answer: ReturnNotPossible) -> str:
    """Why nothing came back, and a way on."""
    match answer.problem:
        case ReturnProblem.UNKNOWN_SALE:
            return words.gettext(
                "This till has not made that sale. Return it where it was bought, or without a receipt (F8)."
            )
        case ReturnProblem.REFUSED:
            return _refused(words, answer.refused)
        case ReturnProblem.OTHER_DAY:
            return words.gettext(
                "Only a sale of today can be voided. Go back and return it instead: press Enter."
            )
        case ReturnProblem.OTHER_SHIFT:
            return words.gettext(
                "The shift that sold it is closed, so it can’t be voided. Go back and return it instead: press Enter."
            )
        case ReturnProblem.NEEDS_SERVER:
            return needs_server_sentence(words, answer.offline)
        case ReturnProblem.OVER_OFFLINE_LIMIT:
            return _over_limit(words, answer.offline)
        case ReturnProblem.NEEDS_MANAGER | ReturnProblem.NOT_A_MANAGER | ReturnProblem.NOT_APPROVED:
            return approval_sentence(words, NotApproved(fault=BAD_WORD[answer.problem], pin=answer.pin))
        case ReturnProblem.REFUND_CHANGED:
            return words.gettext("The refund is another one now. Look at it again.")
        case _:
            assert_never(answer.problem)


def needs_server_sentence(words: Words, offline: OfflineLimit | None) -> str:
    """That another till may return the sale too, and how much a manager may risk today."""
    if offline is None:
        return words.gettext("Another till may return this sale too. Ask a manager.")
    return words.gettext(
        "Another till may return this sale too. A manager may allow it: {left} more today without the server.",
        left=rupiah(max(0, offline.limit - offline.used)),
    )


def _over_limit(words: Words, offline: OfflineLimit | None) -> str:
    if offline is None:
        return words.gettext("That is more than this till may give back today without the server.")
    return words.gettext(
        "Without the server this till may give back {limit} a day, and {used} went back. Return less, or wait "
        "for the line.",
        limit=rupiah(offline.limit),
        used=rupiah(offline.used),
    )


def _refused(words: Words, refused: ReturnRefused | None) -> str:
    if refused is None:
        return words.gettext("This can’t come back.")
    return f"{return_refused_sentence(words, refused)} {_way_on(words, refused.reason)}"


def _way_on(words: Words, reason: ReturnRefusal) -> str:
    match reason:
        case ReturnRefusal.NOTHING_LEFT:
            return words.gettext("Choose another sale.")
        case ReturnRefusal.WINDOW_OVER:
            return words.gettext("Tell the customer: nobody can change that here.")
        case ReturnRefusal.PART_OF_WHOLE:
            return words.gettext("Take it back whole, or not at all.")
        case (
            ReturnRefusal.NOTHING_WANTED
            | ReturnRefusal.UNKNOWN_LINE
            | ReturnRefusal.MODIFIER
            | ReturnRefusal.MORE_THAN_SOLD
            | ReturnRefusal.PART_OF_UNIT
        ):
            return words.gettext("Choose again what comes back.")
        case _:
            assert_never(reason)
