"""Papers about a drawer: X and Z reports, and slips of cash that came or went without a sale."""

from collections.abc import Iterator

from app.domain.calendar import local_time
from app.domain.changes import DrawerKind
from app.domain.shift import BY_POINTS, BY_VOUCHER, ELSEWHERE, CashCount
from app.domain.shift_report import Sum
from app.services.drawer_outcomes import DrawerReason
from app.services.drawer_paper import DrawerPaper, MovePaper, ReportPaper
from app.services.receipt import Align, Element, Emphasis, PairLine, Receipt, RuleLine, TextLine
from app.words.money import points, rupiah
from app.words.names import method_name
from app.words.receipt import shop_header
from app.words.translate import Words

_INDENT = "  "


def drawer_paper_of(words: Words, paper: DrawerPaper) -> Receipt:
    """The paper, top to bottom. What moves cash, and a count's end, opens the drawer; an X report doesn't."""
    match paper:
        case MovePaper():
            return _slip(words, paper)
        case ReportPaper():
            return _report(words, paper)


def drawer_reason_name(words: Words, reason: str) -> str:
    """Why the drawer opens without a sale; the code itself when this version doesn't know it."""
    names = {
        DrawerReason.CHANGE.value: words.gettext("Small change"),
        DrawerReason.TO_BANK.value: words.gettext("To the bank"),
        DrawerReason.SUPPLIES.value: words.gettext("Supplies for the shop"),
        DrawerReason.SUPPLIER.value: words.gettext("Paid a supplier"),
        DrawerReason.CORRECTION.value: words.gettext("Correction"),
        DrawerReason.OTHER.value: words.gettext("Another reason"),
    }
    return names.get(reason, reason)


def _slip(words: Words, paper: MovePaper) -> Receipt:
    fact, heading = paper.fact, paper.fact.heading
    titles = {
        DrawerKind.PAY_IN: words.gettext("CASH IN"),
        DrawerKind.PAY_OUT: words.gettext("CASH OUT"),
        DrawerKind.NO_SALE: words.gettext("DRAWER OPENED"),
    }
    when = local_time(heading.committed_at, paper.store.zone)
    elements: list[Element] = [
        *shop_header(paper.store),
        TextLine(titles.get(fact.kind, fact.kind.value), Align.CENTRE, Emphasis.LARGE),
        RuleLine(),
        PairLine(heading.number, f"{when:%d/%m/%Y %H:%M}"),
        PairLine(words.gettext("Cashier: {name}", name=paper.cashier_name), f"UTC{when:%z}"[:6]),
        TextLine(words.gettext("Reason: {reason}", reason=drawer_reason_name(words, heading.reason))),
    ]
    if fact.amount:
        elements.append(PairLine(words.gettext("Amount"), rupiah(fact.amount), Emphasis.LARGE))
    return Receipt(number=heading.number, elements=tuple(elements), opens_drawer=True)


def _report(words: Words, paper: ReportPaper) -> Receipt:
    closing = paper.closing
    number = f"{paper.terminal_name}-X" if closing is None else closing.heading.number
    elements = (
        *_header(words, paper, number),
        RuleLine(),
        *_sales(words, paper),
        RuleLine(),
        *_methods(words, paper),
        RuleLine(),
        *_points(words, paper),
        RuleLine(),
        *_moves(words, paper),
        *_drawer(words, paper),
    )
    return Receipt(number=number, elements=elements)


def _header(words: Words, paper: ReportPaper, number: str) -> Iterator[Element]:
    yield from shop_header(paper.store)
    title = words.gettext("X REPORT") if paper.closing is None else words.gettext("Z REPORT")
    yield TextLine(title, Align.CENTRE, Emphasis.LARGE)
    yield RuleLine()
    opened, drawn = (local_time(at, paper.store.zone) for at in (paper.shift.opened_at, paper.report.at))
    yield PairLine(number, f"{drawn:%d/%m/%Y %H:%M}")
    yield PairLine(words.gettext("Cashier: {name}", name=paper.cashier_name), f"UTC{drawn:%z}"[:6])
    yield PairLine(words.gettext("Shift since"), f"{opened:%d/%m/%Y %H:%M}")


def _sales(words: Words, paper: ReportPaper) -> Iterator[Element]:
    """From what things cost to what was sold, then what came back."""
    report = paper.report
    yield PairLine(words.gettext("Prices"), rupiah(report.price))
    for label, amount in (
        (words.gettext("Discounts"), -report.discounts),
        (words.gettext("Points redeemed"), -report.by_points),
        (words.gettext("Service and tax on top"), report.added),
    ):
        if amount:
            yield PairLine(label, rupiah(amount))
    yield PairLine(_counted(words.gettext("Sales"), report.sales), rupiah(report.sales.amount), Emphasis.BOLD)
    for label, back in ((words.gettext("Returns"), report.returns), (words.gettext("Voids"), report.voids)):
        if back.count:
            yield PairLine(_counted(label, back), rupiah(-back.amount))
    if report.cash_rounding:
        yield PairLine(words.gettext("Rounding"), rupiah(report.cash_rounding))
    names = {tax.id: tax.name for tax in paper.programme.taxes}
    for tax in report.taxes:
        label = words.gettext("Includes {tax}", tax=names.get(tax.tax_id, tax.tax_id))
        yield PairLine(label, rupiah(tax.amount))


def _methods(words: Words, paper: ReportPaper) -> Iterator[Element]:
    """What each way to pay brought, and what went back by it."""
    if not paper.report.methods:
        yield TextLine(words.gettext("Nothing was paid yet."))
    names = {
        BY_POINTS: words.gettext("Points"),
        BY_VOUCHER: words.gettext("Vouchers"),
        ELSEWHERE: words.gettext("At the other till"),
    }
    for each in paper.report.methods:
        name = names.get(each.method) or method_name(words, each.method)
        yield PairLine(_counted(name, each.taken), rupiah(each.taken.amount))
        if each.refunded.count:
            label = _counted(words.gettext("given back"), each.refunded)
            yield PairLine(f"{_INDENT}{label}", rupiah(-each.refunded.amount))


def _points(words: Words, paper: ReportPaper) -> Iterator[Element]:
    report = paper.report
    yield PairLine(words.gettext("Points given"), points(report.points_given))
    for label, count in (
        (words.gettext("Points spent"), report.points_redeemed),
        (words.gettext("Points taken back"), report.points_taken_back),
        (words.gettext("Points restored"), report.points_restored),
    ):
        if count:
            yield PairLine(label, points(count))


def _moves(words: Words, paper: ReportPaper) -> Iterator[Element]:
    report = paper.report
    for label, moved in (
        (words.gettext("Cash in"), report.pay_ins),
        (words.gettext("Cash out"), report.pay_outs),
    ):
        if moved.count:
            yield PairLine(_counted(label, moved), rupiah(moved.amount))
    yield PairLine(words.gettext("Opened without a sale"), points(report.no_sales))


def _drawer(words: Words, paper: ReportPaper) -> Iterator[Element]:
    """Only when it is counted: whoever counts isn't told what should be there."""
    closing, drawer = paper.closing, paper.report.drawer
    if closing is None:
        return
    yield RuleLine()
    yield PairLine(words.gettext("Float"), rupiah(drawer.opening))
    yield PairLine(words.gettext("Cash sales"), rupiah(drawer.sales))
    if drawer.refunds:
        yield PairLine(words.gettext("Cash given back"), rupiah(-drawer.refunds))
    if drawer.pay_ins or drawer.pay_outs:
        yield PairLine(words.gettext("In and out"), rupiah(drawer.pay_ins - drawer.pay_outs))
    yield PairLine(words.gettext("Should be there"), rupiah(closing.expected), Emphasis.BOLD)
    yield from _notes(words, closing.counted)
    yield PairLine(words.gettext("Counted"), rupiah(closing.counted.total), Emphasis.BOLD)
    yield PairLine(_difference(words, closing.difference), rupiah(closing.difference), Emphasis.BOLD)


def _notes(words: Words, count: CashCount) -> Iterator[Element]:
    if not count.notes:
        return
    for each in count.notes:
        if each.count:
            yield PairLine(
                f"{_INDENT}{points(each.count)} x {rupiah(each.value)}", rupiah(each.value * each.count)
            )
    if count.other:
        label = words.gettext("Other cash")
        yield PairLine(f"{_INDENT}{label}", rupiah(count.other))


def _difference(words: Words, amount: int) -> str:
    if amount < 0:
        return words.gettext("Missing")
    return words.gettext("Too much") if amount else words.gettext("Difference")


def _counted(label: str, summed: Sum) -> str:
    return f"{label} ({points(summed.count)})"
