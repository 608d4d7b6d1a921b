"""A manager's word, collected digit by digit; only the screen is missing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.services.approval import Approval, ApprovalFault, NotApproved
from app.services.front import WrongPin
from app.ui.approval import ApprovalEntry, ApprovalPad
from tests.support.hand_lanes import HandLanes
from tests.support.shop import MANAGER_PIN, SmallShop, small_shop


class Asking:
    """Somebody at a till who was asked for a manager."""

    def __init__(self, shop: SmallShop) -> None:
        self.hand = HandLanes()
        self.shown: list[ApprovalEntry] = []
        self.given: list[Approval] = []
        self.pad = ApprovalPad(shop.till, self.hand.lanes, self.shown.append, self.given.append)
        self.pad.start()
        self.hand.settle()


@pytest.fixture
def asking(tmp_path: Path) -> Iterator[Asking]:
    shop = small_shop(tmp_path)
    made = Asking(shop)
    yield made
    made.hand.close()
    shop.store.close()


def test_only_managers_are_asked_and_a_single_one_is_chosen_at_once(asking: Asking) -> None:
    entry = asking.shown[-1]
    assert [tile.role.value for tile in entry.managers] == ["manager"]
    assert entry.chosen == entry.managers[0]


def test_the_sixth_digit_gives_the_word_once(asking: Asking) -> None:
    for digit in MANAGER_PIN + "7":
        asking.pad.key(digit)
    chosen = asking.pad.entry.chosen
    assert chosen is not None
    assert asking.given == [Approval(staff_id=chosen.staff_id, pin=MANAGER_PIN)]
    assert asking.pad.entry.checking


def test_a_refused_word_says_why_and_may_be_given_again(asking: Asking) -> None:
    asking.pad.key("111111")
    why = NotApproved(fault=ApprovalFault.NOT_APPROVED, pin=WrongPin(left=4))
    asking.pad.refused(why)
    assert asking.shown[-1].trouble == why
    asking.pad.key("222222")
    assert [word.pin for word in asking.given] == ["111111", "222222"]


def test_erased_digits_are_not_in_the_word(asking: Asking) -> None:
    asking.pad.key("99")
    asking.pad.erase()
    asking.pad.key("1")
    assert asking.pad.entry.entered == 2
    asking.pad.clear()
    asking.pad.key(MANAGER_PIN)
    assert [word.pin for word in asking.given] == [MANAGER_PIN]
