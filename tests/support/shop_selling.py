"""Rules of a shop's history that sell: baskets that are put aside for a while, and sales of any kind."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from app.domain.basket import PaymentMethod, TenderKind
from app.domain.changes import Change, VoucherIssued
from app.protocol.facts import SaleCommitted
from app.services.commit_sale import Payment
from app.services.give_up_basket import Discarded, DiscardReason, GivingUp
from app.services.hold_basket import Held, Recalled
from app.services.open_basket import OpenBasket, TakenTender, asking, asking_wallet, with_member
from app.services.outcomes import SaleDone
from app.services.rate_sale import NotRated, Rated, RatingProblem
from app.services.take_tender import TenderTaken
from tests.support.naive_days import trading_day
from tests.support.naive_sales import SaleNames, answer_of, sold
from tests.support.naive_shop import NaiveSale
from tests.support.requesting import rating_of
from tests.support.shop_history import WHICH, ShopHistory, one_of
from tests.support.shop_items import CHEAP, EXTRAS_OF_BASKETS, GOODS, Wanted, with_goods
from tests.support.slow_calculator import differences, plain_answer
from tests.support.store_look import newest_facts

MEMBERS = st.sampled_from((None, 0, 0, 0, 0, 1, 1, 2, 3, 5))
"""Whose basket it is; None: a guest's. Some come often."""
ALL = 10**6
"""More points than anybody has: as many as may be spent."""
POINTS = st.one_of(st.just(0), st.just(ALL), st.integers(0, 600))


@dataclass(frozen=True)
class Paying:
    """part: percent of the bill that a card pays first. wallet: whether cashback pays before that."""

    tender: TenderKind
    part: int = 0
    wallet: bool = False


_TENDERS = (*TenderKind, TenderKind("other:GoPay"))
PAYING = st.builds(Paying, st.sampled_from(_TENDERS), st.sampled_from((0, 0, 0, 30, 100)), st.booleans())


class Selling(ShopHistory):
    """Opens, keeps, discards and pays baskets."""

    @precondition(lambda self: len(self.model.baskets) < 3)
    @rule(goods=GOODS, who=MEMBERS, points=POINTS, extras=EXTRAS_OF_BASKETS)
    def opens_a_basket(self, goods: list[Wanted], who: int | None, points: int, extras: set[str]) -> None:
        """Somebody fills a basket, which is put aside."""
        basket = self.filled(goods, who, points, extras)
        assert isinstance(self.shop.till.hold(basket, "Meja 1", self.shop.cashier_id), Held)
        self.model.baskets.append(basket)

    @precondition(lambda self: self.model.sales)
    @rule(which=WHICH, answer=st.integers(0, 6))
    def a_customer_answers(self, which: int, answer: int) -> None:
        """How it was; twice the same touch is one answer, and none of it moves anything."""
        sale = one_of(self.model.sales, which)
        rating = rating_of(self.shop, sale.sale_id, answer)
        outcomes = {self.shop.till.rate(rating) for _ in range(2)}
        if 1 <= answer <= 5:
            assert outcomes == {Rated(named=False)}
            self.model.records += 1
        else:
            assert outcomes == {NotRated(problem=RatingProblem.NO_ANSWER)}

    @precondition(lambda self: self.model.baskets)
    @rule(which=WHICH, paying=PAYING, recalled=st.booleans(), discarded=st.sampled_from((False, False, True)))
    def pays_an_open_basket(self, which: int, paying: Paying, recalled: bool, discarded: bool) -> None:
        """Or gives it up; whatever happened meanwhile to the member, the programme and the clock."""
        till = self.shop.till
        basket = one_of(self.model.baskets, which)
        self.model.baskets.remove(basket)
        if discarded:
            giving_up = GivingUp(reason=DiscardReason.OTHER, staff_id=self.shop.cashier_id)
            outcome = till.discard_held(basket.sale_id, giving_up)
            assert isinstance(outcome, Discarded)
            return
        late = trading_day(basket.opened_at) != trading_day(self.shop.clock.at)
        if recalled:
            back = till.recall(basket.sale_id)
            assert isinstance(back, Recalled)
            assert back.requoted == late
            basket = back.basket
        elif late:
            revision = self.model.newest.revision
            basket = replace(basket, revision=revision, opened_at=self.shop.clock.at)
        self.pays(basket, paying)

    @rule(goods=GOODS, who=MEMBERS, points=POINTS, extras=EXTRAS_OF_BASKETS, paying=PAYING)
    def sells(
        self, goods: list[Wanted], who: int | None, points: int, extras: set[str], paying: Paying
    ) -> None:
        """A basket that is opened and paid at once."""
        self.pays(self.filled(goods, who, points, extras), paying)

    @rule(goods=CHEAP, paying=PAYING)
    def a_regular_spends_all_points(self, goods: list[Wanted], paying: Paying) -> None:
        """And earns few, so that returns of what earned them find too few."""
        self.pays(self.filled(goods, 0, ALL), paying)

    @rule(goods=GOODS, paying=PAYING)
    def a_regular_earns(self, goods: list[Wanted], paying: Paying) -> None:
        """A further lot."""
        self.pays(self.filled(goods, 0, 0), paying)

    def filled(
        self,
        goods: list[Wanted],
        who: int | None,
        points: int,
        extras: Collection[str] = (),
        codes: Iterable[str] = (),
    ) -> OpenBasket:
        """An open basket."""
        basket = self.shop.till.open_basket()
        if who is not None:
            with self.shop.store.reading() as unit:
                view = unit.members.view(self.member(who).member_id, self.shop.clock.at)
            basket = asking(with_member(basket, view), points)
        basket = replace(with_goods(basket, goods, extras), voucher_codes=tuple(codes))
        self.shop.till.keep(basket)
        return basket

    def pays(self, basket: OpenBasket, paying: Paying) -> NaiveSale:
        """The till asks for what the model says, and does what the model does."""
        tender, at = paying.tender, self.shop.clock.at
        basket = self._with_part_paid(basket, paying)
        answer = answer_of(self.model, basket, tender, at)
        payable = answer["payable"]
        moves = {key: value for key, value in answer.items() if key != "refusals"}
        different = differences(plain_answer(self.shop.till.quoted(basket, tender).quote), moves)
        assert not different, different
        payment = Payment(kind=tender, received=payable, expected=payable, cashier_id=self.shop.cashier_id)
        done = self.shop.till.commit(basket, payment)
        assert isinstance(done, SaleDone), done
        self.model.requests.append(((basket, payment), done))
        sale = sold(self.model, basket, tender, at, self._names_of(basket))
        assert (done.receipt_number, done.payable) == (sale.receipt, sale.payable)
        assert (done.points_earned, done.points_spent) == (sale.earned, sale.spent)
        if sale.member_id is not None:
            member = self.model.members[sale.member_id]
            assert (done.balance, done.tier_after) == (member.books.balance, member.tier)
        return sale

    def _with_part_paid(self, basket: OpenBasket, paying: Paying) -> OpenBasket:
        """The basket of which the wallet and a card have paid a part."""
        if paying.wallet:
            basket = asking_wallet(basket, ALL)
        left = answer_of(self.model, basket, TenderKind.CARD, self.shop.clock.at)["payable"]
        part = left * paying.part // 100
        if part == 0:
            return basket
        tender = TakenTender(method=PaymentMethod.CARD, amount=part, received=part)
        taken = self.shop.till.take_tender(basket, tender)
        assert isinstance(taken, TenderTaken), taken
        return taken.quoted.basket

    def _names_of(self, basket: OpenBasket) -> SaleNames:
        """The names of what the sale gave."""
        with self.shop.store.reading() as unit:
            (fact,) = newest_facts(unit)
        assert isinstance(fact, SaleCommitted)
        assert fact.sale_id == basket.sale_id
        lot_id = None if fact.earned is None else fact.earned.lot_id
        return SaleNames(lot_id, vouchers_in(fact.changes))


def vouchers_in(changes: Iterable[Change]) -> list[tuple[str, str]]:
    """Code and kind of the vouchers that a document gave."""
    new = (change for change in changes if isinstance(change, VoucherIssued) and not change.batch_id)
    return [(change.code, change.kind_id) for change in new]
