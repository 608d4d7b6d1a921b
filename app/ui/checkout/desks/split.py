"""Splits the open basket into parts: piece by piece, each part for whoever shows a card for it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.domain.basket import Line, Proof
from app.domain.splitting import Share, SplitRefusal, SplitRefused, step_of
from app.services.open_basket import OpenBasket
from app.services.outcomes import MemberFound, ScanOutcome
from app.services.split_bill import BasketSplit, PartAsked, SplitNotDone, SplitProblem
from app.ui.checkout.basket_sheets import SplitPart, SplitSheet
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.desks.basket import BasketDesk
from app.ui.checkout.state import Trouble
from app.ui.lanes import Lanes

MOST_PARTS = 8
"""That are chosen; what is left is one more."""


class SplitTill(Protocol):
    """What splitting needs of the till."""

    def split_bill(
        self, basket: OpenBasket, asked: tuple[PartAsked, ...], label: str, staff_id: bytes
    ) -> BasketSplit | SplitNotDone: ...


class SplitDesk(Desk):
    """label_of: under which name a basket was held. done: the bill with this id is split, its parts are held."""

    sheets = (SplitSheet,)

    def __init__(
        self,
        till: SplitTill,
        lanes: Lanes,
        board: Board,
        basket: BasketDesk,
        label_of: Callable[[OpenBasket], str],
        done: Callable[[bytes], None],
    ) -> None:
        super().__init__(board)
        self._till = till
        self._lanes = lanes
        self._basket = basket
        self._label_of = label_of
        self._done = done
        self.cashier_id = b""

    def open(self) -> None:
        """One part to choose; the rest is the other."""
        basket = self._board.state.basket
        if not self._board.is_free:
            return
        if basket is None or not basket.lines:
            self._board.notice(Trouble.NOTHING_TO_CHANGE)
            return
        if basket.part_of is not None:
            self._board.notice(SplitNotDone(problem=SplitProblem.PART_OF_BILL))
            return
        lines = tuple(line for line in basket.lines if line.parent is None)
        self._board.sheet(SplitSheet(lines=lines, parts=(SplitPart(),)))

    def choose_part(self, part: int) -> None:
        """Marks a part; the one after the last is a new one."""
        sheet = self._ready()
        if sheet is None or not 0 <= part < MOST_PARTS:
            return
        new = (SplitPart(),) if part >= len(sheet.parts) else ()
        parts = (*sheet.parts, *new)
        self._board.sheet(replace(sheet, parts=parts, part=min(part, len(parts) - 1)))

    def step_part(self, by: int) -> None:
        """The next or the previous part; after the last one, if something is in it, a new one."""
        sheet = self._ready()
        if sheet is None:
            return
        is_last = sheet.part == len(sheet.parts) - 1
        if by > 0 and is_last and sheet.parts[sheet.part].taken:
            self.add_part()
        else:
            self._board.sheet(replace(sheet, part=(sheet.part + by) % len(sheet.parts)))

    def add_part(self) -> None:
        """One more part."""
        sheet = self._ready()
        if sheet is not None:
            self.choose_part(min(len(sheet.parts), MOST_PARTS - 1))

    def step(self, by: int) -> None:
        sheet = self._ready()
        if sheet is not None:
            self._board.sheet(replace(sheet, place=(sheet.place + by) % len(sheet.lines)))

    def move(self, pieces: int, place: int | None = None) -> None:
        """So many pieces of a line (None: the marked one) into the marked part, or out of it."""
        sheet = self._ready()
        if sheet is None:
            return
        place = sheet.place if place is None else place
        line = sheet.lines[place]
        part = sheet.parts[sheet.part]
        had = part.of(line.number)
        has = max(0, min(had + pieces * step_of(line), had + sheet.left(line)))
        self._put(replace(sheet, place=place), line, has)

    def move_all(self, place: int | None = None) -> None:
        """All that is left of a line into the marked part."""
        sheet = self._ready()
        if sheet is not None:
            place = sheet.place if place is None else place
            line = sheet.lines[place]
            has = sheet.parts[sheet.part].of(line.number) + sheet.left(line)
            self._put(replace(sheet, place=place), line, has)

    def scanned(self, outcome: ScanOutcome) -> bool:
        """A card names whose the marked part is; anything else changes nothing here, and says so."""
        sheet = self._ready()
        if sheet is None:
            return False
        if isinstance(outcome, MemberFound):
            parts = list(sheet.parts)
            parts[sheet.part] = replace(parts[sheet.part], member=outcome.member)
            self._board.sheet(replace(sheet, parts=tuple(parts)))
        else:
            self._board.notice(Trouble.FINISH_SPLIT_FIRST)
        return True

    def confirm(self) -> None:
        """Splits the bill so; parts with nothing in them are left out."""
        sheet, basket = self._ready(), self._board.state.basket
        if sheet is None or basket is None:
            return
        asked = tuple(_asked(part) for part in sheet.parts if part.taken)
        if not asked:
            refused = SplitRefused(reason=SplitRefusal.EMPTY_PART)
            self._board.notice(SplitNotDone(problem=SplitProblem.SPLIT, refused=refused))
            return
        self._board.sheet(replace(sheet, saving=True))
        label, staff_id = self._label_of(basket), self.cashier_id
        self._lanes.write.submit(
            lambda: self._till.split_bill(basket, asked, label, staff_id),
            lambda outcome: self._answered(basket.sale_id, outcome),
            self._not_saved,
        )

    def _ready(self) -> SplitSheet | None:
        sheet = self._board.state.sheet
        return sheet if isinstance(sheet, SplitSheet) and not sheet.saving else None

    def _put(self, sheet: SplitSheet, line: Line, has: int) -> None:
        parts = list(sheet.parts)
        others = tuple(taken for taken in parts[sheet.part].taken if taken[0] != line.number)
        taken = (*others, (line.number, has)) if has else others
        parts[sheet.part] = replace(parts[sheet.part], taken=taken)
        self._board.sheet(replace(sheet, parts=tuple(parts)))

    def _answered(self, bill: bytes, outcome: BasketSplit | SplitNotDone) -> None:
        sheet = self._board.state.sheet
        if isinstance(outcome, BasketSplit):
            self._board.sheet(None)
            self._basket.forget()
            self._done(bill)
        elif isinstance(sheet, SplitSheet):
            self._board.sheet(replace(sheet, saving=False))
            self._board.notice(outcome)

    def _not_saved(self, _fault: Exception) -> None:
        sheet = self._board.state.sheet
        if isinstance(sheet, SplitSheet):
            self._board.sheet(replace(sheet, saving=False))
        self._board.notice(Trouble.NOT_SAVED)


def _asked(part: SplitPart) -> PartAsked:
    shares = tuple(Share(number=number, quantity=quantity) for number, quantity in part.taken)
    return PartAsked(shares=shares, member=part.member, proof=Proof.CARD)
