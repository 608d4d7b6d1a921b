"""Who works at this till: tiles, a PIN, an answer."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.services.front import Front, LockedOut, LoggedIn, LogIn, Role, StaffTile
from app.services.outcomes import ScanOutcome, StaffFound
from app.services.scans import Scan
from app.ui.lanes import Lanes
from app.ui.login.state import PIN_LENGTH, LoginState, LoginTrouble, Purpose


class LoginTill(Protocol):
    """What this screen asks of the till."""

    def front(self) -> Front: ...
    def log_in(self, staff_id: bytes, pin: str) -> LogIn: ...
    def resolve(self, scan: Scan) -> ScanOutcome: ...
    def print_badge(self, staff_id: bytes) -> bool: ...


class LoginPresenter:
    """`logged_in(staff, purpose)` is called once per right PIN."""

    def __init__(
        self,
        till: LoginTill,
        lanes: Lanes,
        show: Callable[[LoginState], None],
        logged_in: Callable[[StaffTile, Purpose], None],
    ) -> None:
        self._till = till
        self._lanes = lanes
        self._show = show
        self._logged_in = logged_in
        self._pin = ""
        self._asked = 0
        self.state = LoginState()

    def start(self, purpose: Purpose) -> None:
        """Shows who may log in for this purpose."""
        self._pin = ""
        self._asked += 1
        number = self._asked
        self._put(LoginState(front=self.state.front, purpose=purpose))
        self._lanes.read.submit(self._till.front, lambda front: self._fronted(number, front), self._failed)

    def choose(self, staff_id: bytes) -> None:
        """Takes a tile; a PIN half given for another one is forgotten. Where badges are printed, prints its badge."""
        chosen = next((tile for tile in self.state.staff if tile.staff_id == staff_id), None)
        if chosen is None or self.state.checking:
            return
        if self.state.badges:
            self._print(chosen)
            return
        self._pin = ""
        self._put(replace(self.state, chosen=chosen, entered=0, trouble=self._lock_out(chosen)))

    def step(self, by: int) -> None:
        """The next or the previous tile, by the keyboard."""
        staff = self.state.staff
        if not staff or self.state.badges:
            return
        place = staff.index(self.state.chosen) if self.state.chosen in staff else -1
        self.choose(staff[(place + by) % len(staff)].staff_id)

    def digit(self, digit: str) -> None:
        """One more digit; the last one sends the PIN."""
        if self.state.chosen is None or self.state.checking or len(self._pin) >= PIN_LENGTH:
            return
        if isinstance(self.state.trouble, LockedOut):
            return
        self._pin += digit
        self._put(replace(self.state, entered=len(self._pin), trouble=None))
        if len(self._pin) == PIN_LENGTH:
            self._check(self.state.chosen)

    def erase(self) -> None:
        """Takes back the last digit."""
        if not self.state.checking:
            self._pin = self._pin[:-1]
            self._put(replace(self.state, entered=len(self._pin)))

    def clear(self) -> None:
        """Takes back all digits."""
        if not self.state.checking:
            self._pin = ""
            self._put(replace(self.state, entered=0))

    def scanned(self, scan: Scan) -> None:
        """A badge chooses its tile; any other scan before somebody has logged in changes nothing but says so."""
        if self.state.badges:
            return
        self._asked += 1
        number = self._asked
        self._lanes.read.submit(
            lambda: self._till.resolve(scan), lambda outcome: self._resolved(number, outcome), self._failed
        )

    def _resolved(self, number: int, outcome: ScanOutcome) -> None:
        if number != self._asked:
            return
        if isinstance(outcome, StaffFound) and outcome.staff.staff_id in {
            tile.staff_id for tile in self.state.staff
        }:
            self.choose(outcome.staff.staff_id)
        else:
            self._put(replace(self.state, trouble=self.state.trouble or LoginTrouble.SCAN_BEFORE_LOGIN))

    def second_passed(self) -> None:
        """Counts a lock-out down."""
        trouble = self.state.trouble
        if isinstance(trouble, LockedOut):
            left = trouble.seconds - 1
            self._put(replace(self.state, trouble=LockedOut(seconds=left) if left > 0 else None))

    def _print(self, staff: StaffTile) -> None:
        self._lanes.write.submit(
            lambda: self._till.print_badge(staff.staff_id),
            lambda queued: self._put(replace(self.state, printed=staff if queued else None, trouble=None)),
            self._failed,
        )

    def _check(self, staff: StaffTile) -> None:
        pin, self._pin = self._pin, ""
        self._asked += 1
        number = self._asked
        self._put(replace(self.state, checking=True))
        self._lanes.write.submit(
            lambda: self._till.log_in(staff.staff_id, pin),
            lambda answer: self._checked(number, answer),
            self._failed,
        )

    def _fronted(self, number: int, front: Front) -> None:
        if number != self._asked:
            return
        managers_only = self.state.purpose is not Purpose.SELL
        staff = tuple(tile for tile in front.staff if not managers_only or tile.role is Role.MANAGER)
        chosen = staff[0] if len(staff) == 1 else None
        self._put(replace(self.state, front=front, staff=staff, chosen=chosen))

    def _checked(self, number: int, answer: LogIn) -> None:
        if number != self._asked:
            return
        if isinstance(answer, LoggedIn):
            self._put(replace(self.state, checking=False, entered=0, trouble=None, chosen=None))
            if self.state.purpose is Purpose.PRINT_BADGES:
                everybody = self.state.front.staff if self.state.front else ()
                self._put(replace(self.state, badges=True, staff=everybody))
            else:
                self._logged_in(answer.staff, self.state.purpose)
        else:
            self._put(replace(self.state, checking=False, entered=0, trouble=answer))

    def _failed(self, _fault: Exception) -> None:
        self._pin = ""
        self._put(replace(self.state, checking=False, entered=0, trouble=LoginTrouble.FAULT))

    def _lock_out(self, chosen: StaffTile) -> LockedOut | None:
        """A lock-out stays on the screen only for the person who has it."""
        trouble = self.state.trouble
        return trouble if isinstance(trouble, LockedOut) and chosen == self.state.chosen else None

    def _put(self, state: LoginState) -> None:
        self.state = state
        self._show(state)
