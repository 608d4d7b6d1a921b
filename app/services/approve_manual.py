"""A manager's word for what was taken off by hand: asked once with a PIN, and looked at again when it is sold."""

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.basket import TenderKind
from app.domain.basket_faults import InvalidBasket
from app.domain.manual_limits import ManualVerdict, taken_by_hand, verdict_on
from app.services.approval import Approval, ApprovalFault, NotApproved, missing_word, not_approved
from app.services.basket_over import is_over
from app.services.front import LockedOut, Role, WrongPin
from app.services.open_basket import ManualApproval, OpenBasket
from app.services.outcomes import QuotedBasket
from app.services.quote_basket import quote_basket
from app.services.tenders import with_kept_tenders
from app.services.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """Whether it may be sold. approver_id: the manager whose word it takes; empty: nobody's."""

    verdict: ManualVerdict
    approver_id: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Approved:
    """The basket remembers who allowed what."""

    basket: OpenBasket


class ApprovalProblem(StrEnum):
    """Why nothing was allowed; nothing was written but a wrong PIN.

    NOTHING_BY_HAND: nothing is taken off by hand. TOO_MUCH: more than a manager may. NOT_APPROVED: wrong PIN, in `pin`,
    or nobody of that name.
    """

    NOTHING_BY_HAND = "nothing-by-hand"
    TOO_MUCH = "too-much"
    NOT_APPROVED = "not-approved"
    NOT_A_MANAGER = "not-a-manager"
    INVALID_BASKET = "invalid-basket"


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalRefused:
    """Nothing was allowed."""

    problem: ApprovalProblem
    pin: WrongPin | LockedOut | None = None

    @property
    def missing_word(self) -> NotApproved | None:
        """The manager's word that is missing, or didn't count; None: none would help."""
        return missing_word(self.problem, self.pin)


ApprovalOutcome = Approved | ApprovalRefused
_NOT_ALLOWED = {
    ApprovalFault.NEEDS_MANAGER: ApprovalProblem.NOT_APPROVED,
    ApprovalFault.NOT_APPROVED: ApprovalProblem.NOT_APPROVED,
    ApprovalFault.NOT_A_MANAGER: ApprovalProblem.NOT_A_MANAGER,
}


def approve_manual(
    unit: Unit, basket: OpenBasket, approval: Approval, tender: TenderKind | None, now: int
) -> ApprovalOutcome:
    """Checks a manager's PIN for all that is off by hand in a basket now, and keeps it with that. No PIN is kept.

    tender: that the screen shows the price for; it may decide what the order's discount is of.
    """
    basket = with_kept_tenders(unit, basket)
    try:
        quoted = quote_basket(unit, basket, tender, now)
    except InvalidBasket:
        return ApprovalRefused(problem=ApprovalProblem.INVALID_BASKET)
    given = taken_by_hand(quoted.inputs, quoted.quote)
    if not given:
        return ApprovalRefused(problem=ApprovalProblem.NOTHING_BY_HAND)
    if verdict_on(quoted.programme.manual, given, by_manager=True) is ManualVerdict.TOO_MUCH:
        return ApprovalRefused(problem=ApprovalProblem.TOO_MUCH)
    refused = not_approved(unit, approval, now)  # the PIN comes last, so that it isn't tried for nothing
    if refused is not None:
        return ApprovalRefused(problem=_NOT_ALLOWED[refused.fault], pin=refused.pin)
    approved = replace(basket, approval=ManualApproval(staff_id=approval.staff_id, given=given))
    if not is_over(unit, basket.sale_id):
        unit.baskets.keep(approved, now)
    return Approved(basket=approved)


def judge_by_hand(unit: Unit, quoted: QuotedBasket, cashier_id: bytes) -> Judged:
    """Whether what is off by hand may be sold, by what these people are now; who was a manager then may be none."""
    rules, taken = quoted.programme.manual, taken_by_hand(quoted.inputs, quoted.quote)
    if not taken:
        return Judged(verdict=ManualVerdict.ALLOWED)
    alone = verdict_on(rules, taken, by_manager=_is_manager(unit, cashier_id))
    approval = quoted.basket.approval
    if (
        alone is not ManualVerdict.NEEDS_MANAGER
        or approval is None
        or not _is_manager(unit, approval.staff_id)
    ):
        return Judged(verdict=alone)
    verdict = verdict_on(rules, taken, by_manager=False, approved=approval.given)
    return Judged(verdict=verdict, approver_id=approval.staff_id)


def _is_manager(unit: Unit, staff_id: bytes) -> bool:
    who = unit.staff.by_id(staff_id)
    return who is not None and who.role == Role.MANAGER.value
