"""`setia decode`: the codes in pictures and videos, by the same two stages as the till's camera."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from app.devices.camera.codes import DecodedCode, DecodeSettings
from app.devices.camera.decode import Decoder
from app.devices.camera.environment import prepare_opencv
from app.devices.camera.pictures import read_picture, read_recording
from app.devices.camera.presentation import Presentation, PresentationSettings

_UNHURRIED = DecodeSettings(budget_seconds=10.0)


class FileProblem(StrEnum):
    """Why a file gave no codes."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    NO_PICTURE = "no-picture"


@dataclass(frozen=True, slots=True)
class FoundCode:
    text: str
    symbology: str


@dataclass(frozen=True, slots=True)
class FileCodes:
    """One row: `codes` is empty where none was found, or where there is a `problem`."""

    path: str
    codes: tuple[FoundCode, ...]
    problem: FileProblem | None = None


def decode_files(paths: Iterable[Path], as_json: bool) -> int:
    """Print one row for each file, in their order; 0, or 1 where a file could not be read as a picture."""
    prepare_opencv()
    decoder = Decoder(_UNHURRIED)
    rows = [decode_file(path, decoder) for path in paths]
    if as_json:
        print(json.dumps([asdict(row) for row in rows], indent=2))
    else:
        for row in rows:
            print(*_lines(row), sep="\n")
    return 1 if any(row.problem for row in rows) else 0


def decode_file(path: Path, decoder: Decoder) -> FileCodes:
    """The codes in one picture or video."""
    if not path.exists():
        return FileCodes(str(path), (), FileProblem.MISSING)
    try:
        picture = read_picture(path)
    except OSError:
        return FileCodes(str(path), (), FileProblem.UNREADABLE)
    codes = decoder.decode_still(picture) if picture is not None else _codes_of_recording(path, decoder)
    if codes is None:
        return FileCodes(str(path), (), FileProblem.NO_PICTURE)
    return FileCodes(str(path), tuple(FoundCode(code.text, code.symbology.value) for code in codes))


def _codes_of_recording(path: Path, decoder: Decoder) -> list[DecodedCode] | None:
    """What a camera would have read, in order; None: there is no frame in it."""
    presentation = Presentation(PresentationSettings())
    codes: list[DecodedCode] | None = None
    for image, at_ns in read_recording(path):
        codes = codes or []
        codes += presentation.see(decoder.decode_frame(image), at_ns)
    return codes


def _lines(row: FileCodes) -> list[str]:
    if row.problem is not None:
        return [f"{row.path}: {row.problem.value}"]
    return [f"{row.path}: {code.symbology} {code.text}" for code in row.codes] or [f"{row.path}: no code"]
