"""Joining, cards and what is known of a member, in the real window: by keys alone, by touch alone, by scans."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from app.domain.codes import card_code
from app.words.translate import Language
from tests.support.enrolling import NEWS, WELCOME, publish
from tests.support.joining_scenes import QUESTIONS
from tests.support.office import opened, records
from tests.support.shop import MANAGER_PIN
from tests.support.window import Window

BLANK_CARD = card_code(bytes(range(10)))
CONTROL = Qt.KeyboardModifier.ControlModifier
MOST_KEYSTROKES = 16


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    with Window(tmp_path, Language.ENGLISH) as made:
        publish(made.shop, consents=(NEWS,), actions=(WELCOME,))
        made.open()
        made.log_in()
        yield made
        assert made.faults == []


def texts(window: Window) -> set[str]:
    return {text.text() for text in window.shell.findChildren(QLabel) if text.isVisible() and text.text()}


def strokes(window: Window, *keys: Qt.Key | str) -> int:
    """Presses keys one by one, where a hurried person doesn't wait for answers; how many they were."""
    pressed = 0
    for key in keys:
        for one in key if isinstance(key, str) else (key,):
            if isinstance(one, str):
                QTest.keyClicks(window.focused(), one)
            else:
                QTest.keyClick(window.focused(), one)
            pressed += 1
    window.settle()
    return pressed


def test_joining_takes_at_most_sixteen_keystrokes(window: Window) -> None:
    window.scan_item("KOP-001")
    keys = Qt.Key
    pressed = strokes(window, keys.Key_F3, "081211112222", keys.Key_Space, keys.Key_Return)
    assert {"Welcome!", "+50 points for joining"} <= texts(window)
    pressed += strokes(window, keys.Key_Return)
    assert pressed <= MOST_KEYSTROKES
    assert {"Member", "0812••••222", "50"} <= texts(window)
    window.key(keys.Key_F12)
    window.key(keys.Key_Return)
    assert {"+24 points", "New balance: 74 points"} <= texts(window)


def test_joining_by_touch_alone(window: Window) -> None:
    window.touch("New member")
    window.touch_keys("081211112222")
    assert "Not a member yet" in texts(window)
    window.touch("18 or older")
    window.touch("May send news.")
    window.touch("Name, if")
    window.touch_keys("rina")
    window.touch("Join")
    assert {"rina", "0812••••222"} <= texts(window)
    window.wait_out_a_double_tap()
    window.touch("Go on")
    window.find("About the member")


def test_what_the_programme_asks_is_answered_by_touch_alone(window: Window) -> None:
    publish(window.shop, profile_fields=QUESTIONS, consents=(replace(NEWS, required=True),))
    window.touch("New member")
    window.touch_keys("081211112222")
    window.touch("18 or older")
    window.touch("Join")
    assert "Ask “Skin type”, and touch the answer: nobody joins without." in texts(window)
    window.touch("Oily")
    window.touch("E-mail")
    window.touch_keys("rina-x")
    window.touch("Wedding day")
    window.touch_keys("29022020")
    window.touch("Join")
    assert "Nobody joins without the marked consent. Read it out; tick it if the customer agrees." in texts(
        window
    )
    window.touch("May send news. (needed to join)")
    window.touch("Join")
    window.wait_out_a_double_tap()
    window.touch("Go on")
    window.touch("About the member")
    assert {"Skin type", "Oily", "E-mail", "rina-x", "Wedding day", "29 Feb 2020"} <= texts(window)


def test_what_the_programme_asks_is_answered_by_keys_alone(window: Window) -> None:
    publish(window.shop, consents=(), profile_fields=QUESTIONS[:1])
    keys = Qt.Key
    strokes(window, keys.Key_F3, "081211112222", keys.Key_Space)
    for _ in range(30):
        if window.focused().accessibleName() == "Oily":
            break
        window.key(keys.Key_Tab)
    window.key(keys.Key_Space)
    window.key(keys.Key_Return)
    assert "Welcome!" in texts(window)


def test_a_phone_that_is_known_takes_that_member(window: Window) -> None:
    before = records(window.shop)
    strokes(window, Qt.Key.Key_F3, "081234567890")
    assert "A member already: Siti Rahayu, 0812••••890" in texts(window)
    window.key(Qt.Key.Key_Return)
    assert "Siti Rahayu" in texts(window)
    assert "New member" not in texts(window)
    assert records(window.shop) == before


def test_space_says_the_age_and_is_never_in_the_phone(window: Window) -> None:
    strokes(window, Qt.Key.Key_F3, "0812", Qt.Key.Key_Space, "11112222")
    window.key(Qt.Key.Key_Return)
    assert "Welcome!" in texts(window)


def test_what_is_missing_is_said_and_nothing_is_lost(window: Window) -> None:
    strokes(window, Qt.Key.Key_F3, "0812", Qt.Key.Key_Return)
    assert "That is no whole phone number. Check the digits with the customer." in texts(window)
    strokes(window, "11112222", Qt.Key.Key_Return)
    assert "Ask for the age. Press Space if 18 or older; for a minor, choose Under 18." in texts(window)
    window.touch("Under 18")
    window.key(Qt.Key.Key_Return)
    assert "Key the guardian’s name: a minor needs one." in texts(window)
    window.key(Qt.Key.Key_Escape)
    window.key(Qt.Key.Key_F3)
    window.find("Guardian’s name")


def test_a_card_that_is_scanned_while_joining_never_gets_into_a_field(window: Window) -> None:
    strokes(window, Qt.Key.Key_F3, "081211112222", Qt.Key.Key_Space)
    window.scan(BLANK_CARD)
    assert "The card is ready. It is the new member’s when he joins." in texts(window)
    window.key(Qt.Key.Key_Return)
    assert {"The card is the member’s. Hand it over.", BLANK_CARD} <= texts(window)


def test_a_member_s_card_is_blocked_by_keys_and_the_scan_of_it_offers_another(window: Window) -> None:
    card = window.shop.cards[0]
    window.scan(card)
    window.key(Qt.Key.Key_K, CONTROL)
    window.touch("Block")
    window.key(Qt.Key.Key_1)
    assert "The card is blocked. It names nobody any more." in texts(window)
    window.key(Qt.Key.Key_Return)
    window.touch("Remove the member")
    window.scan(card)
    said = "The scanned card is blocked. Ask who it is before you give Siti Rahayu another one."
    assert said in texts(window)
    window.scan(BLANK_CARD)
    assert "The card is the member’s now." in texts(window)
    window.key(Qt.Key.Key_Return)
    window.scan(BLANK_CARD)
    assert "Siti Rahayu" in texts(window)


def test_a_manager_unblocks_a_card_by_touch(window: Window) -> None:
    card = window.shop.cards[0]
    window.scan(card)
    window.touch("About the member")
    window.touch("Cards")
    window.touch("Block")
    window.touch("Lost")
    window.touch("Unblock")
    window.touch_keys(MANAGER_PIN)
    assert "The card is good again." in texts(window)


def test_a_code_is_shown_and_printed(window: Window) -> None:
    window.scan(window.shop.cards[0])
    window.key(Qt.Key.Key_K, CONTROL)
    window.touch("Show code")
    window.find(f"The member’s code {window.shop.cards[0]}")
    window.touch("Print code")
    assert "The code is being printed." in texts(window)
    with window.shop.store.writing() as unit:
        job = unit.spool.take()
    assert job is not None
    assert job.values["member_name"] == "Siti Rahayu"


def test_touching_the_panel_tells_all_about_the_member(window: Window) -> None:
    shop = window.shop
    opened(shop, 1_250, expires_at=shop.clock.at + 20 * 86_400_000)
    opened(shop, 300)
    window.scan(shop.cards[0])
    window.scan_item("KOP-001")
    panel = window.find("About the member").parentWidget()
    assert panel is not None
    QTest.mouseClick(panel, Qt.MouseButton.LeftButton)
    window.settle()
    assert {"Until 12 Dec 2026", "1.250", "Never expires", "300", "Member since"} <= texts(window)
    window.key(Qt.Key.Key_Escape)
    assert "Member since" not in texts(window)


def test_a_birthday_is_marked_with_a_word(window: Window) -> None:
    window.scan(window.shop.cards[1])
    assert "Birthday today" in texts(window)
