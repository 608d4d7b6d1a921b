"""Three sounds that can't be taken for each other, played by whatever the system has, and waited for by nobody."""

import io
import threading
import wave
from itertools import pairwise
from pathlib import Path

import pytest

from app.devices.sound.programs import player_here
from app.devices.sound.speaker import Speaker
from app.devices.sound.tones import RATE, TONES, Tone, wav
from app.services.sound import Sound
from tests.support.player_program import fake_player
from tests.support.strict_logs import ExpectLog


def _milliseconds(made: bytes) -> int:
    with wave.open(io.BytesIO(made)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, RATE)
        frames: int = file.getnframes()
    return frames * 1_000 // RATE


def _samples(made: bytes) -> memoryview:
    with wave.open(io.BytesIO(made)) as file:
        return memoryview(file.readframes(file.getnframes())).cast("h")


@pytest.mark.parametrize("sound", list(Sound))
def test_each_sound_is_a_short_wave_file(sound: Sound) -> None:
    assert 50 <= _milliseconds(wav(TONES[sound])) <= 500


def test_no_two_sounds_have_the_same_rhythm() -> None:
    rhythms = {tuple((tone.hertz > 0, tone.milliseconds) for tone in TONES[sound]) for sound in Sound}
    assert len(rhythms) == len(Sound)


def test_a_tone_swings_as_often_as_it_says() -> None:
    samples = _samples(wav((Tone(440, 1_000),)))
    ups = sum(1 for one, after in pairwise(samples) if one < 0 <= after)
    assert abs(ups - 440) <= 1


def test_a_tone_begins_and_ends_softly() -> None:
    samples = _samples(wav((Tone(440, 100),)))
    assert max(map(abs, samples)) > 10_000
    assert max(map(abs, (*samples[:20], *samples[-20:]))) < 2_500


def test_a_silence_is_silent() -> None:
    assert set(_samples(wav((Tone(0, 20),)))) == {0}


@pytest.mark.parametrize(("name", "arguments"), [("pw-play", 1), ("paplay", 1), ("aplay", 2)])
def test_the_player_of_the_system_gets_the_sounds_in_order(tmp_path: Path, name: str, arguments: int) -> None:
    heard = tmp_path / "heard"
    play = player_here(fake_player(tmp_path, name, heard))
    assert play is not None
    speaker = Speaker(play)
    speaker.say(Sound.OK)
    speaker.say(Sound.REWARD)
    speaker.stop()
    assert heard.read_bytes() == wav(TONES[Sound.OK]) + wav(TONES[Sound.REWARD])
    assert Path(f"{heard}.arguments").read_text().split() == [str(arguments)] * 2


def test_where_there_is_no_player_there_is_none(tmp_path: Path) -> None:
    assert player_here(str(tmp_path)) is None


def test_whoever_says_something_never_waits_and_what_comes_too_late_is_dropped() -> None:
    played: list[str] = []
    entered, gate = threading.Event(), threading.Event()

    def play(path: Path) -> None:
        played.append(path.stem)
        entered.set()
        gate.wait(10)

    speaker = Speaker(play)
    speaker.say(Sound.UNKNOWN)
    assert entered.wait(10)
    for _ in range(1_000):  # the player of the first one hangs all the while
        speaker.say(Sound.OK)
    gate.set()
    speaker.stop()
    assert played == ["unknown", "ok", "ok"]


def test_a_player_that_fails_is_tried_again_the_next_time(expected_log: ExpectLog) -> None:
    expected_log("was not played: no loudspeaker")
    played: list[str] = []

    def play(path: Path) -> None:
        played.append(path.name)
        raise OSError("no loudspeaker")

    speaker = Speaker(play)
    speaker.say(Sound.OK)
    speaker.say(Sound.UNKNOWN)
    speaker.stop()
    assert played == ["ok.wav", "unknown.wav"]
