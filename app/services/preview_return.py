"""Works out what a return would give back and take back. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.calendar import business_day
from app.domain.holding import Holding, Movement, credit, joined, moved, usable_of
from app.domain.ledger import Asset, PostingKind, new_lot
from app.domain.returns import LineBack, ReturnQuote, ReturnRefused, return_of, void_of
from app.domain.taking_back import grace_of, take_back
from app.protocol.facts import SaleCommitted
from app.services.return_outcomes import (
    OFFLINE_REFUND_LIMIT,
    OfflineLimit,
    ReturnNotPossible,
    ReturnPreview,
    ReturnProblem,
)
from app.services.rules import ReadyRevision
from app.services.standing_sale import standing_sale
from app.services.unit import ReturnedSoFar, Unit

_NO_ID = bytes(16)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedReturn:
    """A return that could be made now. movement: what it does to the member's points; None: a guest's sale."""

    preview: ReturnPreview
    so_far: ReturnedSoFar
    movement: Movement | None
    rules: ReadyRevision
    business_day: str

    @property
    def sale(self) -> SaleCommitted:
        """The sale that things come back of."""
        return self.preview.sale


def preview_return(
    unit: Unit, sale_id: bytes, wanted: Iterable[LineBack] | None, now: int
) -> ReturnPreview | ReturnNotPossible:
    """What would come back; `wanted` None: a void, which takes back everything that is still kept."""
    planned = plan_return(unit, sale_id, wanted, now, (_NO_ID, _NO_ID[:-1] + b"\1"))
    return planned.preview if isinstance(planned, PlannedReturn) else planned


def plan_return(
    unit: Unit, sale_id: bytes, wanted: Iterable[LineBack] | None, now: int, lot_ids: tuple[bytes, bytes]
) -> PlannedReturn | ReturnNotPossible:
    """As `preview_return`, with what it does to the ledger. lot_ids: of lots that it may open."""
    sale = standing_sale(unit, sale_id)
    if sale is None:
        return ReturnNotPossible(problem=ReturnProblem.UNKNOWN_SALE)
    store = unit.identity().store
    day = business_day(now, store.zone, store.cut_over_hour).isoformat()
    if wanted is None and day != sale.business_day:
        return ReturnNotPossible(problem=ReturnProblem.OTHER_DAY)
    so_far = unit.returns.of_sale(sale_id)
    rules = unit.catalogue.rules(sale.inputs.revision)
    prepared, inputs, quote = rules.prepared, sale.inputs, sale.quote
    if wanted is None:
        returned = void_of(prepared, inputs, quote, so_far.after)
    else:
        returned = return_of(prepared, inputs, quote, so_far.after, wanted, now)
    if isinstance(returned, ReturnRefused):
        return ReturnNotPossible(problem=ReturnProblem.REFUSED, refused=returned)
    preview = ReturnPreview(
        sale=sale,
        returned=returned,
        left=_left(sale, so_far),
        offline=_offline(unit, sale, returned.refund, day),
        balance_before=None,
        balance_after=None,
        debt_after=0,
        usable_after=0,
    )
    movement = None
    view = None if sale.inputs.member is None else unit.members.view(sale.inputs.member.member_id, now)
    if view is not None:
        holding = unit.members.holding(view.member_id, now)
        lapsed = 0 if sale.earned is None else unit.members.lapsed(view.member_id, sale.earned.lot_id)
        back = _Back(sale=sale, rules=rules, returned=returned, points_back=so_far.points_back, lapsed=lapsed)
        movement = _movement(holding, back, now, lot_ids)
        preview = _with_points(preview, view.balance, movement, moved(holding, movement), now)
    return PlannedReturn(
        preview=preview,
        so_far=so_far,
        movement=movement,
        rules=rules,
        business_day=day,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Back:
    """What comes back, and what already did. lapsed: of the sale's own lot."""

    sale: SaleCommitted
    rules: ReadyRevision
    returned: ReturnQuote
    points_back: int
    lapsed: int


def _movement(holding: Holding, back: _Back, now: int, lot_ids: tuple[bytes, bytes]) -> Movement:
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
        grace=grace_of(programme, lot_ids[0], now),
        lapsed=back.lapsed,
    )
    if returned.clawback >= 0:
        return taken.movement
    tier_id = None if sale.quote.tier is None else sale.quote.tier.tier_id
    more = new_lot(programme, Asset.POINTS, lot_ids[1], -returned.clawback, now, tier_id)
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


def _left(sale: SaleCommitted, so_far: ReturnedSoFar) -> tuple[LineBack, ...]:
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
