"""Whatever is loaded, spent and brought back in whatever order, cards hold what a dict of balances says."""

from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest

from app.domain.basket import UNIT
from app.services.open_basket import with_item, with_quantity
from app.services.outcomes import SaleDone
from tests.support.gift_cards import asked, balance_of, loading, money_of, usable_of
from tests.support.naive_gift_cards import NaiveCards, NaiveLine, NaiveSale
from tests.support.selling import pay
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import bring_back

GOODS = {"KOP-001": 24_000, "KOP-002": 22_000, "BIJ-001": 334_000}


@dataclass
class Story:
    """A shop and the model of it, side by side."""

    shop: SmallShop
    random: Random
    cards: NaiveCards = field(default_factory=NaiveCards)
    sales: list[tuple[SaleDone, NaiveSale]] = field(default_factory=list)

    def step(self) -> None:
        self.shop.clock.at += self.random.randrange(1, 60_000)
        if self.sales and self.random.random() < 0.4:
            self.come_back()
        else:
            self.sell()
        for code, balance in self.cards.balances.items():
            assert balance_of(self.shop, code) == usable_of(self.shop, code) == balance

    def sell(self) -> None:
        loads = self._loads()
        basket = loading(self.shop, *((price, code) for price, _, code in loads))
        for number, (_, pieces, _) in enumerate(loads, start=1):
            basket = with_quantity(basket, number, pieces * UNIT)
        bought = self.random.sample(sorted(GOODS), self.random.randrange(0 if loads else 1, 3))
        goods = [(sku, self.random.randrange(1, 4)) for sku in bought]
        for sku, pieces in goods:
            basket = with_item(basket, self.shop.item(sku), pieces * UNIT)
        asks = self._asks()
        done = pay(self.shop, asked(basket, *asks))
        fresh = iter(done.gift_cards)
        lines = [
            NaiveLine(price=price, pieces=pieces, code=code or next(fresh)) for price, pieces, code in loads
        ]
        lines += [NaiveLine(price=GOODS[sku], pieces=pieces) for sku, pieces in goods]
        sale = self.cards.sell(lines, asks)
        due = sum(line.price * line.pieces for line in lines) - sale.by_cards
        assert done.payable == due
        self.sales.append((done, sale))

    def _loads(self) -> list[tuple[int, int, str]]:
        """(price, pieces, code) of each; an empty code: of a new card."""
        known = ["", *self.cards.balances]
        return [
            (self.random.randrange(1, 90) * 1_111, self.random.randrange(1, 3), self.random.choice(known))
            for _ in range(self.random.choice((0, 0, 1, 2)))
        ]

    def _asks(self) -> list[tuple[str, int]]:
        full = [code for code, balance in self.cards.balances.items() if balance]
        some = self.random.sample(full, min(len(full), self.random.randrange(4)))
        return [(code, self.random.randint(1, self.cards.balances[code])) for code in some]

    def come_back(self) -> None:
        done, sale = self.random.choice(self.sales)
        kept = [number for number, line in enumerate(sale.lines, start=1) if line.kept]
        if not kept:
            return
        number = self.random.choice(kept)
        pieces = self.random.randint(1, sale.lines[number - 1].kept)
        back = bring_back(self.shop, done, (number, pieces))
        refund = self.cards.take_back(sale, number, pieces)
        said = {"gift-value": refund.cards, "qris": refund.other}
        assert money_of(back) == {method: amount for method, amount in said.items() if amount}
        assert back.deducted == refund.deducted

    def worth(self) -> int:
        """What customers have for the money in the till: cards and goods, and what was lost on returned loads."""
        kept = sum(line.price * line.kept for _, sale in self.sales for line in sale.lines if not line.code)
        return sum(self.cards.balances.values()) + kept


@pytest.mark.parametrize("seed", range(3))
def test_cards_hold_what_a_dict_of_balances_says(tmp_path: Path, seed: int, long_form: bool) -> None:
    with small_shop(tmp_path) as shop:
        story = Story(shop, Random(seed))
        for _ in range(400 if long_form else 40):
            story.step()
        assert complaints(shop) == []
        assert story.cards.till == story.worth(), "no rupiah is made or lost"
