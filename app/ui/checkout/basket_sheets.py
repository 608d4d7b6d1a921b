"""The sheets about the open basket besides selling it: put aside, given up, priced by hand, split, its channel, its
coupons.
"""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.basket import Line
from app.domain.manual_limits import ManualReason, ManualVerdict
from app.services.basket_asks import BasketAsks
from app.services.give_up_basket import DiscardReason
from app.services.hold_basket import HeldBasket
from app.services.member_view import MemberView
from app.services.open_basket import OpenBasket
from app.services.outcomes import QuotedBasket


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldSheet:
    """Under which name the open basket is put aside. saving: it is on its way to the store."""

    label: str = ""
    saving: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldList:
    """The baskets that are held. rows None: not known yet. place: the marked row. saving: one is being brought back."""

    rows: tuple[HeldBasket, ...] | None = None
    place: int = 0
    saving: bool = False

    @property
    def chosen(self) -> HeldBasket | None:
        """The marked row."""
        rows = self.rows or ()
        return rows[self.place] if self.place < len(rows) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveUpSheet:
    """Why a basket is given up. held: which of those that are held; None: the open one."""

    held: HeldBasket | None = None
    reason: DiscardReason = DiscardReason.CHANGED_MIND
    saving: bool = False


class ByHandKind(StrEnum):
    """What is set by hand: of the marked line, or of the whole order."""

    LINE_PRICE = "line-price"
    LINE_PERCENT = "line-percent"
    ORDER_PERCENT = "order-percent"
    ORDER_AMOUNT = "order-amount"


OF_LINE = (ByHandKind.LINE_PRICE, ByHandKind.LINE_PERCENT)
PERCENTS = (ByHandKind.LINE_PERCENT, ByHandKind.ORDER_PERCENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHandSheet:
    """line: the marked one; None: there is none, only the order. keyed: digits, of a percentage with a comma.

    quoted, verdict: of the basket as it would be; None: nothing was keyed, or it is being worked out.
    """

    line: int | None
    kind: ByHandKind
    keyed: str = ""
    reason: ManualReason = ManualReason.DAMAGED
    quoted: QuotedBasket | None = None
    verdict: ManualVerdict | None = None
    saving: bool = False

    def chosen(self, basket: OpenBasket | None) -> Line | None:
        """The marked line as the basket has it; None: only the order is marked."""
        lines = () if basket is None else basket.lines
        return next((line for line in lines if line.number == self.line), None)

    def is_set(self, basket: OpenBasket | None) -> bool:
        """Whether the basket has something by hand of the kind that is marked."""
        if self.kind in OF_LINE:
            chosen = self.chosen(basket)
            return chosen is not None and chosen.manual is not None
        return basket is not None and basket.manual is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitPart:
    """taken: how much of which line (number, thousandths). member: who showed his card for it; None: a guest."""

    taken: tuple[tuple[int, int], ...] = ()
    member: MemberView | None = None

    def of(self, number: int) -> int:
        """How much of a line it has, in thousandths."""
        return dict(self.taken).get(number, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitSheet:
    """lines: those that can be cut, without what modifies them. parts: what nobody took is one more, the last.

    part, place: the marked part and line.
    """

    lines: tuple[Line, ...]
    parts: tuple[SplitPart, ...]
    part: int = 0
    place: int = 0
    saving: bool = False

    def left(self, line: Line) -> int:
        """How much of a line no part has, in thousandths."""
        return line.quantity - sum(part.of(line.number) for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSheet:
    """How the customer buys. channels: ids to choose among. place: the marked row; the first one is none of them."""

    channels: tuple[str, ...]
    place: int = 0

    @property
    def rows(self) -> tuple[str, ...]:
        """Ids; empty: nobody chose."""
        return ("", *self.channels)


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponSheet:
    """Coupon codes; those that were entered, the basket has. text: as it is typed."""

    asks: BasketAsks
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CouponNotAsked:
    """No rule of the basket's programme asks for this code; empty: none asks for any."""

    code: str = ""


BasketSheet = HoldSheet | HeldList | GiveUpSheet | ByHandSheet | SplitSheet
