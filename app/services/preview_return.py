"""Works out what a return would give back and take back. Reads only."""

from dataclasses import dataclass, replace
from datetime import date

from app.domain.calendar import business_day
from app.domain.holding import NO_MOVEMENT, Holding, Movement, credit, joined, moved, usable_of
from app.domain.ledger import POINTS_BOOK, Asset, PostingKind, granted_lot, new_lot
from app.domain.returns import LineBack, ReturnQuote, ReturnRefused, return_of, void_of
from app.domain.shift_rules import void_refused
from app.domain.taking_back import deduct, grace_of, take_back
from app.protocol.facts import SaleCommitted
from app.services.ports import Chance
from app.services.return_gifts import Returning, TakenGifts, gifts_of_return, payable_deduction
from app.services.return_outcomes import (
    OFFLINE_REFUND_LIMIT,
    OfflineLimit,
    ReturnNotPossible,
    ReturnPreview,
    ReturnProblem,
)
from app.services.rules import ReadyRevision
from app.services.standing_sale import gave_for, standing_sale
from app.services.unit import ReturnedSoFar, Unit

_NO_ID = bytes(16)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedReturn:
    """A return that could be made now. movement: what it does to the member's points; None: a guest's sale."""

    preview: ReturnPreview
    so_far: ReturnedSoFar
    movement: Movement | None
    gifts: TakenGifts
    rules: ReadyRevision
    business_day: str

    @property
    def sale(self) -> SaleCommitted:
        """The sale that things come back of."""
        return self.preview.sale


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What shall come back. lines None: a void, which takes back everything that is still kept.

    deduct_debt: points that would be owed are taken off the refund.
    """

    sale_id: bytes
    lines: tuple[LineBack, ...] | None
    deduct_debt: bool = False


def preview_return(unit: Unit, wanted: Wanted, now: int) -> ReturnPreview | ReturnNotPossible:
    """What would come back."""
    planned = plan_return(unit, None, wanted, now, _NO_ID)
    return planned.preview if isinstance(planned, PlannedReturn) else planned


def plan_return(
    unit: Unit, chance: Chance | None, wanted: Wanted, now: int, return_id: bytes
) -> PlannedReturn | ReturnNotPossible:
    """As `preview_return`, with what it does to the ledger. chance: for codes of new vouchers; None: none are made."""
    sale, lines = standing_sale(unit, wanted.sale_id), wanted.lines
    if sale is None:
        return ReturnNotPossible(problem=ReturnProblem.UNKNOWN_SALE)
    store = unit.identity().store
    day = business_day(now, store.zone, store.cut_over_hour).isoformat()
    problem = void_problem(unit, sale, day) if lines is None else None
    if problem is not None:
        return ReturnNotPossible(problem=problem)
    so_far = unit.returns.of_sale(sale.sale_id)
    rules = unit.catalogue.rules(sale.inputs.revision)
    prepared, inputs, quote = rules.prepared, sale.inputs, sale.quote
    if lines is None:
        returned = void_of(prepared, inputs, quote, so_far.after)
    else:
        returned = return_of(prepared, inputs, quote, so_far.after, lines, now)
    if isinstance(returned, ReturnRefused):
        return ReturnNotPossible(problem=ReturnProblem.REFUSED, refused=returned)
    preview = ReturnPreview(
        sale=sale,
        returned=returned,
        left=left_of(sale, so_far),
        offline=_offline(unit, sale, returned.refund, day),
        balance_before=None,
        balance_after=None,
        debt_after=0,
        usable_after=0,
    )
    movement, holding = None, Holding(asset=Asset.POINTS)
    view = None if sale.inputs.member is None else unit.members.view(sale.inputs.member.member_id, now)
    if view is not None:
        holding = unit.members.holding(view.member_id, now)
        lapsed = 0 if sale.earned is None else unit.members.lapsed(view.member_id, sale.earned.lot_id)
        back = _Back(sale=sale, rules=rules, returned=returned, points_back=so_far.points_back, lapsed=lapsed)
        movement = _movement(holding, back, now, return_id)
    gifts = gifts_of_return(
        unit,
        chance,
        Returning(
            sale=sale,
            programme=rules.programme,
            returned=returned,
            document_id=return_id,
            gave=gave_for(unit, sale.sale_id),
            own=movement or NO_MOVEMENT,
            wallet_back=so_far.wallet_back,
            now=now,
            today=date.fromisoformat(day),
        ),
    )
    if view is not None and movement is not None:
        whole = _with_gifts(movement, gifts)
        preview = _with_points(preview, view.balance, whole, moved(holding, whole), now)
    planned = PlannedReturn(
        preview=replace(preview, deducted=gifts.deducted),
        so_far=so_far,
        movement=movement,
        gifts=gifts,
        rules=rules,
        business_day=day,
    )
    return _less_debt(unit, planned, now) if wanted.deduct_debt else planned


def void_problem(unit: Unit, sale: SaleCommitted, day: str) -> ReturnProblem | None:
    """A void is for the sale's business day and, when it has one, for its own shift while that is open."""
    if day != sale.business_day:
        return ReturnProblem.OTHER_DAY
    if not sale.shift_id:
        return None
    shift, today = unit.shifts.open(), date.fromisoformat(day)
    if shift is None or void_refused(shift, sale.shift_id, today, today) is not None:
        return ReturnProblem.OTHER_SHIFT
    return None


def _less_debt(unit: Unit, planned: PlannedReturn, now: int) -> PlannedReturn:
    """The refund pays what this return leaves owing, in whole points at their value."""
    preview, movement, value = planned.preview, planned.movement, planned.rules.programme.points.value
    if movement is None or preview.debt_after == 0:
        return planned
    member_id = _member_id(planned.sale)
    before = unit.members.holding(member_id, now)
    after, end = moved(before, movement), moved(before, _with_gifts(movement, planned.gifts))
    owed = max(0, min(after.debt, end.debt) - before.debt)  # what gifts owe is posted later, and stays a debt
    paid = deduct(after, owed, value, preview.refund - planned.gifts.stays)
    total = payable_deduction(preview.returned, planned.rules.programme, preview.deducted + paid.amount)
    if total < preview.deducted + paid.amount:  # cash can't be paid in smaller parts: fewer whole points
        paid = deduct(after, (total - preview.deducted) // value, value, preview.refund)
    movement = joined(movement, paid.movement)
    preview = replace(
        preview,
        deducted=payable_deduction(preview.returned, planned.rules.programme, preview.deducted + paid.amount),
        balance_after=(preview.balance_after or 0) + paid.paid,
        debt_after=preview.debt_after - paid.paid,
        usable_after=usable_of(moved(end, paid.movement), now),
    )
    return replace(planned, preview=preview, movement=movement)


def _with_gifts(movement: Movement, gifts: TakenGifts) -> Movement:
    """All that a return does to points: its own, then what it takes of gifts."""
    return joined(movement, *(booking.movement for booking in gifts.bookings if booking.book == POINTS_BOOK))


def _member_id(sale: SaleCommitted) -> bytes:
    return _NO_ID if sale.inputs.member is None else sale.inputs.member.member_id


@dataclass(frozen=True, slots=True, kw_only=True)
class _Back:
    """What comes back, and what already did. lapsed: of the sale's own lot."""

    sale: SaleCommitted
    rules: ReadyRevision
    returned: ReturnQuote
    points_back: int
    lapsed: int


def _movement(holding: Holding, back: _Back, now: int, return_id: bytes) -> Movement:
    """Claws back, restores, and gives what the kept lines earn more.

    Only what this terminal has rights of is taken, and the rest is owed: other tills may be spending theirs.
    """
    sale, returned, programme = back.sale, back.returned, back.rules.programme
    taken = take_back(
        holding,
        clawback=max(0, returned.clawback),
        own_lot=None if sale.earned is None else sale.earned.lot_id,
        drawn=sale.spent,
        before=back.points_back,
        back=returned.points_back,
        at=now,
        grace=grace_of(programme, granted_lot(return_id, ":grace", Asset.POINTS), now),
        lapsed=back.lapsed,
    )
    if returned.clawback >= 0:
        return taken.movement
    tier_id = None if sale.quote.tier is None else sale.quote.tier.tier_id
    lot_id = granted_lot(return_id, ":more", Asset.POINTS)
    more = new_lot(programme, Asset.POINTS, lot_id, -returned.clawback, now, tier_id)
    return joined(taken.movement, credit(moved(holding, taken.movement), more, PostingKind.REVERSAL))


def _with_points(
    preview: ReturnPreview, balance: int, movement: Movement, later: Holding, now: int
) -> ReturnPreview:
    return replace(
        preview,
        balance_before=balance,
        balance_after=balance + movement.amount,
        debt_after=later.debt,
        usable_after=usable_of(later, now),
    )


def left_of(sale: SaleCommitted, so_far: ReturnedSoFar) -> tuple[LineBack, ...]:
    """What could still come back, by line."""
    came = {back.number: back.quantity for back in so_far.after.lines}
    return tuple(
        LineBack(number=line.number, quantity=line.quantity - came.get(line.number, 0))
        for line in sale.inputs.lines
        if line.parent is None and line.quantity > came.get(line.number, 0)
    )


def _offline(unit: Unit, sale: SaleCommitted, refund: int, day: str) -> OfflineLimit | None:
    """None: there is no server, or it hasn't confirmed the sale, so nobody else can have returned it."""
    if not unit.sales.is_confirmed(sale.sale_id):
        return None
    used = unit.returns.refunded_without_server(day)
    return OfflineLimit(limit=OFFLINE_REFUND_LIMIT, used=used, refund=refund)
