"""The devices wizard's behaviour: every public method is something that a person, or a device, does.

Looking and trying is anybody's; only saving takes a manager. Lives on the screen's thread.
"""

import logging
from collections.abc import Callable
from dataclasses import replace

from app.services.device_setup import CameraPicture
from app.services.found_devices import Found, FoundDevice
from app.services.scans import Scan
from app.ui.device_setup.board import Board, Show
from app.ui.device_setup.hearing_desk import HearingDesk
from app.ui.device_setup.ports import SetupBench, SetupTill
from app.ui.device_setup.saving_desk import SavingDesk
from app.ui.device_setup.state import (
    COLUMNS,
    COLUMNS_OF,
    HEARING,
    KEYS_OF,
    LONGEST_ADDRESS,
    PRINTERS,
    SETTING_OF,
    AddressSheet,
    SetupState,
    Step,
    Trouble,
    Verdict,
    WordSheet,
    shown_value,
)
from app.ui.device_setup.trial_desk import TrialDesk
from app.ui.lanes import Lanes

_log = logging.getLogger("setia.devices")
_STEPS = tuple(Step)
_ADDRESS = "tcp:"
_PORT = 9100


class SetupPresenter:
    """Takes actions, shows states. leave: out of the wizard; the basket is as it was."""

    def __init__(
        self,
        bench: SetupBench,
        till: SetupTill,
        lanes: Lanes,
        show: Show,
        pictures: Callable[[CameraPicture | None], None],
        leave: Callable[[], None],
    ) -> None:
        self._bench = bench
        self._leave = leave
        self._board = Board(show)
        self.trial = TrialDesk(bench, self._board)
        self.hearing = HearingDesk(bench, till, lanes, self._board, pictures)
        self.saving = SavingDesk(bench, till, lanes, self._board)

    @property
    def state(self) -> SetupState:
        """What shows now."""
        return self._board.state

    def start(self, _staff_id: bytes) -> None:
        """Somebody came in: what is in force, and nothing chosen yet."""
        now = self._bench.quick.in_force()
        self._board.turn()
        self._board.put(SetupState(in_force=now.values, locked=now.locked))
        self.go(Step.PRINTER)

    def go(self, step: Step) -> None:
        """To a step, from the list of all."""
        if self.state.sheet is not None:
            return
        self._board.put(replace(self.state, step=step, notice=None).with_step_of(step, advice=False))
        self.hearing.begin()
        self.look()

    def look(self) -> None:
        """Looks again for what is plugged in."""
        step = self.state.step
        if step is Step.SAVE:
            return
        number = self._board.number
        self._bench.lane.submit(
            lambda: self._bench.slow.find(step), lambda found: self._found(number, step, found), self._failed
        )

    def choose(self, setting: str) -> None:
        """A device of the list; the till uses it once it is saved."""
        state = self.state
        key = SETTING_OF.get(state.step)
        if key is None or state.sheet is not None or state.here.trying:
            return
        if key in state.locked:
            self._board.notice(Trouble.LOCKED)
            return
        value = setting == "on" if key == "sounds" else setting
        changed = replace(state, wanted={**state.wanted, key: value}, notice=None)
        self._board.put(changed.with_step(tried=None, advice=False, verdict=Verdict.OPEN))
        if state.step in HEARING:
            self.hearing.begin()

    def step_choice(self, by: int) -> None:
        """The next device of the list, or the one before, by the keyboard."""
        choices, key = self.state.here.choices or (), SETTING_OF.get(self.state.step)
        if isinstance(self.state.sheet, WordSheet):
            self.saving.pad.step(by)
        elif key is not None and choices:
            settings = [choice.setting for choice in choices]
            now = shown_value(self.state, key)
            place = settings.index(now) + by if now in settings else 0
            self.choose(settings[place % len(settings)])

    def widen(self, columns: int) -> None:
        """Another width of paper."""
        key = COLUMNS_OF.get(self.state.step)
        if key in self.state.locked:
            self._board.notice(Trouble.LOCKED)
        elif key is not None and not self.state.here.trying:
            wanted = {**self.state.wanted, key: columns}
            self._board.put(replace(self.state, wanted=wanted).with_step(tried=None, advice=False))

    def step_width(self, by: int) -> None:
        """The next width of paper or the one before, by the keyboard."""
        key = COLUMNS_OF.get(self.state.step)
        if key is not None and self.state.sheet is None:
            now = self.state.value(key)
            place = COLUMNS.index(int(now)) if now in COLUMNS else 0
            self.widen(COLUMNS[(place + by) % len(COLUMNS)])

    def turn(self, key: str) -> None:
        """The camera's mirror or its lamp, on or off."""
        state = self.state
        if state.sheet is not None or state.step is not Step.CAMERA or state.is_without:
            return
        if key in state.locked:
            self._board.notice(Trouble.LOCKED)
            return
        self._board.put(replace(state, wanted={**state.wanted, key: not state.value(key)}, notice=None))
        self.hearing.begin()

    def worked(self) -> None:
        """A person saw, or heard, that it works: on to the next."""
        if self.state.sheet is None and self.state.step is not Step.SAVE:
            self._board.put(self.state.with_step(verdict=Verdict.WORKS))
            self._next()

    def failed(self) -> None:
        """It doesn't: what to look at is said, and it may be tried again."""
        if self.state.sheet is None:
            self._board.put(self.state.with_step(verdict=Verdict.FAILS, advice=True))

    def skip(self) -> None:
        """On to the next step; what was chosen here stays as it is in force."""
        state = self.state
        if state.sheet is not None or state.here.trying or state.step is Step.SAVE:
            return
        dropped = KEYS_OF.get(state.step, ())
        wanted = {key: value for key, value in state.wanted.items() if key not in dropped}
        changed = replace(state, wanted=wanted)
        self._board.put(changed.with_step(verdict=Verdict.SKIPPED, tried=None, advice=False))
        self._next()

    def go_without(self) -> None:
        """The till has no such device: on to the next."""
        if self.state.sheet is None and self.state.is_without:
            self._board.put(self.state.with_step(verdict=Verdict.WITHOUT))
            self._next()

    def back(self) -> None:
        """To the step before."""
        place = _STEPS.index(self.state.step)
        if place > 0:
            self.go(_STEPS[place - 1])

    def ask_address(self) -> None:
        """A network printer has no name on the bus: somebody types where it is."""
        if self.state.step not in PRINTERS:
            return
        key = SETTING_OF[self.state.step]
        if key in self.state.locked:
            self._board.notice(Trouble.LOCKED)
        elif self.state.sheet is None and not self.state.here.trying:
            now = str(self.state.value(key))
            typed = now.removeprefix(_ADDRESS) if now.startswith(_ADDRESS) else ""
            self._board.sheet(AddressSheet(typed=typed))

    def type_address(self, text: str) -> None:
        """The whole address, as it is now."""
        if isinstance(self.state.sheet, AddressSheet):
            self._board.sheet(AddressSheet(typed=text[:LONGEST_ADDRESS]))

    def key(self, digits: str) -> None:
        """Digits of a PIN."""
        if isinstance(self.state.sheet, WordSheet):
            self.saving.pad.key(digits)

    def erase(self) -> None:
        """Takes the last digit back."""
        if isinstance(self.state.sheet, WordSheet):
            self.saving.pad.erase()

    def confirm(self) -> None:
        """Enter: whatever shows is for."""
        state = self.state
        match state.sheet:
            case AddressSheet(typed=typed):
                self._take_address(typed.strip())
            case WordSheet():
                pass
            case None if state.step is Step.SAVE and not state.changes:
                self.leave()
            case None if state.step is Step.SAVE:
                self.saving.ask()
            case None if state.is_without:
                self.go_without()
            case None if state.may_ask:
                self.worked()
            case None:
                self.trial.begin()

    def leave(self) -> None:
        """Esc: out of the sheet, then out of the wizard; nothing is saved."""
        sheet = self.state.sheet
        if isinstance(sheet, WordSheet) and sheet.entry.checking:
            return
        if sheet is not None:
            self._board.sheet(None)
            return
        self.stop()
        self._leave()

    def stop(self) -> None:
        """The page is no longer shown: the till gets its own devices back."""
        self._board.turn()
        self._bench.quick.rest()

    def dismiss(self) -> None:
        """The notice was read."""
        self._board.notice(None)

    def scanned(self, scan: Scan) -> None:
        """A code of the till's own scanner: here it is only looked at."""
        self.hearing.scanned(scan)

    def scan_broken(self) -> None:
        """Half a code came."""
        self._board.notice(Trouble.SCAN_BROKEN)

    def _next(self) -> None:
        self.go(_STEPS[_STEPS.index(self.state.step) + 1])

    def _take_address(self, typed: str) -> None:
        host, colon, _port = typed.rpartition(":")
        setting = f"{_ADDRESS}{typed}" if colon and host else f"{_ADDRESS}{typed}:{_PORT}"
        if not typed or " " in typed or not self._bench.slow.is_printer(setting):
            self._board.sheet(AddressSheet(typed=typed, wrong=True))
            return
        self._board.sheet(None)
        self.choose(setting)
        self.look()

    def _found(self, number: int, step: Step, found: tuple[FoundDevice, ...]) -> None:
        named = {"event": "devices.found", "step": step.value, "count": len(found)}
        _log.info("looked for the %s", step.value, extra=named)
        if number == self._board.number or self.state.step is step:
            self._board.put(self.state.with_step_of(step, choices=_with_kept(self.state, step, found)))

    def _failed(self, _fault: Exception) -> None:
        self._board.put(self.state.with_step(choices=()))
        self._board.notice(Trouble.FAULT)


def _with_kept(state: SetupState, step: Step, found: tuple[FoundDevice, ...]) -> tuple[FoundDevice, ...]:
    """What is chosen stays in the list, also when it is not plugged in now, or is named by its device."""
    key = SETTING_OF.get(step)
    setting = "" if key is None else shown_value(state, key)
    found = tuple(
        replace(device, setting=setting) if setting == f"usb:{device.place}" else device for device in found
    )
    if not setting or any(device.setting == setting for device in found):
        return found
    kind = Found.NETWORK if setting.startswith(_ADDRESS) else Found.KEPT
    place = setting.removeprefix(_ADDRESS)
    return (FoundDevice(setting=setting, kind=kind, place=place), *found)
