"""Rules of a shop's history about what can run out: promotions by member, day and budget, rewards by stock."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from tests.support.naive_days import DAY, trading_day
from tests.support.naive_returns import too_late
from tests.support.naive_shop import NaiveSale
from tests.support.shop_history import WHICH, one_of
from tests.support.shop_items import Wanted
from tests.support.shop_returning import Returning, rest_of
from tests.support.shop_selling import MEMBERS, PAYING, Paying

_LIMITED = st.lists(
    st.builds(Wanted, st.sampled_from(("ROT-002", "KUE-001", "KOP-003", "BIJ-001")), st.integers(1, 2)),
    min_size=1,
    max_size=3,
)


class Rationing(Returning):
    """The same few things again and again, until nothing is left of what was taken off."""

    @rule(who=MEMBERS, goods=_LIMITED, paying=PAYING, gift=st.booleans())
    def sells_what_is_limited(self, who: int | None, goods: list[Wanted], paying: Paying, gift: bool) -> None:
        """Also a cake for points, of which there are few."""
        self.pays(self.filled([Wanted("KUE-001", 1), *goods], who, 0, ("cake",) if gift else ()), paying)

    @rule(who=WHICH, goods=_LIMITED, paying=PAYING, days=st.sampled_from((0, 0, 1, 12)))
    def sells_it_three_times(self, who: int, goods: list[Wanted], paying: Paying, days: int) -> None:
        """To one member, on one day or on three."""
        for _ in range(3):
            self.pays(self.filled(goods, who, 0), paying)
            self.shop.clock.at += days * DAY

    @precondition(lambda self: self.limited)
    @rule(which=WHICH, goods=_LIMITED, paying=PAYING)
    def what_comes_back_is_free_again(self, which: int, goods: list[Wanted], paying: Paying) -> None:
        """A sale of today comes back whole, and the next basket may have its share."""
        sale = one_of(self.limited, which)
        if not too_late(self.model, sale, self.shop.clock.at):
            self.brings_back(sale, rest_of(sale))
            self.pays(self.filled(goods, which, 0), paying)

    @property
    def limited(self) -> list[NaiveSale]:
        """Today's sales that used something that can run out, and of which something can come back."""
        today = trading_day(self.shop.clock.at)
        return [sale for sale in self.model.kept if sale.inputs.rights and sale.day == today]
