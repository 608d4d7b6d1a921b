"""Gift cards as a dict of balances: what loads, payments and returns do to them, said again in the shortest way."""

from dataclasses import dataclass, field


@dataclass
class NaiveLine:
    """Pieces of one price. code: the card that they load; empty: they are goods."""

    price: int
    pieces: int
    code: str = ""
    back: int = 0

    @property
    def kept(self) -> int:
        return self.pieces - self.back


@dataclass
class NaiveSale:
    """lines: by number, from 1. paid: what each card paid, in order. given: what of it came back."""

    lines: list[NaiveLine]
    paid: list[tuple[str, int]]
    given: dict[str, int] = field(default_factory=dict)
    returned: int = 0

    @property
    def by_cards(self) -> int:
        return sum(amount for _, amount in self.paid)


@dataclass
class NaiveRefund:
    """Rupiah that go back by the other method and onto cards, and what was deducted."""

    other: int
    cards: int
    deducted: int


@dataclass
class NaiveCards:
    """Rupiah by code. till: what came in by other methods and didn't go back."""

    balances: dict[str, int] = field(default_factory=dict)
    till: int = 0

    def sell(self, lines: list[NaiveLine], asked: list[tuple[str, int]]) -> NaiveSale:
        """Cards pay first, then lines are loaded."""
        due = sum(line.price * line.pieces for line in lines)
        paid = []
        for code, amount in asked:
            share = min(amount, due)
            due -= share
            self.balances[code] -= share
            paid.append((code, share))
        self.till += due
        for line in lines:
            if line.code:
                self.balances[line.code] = self.balances.get(line.code, 0) + line.price * line.pieces
        return NaiveSale(lines=lines, paid=paid)

    def take_back(self, sale: NaiveSale, number: int, pieces: int) -> NaiveRefund:
        """Loads leave their card as far as it goes; the rest is deducted, from the other method first."""
        line = sale.lines[number - 1]
        amount, spent = line.price * pieces, 0
        if line.code:
            there = min(amount, self.balances[line.code])
            self.balances[line.code] -= there
            spent = amount - there
        cards = min(sale.returned + amount, sale.by_cards) - min(sale.returned, sale.by_cards)
        other = amount - cards
        sale.returned += amount
        line.back += pieces
        refund = NaiveRefund(other=max(0, other - spent), cards=cards - max(0, spent - other), deducted=spent)
        self._give(sale, refund.cards)
        self.till -= refund.other
        return refund

    def _give(self, sale: NaiveSale, amount: int) -> None:
        for code, paid in reversed(sale.paid):
            share = min(amount, paid - sale.given.get(code, 0))
            sale.given[code] = sale.given.get(code, 0) + share
            self.balances[code] += share
            amount -= share
        assert amount == 0
