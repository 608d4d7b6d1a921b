"""A member's cards: another one, a lost one, one that was found again. Also the panel right after joining."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.services.about_member import AboutMember
from app.services.approval import Approval
from app.services.card_outcomes import (
    CardAct,
    CardDone,
    CardOutcome,
    CardProblem,
    CardReason,
    CardRefused,
    CardRequest,
)
from app.services.member_view import MemberView
from app.services.outcomes import CardBlocked, MemberFound, ScanOutcome, ScanUnknown
from app.ui.checkout.board import Board
from app.ui.checkout.card_state import AboutSheet, CardsSaid, CardsSheet, CardStep
from app.ui.checkout.desk import Desk
from app.ui.checkout.desks.word import WordDesk
from app.ui.checkout.state import Trouble
from app.ui.lanes import Lanes

_SAID = {
    CardAct.ISSUE: CardsSaid.ISSUED,
    CardAct.NUMBER: CardsSaid.ISSUED,
    CardAct.BLOCK: CardsSaid.BLOCKED,
    CardAct.REPLACE: CardsSaid.REPLACED,
    CardAct.UNBLOCK: CardsSaid.UNBLOCKED,
}


class CardsTill(Protocol):
    """What cards need of the till."""

    def about_member(self, member_id: bytes) -> AboutMember | None: ...
    def holder_of(self, code: str) -> MemberView | None: ...
    def set_cards(self, request: CardRequest) -> CardOutcome: ...
    def new_id(self) -> bytes: ...
    def print_card(self, member_id: bytes, code: str) -> bool: ...


class CardsDesk(Desk):
    """`changed` is called after each change: what is shown of the member may be another."""

    sheets = (CardsSheet,)

    def __init__(
        self, till: CardsTill, lanes: Lanes, board: Board, word: WordDesk, changed: Callable[[], None]
    ) -> None:
        super().__init__(board)
        self._till = till
        self._lanes = lanes
        self._word = word
        self._changed = changed
        self._asked = 0  # the newest question about cards; an older answer is dropped
        self.cashier_id = b""

    def open_of_basket(self) -> None:
        """The cards of the member who buys; also from what is said about him."""
        basket = self._board.state.basket
        if not self._board.is_free and not isinstance(self._board.state.sheet, AboutSheet):
            return
        if basket is None or basket.member is None:
            self._board.notice(Trouble.NO_MEMBER)
        else:
            self.open(basket.member)

    def open(self, member: MemberView) -> None:
        """The cards of a member, whatever was open."""
        self._board.sheet(CardsSheet(member=member))
        self._load(member.member_id)

    def found_blocked(self, code: str) -> None:
        """A blocked card was scanned: whose it was, if anybody's, decides what can be done."""
        self._asked += 1
        number = self._asked
        self._lanes.read.submit(
            lambda: self._till.holder_of(code), lambda member: self._held(number, code, member), self._failed
        )

    def choose(self, code: str) -> None:
        """Marks a card."""
        sheet = self._at(CardStep.CHOOSE)
        if sheet is not None:
            self._board.sheet(replace(sheet, chosen=code))

    def step(self, by: int) -> None:
        """The next card."""
        sheet = self._at(CardStep.CHOOSE)
        if sheet is not None and sheet.cards:
            codes = [card.code for card in sheet.cards]
            place = codes.index(sheet.chosen) if sheet.chosen in codes else -by
            self.choose(codes[(place + by) % len(codes)])

    def show_qr(self) -> None:
        """Puts the marked card on the screen, for the member's own phone to take a picture of."""
        sheet = self._at(CardStep.CHOOSE)
        if sheet is not None and sheet.card is not None and not sheet.card.blocked:
            self._board.sheet(replace(sheet, step=CardStep.QR))

    def print_code(self) -> None:
        """The marked card's code on paper."""
        sheet = self._sheet()
        if sheet is not None and sheet.card is not None and not sheet.busy:
            self._lanes.write.submit(
                lambda: self._till.print_card(sheet.member.member_id, sheet.chosen),
                self._printed,
                self._failed,
            )

    def _printed(self, good: bool) -> None:
        self._board.notice(CardsSaid.PRINTING if good else CardRefused(problem=CardProblem.NO_CHANGE))

    def begin(self, act: CardAct) -> None:
        """Block, replace or unblock the marked card, or issue another."""
        sheet = self._at(CardStep.CHOOSE)
        if sheet is None or not sheet.document_id:
            return
        if act is CardAct.ISSUE:
            self._board.sheet(replace(sheet, act=act, reason=CardReason.ANOTHER, step=CardStep.NEW_CARD))
        elif sheet.card is None or sheet.card.blocked is not (act is CardAct.UNBLOCK):
            return
        elif act is CardAct.UNBLOCK:
            self._board.sheet(replace(sheet, act=act, reason=CardReason.FOUND))
            self._word.ask(self._approved, self._back)
        else:
            self._board.sheet(replace(sheet, act=act, step=CardStep.REASON))

    def because(self, reason: CardReason) -> None:
        """Why it is blocked or replaced."""
        sheet = self._at(CardStep.REASON)
        if sheet is None:
            return
        if sheet.act is CardAct.REPLACE:
            self._board.sheet(replace(sheet, reason=reason, step=CardStep.NEW_CARD))
        else:
            self._ask(replace(sheet, reason=reason))

    def make_code(self) -> None:
        """A new code instead of a preprinted card."""
        sheet = self._at(CardStep.NEW_CARD)
        if sheet is not None:
            self._ask(sheet)

    def confirm(self) -> None:
        """Enter: the new code where one is wanted; otherwise the sheet has been read."""
        sheet = self._sheet()
        if sheet is None or sheet.busy or sheet.step is CardStep.REASON:
            return
        if sheet.step is CardStep.NEW_CARD:
            self.make_code()
        elif sheet.step is CardStep.QR:
            self.leave()
        else:
            self._board.sheet(None)

    def leave(self) -> None:
        """Esc: one step back; from the list, out."""
        sheet = self._sheet()
        if sheet is None or sheet.busy:
            return
        if sheet.step is CardStep.CHOOSE:
            self._board.sheet(None)
        else:
            self._back()

    def key(self, digits: str) -> None:
        """The reason by its number."""
        if digits in _REASONS:
            self.because(_REASONS[digits])

    def scanned(self, outcome: ScanOutcome) -> bool:
        """A card that is nobody's is the new one; any other scan about cards says whose it is and changes nothing."""
        sheet = self._sheet()
        if sheet is None or sheet.busy:
            return False
        match outcome:
            case ScanUnknown(looks_like="card", text=code):
                self._scanned_new(sheet, code)
            case MemberFound(member=member) if member.member_id == sheet.member.member_id:
                self._board.notice(CardsSaid.ALREADY_HIS)
            case MemberFound():
                self._board.notice(CardsSaid.SOMEBODY_ELSE_S)
            case CardBlocked(code=code) if any(card.code == code for card in sheet.cards or ()):
                self._board.sheet(replace(sheet, chosen=code if sheet.act is None else sheet.chosen))
                self._board.notice(CardsSaid.IS_BLOCKED)
            case CardBlocked():
                self._board.notice(CardRefused(problem=CardProblem.CARD_BLOCKED))
            case _:
                return False
        return True

    def _scanned_new(self, sheet: CardsSheet, code: str) -> None:
        if not sheet.document_id or sheet.step is CardStep.REASON:
            self._board.notice(CardsSaid.FINISH_FIRST)
            return
        if sheet.step is not CardStep.NEW_CARD:
            sheet = replace(sheet, act=CardAct.ISSUE, reason=CardReason.ANOTHER)
        self._ask(sheet, code)

    def _held(self, number: int, code: str, member: MemberView | None) -> None:
        if number != self._asked or not self._board.is_free:
            return
        if member is None:
            self._board.notice(CardBlocked(code=code))
        else:
            self._board.sheet(CardsSheet(member=member, chosen=code, found_blocked=code))
            self._load(member.member_id)

    def _load(self, member_id: bytes) -> None:
        self._asked += 1
        number = self._asked
        self._lanes.read.submit(
            lambda: (self._till.about_member(member_id), self._till.new_id()),
            lambda answer: self._loaded(number, *answer),
            self._failed,
        )

    def _loaded(self, number: int, about: AboutMember | None, document_id: bytes) -> None:
        sheet = self._sheet()
        if number != self._asked or sheet is None or about is None:
            return
        chosen = sheet.chosen or next((card.code for card in about.cards if not card.blocked), "")
        sheet = replace(sheet, member=about.member, cards=about.cards, chosen=chosen, document_id=document_id)
        self._board.put(replace(self._board.state, sheet=sheet))

    def _ask(self, sheet: CardsSheet, new_code: str = "", approval: Approval | None = None) -> None:
        if sheet.act is None or sheet.reason is None:
            return
        request = CardRequest(
            document_id=sheet.document_id,
            member_id=sheet.member.member_id,
            act=sheet.act,
            reason=sheet.reason,
            staff_id=self.cashier_id,
            code="" if sheet.act is CardAct.ISSUE else sheet.chosen,
            new_code=new_code,
            approval=approval,
        )
        self._board.sheet(replace(sheet, busy=True))
        self._lanes.write.submit(
            lambda: self._till.set_cards(request), lambda outcome: self._set(request, outcome), self._not_set
        )

    def _set(self, request: CardRequest, outcome: CardOutcome) -> None:
        sheet = self._sheet()
        if sheet is None:
            return
        if isinstance(outcome, CardDone):
            self._word.close()
            chosen = outcome.issued or sheet.chosen
            self._board.sheet(CardsSheet(member=sheet.member, cards=sheet.cards, chosen=chosen))
            self._board.notice(_SAID[request.act])
            self._load(sheet.member.member_id)
            self._changed()
        elif outcome.approval is not None:
            self._board.sheet(replace(sheet, busy=False))
            self._word.judge(outcome.approval, self._approved, self._back)
        else:
            self._word.close()
            self._refused(sheet, outcome)

    def _refused(self, sheet: CardsSheet, outcome: CardRefused) -> None:
        """Another card may be scanned; what was true of the old one meanwhile is asked again."""
        again = sheet.step is CardStep.NEW_CARD
        step = CardStep.NEW_CARD if again else CardStep.CHOOSE
        act, reason = (sheet.act, sheet.reason) if again else (None, None)
        self._board.sheet(replace(sheet, busy=False, step=step, act=act, reason=reason))
        self._board.notice(outcome)
        self._load(sheet.member.member_id)

    def _not_set(self, _fault: Exception) -> None:
        """Asked again, the till knows by the document's id whether it was written."""
        sheet = self._sheet()
        self._word.close()
        if sheet is not None:
            self._board.sheet(replace(sheet, busy=False))
        self._board.notice(Trouble.NOT_SAVED)

    def _back(self) -> None:
        """To the list; nothing is to be done to a card."""
        sheet = self._sheet()
        if sheet is not None:
            self._board.sheet(replace(sheet, step=CardStep.CHOOSE, act=None, reason=None))

    def _approved(self, approval: Approval) -> None:
        sheet = self._at(CardStep.CHOOSE)
        if sheet is not None:
            self._ask(sheet, approval=approval)

    def _sheet(self) -> CardsSheet | None:
        sheet = self._board.state.sheet
        return sheet if isinstance(sheet, CardsSheet) else None

    def _at(self, step: CardStep) -> CardsSheet | None:
        sheet = self._sheet()
        return sheet if sheet is not None and sheet.step is step and not sheet.busy else None

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)


_REASONS = {"1": CardReason.LOST, "2": CardReason.STOLEN, "3": CardReason.DAMAGED}
"""As they are numbered on the screen."""
