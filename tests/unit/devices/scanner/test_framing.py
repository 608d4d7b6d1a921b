import pytest

from app.devices.scanner.framing import Discarded, FramingSettings, ScannerFraming
from app.services.scans import Scan, ScanSource, Symbology

MILLISECOND = 1_000_000


@pytest.fixture
def framing() -> ScannerFraming:
    return ScannerFraming(FramingSettings())


def texts(scans: list[Scan]) -> list[str]:
    return [scan.text for scan in scans]


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\t", b"\x03", b"\x03\r\n"])
def test_every_usual_suffix_ends_a_code_once(framing: ScannerFraming, end: bytes) -> None:
    assert texts(framing.feed(b"\x02ABC-1" + end + b"ABC-2" + end, 5)) == ["ABC-1", "ABC-2"]
    assert not framing.pending


def test_a_code_that_comes_in_fragments_is_one_code(framing: ScannerFraming) -> None:
    assert framing.feed(b"]E0590", 0) == []
    assert framing.feed(b"1234123", 30 * MILLISECOND) == []
    assert framing.feed(b"457\r", 60 * MILLISECOND) == [
        Scan("5901234123457", Symbology.EAN_13, ScanSource.SERIAL, 60 * MILLISECOND)
    ]


def test_silence_ends_a_code_without_a_suffix(framing: ScannerFraming) -> None:
    assert framing.feed(b"ABC", 1) == []
    assert framing.idle(79 * MILLISECOND) == []
    assert framing.idle(81 * MILLISECOND) == [Scan("ABC", Symbology.UNKNOWN, ScanSource.SERIAL, 1)]
    assert framing.idle(900 * MILLISECOND) == []


def test_bytes_after_a_long_silence_belong_to_the_next_code(framing: ScannerFraming) -> None:
    framing.feed(b"ABC", 0)
    assert texts(framing.feed(b"DEF\r", 500 * MILLISECOND)) == ["ABC", "DEF"]


@pytest.mark.parametrize(
    ("aim", "symbology"),
    [
        ("]E0", Symbology.EAN_13),
        ("]E4", Symbology.EAN_8),
        ("]C0", Symbology.CODE_128),
        ("]C1", Symbology.CODE_128),
        ("]A0", Symbology.CODE_39),
        ("]I0", Symbology.ITF),
        ("]Q1", Symbology.QR),
        ("]d1", Symbology.DATA_MATRIX),
        ("]L0", Symbology.PDF_417),
        ("]z0", Symbology.AZTEC),
        ("]F0", Symbology.UNKNOWN),
    ],
)
def test_the_aim_identifier_names_the_symbology_and_goes(
    framing: ScannerFraming, aim: str, symbology: Symbology
) -> None:
    [scan] = framing.feed(f"{aim}12345670\r".encode(), 7)
    assert (scan.text, scan.symbology) == ("12345670", symbology)


def test_a_upc_a_article_arrives_as_its_ean_13(framing: ScannerFraming) -> None:
    assert texts(framing.feed(b"]E0036000291452\r", 0)) == ["0036000291452"]


def test_the_separator_of_a_gs1_code_stays(framing: ScannerFraming) -> None:
    assert texts(framing.feed(b"]C110ABC\x1d2112\r", 0)) == ["10ABC\x1d2112"]


def test_nul_bytes_are_padding(framing: ScannerFraming) -> None:
    assert texts(framing.feed(b"\0\0A\0BC\0\r\0", 0)) == ["ABC"]
    assert framing.discarded == Discarded()


@pytest.mark.parametrize("nothing", [b"\r\r\n\t", b"\x02\x03", b"]E0\r", b"\0\0"])
def test_a_suffix_without_a_code_is_no_scan(framing: ScannerFraming, nothing: bytes) -> None:
    assert framing.feed(nothing, 0) == []
    assert framing.discarded == Discarded()


@pytest.mark.parametrize("noise", [b"AB\xffC", b"\xc3\xa9", b"A\x07B", b"\x7f"])
def test_a_code_with_garbage_in_it_is_refused_whole_and_counted(
    framing: ScannerFraming, noise: bytes
) -> None:
    assert texts(framing.feed(noise + b"\rGOOD\r", 0)) == ["GOOD"]
    assert framing.discarded == Discarded(garbled=1)


def test_an_overlong_code_is_refused_to_its_end_and_counted_once() -> None:
    framing = ScannerFraming(FramingSettings(longest=8))
    assert framing.feed(b"12345678\r", 0) != []
    assert framing.feed(b"123456789", 0) == []
    assert texts(framing.feed(b"0" * 1000 + b"\rGOOD\r", 1)) == ["GOOD"]
    assert framing.discarded == Discarded(overlong=1)


def test_what_was_broken_off_by_an_unplugging_does_not_stand_before_the_next_code(
    framing: ScannerFraming,
) -> None:
    framing.feed(b"HALF", 0)
    framing.forget()
    assert texts(framing.feed(b"WHOLE\r", 1)) == ["WHOLE"]
