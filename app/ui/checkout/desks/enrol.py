"""Makes somebody a member: the phone is checked while it is typed, one enrolment however often Enter comes."""

import logging
from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.domain.basket import Proof
from app.services.enrol_outcomes import (
    AlreadyMember,
    Enrolled,
    EnrolOutcome,
    EnrolProblem,
    EnrolRefused,
    EnrolRequest,
)
from app.services.member_view import MemberView
from app.services.new_member import EnrolmentOffer, PhoneCheck
from app.services.outcomes import CardBlocked, MemberFound, ScanOutcome, ScanUnknown
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.enrol_form import LONGEST_TEXT, cleaned, missing, request_of
from app.ui.checkout.enrol_state import Age, EnrolSheet, Field, Heard, JoinedPanel
from app.ui.checkout.state import Trouble
from app.ui.lanes import Lanes

_log = logging.getLogger("setia.till")

Attach = Callable[[MemberView, Proof], None]
"""Makes the basket a member's, who showed or told who he is."""


class EnrolTill(Protocol):
    """What joining needs of the till."""

    def offer_enrolment(self) -> EnrolmentOffer: ...
    def check_phone(self, text: str) -> PhoneCheck: ...
    def find_members(self, text: str) -> tuple[MemberView, ...]: ...
    def enrol(self, request: EnrolRequest) -> EnrolOutcome: ...


class EnrolDesk(Desk):
    """`attach` is called once for whoever joined, or was a member already."""

    sheets = (EnrolSheet,)

    def __init__(self, till: EnrolTill, lanes: Lanes, board: Board, attach: Attach) -> None:
        super().__init__(board)
        self._till = till
        self._lanes = lanes
        self._attach = attach
        self._asked = 0  # the newest question about a phone; an older answer is dropped
        self._looked = 0  # the newest question about who sent him
        self._left: tuple[bytes | None, EnrolSheet] | None = None  # what Esc put aside, and for which basket
        self.cashier_id = b""

    def open(self) -> None:
        """An empty sheet, or what Esc put aside for this same basket."""
        if not self._board.is_free:
            return
        left, self._left = self._left, None
        same = left is not None and left[0] in (None, self._sale())
        kept = left[1] if left is not None and same else EnrolSheet()
        self._board.sheet(kept)
        if kept.offer is None:
            self._ask_offer()

    def forget(self) -> None:
        """The customer is gone: nothing of what was typed is kept."""
        self._left = None

    def type(self, field: Field, text: str) -> None:
        """The whole text of a field, as it is now."""
        sheet, text = self._open_sheet(), cleaned(field, text)
        if sheet is None:
            return
        if text == sheet.text_of(field):
            self._put(sheet)  # shows again what the field may hold
            return
        match field:
            case Field.PHONE:
                self._board.sheet(replace(sheet, phone=text, confirmed=False))
                self._ask_phone(text)
            case Field.NAME:
                self._board.sheet(replace(sheet, name=text))
            case Field.BIRTHDAY:
                self._board.sheet(replace(sheet, birthday=text[: sheet.birthday_digits]))
            case Field.GUARDIAN:
                self._board.sheet(replace(sheet, guardian=text))
            case Field.GUARDIAN_PHONE:
                self._board.sheet(replace(sheet, guardian_phone=text))
            case Field.SENT_BY:
                self._board.sheet(replace(sheet, sent_by=text, looked="", referrer=None))
                self._ask_referrer(text)

    def key(self, digits: str) -> None:
        """Digits while no field has the keyboard are more of the phone."""
        sheet = self._open_sheet()
        if sheet is not None:
            self.type(Field.PHONE, sheet.phone + digits)

    def erase(self) -> None:
        """The phone's last digit, while no field has the keyboard."""
        sheet = self._open_sheet()
        if sheet is not None:
            self.type(Field.PHONE, sheet.phone[:-1])

    def say_age(self, age: Age) -> None:
        """The member said that he is an adult, or isn't; the same again takes it back."""
        sheet = self._open_sheet()
        if sheet is not None:
            self._board.sheet(replace(sheet, age=None if sheet.age is age else age))

    def answer(self, question_id: str, text: str) -> None:
        """The whole answer to a question of the programme, as it is now."""
        sheet = self._open_sheet()
        if sheet is not None and text != sheet.answer(question_id):
            answers = {**dict(sheet.answers), question_id: text[:LONGEST_TEXT]}
            self._board.sheet(replace(sheet, answers=tuple(answers.items())))

    def tick(self, consent_id: str) -> None:
        """Agrees to a consent's text, or no longer."""
        sheet = self._open_sheet()
        if sheet is not None:
            self._board.sheet(replace(sheet, ticked=sheet.ticked ^ {consent_id}))

    def tick_guardian(self) -> None:
        """The guardian agrees, or no longer."""
        sheet = self._open_sheet()
        if sheet is not None:
            self._board.sheet(replace(sheet, guardian_agrees=not sheet.guardian_agrees))

    def drop_card(self) -> None:
        """The card that was scanned goes back on the pile."""
        sheet = self._open_sheet()
        if sheet is not None:
            self._board.sheet(replace(sheet, card=""))

    def confirm(self) -> None:
        """Enter: the member who has the phone, a new one, or what is still to be told."""
        sheet = self._open_sheet()
        if sheet is None:
            return
        if sheet.known is not None:
            self._is_known(sheet.known)
        elif sheet.is_waiting:
            self._wait(sheet)
        else:
            unsaid = missing(sheet)
            if unsaid is None and sheet.offer is not None:
                self._enrol(sheet, sheet.offer)
            else:
                self._board.notice(unsaid)

    def leave(self) -> None:
        """Esc: the sheet closes; opened again for the same customer, it has what was typed."""
        sheet = self._board.state.sheet
        if isinstance(sheet, EnrolSheet):
            if sheet.committing:
                return
            self._left = (self._sale(), replace(sheet, confirmed=False))
        self._board.sheet(None)

    def scanned(self, outcome: ScanOutcome) -> bool:
        """Hears a scan while the sheet is open; False: it means what it means on the checkout."""
        sheet = self._open_sheet()
        if sheet is None:
            return False
        match outcome:
            case ScanUnknown(looks_like="card", text=code):
                self._put(replace(sheet, card=code))
                self._board.notice(Heard.CARD_KEPT)
            case CardBlocked():
                self._board.notice(EnrolRefused(problem=EnrolProblem.CARD_BLOCKED))
            case MemberFound(member=member):
                self._sent_by(sheet, member)
            case _:
                return False
        return True

    def _sent_by(self, sheet: EnrolSheet, member: MemberView) -> None:
        if sheet.offer is not None and sheet.offer.referrals:
            self._looked += 1
            self._put(replace(sheet, referrer=member, sent_by=member.name or member.card))
            self._board.notice(Heard.REFERRER_KEPT)
        else:
            self._board.notice(Heard.NO_REFERRALS)

    def _is_known(self, member: MemberView) -> None:
        self._left = None
        self._board.sheet(None)
        self._attach(member, Proof.TOLD)

    def _wait(self, sheet: EnrolSheet) -> None:
        """Enter was faster than the till: it counts when the answers are there. What failed is asked again."""
        self._put(replace(sheet, confirmed=True))
        if sheet.offer is None:
            self._ask_offer()
        if sheet.checked != sheet.phone:
            self._ask_phone(sheet.phone)
        if sheet.referrer is None and sheet.looked != sheet.sent_by:
            self._ask_referrer(sheet.sent_by)

    def _enrol(self, sheet: EnrolSheet, offer: EnrolmentOffer) -> None:
        request = request_of(sheet, offer.document_id, self.cashier_id)
        self._board.sheet(replace(sheet, committing=True))
        self._lanes.write.submit(lambda: self._till.enrol(request), self._enrolled, self._not_enrolled)

    def _enrolled(self, outcome: EnrolOutcome) -> None:
        sheet = self._board.state.sheet
        preprinted = isinstance(sheet, EnrolSheet) and bool(sheet.card)
        match outcome:
            case Enrolled(member=member, card=card, welcome=welcome):
                _log.info(
                    "member joined", extra={"event": "member.joined", "member_id": member.member_id.hex()}
                )
                self._left = None
                panel = JoinedPanel(member=member, card=card, welcome=welcome, preprinted=preprinted)
                self._board.sheet(panel)
                self._attach(member, Proof.CARD if preprinted else Proof.TOLD)
            case AlreadyMember(member=member):
                self._is_known(member)
            case EnrolRefused(problem=problem):
                self._refused(outcome, problem)

    def _refused(self, outcome: EnrolRefused, problem: EnrolProblem) -> None:
        """What can't stay goes; all else that was typed stays."""
        sheet = self._board.state.sheet
        if not isinstance(sheet, EnrolSheet):
            return
        sheet = replace(sheet, committing=False, confirmed=False)
        if problem in _OF_THE_CARD:
            sheet = replace(sheet, card="")
        if problem is EnrolProblem.UNKNOWN_REFERRER:
            sheet = replace(sheet, referrer=None, sent_by="")
        if problem in _OF_THE_PROGRAMME:  # it has changed since it was read out
            sheet = replace(sheet, offer=None, ticked=frozenset())
            self._ask_offer()
        self._board.sheet(sheet)
        self._board.notice(outcome)

    def _not_enrolled(self, _fault: Exception) -> None:
        """Asked again, the till knows by the document's id whether it was written."""
        sheet = self._board.state.sheet
        if isinstance(sheet, EnrolSheet):
            self._board.sheet(replace(sheet, committing=False, confirmed=False))
        self._board.notice(Trouble.NOT_SAVED)

    def _ask_offer(self) -> None:
        self._lanes.read.submit(self._till.offer_enrolment, self._offered, self._failed)

    def _offered(self, offer: EnrolmentOffer) -> None:
        sheet = self._open_sheet()
        if sheet is not None and sheet.offer is None:
            self._put(replace(sheet, offer=offer))
            self._go_on()

    def _ask_phone(self, text: str) -> None:
        self._asked += 1
        number = self._asked
        self._lanes.read.submit(
            lambda: self._till.check_phone(text),
            lambda check: self._checked(number, text, check),
            self._failed,
        )

    def _checked(self, number: int, text: str, check: PhoneCheck) -> None:
        sheet = self._open_sheet()
        if number == self._asked and sheet is not None:
            self._put(replace(sheet, checked=text, check=check))
            self._go_on()

    def _go_on(self) -> None:
        sheet = self._open_sheet()
        if sheet is not None and sheet.confirmed and not sheet.is_waiting:
            self._put(replace(sheet, confirmed=False))
            self.confirm()

    def _ask_referrer(self, text: str) -> None:
        self._looked += 1
        number, wanted = self._looked, text.strip()
        if wanted:
            self._lanes.read.submit(
                lambda: self._till.find_members(wanted),
                lambda found: self._looked_up(number, text, found),
                self._failed,
            )

    def _looked_up(self, number: int, text: str, found: tuple[MemberView, ...]) -> None:
        """Whoever is the only one: of several, the cashier types more."""
        sheet = self._open_sheet()
        if number == self._looked and sheet is not None:
            self._put(replace(sheet, looked=text, referrer=found[0] if len(found) == 1 else None))
            self._go_on()

    def _open_sheet(self) -> EnrolSheet | None:
        sheet = self._board.state.sheet
        return sheet if isinstance(sheet, EnrolSheet) and not sheet.committing else None

    def _put(self, sheet: EnrolSheet) -> None:
        """Changes the sheet; what was said stays said."""
        self._board.put(replace(self._board.state, sheet=sheet))

    def _sale(self) -> bytes | None:
        basket = self._board.state.basket
        return None if basket is None else basket.sale_id

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)


_OF_THE_PROGRAMME = frozenset(
    {
        EnrolProblem.UNKNOWN_CONSENT,
        EnrolProblem.NEEDS_CONSENT,
        EnrolProblem.NEEDS_ANSWER,
        EnrolProblem.BAD_ANSWER,
    }
)
_OF_THE_CARD = frozenset(
    {
        EnrolProblem.BAD_CARD,
        EnrolProblem.CARD_TAKEN,
        EnrolProblem.CARD_BLOCKED,
        EnrolProblem.CARD_FOREIGN,
    }
)
