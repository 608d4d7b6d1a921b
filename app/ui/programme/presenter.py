"""Edits the programme: present values, a draft, one publication."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.domain.programme.document import Programme
from app.services.outcomes import Publication, Published
from app.ui.lanes import Lanes
from app.ui.programme.draft import Draft, PromotionDraft, TierDraft, Unreadable, draft_of, programme_of
from app.ui.programme.state import EditorTrouble, ProgrammeState


class ProgrammeTill(Protocol):
    """What this screen asks of the till."""

    def programme(self) -> Programme: ...
    def publish(self, draft: Programme, based_on: int, staff_id: bytes) -> Publication: ...


class ProgrammePresenter:
    """Takes changes of single fields; shows states."""

    def __init__(self, till: ProgrammeTill, lanes: Lanes, show: Callable[[ProgrammeState], None]) -> None:
        self._till = till
        self._lanes = lanes
        self._show = show
        self._staff_id = b""
        self._asked = 0
        self.state = ProgrammeState()

    def start(self, staff_id: bytes) -> None:
        """A manager came in: shows the newest revision, without anybody's old draft."""
        self._staff_id = staff_id
        self._put(ProgrammeState())
        self._load()

    def reload(self) -> None:
        """Drops the draft for the newest revision, after somebody else published one."""
        self._put(ProgrammeState())
        self._load()

    def set_rate(self, text: str) -> None:
        """Rupiah that earn a point."""
        self._draft(lambda draft: replace(draft, rate=text))

    def set_tier(self, changed: TierDraft) -> None:
        """A tier's fields."""
        self._draft(
            lambda draft: replace(
                draft,
                tiers=tuple(changed if kept.tier_id == changed.tier_id else kept for kept in draft.tiers),
            )
        )

    def set_promotion(self, changed: PromotionDraft) -> None:
        """A promotion's fields."""
        self._draft(
            lambda draft: replace(
                draft,
                promotions=tuple(
                    changed if kept.promotion_id == changed.promotion_id else kept
                    for kept in draft.promotions
                ),
            )
        )

    def publish(self) -> None:
        """Publishes the draft as a new revision, once."""
        state = self.state
        if state.programme is None or state.draft is None or state.publishing:
            return
        changed = programme_of(state.programme, state.draft)
        if isinstance(changed, Unreadable):
            self._put(replace(state, outcome=changed))
            return
        if changed == state.programme:
            self._put(replace(state, outcome=EditorTrouble.NOTHING_CHANGED))
            return
        based_on, staff_id = state.programme.revision, self._staff_id
        self._put(replace(state, publishing=True, outcome=None))
        self._lanes.write.submit(
            lambda: self._till.publish(changed, based_on, staff_id), self._published, self._failed
        )

    def _load(self) -> None:
        self._asked += 1
        number = self._asked
        self._lanes.read.submit(
            self._till.programme, lambda programme: self._loaded(number, programme), self._failed
        )

    def _loaded(self, number: int, programme: Programme) -> None:
        if number == self._asked:
            self._put(replace(self.state, programme=programme, draft=draft_of(programme), publishing=False))

    def _published(self, outcome: Publication) -> None:
        self._put(replace(self.state, publishing=False, outcome=outcome))
        if isinstance(outcome, Published):
            self._load()

    def _draft(self, change: Callable[[Draft], Draft]) -> None:
        if self.state.draft is not None and not self.state.publishing:
            self._put(replace(self.state, draft=change(self.state.draft), outcome=None))

    def _failed(self, _fault: Exception) -> None:
        self._put(replace(self.state, publishing=False, outcome=EditorTrouble.FAULT))

    def _put(self, state: ProgrammeState) -> None:
        self.state = state
        self._show(state)
