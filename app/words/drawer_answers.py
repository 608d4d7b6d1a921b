"""What a till says about its drawer and its shifts."""

from app.domain.shift_rules import CloseRefusal, MoveRefusal
from app.services.drawer_outcomes import ShiftProblem
from app.words.translate import Words


def shift_sentence(words: Words, problem: ShiftProblem) -> str:
    """Why no shift begins, and what to do."""
    match problem:
        case ShiftProblem.ALREADY_OPEN:
            return words.gettext("A shift is open already. Close it first.")
        case ShiftProblem.COUNT_MAKES_NO_SENSE:
            return words.gettext("That count can’t be right. Count again.")


def move_sentence(words: Words, reason: MoveRefusal) -> str:
    """Why the drawer stays shut, and what to do."""
    match reason:
        case MoveRefusal.SHIFT_CLOSED:
            return words.gettext("No shift is open. Open one first.")
        case MoveRefusal.NO_REASON:
            return words.gettext("Choose a reason first.")
        case MoveRefusal.NOTHING | MoveRefusal.NO_MOVE:
            return words.gettext("That amount can’t be right. Key it again.")
        case MoveRefusal.MORE_THAN_EXPECTED:
            return words.gettext("There is not so much cash in the drawer. Take out less.")


def close_sentence(words: Words, reason: CloseRefusal) -> str:
    """Why a shift stays open, and what to do."""
    match reason:
        case CloseRefusal.SHIFT_CLOSED:
            return words.gettext("No shift is open.")
        case CloseRefusal.HELD_BASKETS:
            return words.gettext("Baskets are held. Sell them or give them up first.")
        case CloseRefusal.OPEN_BASKET:
            return words.gettext("A basket is open. Sell it or empty it first.")
        case CloseRefusal.COUNT_MAKES_NO_SENSE:
            return words.gettext("That count can’t be right. Count again.")
