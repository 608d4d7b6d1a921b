import sys
from itertools import count

import numpy as np
import pytest

from app.devices.camera.codes import DecodedCode, DecodeSettings, SecondOpinion
from app.devices.camera.decode import Decoder
from app.emulators.lens import Look
from app.emulators.scenes import draw_code, empty_scene, label_scene, phone_scene
from app.services.scans import Symbology

MEMBER = "SETIA:M/0123456789ABCDEFG"


@pytest.fixture
def decoder() -> Decoder:
    return Decoder(DecodeSettings())


@pytest.fixture
def random() -> np.random.Generator:
    return np.random.default_rng(20261122)


def read(codes: list[DecodedCode]) -> list[tuple[str, Symbology]]:
    return [(code.text, code.symbology) for code in codes]


@pytest.mark.parametrize(
    "look",
    [
        Look(),
        Look(blur=2.0, tilt=25.0),
        Look(tilt=45.0, turn=10.0),
        Look(light=0.12, noise=3.0),
        Look(inverted=True, blur=1.5, tilt=-20.0),
        Look(turn=90.0),
    ],
    ids=["plain", "blurred and tilted", "steep", "dark", "dark mode", "sideways"],
)
def test_a_member_is_recognised_on_a_phone(decoder: Decoder, random: np.random.Generator, look: Look) -> None:
    assert read(decoder.decode_still(phone_scene(MEMBER, look, random))) == [(MEMBER, Symbology.QR)]


@pytest.mark.parametrize(
    ("text", "symbology", "reading"),
    [
        ("5901234123457", Symbology.EAN_13, ("5901234123457", Symbology.EAN_13)),
        ("96385074", Symbology.EAN_8, ("96385074", Symbology.EAN_8)),
        ("036000291452", Symbology.UPC_A, ("0036000291452", Symbology.EAN_13)),
        ("01234565", Symbology.UPC_E, ("0012345000065", Symbology.EAN_13)),
        ("0123456789ABCDEFG", Symbology.CODE_128, ("0123456789ABCDEFG", Symbology.CODE_128)),
        ("SHELF-12", Symbology.CODE_39, ("SHELF-12", Symbology.CODE_39)),
        ("00012345678905", Symbology.ITF, ("00012345678905", Symbology.ITF)),
        ("Setia", Symbology.PDF_417, ("Setia", Symbology.PDF_417)),
        ("Setia", Symbology.DATA_MATRIX, ("Setia", Symbology.DATA_MATRIX)),
        ("Setia", Symbology.AZTEC, ("Setia", Symbology.AZTEC)),
    ],
)
def test_a_label_of_every_symbology_is_read_and_gtins_are_normalised(
    decoder: Decoder,
    random: np.random.Generator,
    text: str,
    symbology: Symbology,
    reading: tuple[str, Symbology],
) -> None:
    label = label_scene(text, symbology, Look(blur=0.7, tilt=10.0), random)
    assert read(decoder.decode_still(label)) == [reading]


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_grey_colour_and_transparent_pictures_are_read(decoder: Decoder, channels: int) -> None:
    grey = draw_code(MEMBER, Symbology.QR, 300)
    if channels == 1:
        image = grey
    elif channels == 3:
        image = np.dstack([grey] * 3)
    else:  # black modules on nothing, as a web page's picture is
        image = np.dstack([np.zeros_like(grey)] * 3 + [255 - grey])
    assert read(decoder.decode_still(image)) == [(MEMBER, Symbology.QR)]


def test_an_empty_counter_holds_no_code(decoder: Decoder, random: np.random.Generator) -> None:
    assert decoder.decode_still(empty_scene(random)) == []


def test_a_short_itf_code_is_taken_for_a_part_of_a_longer_one(
    decoder: Decoder, random: np.random.Generator
) -> None:
    assert decoder.decode_still(label_scene("1234", Symbology.ITF, Look(), random)) == []


def test_only_the_symbologies_in_use_are_read(random: np.random.Generator) -> None:
    decoder = Decoder(DecodeSettings(symbologies=frozenset({Symbology.QR})))
    assert decoder.decode_still(label_scene("SHELF-12", Symbology.CODE_39, Look(), random)) == []
    assert decoder.decode_still(phone_scene(MEMBER, Look(), random)) != []


def test_the_quad_is_around_the_code_in_the_pictures_own_pixels(
    decoder: Decoder, random: np.random.Generator
) -> None:
    for scene in (phone_scene(MEMBER, Look(), random), phone_scene(MEMBER, Look(blur=3.5), random)):
        [code] = decoder.decode_still(scene)
        assert all(500 < corner.x < 780 and 220 < corner.y < 500 for corner in code.quad)


def test_a_frame_out_of_focus_is_rescued_by_one_of_the_next_frames(
    decoder: Decoder, random: np.random.Generator
) -> None:
    readings = [decoder.decode_frame(phone_scene(MEMBER, Look(blur=4.2), random)) for _ in range(4)]
    assert [(MEMBER, Symbology.QR)] in [read(codes) for codes in readings]


def test_no_attempt_begins_after_the_budget_of_a_frame(random: np.random.Generator) -> None:
    seconds = count()
    hurried = Decoder(DecodeSettings(budget_seconds=0.5), clock=lambda: float(next(seconds)))
    assert hurried.decode_frame(empty_scene(random)) == []
    assert next(seconds) == 2  # the start, and the look at the clock after the first attempt


def test_the_second_opinion_is_there_or_is_reported_missing(decoder: Decoder) -> None:
    assert decoder.second_opinion in SecondOpinion


def test_without_the_zbar_library_the_first_opinion_still_reads(
    monkeypatch: pytest.MonkeyPatch, random: np.random.Generator
) -> None:
    monkeypatch.setattr("ctypes.util.find_library", lambda _: None)  # a machine without libzbar
    for module in ("pyzbar", "pyzbar.pyzbar", "pyzbar.wrapper", "pyzbar.zbar_library"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    decoder = Decoder(DecodeSettings())
    assert decoder.second_opinion is SecondOpinion.NO_LIBRARY
    assert read(decoder.decode_still(phone_scene(MEMBER, Look(), random))) == [(MEMBER, Symbology.QR)]
