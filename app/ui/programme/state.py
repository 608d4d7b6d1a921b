"""What the programme editor shows."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.programme.document import Programme
from app.services.outcomes import ProgrammeInvalid, Published, RevisionConflict
from app.ui.programme.draft import Draft, Unreadable


class EditorTrouble(StrEnum):
    """What went wrong besides the outcomes that the till has types for."""

    FAULT = "fault"
    NOTHING_CHANGED = "nothing-changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgrammeState:
    """programme: the published one that the draft started from; None: it is on its way."""

    programme: Programme | None = None
    draft: Draft | None = None
    publishing: bool = False
    outcome: Published | ProgrammeInvalid | RevisionConflict | Unreadable | EditorTrouble | None = None
