"""What the screens may ask when things come back in other ways than for money alone, each in one transaction."""

from dataclasses import dataclass

from app.services.blind_outcomes import (
    BlindOutcome,
    BlindPreview,
    BlindRefused,
    BlindRequest,
    BlindWanted,
)
from app.services.exchange_goods import WriteExchangeReceipt, exchange_goods, preview_exchange
from app.services.exchange_outcomes import (
    ExchangeOutcome,
    ExchangePreview,
    ExchangeRefused,
    ExchangeRequest,
)
from app.services.ports import Chance, Clock, CommitListener
from app.services.return_blind import WriteBlindReceipt, preview_blind, return_blind
from app.services.unit import TerminalStore


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnsDesk:
    """One terminal's exchanges, and returns without a receipt. needs_shift: nothing is sold while no shift is open."""

    store: TerminalStore
    clock: Clock
    chance: Chance
    write_exchange: WriteExchangeReceipt
    write_blind: WriteBlindReceipt
    on_commit: CommitListener
    needs_shift: bool = False

    def preview_exchange(self, request: ExchangeRequest) -> ExchangePreview | ExchangeRefused:
        """What an exchange would come to. On the writing lane: it is tried and undone."""
        with self.store.writing() as unit:
            return preview_exchange(unit, self.chance, request, self.clock.now())

    def exchange(self, request: ExchangeRequest) -> ExchangeOutcome:
        """Takes things back and sells others, once, however often it is asked."""
        with self.store.writing() as unit:
            outcome = exchange_goods(
                unit,
                self.chance,
                self.write_exchange,
                request,
                self.clock.now(),
                needs_shift=self.needs_shift,
            )
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
