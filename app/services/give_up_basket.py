"""Gives a basket up, open or held: who, why, and by whose word is noted; nothing that was paid is lost with it."""

from dataclasses import dataclass
from enum import StrEnum

from app.services.approval import Approval, ApprovalFault, not_approved
from app.services.basket_over import is_over
from app.services.basket_port import Discard
from app.services.front import Role
from app.services.hold_basket import HoldProblem, HoldRefused, price_of
from app.services.open_basket import OpenBasket
from app.services.tenders import with_kept_tenders
from app.services.unit import Unit


class DiscardReason(StrEnum):
    """Why a basket is given up."""

    CHANGED_MIND = "changed-mind"
    NEVER_CAME_BACK = "never-came-back"
    MISTAKE = "mistake"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class GivingUp:
    """Who gives a basket up, and why. approval: the word of a manager, where it takes one."""

    reason: DiscardReason
    staff_id: bytes
    approval: Approval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Discarded:
    """The basket was given up."""

    sale_id: bytes


DiscardOutcome = Discarded | HoldRefused
_NOT_ALLOWED = {
    ApprovalFault.NEEDS_MANAGER: HoldProblem.NEEDS_MANAGER,
    ApprovalFault.NOT_APPROVED: HoldProblem.NOT_APPROVED,
    ApprovalFault.NOT_A_MANAGER: HoldProblem.NOT_A_MANAGER,
}


def discard_held(
    unit: Unit, sale_id: bytes, giving_up: GivingUp, now: int, *, needs_manager: bool
) -> DiscardOutcome:
    """Gives a held basket up. needs_manager: here nobody else may, so that holding is no way around `void_open`."""
    basket = unit.baskets.by_id(sale_id)
    if basket is None or basket.hold is None:
        return HoldRefused(problem=HoldProblem.UNKNOWN)
    return _give_up(unit, basket, giving_up, now, needs_manager=needs_manager)


def void_open(
    unit: Unit, basket: OpenBasket, giving_up: GivingUp, now: int, *, needs_manager: bool
) -> DiscardOutcome:
    """Gives the open basket up, once, however often it is asked. One without a line is only forgotten."""
    if is_over(unit, basket.sale_id):
        return HoldRefused(problem=HoldProblem.ALREADY_SOLD)
    if unit.baskets.by_id(basket.sale_id) is None:
        return Discarded(sale_id=basket.sale_id)
    kept = with_kept_tenders(unit, basket)
    if not kept.lines and not kept.tenders:
        unit.baskets.discard(kept.sale_id)
        return Discarded(sale_id=kept.sale_id)
    return _give_up(unit, kept, giving_up, now, needs_manager=needs_manager)


def _give_up(
    unit: Unit, basket: OpenBasket, giving_up: GivingUp, now: int, *, needs_manager: bool
) -> DiscardOutcome:
    if basket.tenders:
        return HoldRefused(problem=HoldProblem.PAID)
    asked = needs_manager and not _is_manager(unit, giving_up.staff_id)
    refused = not_approved(unit, giving_up.approval, now) if asked else None
    if refused is not None:
        return HoldRefused(problem=_NOT_ALLOWED[refused.fault], pin=refused.pin)
    approver_id = giving_up.approval.staff_id if asked and giving_up.approval is not None else b""
    unit.baskets.note(_discard(basket, giving_up, approver_id, now))
    unit.baskets.discard(basket.sale_id)
    return Discarded(sale_id=basket.sale_id)


def _discard(basket: OpenBasket, giving_up: GivingUp, approver_id: bytes, now: int) -> Discard:
    return Discard(
        sale_id=basket.sale_id,
        staff_id=giving_up.staff_id,
        reason=giving_up.reason.value,
        price=price_of(basket),
        held_at=0 if basket.hold is None else basket.hold.at,
        discarded_at=now,
        approver_id=approver_id,
    )


def _is_manager(unit: Unit, staff_id: bytes) -> bool:
    who = unit.staff.by_id(staff_id)
    return who is not None and who.role == Role.MANAGER.value
