"""Heavy work in a child process, from the sources and from the frozen bundle alike.

The child is this same program with a hidden command; it prints one JSON line for each step it made.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence


class ChildFailed(Exception):
    """The child ended badly. output: the end of what it said."""

    def __init__(self, code: int, output: str) -> None:
        super().__init__(f"exit {code}: {output}")
        self.code = code
        self.output = output


def command(arguments: Sequence[str]) -> list[str]:
    """How this program starts itself."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "app.entrypoints.terminal", *arguments]


def run_child(arguments: Sequence[str], progress: Callable[[int, int], None]) -> None:
    """Runs the child to its end; `progress(done, of)` hears its steps. Raises ChildFailed."""
    # A file takes whatever the child complains of; a pipe that nobody empties would stop it.
    with tempfile.TemporaryFile() as complaints:
        with subprocess.Popen(  # noqa: S603 - this very program
            command(arguments),
            stdout=subprocess.PIPE,
            stderr=complaints,
            stdin=subprocess.DEVNULL,
            text=True,
        ) as process:
            for line in process.stdout or ():
                step = json.loads(line)
                progress(step["done"], step["of"])
        if process.returncode != 0:
            complaints.seek(0)
            raise ChildFailed(process.returncode, complaints.read().decode(errors="replace").strip()[-2000:])


def tell(done: int, of: int) -> None:
    """The child's side of `progress`."""
    sys.stdout.write(json.dumps({"done": done, "of": of}) + "\n")
    sys.stdout.flush()
