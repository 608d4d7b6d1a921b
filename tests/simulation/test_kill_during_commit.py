"""A till that is killed at any moment loses no acknowledged sale or return and makes none twice."""

from pathlib import Path
from random import Random

import pytest

from tests.support.crash_driver import MortalShop, Worker
from tests.support.crash_worker import Manner

DEATHS_A_STORE = 50
LOOKS_EVERY = 5
"""Deaths between two looks at the store: in between, tills recover what the ones before left."""

DEATHS_UNTIL_NOTICED = 100


@pytest.mark.slow
def test_no_death_loses_or_doubles_a_sale_or_return(tmp_path: Path, long_form: bool) -> None:
    random = Random(None if long_form else 20_07)
    stores = 60 if long_form else 10
    acknowledged = returns = 0
    with Worker() as worker:
        for number in range(stores):
            shop = MortalShop(tmp_path / str(number), Manner.SOUND, random)
            for death in range(1, DEATHS_A_STORE + 1):
                shop.live_and_die(worker)
                if death % LOOKS_EVERY == 0:
                    assert shop.complaints() == []
            acknowledged += len(shop.heard.acknowledged)
            returns += shop.returns
    assert acknowledged > stores * DEATHS_A_STORE * 0.8
    assert returns > acknowledged * 0.1


@pytest.mark.parametrize(
    ("manner", "noticed"),
    [(Manner.JOURNAL_APART, ("unknown-sale", "unknown-return")), (Manner.EARLY_ACK, ("lost",))],
)
def test_a_commit_that_breaks_the_rule_is_noticed(
    tmp_path: Path, manner: Manner, noticed: tuple[str, ...]
) -> None:
    random = Random(20_07)
    shop = MortalShop(tmp_path / "shop", manner, random)
    complaints: list[str] = []
    with Worker() as worker:
        for _ in range(DEATHS_UNTIL_NOTICED):
            shop.live_and_die(worker)
            complaints = shop.complaints()
            if complaints:
                break
    assert any(each.startswith(noticed) for each in complaints), complaints
