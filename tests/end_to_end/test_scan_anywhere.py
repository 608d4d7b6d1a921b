"""One member, three ways to scan him, whatever has the focus."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.domain.codes import qr_payload
from app.emulators.lens import Look
from app.emulators.mjpeg_camera import MjpegCameraEmulator
from app.emulators.scanner import ScannerEmulator
from app.emulators.scenes import empty_scene, phone_scene
from tests.support.cashier import gtin_of, log_in
from tests.support.display import Display
from tests.support.shop import small_shop
from tests.support.terminal_process import TerminalProcess


@pytest.fixture
def display() -> Iterator[Display]:
    with Display() as screen:
        yield screen


def test_camera_and_wedge_name_the_same_member_and_no_field_sees_the_scan(
    tmp_path: Path, display: Display
) -> None:
    data = tmp_path / "till"
    data.mkdir()
    with small_shop(data) as shop:
        members, cards = shop.members, shop.cards
    noise = np.random.default_rng(1)
    held = Look(blur=1.2, tilt=22, turn=8)
    camera = MjpegCameraEmulator(lambda: empty_scene(noise))
    scanner = ScannerEmulator()
    devices = ("--camera", camera.address, "--scanner", str(scanner.path), "--printer", "none")
    till = TerminalProcess(display, data, *devices)
    log_in(display, till)
    till.wait_for("device.ready", device="camera")
    till.wait_for("device.ready", device="scanner")

    camera.show(lambda: phone_scene(qr_payload(cards[0]), held, noise))
    till.wait_for("member.shown", member_id=members[0].hex())
    camera.show(lambda: empty_scene(noise))

    scanner.send(gtin_of("KOP-001"), aim="]E0", terminator=b"\r")
    till.wait_for("basket.priced", lines=1, pieces=1)
    scanner.send(qr_payload(cards[1]), aim="]Q1", terminator=b"\r")
    till.wait_for("member.shown", member_id=members[1].hex())

    display.press("F7", "3")
    seen = len(till.events)
    display.type_like_a_scanner(qr_payload(cards[0]))
    till.wait_for("member.shown", after=seen, member_id=members[0].hex())
    display.press("Return")
    priced = till.wait_for("basket.priced", after=seen, lines=1, pieces=3)
    assert priced["payable"] == 72_000
    till.stop()
    scanner.close()
    camera.close()
