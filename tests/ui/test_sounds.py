"""The window is heard, until somebody turns the sounds off; the next start knows it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from app.devices.sound.tones import TONES, wav
from app.entrypoints.settings import load
from app.entrypoints.sounding import Sounding
from app.services.sound import Sound
from app.words.translate import Language
from tests.support.player_program import fake_player
from tests.support.window import Window

_OK, _UNKNOWN = wav(TONES[Sound.OK]), wav(TONES[Sound.UNKNOWN])


@pytest.fixture
def window(qapp: QApplication, tmp_path: Path) -> Iterator[Window]:
    (tmp_path / "till").mkdir()
    with Window(tmp_path / "till", Language.ENGLISH) as made:
        yield made


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the player of this machine played."""
    (tmp_path / "programs").mkdir()
    path = tmp_path / "heard"
    monkeypatch.setenv("PATH", fake_player(tmp_path / "programs", "aplay", path))
    path.touch()
    return path


def _sounding(window: Window, settings: Path, *, on: bool = True) -> Sounding:
    made = Sounding(window.shell, window.lanes.write, settings, on=on)
    made.start()
    window.open()
    window.log_in()
    return made


def _switches(window: Window) -> list[str]:
    names = [
        button.accessibleName() for button in window.shell.findChildren(QPushButton) if button.isVisible()
    ]
    return [name for name in names if "sounds" in name]


def test_a_piece_and_an_unknown_code_sound_differently(window: Window, heard: Path, tmp_path: Path) -> None:
    sounding = _sounding(window, tmp_path / "setia.toml")
    window.scan_item("KOP-001")
    window.scan("8999999999994")
    sounding.stop()
    assert heard.read_bytes() == _OK + _UNKNOWN


def test_ctrl_m_makes_the_till_silent_now_and_at_the_next_start(
    window: Window, heard: Path, tmp_path: Path
) -> None:
    file = tmp_path / "setia.toml"
    sounding = _sounding(window, file)
    assert _switches(window) == ["Turn sounds off (Ctrl+M)"]
    window.key(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    window.scan_item("KOP-001")
    sounding.stop()
    assert _switches(window) == ["Turn sounds on (Ctrl+M)"]
    assert heard.read_bytes() == b""
    assert load({}, {}, (file,)).sounds is False


def test_the_switch_in_the_strip_turns_them_on_again(window: Window, heard: Path, tmp_path: Path) -> None:
    file = tmp_path / "setia.toml"
    sounding = _sounding(window, file, on=False)
    window.touch("Turn sounds on (Ctrl+M)")
    window.scan_item("KOP-001")
    sounding.stop()
    assert heard.read_bytes() == _OK
    assert load({}, {}, (file,)).sounds is True


def test_without_a_player_there_is_no_switch_and_the_till_sells(
    window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    sounding = _sounding(window, tmp_path / "setia.toml")
    window.key(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    window.scan_item("KOP-001")
    sounding.stop()
    assert _switches(window) == []
    assert not (tmp_path / "setia.toml").exists()
