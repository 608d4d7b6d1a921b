"""What has come back of a sale, counted in units of its lines, and the frozen part that goes with it.

A line's every amount is spread over its units with equal weights, so the first units carry the odd rupiah; units come
back from the first on. A line without units (weighed, or broken) has one part: all of it. A modifier has the units of
the line that it modifies.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.domain.basket import UNIT, ItemKind, Line, QuoteInputs
from app.domain.quote import Quote, QuotedLine


def first_of(whole: int, units: int, count: int) -> int:
    """What the first `count` of `units` equal units carry of a whole: 1.099 over three is 367, 366, 366."""
    each, odd = divmod(whole, units)
    return each * count + min(odd, count)


def units_of(line: Line) -> int:
    """In how many parts a line can come back: its whole units, or 1."""
    return 1 if is_whole(line) else line.quantity // UNIT


def is_whole(line: Line) -> bool:
    """Whether a line only comes back whole: what is weighed or broken has no units."""
    return line.item.weighed or line.quantity % UNIT != 0


def paid_of(quoted: QuotedLine) -> int:
    """What was paid for a line, as earning sees it: net + tax on top − wallet share, in rupiah."""
    return quoted.net + quoted.tax_on_top - quoted.wallet


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """Of a line's units, those that have come back."""

    units: int
    count: int

    def of(self, whole: int) -> int:
        """The part of a line's amount that goes with them."""
        return first_of(whole, self.units, self.count)

    def rest(self, whole: int) -> int:
        """The part of a line's amount that is kept."""
        return whole - self.of(whole)

    @property
    def everything(self) -> bool:
        """Whether nothing is kept."""
        return self.count == self.units


@dataclass(frozen=True, slots=True)
class State:
    """A sale with some of its units back, by root line number."""

    inputs: QuoteInputs
    quote: Quote
    counts: Mapping[int, int]

    def lines(self) -> Iterator[tuple[QuotedLine, Back]]:
        """Each line, modifiers too, with what has come back of it."""
        roots = {line.number: line for line in self.inputs.lines if line.parent is None}
        for quoted in self.quote.lines:
            line = quoted.line
            root = roots[line.number if line.parent is None else line.parent]
            yield quoted, Back(units=units_of(root), count=self.counts.get(root.number, 0))

    @property
    def everything(self) -> bool:
        """Whether nothing is kept."""
        return all(back.everything for _, back in self.lines())

    @property
    def nothing(self) -> bool:
        """Whether all is kept."""
        return not any(self.counts.values())

    def money(self) -> int:
        """Net, tax on top and service charge of what has come back, in rupiah."""
        lines = sum(back.of(quoted.net) + back.of(quoted.tax_on_top) for quoted, back in self.lines())
        return lines + self.service()

    def service(self) -> int:
        """The service charge's part, with its tax on top: in proportion to the goods that are back."""
        service = self.quote.service
        if service is None:
            return 0
        whole = service.amount + service.tax_on_top
        goods = [(one.net, back) for one, back in self.lines() if one.line.item.kind is ItemKind.GOODS]
        if all(back.everything for _, back in goods):
            return whole
        net = sum(amount for amount, _ in goods)
        returned = sum(back.of(amount) for amount, back in goods)
        return (2 * whole * returned + net) // (2 * net)  # no goods' net, no service charge

    def kept_lines(self) -> tuple[tuple[Line, ...], tuple[int, ...]]:
        """Lines with the quantities that are kept, and what was paid for these."""
        lines: list[Line] = []
        paid: list[int] = []
        for quoted, back in self.lines():
            if back.everything:
                continue
            lines.append(replace(quoted.line, quantity=back.rest(quoted.line.quantity)))
            paid.append(back.rest(paid_of(quoted)))
        return tuple(lines), tuple(paid)
