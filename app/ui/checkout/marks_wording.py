"""A member's segments, flags and lists in words: what the sheet wants, and what came of it."""

from app.services.marks_outcomes import MarksProblem, MarksReason, MarksRefused
from app.ui.checkout.marks_state import MarksNotice, MarksSaid, MarksSheet, MarksStep
from app.ui.tone import Tone
from app.words.money import masked_phone
from app.words.translate import Words


def marks_words(words: Words, notice: MarksNotice) -> tuple[Tone, str]:
    """How serious it is, and the sentence."""
    match notice:
        case MarksRefused(problem=problem):
            return Tone.ATTENTION, _problem(words, problem)
        case MarksSaid.SAVED:
            return Tone.SUCCESS, words.gettext("Saved. Offers that ask for it count from now on.")
        case MarksSaid.NOTHING_NAMED:
            return Tone.INFO, words.gettext("This programme has no labels for members.")
        case MarksSaid.NOTHING_CHANGED:
            return Tone.INFO, words.gettext("Nothing is changed yet. Tick what the member is in.")


def _problem(words: Words, problem: MarksProblem) -> str:
    match problem:
        case MarksProblem.UNKNOWN_MEMBER:
            return words.gettext("This member isn’t known here. Close, and find the member again.")
        case MarksProblem.UNKNOWN_MARK:
            return words.gettext("The programme has changed meanwhile. Open the labels again.")
        case MarksProblem.NO_CHANGE:
            return words.gettext("That was done already, perhaps at another till. Look again.")
        case MarksProblem.NOT_APPROVED:
            return words.gettext("Only a manager changes labels. Ask for the PIN.")


def marks_sentence(words: Words, sheet: MarksSheet) -> str:
    """What the sheet wants now."""
    name = sheet.member.name or masked_phone(sheet.member.phone)
    match sheet.step:
        case MarksStep.CHOOSE:
            return words.gettext("Tick what {name} is in. Offers may ask for it.", name=name)
        case MarksStep.REASON:
            return words.gettext("Why is it changed for {name}?", name=name)


def approved_marks_sentence(words: Words, sheet: MarksSheet) -> str:
    """What a manager allows."""
    name = sheet.member.name or masked_phone(sheet.member.phone)
    return words.gettext("A manager changes the labels of {name}.", name=name)


def marks_reason(words: Words, reason: MarksReason) -> str:
    """A reason on a button."""
    match reason:
        case MarksReason.PROOF:
            return words.gettext("Showed a proof")
        case MarksReason.INVITED:
            return words.gettext("Invited by the shop")
        case MarksReason.ASKED:
            return words.gettext("Asked for it")
        case MarksReason.MISTAKE:
            return words.gettext("Was a mistake")
