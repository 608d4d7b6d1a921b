"""Collects a manager's word: who, and six digits. No Qt; the PIN never leaves this object but in an `Approval`."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from app.services.approval import Approval, NotApproved
from app.services.front import Front, Role, StaffTile
from app.ui.lanes import Lanes
from app.words.pins import approval_sentence
from app.words.translate import Words

APPROVAL_PIN_LENGTH = 6


class ApprovalTill(Protocol):
    """What asking for a manager needs of the till."""

    def front(self) -> Front: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalEntry:
    """managers: who may be asked; empty: not known yet. entered: digits so far. checking: the word is being judged."""

    managers: tuple[StaffTile, ...] = ()
    chosen: StaffTile | None = None
    entered: int = 0
    checking: bool = False
    trouble: NotApproved | None = None


class ApprovalPad:
    """Lives on the screen's thread. A desk owns one and puts its `entry` into the state of its sheet.

    changed: the entry is another one. given: six digits came; whoever asked judges them and calls `refused`, or
    closes the sheet.
    """

    def __init__(
        self,
        till: ApprovalTill,
        lanes: Lanes,
        changed: Callable[[ApprovalEntry], None],
        given: Callable[[Approval], None],
    ) -> None:
        self._till = till
        self._lanes = lanes
        self._changed = changed
        self._given = given
        self._pin = ""
        self._asked = 0
        self.entry = ApprovalEntry()

    def start(self) -> None:
        """Begins anew: asks who the managers are."""
        self._pin = ""
        self._asked += 1
        number = self._asked
        self._put(ApprovalEntry())
        self._lanes.read.submit(self._till.front, lambda front: self._fronted(number, front))

    def choose(self, staff_id: bytes) -> None:
        """Takes a manager; a PIN half given for another one is forgotten."""
        chosen = next((tile for tile in self.entry.managers if tile.staff_id == staff_id), None)
        if chosen is not None and not self.entry.checking:
            self._pin = ""
            self._put(replace(self.entry, chosen=chosen, entered=0, trouble=None))

    def step(self, by: int) -> None:
        """The next or the previous manager, by the keyboard."""
        managers = self.entry.managers
        if managers:
            place = managers.index(self.entry.chosen) if self.entry.chosen in managers else -1
            self.choose(managers[(place + by) % len(managers)].staff_id)

    def key(self, digits: str) -> None:
        """More digits; the sixth one gives the word."""
        chosen = self.entry.chosen
        if chosen is None or self.entry.checking:
            return
        self._pin = (self._pin + digits)[:APPROVAL_PIN_LENGTH]
        if len(self._pin) < APPROVAL_PIN_LENGTH:
            self._put(replace(self.entry, entered=len(self._pin), trouble=None))
            return
        pin, self._pin = self._pin, ""
        self._put(replace(self.entry, entered=APPROVAL_PIN_LENGTH, checking=True, trouble=None))
        self._given(Approval(staff_id=chosen.staff_id, pin=pin))

    def erase(self) -> None:
        """Takes the last digit back."""
        if not self.entry.checking:
            self._pin = self._pin[:-1]
            self._put(replace(self.entry, entered=len(self._pin)))

    def clear(self) -> None:
        """Takes all digits back."""
        if not self.entry.checking:
            self._pin = ""
            self._put(replace(self.entry, entered=0))

    def refused(self, trouble: NotApproved | None) -> None:
        """The word didn't count, and why; None: something else than the PIN was wrong. It may be given again."""
        self._pin = ""
        self._put(replace(self.entry, entered=0, checking=False, trouble=trouble))

    def _fronted(self, number: int, front: Front) -> None:
        if number == self._asked:
            managers = tuple(tile for tile in front.staff if tile.role is Role.MANAGER)
            self._put(
                replace(self.entry, managers=managers, chosen=managers[0] if len(managers) == 1 else None)
            )

    def _put(self, entry: ApprovalEntry) -> None:
        self.entry = entry
        self._changed(entry)


def pad_message(words: Words, entry: ApprovalEntry) -> str:
    """What is said under the dots."""
    if entry.trouble is not None:
        return approval_sentence(words, entry.trouble)
    if entry.checking:
        return words.gettext("Checking…")
    if entry.chosen is None:
        return words.gettext("Which manager allows it?")
    return words.gettext("A manager’s PIN, please")
