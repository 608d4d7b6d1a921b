"""`setia devices emulate`: devices that are not there, for a till to be tried with."""

import sys
import threading
from collections.abc import Iterable
from pathlib import Path

from app.emulators.printer import serve
from app.emulators.scanner import ScannerEmulator


def emulate_printer(*, port: int, dots: int, out: Path | None) -> None:
    """Print each receipt as text until interrupted. Raises OSError when the port is taken."""
    serve("127.0.0.1", port, dots=dots, out=out, write=_write, stop=threading.Event())


def emulate_display(link: Path) -> None:
    """Print both lines whenever they change, until interrupted. Raises OSError when `link` is taken."""
    from app.emulators.line_display import LineDisplayEmulator  # noqa: PLC0415 - POSIX only

    display = LineDisplayEmulator(link)
    _write(f"{link}\n")
    try:
        display.watch(lambda lines: _write(f"[{lines[0]:20}]\n[{lines[1]:20}]\n"))
    finally:
        display.unplug()


def emulate_scanner(lines: Iterable[str], link: Path | None) -> None:
    """Print where the till finds the scanner, then scan each line. Raises OSError when `link` is taken."""
    scanner = ScannerEmulator(link)
    try:
        _write(f"{scanner.path}\n")
        for line in lines:
            if code := line.strip():
                scanner.send(code)
    finally:
        scanner.close()


def _write(text: str) -> None:
    """At once: whoever started the device waits to read where it is."""
    sys.stdout.write(text)
    sys.stdout.flush()
