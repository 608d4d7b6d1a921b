"""What comes of cards, as sentences that say what happened and what to do."""

from app.services.card_outcomes import CardAct, CardProblem, CardReason, CardRefused
from app.ui.checkout.card_state import CardNotice, CardsSaid, CardsSheet, CardStep
from app.ui.widgets.notice_bar import Tone
from app.words.money import masked_phone
from app.words.translate import Words

_SHOWN = 4


def card_words(words: Words, notice: CardNotice) -> tuple[Tone, str]:
    """How serious it is, and the sentence."""
    match notice:
        case CardRefused(problem=problem):
            return Tone.ATTENTION, card_problem(words, problem)
        case CardsSaid.ALREADY_HIS:
            return Tone.INFO, words.gettext("That card is this member’s already.")
        case CardsSaid.SOMEBODY_ELSE_S:
            return Tone.ATTENTION, words.gettext("That card is another member’s. Scan one that is nobody’s.")
        case CardsSaid.IS_BLOCKED:
            return Tone.ATTENTION, words.gettext(
                "That card of this member is blocked. A manager can unblock it."
            )
        case CardsSaid.FINISH_FIRST:
            return Tone.ATTENTION, words.gettext("Finish this step first, or press Esc; then scan the card.")
        case _:
            return Tone.SUCCESS, _done(words, notice)


def _done(words: Words, said: CardsSaid) -> str:
    match said:
        case CardsSaid.BLOCKED:
            return words.gettext("The card is blocked. It names nobody any more.")
        case CardsSaid.REPLACED:
            return words.gettext("The old card is blocked, the new one is the member’s.")
        case CardsSaid.PRINTING:
            return words.gettext("The code is being printed.")
        case CardsSaid.UNBLOCKED:
            return words.gettext("The card is good again.")
        case _:
            return words.gettext("The card is the member’s now.")


def card_problem(words: Words, problem: CardProblem) -> str:
    """Why nothing changed."""
    sentences = {
        CardProblem.UNKNOWN_MEMBER: words.gettext(
            "This member isn’t known here. Close, and find the member again."
        ),
        CardProblem.NOT_HIS: words.gettext("That card isn’t this member’s any more. Choose another one."),
        CardProblem.BAD_CARD: words.gettext("That is no card of ours. Scan another one, or make a code."),
        CardProblem.BAD_NUMBER: words.gettext("That can’t be a card’s number. Scan the card itself."),
        CardProblem.CARD_TAKEN: words.gettext("This card is somebody’s already. Scan another one."),
        CardProblem.CARD_BLOCKED: words.gettext(
            "This card is blocked as missing or damaged. Keep it for the manager, and scan another one."
        ),
        CardProblem.CARD_FOREIGN: words.gettext(
            "This card isn’t from the shop’s own stock. Scan another one, or make a code."
        ),
        CardProblem.NO_CHANGE: words.gettext("That was done already, perhaps at another till. Look again."),
        CardProblem.NOT_APPROVED: words.gettext("Only a manager unblocks a card. Ask for the PIN."),
    }
    return sentences[problem]


def short_code(code: str) -> str:
    """The end of a card's code, which tells a member's cards apart and names nobody to who looks on."""
    return "••••\N{NO-BREAK SPACE}" + code[-_SHOWN:]


def reason_words(words: Words, reason: CardReason) -> str:
    """A reason on a button."""
    match reason:
        case CardReason.LOST:
            return words.gettext("Lost")
        case CardReason.STOLEN:
            return words.gettext("Stolen")
        case CardReason.DAMAGED:
            return words.gettext("Damaged")
        case _:
            return words.gettext("Another reason")


def unblock_sentence(words: Words, sheet: CardsSheet) -> str:
    """What a manager allows."""
    return words.gettext("A manager unblocks card {code}.", code=short_code(sheet.chosen))


def sheet_sentence(words: Words, sheet: CardsSheet) -> str:
    """What the sheet wants now."""
    name = sheet.member.name or masked_phone(sheet.member.phone)
    match sheet.step:
        case CardStep.CHOOSE if sheet.found_blocked:
            return words.gettext(
                "The scanned card is blocked. Ask who it is before you give {name} another one.", name=name
            )
        case CardStep.CHOOSE:
            return words.gettext("Scan a preprinted card to give it to {name}.", name=name)
        case CardStep.REASON if sheet.act is CardAct.REPLACE:
            return words.gettext("Why is card {code} replaced?", code=short_code(sheet.chosen))
        case CardStep.REASON:
            return words.gettext("Why is card {code} blocked?", code=short_code(sheet.chosen))
        case CardStep.NEW_CARD:
            return words.gettext(
                "Scan the new card now, or make a code that {name} shows on a phone.", name=name
            )
        case CardStep.QR:
            return words.gettext("{name} can take a picture of this code and show it next time.", name=name)
