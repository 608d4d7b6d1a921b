"""What three scans of a keyboard scanner taught, as sentences."""

from app.ui.device_setup.state import Hearing
from app.ui.tone import Tone
from app.ui.wedge_learning import SCANS, Learnt, NotLearnt, WedgeTrouble
from app.words.translate import Words


def lesson_words(words: Words, hearing: Hearing) -> tuple[Tone, str]:
    """How far the lesson is, or what came of it."""
    match hearing.lesson:
        case NotLearnt(trouble=trouble):
            return Tone.ATTENTION, trouble_sentence(words, trouble)
        case Learnt(troubles=troubles) if troubles:
            return Tone.ATTENTION, " ".join(trouble_sentence(words, each) for each in troubles)
        case Learnt():
            return Tone.SUCCESS, _learnt(words, hearing.lesson)
        case None if hearing.heard:
            return Tone.INFO, words.ngettext(
                "Good. {count} more time.", "Good. {count} more times.", hearing.left, count=hearing.left
            )
        case None:
            return Tone.INFO, words.gettext("Scan one of these codes {count} times.", count=SCANS)


def _learnt(words: Words, learnt: Learnt) -> str:
    pace = words.gettext(
        "Learnt: a key each {median} ms, at most {longest} ms.", median=learnt.median, longest=learnt.longest
    )
    prefix = learnt.settings.prefix
    before = words.gettext("It types {prefix} before each code.", prefix=f"“{prefix}”") if prefix else ""
    now = words.gettext("Now scan anything.")
    return " ".join(filter(None, (pace, before, now)))


def trouble_sentence(words: Words, trouble: WedgeTrouble) -> str:
    """What is wrong with it, and what to do."""
    sentences = {
        WedgeTrouble.UNLIKE: words.gettext(
            "The three scans are not alike. Scan the same code three times, and hold it still."
        ),
        WedgeTrouble.NO_END: words.gettext(
            "The scanner types no Enter after a code. Scan “Add suffix: Enter (CR)” in its manual, then try again."
        ),
        WedgeTrouble.TOO_SLOW: words.gettext(
            "It types as slowly as a person. Set “inter-character delay” to 0 in its manual, then try again."
        ),
        WedgeTrouble.LOST: words.gettext(
            "Keys get lost. Set a longer “inter-character delay” in its manual, or use another USB socket."
        ),
        WedgeTrouble.ALT_CODES: words.gettext(
            "It types by Alt and numbers. Turn “ALT mode” off in its manual, then try again."
        ),
        WedgeTrouble.CAPS_LOCK: words.gettext("Small and large letters are swapped. Turn Caps Lock off."),
        WedgeTrouble.ONE_CASE: words.gettext(
            "All letters come in one case. Turn the scanner’s case conversion off."
        ),
        WedgeTrouble.QWERTZ: words.gettext(
            "Y and Z are swapped. Set the scanner’s keyboard to the computer’s layout (QWERTZ)."
        ),
        WedgeTrouble.AZERTY: words.gettext(
            "A and Q are swapped, digits are signs. Set the scanner’s keyboard to the computer’s layout (AZERTY)."
        ),
        WedgeTrouble.SHIFTED_DIGITS: words.gettext(
            "Digits come as signs. Turn Shift Lock off, and set the scanner’s keyboard layout."
        ),
        WedgeTrouble.OTHER_SIGNS: words.gettext(
            "Letters and digits are right, some signs are not. Set the scanner’s keyboard to the computer’s layout."
        ),
        WedgeTrouble.AIM: words.gettext(
            "It types an id such as ]Q1 before each code. Turn “AIM ID” off in its manual."
        ),
        WedgeTrouble.SLOW: words.gettext(
            "It is slow, and works. Give it a prefix, so that fast typing is not taken for a scan."
        ),
        WedgeTrouble.OTHER_CODE: words.gettext(
            "The pace is learnt. Scan a code of this page to check the keyboard layout, too."
        ),
    }
    return sentences[trouble]
