"""What the devices wizard shows."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.services.device_setup import (
    ChoicesNotSaved,
    ChoicesSaved,
    LineStanding,
    LineTried,
    PrintTried,
    ScanTried,
)
from app.services.device_state import DeviceState
from app.services.found_devices import FoundDevice
from app.ui.approval import ApprovalEntry
from app.ui.wedge_learning import SCANS, Lesson

Value = str | int | bool
LONGEST_ADDRESS = 64


class Step(StrEnum):
    """One device each, in this order; SAVE shows all choices."""

    PRINTER = "printer"
    DRAWER = "drawer"
    VOUCHER_PRINTER = "voucher-printer"
    KITCHEN_PRINTER = "kitchen-printer"
    SCANNER = "scanner"
    CAMERA = "camera"
    DISPLAY = "display"
    LINE_DISPLAY = "line-display"
    SOUND = "sound"
    SERVER = "server"
    SAVE = "save"


SETTING_OF: Mapping[Step, str] = {
    Step.PRINTER: "printer",
    Step.VOUCHER_PRINTER: "voucher_printer",
    Step.KITCHEN_PRINTER: "kitchen_printer",
    Step.SCANNER: "scanner",
    Step.CAMERA: "camera",
    Step.DISPLAY: "customer_display",
    Step.LINE_DISPLAY: "line_display",
    Step.SOUND: "sounds",
}
"""The setting that a step chooses; the others choose nothing."""

COLUMNS_OF: Mapping[Step, str] = {
    Step.PRINTER: "columns",
    Step.VOUCHER_PRINTER: "voucher_columns",
    Step.KITCHEN_PRINTER: "kitchen_columns",
}
"""The setting of a printer's width."""

STATUS_OF: Mapping[Step, str] = {
    Step.PRINTER: "printer_status",
    Step.DRAWER: "printer_status",
    Step.VOUCHER_PRINTER: "voucher_status",
    Step.KITCHEN_PRINTER: "kitchen_status",
}
"""The setting that says whether the printer of a step answers."""

PRINTERS = tuple(COLUMNS_OF)
HEARING = (Step.SCANNER, Step.CAMERA, Step.LINE_DISPLAY)
"""Steps whose device is open while they show: it is its own test."""
_OFTEN_NONE = (Step.VOUCHER_PRINTER, Step.KITCHEN_PRINTER, Step.CAMERA, Step.LINE_DISPLAY)

KEYS_OF: Mapping[Step, tuple[str, ...]] = {
    Step.PRINTER: ("printer", "columns", "printer_status"),
    Step.SCANNER: ("scanner", "wedge_median_gap", "wedge_longest_gap", "wedge_prefix"),
    Step.VOUCHER_PRINTER: ("voucher_printer", "voucher_columns", "voucher_status"),
    Step.KITCHEN_PRINTER: ("kitchen_printer", "kitchen_columns", "kitchen_status"),
    Step.CAMERA: ("camera", "camera_mirror", "camera_torch"),
    Step.DISPLAY: ("customer_display",),
    Step.LINE_DISPLAY: ("line_display",),
    Step.SOUND: ("sounds",),
}
"""All that a step may change."""

COLUMNS = (32, 42, 48)


class Verdict(StrEnum):
    """What a person said of a step."""

    OPEN = "open"
    WORKS = "works"
    FAILS = "fails"
    SKIPPED = "skipped"
    WITHOUT = "without"
    """The till goes without such a device."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTried:
    """there: the customer's display has a screen to be on, or the till a player for sounds."""

    there: bool


Tried = PrintTried | LineTried | ShownTried


@dataclass(frozen=True, slots=True, kw_only=True)
class StepState:
    """choices None: being looked for. trying: a test runs. tried: what came of it. advice: a person said no."""

    choices: tuple[FoundDevice, ...] | None = None
    trying: bool = False
    tried: Tried | None = None
    advice: bool = False
    verdict: Verdict = Verdict.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Hearing:
    """What a scanner or camera does while it is tried. heard: scans of a keyboard scanner's lesson so far.

    device: how it says that it is; None: it doesn't say.
    """

    device: DeviceState | None = None
    scan: ScanTried | None = None
    heard: int = 0
    lesson: Lesson | None = None

    @property
    def left(self) -> int:
        """How many scans a lesson still takes."""
        return max(0, SCANS - self.heard)


@dataclass(frozen=True, slots=True, kw_only=True)
class WordSheet:
    """A manager is asked before anything is saved."""

    entry: ApprovalEntry
    saving: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddressSheet:
    """The address of a network printer, as typed so far. wrong: it can't be one."""

    typed: str = ""
    wrong: bool = False


Sheet = WordSheet | AddressSheet


class Trouble(StrEnum):
    """What happened, besides the outcomes with types of their own."""

    FAULT = "fault"
    LOCKED = "locked"
    SCAN_BROKEN = "scan-broken"


Notice = Trouble | ChoicesSaved | ChoicesNotSaved | ScanTried


@dataclass(frozen=True, slots=True, kw_only=True)
class SetupState:
    """in_force: the settings as they are. wanted: what was chosen instead, by key. locked: what nobody may change."""

    step: Step = Step.PRINTER
    steps: Mapping[Step, StepState] = field(default_factory=lambda: {step: StepState() for step in Step})
    in_force: Mapping[str, Value] = field(default_factory=dict)
    wanted: Mapping[str, Value] = field(default_factory=dict)
    locked: frozenset[str] = frozenset()
    hearing: Hearing = Hearing()
    sheet: Sheet | None = None
    saved: bool = False
    notice: Notice | None = None

    @property
    def here(self) -> StepState:
        """The step that shows."""
        return self.steps[self.step]

    def value(self, key: str) -> Value:
        """A setting as it would be."""
        return self.wanted.get(key, self.in_force.get(key, ""))

    @property
    def changes(self) -> dict[str, Value]:
        """What would be saved: choices that differ from what is in force, and that nobody keeps."""
        return {
            key: value
            for key, value in self.wanted.items()
            if value != self.in_force.get(key) and key not in self.locked
        }

    @property
    def is_without(self) -> bool:
        """Whether the step is of a device that most tills lack, and this one, too."""
        return self.step in _OFTEN_NONE and not self.value(SETTING_OF[self.step])

    @property
    def may_try(self) -> bool:
        """Whether there is something to try: paper and drawer need a printer."""
        needs_printer = self.step in (Step.PRINTER, Step.DRAWER)
        return not self.here.trying and not (needs_printer and self.value("printer") == "none")

    @property
    def may_ask(self) -> bool:
        """Whether there is something of which a person can say that it worked."""
        if self.here.trying or self.here.advice:
            return False
        match self.here.tried:
            case PrintTried(fault=fault):
                return fault is None
            case ShownTried(there=there):
                return there
            case LineTried(standing=standing):
                return standing is LineStanding.REACHED
            case None:
                if self.step is Step.LINE_DISPLAY:
                    return self.hearing.device is DeviceState.READY
                return self.step in (Step.SCANNER, Step.CAMERA) and self.hearing.scan is not None

    def with_step(self, **changes: object) -> "SetupState":
        """The step that shows, changed."""
        return self.with_step_of(self.step, **changes)

    def with_step_of(self, step: Step, **changes: object) -> "SetupState":
        """A step, changed."""
        changed = replace(self.steps[step], **changes)  # type: ignore[arg-type]
        return replace(self, steps={**self.steps, step: changed})


def shown_value(state: SetupState, key: str) -> str:
    """A setting as the list of choices has it."""
    value = state.value(key)
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value)
