"""Runs `benchmarks.counter` in a process of its own, as a till runs, perhaps on a slow disk."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.harness import Comparison
from benchmarks.kept_store import MILLION, QUICK, copy_of, kept_store

_SCANS, _QUICK_SCANS = 300, 60
_ROUNDS, _QUICK_ROUNDS = 3, 1


@contextmanager
def at_the_counter(
    name: str, figure: str, limit_ms: float, quick: bool, *, slow: bool = False
) -> Iterator[Comparison]:
    """ours: the 95th percentile that a run tells of as `figure`; the peer is the limit.

    Beside them stands what the store alone takes to look the same members up, from the last run.
    """
    members, scans = (QUICK, _QUICK_SCANS) if quick else (MILLION, _SCANS)
    told: dict[str, float] = {}
    with copy_of(kept_store(members)) as directory, _slow_disk(slow) as environment:

        def ours() -> float:
            command = [sys.executable, "-m", "benchmarks.counter", str(directory), str(members), str(scans)]
            done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
            told.update(json.loads(done.stdout))
            return told[figure]

        yield Comparison(
            name=name,
            ours=ours,
            peer=lambda: limit_ms,
            unit="ms",
            goal=1,
            rounds=_QUICK_ROUNDS if quick else _ROUNDS,
            beside={"lookup": lambda: told.get("lookup", 0.0), "pause": lambda: told.get("pause", 0.0)},
        )


@contextmanager
def _slow_disk(slow: bool) -> Iterator[Mapping[str, str]]:
    """The environment of a process whose disk takes 30 ms longer to settle. Needs a C compiler."""
    with TemporaryDirectory() as folder:
        if not slow:
            yield dict(os.environ)
            return
        library = Path(folder) / "slow_sync.so"
        source = Path(__file__).with_name("slow_sync.c")
        subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl"], check=True)
        yield {**os.environ, "LD_PRELOAD": str(library)}
