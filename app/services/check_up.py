"""What a look at the machine found, as data."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a part of the machine is. UNUSED: the settings don't want it."""

    WORKS = "works"
    UNUSED = "unused"
    ABSENT = "absent"
    FORBIDDEN = "forbidden"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class CheckUp:
    """part: decoder-zxing, decoder-zbar, screen, printer, scanner, camera, store, backup.

    detail: a path, version or error. age: of the newest backup, in milliseconds. found: what is plugged in and could be
    used instead, by name and setting.
    """

    part: str
    verdict: Verdict
    detail: str
    fault: Exception | None = None
    age: int | None = None
    found: str = ""

    @property
    def is_well(self) -> bool:
        """Whether nothing needs to be done about it."""
        return self.verdict in {Verdict.WORKS, Verdict.UNUSED}
