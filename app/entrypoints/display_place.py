"""Where the customer's display goes, from the setting and the screens that there are."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FullScreen:
    """All of a screen, by its place from 0."""

    screen: int


@dataclass(frozen=True, slots=True)
class InWindow:
    """A window that somebody moves about: for a trial."""


@dataclass(frozen=True, slots=True)
class Nowhere:
    """There is no display, or its screen isn't plugged in."""


Place = FullScreen | InWindow | Nowhere


def display_place(setting: str, screens: int, till: int) -> Place:
    """setting: of `customer_display`. screens: how many there are. till: the place of the one with the till.

    The till's own screen is never covered: a cashier who can't see the till can't sell.
    """
    if setting == "window":
        return InWindow()
    if setting == "auto":
        other = next((place for place in range(screens) if place != till), None)
        return Nowhere() if other is None else FullScreen(other)
    if setting.isdigit() and 0 <= int(setting) - 1 < screens and int(setting) - 1 != till:
        return FullScreen(int(setting) - 1)
    return Nowhere()
