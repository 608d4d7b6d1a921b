"""`setia decode`: the codes in pictures and videos, by the same two stages as the till's camera."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.devices.camera.codes import DecodedCode, DecodeSettings
from app.devices.camera.decode import Decoder
from app.devices.camera.environment import prepare_opencv
from app.devices.camera.pictures import read_picture, read_recording
from app.devices.camera.presentation import Presentation, PresentationSettings
from app.services.picture_problem import PictureProblem
from app.words.decode import no_code_sentence, problem_sentence
from app.words.translate import Words

_UNHURRIED = DecodeSettings(budget_seconds=10.0)


@dataclass(frozen=True, slots=True)
class FoundCode:
    text: str
    symbology: str


@dataclass(frozen=True, slots=True)
class FileCodes:
    """One row: `codes` is empty where none was found, or where there is a `problem`."""

    path: str
    codes: tuple[FoundCode, ...]
    problem: PictureProblem | None = None


def decode_files(paths: Iterable[Path], *, as_json: bool, words: Words) -> int:
    """Print one row for each file, in their order; 0, or 1 where a file could not be read as a picture."""
    prepare_opencv()
    decoder = Decoder(_UNHURRIED)
    rows = [decode_file(path, decoder) for path in paths]
    if as_json:
        print(json.dumps([_plain(row) for row in rows], indent=2))
    else:
        for row in rows:
            print(*_lines(words, row), sep="\n")
    return 1 if any(row.problem for row in rows) else 0


def decode_file(path: Path, decoder: Decoder) -> FileCodes:
    """The codes in one picture or video."""
    if not path.exists():
        return FileCodes(str(path), (), PictureProblem.MISSING)
    try:
        picture = read_picture(path)
    except OSError:
        return FileCodes(str(path), (), PictureProblem.UNREADABLE)
    codes = decoder.decode_still(picture) if picture is not None else _codes_of_recording(path, decoder)
    if codes is None:
        return FileCodes(str(path), (), PictureProblem.NO_PICTURE)
    return FileCodes(str(path), tuple(FoundCode(code.text, code.symbology.value) for code in codes))


def _codes_of_recording(path: Path, decoder: Decoder) -> list[DecodedCode] | None:
    """What a camera would have read, in order; None: there is no frame in it."""
    presentation = Presentation(PresentationSettings())
    codes: list[DecodedCode] | None = None
    for image, at_ns in read_recording(path):
        codes = codes or []
        codes += presentation.see(decoder.decode_frame(image), at_ns)
    return codes


def _plain(row: FileCodes) -> dict[str, Any]:
    """`{path, codes: [{text, symbology}]}`, and `problem` where there is one."""
    codes = [{"text": code.text, "symbology": code.symbology} for code in row.codes]
    plain: dict[str, Any] = {"path": row.path, "codes": codes}
    return plain if row.problem is None else {**plain, "problem": row.problem.value}


def _lines(words: Words, row: FileCodes) -> list[str]:
    if row.problem is not None:
        return [problem_sentence(words, row.path, row.problem)]
    lines = [f"{row.path}: {code.symbology} {code.text}" for code in row.codes]
    return lines or [no_code_sentence(words, row.path)]
