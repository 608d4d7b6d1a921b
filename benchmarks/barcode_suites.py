"""`python -m benchmarks.barcode_suites FOLDER [--json]`: our decoder beside plain zxing-cpp and plain pyzbar.

Each folder in FOLDER is a suite: pictures N.png or N.jpg, each with its text in N.txt (or N.bin, Latin-1). Exits with 1
when a suite has fewer right texts than the better reader, all suites no more than both together, or a wrong text more
than zxing-cpp. A GTIN counts as the same in its UPC and EAN notation.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from time import perf_counter_ns

import zxingcpp
from pyzbar import pyzbar

from app.devices.camera.codes import DecodeSettings
from app.devices.camera.decode import FORMATS, Decoder
from app.devices.camera.enhance import Grey, grey_of
from app.devices.camera.pictures import read_picture
from app.devices.gtin import normalised
from app.services.scans import Symbology

Reader = Callable[[Grey], list[str]]
READERS = ("ours", "zxing", "zbar")
_PICTURES = {".png", ".jpg", ".jpeg"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One picture by one reader: whether the right text was among its texts, whether a wrong one was."""

    right: bool
    wrong: bool
    milliseconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SuiteRow:
    """Counts of pictures. either: right by plain zxing-cpp or by plain pyzbar. milliseconds: medians per picture."""

    suite: str
    pictures: int
    right: dict[str, int]
    either: int
    wrong: dict[str, int]
    milliseconds: dict[str, float]

    @property
    def holds(self) -> bool:
        return self.right["ours"] >= max(self.right["zxing"], self.right["zbar"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints a row for each suite and one for all."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.barcode_suites", description=__doc__.splitlines()[0]
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true", help="print one list of rows")
    chosen = parser.parse_args(arguments)
    readings = {
        suite.name: list(readings_of(suite)) for suite in sorted(chosen.folder.iterdir()) if suite.is_dir()
    }
    rows = [row_of(name, found) for name, found in readings.items() if found]
    total = row_of("all", [reading for found in readings.values() for reading in found])
    if chosen.json:
        print(json.dumps([asdict(row) for row in [*rows, total]], indent=2))
    else:
        print(*(line(row) for row in [*rows, total]), sep="\n")
    is_more = total.right["ours"] > total.either and total.wrong["ours"] <= total.wrong["zxing"]
    return 0 if is_more and all(row.holds for row in rows) else 1


def readings_of(suite: Path) -> Iterator[dict[str, Reading]]:
    """Every picture of a suite by every reader."""
    readers = _readers()
    for path in sorted(suite.iterdir()):
        picture = read_picture(path) if path.suffix.lower() in _PICTURES else None
        if picture is not None:
            wanted, grey = _as_gtin(_text_of(path), suite.name), grey_of(picture)
            yield {name: _reading(reader, grey, wanted, suite.name) for name, reader in readers.items()}


def row_of(suite: str, found: list[dict[str, Reading]]) -> SuiteRow:
    return SuiteRow(
        suite=suite,
        pictures=len(found),
        right={name: sum(reading[name].right for reading in found) for name in READERS},
        either=sum(reading["zxing"].right or reading["zbar"].right for reading in found),
        wrong={name: sum(reading[name].wrong for reading in found) for name in READERS},
        milliseconds={name: median(reading[name].milliseconds for reading in found) for name in READERS},
    )


def line(row: SuiteRow) -> str:
    """One row for people."""
    right, wrong = ("/".join(str(counts[name]) for name in READERS) for counts in (row.right, row.wrong))
    times = "/".join(f"{row.milliseconds[name]:.1f}" for name in READERS)
    return (
        f"{row.suite:14} {row.pictures:4} pictures   ours/zxing/zbar: right {right}, either {row.either},"
        f" wrong {wrong}, ms {times}"
    )


def _readers() -> dict[str, Reader]:
    """Ours, and the others as one calls them, with the same formats."""
    settings = DecodeSettings()
    decoder = Decoder(settings)
    formats = zxingcpp.BarcodeFormats([FORMATS[symbology] for symbology in settings.symbologies])

    def zbar(grey: Grey) -> list[str]:
        return [code.data.decode("utf-8", errors="replace") for code in pyzbar.decode(grey)]

    return {
        "ours": lambda grey: [code.text for code in decoder.decode_still(grey)],
        "zxing": lambda grey: [
            code.text
            for code in zxingcpp.read_barcodes(grey, formats=formats, text_mode=zxingcpp.TextMode.Plain)
        ],
        "zbar": zbar,
    }


def _reading(reader: Reader, grey: Grey, wanted: str, suite: str) -> Reading:
    begun = perf_counter_ns()
    texts = {_as_gtin(text, suite) for text in reader(grey)}
    taken = (perf_counter_ns() - begun) / 1e6
    return Reading(right=wanted in texts, wrong=bool(texts - {wanted}), milliseconds=taken)


def _text_of(path: Path) -> str:
    """As it stands in the code, line ends included."""
    text = path.with_suffix(".txt")
    return (
        text.read_bytes().decode()
        if text.exists()
        else path.with_suffix(".bin").read_bytes().decode("latin-1")
    )


def _as_gtin(text: str, suite: str = "") -> str:
    """Eight digits are a UPC-E only where the suite says so."""
    symbology = Symbology.UPC_E if len(text) == 8 and suite.startswith("upce") else Symbology.UPC_A
    return normalised(text, symbology)[0] if len(text) in (8, 12) else text


if __name__ == "__main__":
    sys.exit(main())
