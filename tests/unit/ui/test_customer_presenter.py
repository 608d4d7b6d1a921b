"""The display follows the checkout; thanks stay as long as somebody may read them, and no longer than that."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.ui.customer.presenter import THANKS_MS, CustomerPresenter
from app.ui.customer.state import Buying, CustomerScreen, CustomerState, Greeting, Idle, ShownMember, Thanks
from tests.support.hand_lanes import HandLanes
from tests.support.shop import SmallShop, small_shop

BUYING = Buying(
    lines=(),
    changed=None,
    saved=0,
    added=0,
    total=24_000,
    member=ShownMember(first_name="Siti", tier="Teman", points=0),
    earns=24,
)
THANKS = Thanks(payable=24_000, received=50_000, change=26_000, earned=24, balance=24)


@dataclass
class Display:
    """A display that nobody sees, and a clock that stands."""

    shop: SmallShop
    hand: HandLanes = field(default_factory=HandLanes)
    shown: list[CustomerScreen] = field(default_factory=list)
    waiting: list[tuple[int, Callable[[], None]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.presenter = CustomerPresenter(self.shop.till, self.hand.lanes, self.shown.append, self._later)
        self.presenter.start(join="https://kopi.example/join", training=False)
        self.hand.settle()

    @property
    def now(self) -> object:
        return self.shown[-1].now

    def shows(self, state: CustomerState) -> bool:
        return self.shown[-1].now == state

    def pass_time(self) -> None:
        waiting, self.waiting = self.waiting, []
        for _, call in waiting:
            call()

    def _later(self, milliseconds: int, call: Callable[[], None]) -> None:
        self.waiting.append((milliseconds, call))


@pytest.fixture
def display(tmp_path: Path) -> Iterator[Display]:
    with small_shop(tmp_path) as shop:
        made = Display(shop)
        yield made
        made.hand.close()
        assert made.hand.faults == []


def test_it_greets_with_the_shop_and_what_points_are_worth(display: Display) -> None:
    greeting = Greeting(
        shop="Kopi Setia", rupiah_per_point=1_000, points=100, worth=1_000, join="https://kopi.example/join"
    )
    assert display.shown[-1] == CustomerScreen(greeting=greeting, now=Idle(), training=False)


def test_thanks_name_the_member_who_bought(display: Display) -> None:
    display.presenter.see(BUYING)
    display.presenter.see(THANKS)
    assert isinstance(display.now, Thanks)
    assert display.now.first_name == "Siti"


def test_a_guest_isn_t_called_by_the_member_before(display: Display) -> None:
    display.presenter.see(BUYING)
    display.presenter.see(THANKS)
    display.presenter.see(Buying(lines=(), changed=None, saved=0, added=0, total=1, member=None, earns=0))
    display.presenter.see(THANKS)
    assert isinstance(display.now, Thanks)
    assert display.now.first_name == ""


def test_thanks_outlast_the_cashier_s_enter_and_then_go(display: Display) -> None:
    display.presenter.see(THANKS)
    display.presenter.see(Idle())
    assert isinstance(display.now, Thanks)
    assert [milliseconds for milliseconds, _ in display.waiting] == [THANKS_MS]
    display.pass_time()
    assert display.shows(Idle())


def test_the_next_sale_never_waits_for_thanks(display: Display) -> None:
    display.presenter.see(THANKS)
    display.presenter.see(BUYING)
    assert display.shows(BUYING)
    display.pass_time()
    assert display.shows(BUYING)


def test_the_time_of_one_sale_doesn_t_end_the_thanks_of_the_next(display: Display) -> None:
    display.presenter.see(THANKS)
    display.presenter.see(BUYING)
    early, display.waiting = display.waiting, []
    display.presenter.see(THANKS)
    display.presenter.see(Idle())
    early[0][1]()
    assert isinstance(display.now, Thanks)


def test_thanks_that_the_cashier_leaves_open_stay(display: Display) -> None:
    display.presenter.see(THANKS)
    display.pass_time()
    assert isinstance(display.now, Thanks)
    display.presenter.see(Idle())
    assert display.shows(Idle())


def test_what_says_the_same_isn_t_shown_again(display: Display) -> None:
    display.presenter.see(BUYING)
    before = len(display.shown)
    display.presenter.see(BUYING)
    assert len(display.shown) == before
