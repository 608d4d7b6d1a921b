"""The receipts screen with nobody at it, over a real till on a real store."""

from dataclasses import dataclass, field, replace
from typing import TypeVar

from app.services.return_outcomes import ReturnNotPossible, ReturnPreview
from app.services.scans import Scan, ScanSource, Symbology
from app.ui.receipts.ports import ReceiptServices
from app.ui.receipts.presenter import ReceiptsPresenter
from app.ui.receipts.state import Notice, ReceiptsState, ReturnSheet
from app.ui.receipts.wording import notice_words
from app.words.translate import Language, Words
from tests.support.exchanging import desk_of
from tests.support.hand_lanes import HandLanes
from tests.support.shop import MANAGER_PIN, SmallShop

_Sheet = TypeVar("_Sheet")


@dataclass
class ReceiptsCounter:
    """`left` counts how often the screen was left."""

    shop: SmallShop
    hand: HandLanes = field(default_factory=HandLanes)
    shown: list[ReceiptsState] = field(default_factory=list)
    left: int = 0

    def __post_init__(self) -> None:
        till = self.shop.till
        returns = replace(desk_of(self.shop), own_shift=till.own_shift)
        services = ReceiptServices(till=till, returns=returns, office=till.office)
        self.presenter = ReceiptsPresenter(services, self.hand.lanes, self.shown.append, self._leave)

    @property
    def state(self) -> ReceiptsState:
        return self.presenter.state

    def come(self) -> None:
        """The cashier comes to the screen."""
        self.presenter.start(self.shop.cashier_id)
        self.hand.settle()

    def scan(self, text: str) -> None:
        self.presenter.scanned(Scan(text, Symbology.UNKNOWN, ScanSource.SERIAL, 0))
        self.hand.settle()

    def enter(self) -> None:
        self.presenter.confirm()
        self.hand.settle()

    def keys(self, digits: str) -> None:
        for digit in digits:
            self.presenter.key(digit)
        self.hand.settle()

    def allow(self, pin: str = MANAGER_PIN) -> None:
        """The only manager gives a PIN."""
        self.keys(pin)

    def sheet(self, kind: type[_Sheet]) -> _Sheet:
        found = self.state.sheet
        assert isinstance(found, kind), found
        return found

    def preview(self) -> ReturnPreview:
        found = self.sheet(ReturnSheet).preview
        assert isinstance(found, ReturnPreview), found
        return found

    def refusal(self) -> ReturnNotPossible:
        found = self.sheet(ReturnSheet).preview
        assert isinstance(found, ReturnNotPossible), found
        return found

    def standing(self) -> str:
        """What is left of the chosen sale."""
        assert self.state.past is not None
        return self.state.past.standing.value

    def says(self) -> str:
        """The sentence that the notice is."""
        return sentence_of(self.state.notice)

    def _leave(self) -> None:
        self.left += 1


def sentence_of(notice: Notice | None) -> str:
    """In English."""
    return notice_words(Words(Language.ENGLISH), notice)[1]
