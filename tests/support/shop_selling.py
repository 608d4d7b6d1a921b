"""Rules of a shop's history that sell: baskets that are open for a while, and sales of any kind."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from app.domain.basket import TenderKind
from app.protocol.facts import SaleCommitted
from app.services.commit_sale import Payment
from app.services.open_basket import OpenBasket, asking, with_member
from app.services.outcomes import SaleDone
from tests.support.naive_sales import answer_of, sold
from tests.support.naive_shop import NaiveSale
from tests.support.shop_history import WHICH, ShopHistory, one_of
from tests.support.shop_items import CHEAP, GOODS, Wanted, with_goods
from tests.support.store_look import newest_facts

MEMBERS = st.sampled_from((None, 0, 0, 0, 0, 1, 1, 2, 3, 5))
"""Whose basket it is; None: a guest's. Some come often."""
ALL = 10**6
"""More points than anybody has: as many as may be spent."""
POINTS = st.one_of(st.just(0), st.just(ALL), st.integers(0, 600))
TENDERS = st.sampled_from(TenderKind)


class Selling(ShopHistory):
    """Opens, keeps, discards and pays baskets."""

    @precondition(lambda self: len(self.model.baskets) < 3)
    @rule(goods=GOODS, who=MEMBERS, points=POINTS)
    def opens_a_basket(self, goods: list[Wanted], who: int | None, points: int) -> None:
        """Somebody fills a basket and waits."""
        self.model.baskets.append(self.filled(goods, who, points))

    @precondition(lambda self: self.model.baskets)
    @rule(which=WHICH, tender=TENDERS)
    def pays_an_open_basket(self, which: int, tender: TenderKind) -> None:
        """Whatever happened meanwhile to the member, the programme and the clock."""
        basket = one_of(self.model.baskets, which)
        self.model.baskets.remove(basket)
        self.pays(basket, tender)

    @precondition(lambda self: self.model.baskets and self.once("discard"))
    @rule(which=WHICH)
    def discards_a_basket(self, which: int) -> None:
        """Nothing of it remains."""
        self.done_at["discard"] = self.model.records
        basket = one_of(self.model.baskets, which)
        self.model.baskets.remove(basket)
        self.shop.till.discard(basket.sale_id)

    @rule(goods=GOODS, who=MEMBERS, points=POINTS, tender=TENDERS)
    def sells(self, goods: list[Wanted], who: int | None, points: int, tender: TenderKind) -> None:
        """A basket that is opened and paid at once."""
        self.pays(self.filled(goods, who, points), tender)

    @rule(goods=CHEAP, tender=TENDERS)
    def a_regular_spends_all_points(self, goods: list[Wanted], tender: TenderKind) -> None:
        """And earns few, so that returns of what earned them find too few."""
        self.pays(self.filled(goods, 0, ALL), tender)

    @rule(goods=GOODS, tender=TENDERS)
    def a_regular_earns(self, goods: list[Wanted], tender: TenderKind) -> None:
        """A further lot."""
        self.pays(self.filled(goods, 0, 0), tender)

    def filled(self, goods: list[Wanted], who: int | None, points: int) -> OpenBasket:
        """An open basket."""
        basket = with_goods(self.shop.till.open_basket(), goods)
        if who is not None:
            with self.shop.store.reading() as unit:
                view = unit.members.view(self.member(who).member_id, self.shop.clock.at)
            basket = asking(with_member(basket, view), points)
        self.shop.till.keep(basket)
        return basket

    def pays(self, basket: OpenBasket, tender: TenderKind) -> NaiveSale:
        """The till asks for what the model says, and does what the model does."""
        answer = answer_of(self.model, basket, tender, self.shop.clock.at)
        payable = answer["payable"]
        assert self.shop.till.quoted(basket, tender).quote.payable == payable
        payment = Payment(kind=tender, received=payable, expected=payable, cashier_id=self.shop.cashier_id)
        done = self.shop.till.commit(basket, payment)
        assert isinstance(done, SaleDone), done
        self.model.requests.append(((basket, payment), done))
        sale = sold(self.model, basket, tender, self.shop.clock.at, self._lot_of(basket))
        assert (done.receipt_number, done.payable) == (sale.receipt, sale.paid)
        assert (done.points_earned if sale.member_id else 0, done.points_spent) == (sale.earned, sale.spent)
        if sale.member_id is not None:
            member = self.model.members[sale.member_id]
            assert (done.balance, done.tier_after) == (member.books.balance, member.tier)
        return sale

    def _lot_of(self, basket: OpenBasket) -> bytes | None:
        """The name of what the sale earned."""
        with self.shop.store.reading() as unit:
            (fact,) = newest_facts(unit)
        assert isinstance(fact, SaleCommitted)
        assert fact.sale_id == basket.sale_id
        return None if fact.earned is None else fact.earned.lot_id
