"""What comes of joining, as sentences that say what happened and what to do."""

from app.domain.programme.enrolment import FieldKind, ProfileField
from app.domain.programme.people import Consent
from app.services.enrol_outcomes import EnrolProblem, EnrolRefused
from app.services.new_member import PhoneFree, PhoneTaken
from app.ui.checkout.enrol_state import EnrolNotice, EnrolSheet, Heard, Missing, Unanswered
from app.ui.tone import Tone
from app.words.money import masked_phone, points
from app.words.programme.enrolment import field_name
from app.words.translate import Words


def enrol_words(words: Words, notice: EnrolNotice) -> tuple[Tone, str]:
    """How serious it is, and the sentence."""
    match notice:
        case EnrolRefused(problem=problem):
            return Tone.ATTENTION, problem_sentence(words, problem)
        case Missing():
            return Tone.ATTENTION, _missing(words, notice)
        case Unanswered(question=question, bad=bad):
            return Tone.ATTENTION, _unanswered(words, question, bad=bad)
        case Heard():
            return _heard(words, notice)


def problem_sentence(words: Words, problem: EnrolProblem) -> str:
    """Why nobody was enrolled."""
    sentences = {
        EnrolProblem.BAD_PHONE: words.gettext(
            "That is no whole phone number. Check the digits with the customer."
        ),
        EnrolProblem.BAD_BIRTHDAY: words.gettext(
            "There is no such day. Key the day, then the month, such as 2104; or leave it empty."
        ),
        EnrolProblem.BAD_CARD: words.gettext("That is no card of ours. Scan another one, or join without."),
        EnrolProblem.CARD_TAKEN: words.gettext(
            "This card is somebody’s already. Scan another one, or join without."
        ),
        EnrolProblem.CARD_BLOCKED: words.gettext(
            "This card is blocked as missing or damaged. Keep it for the manager, and scan another one."
        ),
        EnrolProblem.CARD_FOREIGN: words.gettext(
            "This card isn’t from the shop’s own stock. Scan another one, or join without."
        ),
        EnrolProblem.UNKNOWN_CONSENT: words.gettext(
            "The consent texts have changed. Read the new ones out, tick again, then press Enter."
        ),
        EnrolProblem.NEEDS_GUARDIAN: words.gettext("Ask for the age: 18 or older, or a guardian who agrees."),
        EnrolProblem.UNKNOWN_REFERRER: words.gettext(
            "Nobody is found who sent this member. Scan the card, key more of the phone number, or leave it empty."
        ),
        EnrolProblem.NEEDS_NAME: words.gettext("Ask for the name: nobody joins here without."),
        EnrolProblem.NEEDS_BIRTHDAY: words.gettext(
            "Ask for the birthday, all the digits that the field shows: nobody joins here without."
        ),
        EnrolProblem.NEEDS_CONSENT: words.gettext(
            "Nobody joins without the marked consent. Read it out; tick it if the customer agrees."
        ),
        EnrolProblem.NEEDS_ANSWER: words.gettext(
            "The questions of the shop have changed. Ask the new ones, then press Enter."
        ),
        EnrolProblem.BAD_ANSWER: words.gettext(
            "The questions of the shop have changed. Ask the new ones, then press Enter."
        ),
        EnrolProblem.TOO_YOUNG: words.gettext("The customer is too young to join here."),
        EnrolProblem.NO_ADULT: words.gettext(
            "By the birthday, the customer is under 18. Choose Under 18 and ask the guardian, or check the year."
        ),
    }
    return sentences[problem]


def _unanswered(words: Words, question: ProfileField, *, bad: bool) -> str:
    name = field_name(words, question)
    if bad:
        return words.gettext(
            "That is no answer to “{question}”. Key it again, or leave it empty.", question=name
        )
    if question.kind is FieldKind.CHOICE:
        return words.gettext("Ask “{question}”, and touch the answer: nobody joins without.", question=name)
    return words.gettext("Ask “{question}”, and key the answer: nobody joins without.", question=name)


def _missing(words: Words, missing: Missing) -> str:
    sentences = {
        Missing.PHONE: words.gettext("Key the phone number first."),
        Missing.AGE: words.gettext(
            "Ask for the age. Press Space if 18 or older; for a minor, choose Under 18."
        ),
        Missing.GUARDIAN: words.gettext("Key the guardian’s name: a minor needs one."),
        Missing.GUARDIAN_PHONE: words.gettext("Key the guardian’s phone number, all of it."),
        Missing.GUARDIAN_CONSENT: words.gettext("Ask the guardian, and tick that he or she agrees."),
    }
    return sentences[missing]


def _heard(words: Words, heard: Heard) -> tuple[Tone, str]:
    match heard:
        case Heard.CARD_KEPT:
            return Tone.SUCCESS, words.gettext("The card is ready. It is the new member’s when he joins.")
        case Heard.REFERRER_KEPT:
            return Tone.SUCCESS, words.gettext("Noted who sent the new member.")
        case Heard.NO_REFERRALS:
            return Tone.ATTENTION, words.gettext(
                "That is the card of a member. To sell to that member, press Esc, then scan it again."
            )


def phone_note(words: Words, sheet: EnrolSheet) -> str:
    """What the live check of the phone says; empty: nothing yet."""
    if sheet.checked != sheet.phone:
        return ""
    match sheet.check:
        case PhoneTaken(member=member):
            return words.gettext(
                "A member already: {name}, {phone}", name=member.name or "—", phone=masked_phone(member.phone)
            )
        case PhoneFree():
            return words.gettext("Not a member yet")
        case _:
            return ""


def join_words(words: Words, sheet: EnrolSheet) -> str:
    """What Enter does."""
    if sheet.known is not None:
        return words.gettext("Sell to {name}", name=sheet.known.name or masked_phone(sheet.known.phone))
    if sheet.offer is not None and sheet.offer.welcome:
        return words.ngettext(
            "Join: +{count} point",
            "Join: +{count} points",
            sheet.offer.welcome,
            count=points(sheet.offer.welcome),
        )
    return words.gettext("Join")


def name_caption(words: Words, sheet: EnrolSheet) -> str:
    """What the name is called: some programmes need it."""
    if sheet.offer is not None and sheet.offer.rules.name:
        return words.gettext("Name")
    return words.gettext("Name, if the customer likes")


def birthday_caption(words: Words, sheet: EnrolSheet) -> tuple[str, str]:
    """What belongs in it, and an example."""
    if sheet.birthday_digits == 4:
        return words.gettext("Birthday, day and month"), "2104"
    return words.gettext("Birthday with the year"), "21041994"


def ask_words(words: Words, consents: tuple[Consent, ...]) -> str:
    """How to ask for consents; empty: there are none."""
    if any(consent.required for consent in consents):
        return words.gettext("Ask each, and tick only what the customer agrees to.")
    if consents:
        return words.gettext("Ask each, and tick only what the customer agrees to. None has to be ticked.")
    return ""


def tick_words(words: Words, ticked: bool) -> str:
    """How a screen reader tells whether something is ticked."""
    return words.gettext("ticked") if ticked else words.gettext("not ticked")


def referrer_words(words: Words, sheet: EnrolSheet) -> str:
    """Whom the typed text found."""
    if sheet.referrer is not None:
        name = sheet.referrer.name or masked_phone(sheet.referrer.phone)
        return "" if name == sheet.sent_by else name
    return words.gettext("Nobody yet: key more") if sheet.sent_by.strip() else ""


def question_caption(words: Words, field: ProfileField) -> str:
    """A question, and whether it must be answered."""
    name = field_name(words, field)
    if field.kind is FieldKind.DATE:
        name = words.gettext("{question} (day, month, year)", question=name)
    return words.gettext("{question}, needed", question=name) if field.required else name
