"""Rules of a shop's history about its drawer: shifts, cash that moves without a sale, the blind count at the end."""

from random import Random

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from app.domain.changes import DrawerKind
from app.domain.shift import CashCount
from app.services.drawer_outcomes import (
    CashIsMoved,
    CloseRefused,
    CloseRequest,
    DrawerReason,
    MoveRefused,
    MoveRequest,
    ShiftIsClosed,
    ShiftIsOpen,
    ShiftRefused,
    ShiftRequest,
)
from app.services.return_outcomes import ReturnProblem
from tests.support.drawers import drawer_of
from tests.support.naive_shop import NaiveSale
from tests.support.shop_history import WHICH, one_of
from tests.support.shop_items import GOODS, Wanted
from tests.support.shop_returning import SEEDS, Returning, some_of
from tests.support.shop_selling import MEMBERS, PAYING, Paying

_SELDOM = st.sampled_from((False, False, True))


class KeepingCash(Returning):
    """The drawer adds up, whatever is sold and comes back by whichever method."""

    @rule(amount=st.integers(0, 300_000))
    def a_shift_opens(self, amount: int) -> None:
        """One at a time; the same again opens no second one."""
        request = ShiftRequest(
            shift_id=self.shop.chance.new_id(self.shop.clock.at),
            opening=CashCount(other=amount),
            staff_id=self.shop.cashier_id,
        )
        outcomes = [drawer_of(self.shop).open(request) for _ in range(2)]
        if self.model.drawer.shift_id is not None:
            assert all(isinstance(outcome, ShiftRefused) for outcome in outcomes), outcomes
            return
        assert all(isinstance(outcome, ShiftIsOpen) for outcome in outcomes), outcomes
        self.model.drawer.opens(request.shift_id, amount)
        self.model.records += 1

    @rule(
        kind=st.sampled_from((DrawerKind.PAY_IN, DrawerKind.PAY_OUT, DrawerKind.NO_SALE)),
        amount=st.integers(1, 400_000),
    )
    def cash_moves(self, kind: DrawerKind, amount: int) -> None:
        """In, out as far as it should be there, or only the drawer opens; the same again moves nothing."""
        drawer = self.model.drawer
        amount = 0 if kind is DrawerKind.NO_SALE else amount
        request = MoveRequest(
            document_id=self.shop.chance.new_id(self.shop.clock.at),
            kind=kind,
            reason=DrawerReason.SUPPLIES,
            staff_id=self.shop.cashier_id,
            amount=amount,
        )
        outcomes = [drawer_of(self.shop).move(request) for _ in range(2)]
        if drawer.shift_id is None or (kind is DrawerKind.PAY_OUT and amount > drawer.cash):
            assert all(isinstance(outcome, MoveRefused) for outcome in outcomes), outcomes
            return
        assert all(isinstance(outcome, CashIsMoved) for outcome in outcomes), outcomes
        drawer.moves(-amount if kind is DrawerKind.PAY_OUT else amount)
        self.model.records += 1
        self.model.jobs += 1

    @rule(counted=st.integers(0, 2_000_000))
    def the_shift_closes(self, counted: int) -> None:
        """With a count that knows nothing, while no basket waits; the same again gives the same Z report."""
        drawer = self.model.drawer
        request = CloseRequest(
            document_id=self.shop.chance.new_id(self.shop.clock.at),
            counted=CashCount(other=counted),
            staff_id=self.shop.cashier_id,
        )
        done, again = (drawer_of(self.shop).close(request) for _ in range(2))
        if drawer.shift_id is None or self.model.baskets:
            assert isinstance(done, CloseRefused), done
            assert again == done
            return
        assert isinstance(done, ShiftIsClosed), done
        assert again == done
        cash, number = drawer.closes()
        assert (done.expected, done.difference, done.z_number) == (cash, counted - cash, number)
        self.model.records += 1
        self.model.jobs += 1

    @rule(goods=GOODS, who=MEMBERS, paying=PAYING, seed=SEEDS, float_amount=st.integers(0, 50_000))
    def is_sold_in_a_shift_and_comes_back(
        self, goods: list[Wanted], who: int | None, paying: Paying, seed: int, float_amount: int
    ) -> None:
        """Some of it; then more cash is asked for than there is."""
        self.a_shift_opens(float_amount)
        sale = self.pays(self.filled(goods, who, 0), paying)
        self.brings_back(sale, some_of(sale, Random(seed)))
        self.cash_moves(DrawerKind.PAY_OUT, self.model.drawer.cash + 1)

    @rule(
        goods=GOODS, paying=PAYING, counted=st.integers(0, 500_000), again=st.booleans(), held=st.booleans()
    )
    def is_sold_before_the_shift_closes(
        self, goods: list[Wanted], paying: Paying, counted: int, again: bool, held: bool
    ) -> None:
        """Not while a basket waits; after it, what was sold in it is voided no more, also not in the next one."""
        self.a_shift_opens(10_000)
        sale = self.pays(self.filled(goods, None, 0), paying)
        if held:
            self.opens_a_basket(goods, None, 0, set())
        self.the_shift_closes(counted)
        if again:
            self.a_shift_opens(20_000)
        if self.in_another_shift(sale):
            refused = self.refused(self.request(sale, {}, 0, void=True))
            assert refused.problem is ReturnProblem.OTHER_SHIFT

    @rule(which=WHICH)
    def is_voided_in_its_shift_only(self, which: int) -> None:
        """What was sold in another shift can still be returned."""
        sales = [sale for sale in self.model.kept if self.in_another_shift(sale)]
        if sales:
            refused = self.refused(self.request(one_of(sales, which), {}, 0, void=True))
            assert refused.problem in (ReturnProblem.OTHER_SHIFT, ReturnProblem.OTHER_DAY)

    def in_another_shift(self, sale: NaiveSale) -> bool:
        """Whether a sale has a shift, and it is not the one that is open."""
        return sale.shift_id is not None and sale.shift_id != self.model.drawer.shift_id

    @invariant()
    def the_drawer_adds_up(self) -> None:
        """What should be in it is what the model says."""
        drawer = self.model.drawer
        with self.shop.store.reading() as unit:
            shift = unit.shifts.open()
            assert (None if shift is None else shift.shift_id) == drawer.shift_id
            if shift is not None:
                assert unit.shifts.cash(shift.shift_id) == drawer.cash
