"""How the terminal is started."""

from dataclasses import dataclass, replace
from pathlib import Path

from app.entrypoints.settings import Settings
from app.services.scan_rules import USUAL_SCAN_RULES, ScanRules


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOptions:
    """How the terminal is started. directory: of the store. demo: build the demo shop there when it is missing.

    trains_for: the real terminal's folder, whose training this is; None: this is no training that was just asked for.
    exit_after_first_paint: end as soon as the window painted; until_open: ... as soon as the shop is open.
    """

    directory: Path
    settings: Settings
    demo: bool
    trains_for: Path | None = None
    exit_after_first_paint: bool = False
    until_open: bool = False
    scan_rules: ScanRules = USUAL_SCAN_RULES


def practising(options: RunOptions) -> RunOptions:
    """Of a training: nobody cooks what it sells."""
    return replace(options, settings=replace(options.settings, kitchen_printer=""))
