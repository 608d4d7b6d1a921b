"""The real server in a process of its own, and its commands."""

import json
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from threading import Thread
from typing import Any, Self
from urllib.error import URLError

from app.entrypoints.server import run
from app.server.enrolment import new_code
from app.storage.server.audit import Audit, audit
from app.storage.server.database import Database, open_database
from app.storage.server.terminals import add_code

COMMAND = (sys.executable, "-c", "from app.entrypoints.server import main; main()")
PATIENCE = 30.0
"""Seconds until a test gives up; nothing waits for them when all is well."""


def run_process(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs one command of the server in a process of its own, to its end."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=PATIENCE, check=False
    )


def run_command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The same within this process: two seconds faster."""
    given = [*map(str, arguments)]
    with redirect_stdout(StringIO()) as said, redirect_stderr(StringIO()) as complained:
        code = run(given)
    return subprocess.CompletedProcess(given, code, said.getvalue(), complained.getvalue())


class ServerProcess:
    """`setia-server serve` on a free port; a context manager. `lines`: what it logged."""

    def __init__(self, directory: Path, certificate: Path | None = None, key: Path | None = None) -> None:
        self.directory = directory
        self.certificate = certificate
        self._tls = (
            () if certificate is None else ("--tls-certificate", str(certificate), "--tls-key", str(key))
        )
        self.lines: list[dict[str, Any]] = []
        self.raw_log = ""
        self.port = 0

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [*COMMAND, "serve", "--data", str(self.directory), "--port", str(self.port), *self._tls],
            stderr=subprocess.PIPE,
            text=True,
        )
        self._reader = Thread(target=self._read_log, daemon=True)
        self._reader.start()
        self.until(self._is_ready)
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"{'http' if self.certificate is None else 'https'}://127.0.0.1:{self.port}"

    def until(self, holds: Callable[[], bool]) -> None:
        """Waits for something that its log tells; fails after a while, or when it ends."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert self._process.poll() is None, self.raw_log
            assert time.monotonic() < deadline, self.raw_log
            self._reader.join(0.02)

    def stop(self) -> int:
        """Asks it to end; its exit code."""
        self._process.terminate()
        return self._ended()

    def kill(self) -> None:
        """Ends it as a power cut would."""
        self._process.kill()
        self._ended()

    def new_code(self) -> str:
        """A fresh code, made by another process while the server runs."""
        code = new_code()
        with self._database() as database, database.writing() as connection:
            add_code(connection, code, None, time.time_ns() // 1_000_000)
        return code

    def audit(self) -> Audit:
        """What is wrong with what the server holds."""
        with self._database() as database, database.reading() as connection:
            return audit(connection)

    @contextmanager
    def _database(self) -> Iterator[Database]:
        database = open_database(self.directory)
        try:
            yield database
        finally:
            database.close()

    def _ended(self) -> int:
        code = self._process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        assert self._process.stderr is not None
        self._process.stderr.close()
        return code

    def _read_log(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self.raw_log += line
            try:
                logged = json.loads(line)
            except ValueError:
                continue
            self.lines.append(logged)
            if logged.get("message") == "listening":
                self.port = logged["port"]

    def _is_ready(self) -> bool:
        if self.port == 0:
            return False
        trusted = ssl.create_default_context(cafile=self.certificate)
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=PATIENCE, context=trusted) as answer:
                return bool(answer.status == 200)
        except (URLError, ConnectionError):
            return False
