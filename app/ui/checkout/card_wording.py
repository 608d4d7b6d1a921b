"""What is known of a member and what comes of cards, as sentences that say what happened and what to do."""

from dataclasses import dataclass

from app.domain.calendar import local_time
from app.domain.programme.document import Programme, tier_by_id
from app.services.card_outcomes import CardAct, CardProblem, CardReason, CardRefused
from app.services.member_view import MemberView
from app.services.outcomes import QuotedBasket
from app.ui.checkout.card_state import CardNotice, CardsSaid, CardsSheet, CardStep
from app.ui.checkout.way_up import WayUp, way_up
from app.ui.tone import Tone
from app.words.explain import expiry_sentence, tier_distance
from app.words.money import masked_phone, points, rupiah
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


def as_of_words(words: Words, member: MemberView, programme: Programme) -> str:
    """How old what is known of the member is; empty: it is all his own."""
    if member.as_of is None:
        return ""
    return words.gettext("As of {time}", time=f"{local_time(member.as_of, programme.zone):%H.%M}")


def cards_confirm(words: Words, sheet: CardsSheet) -> str:
    """What Enter does now."""
    match sheet.step:
        case CardStep.NEW_CARD:
            return words.gettext("Make a code")
        case CardStep.QR:
            return words.gettext("Back to the cards")
        case _:
            return words.gettext("Done")


@dataclass(frozen=True, slots=True, kw_only=True)
class TierWords:
    """tier: its name. worth: of the points that can be spent. expiring: whether `below` is about points that lapse.

    share: of the way to the next tier, in thousandths.
    """

    tier: str
    worth: str
    below: str
    expiring: bool
    share: int
    distance: str


def tier_words(words: Words, member: MemberView, quoted: QuotedBasket) -> TierWords:
    """What the programme makes of a member, this basket counted."""
    programme, expiring = quoted.programme, member.expiring
    way = way_up(member, quoted)
    return TierWords(
        tier=tier_by_id(programme, member.tier_id).name,
        worth=f"= {rupiah(programme.points.worth(member.usable))}",
        below=expiry_sentence(words, programme, expiring.points, expiring.expires_at)
        if expiring
        else as_of_words(words, member, programme),
        expiring=expiring is not None,
        share=way.share,
        distance=_distance(words, programme, way),
    )


def _distance(words: Words, programme: Programme, way: WayUp) -> str:
    if way.above is None:
        return words.gettext("Highest tier")
    if not way.left:
        return words.gettext("Reaches {tier} with this sale", tier=way.above.name)
    amount = tier_distance(words, programme, way.left)
    return words.gettext("{amount} more to {tier}", amount=amount, tier=way.above.name)


def would_earn_words(words: Words, quoted: QuotedBasket | None) -> str:
    """What a member would get for a guest's basket; empty: nothing."""
    count = quoted.quote.earning.points if quoted else 0
    said = words.ngettext(
        "A member would get {count} point for this.",
        "A member would get {count} points for this.",
        count,
        count=points(count),
    )
    return said if count else ""
