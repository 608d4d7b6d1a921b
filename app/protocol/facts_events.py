"""Facts about events that rewards give places at."""

from dataclasses import dataclass

from app.protocol.heading import Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestCheckedIn:
    """A member came to an event. reward_id: what gave the place; place_id: which of his (`events_port.place_id`)."""

    heading: Heading
    member_id: bytes
    reward_id: str
    place_id: bytes
