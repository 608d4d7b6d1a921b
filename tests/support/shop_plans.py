"""Rules of a shop's history about plans: bought, renewed, taken for points, and brought back when part is used."""

from random import Random

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from app.domain.basket import TenderKind
from app.services.commit_sale import Payment
from app.services.outcomes import SaleRefusal, SaleRefused
from tests.support.naive_days import DAY, day_of, last_instant
from tests.support.naive_plans import NaivePlan
from tests.support.naive_returns import too_late
from tests.support.naive_shop import NaiveSale
from tests.support.programme_parts import MONTH, PLAN_ITEMS
from tests.support.shop_history import WHICH, one_of
from tests.support.shop_items import GOODS, Wanted
from tests.support.shop_returning import SEEDS, Returning, rest_of, some_of
from tests.support.shop_selling import PAYING, Paying

FEES = st.lists(
    st.builds(Wanted, st.sampled_from([item.sku for item in (*PLAN_ITEMS, MONTH)]), st.integers(1, 3)),
    min_size=1,
    max_size=2,
)


class Subscribing(Returning):
    """Fees of plans, and what they open. Whoever has a plan pays less in every other rule."""

    @rule(who=WHICH, fees=FEES, goods=GOODS, bare=st.booleans(), paying=PAYING)
    def buys_a_plan(
        self, who: int, fees: list[Wanted], goods: list[Wanted], bare: bool, paying: Paying
    ) -> None:
        """Some months of one or two, perhaps one after the other, perhaps among other things."""
        self.pays(self.filled([*fees, *([] if bare else goods)], who, 0), paying)

    @rule(who=WHICH, paying=PAYING, months=st.integers(1, 2))
    def renews_early(self, who: int, paying: Paying, months: int) -> None:
        """A month again, whether the last one is over or not."""
        self.pays(self.filled([Wanted(MONTH.sku, months)], who, 0), paying)

    @rule(who=WHICH, goods=GOODS, paying=PAYING)
    def takes_a_plan_for_points(self, who: int, goods: list[Wanted], paying: Paying) -> None:
        """Whoever has enough gets months as a gift, also beside months that are paid for."""
        self.pays(self.filled([Wanted(MONTH.sku, 1), *goods], who, 0, ("club",)), paying)

    @precondition(lambda self: self.with_plans)
    @rule(which=WHICH, seed=SEEDS, whole=st.booleans())
    def a_plan_comes_back(self, which: int, seed: int, whole: bool) -> None:
        """Some of its months or all; days that have passed are not paid back."""
        sale = one_of(self.with_plans, which)
        if not too_late(self.model, sale, self.shop.clock.at):
            self.brings_back(sale, rest_of(sale) if whole else some_of(sale, Random(seed)))

    @precondition(lambda self: self.running)
    @rule(which=WHICH, late=st.booleans(), goods=GOODS, paying=PAYING)
    def buys_when_a_plan_ends(self, which: int, late: bool, goods: list[Wanted], paying: Paying) -> None:
        """In the last hour of its last day, at its prices; or right after, at everybody's."""
        who, plan = one_of(self.running, which)
        over = last_instant(plan.ends) + 1
        self.shop.clock.at = over + (DAY // 24 if late else -DAY // 24)
        self.pays(self.filled([Wanted("KOP-003", 1), *goods], who, 0), paying)

    @property
    def running(self) -> list[tuple[int, NaivePlan]]:
        """Plans that end some day, with whose they are."""
        today = day_of(self.shop.clock.at)
        members = enumerate(self.model.members.values())
        return [(who, plan) for who, member in members for plan in member.plans if plan.ends > today]

    @rule(fees=FEES)
    def nobody_sells_a_plan_to_a_guest(self, fees: list[Wanted]) -> None:
        """Nothing is written."""
        basket = self.filled(fees, None, 0)
        payable = self.shop.till.quoted(basket, TenderKind.QRIS).quote.payable
        payment = Payment(
            kind=TenderKind.QRIS, received=payable, expected=payable, cashier_id=self.shop.cashier_id
        )
        assert self.shop.till.commit(basket, payment) == SaleRefused(reason=SaleRefusal.NEEDS_MEMBER)
        self.shop.till.discard(basket.sale_id)

    @property
    def with_plans(self) -> list[NaiveSale]:
        """Sales that opened a plan and of which something can come back."""
        gave = {plan.document_id for member in self.model.members.values() for plan in member.plans}
        return [sale for sale in self.model.kept if sale.sale_id in gave]
