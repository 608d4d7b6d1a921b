"""What comes of joining, of cards and of saying who sent a member, as sentences."""

from app.domain.engagement import NotAwardedReason
from app.services.card_outcomes import CardRefused
from app.services.enrol_outcomes import EnrolRefused
from app.services.marks_outcomes import MarksRefused
from app.services.note_referral import (
    ReferralKept,
    ReferralNoteOutcome,
    ReferralNotKept,
    ReferralProblem,
)
from app.services.pin_outcomes import PinRefused
from app.ui.checkout.card_state import CardsSaid
from app.ui.checkout.card_wording import card_words
from app.ui.checkout.enrol_state import Heard, Missing, Unanswered
from app.ui.checkout.enrol_wording import enrol_words
from app.ui.checkout.marks_state import MarksSaid
from app.ui.checkout.marks_wording import marks_words
from app.ui.checkout.pin_state import PinSaid
from app.ui.checkout.pin_wording import pin_words
from app.ui.checkout.state import PeopleNotice
from app.ui.tone import Tone
from app.words.translate import Words


def people_words(words: Words, notice: PeopleNotice) -> tuple[Tone, str]:
    """How serious it is, and the sentence."""
    match notice:
        case EnrolRefused() | Missing() | Unanswered() | Heard():
            return enrol_words(words, notice)
        case CardRefused() | CardsSaid():
            return card_words(words, notice)
        case PinSaid() | PinRefused():
            return pin_words(words, notice)
        case MarksSaid() | MarksRefused():
            return marks_words(words, notice)
        case ReferralKept() | ReferralNotKept():
            return _referral(words, notice)


def _referral(words: Words, outcome: ReferralNoteOutcome) -> tuple[Tone, str]:
    if isinstance(outcome, ReferralKept):
        return Tone.SUCCESS, words.gettext("Noted. Both get something with the first sale.")
    return Tone.ATTENTION, _reason(words, outcome.problem)


def _reason(words: Words, problem: ReferralProblem | NotAwardedReason) -> str:
    match problem:
        case ReferralProblem.UNKNOWN_MEMBER:
            return words.gettext("This member isn’t known here. Close, and find the member again.")
        case ReferralProblem.BOUGHT_BEFORE:
            return words.gettext(
                "Too late: this member has bought before. It counts before the first sale only."
            )
        case ReferralProblem.NEEDS_SERVER:
            return words.gettext(
                "With a server, say who sent a member when he joins. Later, it can’t be noted."
            )
        case NotAwardedReason.NO_REFERRALS:
            return words.gettext("This programme gives nothing for sending members.")
        case NotAwardedReason.ALREADY_REFERRED:
            return words.gettext("Who sent this member is noted already.")
        case NotAwardedReason.ONESELF | NotAwardedReason.SAME_PERSON:
            return words.gettext("Nobody sends himself. Scan the card of the one who did.")
        case NotAwardedReason.SAME_PHONE | NotAwardedReason.SAME_CARD:
            return words.gettext("The two have one phone or card, so they count as one person.")
        case _:
            return words.gettext("That gives nothing now. Call the manager.")
