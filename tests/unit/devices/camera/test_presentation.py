from app.devices.camera.codes import DecodedCode, Point
from app.devices.camera.presentation import Presentation, PresentationSettings
from app.services.scans import Symbology

SECOND = 1_000_000_000
FRAME = SECOND // 15


def code(text: str, symbology: Symbology = Symbology.QR) -> DecodedCode:
    corner = Point(0, 0)
    return DecodedCode(text, symbology, (corner, corner, corner, corner))


def presentation() -> Presentation:
    return Presentation(PresentationSettings())


def test_a_qr_is_read_in_its_first_frame_and_once() -> None:
    stage = presentation()
    read = [stage.see([code("A")], number * FRAME) for number in range(30)]
    assert read == [[code("A")], *[[]] * 29]


def test_a_linear_code_needs_two_agreeing_frames() -> None:
    stage, ean = presentation(), code("5901234123457", Symbology.EAN_13)
    assert stage.see([ean], 0) == []
    assert stage.see([], FRAME) == []
    assert stage.see([ean], 2 * FRAME) == [ean]


def test_two_frames_that_disagree_read_nothing() -> None:
    stage = presentation()
    assert stage.see([code("1234567", Symbology.ITF)], 0) == []
    assert stage.see([code("1234568", Symbology.ITF)], FRAME) == []


def test_a_single_misreading_is_forgotten_after_a_second() -> None:
    stage, wrong = presentation(), code("1234567", Symbology.ITF)
    assert stage.see([wrong], 0) == []
    stage.see([], FRAME)
    stage.see([], SECOND + FRAME)
    assert stage.see([wrong], SECOND + 2 * FRAME) == []


def test_a_code_must_leave_for_a_second_before_it_is_read_again() -> None:
    stage = presentation()
    assert stage.see([code("A")], 0) != []
    for number in range(1, 14):  # hidden by a hand for less than a second
        stage.see([], number * FRAME)
    assert stage.see([code("A")], 14 * FRAME) == []
    for number in range(15, 32):
        stage.see([], number * FRAME)
    assert stage.see([code("A")], 32 * FRAME) == [code("A")]


def test_a_camera_that_stalls_does_not_read_the_same_card_again() -> None:
    stage = presentation()
    stage.see([code("A")], 0)
    assert stage.see([code("A")], 60 * SECOND) == []


def test_two_codes_in_one_picture_are_both_read() -> None:
    assert presentation().see([code("A"), code("B")], 0) == [code("A"), code("B")]


def test_no_flood_of_codes_fills_the_memory() -> None:
    stage = Presentation(PresentationSettings(most_codes=8))
    read = stage.see([code(str(number)) for number in range(1000)], 0)
    assert len(read) == 8
    stage.see([], FRAME)
    stage.see([], 2 * SECOND)
    assert stage.see([code("later")], 2 * SECOND + FRAME) == [code("later")]
