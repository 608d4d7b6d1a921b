"""What the screens ask, made for one store."""

from dataclasses import dataclass

from app.services.drawer import Drawer
from app.services.ports import Chance, Clock
from app.services.till import CommitListener, Till
from app.services.unit import TerminalStore
from app.ui.services import Services
from app.words.drawer_paper import drawer_paper_of
from app.words.receipt import receipt_of
from app.words.return_receipt import return_receipt_of
from app.words.translate import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """What services are made of. words: of the papers. needs_shift: nothing is sold while no shift is open."""

    store: TerminalStore
    clock: Clock
    chance: Chance
    words: Words
    on_commit: CommitListener
    demo_pins: dict[bytes, str]
    needs_shift: bool


def services_of(making: Making) -> Services:
    """One of each, over the same store."""
    return Services(till=till_of(making), drawer=drawer_of(making))


def till_of(making: Making) -> Till:
    """The checkout's."""
    words = making.words
    return Till(
        store=making.store,
        clock=making.clock,
        chance=making.chance,
        write_receipt=lambda facts: receipt_of(words, facts),
        write_return_receipt=lambda facts: return_receipt_of(words, facts),
        on_commit=making.on_commit,
        demo_pins=making.demo_pins,
        needs_shift=making.needs_shift,
    )


def drawer_of(making: Making) -> Drawer:
    """The drawer's; it wants a shift exactly when the till does."""
    words = making.words
    return Drawer(
        store=making.store,
        clock=making.clock,
        chance=making.chance,
        write=lambda paper: drawer_paper_of(words, paper),
        on_commit=making.on_commit,
        needed=making.needs_shift,
    )
