"""However a line cuts and pads what a scanner says, the same codes come out."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.devices.scanner.framing import FramingSettings, ScannerFraming
from app.services.scans import Scan, Symbology

PRINTABLE = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E, exclude_characters="]"), min_size=1)
AIM = st.sampled_from([("", Symbology.UNKNOWN), ("]Q1", Symbology.QR), ("]C0", Symbology.CODE_128)])
ENDS = st.sampled_from([b"\r", b"\n", b"\r\n", b"\t", b"\x03", b""])
SAID = st.tuples(PRINTABLE, AIM, ENDS)
GAP_NS = 30_000_000
SILENCE_NS = 100_000_000


def fed(framing: ScannerFraming, fragments: list[bytes], start_ns: int) -> tuple[list[Scan], int]:
    scans, at_ns = [], start_ns
    for fragment in fragments:
        scans += framing.feed(fragment, at_ns)
        at_ns += GAP_NS
    return scans, at_ns


@given(st.lists(SAID, max_size=6), st.data())
def test_any_fragments_and_any_padding_give_the_codes_that_were_said(
    codes: list[tuple[str, tuple[str, Symbology], bytes]], data: st.DataObject
) -> None:
    framing, scans, at_ns = ScannerFraming(FramingSettings()), [], 0
    for text, (aim, _), end in codes:
        said = bytearray(aim.encode() + text.encode() + end)
        for place in data.draw(st.lists(st.integers(0, len(said)), max_size=3)):
            said.insert(place, 0)
        cuts = [0, *sorted(data.draw(st.sets(st.integers(0, len(said)), max_size=5))), len(said)]
        fragments = [bytes(said[start:stop]) for start, stop in pairwise(cuts)]
        found, at_ns = fed(framing, fragments, at_ns)
        at_ns += SILENCE_NS if not end else 0
        scans += found + framing.idle(at_ns)
    assert [(scan.text, scan.symbology) for scan in scans] == [
        (text, symbology) for text, (_, symbology), _ in codes
    ]


@given(st.lists(st.tuples(st.binary(max_size=200), st.integers(0, 200_000_000)), max_size=20))
def test_no_bytes_break_the_framing_or_fill_the_memory(line: list[tuple[bytes, int]]) -> None:
    framing, at_ns, scans = ScannerFraming(FramingSettings(longest=32)), 0, []
    for said, silence_ns in line:
        at_ns += silence_ns
        scans += framing.feed(said, at_ns)
        assert framing.kept_bytes <= 32
    scans += framing.idle(at_ns + SILENCE_NS)
    assert framing.kept_bytes == 0
    assert all(0 < len(scan.text) <= 32 and scan.text.isascii() and scan.at <= at_ns for scan in scans)
