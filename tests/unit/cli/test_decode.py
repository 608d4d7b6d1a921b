import json
from pathlib import Path

import cv2
import numpy as np
import pytest

from app.cli.decode import decode_files
from app.emulators.lens import Look
from app.emulators.scenes import empty_scene, label_scene, phone_scene
from app.services.scans import Symbology
from app.words.translate import Language, Words

MEMBER = "SETIA:M/0123456789ABCDEFG"


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(7)


def rows(paths: list[Path], capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, object]]]:
    exit_code = decode_files(paths, as_json=True, words=Words(Language.ENGLISH))
    return exit_code, json.loads(capsys.readouterr().out)


def test_each_picture_is_one_row(
    tmp_path: Path, random: np.random.Generator, capsys: pytest.CaptureFixture[str]
) -> None:
    phone, counter = tmp_path / "télépon.png", tmp_path / "counter.jpg"
    phone.write_bytes(cv2.imencode(".png", phone_scene(MEMBER, Look(blur=1.5), random))[1].tobytes())
    counter.write_bytes(cv2.imencode(".jpg", empty_scene(random))[1].tobytes())
    assert rows([phone, counter], capsys) == (
        0,
        [
            {"path": str(phone), "codes": [{"text": MEMBER, "symbology": "qr"}]},
            {"path": str(counter), "codes": []},
        ],
    )


def test_a_video_gives_each_presented_code_once(
    tmp_path: Path, random: np.random.Generator, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "counter.avi"
    video = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 10.0, (1280, 720))
    label = label_scene("5901234123457", Symbology.EAN_13, Look(), random)
    for scene in [phone_scene(MEMBER, Look(), random)] * 3 + [empty_scene(random)] + [label] * 3:
        video.write(scene)
    video.release()
    exit_code, [row] = rows([path], capsys)
    assert exit_code == 0
    assert row["codes"] == [
        {"text": MEMBER, "symbology": "qr"},
        {"text": "5901234123457", "symbology": "ean-13"},
    ]


def test_a_file_that_is_missing_or_no_picture_is_a_row_with_its_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.png").touch()
    (tmp_path / "notes.txt").write_text("no picture")
    names = ["missing.png", "empty.png", "notes.txt", "."]
    exit_code, found = rows([tmp_path / name for name in names], capsys)
    assert exit_code == 1
    assert [row["problem"] for row in found] == ["missing", "no-picture", "no-picture", "unreadable"]


def test_without_json_there_is_one_line_for_each_code(
    tmp_path: Path, random: np.random.Generator, capsys: pytest.CaptureFixture[str]
) -> None:
    phone = tmp_path / "phone.png"
    cv2.imwrite(str(phone), phone_scene(MEMBER, Look(), random))
    assert decode_files([phone, tmp_path / "missing.png"], as_json=False, words=Words(Language.ENGLISH)) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"{phone}: qr {MEMBER}",
        f"{tmp_path}/missing.png: there is no such file.",
    ]
