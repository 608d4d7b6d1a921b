"""The wizard's words: steps, questions, what came of a test, and what to look at when it didn't work."""

from app.services.device_setup import (
    ChoicesNotSaved,
    ChoicesSaved,
    LineStanding,
    LineTried,
    PrintTried,
    ScanTried,
)
from app.ui.device_setup.state import (
    PRINTERS,
    Notice,
    SetupState,
    ShownTried,
    Step,
    StepState,
    Trouble,
    Verdict,
)
from app.ui.device_setup.values import setting_name
from app.ui.tone import Tone
from app.words.devices import device_sentence, printer_sentence
from app.words.line import line_sentence
from app.words.pins import approval_sentence
from app.words.scan_rules import outcome_sentence, route_sentence
from app.words.translate import Words

ICONS = {
    Step.PRINTER: "printer",
    Step.DRAWER: "inbox",
    Step.VOUCHER_PRINTER: "ticket",
    Step.KITCHEN_PRINTER: "chef-hat",
    Step.SCANNER: "scan-barcode",
    Step.CAMERA: "camera",
    Step.DISPLAY: "monitor",
    Step.LINE_DISPLAY: "rectangle-ellipsis",
    Step.SOUND: "volume-2",
    Step.SERVER: "server",
    Step.SAVE: "check",
}


def step_name(words: Words, step: Step) -> str:
    """What a step is about."""
    names = {
        Step.PRINTER: words.gettext("Printer"),
        Step.DRAWER: words.gettext("Cash drawer"),
        Step.VOUCHER_PRINTER: words.gettext("Voucher printer"),
        Step.KITCHEN_PRINTER: words.gettext("Kitchen printer"),
        Step.SCANNER: words.gettext("Scanner"),
        Step.CAMERA: words.gettext("Camera"),
        Step.DISPLAY: words.gettext("Customer display"),
        Step.LINE_DISPLAY: words.gettext("Line display"),
        Step.SOUND: words.gettext("Sound"),
        Step.SERVER: words.gettext("Server"),
        Step.SAVE: words.gettext("Save"),
    }
    return names[step]


def verdict_name(words: Words, step: StepState) -> str:
    """How far a step is."""
    names = {
        Verdict.OPEN: words.gettext("not tried yet"),
        Verdict.WORKS: words.gettext("works"),
        Verdict.FAILS: words.gettext("does not work"),
        Verdict.SKIPPED: words.gettext("skipped"),
        Verdict.WITHOUT: words.gettext("none here"),
    }
    return names[step.verdict]


def task(words: Words, step: Step) -> str:
    """What to do on a step."""
    tasks = {
        Step.PRINTER: words.gettext("Choose the printer and the width of its paper, then print the test."),
        Step.DRAWER: words.gettext(
            "The drawer hangs on the printer’s cable. Close it, then open it from here."
        ),
        Step.VOUCHER_PRINTER: words.gettext(
            "Only if vouchers come out of a printer of their own. Without one they stand on the receipt."
        ),
        Step.KITCHEN_PRINTER: words.gettext(
            "Only if the kitchen or the bar gets a slip of each sale. Without one there are none."
        ),
        Step.SCANNER: words.gettext(
            "Choose how the scanner is connected, then scan what shows at the right."
        ),
        Step.CAMERA: words.gettext("Choose the camera, then hold a code in front of it."),
        Step.DISPLAY: words.gettext("Choose where the customer reads along."),
        Step.LINE_DISPLAY: words.gettext(
            "Only if the customer has a display of two lines of letters. Choose the port that it is on."
        ),
        Step.SOUND: words.gettext("Three sounds: taken, unknown, reward."),
        Step.SERVER: words.gettext("Whether the merchant’s server answers this till."),
        Step.SAVE: words.gettext("These choices are written to this user’s settings when a manager agrees."),
    }
    return tasks[step]


def test_name(words: Words, step: Step) -> str:
    """What the button that tries says; empty: there is none, the device itself is the test."""
    names = {
        **dict.fromkeys(PRINTERS, words.gettext("Print the test")),
        Step.DRAWER: words.gettext("Open the drawer"),
        Step.DISPLAY: words.gettext("Show it"),
        Step.SOUND: words.gettext("Play the three"),
        Step.SERVER: words.gettext("Ask the server"),
        Step.SAVE: words.gettext("Save"),
    }
    return names.get(step, "")


def question(words: Words, step: Step) -> str:
    """What a person is asked after a test."""
    paper = words.gettext("Did the paper come out, with your width on one line from edge to edge?")
    questions = {
        **dict.fromkeys(PRINTERS, paper),
        Step.DRAWER: words.gettext("Did the drawer open?"),
        Step.SCANNER: words.gettext("Is that what the code says?"),
        Step.CAMERA: words.gettext("Is that what the code says?"),
        Step.DISPLAY: words.gettext("Does the customer see the shop’s greeting?"),
        Step.LINE_DISPLAY: words.gettext("Does it show digits from edge to edge, and SETIA below them?"),
        Step.SOUND: words.gettext("Did you hear three sounds?"),
    }
    return questions.get(step, words.gettext("Did it work?"))


def advice(words: Words, step: Step) -> str:
    """What to look at when a person says that it doesn't work."""
    paper = words.gettext(
        "No paper: look at its lamps, lid and roll, and choose another printer. Letters broken into two lines: "
        "choose another width. Strange signs: it is no receipt printer, or its speed is another."
    )
    advices = {
        **dict.fromkeys(PRINTERS, paper),
        Step.DRAWER: words.gettext(
            "Plug the drawer’s cable into the printer’s socket marked DK, not into a telephone or network. "
            "See that its key is not on “locked”."
        ),
        Step.SCANNER: words.gettext(
            "Nothing comes: choose another connection, or unplug it and plug it in again. Wrong signs: set its "
            "keyboard layout to the computer’s, and turn Caps Lock off. Half a code: hold it still, a hand away."
        ),
        Step.CAMERA: words.gettext(
            "Black or frozen: close other programs that use it. Not read: more light, no glare, the code flat and "
            "as large as a hand in the picture."
        ),
        Step.DISPLAY: words.gettext(
            "Look whether the second screen is on and extends the desktop, not mirrors it. Then choose its number."
        ),
        Step.LINE_DISPLAY: words.gettext(
            "Dark: look at its cable and its own supply, or choose another port. Strange signs: set it to ESC/POS or "
            "CD5220 and to a speed of 9600."
        ),
        Step.SOUND: words.gettext(
            "Turn the computer’s sound up, and look where it plays: at the screen, or a loudspeaker."
        ),
        Step.SERVER: words.gettext(
            "Selling goes on without it. Look at the network cable or the wireless network."
        ),
    }
    return advices.get(step, "")


def result(words: Words, state: SetupState) -> tuple[Tone, str]:
    """What came of the test; an empty sentence: nothing did."""
    here = state.here
    if here.trying:
        return Tone.INFO, words.gettext("Trying…")
    if state.is_without:
        return Tone.INFO, words.gettext("None is chosen: most tills have none.")
    if not state.may_try:
        return Tone.INFO, words.gettext("Without a printer nothing is printed, and no drawer opens.")
    match here.tried:
        case PrintTried():
            return _printed(words, here.tried)
        case ShownTried(there=False):
            missing = state.step is Step.DISPLAY
            return Tone.ATTENTION, (
                words.gettext("There is no screen for it. Plug one in, or choose a window.")
                if missing
                else words.gettext("Nothing on this machine plays sounds. Install PipeWire or ALSA’s aplay.")
            )
        case LineTried():
            return _line(words, here.tried)
        case _:
            return Tone.INFO, ""


def _printed(words: Words, tried: PrintTried) -> tuple[Tone, str]:
    if tried.fault is not None:
        return Tone.ATTENTION, printer_sentence(words, tried.fault)
    if tried.silent:
        return Tone.INFO, words.gettext("Sent. This printer says nothing of itself, so look at the paper.")
    if tried.confirmed:
        return Tone.SUCCESS, words.gettext("The printer says that it printed.")
    return Tone.INFO, words.gettext("Sent. Look at the paper.")


def _line(words: Words, tried: LineTried) -> tuple[Tone, str]:
    match tried.standing:
        case LineStanding.ALONE:
            return Tone.INFO, words.gettext("This till has no server, and needs none.")
        case LineStanding.REACHED:
            return Tone.SUCCESS, words.gettext(
                "{server} answered in {milliseconds} ms.",
                server=tried.server,
                milliseconds=tried.milliseconds,
            )
        case LineStanding.FAILED:
            return Tone.ATTENTION, line_sentence(words, tried.code, tried.server)


def hearing(words: Words, state: SetupState) -> str:
    """How the scanner or camera that is tried says it is."""
    device = state.hearing.device
    if device is None:
        return ""
    return device_sentence(words, step_name(words, state.step), device)


def scan_words(words: Words, tried: ScanTried) -> tuple[str, str, str]:
    """The text that was read, the rule that took it, what it names."""
    taken = tried.route.claim is not None
    return (
        tried.scan.text,
        route_sentence(words, tried.route),
        outcome_sentence(words, tried.outcome) if taken else "",
    )


def notice_words(words: Words, notice: Notice | None) -> tuple[Tone, str]:
    """How serious it is, and the sentence; an empty one for nothing."""
    match notice:
        case None:
            return Tone.INFO, ""
        case ScanTried():
            return Tone.INFO, words.gettext(
                "{text}: {rule}", text=notice.scan.text, rule=route_sentence(words, notice.route)
            )
        case ChoicesSaved():
            return Tone.SUCCESS, words.gettext("Saved, and in use from now on.")
        case ChoicesNotSaved(refused=refused) if refused is not None:
            return Tone.ATTENTION, approval_sentence(words, refused)
        case ChoicesNotSaved(detail=detail):
            return Tone.DANGER, words.gettext("Not saved: {detail}", detail=detail)
        case Trouble():
            return _trouble(words, notice)


def _trouble(words: Words, trouble: Trouble) -> tuple[Tone, str]:
    said = {
        Trouble.FAULT: (Tone.DANGER, words.gettext("That did not work. Try again; the log says why.")),
        Trouble.LOCKED: (
            Tone.ATTENTION,
            words.gettext("This machine’s settings keep it. Whoever looks after the tills can change it."),
        ),
        Trouble.SCAN_BROKEN: (Tone.ATTENTION, words.gettext("Only half of the code came. Scan again.")),
    }
    return said[trouble]


def choices_hint(words: Words, state: SetupState, key: str | None) -> str:
    """What is said above the devices; empty: nothing."""
    if key in state.locked:
        return words.gettext("Kept by this machine’s settings: it can be tried, not changed.")
    return words.gettext("Looking…") if state.here.choices is None else ""


def no_changes_words(words: Words, state: SetupState) -> str:
    """Why there is nothing to save."""
    if state.saved:
        return words.gettext("Everything is saved.")
    return words.gettext("Nothing was changed. Every device stays as it is.")


def locked_words(words: Words, state: SetupState) -> str:
    """Which settings nobody may change here."""
    names = ", ".join(sorted(setting_name(words, key) for key in state.locked))
    return words.gettext("Kept by this machine’s settings: {names}.", names=names)


def outcome_words(words: Words, state: SetupState) -> tuple[Tone, str]:
    """Advice after a no, else what came of the test, else how the camera is."""
    if state.here.advice:
        return Tone.ATTENTION, advice(words, state.step)
    tone, text = result(words, state)
    if not text and state.step in (Step.CAMERA, Step.LINE_DISPLAY):
        return Tone.INFO, hearing(words, state)
    return tone, text
