"""A history of the small shop, step by step, with a naive model beside it. The rules are in the modules next to this.

A new kind of document is one method of the model and one rule.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any, ClassVar, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant

from app.domain.ledger import Account, Asset, Lot, PostingKind, postings_into
from app.domain.programme.document import Programme
from app.domain.programme.levels import TierMetric
from app.protocol.facts import BalanceOpened
from app.services.found_shop import list_items, publish_first
from app.services.till import Till
from app.storage.terminal.store import SqlTerminalStore, TerminalUnit
from tests.support.naive_books import NaiveLot
from tests.support.naive_days import day_of, last_instant, months_later
from tests.support.naive_shop import NaiveMember, NaiveShop
from tests.support.opened_shop import copy_of
from tests.support.shop import PEOPLE, SmallShop
from tests.support.shop_items import EXTRAS
from tests.support.shop_programmes import revisions
from tests.support.store_look import (
    assert_books_balance,
    assert_nothing_comes_back_twice,
    count_of,
    figures_of,
    uses_of,
    vouchers_of,
)

Chosen = TypeVar("Chosen")
WHICH = st.sampled_from((0, 0, 0, 1, 1, 2, 3, 5, 8))
"""Chooses one of whatever there is, rather the newest."""
Older = tuple[int, int | None]
"""Points, and months until they lapse; None: never."""
_OLDER: st.SearchStrategy[list[Older]] = st.lists(
    st.tuples(st.integers(20, 400), st.sampled_from((1, 2, 13, None))), max_size=3
)


def one_of(things: Sequence[Chosen], which: int) -> Chosen:
    """One of what there is."""
    return things[which % len(things)]


class ShopHistory(RuleBasedStateMachine):
    """`template`: the closed shop that each history is a copy of. `kind`, `tills`: the classes under test.

    `always`, `perhaps`: what each revision of its programme has, and what parts some have. `proves`: whether the
    store is checked from its first record on after each step, besides what the model says of it.
    """

    template: ClassVar[SmallShop]
    kind: ClassVar[type[SqlTerminalStore]] = SqlTerminalStore
    tills: ClassVar[type[Till]] = Till
    always: ClassVar[frozenset[str]] = frozenset()
    perhaps: ClassVar[frozenset[str]] = frozenset()
    proves: ClassVar[bool] = True

    def __init__(self) -> None:
        super().__init__()
        self.directory = Path(mkdtemp(prefix="setia-history-"))
        self.shop = copy_of(self.template, self.directory, self.kind, self.tills)
        self.metric = TierMetric.SPEND
        self.proved = 0
        self.done_at: dict[str, int] = {}
        with self.shop.store.reading() as unit:
            records, jobs = count_of(unit)
            self.model = NaiveShop({1: unit.catalogue.programme()}, records, jobs)
        for member_id, (_, _, birthday) in zip(self.shop.members, PEOPLE, strict=True):
            self.model.enrolled(member_id, self.shop.clock.at, birthday)
        self.model.records = records

    def teardown(self) -> None:
        """Closes and forgets the file."""
        try:
            with self.shop.store.reading() as unit:
                self.prove(unit)
        finally:
            self.shop.store.close()
            rmtree(self.directory)

    @initialize(data=st.data(), metric=st.sampled_from(TierMetric), older=st.tuples(_OLDER, _OLDER))
    def opens(self, data: st.DataObject, metric: TierMetric, older: tuple[list[Older], ...]) -> None:
        """The shop opens with a programme of its own, whose metric stays, and with points from an older system."""
        self.metric = metric
        programme = self.revised(data.draw(revisions(metric, self.always, self.perhaps)))
        with self.shop.store.writing() as unit:
            publish_first(unit, programme)
            list_items(unit, EXTRAS)
        self.model.programmes[programme.revision] = programme
        self.model.records += 2
        for member, balances in zip(self.model.members.values(), older, strict=False):
            for points, months in balances:
                self._brings(member, points, months)

    def _brings(self, member: NaiveMember, points: int, months: int | None) -> None:
        """Points as an import brings them in."""
        at = self.shop.clock.at
        expires_at = None if months is None else last_instant(months_later(day_of(at), months))
        lot = Lot(
            lot_id=self.shop.chance.random_bytes(16),
            asset=Asset.POINTS,
            earned_at=at,
            expires_at=expires_at,
            original=points,
            remaining=points,
        )
        fact = BalanceOpened(
            member_id=member.member_id,
            source="old",
            reference=lot.lot_id.hex(),
            opened_at=at,
            lot=lot,
            postings=postings_into(lot, PostingKind.ACCRUAL, Account.OPENING),
        )
        with self.shop.store.writing() as unit:
            unit.journal.append(fact, member_id=member.member_id)
        member.books.put(NaiveLot(lot.lot_id, at, expires_at, points, points))
        self.model.records += 1

    @invariant()
    def store_and_model_agree(self) -> None:
        """All that the store says of every member, and how much it wrote, is what the model says."""
        at = self.shop.clock.at
        with self.shop.store.reading() as unit:
            assert count_of(unit) == (self.model.records, self.model.jobs)
            for member in self.model.members.values():
                self.same("a member", figures_of(unit, member.member_id, at), self.expected(member))
            self.same("limits", uses_of(unit), self.uses_expected())
            self.same("vouchers", vouchers_of(unit), self.vouchers_expected())
            if self.proved != self.model.records:  # a whole check takes longer than the rest together
                self.prove(unit)

    def same(self, what: str, found: dict[str, Any], expected: dict[str, Any]) -> None:
        """Tells where store and model differ."""
        different = {
            name: (found.get(name), expected.get(name))
            for name in {**found, **expected}
            if found.get(name) != expected.get(name)
        }
        assert not different, f"{what}, store and model: {different}"

    def prove(self, unit: TerminalUnit) -> None:
        """The whole store, from its first record on."""
        if not self.proves:
            return
        assert_books_balance(unit)
        assert_nothing_comes_back_twice(unit)
        self.proved = self.model.records

    def once(self, what: str) -> bool:
        """Whether something was written since this was last done: doing it twice in a row would show nothing new."""
        return self.done_at.get(what) != self.model.records

    def expected(self, member: NaiveMember) -> dict[str, Any]:
        """What the model says of a member."""
        at, lots = self.shop.clock.at, (*member.books.lots, *member.wallet.lots)
        for lot in lots:
            assert lot.arrived or lot.amount <= lot.original, "no lot gets more than it had"
        return {
            "balance": member.books.balance,
            "debt": member.books.debt,
            "usable": member.books.usable(at),
            "metric": self.model.metric(member, at),
            "tier": member.tier,
            "wallet": (member.wallet.balance, member.wallet.debt, member.wallet.usable(at)),
            "stamps": {
                name: (card.balance, card.debt)
                for name, card in member.cards.items()
                if (card.balance, card.debt) != (0, 0)
            },
            "plans": sorted(
                (plan.plan_id, plan.starts, plan.ends) for plan in member.plans if plan.starts <= plan.ends
            ),
            "lots": {
                lot.lot_id: (lot.earned_at, lot.held, lot.lapses_at, lot.original, lot.amount) for lot in lots
            },
        }

    def uses_expected(self) -> dict[Any, tuple[int, int]]:
        """What the model says of limits."""
        sums: dict[Any, tuple[int, int]] = {}
        for use in self.model.limits.uses:
            member_id = self.model.current(use.member_id).member_id if use.member_id else b""
            key = (use.rule_id, member_id, use.day.isoformat())
            times, amount = sums.get(key, (0, 0))
            sums[key] = (times + use.times, amount + use.amount)
        return {key: used for key, used in sums.items() if used != (0, 0)}

    def vouchers_expected(self) -> dict[str, Any]:
        """What the model says of vouchers."""
        return {
            one.code: (
                one.kind_id,
                self.model.current(one.owner_id).member_id if one.owner_id else b"",
                one.lapses_at,
                one.left,
                one.took,
                one.revoked,
            )
            for one in self.model.vouchers.codes.values()
            if one.seen
        }

    def revised(self, draft: Programme) -> Programme:
        """A draft as the next revision."""
        return replace(draft, revision=self.model.newest.revision + 1)

    def member(self, which: int) -> NaiveMember:
        """One of the members."""
        return one_of(list(self.model.members.values()), which)
