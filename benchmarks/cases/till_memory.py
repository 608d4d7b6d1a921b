"""The most memory of a till's process over 2,000 sales with the camera on; its peer is the limit of 400 MB.

Beside it: what it had after a tenth of the sales, and at their end.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.harness import Comparison

_SALES, _QUICK_SALES = 2_000, 60
_LIMIT_MB = 400


@contextmanager
def compare(quick: bool) -> Iterator[Comparison]:
    """See the module."""
    told: dict[str, float] = {}

    def ours() -> float:
        command = [sys.executable, "-m", "benchmarks.long_shift", str(_QUICK_SALES if quick else _SALES)]
        told.update(json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout))
        return told["most"]

    yield Comparison(
        name="till_memory",
        ours=ours,
        peer=lambda: _LIMIT_MB,
        unit="MB",
        goal=1,
        rounds=1,
        beside={name: lambda name=name: told.get(name, 0.0) for name in ("early", "late")},  # type: ignore[misc]
    )
