"""The real terminal in a process of its own, on a screen that nobody sees; its log says what it does."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.support.display import PATIENCE, Display

_SETIA = (sys.executable, "-m", "app.entrypoints.terminal")
_LOOK_SECONDS = 0.02


def run_setia(
    *arguments: str | Path, environment: Mapping[str, str] | None = None, sources: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs one command of the terminal to its end, in an environment such as `a_persons` and from a folder."""
    return subprocess.run(
        [*_SETIA, *map(str, arguments)],
        env=environment,
        cwd=sources,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def a_persons(home: Path, **settings: str) -> dict[str, str]:
    """The environment of somebody who lives in a folder and has set nothing but these."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SETIA_", "XDG_"))}
    return {**kept, "HOME": str(home), "XDG_CONFIG_DIRS": str(home / "machine"), **settings}


class TerminalEnded(Exception):
    """It ended while a test waited for it. The message is what it said on stderr."""


class TerminalProcess:
    """`setia run` on a folder; settings: as variables, such as `SETIA_LINE_DISPLAY`.

    `events` are the log's lines that name an event, since the start.
    """

    def __init__(
        self,
        display: Display,
        data: Path,
        *arguments: str,
        program: tuple[str, ...] = _SETIA,
        **settings: str,
    ) -> None:
        self._log = data.parent / f"{data.name}-logs" / "setia.log"
        self._seen = self._log.stat().st_size if self._log.exists() else 0
        self.events: list[dict[str, Any]] = []
        self._process = subprocess.Popen(
            [*program, "run", "--data", str(data), *arguments],
            env={**display.environment, **settings},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_for(self, event: str, after: int = 0, **fields: object) -> dict[str, Any]:
        """The first such event from place `after` on; fails when the terminal ends or stays silent."""
        return self.wait_for_one_of(event, after=after, **fields)

    def wait_for_one_of(self, *events: str, after: int = 0, **fields: object) -> dict[str, Any]:
        """The first event that is one of them; see `wait_for`."""
        deadline = time.monotonic() + PATIENCE
        while True:
            self._read()
            for logged in self.events[after:]:
                if logged["event"] in events and fields.items() <= logged.items():
                    return logged
            if self._process.poll() is not None:
                raise TerminalEnded(self._errors())
            assert time.monotonic() < deadline, f"no {events} {fields} in {self.events}"
            time.sleep(_LOOK_SECONDS)

    def kill(self) -> None:
        """SIGKILL: what a power cut leaves. `events` has all that it still said."""
        self.kill_at_once()
        self._process.wait(PATIENCE)
        self._read()
        self._close()

    def kill_at_once(self) -> None:
        """The same from any thread, without waiting."""
        self._process.kill()

    def signal(self, number: int) -> None:
        """Sends a signal that does not end it."""
        self._process.send_signal(number)

    def stop(self) -> None:
        """Asks it to end."""
        self._process.terminate()
        self._process.wait(PATIENCE)
        self._close()

    def _errors(self) -> str:
        assert self._process.stderr is not None
        return "" if self._process.stderr.closed else self._process.stderr.read()

    def _close(self) -> None:
        assert self._process.stderr is not None
        self._process.stderr.close()

    def _read(self) -> None:
        if not self._log.exists():
            return
        with self._log.open("rb") as log:
            log.seek(self._seen)
            for line in log:
                if not line.endswith(b"\n"):
                    break
                self._seen += len(line)
                logged = json.loads(line)
                if "event" in logged:
                    self.events.append(logged)
