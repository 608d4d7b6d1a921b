"""The longest pause of the window's thread in the scripted shift by touch; its peer is the limit of 50 ms.

Beside it: the most that the thread itself computed in one go.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory

from benchmarks.harness import Comparison

_ROUNDS, _QUICK_ROUNDS = 5, 1
_LIMIT_MS = 50


@contextmanager
def compare(quick: bool) -> Iterator[Comparison]:
    """See the module."""
    told: dict[str, float] = {}

    def ours() -> float:
        with TemporaryDirectory() as folder:
            done = subprocess.run(
                [sys.executable, "-m", "tests.support.scripted_shift", "id", "touch", folder],
                env={"QT_QPA_PLATFORM": "offscreen", **os.environ},
                check=True,
                capture_output=True,
                text=True,
            )
        told.update(json.loads(done.stdout.splitlines()[-1]))
        return told["stood"]

    yield Comparison(
        name="till_shift",
        ours=ours,
        peer=lambda: _LIMIT_MS,
        unit="ms",
        goal=1,
        rounds=_QUICK_ROUNDS if quick else _ROUNDS,
        beside={"worked": lambda: told.get("worked", 0.0)},
    )
