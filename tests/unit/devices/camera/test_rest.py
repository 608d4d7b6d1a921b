import numpy as np

from app.devices.camera.rest import Rest, RestSettings
from app.emulators.lens import Look
from app.emulators.scenes import empty_scene, phone_scene

FRAME_NS = 66_000_000
MEMBER = "SETIA:M/0123456789ABCDEFG"


def looks_in(rest: Rest, random: np.random.Generator, frames: int, begin: int = 0) -> int:
    """How many frames of an empty counter are decoded."""
    empty = [empty_scene(random, Look(noise=4.0)) for _ in range(3)]
    numbers = range(begin, begin + frames)
    return sum(not rest.skips(empty[number % 3], number * FRAME_NS) for number in numbers)


def test_an_empty_counter_is_looked_at_three_times_a_second_after_three_seconds() -> None:
    rest, random = Rest(RestSettings()), np.random.default_rng(1)
    assert looks_in(rest, random, 45) == 45
    assert 12 <= looks_in(rest, random, 60, begin=45) <= 16


def test_a_phone_that_comes_in_is_decoded_at_once_and_each_of_its_frames() -> None:
    rest, random = Rest(RestSettings()), np.random.default_rng(1)
    looks_in(rest, random, 80)
    for number in range(80, 90):
        phone = phone_scene(MEMBER, Look(across=400.0 - 40 * (number - 80)), random)
        assert not rest.skips(phone, number * FRAME_NS)


def test_another_size_of_picture_is_a_movement() -> None:
    rest, random = Rest(RestSettings()), np.random.default_rng(1)
    looks_in(rest, random, 80)
    assert not rest.skips(empty_scene(random)[:480, :640], 81 * FRAME_NS)


def test_a_phone_is_seen_in_the_dark_too() -> None:
    rest, random = Rest(RestSettings()), np.random.default_rng(1)
    dark = Look(light=0.06, noise=4.0)
    empty = [empty_scene(random, dark) for _ in range(3)]
    skipped = [rest.skips(empty[number % 3], number * FRAME_NS) for number in range(80)]
    assert sum(skipped) > 20
    assert not rest.skips(phone_scene(MEMBER, Look(light=0.06, noise=4.0), random), 80 * FRAME_NS)


def test_a_lamp_that_flickers_wakes_nothing() -> None:
    rest, random = Rest(RestSettings()), np.random.default_rng(1)
    empty = [empty_scene(random, Look(light=light)) for light in (0.97, 1.03)]
    skipped = [rest.skips(empty[number % 2], number * FRAME_NS) for number in range(105)]
    assert sum(skipped[45:]) > 40
