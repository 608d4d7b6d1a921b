"""What happens to files: a bit turns, an end is missing, a process that had them open is killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.sources import ROOT

PAGE = 4_096
_PATIENCE = 60


def flip(path: Path, place: int, bit: int = 0) -> None:
    """Turns one bit; the same again turns it back."""
    with path.open("r+b") as file:
        file.seek(place)
        (byte,) = file.read(1)
        file.seek(place)
        file.write(bytes([byte ^ (1 << bit)]))


def cut(path: Path, size: int) -> None:
    """Leaves the first bytes."""
    os.truncate(path, size)


_HOLDER = """
import sys
from pathlib import Path
from random import Random
from app.services.demo_shop import PlayedChance, PlayedClock
from tests.support.shop import NOON, open_store
store = open_store(Path(sys.argv[1]), PlayedClock(NOON), PlayedChance(Random(7)))
exec(sys.argv[2])
print("ready", flush=True)
sys.stdin.read()
store.close()
"""


@contextmanager
def another_process(directory: Path, then: str = "") -> Iterator[subprocess.Popen[str]]:
    """A process that has the store of a folder open, and did something with `store`; it closes it in the end."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(directory), then],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        try:
            yield process
        finally:
            if process.poll() is None:
                process.communicate("", timeout=_PATIENCE)


def killed_after(directory: Path, then: str) -> None:
    """Somebody opens the store, does something with it, and the machine is switched off."""
    with another_process(directory, then) as process:
        process.send_signal(signal.SIGKILL)
        process.wait(_PATIENCE)
