"""A member's own PIN in words: what the sheet wants, and what came of it."""

from app.services.front import LockedOut, WrongPin
from app.services.pin_outcomes import PinProblem, PinRefused
from app.ui.checkout.pin_state import PinNotice, PinSaid, PinSheet, PinStep, PinTrouble
from app.ui.tone import Tone
from app.words.money import masked_phone
from app.words.pins import pin_sentence
from app.words.translate import Words


def pin_words(words: Words, notice: PinNotice) -> tuple[Tone, str]:
    """How serious it is, and the sentence."""
    match notice:
        case PinRefused(problem=problem):
            return Tone.ATTENTION, pin_problem(words, problem)
        case PinSaid.SET:
            return Tone.SUCCESS, words.gettext("The PIN is set. It counts like the card from now on.")
        case PinSaid.REMOVED:
            return Tone.SUCCESS, words.gettext("The PIN is gone. Only the card counts now.")
        case PinSaid.PROVED:
            return Tone.SUCCESS, words.gettext("That is the member. All the points can be spent.")
        case PinSaid.SOMEBODY_ELSE_S:
            return Tone.ATTENTION, words.gettext("That card is another member’s. Scan this member’s card.")
        case PinSaid.NO_PIN:
            return Tone.ATTENTION, words.gettext(
                "No PIN of this member is known here; one that was set at another till comes with the sync. "
                "Scan the card."
            )


def pin_problem(words: Words, problem: PinProblem) -> str:
    """Why a PIN stayed as it was."""
    match problem:
        case PinProblem.UNKNOWN_MEMBER:
            return words.gettext("This member isn’t known here. Close, and find the member again.")
        case PinProblem.BAD_PIN:
            return words.gettext("A PIN has six digits.")
        case PinProblem.TOO_EASY:
            return words.gettext("That PIN is guessed at once. Choose another one.")
        case PinProblem.NO_PIN:
            return words.gettext("This member has no PIN.")
        case PinProblem.NOT_APPROVED:
            return words.gettext("Scan the member’s card, or ask a manager.")


def pin_sentence_of(words: Words, sheet: PinSheet) -> str:
    """What the sheet wants now."""
    name = sheet.member.name or masked_phone(sheet.member.phone)
    match sheet.step:
        case PinStep.PROVE if sheet.to_spend:
            return words.gettext("{name} types the PIN to spend points without the card.", name=name)
        case PinStep.PROVE:
            return words.gettext("{name} types the PIN that counts now.", name=name)
        case PinStep.CHOOSE:
            return words.gettext("{name} has a PIN and can spend points without the card.", name=name)
        case PinStep.SHOW:
            return words.gettext("Scan the card of {name}, so that nobody else sets the PIN.", name=name)
        case PinStep.NEW | PinStep.AGAIN:
            return words.gettext("{name} chooses six digits that nobody else knows.", name=name)


def approved_pin_sentence(words: Words, sheet: PinSheet) -> str:
    """What a manager allows in place of the member's card."""
    name = sheet.member.name or masked_phone(sheet.member.phone)
    if sheet.removing:
        return words.gettext("A manager has seen that it is {name}, and takes the PIN away.", name=name)
    return words.gettext("A manager has seen that it is {name}, and allows the PIN.", name=name)


def digits_sentence(words: Words, sheet: PinSheet) -> str:
    """What is said under the dots."""
    match sheet.trouble:
        case WrongPin() as wrong:
            return pin_sentence(words, wrong)
        case LockedOut() as locked:
            return pin_sentence(words, locked) + " " + words.gettext("The card can be scanned meanwhile.")
        case PinProblem() as problem:
            return pin_problem(words, problem)
        case PinTrouble.DIFFERENT:
            return words.gettext("The two were not the same. Begin again.")
        case None:
            return _wanted(words, sheet)


def _wanted(words: Words, sheet: PinSheet) -> str:
    if sheet.busy:
        return words.gettext("Checking…")
    match sheet.step:
        case PinStep.NEW:
            return words.gettext("The new PIN")
        case PinStep.AGAIN:
            return words.gettext("The new PIN once more")
        case _:
            return words.gettext("The member’s PIN")
