"""What services ask of the places at events that sales gave."""

from typing import Protocol

from app.domain.events import Place


def place_id(document_id: bytes, ordinal: int) -> bytes:
    """The id of a place: the sale that gave it, and its number among those that it gave, from 0."""
    return document_id + ordinal.to_bytes(4, "big")


class Events(Protocol):
    """Places at events."""

    def places(self, reward_id: str) -> tuple[Place, ...]:
        """All places that a reward gave here, cancelled ones too, with who their member is now and when he came."""
