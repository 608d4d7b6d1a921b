"""A shift's report as rows of a name and an amount: the same on paper and on the screen."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.programme.document import Programme
from app.domain.shift import BY_POINTS, BY_VOUCHER, ELSEWHERE
from app.domain.shift_report import Drawer, ShiftReport, Sum
from app.words.money import points, rupiah
from app.words.names import method_name
from app.words.translate import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """strong: a sum of what stands above it. inner: a part of the row before."""

    label: str
    text: str
    strong: bool = False
    inner: bool = False


def sales_rows(words: Words, report: ShiftReport, programme: Programme) -> Iterator[Row]:
    """From what things cost to what was sold, then what came back. programme: for the names of its taxes."""
    yield Row(label=words.gettext("Prices"), text=rupiah(report.price))
    for label, amount in (
        (words.gettext("Discounts"), -report.discounts),
        (words.gettext("Points redeemed"), -report.by_points),
        (words.gettext("Service and tax on top"), report.added),
    ):
        if amount:
            yield Row(label=label, text=rupiah(amount))
    sold = _counted(words.gettext("Sales"), report.sales)
    yield Row(label=sold, text=rupiah(report.sales.amount), strong=True)
    for label, back in ((words.gettext("Returns"), report.returns), (words.gettext("Voids"), report.voids)):
        if back.count:
            yield Row(label=_counted(label, back), text=rupiah(-back.amount))
    if report.cash_rounding:
        yield Row(label=words.gettext("Rounding"), text=rupiah(report.cash_rounding))
    names = {tax.id: tax.name for tax in programme.taxes}
    for tax in report.taxes:
        label = words.gettext("Includes {tax}", tax=names.get(tax.tax_id, tax.tax_id))
        yield Row(label=label, text=rupiah(tax.amount))


def method_rows(words: Words, report: ShiftReport) -> Iterator[Row]:
    """What each way to pay brought, and what went back by it; nothing when nothing was paid yet."""
    names = {
        BY_POINTS: words.gettext("Points"),
        BY_VOUCHER: words.gettext("Vouchers"),
        ELSEWHERE: words.gettext("At the other till"),
    }
    for each in report.methods:
        name = names.get(each.method) or method_name(words, each.method)
        yield Row(label=_counted(name, each.taken), text=rupiah(each.taken.amount))
        if each.refunded.count:
            label = _counted(words.gettext("given back"), each.refunded)
            yield Row(label=label, text=rupiah(-each.refunded.amount), inner=True)


def point_rows(words: Words, report: ShiftReport) -> Iterator[Row]:
    """Points, not rupiah."""
    yield Row(label=words.gettext("Points given"), text=points(report.points_given))
    for label, count in (
        (words.gettext("Points spent"), report.points_redeemed),
        (words.gettext("Points taken back"), report.points_taken_back),
        (words.gettext("Points restored"), report.points_restored),
    ):
        if count:
            yield Row(label=label, text=points(count))


def move_rows(words: Words, report: ShiftReport) -> Iterator[Row]:
    """Cash without a sale, and how often the drawer was only opened."""
    for label, moved in (
        (words.gettext("Cash in"), report.pay_ins),
        (words.gettext("Cash out"), report.pay_outs),
    ):
        if moved.count:
            yield Row(label=_counted(label, moved), text=rupiah(moved.amount))
    yield Row(label=words.gettext("Opened without a sale"), text=points(report.no_sales))


def cash_rows(words: Words, drawer: Drawer) -> Iterator[Row]:
    """From the float to what should be there. Not for whoever has still to count."""
    yield Row(label=words.gettext("Float"), text=rupiah(drawer.opening))
    yield Row(label=words.gettext("Cash sales"), text=rupiah(drawer.sales))
    if drawer.refunds:
        yield Row(label=words.gettext("Cash given back"), text=rupiah(-drawer.refunds))
    if drawer.pay_ins or drawer.pay_outs:
        yield Row(label=words.gettext("In and out"), text=rupiah(drawer.pay_ins - drawer.pay_outs))
    yield Row(label=words.gettext("Should be there"), text=rupiah(drawer.expected), strong=True)


def counted_row(words: Words, amount: int) -> Row:
    """What was counted, in rupiah."""
    return Row(label=words.gettext("Counted"), text=rupiah(amount), strong=True)


def difference_row(words: Words, amount: int) -> Row:
    """Counted less expected, in rupiah: below zero is missing."""
    return Row(label=difference_name(words, amount), text=rupiah(amount), strong=True)


def difference_name(words: Words, amount: int) -> str:
    """What a difference is called."""
    if amount < 0:
        return words.gettext("Missing")
    return words.gettext("Too much") if amount else words.gettext("Difference")


def _counted(label: str, summed: Sum) -> str:
    return f"{label} ({points(summed.count)})"
