"""How many points to redeem."""

from collections.abc import Callable

from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.state import RedeemSheet, Trouble


class RedeemDesk(Desk):
    """`chosen(points)` is called when they were confirmed."""

    sheets = (RedeemSheet,)

    def __init__(self, board: Board, chosen: Callable[[int], None]) -> None:
        super().__init__(board)
        self._chosen = chosen

    def open(self) -> None:
        """What was chosen before, or all that is allowed."""
        quoted = self._board.state.quoted
        if not self._board.is_free:
            return
        if quoted is None or quoted.quote.redemption.limit == 0:
            self._board.notice(Trouble.NOTHING_TO_REDEEM)
            return
        redemption = quoted.quote.redemption
        self._board.sheet(RedeemSheet(redemption.points or redemption.limit))

    def change(self, steps: int) -> None:
        """So many of the programme's steps more or fewer."""
        sheet, quoted = self._board.state.sheet, self._board.state.quoted
        if isinstance(sheet, RedeemSheet) and quoted is not None:
            rules, limit = quoted.programme.points, quoted.quote.redemption.limit
            points = max(0, min(limit, sheet.points + steps * rules.redeem_multiple))
            if 0 < points < rules.redeem_minimum:
                points = 0 if steps < 0 else min(limit, rules.redeem_minimum)
            self._board.sheet(RedeemSheet(points))

    def all(self) -> None:
        """As many points as this basket allows."""
        quoted = self._board.state.quoted
        if isinstance(self._board.state.sheet, RedeemSheet) and quoted is not None:
            self._board.sheet(RedeemSheet(quoted.quote.redemption.limit))

    def step(self, by: int) -> None:
        self.change(-by)

    def confirm(self) -> None:
        sheet = self._board.state.sheet
        if isinstance(sheet, RedeemSheet):
            self._chosen(sheet.points)
            self._board.sheet(None)
