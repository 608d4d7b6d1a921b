"""What the member spends on the basket: points, rewards, vouchers and cashback. Nothing is spent before the sale."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from app.services.open_basket import (
    OpenBasket,
    asking,
    asking_wallet,
    with_reward,
    with_voucher,
    without_reward,
    without_voucher,
)
from app.services.outcomes import ScanOutcome, VoucherFound, VoucherStanding
from app.services.redeemable import Redeemable, RewardChoice, VoucherChoice
from app.ui.checkout.board import Board
from app.ui.checkout.desk import Desk
from app.ui.checkout.redeem_pages import Choice, choices_of, first_part_of, parts_of
from app.ui.checkout.state import NotRedeemed, RedeemPart, RedeemSheet, Trouble
from app.ui.lanes import Lanes

_LONGEST_AMOUNT = 10

Edit = Callable[[OpenBasket], OpenBasket]


class RedeemTill(Protocol):
    """What redeeming needs of the till."""

    def redeemable(self, basket: OpenBasket) -> Redeemable: ...


class RedeemDesk(Desk):
    """`edit` changes the open basket."""

    sheets = (RedeemSheet,)

    def __init__(self, till: RedeemTill, lanes: Lanes, board: Board, edit: Callable[[Edit], None]) -> None:
        super().__init__(board)
        self._till = till
        self._lanes = lanes
        self._edit = edit
        self._asked = 0
        self._watched = ""  # the voucher that was just put on the basket: its price says whether it counts

    def open(self, part: RedeemPart | None = None) -> None:
        """Points first, if any can be spent: what was chosen before, or all that is allowed."""
        quoted = self._board.state.quoted
        if not self._board.is_free:
            return
        if quoted is None:
            self._board.notice(Trouble.NOTHING_TO_REDEEM)
            return
        redemption = quoted.quote.redemption
        first = part or first_part_of(quoted)
        self._board.sheet(RedeemSheet(redemption.points or redemption.limit, part=first))
        self._look()

    def show(self, part: RedeemPart) -> None:
        """Another page of the sheet."""
        sheet = self._sheet()
        if sheet is not None:
            self._board.sheet(replace(sheet, part=part, place=0, keyed=""))

    def turn(self, by: int) -> None:
        sheet, quoted = self._sheet(), self._board.state.quoted
        if sheet is not None and quoted is not None:
            parts = parts_of(quoted)
            self.show(parts[(parts.index(sheet.part) + by) % len(parts)])

    def change(self, steps: int) -> None:
        """So many of the programme's steps of points more or fewer."""
        sheet, quoted = self._sheet(), self._board.state.quoted
        if sheet is not None and quoted is not None:
            rules, limit = quoted.programme.points, quoted.quote.redemption.limit
            points = max(0, min(limit, sheet.points + steps * rules.redeem_multiple))
            if 0 < points < rules.redeem_minimum:
                points = 0 if steps < 0 else min(limit, rules.redeem_minimum)
            self._board.sheet(replace(sheet, points=points))

    def all(self) -> None:
        """As many points as this basket allows."""
        sheet, quoted = self._sheet(), self._board.state.quoted
        if sheet is not None and quoted is not None:
            self._board.sheet(replace(sheet, points=quoted.quote.redemption.limit))

    def step(self, by: int) -> None:
        sheet = self._sheet()
        if sheet is None:
            return
        if sheet.part is RedeemPart.POINTS:
            self.change(-by)
        elif choices_of(sheet):
            place = max(0, min(len(choices_of(sheet)) - 1, sheet.place + by))
            self._board.sheet(replace(sheet, place=place))

    def key(self, digits: str) -> None:
        self._type(lambda keyed: (keyed + digits).lstrip("0")[:_LONGEST_AMOUNT])

    def erase(self) -> None:
        self._type(lambda keyed: keyed[:-1])

    def clear(self) -> None:
        self._type(lambda _keyed: "")

    def confirm(self) -> None:
        sheet = self._sheet()
        if sheet is None:
            return
        match sheet.part:
            case RedeemPart.POINTS:
                self._close_with(lambda basket: asking(basket, sheet.points))
            case RedeemPart.REWARDS | RedeemPart.VOUCHERS:
                self.take()
            case RedeemPart.CASHBACK:
                self._ask_wallet(sheet)

    def take(self, place: int | None = None) -> None:
        """Takes the marked reward or voucher, or the one at a place; or says why it can't be had."""
        choice = self._choice(place)
        quoted = self._board.state.quoted
        if choice is None or quoted is None:
            return
        if choice.refusal is not None:
            self._board.notice(NotRedeemed(choice.refusal, quoted.programme))
        elif isinstance(choice, RewardChoice):
            reward_id = choice.reward.id
            self._close_with(lambda basket: with_reward(basket, reward_id))
        elif choice.standing is VoucherStanding.VALID:
            self._board.sheet(None)
            self.show_voucher(choice.code)

    def put_back(self, place: int | None = None) -> None:
        """Takes the marked reward or voucher, or the one at a place, out of the basket again; the sheet stays."""
        choice = self._choice(place)
        if isinstance(choice, RewardChoice) and choice.taken:
            reward_id = choice.reward.id
            self._edit(lambda basket: without_reward(basket, reward_id))
        elif isinstance(choice, VoucherChoice) and choice.shown:
            code = choice.code
            self._edit(lambda basket: without_voucher(basket, code))

    def scanned(self, outcome: ScanOutcome) -> bool:
        """A voucher is put on the basket, and shows among the others; a card means what it always means."""
        match outcome:
            case VoucherFound(standing=VoucherStanding.VALID, code=code):
                self.show(RedeemPart.VOUCHERS)
                self.show_voucher(code)
                return True
            case _:
                return False

    def show_voucher(self, code: str) -> None:
        """Puts a voucher on the basket; whether it counts there, its price says."""
        self._watched = code
        self._edit(lambda basket: with_voucher(basket, code))

    def priced(self) -> None:
        """The basket has a new price: what can be redeemed may be something else, and a voucher may not count."""
        self._say_whether_it_counts()
        sheet, quoted = self._sheet(), self._board.state.quoted
        if sheet is not None and quoted is not None:
            redemption = quoted.quote.redemption
            points = min(sheet.points, redemption.limit) or redemption.points or redemption.limit
            self._board.put(replace(self._board.state, sheet=replace(sheet, points=points)))
            self._look()

    def _say_whether_it_counts(self) -> None:
        code, self._watched = self._watched, ""
        quoted = self._board.state.quoted
        if not code or quoted is None:
            return
        held = next((one for one in quoted.inputs.vouchers if one.code == code), None)
        if held is None:
            self._board.notice(Trouble.VOUCHER_OF_ANOTHER)
            return
        refused = [one for one in quoted.quote.refusals if one.rule_id == held.kind_id]
        if refused:
            self._board.notice(NotRedeemed(refused[-1], quoted.programme))

    def _ask_wallet(self, sheet: RedeemSheet) -> None:
        wallet = None if sheet.offered is None else sheet.offered.wallet
        if wallet is None:
            return
        amount = int(sheet.keyed) if sheet.keyed else wallet.most
        if amount > wallet.most:
            self._board.notice(Trouble.WALLET_LIMIT)
        else:
            self._close_with(lambda basket: asking_wallet(basket, amount))

    def _close_with(self, edit: Edit) -> None:
        self._board.sheet(None)
        self._edit(edit)

    def _look(self) -> None:
        basket = self._board.state.basket
        if basket is not None:
            self._asked += 1
            number = self._asked
            self._lanes.read.submit(
                lambda: self._till.redeemable(basket), lambda found: self._found(number, found), self._failed
            )

    def _found(self, number: int, found: Redeemable) -> None:
        sheet = self._sheet()
        if number == self._asked and sheet is not None:
            shown = replace(sheet, offered=found)
            place = max(0, min(shown.place, len(choices_of(shown)) - 1))
            self._board.put(replace(self._board.state, sheet=replace(shown, place=place)))

    def _type(self, edit: Callable[[str], str]) -> None:
        sheet = self._sheet()
        if sheet is not None and sheet.part is RedeemPart.CASHBACK:
            self._board.sheet(replace(sheet, keyed=edit(sheet.keyed)))

    def _choice(self, place: int | None) -> Choice | None:
        sheet = self._sheet()
        if sheet is None:
            return None
        choices = choices_of(sheet)
        wanted = sheet.place if place is None else place
        return choices[wanted] if wanted < len(choices) else None

    def _sheet(self) -> RedeemSheet | None:
        sheet = self._board.state.sheet
        return sheet if isinstance(sheet, RedeemSheet) else None

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)
