"""Rules of a shop's history about sales that get a member afterwards: claims of guests, moves to whom they belong."""

from dataclasses import replace
from random import Random
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from app.protocol.facts_people import SaleClaimed, SaleReassigned
from app.services.approval import Approval
from app.services.back_office import BackOffice
from app.services.move_outcomes import MoveDone, MoveNotPossible, MoveRequest
from tests.support.naive_moves import MoveNames, claimable, movable, moved
from tests.support.naive_shop import NaiveMember, NaiveSale
from tests.support.shop import MANAGER_PIN
from tests.support.shop_history import WHICH, one_of
from tests.support.shop_items import GOODS, Wanted
from tests.support.shop_returning import SEEDS, Returning, some_of
from tests.support.shop_selling import MEMBERS, PAYING, Paying, vouchers_in
from tests.support.store_look import newest_facts


class Moving(Returning):
    """Whoever has a sale loses what comes back of it, whoever bought."""

    @rule(goods=GOODS, paying=PAYING, who=WHICH, now=st.booleans())
    def a_guest_buys(self, goods: list[Wanted], paying: Paying, who: int, now: bool) -> None:
        """And shows the receipt, perhaps at once."""
        sale = self.pays(self.filled(goods, None, 0), paying)
        if now:
            self._moves(sale, self.member(who), claim=True)

    @precondition(lambda self: self.model.sales)
    @rule(which=WHICH, who=WHICH)
    def is_claimed(self, which: int, who: int) -> None:
        """Any sale, of which only a guest's can be."""
        guests = [sale for sale in self.model.sales[::-1] if sale.member_id is None or sale.claimed]
        self._moves(one_of(guests or self.model.sales, which), self.member(who), claim=True)

    @precondition(lambda self: self.model.sales)
    @rule(which=WHICH, who=WHICH)
    def was_the_wrong_member(self, which: int, who: int) -> None:
        """Any sale, also one that was claimed or moved before."""
        somebodys = [sale for sale in self.model.sales[::-1] if sale.member_id is not None]
        self._moves(one_of(somebodys or self.model.sales, which), self.member(who), claim=False)

    @rule(goods=GOODS, paying=PAYING, bought=MEMBERS, who=WHICH, seed=SEEDS, first=st.booleans())
    def gets_a_member_and_comes_back(
        self, goods: list[Wanted], paying: Paying, bought: int | None, who: int, seed: int, first: bool
    ) -> None:
        """Some of it before that, perhaps, and all of it after, in any split."""
        random = Random(seed)
        sale = self.pays(
            self.filled([Wanted("KOP-003", 2), *goods], bought, 0), replace(paying, wallet=False)
        )
        if first:
            self.brings_back(sale, some_of(sale, random))
        self._moves(sale, self.member(who), claim=bought is None)
        while not sale.all_back:
            self.brings_back(sale, some_of(sale, random))

    def _moves(self, sale: NaiveSale, member: NaiveMember, *, claim: bool) -> None:
        """Once, however often it is asked; or not at all."""
        shop, model, at = self.shop, self.model, self.shop.clock.at
        office = BackOffice(store=shop.store, clock=shop.clock, chance=shop.chance, on_commit=shop.told)
        ask: Any = office.claim if claim else office.reassign
        request = MoveRequest(
            document_id=shop.chance.new_id(at),
            sale_id=sale.sale_id,
            member_id=member.member_id,
            staff_id=shop.cashier_id,
            approval=None if claim else Approval(staff_id=shop.manager_id, pin=MANAGER_PIN),
        )
        outcomes = [ask(request) for _ in range(2)]
        if not (claimable(model, sale, at) if claim else movable(model, sale, member, at)):
            assert all(isinstance(outcome, MoveNotPossible) for outcome in outcomes), outcomes
            return
        assert all(isinstance(outcome, MoveDone) for outcome in outcomes), outcomes
        with shop.store.reading() as unit:
            (fact,) = newest_facts(unit)
        assert isinstance(fact, SaleClaimed | SaleReassigned)
        lot_id = None if fact.earned is None else fact.earned.lot_id
        names = MoveNames(request.document_id, lot_id, vouchers_in(fact.changes))
        assert moved(model, sale, member, at, names) == outcomes[0].points
