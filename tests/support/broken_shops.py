"""Shops that break one rule each while their books still balance: a test must notice each."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any

from app.domain.ledger import Account, Lot
from app.protocol.facts import Fact, SaleReturned
from app.services.commit_sale import Payment
from app.services.open_basket import OpenBasket
from app.services.outcomes import Commit
from app.services.till import Till
from app.services.unit import ReturnedSoFar
from app.storage.terminal.journal import TerminalJournal
from app.storage.terminal.members import TerminalMembers
from app.storage.terminal.returns import TerminalReturns
from app.storage.terminal.store import SqlTerminalStore, TerminalUnit


@dataclass(slots=True)
class _ForgetfulJournal(TerminalJournal):
    """Writes returns without what they take back."""

    def append(self, fact: Fact, **changes: Any) -> None:
        """The return's points stay with the member."""
        if isinstance(fact, SaleReturned):
            kept = tuple(posting for posting in fact.postings if posting.target is not Account.ISSUANCE)
            fact = replace(fact, postings=kept, returned=replace(fact.returned, clawback=0))
        super(_ForgetfulJournal, self).append(fact, **changes)


class ForgetsTheClawback(SqlTerminalStore):
    """A return leaves what the sale earned."""

    @contextmanager
    def writing(self) -> Iterator[TerminalUnit]:
        """With the forgetful journal."""
        with super().writing() as unit:
            yield replace(
                unit,
                journal=_ForgetfulJournal(unit.connection, unit.identity(), self.clock, self.chance),
            )


@dataclass(frozen=True, slots=True)
class _Latest(TerminalMembers):
    def held_lots(self, member_id: bytes, at: int) -> tuple[Lot, ...]:
        """Lots that can be spent, as if the last to lapse lapsed first."""
        lots = super(_Latest, self).held_lots(member_id, at)
        alive = [lot for lot in lots if lot.expires_at is None or lot.expires_at >= at]
        in_turn = sorted(alive, key=lambda lot: (lot.expires_at or 2**60, lot.earned_at), reverse=True)
        return tuple(replace(lot, expires_at=at + place) for place, lot in enumerate(in_turn))


class SpendsTheLatestFirst(SqlTerminalStore):
    """Redemption takes the wrong lots."""

    @contextmanager
    def writing(self) -> Iterator[TerminalUnit]:
        """With lots the wrong way round."""
        with super().writing() as unit:
            yield replace(unit, members=_Latest(unit.connection, unit.identity()))


@dataclass(frozen=True, slots=True)
class _Blind(TerminalReturns):
    def of_sale(self, sale_id: bytes) -> ReturnedSoFar:
        """As if no points had come back."""
        return replace(super(_Blind, self).of_sale(sale_id), points_back=0)


class RestoresTheSameLotAgain(SqlTerminalStore):
    """The second return puts points back where the first one did."""

    @contextmanager
    def writing(self) -> Iterator[TerminalUnit]:
        """Without a memory for points that came back."""
        with super().writing() as unit:
            yield replace(unit, returns=_Blind(unit.connection, unit.identity()))


class SellsTwice(Till):
    """A second tap is a second sale."""

    __slots__ = ()

    def commit(self, basket: OpenBasket, payment: Payment) -> Commit:
        """Under an id of its own when the first one is taken."""
        with self.store.reading() as unit:
            taken = unit.sales.by_id(basket.sale_id) is not None
        if taken:
            basket = replace(basket, sale_id=self.chance.new_id(self.clock.now()))
        return super().commit(basket, payment)
