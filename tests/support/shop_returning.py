"""Rules of a shop's history that bring things back: any split, in any order, at any time, as a return or a void."""

from collections.abc import Mapping
from random import Random

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from app.domain.returns import LineBack, ReturnRefusal
from app.protocol.facts import SaleReturned
from app.services.approval import Approval
from app.services.return_outcomes import (
    ReturnDone,
    ReturnNotPossible,
    ReturnPreview,
    ReturnProblem,
    ReturnReason,
    ReturnRequest,
)
from tests.support.naive_days import trading_day
from tests.support.naive_returns import NaiveReturn, Names, coming_back, too_late, took_back
from tests.support.naive_shop import NaiveSale
from tests.support.shop import MANAGER_PIN
from tests.support.shop_history import WHICH, one_of
from tests.support.shop_items import GOODS, Wanted
from tests.support.shop_selling import MEMBERS, PAYING, POINTS, Paying, Selling, vouchers_in
from tests.support.slow_lines import whole_units
from tests.support.store_look import newest_facts

SEEDS = st.integers(0, 2**16)


class Returning(Selling):
    """Returns, voids, and what can't come back."""

    @precondition(lambda self: self.model.kept)
    @rule(which=WHICH, seed=SEEDS)
    def some_comes_back(self, which: int, seed: int) -> None:
        """Some units of some lines of any sale."""
        sale = one_of(self.model.kept, which)
        if not too_late(self.model, sale, self.shop.clock.at):
            self.brings_back(sale, some_of(sale, Random(seed)))

    @precondition(lambda self: self.model.kept)
    @rule(which=WHICH)
    def all_that_is_left_comes_back(self, which: int) -> None:
        """The rest of a sale."""
        sale = one_of(self.model.kept, which)
        if not too_late(self.model, sale, self.shop.clock.at):
            self.brings_back(sale, rest_of(sale))

    @precondition(lambda self: self.model.kept)
    @rule(which=WHICH)
    def is_voided(self, which: int) -> None:
        """On the sale's own day; on another, nothing happens."""
        sale = one_of(self.model.kept, which)
        if sale.day == trading_day(self.shop.clock.at):
            if sale.shift_id in (None, self.model.drawer.shift_id):
                self.brings_back(sale, rest_of(sale), void=True)
        else:
            assert self.refused(self.request(sale, {}, 0, void=True)).problem is ReturnProblem.OTHER_DAY

    @precondition(lambda self: self.model.sales and self.once("too much"))
    @rule(which=WHICH)
    def too_much_or_too_late_is_refused(self, which: int) -> None:
        """Nothing is written."""
        self.done_at["too much"] = self.model.records
        sale = one_of(self.model.sales[::-1], which)
        number = sale.roots[0]
        too_much = self.refused(self.request(sale, {number: sale.left(number) + 1_000}, 0)).refused
        assert too_much is not None
        late = too_late(self.model, sale, self.shop.clock.at)
        assert (too_much.reason is ReturnRefusal.WINDOW_OVER) == late

    @rule(goods=GOODS, who=MEMBERS, points=POINTS, paying=PAYING, seed=SEEDS)
    def a_sale_that_comes_back_whole_leaves_nothing(
        self, goods: list[Wanted], who: int | None, points: int, paying: Paying, seed: int
    ) -> None:
        """Lots, debts and metric as if it had never been, however it is split."""
        random = Random(seed)
        basket = self.filled(goods, who, points)
        before = self.all_standing()
        sale = self.pays(basket, paying)
        paid, gave_more, worn = sale.paid, False, 0
        while not sale.all_back:
            back = self.brings_back(sale, some_of(sale, random))
            gave_more |= back.clawback < 0
            worn += back.deducted
        assert sale.paid == worn, f"of {paid} something stays"
        after = self.all_standing()
        if gave_more:  # points of a further lot stay where a return finds others first: the sums are the same
            before, after = ([each[:3] for each in standing] for standing in (before, after))
        assert after == before

    def all_standing(self) -> list[tuple[object, ...]]:
        """Each member's balance, debt, metric and lots with something in them."""
        at = self.shop.clock.at
        standing: list[tuple[object, ...]] = []
        with self.shop.store.reading() as unit:
            for member_id in self.model.members:
                view = unit.members.view(member_id, at)
                holding = unit.members.holding(member_id, at)
                assert view is not None
                lots = {lot.lot_id: lot.remaining for lot in holding.lots if lot.remaining}
                standing.append((view.balance, view.debt, view.tier_metric, lots))
        return standing

    def brings_back(self, sale: NaiveSale, wanted: Mapping[int, int], *, void: bool = False) -> NaiveReturn:
        """The till gives and takes what the model says."""
        at = self.shop.clock.at
        back = coming_back(self.model, sale, wanted, at)
        request = self.request(sale, wanted, back.to_customer, void=void)
        preview = self.shop.till.returnable(sale.sale_id, None if void else request.wanted)
        assert isinstance(preview, ReturnPreview), preview
        done = self.shop.till.take_back(request)
        assert isinstance(done, ReturnDone), done
        self.model.requests.append((request, done))
        with self.shop.store.reading() as unit:
            (fact,) = newest_facts(unit)
        assert isinstance(fact, SaleReturned)
        lot_ids = iter([lot.lot_id for lot in fact.opened])
        took_back(self.model, sale, back, at, Names(fact.return_id, lot_ids, vouchers_in(fact.changes)))
        assert (done.refund, done.deducted, done.points_back, done.clawback, done.everything) == (
            back.to_customer,
            back.deducted,
            back.points_back,
            back.clawback,
            sale.all_back,
        )
        if sale.member_id is not None:
            books = self.model.members[sale.member_id].books
            assert (done.balance, done.debt) == (books.balance, books.debt)
            assert (preview.balance_after, preview.debt_after) == (done.balance, done.debt)
            assert preview.usable_after == books.usable(at)
        return back

    def request(
        self, sale: NaiveSale, wanted: Mapping[int, int], expected: int, *, void: bool = False
    ) -> ReturnRequest:
        """A new request. A void has the manager's word."""
        lines = tuple(LineBack(number=number, quantity=quantity) for number, quantity in wanted.items())
        return ReturnRequest(
            return_id=self.shop.chance.new_id(self.shop.clock.at),
            sale_id=sale.sale_id,
            wanted=() if void else lines,
            reason=ReturnReason.OTHER,
            cashier_id=self.shop.cashier_id,
            expected=expected,
            void=void,
            approval=Approval(staff_id=self.shop.manager_id, pin=MANAGER_PIN) if void else None,
        )

    def refused(self, request: ReturnRequest) -> ReturnNotPossible:
        """The till's no."""
        outcome = self.shop.till.take_back(request)
        assert isinstance(outcome, ReturnNotPossible), outcome
        return outcome


def rest_of(sale: NaiveSale) -> dict[int, int]:
    """Everything that the customer still has."""
    return {number: sale.left(number) for number in sale.roots if sale.left(number)}


def some_of(sale: NaiveSale, random: Random) -> dict[int, int]:
    """Some of it: whole units, and whole lines of what is weighed."""
    wanted = {}
    rest = rest_of(sale)
    for number in random.sample(sorted(rest), random.randint(1, len(rest))):
        line = next(line for line in sale.inputs.lines if line.number == number)
        unit = 1_000 if whole_units(line) else rest[number]
        wanted[number] = unit * random.randint(1, rest[number] // unit)
    return wanted
