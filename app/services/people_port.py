"""What a terminal knows of people besides what they hold, as services see it: a part of the unit of work."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from app.domain.changes import MarkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Lockout:
    """Wrong PINs in a row, and until when none is tried (instant)."""

    failures: int
    locked_until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownProfile:
    """All that is known of a member as a person. phone: E.164. birthday: MM-DD; empty: unknown.

    details: what else the side-car says; its names are in `profile`. key: that his side-cars are sealed with.
    """

    name: str
    phone: str
    birthday: str
    details: Mapping[str, Any]
    key: bytes


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class KnownMark:
    """A segment, a flag or a list that a member has. mark: its id in the programme."""

    kind: MarkKind
    mark: str


class People(Protocol):
    """Profiles, and the wrong PINs of whoever has one."""

    def profile(self, member_id: bytes) -> KnownProfile | None:
        """A member's profile as it is now; None: nobody has that id, or was erased."""

    def marks(self, member_id: bytes) -> tuple[KnownMark, ...]:
        """Segments, flags and lists of a member and of who was merged into him, each once, in order."""

    def lockout(self, subject_id: bytes) -> Lockout:
        """Wrong PINs so far of somebody who logs in, or of a member; none: zero failures."""

    def set_lockout(self, subject_id: bytes, lockout: Lockout) -> None:
        """Remembers them, also over a restart."""
