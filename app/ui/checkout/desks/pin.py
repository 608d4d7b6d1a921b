"""A member's own PIN: typed to spend points without the card, and set, changed or removed."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.domain.basket import Proof
from app.services.about_member import AboutMember
from app.services.approval import Approval
from app.services.found_shop import PIN_DIGITS
from app.services.front import LockedOut, WrongPin
from app.services.member_pin import is_too_easy
from app.services.member_view import MemberView
from app.services.outcomes import MemberFound, ScanOutcome
from app.services.pin_outcomes import (
    NoPin,
    PinCheck,
    PinDone,
    PinOutcome,
    PinProblem,
    PinRequest,
    PinRight,
)
from app.ui.checkout.board import Board
from app.ui.checkout.card_state import AboutSheet
from app.ui.checkout.desk import Desk
from app.ui.checkout.desks.word import WordDesk
from app.ui.checkout.pin_state import PinSaid, PinSheet, PinStep, PinTrouble
from app.ui.checkout.state import RedeemSheet, Trouble
from app.ui.lanes import Lanes

_TYPED = (PinStep.PROVE, PinStep.NEW, PinStep.AGAIN)


class PinTill(Protocol):
    """What a member's PIN needs of the till."""

    def about_member(self, member_id: bytes) -> AboutMember | None: ...
    def set_pin(self, request: PinRequest) -> PinOutcome: ...
    def check_pin(self, member_id: bytes, pin: str) -> PinCheck: ...


class PinDesk(Desk):
    """`proved` is called with the member and how he showed who he is; `changed` after each change of a PIN."""

    sheets = (PinSheet,)

    def __init__(
        self,
        till: PinTill,
        lanes: Lanes,
        board: Board,
        word: WordDesk,
        proved: Callable[[MemberView, Proof], None],
        changed: Callable[[], None],
    ) -> None:
        super().__init__(board)
        self._till = till
        self._lanes = lanes
        self._word = word
        self._proved = proved
        self._changed = changed
        self._asked = 0  # the newest question; an older answer is dropped
        self._typed = ""
        self._new_pin = ""
        self._back: RedeemSheet | None = None
        self.cashier_id = b""

    def open(self) -> None:
        """While points are spent, asks for the PIN; otherwise it is set, changed or removed."""
        state = self._board.state
        member = None if state.basket is None else state.basket.member
        if not (self._board.is_free or isinstance(state.sheet, AboutSheet | RedeemSheet)):
            return
        if member is None:
            self._board.notice(Trouble.NO_MEMBER)
            return
        self._asked += 1
        number = self._asked
        self._lanes.read.submit(
            lambda: self._till.about_member(member.member_id),
            lambda about: self._opened(number, about),
            self._failed,
        )

    def choose(self, *, removing: bool) -> None:
        """Another PIN, or none."""
        sheet = self._at(PinStep.CHOOSE)
        if sheet is not None:
            self._go_on(replace(sheet, removing=removing))

    def ask_manager(self) -> None:
        """The member has no card with him: a manager's word counts instead."""
        sheet = self._at(PinStep.SHOW)
        if sheet is not None:
            self._go_on(replace(sheet, by_manager=True))

    def type_old(self) -> None:
        """The member has no card with him: he types the PIN that he has."""
        sheet = self._at(PinStep.SHOW)
        if sheet is not None and sheet.has_pin:
            self._begin(replace(sheet, step=PinStep.PROVE))

    def key(self, digits: str) -> None:
        """Digits of a PIN; where something is chosen, its number."""
        sheet = self._sheet()
        if sheet is None or sheet.busy:
            return
        if sheet.step is PinStep.CHOOSE and digits in ("1", "2"):
            self.choose(removing=digits == "2")
        elif sheet.step is PinStep.SHOW and digits == "1":
            self.ask_manager()
        elif sheet.step is PinStep.SHOW and digits == "2":
            self.type_old()
        elif sheet.step in _TYPED:
            self._type(sheet, (self._typed + digits)[:PIN_DIGITS])

    def erase(self) -> None:
        """Takes the last digit back."""
        self._retype(self._typed[:-1])

    def clear(self) -> None:
        """Takes all digits back."""
        self._retype("")

    def confirm(self) -> None:
        """Enter: the sixth digit decides, and there is nothing to confirm."""

    def leave(self) -> None:
        """Esc: back to where it was opened from; out of a new PIN, to its beginning."""
        sheet = self._sheet()
        if sheet is None or sheet.busy:
            return
        if sheet.step in _TYPED and not sheet.to_spend:
            self._start(sheet)
        else:
            self._close()

    def scanned(self, outcome: ScanOutcome) -> bool:
        """The member's card says who he is; somebody else's changes nothing."""
        sheet = self._sheet()
        if sheet is None or not isinstance(outcome, MemberFound):
            return False
        if outcome.member.member_id != sheet.member.member_id:
            self._board.notice(PinSaid.SOMEBODY_ELSE_S)
        elif not sheet.busy:
            self._shown(sheet, Proof.CARD)
        return True

    def _opened(self, number: int, about: AboutMember | None) -> None:
        state = self._board.state
        if number != self._asked or about is None or state.basket is None:
            return
        to_spend = isinstance(state.sheet, RedeemSheet)
        if to_spend and not about.has_pin:
            self._board.notice(PinSaid.NO_PIN)
        elif self._board.is_free or isinstance(state.sheet, AboutSheet | RedeemSheet):
            self._back = state.sheet if isinstance(state.sheet, RedeemSheet) else None
            proof = state.basket.proof
            sheet = PinSheet(member=about.member, step=PinStep.PROVE, has_pin=about.has_pin, proof=proof)
            self._start(replace(sheet, to_spend=to_spend))

    def _start(self, sheet: PinSheet) -> None:
        """Where the sheet begins, knowing what it knows of the member."""
        clean = replace(sheet, removing=False, by_manager=False, trouble=None)
        if sheet.to_spend:
            self._begin(replace(clean, step=PinStep.PROVE))
        elif sheet.has_pin:
            self._begin(replace(clean, step=PinStep.CHOOSE))
        elif sheet.step in (PinStep.NEW, PinStep.AGAIN):
            self._close()
        else:
            self._go_on(clean)

    def _go_on(self, sheet: PinSheet) -> None:
        """What comes after it was chosen what to do, or how he shows who he is."""
        if sheet.proof is Proof.TOLD and not sheet.by_manager:
            self._begin(replace(sheet, step=PinStep.SHOW))
        elif not sheet.removing:
            self._begin(replace(sheet, step=PinStep.NEW))
        elif sheet.by_manager:
            self._call_manager(sheet)
        else:
            self._ask(sheet, "")

    def _shown(self, sheet: PinSheet, proof: Proof) -> None:
        """He showed who he is: that counts for the basket, too."""
        self._proved(sheet.member, proof)
        if sheet.to_spend:
            self._close()
            self._board.notice(PinSaid.PROVED)
        elif self._word.is_open:
            self._word.close()
            self._ask(replace(sheet, proof=proof), self._new_pin)
        elif sheet.step in (PinStep.SHOW, PinStep.PROVE):
            self._go_on(replace(sheet, proof=proof))
        else:
            self._board.sheet(replace(sheet, proof=proof, by_manager=False))

    def _begin(self, sheet: PinSheet) -> None:
        self._typed = ""
        self._board.sheet(replace(sheet, entered=0, busy=False))

    def _type(self, sheet: PinSheet, typed: str) -> None:
        self._typed = typed
        if len(typed) < PIN_DIGITS:
            self._board.sheet(replace(sheet, entered=len(typed), trouble=None))
        elif sheet.step is PinStep.PROVE:
            self._check(sheet, typed)
        elif sheet.step is PinStep.NEW:
            self._chosen(sheet, typed)
        elif typed != self._new_pin:
            self._begin(replace(sheet, step=PinStep.NEW, trouble=PinTrouble.DIFFERENT))
        elif sheet.proof is Proof.TOLD:
            self._call_manager(sheet)
        else:
            self._ask(sheet, typed)

    def _chosen(self, sheet: PinSheet, typed: str) -> None:
        self._new_pin = typed
        if is_too_easy(typed):
            self._begin(replace(sheet, trouble=PinProblem.TOO_EASY))
        else:
            self._begin(replace(sheet, step=PinStep.AGAIN, trouble=None))

    def _check(self, sheet: PinSheet, pin: str) -> None:
        self._typed = ""
        self._board.sheet(replace(sheet, entered=PIN_DIGITS, busy=True, trouble=None))
        self._lanes.write.submit(
            lambda: self._till.check_pin(sheet.member.member_id, pin), self._checked, self._not_written
        )

    def _checked(self, outcome: PinCheck) -> None:
        sheet = self._sheet()
        if sheet is None:
            return
        match outcome:
            case PinRight():
                self._shown(replace(sheet, busy=False), Proof.PIN)
            case WrongPin() | LockedOut():
                self._begin(replace(sheet, trouble=outcome))
            case NoPin():
                self._close()
                self._board.notice(PinSaid.NO_PIN)

    def _call_manager(self, sheet: PinSheet) -> None:
        """In place of a manager's word, the member's card does as well."""
        self._begin(replace(sheet, trouble=None))
        self._word.ask(self._approved, lambda: self._start(sheet), self.scanned)

    def _approved(self, approval: Approval) -> None:
        sheet = self._sheet()
        if sheet is not None and not sheet.busy:
            self._ask(sheet, "" if sheet.removing else self._new_pin, approval)

    def _ask(self, sheet: PinSheet, pin: str, approval: Approval | None = None) -> None:
        request = PinRequest(
            member_id=sheet.member.member_id,
            pin=pin,
            proof=sheet.proof,
            staff_id=self.cashier_id,
            approval=approval,
        )
        self._board.sheet(replace(sheet, entered=PIN_DIGITS, busy=True))
        self._lanes.write.submit(lambda: self._till.set_pin(request), self._set, self._not_written)

    def _set(self, outcome: PinOutcome) -> None:
        sheet = self._sheet()
        if sheet is None:
            return
        if isinstance(outcome, PinDone):
            self._close()
            self._board.notice(PinSaid.SET if outcome.has_pin else PinSaid.REMOVED)
            self._changed()
        elif outcome.approval is not None and self._word.is_open:
            self._board.sheet(replace(sheet, busy=False))
            self._word.judge(outcome.approval, self._approved)
        else:
            self._close()
            self._board.notice(outcome)

    def _close(self) -> None:
        self._word.close()
        self._typed = self._new_pin = ""
        back, self._back = self._back, None
        self._board.sheet(back)

    def _retype(self, typed: str) -> None:
        sheet = self._sheet()
        if sheet is not None and not sheet.busy and sheet.step in _TYPED:
            self._type(sheet, typed)

    def _at(self, step: PinStep) -> PinSheet | None:
        sheet = self._sheet()
        return sheet if sheet is not None and sheet.step is step and not sheet.busy else None

    def _sheet(self) -> PinSheet | None:
        sheet = self._board.state.sheet
        return sheet if isinstance(sheet, PinSheet) else None

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)

    def _not_written(self, _fault: Exception) -> None:
        self._close()
        self._board.notice(Trouble.NOT_SAVED)
