"""How far the store is while it opens."""

from dataclasses import dataclass
from enum import StrEnum


class OpeningStage(StrEnum):
    """What takes the time."""

    STARTING = "starting"
    STORE = "store"
    RESTORING = "restoring"
    DEMO_SHOP = "demo-shop"
    TRAINING = "training"
    DEVICES = "devices"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Opening:
    """progress: 0 to 1. detail: for FAILED, a sentence that says what happened and what to do.

    offer: what a backup could bring back, as a sentence; empty: there is nothing to offer.
    """

    stage: OpeningStage = OpeningStage.STARTING
    progress: float = 0.0
    detail: str = ""
    offer: str = ""
