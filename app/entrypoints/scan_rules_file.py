"""The file of a till's own scan rules."""

from pathlib import Path

from app.entrypoints.settings import Settings, SettingsFault, SettingsUnreadable
from app.services.scan_rules import USUAL_SCAN_RULES, ScanRules
from app.services.scan_rules_document import ScanRulesFault, scan_rules_of


class ScanRulesUnusable(SettingsFault):
    """The file is there, and is no set of scan rules."""

    def __init__(self, path: Path, fault: ScanRulesFault) -> None:
        super().__init__(str(path), str(fault))
        self.fault = fault


def scan_rules_in_force(settings: Settings) -> ScanRules:
    """Those of the file that the settings name, or the usual ones. Raises SettingsFault."""
    if not settings.scan_rules:
        return USUAL_SCAN_RULES
    import tomllib  # noqa: PLC0415 - most tills have no such file

    path = Path(settings.scan_rules)
    try:
        return scan_rules_of(tomllib.loads(path.read_text("utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsUnreadable(path, str(error)) from error
    except ScanRulesFault as fault:
        raise ScanRulesUnusable(path, fault) from fault
