"""WCAG AA, computed: 4.5 for text, 3 for the edges of what can be touched."""

import pytest

from app.ui.theme.tokens import DARK, LIGHT, Tokens

_TEXT_ON = {
    "text": (
        "canvas",
        "surface",
        "sunken",
        "hover",
        "amber_soft",
        "danger_soft",
        "primary_soft",
        "success_soft",
    ),
    "muted": ("canvas", "surface", "sunken", "points_soft", "primary_soft"),
    "primary": ("canvas", "surface", "primary_soft"),
    "on_primary": ("primary", "primary_hover", "primary_pressed"),
    "success": ("surface", "success_soft", "primary_soft"),
    "danger": ("surface", "danger_soft"),
    "amber_text": ("surface", "amber_soft", "points_soft"),
    "on_amber": ("amber",),
    "points": ("canvas", "surface", "points_soft"),
}


def _luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_its_grounds(tokens: Tokens) -> None:
    weak = {
        (text, ground): round(_contrast(getattr(tokens, text), getattr(tokens, ground)), 2)
        for text, grounds in _TEXT_ON.items()
        for ground in grounds
        if _contrast(getattr(tokens, text), getattr(tokens, ground)) < 4.5
    }
    assert weak == {}


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_the_edges_of_fields_and_buttons_can_be_seen(tokens: Tokens) -> None:
    assert min(_contrast(tokens.border, ground) for ground in (tokens.canvas, tokens.surface)) >= 3
