"""What the sheets about a member and his cards show."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.codes import is_card_code, qr_payload
from app.services.about_member import AboutMember, can_be_referred
from app.services.card_outcomes import CardAct, CardReason, CardRefused
from app.services.mark_member import marks_of
from app.services.member_view import MemberView
from app.services.members_port import KnownCard


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutSheet:
    """about None: it is on its way."""

    member: MemberView
    about: AboutMember | None = None

    @property
    def has_labels(self) -> bool:
        """Whether the programme names segments, flags or lists."""
        return self.about is not None and bool(marks_of(self.about.programme))

    @property
    def takes_referrer(self) -> bool:
        """Whether it may still be noted who sent him."""
        return self.about is not None and can_be_referred(self.about)


class CardStep(StrEnum):
    """Where a change of a card stands: choosing what to do, saying why, giving the new one.

    QR: the marked card is on the screen.
    """

    CHOOSE = "choose"
    REASON = "reason"
    NEW_CARD = "new-card"
    QR = "qr"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardsSheet:
    """A member's cards. cards None: they are on their way. document_id: of the next change; empty: as yet none.

    chosen: the code that is marked. act, reason: what is going to happen to it, and why. found_blocked: the sheet
    opened because this blocked card was scanned; whoever has it hasn't shown who he is.
    """

    member: MemberView
    cards: tuple[KnownCard, ...] | None = None
    document_id: bytes = b""
    chosen: str = ""
    step: CardStep = CardStep.CHOOSE
    act: CardAct | None = None
    reason: CardReason | None = None
    found_blocked: str = ""
    busy: bool = False

    @property
    def payload(self) -> str:
        """What the marked card's QR code says."""
        return qr_payload(self.chosen) if is_card_code(self.chosen) else self.chosen

    @property
    def is_ready(self) -> bool:
        """Whether something can be done: the next change has its id, and none is on its way."""
        return bool(self.document_id) and not self.busy

    @property
    def is_good(self) -> bool:
        """Whether a card is marked that names the member."""
        return self.card is not None and not self.card.blocked

    @property
    def is_blocked(self) -> bool:
        """Whether a card is marked that names nobody any more."""
        return self.card is not None and self.card.blocked

    @property
    def card(self) -> KnownCard | None:
        """The marked card."""
        return next((card for card in self.cards or () if card.code == self.chosen), None)


class CardsSaid(StrEnum):
    """What was done, or why a scan did nothing."""

    ISSUED = "issued"
    BLOCKED = "blocked"
    REPLACED = "replaced"
    UNBLOCKED = "unblocked"
    PRINTING = "printing"
    ALREADY_HIS = "already-his"
    SOMEBODY_ELSE_S = "somebody-else-s"
    IS_BLOCKED = "is-blocked"
    FINISH_FIRST = "finish-first"


CardNotice = CardRefused | CardsSaid
