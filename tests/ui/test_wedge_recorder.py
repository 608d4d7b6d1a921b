"""A keyboard scanner in front of a real Qt application is learnt, and the filter then reads it."""

import time
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.services.scans import Scan
from app.ui.wedge import WedgeSettings
from app.ui.wedge_filter import WedgeFilter
from app.ui.wedge_learning import LESSON_CODE, Burst, Learnt, NotLearnt, WedgeTrouble, learn
from app.ui.wedge_recorder import WedgeRecorder
from tests.support.keyboard import Keyboard


class Lesson(QWidget):
    """A page with a field and a button that no scan may touch."""

    def __init__(self) -> None:
        super().__init__()
        self.field, self.next = QLineEdit(), QPushButton("Next", autoDefault=True)
        self.touched = 0
        self.next.clicked.connect(self._touch)
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.next)
        self.bursts: list[Burst] = []
        self.scans: list[Scan] = []
        self.recorder = WedgeRecorder(self.bursts.append)
        self.filter = WedgeFilter(self.scans.append, lambda: None, time.monotonic_ns, WedgeSettings())

    def _touch(self) -> None:
        self.touched += 1


@pytest.fixture
def lesson(qtbot: QtBot, qapp: QApplication) -> Iterator[Lesson]:
    page = Lesson()
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
    page.filter.start()
    page.recorder.start()
    yield page
    page.recorder.stop()
    page.filter.stop()


@pytest.fixture
def keyboard(lesson: Lesson) -> Keyboard:
    return Keyboard(lesson.windowHandle())


def scan(qtbot: QtBot, lesson: Lesson, keyboard: Keyboard, text: str, gap_ms: int) -> None:
    before = len(lesson.bursts)
    keyboard.now_ms += 2_000
    keyboard.type(text, gap_ms)
    qtbot.waitUntil(lambda: len(lesson.bursts) > before, timeout=3_000)


def test_three_scans_are_heard_and_touch_neither_field_nor_button(
    qtbot: QtBot, lesson: Lesson, keyboard: Keyboard
) -> None:
    lesson.field.setFocus()
    for _ in range(3):
        scan(qtbot, lesson, keyboard, LESSON_CODE + "\r", 8)
    lesson.next.setFocus()
    scan(qtbot, lesson, keyboard, LESSON_CODE + "\r", 8)
    found = learn(tuple(lesson.bursts[:3]))
    assert isinstance(found, Learnt)
    assert (found.median, found.end, found.troubles) == (8, "\r", ())
    assert (lesson.field.text(), lesson.touched, lesson.scans) == ("", 0, [])


def test_a_slow_bluetooth_scanner_is_read_by_the_till_once_it_was_learnt(
    qtbot: QtBot, lesson: Lesson, keyboard: Keyboard
) -> None:
    for _ in range(3):
        scan(qtbot, lesson, keyboard, "~" + LESSON_CODE + "\r", 90)
    found = learn(tuple(lesson.bursts))
    assert isinstance(found, Learnt)
    lesson.recorder.stop()
    lesson.filter.use(found.settings)
    keyboard.now_ms += 2_000
    keyboard.type("~8991234567890\r", 90)
    assert [each.text for each in lesson.scans] == ["8991234567890"]
    lesson.field.setFocus()
    keyboard.now_ms += 2_000
    keyboard.type("1234", 120)
    assert lesson.field.text() == "1234"


def test_a_scanner_without_an_end_and_one_with_another_layout_are_told_apart(
    qtbot: QtBot, lesson: Lesson, keyboard: Keyboard
) -> None:
    for _ in range(3):
        scan(qtbot, lesson, keyboard, LESSON_CODE, 8)
    assert learn(tuple(lesson.bursts)) == NotLearnt(trouble=WedgeTrouble.NO_END)
    lesson.bursts.clear()
    for _ in range(3):
        scan(qtbot, lesson, keyboard, "ZyÖQa-0123456789\r", 8)
    found = learn(tuple(lesson.bursts))
    assert isinstance(found, Learnt)
    assert found.troubles == (WedgeTrouble.QWERTZ,)


def test_a_person_s_enter_and_single_letters_are_no_scan(
    qtbot: QtBot, lesson: Lesson, keyboard: Keyboard
) -> None:
    lesson.next.setFocus()
    keyboard.type("\r", 200)
    assert lesson.touched == 1
    keyboard.type("ab", 200)
    with qtbot.assertNotEmitted(lesson.field.textChanged, wait=800):
        pass
    assert lesson.bursts == []
