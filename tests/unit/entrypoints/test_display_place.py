"""Where the customer's display goes."""

import pytest

from app.entrypoints.display_place import FullScreen, InWindow, Nowhere, Place, display_place


@pytest.mark.parametrize(
    ("setting", "screens", "till", "place"),
    [
        ("auto", 1, 0, Nowhere()),
        ("auto", 2, 0, FullScreen(1)),
        ("auto", 2, 1, FullScreen(0)),
        ("auto", 0, 0, Nowhere()),
        ("window", 1, 0, InWindow()),
        ("off", 2, 0, Nowhere()),
        ("3", 3, 0, FullScreen(2)),
        ("3", 2, 0, Nowhere()),
        ("1", 2, 0, Nowhere()),
    ],
)
def test_the_display_takes_its_screen_and_never_the_till_s(
    setting: str, screens: int, till: int, place: Place
) -> None:
    assert display_place(setting, screens, till) == place
