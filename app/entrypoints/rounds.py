"""What a till looks after by itself while it runs: slice by slice, with a pause for whoever wants to sell."""

from collections.abc import Callable, Iterable

from app.services.ports import Chance, Clock
from app.services.rounds import RoundOutcome, SliceDone
from app.services.unit import TerminalStore

PAUSE_SECONDS = 0.25
"""Between two slices: the sale that waited for one goes first."""

Pause = Callable[[float], bool]
"""Waits so many seconds; True: the till is stopping."""
Slice = Callable[[], RoundOutcome]


def go_round(slices: Iterable[Slice], pause: Pause) -> None:
    """Does each kind of work until none of it is due, or the till stops: the next round goes on from there."""
    for do_some in slices:
        outcome = do_some()
        while isinstance(outcome, SliceDone) and outcome.done and outcome.left:
            if pause(PAUSE_SECONDS):
                return
            outcome = do_some()


def rounds_of(
    store: TerminalStore, clock: Clock, chance: Chance, on_commit: Callable[[], None]
) -> Callable[[Pause], None]:
    """A round of all that a till looks after. on_commit: called on the round's thread, after each slice."""
    from app.services.back_office import BackOffice  # noqa: PLC0415 - not for the first paint

    office = BackOffice(store=store, clock=clock, chance=chance, on_commit=on_commit)
    return lambda pause: go_round(office.rounds, pause)
