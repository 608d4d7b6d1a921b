"""Stage two: from codes in frames to scans. A code that is held in front of the camera is read once. Pure."""

from dataclasses import dataclass

from app.devices.camera.codes import LINEAR, DecodedCode
from app.services.scans import Symbology


@dataclass(frozen=True, slots=True)
class PresentationSettings:
    """`away_ns`: how long a code must not be seen before it counts as presented again."""

    agreeing_linear: int = 2
    agreeing_matrix: int = 1
    away_ns: int = 1_000_000_000
    most_codes: int = 64


@dataclass(slots=True)
class _Seen:
    frames: int = 0
    was_read: bool = False
    missing_since_ns: int | None = None


class Presentation:
    """Remembers at most `most_codes` codes, for `away_ns` after they left."""

    def __init__(self, settings: PresentationSettings) -> None:
        self._settings = settings
        self._seen: dict[tuple[str, Symbology], _Seen] = {}

    def see(self, codes: list[DecodedCode], at_ns: int) -> list[DecodedCode]:
        """One frame's codes, none included; gives those that are now read. `at_ns`: monotonic.

        Time without frames is no absence: a camera that stalls does not read the same card again.
        """
        present = {(code.text, code.symbology): code for code in codes}
        self._forget_absent(set(present), at_ns)
        return [code for key, code in present.items() if self._is_read_by(key)]

    def _is_read_by(self, key: tuple[str, Symbology]) -> bool:
        if key not in self._seen and len(self._seen) >= self._settings.most_codes:
            return False
        seen = self._seen.setdefault(key, _Seen())
        seen.frames += 1
        seen.missing_since_ns = None
        agreeing = self._settings.agreeing_linear if key[1] in LINEAR else self._settings.agreeing_matrix
        if seen.was_read or seen.frames < agreeing:
            return False
        seen.was_read = True
        return True

    def _forget_absent(self, present: set[tuple[str, Symbology]], at_ns: int) -> None:
        for key, seen in list(self._seen.items()):
            if key in present:
                continue
            if seen.missing_since_ns is None:
                seen.missing_since_ns = at_ns
            if at_ns - seen.missing_since_ns >= self._settings.away_ns:
                del self._seen[key]
