"""What a till looks after by itself, a slice at a time, so that no sale waits for it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SliceDone:
    """done: members whom this slice concerned. left: how many are still due. Again with none due changes nothing."""

    done: int
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftToServer:
    """Only who sees what all tills did can decide it, so a till that has a server leaves it alone."""


RoundOutcome = SliceDone | LeftToServer
