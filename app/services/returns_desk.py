"""What the screens may ask of past sales, exchanges and returns without a receipt, each in one transaction."""

from dataclasses import dataclass

from app.services.blind_outcomes import (
    BlindOutcome,
    BlindPreview,
    BlindRefused,
    BlindRequest,
    BlindWanted,
)
from app.services.commit_sale import WriteMore
from app.services.exchange_goods import WriteExchangeReceipt, exchange_goods, preview_exchange
from app.services.exchange_outcomes import (
    ExchangeDone,
    ExchangeOutcome,
    ExchangePreview,
    ExchangeRefused,
    ExchangeRequest,
)
from app.services.open_basket import OpenBasket
from app.services.past_sales import PastSale, SalesPage, find_receipt, look_at_sale, newest_sales
from app.services.past_sales_port import PrintState
from app.services.ports import Chance, Clock, CommitListener
from app.services.return_blind import WriteBlindReceipt, preview_blind, return_blind
from app.services.settle_referral import settle_referral_of
from app.services.unit import TerminalStore


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnsDesk:
    """One terminal's exchanges, and returns without a receipt. needs_shift: nothing is sold while no shift is open.

    own_shift: others than its cashier, or a manager, sell in one by a manager's word. write_more: what the
    sale of an exchange prints besides its receipt.
    """

    store: TerminalStore
    clock: Clock
    chance: Chance
    write_exchange: WriteExchangeReceipt
    write_blind: WriteBlindReceipt
    on_commit: CommitListener
    needs_shift: bool = False
    own_shift: bool = False
    write_more: WriteMore = lambda _facts: ()

    def newest_sales(self, page: int) -> SalesPage:
        """Some of today's sales, the newest first. page: from 0."""
        with self.store.reading() as unit:
            return newest_sales(unit, page, self.clock.now())

    def find_receipt(self, typed: str) -> PastSale | None:
        """The sale of a receipt's number, typed or scanned."""
        with self.store.reading() as unit:
            now = self.clock.now()
            sale_id = find_receipt(unit, typed, now)
            return None if sale_id is None else look_at_sale(unit, sale_id, now)

    def look_at_sale(self, sale_id: bytes) -> PastSale | None:
        """A sale as it stands."""
        with self.store.reading() as unit:
            return look_at_sale(unit, sale_id, self.clock.now())

    def print_state(self, document_id: bytes) -> PrintState:
        """How the newest receipt of a document is."""
        with self.store.reading() as unit:
            return unit.past_sales.print_state(document_id)

    def new_id(self) -> bytes:
        """The id of a document that a screen begins."""
        return self.chance.new_id(self.clock.now())

    def blank_basket(self) -> OpenBasket:
        """A basket for what is taken instead. It isn't kept: nothing of it is paid before the exchange is made."""
        now = self.clock.now()
        with self.store.reading() as unit:
            revision = unit.catalogue.programme().revision
            return OpenBasket(sale_id=self.chance.new_id(now), revision=revision, opened_at=now)

    def preview_exchange(self, request: ExchangeRequest) -> ExchangePreview | ExchangeRefused:
        """What an exchange would come to. On the writing lane: it is tried and undone."""
        with self.store.writing() as unit:
            return preview_exchange(unit, self.chance, request, self.clock.now())

    def exchange(self, request: ExchangeRequest) -> ExchangeOutcome:
        """Takes things back and sells others, once, however often it is asked."""
        with self.store.writing() as unit:
            now = self.clock.now()
            outcome = exchange_goods(
                unit,
                self.chance,
                self.write_exchange,
                request,
                now,
                needs_shift=self.needs_shift,
                own_shift=self.own_shift,
                write_more=self.write_more,
            )
            if isinstance(outcome, ExchangeDone):
                settle_referral_of(unit, self.chance, outcome.returned.sale_id, now)
                settle_referral_of(unit, self.chance, outcome.sale.sale_id, now)
        self.on_commit()
        return outcome

    def preview_blind(self, wanted: tuple[BlindWanted, ...]) -> BlindPreview | BlindRefused:
        """What would be given back for things without a receipt."""
        with self.store.reading() as unit:
            return preview_blind(unit, wanted, self.clock.now())

    def take_back_blind(self, request: BlindRequest) -> BlindOutcome:
        """Takes them back, once, however often it is asked."""
        with self.store.writing() as unit:
            outcome = return_blind(unit, self.chance, self.write_blind, request, self.clock.now())
        self.on_commit()
        return outcome
