"""Takes tenders, gives them back and sells, one thing at a time, on the writing lane."""

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Protocol

from app.domain.basket import PaymentMethod, TenderKind
from app.domain.satisfaction import Question
from app.services.approval import Approval
from app.services.commit_sale import Payment
from app.services.open_basket import OpenBasket, TakenTender
from app.services.outcomes import Commit, PriceChanged, QuotedBasket, SaleDone, SaleRefused
from app.services.take_tender import TenderOutcome, TenderRefused, TenderTaken
from app.ui.checkout.board import Board
from app.ui.checkout.desks.finish import finish_panel
from app.ui.checkout.desks.word import WordDesk
from app.ui.checkout.state import TenderSheet, Trouble
from app.ui.lanes import Lanes

_log = logging.getLogger("setia.till")


class SettlingTill(Protocol):
    """What settling needs of the till."""

    @property
    def satisfaction(self) -> Question | None: ...
    def commit(self, basket: OpenBasket, payment: Payment) -> Commit: ...
    def take_tender(self, basket: OpenBasket, tender: TakenTender) -> TenderOutcome: ...
    def give_back_tender(self, basket: OpenBasket, place: int) -> OpenBasket: ...
    def paid_and_not_sold(self) -> tuple[OpenBasket, ...]: ...


class Settling:
    """`adopt` gets the basket with what was paid of it; `sold` is called once per sale, after the state shows it;
    `reprice` when what the sheet shows may be old.
    """

    def __init__(
        self,
        till: SettlingTill,
        lanes: Lanes,
        board: Board,
        word: WordDesk,
        adopt: Callable[[OpenBasket], None],
        sold: Callable[[SaleDone], None],
        reprice: Callable[[], None],
    ) -> None:
        self._till = till
        self._lanes = lanes
        self._board = board
        self._word = word
        self._adopt = adopt
        self._sold = sold
        self._reprice = reprice
        self.cashier_id = b""

    def sell(
        self, quoted: QuotedBasket, kind: TenderKind, received: int, approval: Approval | None = None
    ) -> None:
        """Makes the sale; `received` pays what is left. approval: a manager's word, where it took one."""
        payment = Payment(
            kind=kind,
            received=received,
            expected=quoted.quote.payable,
            cashier_id=self.cashier_id,
            approval=approval,
        )
        again = partial(self.sell, quoted, kind, received)
        self._begin()
        self._lanes.write.submit(
            lambda: self._till.commit(quoted.basket, payment),
            lambda outcome: self._committed(quoted, again, outcome),
            self._not_written,
        )

    def take(self, quoted: QuotedBasket, tender: TakenTender) -> None:
        """Puts a tender on disk with the basket; the last one makes the sale as well."""
        self._begin()
        self._lanes.write.submit(
            lambda: self._till.take_tender(quoted.basket, tender),
            lambda outcome: self._taken(tender, outcome),
            self._not_written,
        )

    def give_back(self, basket: OpenBasket, place: int) -> None:
        """The customer has his money again."""
        self._begin()
        self._lanes.write.submit(
            lambda: self._till.give_back_tender(basket, place), self._given_back, self._not_written
        )

    def _begin(self) -> None:
        sheet = self._board.state.sheet
        if isinstance(sheet, TenderSheet):
            self._board.sheet(replace(sheet, committing=True, giving_back=None))

    def _taken(self, tender: TakenTender, outcome: TenderOutcome) -> None:
        match outcome:
            case TenderTaken(quoted=quoted):
                _log.info("tender taken", extra={"event": "tender.taken", "amount": tender.amount})
                self._adopt(quoted.basket)
                if tender.last:
                    self.sell(quoted, TenderKind(tender.method.value), tender.received)
                else:
                    self._show(TenderSheet(way=PaymentMethod.CASH))
            case TenderRefused():
                self._reopen(None)
                self._board.notice(outcome)
                self._look_again()

    def _given_back(self, basket: OpenBasket) -> None:
        _log.info("tender given back", extra={"event": "tender.given-back"})
        self._adopt(basket)
        self._show(TenderSheet(way=PaymentMethod.CASH))
        self._board.notice(Trouble.GIVEN_BACK)

    def _show(self, sheet: TenderSheet) -> None:
        """The payment from its start, with what the customer could give to."""
        before = self._board.state.sheet
        if isinstance(before, TenderSheet):
            sheet = replace(sheet, causes=before.causes, others=before.others)
        self._board.sheet(sheet)
        self._reprice()

    def _committed(self, quoted: QuotedBasket, again: Callable[[Approval], None], outcome: Commit) -> None:
        """While a manager is asked, the payment rests as it does while it is written."""
        if isinstance(outcome, SaleRefused) and outcome.approval is not None:
            self._word.judge(outcome.approval, again, lambda: self._refused(outcome))
            return
        self._word.close()
        match outcome:
            case SaleDone():
                _tell_sale(outcome)
                self._board.sheet(finish_panel(outcome, quoted.programme, self._till.satisfaction))
                self._sold(outcome)
            case PriceChanged(quoted=newer):
                self._reopen(newer)
                self._board.notice(Trouble.PRICE_CHANGED)
            case SaleRefused():
                self._refused(outcome)

    def _refused(self, refused: SaleRefused) -> None:
        self._reopen(None)
        self._board.notice(refused)
        self._reprice()

    def _not_written(self, _fault: Exception) -> None:
        """The till asks the store again with the same basket: what was written isn't written twice."""
        self._word.close()
        self._reopen(None)
        self._board.notice(Trouble.NOT_SAVED)
        self._look_again()

    def _look_again(self) -> None:
        """What the store says was paid; a tender whose answer got lost may be among it."""
        self._lanes.read.submit(self._till.paid_and_not_sold, self._known_to_be_paid)
        self._reprice()

    def _known_to_be_paid(self, paid: tuple[OpenBasket, ...]) -> None:
        now = self._board.state.basket
        for basket in paid:
            if now is not None and basket.sale_id == now.sale_id and basket.tenders != now.tenders:
                self._adopt(replace(now, tenders=basket.tenders))

    def _reopen(self, quoted: QuotedBasket | None) -> None:
        sheet = self._board.state.sheet
        if isinstance(sheet, TenderSheet):
            self._board.sheet(replace(sheet, committing=False, quoted=quoted or sheet.quoted))


def _tell_sale(done: SaleDone) -> None:
    _log.info(
        "sale %s",
        done.receipt_number,
        extra={
            "event": "sale.done",
            "receipt_number": done.receipt_number,
            "payable": done.payable,
            "points_earned": done.points_earned,
        },
    )
