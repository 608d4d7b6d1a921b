"""What a cashier hears while the checkout works, over a real till on a real store."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from app.services.sound import Sound
from app.ui.hearing import sound_of
from tests.support.counter import Counter
from tests.support.gift_shop import open_gift_shop
from tests.support.paying_scenes import add_rewards
from tests.support.selling import sell
from tests.support.shop import SmallShop, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as made:
        open_gift_shop(made)
        add_rewards(made)
        yield made


def _heard(counter: Counter) -> list[Sound]:
    """What sounded since the last time. The last state stays: the next change is heard against it."""
    sounds = [sound_of(before, after) for before, after in pairwise(counter.shown)]
    del counter.shown[:-1]
    return [sound for sound in sounds if sound is not None]


def test_every_piece_that_was_scanned_is_heard_once(counter: Counter) -> None:
    counter.scan_items("KOP-001", "KUE-001", "KOP-001")
    assert _heard(counter) == [Sound.OK] * 3


def test_what_is_taken_out_or_undone_is_not_heard(counter: Counter) -> None:
    counter.scan_items("KOP-001", "KUE-001")
    _heard(counter)
    counter.presenter.remove_line()
    counter.hand.settle()
    assert _heard(counter) == []


def test_an_unknown_code_is_heard_each_time(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    _heard(counter)
    for _ in range(2):
        counter.scan("8999999999994")
    assert _heard(counter) == [Sound.UNKNOWN] * 2


def test_a_scan_that_came_broken_is_heard(counter: Counter) -> None:
    counter.presenter.scan_broken()
    assert _heard(counter) == [Sound.UNKNOWN]


def test_a_member_with_nothing_to_spend_is_only_taken(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    _heard(counter)
    counter.scan(counter.shop.cards[2])
    assert _heard(counter) == [Sound.OK]


def test_a_member_who_can_spend_something_is_announced_once(counter: Counter) -> None:
    sell(counter.shop, *["KUE-001"] * 20)
    counter.scan_items("KOP-001")
    _heard(counter)
    counter.scan(counter.shop.cards[0])
    assert _heard(counter) == [Sound.OK, Sound.REWARD]
    counter.scan_items("KOP-001", "KOP-001")
    assert _heard(counter) == [Sound.OK, Sound.OK]


def test_a_sale_that_is_done_is_heard_and_then_it_is_quiet(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    _heard(counter)
    counter.sell()
    assert _heard(counter) == [Sound.OK]
    counter.presenter.leave()
    counter.hand.settle()
    assert _heard(counter) == []
