"""Random histories of a shop on a real encrypted store: after every step it agrees with a naive model of itself."""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from app.services.till import Till
from app.storage.terminal.store import SqlTerminalStore
from tests.support.broken_shops import (
    ForgetsTheClawback,
    RestoresTheSameLotAgain,
    SellsTwice,
    SpendsTheLatestFirst,
)
from tests.support.opened_shop import founded
from tests.support.programme_parts import PARTS
from tests.support.shop import SmallShop
from tests.support.shop_cards import Naming
from tests.support.shop_drawer import KeepingCash
from tests.support.shop_history import ShopHistory
from tests.support.shop_keeping import Keeping
from tests.support.shop_limits import Rationing
from tests.support.shop_moving import Moving
from tests.support.shop_office import Managing
from tests.support.shop_plans import Subscribing
from tests.support.shop_returning import Returning
from tests.support.shop_vouchers import Couponing

pytestmark = pytest.mark.slow


class Trade(Returning, Managing, Keeping):
    """What happens in every shop."""


class Spenders(Returning):
    """A shop in which points pay for much, and nothing is done but to sell and to take back."""

    always = frozenset({"all-on-points"})


class Plans(Subscribing, Managing, Keeping):
    """A shop that sells plans."""

    always = frozenset({"plans"})


class Vouchers(Couponing, Managing, Keeping):
    """A shop that gives and takes vouchers."""

    always = frozenset({"vouchers"})


class Rations(Rationing, Managing, Keeping):
    """A shop whose promotions and rewards run out."""

    always = frozenset({"limits"})


class Moves(Moving, Managing, Keeping):
    """A shop in which sales get another member."""

    always = frozenset({"vouchers", "limits", "wallet", "card", "little-a-day"})


class Drawers(KeepingCash, Managing, Keeping):
    """A shop that counts its cash."""

    always = frozenset({"coins"})


class Cards(Naming, Managing, Keeping):
    """A shop whose members get and lose cards."""


class AnyHistory(Subscribing, Couponing, Rationing, Moving, KeepingCash, Naming, Managing, Keeping):
    """All rules."""

    perhaps = frozenset(PARTS)


SUBJECTS = (Trade, Plans, Vouchers, Rations, Moves, Drawers, Cards, AnyHistory)
"""A history of one subject does more of it in the same time."""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> SmallShop:
    return founded(tmp_path_factory.mktemp("shop"))


@dataclass(frozen=True)
class Extent:
    """How many histories, and of how many steps."""

    histories: int
    steps: int


def play(
    template: SmallShop,
    rules: type[ShopHistory],
    extent: Extent,
    *,
    anew: bool,
    shrinks: bool = True,
    **classes: Any,
) -> None:
    """Plays histories. anew: other ones than the last time. classes: other than the product's."""
    machine = type("Played", (rules,), {"template": template, **classes})
    phases = (Phase.generate, Phase.shrink) if shrinks else (Phase.generate,)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=extent.histories,
            stateful_step_count=extent.steps,
            deadline=None,
            derandomize=not anew,
            database=None,
            phases=phases,
            suppress_health_check=[HealthCheck.too_slow],  # another job's load is no fault of a case
        ),
    )


@pytest.mark.parametrize("subject", SUBJECTS)
def test_any_history_of_a_shop_agrees_with_the_naive_model(
    template: SmallShop, subject: type[ShopHistory], long_form: bool
) -> None:
    play(template, subject, _extent(subject, long_form), anew=long_form)


def _extent(subject: type[ShopHistory], long_form: bool) -> Extent:
    """All subjects together have the most to mix."""
    if subject is AnyHistory:
        return Extent(120, 50) if long_form else Extent(8, 36)
    return Extent(60, 50) if long_form else Extent(4, 30)


@pytest.mark.parametrize(
    "broken", [ForgetsTheClawback, SpendsTheLatestFirst, RestoresTheSameLotAgain, SellsTwice]
)
def test_a_shop_that_breaks_a_rule_is_noticed(template: SmallShop, broken: type[Any]) -> None:
    """Its books balance, and only the model knows better: nothing else is asked."""
    classes: dict[str, Any] = {"tills": broken} if issubclass(broken, Till) else {"kind": broken}
    assert issubclass(broken, Till | SqlTerminalStore)
    rules = Trade if issubclass(broken, Till) else Spenders  # second taps are no part of selling
    with pytest.raises(AssertionError):
        play(template, rules, Extent(200, 40), anew=False, shrinks=False, proves=False, **classes)
