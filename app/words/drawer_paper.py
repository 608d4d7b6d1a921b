"""Papers about a drawer: X and Z reports, and slips of cash that came or went without a sale."""

from collections.abc import Iterable, Iterator

from app.domain.calendar import local_time
from app.domain.changes import DrawerKind
from app.domain.shift import CashCount
from app.services.drawer_outcomes import DrawerReason
from app.services.drawer_paper import DrawerPaper, MovePaper, ReportPaper
from app.services.receipt import Align, Element, Emphasis, PairLine, Receipt, RuleLine, TextLine
from app.words.money import moment, points, rupiah
from app.words.shift_rows import (
    Row,
    cash_rows,
    counted_row,
    difference_row,
    method_rows,
    move_rows,
    point_rows,
    sales_rows,
)
from app.words.shop_header import shop_header
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
        PairLine(heading.number, moment(when)),
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
        *_pairs(sales_rows(words, paper.report, paper.programme)),
        RuleLine(),
        *_methods(words, paper),
        RuleLine(),
        *_pairs(point_rows(words, paper.report)),
        RuleLine(),
        *_pairs(move_rows(words, paper.report)),
        *_drawer(words, paper),
    )
    return Receipt(number=number, elements=elements)


def _header(words: Words, paper: ReportPaper, number: str) -> Iterator[Element]:
    yield from shop_header(paper.store)
    title = words.gettext("X REPORT") if paper.closing is None else words.gettext("Z REPORT")
    yield TextLine(title, Align.CENTRE, Emphasis.LARGE)
    yield RuleLine()
    opened, drawn = (local_time(at, paper.store.zone) for at in (paper.shift.opened_at, paper.report.at))
    yield PairLine(number, moment(drawn))
    yield PairLine(words.gettext("Cashier: {name}", name=paper.cashier_name), f"UTC{drawn:%z}"[:6])
    yield PairLine(words.gettext("Shift since"), moment(opened))


def _pairs(rows: Iterable[Row]) -> Iterator[Element]:
    for row in rows:
        yield PairLine(
            f"{_INDENT}{row.label}" if row.inner else row.label,
            row.text,
            Emphasis.BOLD if row.strong else Emphasis.NORMAL,
        )


def _methods(words: Words, paper: ReportPaper) -> Iterator[Element]:
    """What each way to pay brought, and what went back by it."""
    if not paper.report.methods:
        yield TextLine(words.gettext("Nothing was paid yet."))
    yield from _pairs(method_rows(words, paper.report))


def _drawer(words: Words, paper: ReportPaper) -> Iterator[Element]:
    """Only when it is counted: whoever counts isn't told what should be there."""
    closing = paper.closing
    if closing is None:
        return
    yield RuleLine()
    yield from _pairs(cash_rows(words, paper.report.drawer))
    yield from _notes(words, closing.counted)
    yield from _pairs((counted_row(words, closing.counted.total), difference_row(words, closing.difference)))


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
