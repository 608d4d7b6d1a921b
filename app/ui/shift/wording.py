"""The shift screen's outcomes as sentences that say what happened and what to do."""

from app.domain.calendar import local_time
from app.domain.changes import DrawerKind
from app.domain.shift_rules import CloseRefusal
from app.services.drawer_outcomes import CashIsMoved, CloseRefused, MoveRefused, ShiftIsClosed, ShiftRefused
from app.services.drawer_paper import ReportPaper
from app.ui.shift.count import DENOMINATIONS, LAST
from app.ui.shift.state import MoveSheet, Notice, ShiftState, Stage, Trouble
from app.ui.tone import Tone
from app.words.drawer_answers import close_sentence, move_sentence, shift_sentence
from app.words.money import day, rupiah
from app.words.shift_rows import Row, cash_rows, counted_row, difference_row
from app.words.translate import Words


def notice_words(words: Words, notice: Notice | None) -> tuple[Tone, str]:
    """How serious it is, and the sentence; an empty one for nothing."""
    match notice:
        case None:
            return Tone.INFO, ""
        case ShiftRefused(problem=problem):
            return Tone.ATTENTION, shift_sentence(words, problem)
        case MoveRefused(reason=refusal):
            return Tone.ATTENTION, move_sentence(words, refusal)
        case CloseRefused(reason=early):
            return Tone.ATTENTION, close_sentence(words, early)
        case CashIsMoved():
            return Tone.SUCCESS, _moved(words, notice)
        case Trouble():
            return _trouble(words, notice)


def way_on(words: Words, notice: Notice | None) -> str:
    """What the notice's button says; empty: it has none."""
    match notice:
        case CloseRefused(reason=CloseRefusal.HELD_BASKETS):
            return words.gettext("Show held baskets")
        case CloseRefused(reason=CloseRefusal.OPEN_BASKET):
            return words.gettext("To the basket")
        case _:
            return ""


def title(words: Words, state: ShiftState) -> str:
    """What this page is about."""
    match state.stage:
        case Stage.OPENING:
            return words.gettext("Open the shift")
        case Stage.COUNTING:
            return words.gettext("Count the drawer")
        case Stage.CLOSED:
            return words.gettext("The shift is closed")
        case Stage.OPEN | Stage.LOADING:
            return words.gettext("Shift")


def subtitle(words: Words, state: ShiftState) -> str:
    """Whose shift it is and since when; or what to do."""
    match state.stage:
        case Stage.OPENING if state.needed:
            return words.gettext("This till sells once its float is counted. No cash yet? Press Enter.")
        case Stage.OPENING:
            return words.gettext("Count the float. No cash yet? Press Enter.")
        case Stage.COUNTING:
            return words.gettext("Count all the cash, without looking at a report.")
        case _:
            return "" if state.paper is None else whose(words, state.paper)


def whose(words: Words, paper: ReportPaper) -> str:
    """`Ayu, since 22 Nov 2026 08:00`."""
    since = local_time(paper.shift.opened_at, paper.store.zone)
    when = f"{day(words, since.date())} {since:%H:%M}"
    return words.gettext("{name}, since {when}", name=paper.cashier_name, when=when)


def drawn(words: Words, paper: ReportPaper) -> str:
    """When the report was drawn."""
    return words.gettext("As of {time}", time=f"{local_time(paper.report.at, paper.store.zone):%H:%M}")


def place_name(words: Words, place: int) -> str:
    """A note's value, or the name of what is counted as a sum."""
    return words.gettext("Other cash") if place == LAST else rupiah(DENOMINATIONS[place])


def kind_name(words: Words, kind: DrawerKind) -> str:
    """What is done with the drawer."""
    names = {
        DrawerKind.PAY_IN: words.gettext("Cash in"),
        DrawerKind.PAY_OUT: words.gettext("Cash out"),
        DrawerKind.NO_SALE: words.gettext("Open drawer"),
    }
    return names.get(kind, kind.value)


def result(words: Words, difference: int) -> tuple[Tone, str]:
    """What came of the count: as expected, missing, or too much; with the amount."""
    if difference < 0:
        return Tone.DANGER, words.gettext("{amount} is missing", amount=rupiah(-difference))
    if difference > 0:
        return Tone.ATTENTION, words.gettext("{amount} too much", amount=rupiah(difference))
    return Tone.SUCCESS, words.gettext("The drawer is right")


def _moved(words: Words, moved: CashIsMoved) -> str:
    amount = rupiah(moved.amount)
    match moved.kind:
        case DrawerKind.PAY_IN:
            return words.gettext("{amount} is in the drawer. Its slip is being printed.", amount=amount)
        case DrawerKind.PAY_OUT:
            return words.gettext("{amount} is out of the drawer. Its slip is being printed.", amount=amount)
        case _:
            return words.gettext("The drawer opens. Its slip is being printed.")


def _trouble(words: Words, trouble: Trouble) -> tuple[Tone, str]:
    said = {
        Trouble.FAULT: (Tone.DANGER, words.gettext("That did not work. Try again; the log says why.")),
        Trouble.NOT_SAVED: (
            Tone.DANGER,
            words.gettext("The store did not take it. Try again before you go on."),
        ),
        Trouble.PRINTING: (Tone.SUCCESS, words.gettext("The X report is being printed.")),
        Trouble.COPYING: (Tone.SUCCESS, words.gettext("A copy of the report is being printed.")),
        Trouble.NO_X_REPORT: (
            Tone.INFO,
            words.gettext("No X report of this shift was printed yet. Print one with 4."),
        ),
        Trouble.NO_Z_REPORT: (
            Tone.INFO,
            words.gettext("No shift was closed at this till yet, so there is no Z report."),
        ),
        Trouble.NO_REASON: (Tone.ATTENTION, words.gettext("Choose a reason first.")),
        Trouble.NO_AMOUNT: (Tone.ATTENTION, words.gettext("Key the amount first.")),
        Trouble.SCANNED: (
            Tone.ATTENTION,
            words.gettext("Codes are for the basket. Press Esc to go there, then scan again."),
        ),
        Trouble.SCAN_BROKEN: (Tone.ATTENTION, words.gettext("Only half of the code came. Scan again.")),
    }
    return said[trouble]


def closed_rows(closed: ShiftIsClosed, words: Words) -> list[Row]:
    """Expected, counted, difference."""
    rows = list(cash_rows(words, closed.report.drawer))
    return [*rows, counted_row(words, closed.counted), difference_row(words, closed.difference)]


def action_names(words: Words, *, told: bool) -> dict[str, str]:
    """What can be done with the drawer, by key."""
    return {
        "1": words.gettext("Cash in"),
        "2": words.gettext("Cash out"),
        "3": words.gettext("Open drawer"),
        "4": words.gettext("Print X report"),
        "5": words.gettext("Hide expected cash") if told else words.gettext("Expected cash"),
        "6": words.gettext("Copy of X report"),
        "7": words.gettext("Copy of last Z"),
    }


def move_hint(words: Words, kind: DrawerKind) -> str:
    """What happens besides."""
    if kind is DrawerKind.NO_SALE:
        return words.gettext("The drawer opens, and the report counts it.")
    return words.gettext("The drawer opens and a slip is printed. Put the slip into the drawer.")


def move_confirm(words: Words, sheet: MoveSheet) -> str:
    """What Enter does now."""
    match sheet.kind:
        case DrawerKind.PAY_IN:
            return words.gettext("Put in {amount}", amount=rupiah(sheet.amount))
        case DrawerKind.PAY_OUT:
            return words.gettext("Take out {amount}", amount=rupiah(sheet.amount))
        case _:
            return words.gettext("Open drawer")
