"""Noise of every kind into framing, wedge and router: nothing crashes, nobody is recognised, memory stays bounded.

The short form takes ten thousand inputs, the long form a million.
"""

import resource
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from app.devices.scanner.framing import FramingSettings, ScannerFraming
from app.domain.codes import CARD_ALPHABET, card_code, is_card_code, qr_payload
from app.services.outcomes import MemberFound
from app.services.scans import Scan, ScanSource, Symbology
from app.ui.wedge import Wedge, WedgeSettings
from tests.support.selling import scan
from tests.support.shop import small_shop

LONGEST = FramingSettings().longest
WARM = 1_000
"""Scans after which the store's caches are full."""
CONTROL = b"\r\n\t\x00\x02\x03\x1d]EQCA0148 "
MOST_GROWTH = 8 << 20
"""Bytes that a million inputs may leave behind."""


@pytest.fixture
def inputs(long_form: bool) -> int:
    return 1_000_000 if long_form else 10_000


def said(random: Random, card: str) -> bytes:
    """Bytes of any kind; half of them look like something: a damaged card, a lone AIM id, digits."""
    match random.randrange(6):
        case 0:
            return random.randbytes(random.randrange(60))
        case 1:
            return bytes(random.choices(CONTROL, k=random.randrange(30)))
        case 2:
            return "".join(random.choices("0123456789", k=random.randrange(20))).encode() + b"\r"
        case 3:
            return "".join(random.choices(CARD_ALPHABET, k=17)).encode() + b"\r\n"
        case 4:
            return damaged(random, qr_payload(card)).encode() + b"\r"
        case _:
            return (
                bytes(random.choices(b"A\xff]", k=random.randrange(3 * LONGEST)))
                if random.random() < 0.01
                else b"]Q1"
            )


def damaged(random: Random, text: str) -> str:
    """One or two letters changed, lost or said twice; never the text itself."""
    letters = list(text)
    for _ in range(random.randint(1, 2)):
        place = random.randrange(len(letters))
        letters[place : place + 1] = random.choice(([], [letters[place]] * 2, [random.choice(CARD_ALPHABET)]))
    return "".join(letters)


def is_honest(text: str, card: str) -> bool:
    """Whether a text that the noise made is the card after all, in a case or spaces of its own."""
    return text.strip().upper() in (card, qr_payload(card))


@pytest.mark.slow
def test_no_bytes_break_the_framing_and_none_fill_the_memory(inputs: int) -> None:
    random, framing = Random(20261129), ScannerFraming(FramingSettings())
    card, at_ns = card_code(b"0123456789"), 0
    tracemalloc.start()
    for _ in range(inputs):
        at_ns += random.choice((0, 1_000_000, 30_000_000, 200_000_000))
        for found in framing.feed(said(random, card), at_ns):
            assert 0 < len(found.text) <= LONGEST
            assert found.text.isascii()
        assert framing.kept_bytes <= LONGEST
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kept < MOST_GROWTH
    assert framing.discarded.overlong > 0
    assert framing.discarded.garbled > 0


@pytest.mark.slow
def test_no_burst_of_keys_breaks_the_wedge_or_joins_two_scans(inputs: int) -> None:
    random, wedge, at_ms = Random(20261130), Wedge(WedgeSettings()), 0
    since, good, good_read, noise_read = "", 0, 0, 0
    for number in range(inputs):
        at_ms += random.choice((1, 8, 8, 8, 30, 90, 600))
        match random.randrange(40):
            case 0:
                found = wedge.end(at_ms).scan
                assert found is None or (since.endswith(found) and len(found) <= WedgeSettings().longest)
                noise_read, since = noise_read + (found is not None), ""
            case 1:
                wedge.other()
                since = ""
            case 2 if number % 10 == 0:
                at_ms += 2_000
                wedge.other()
                text = f"MEMBER-{number:07}"
                good += 1
                good_read += typed(wedge, text, at_ms) == text
                at_ms, since = at_ms + 200, ""
            case _:
                since += (character := random.choice("0123456789ABCé\x00 "))
                wedge.character(character, at_ms)
    assert good_read == good > 0
    assert noise_read > 0


def typed(wedge: Wedge, text: str, at_ms: int) -> str | None:
    """What is read of an evenly typed text."""
    for place, letter in enumerate(text):
        wedge.character(letter, at_ms + place * 8)
    return wedge.end(at_ms + len(text) * 8).scan


def scans(random: Random, card: str, count: int) -> Iterator[Scan]:
    """What a noisy line makes of noise: whatever framing lets through, and texts that it never would."""
    framing, at_ns, given = ScannerFraming(FramingSettings()), 0, 0
    while given < count:
        at_ns += 100_000_000
        found = framing.feed(said(random, card), at_ns)
        if not found:
            text = random.randbytes(random.randrange(40)).decode("utf-8", errors="replace")
            found = [Scan(text, random.choice(list(Symbology)), ScanSource.WEDGE, at_ns)]
        given += len(found)
        yield from found


def peak_memory() -> int:
    """The most that this process has ever held, in the system's own unit."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@pytest.mark.slow
def test_no_noise_names_a_member(inputs: int, tmp_path: Path) -> None:
    random = Random(20261201)
    with small_shop(tmp_path) as shop:
        known, peak = set(shop.cards), 0
        for number, noise in enumerate(scans(random, shop.cards[0], inputs)):
            outcome = shop.till.resolve(noise)
            peak = peak_memory() if number == WARM else peak
            if isinstance(outcome, MemberFound):
                assert outcome.member.card in known
                assert is_honest(noise.text, outcome.member.card), noise
        assert peak_memory() < 1.5 * peak
        found = shop.till.resolve(scan(qr_payload(shop.cards[0])))
        assert isinstance(found, MemberFound)
        assert found.member.member_id == shop.members[0]


def test_a_changed_letter_is_no_card_and_two_are_one_in_thirty_six_at_most() -> None:
    random = Random(7)
    card = card_code(b"0123456789")
    for place in range(len(card)):
        others = (letter for letter in CARD_ALPHABET if letter != card[place])
        assert not any(is_card_code(card[:place] + letter + card[place + 1 :]) for letter in others)
    wrong = sum(is_card_code(damaged(random, card)) for _ in range(10_000))
    assert wrong < 10_000 / 30
