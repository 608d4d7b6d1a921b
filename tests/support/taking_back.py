"""A few words for tests that bring things back to the small shop's till."""

from app.domain.basket import UNIT
from app.domain.returns import LineBack
from app.services.approval import Approval
from app.services.outcomes import SaleDone
from app.services.return_outcomes import (
    ReturnDone,
    ReturnNotPossible,
    ReturnOutcome,
    ReturnPreview,
    ReturnProblem,
    ReturnReason,
    ReturnRequest,
)
from tests.support.shop import MANAGER_PIN, SmallShop


def pieces_of(*pieces: tuple[int, int]) -> tuple[LineBack, ...]:
    """(line number, pieces)."""
    return tuple(LineBack(number=number, quantity=count * UNIT) for number, count in pieces)


def manager(shop: SmallShop, pin: str = MANAGER_PIN) -> Approval:
    """The manager's word."""
    return Approval(staff_id=shop.manager_id, pin=pin)


def previewed(shop: SmallShop, sale: SaleDone, *pieces: tuple[int, int]) -> ReturnPreview:
    """What would come back; without pieces: everything, as a void."""
    preview = shop.till.returnable(sale.sale_id, pieces_of(*pieces) if pieces else None)
    assert isinstance(preview, ReturnPreview), preview
    return preview


def request_of(
    shop: SmallShop,
    sale: SaleDone,
    *pieces: tuple[int, int],
    expected: int | None = None,
    approval: Approval | None = None,
) -> ReturnRequest:
    """A new request at the refund that the till would show; without pieces: a void."""
    wanted = pieces_of(*pieces)
    if expected is None:
        preview = shop.till.returnable(sale.sale_id, wanted or None)
        expected = preview.refund if isinstance(preview, ReturnPreview) else 0
    return ReturnRequest(
        return_id=shop.chance.new_id(shop.clock.at),
        sale_id=sale.sale_id,
        wanted=wanted,
        reason=ReturnReason.CHANGED_MIND,
        cashier_id=shop.cashier_id,
        expected=expected,
        void=not wanted,
        approval=approval,
    )


def asked(
    shop: SmallShop, sale: SaleDone, *pieces: tuple[int, int], approval: Approval | None = None
) -> ReturnOutcome:
    """Whatever the till answers."""
    return shop.till.take_back(request_of(shop, sale, *pieces, approval=approval))


def bring_back(
    shop: SmallShop, sale: SaleDone, *pieces: tuple[int, int], approval: Approval | None = None
) -> ReturnDone:
    """One return."""
    done = asked(shop, sale, *pieces, approval=approval)
    assert isinstance(done, ReturnDone), done
    return done


def void(shop: SmallShop, sale: SaleDone) -> ReturnDone:
    """A void with the manager's word."""
    return bring_back(shop, sale, approval=manager(shop))


def problem_of(outcome: ReturnOutcome | ReturnPreview) -> ReturnProblem:
    """Why nothing came back."""
    assert isinstance(outcome, ReturnNotPossible), outcome
    return outcome.problem
