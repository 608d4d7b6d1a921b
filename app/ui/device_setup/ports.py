"""What the devices wizard asks of this machine and of the till."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from app.services.approval import Approval, NotApproved
from app.services.device_setup import CameraPicture, LineTried, PrintTried
from app.services.device_state import DeviceState
from app.services.found_devices import FoundDevice
from app.services.outcomes import ScanOutcome
from app.services.scan_routing import Routed
from app.services.scans import Scan
from app.ui.approval import ApprovalTill
from app.ui.device_setup.state import Step, Value
from app.ui.lanes import Work
from app.ui.wedge import WedgeSettings
from app.ui.wedge_learning import Burst


class SetupTill(ApprovalTill, Protocol):
    """What the wizard asks of the till."""

    def routed(self, scan: Scan) -> tuple[Routed, ScanOutcome]: ...
    def vouch(self, approval: Approval) -> NotApproved | None: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The settings of devices as they are, and the keys that the machine's file keeps."""

    values: Mapping[str, Value]
    locked: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ears:
    """What a device that is tried tells, on the screen's thread. seen: of a camera only."""

    heard: Callable[[Scan], None]
    state: Callable[[DeviceState], None]
    seen: Callable[[CameraPicture], None] = lambda _picture: None


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraWay:
    """How a camera looks: into a mirror, and with its lamp on if it has one."""

    mirror: bool
    torch: bool


class QuickBench(Protocol):
    """What is done on the screen's thread and waits for nothing. Callbacks come on it, too."""

    def in_force(self) -> InForce: ...
    def listen(self, scanner: str, ears: Ears) -> None:
        """Opens a serial scanner, in place of the till's own."""

    def watch(self, camera: str, way: CameraWay, ears: Ears) -> None:
        """Opens a camera, in place of the till's own."""

    def show_lines(self, display: str, ears: Ears) -> None:
        """Opens a line display in place of the till's own, and fills both lines."""

    def record(self, heard: Callable[[Burst], None]) -> None:
        """Takes down what a keyboard scanner types."""

    def try_wedge(self, settings: WedgeSettings) -> None:
        """Reads the keyboard scanner by these settings until `rest`."""

    def show_display(self, place: str) -> bool:
        """Shows the customer's display there until `rest`; whether it has a screen."""

    def rest(self) -> None:
        """Ends whatever is tried, and gives the till its own devices back."""

    def apply(self, changes: Mapping[str, Value]) -> None:
        """Takes saved settings into use, at once."""


class SlowBench(Protocol):
    """What blocks, for the bench's own lane."""

    def find(self, step: Step) -> tuple[FoundDevice, ...]: ...
    def print_test(self, printer: str, columns: int) -> PrintTried: ...
    def open_drawer(self, printer: str) -> PrintTried: ...
    def play(self) -> bool:
        """Plays all sounds; False: nothing on this machine plays any."""

    def ping(self) -> LineTried: ...
    def is_printer(self, address: str) -> bool:
        """Whether a text names a printer."""

    def save(self, changes: Mapping[str, Value]) -> str:
        """Writes the user's file; empty: done, else why not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupBench:
    """The devices of this machine, for trying. lane: where the slow ones run, and nothing else waits for them."""

    quick: QuickBench
    slow: SlowBench
    lane: Work
