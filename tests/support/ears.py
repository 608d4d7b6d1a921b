"""Callbacks for a scan source, for a test that waits for what the source says."""

import queue

from app.services.device_state import DeviceState
from app.services.scans import Scan

PATIENCE = 15.0
"""Seconds; only a failing test waits as long."""


class Ears:
    """Give `scans.put` and `states.put` to the source."""

    def __init__(self) -> None:
        self.scans: queue.Queue[Scan] = queue.Queue()
        self.states: queue.Queue[DeviceState] = queue.Queue()

    def hear(self) -> str:
        return self.scans.get(timeout=PATIENCE).text

    def await_state(self, wanted: DeviceState) -> None:
        while self.states.get(timeout=PATIENCE) is not wanted:
            pass
