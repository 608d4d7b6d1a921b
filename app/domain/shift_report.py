"""What a shift did, as sums of its entries, whenever they are drawn.

Float + cash sales − cash refunds + pay-ins − pay-outs = expected.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.changes import DrawerKind
from app.domain.shift import CASH, DrawerMove, Entry, ReturnEntry, SaleEntry, Shift, TaxPart


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """How many, and rupiah in all."""

    count: int = 0
    amount: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MethodSum:
    """What one way to pay carried in all, and gave back in all."""

    method: str
    taken: Sum
    refunded: Sum


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawer:
    """The cash, in rupiah. expected = opening + sales − refunds + pay_ins − pay_outs."""

    opening: int
    sales: int
    refunds: int
    pay_ins: int
    pay_outs: int

    @property
    def expected(self) -> int:
        """What should be in the drawer."""
        return self.opening + self.sales - self.refunds + self.pay_ins - self.pay_outs


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftReport:
    """What a shift did, up to an instant. returns: without voids. taxes, cash_rounding: sales less returns and voids.

    price − discounts − by_points + added = sales.amount. Σ taken = sales.amount + cash rounding of the sales.
    """

    shift_id: bytes
    at: int
    sales: Sum
    returns: Sum
    voids: Sum
    price: int
    discounts: int
    by_points: int
    added: int
    taxes: tuple[TaxPart, ...]
    cash_rounding: int
    methods: tuple[MethodSum, ...]
    pay_ins: Sum
    pay_outs: Sum
    no_sales: int
    points_given: int
    points_redeemed: int
    points_taken_back: int
    points_restored: int
    drawer: Drawer


def report(shift: Shift, entries: Iterable[Entry], at: int) -> ShiftReport:
    """The X report: everything so far."""
    everything = tuple(entries)
    sales = [one for one in everything if isinstance(one, SaleEntry)]
    backs = [one for one in everything if isinstance(one, ReturnEntry)]
    moves = [one for one in everything if isinstance(one, DrawerMove)]
    return ShiftReport(
        shift_id=shift.shift_id,
        at=at,
        sales=_sum(one.total for one in sales),
        returns=_sum(one.total for one in backs if not one.void),
        voids=_sum(one.total for one in backs if one.void),
        price=sum(one.price for one in sales),
        discounts=sum(one.discount for one in sales),
        by_points=sum(one.by_points for one in sales),
        added=sum(one.added for one in sales),
        taxes=_taxes(sales, backs),
        cash_rounding=sum(one.cash_rounding for one in sales) - sum(one.cash_rounding for one in backs),
        methods=_methods(sales, backs),
        pay_ins=_moved(moves, DrawerKind.PAY_IN),
        pay_outs=_moved(moves, DrawerKind.PAY_OUT),
        no_sales=_moved(moves, DrawerKind.NO_SALE).count,
        points_given=sum(one.points_given for one in sales),
        points_redeemed=sum(one.points_redeemed for one in sales),
        points_taken_back=sum(one.points_taken_back for one in backs),
        points_restored=sum(one.points_restored for one in backs),
        drawer=drawer(shift, everything),
    )


def drawer(shift: Shift, entries: Iterable[Entry]) -> Drawer:
    """The cash that should be there."""
    everything = tuple(entries)
    moves = [one for one in everything if isinstance(one, DrawerMove)]
    return Drawer(
        opening=shift.opening.total,
        sales=_cash(one for one in everything if isinstance(one, SaleEntry)),
        refunds=_cash(one for one in everything if isinstance(one, ReturnEntry)),
        pay_ins=_moved(moves, DrawerKind.PAY_IN).amount,
        pay_outs=_moved(moves, DrawerKind.PAY_OUT).amount,
    )


def _cash(entries: Iterable[SaleEntry | ReturnEntry]) -> int:
    return sum(part.amount for one in entries for part in one.paid if part.method == CASH)


def _sum(amounts: Iterable[int]) -> Sum:
    listed = list(amounts)
    return Sum(count=len(listed), amount=sum(listed))


def _moved(moves: Iterable[DrawerMove], kind: DrawerKind) -> Sum:
    return _sum(move.amount for move in moves if move.kind is kind)


def _taxes(sales: Iterable[SaleEntry], backs: Iterable[ReturnEntry]) -> tuple[TaxPart, ...]:
    """By tax, in the order in which they first appear."""
    amounts: Counter[str] = Counter()
    for sale in sales:
        for part in sale.taxes:
            amounts[part.tax_id] += part.amount
    for back in backs:
        for part in back.taxes:
            amounts[part.tax_id] -= part.amount
    return tuple(TaxPart(tax_id=tax_id, amount=amount) for tax_id, amount in amounts.items())


def _methods(sales: Iterable[SaleEntry], backs: Iterable[ReturnEntry]) -> tuple[MethodSum, ...]:
    taken = [part for sale in sales for part in sale.paid]
    refunded = [part for back in backs for part in back.paid]
    return tuple(
        MethodSum(
            method=method,
            taken=_sum(part.amount for part in taken if part.method == method),
            refunded=_sum(part.amount for part in refunded if part.method == method),
        )
        for method in dict.fromkeys(part.method for part in (*taken, *refunded))
    )
