"""The design's values: colours in two schemes, a type scale, an 8-pixel grid."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """Colours by what they mean, as `#RRGGBB`; the scrim as red, green, blue, alpha.

    A `soft` colour is the ground that its strong one stands on.
    """

    canvas: str
    surface: str
    sunken: str
    hover: str
    text: str
    muted: str
    disabled: str
    border: str
    hairline: str
    primary: str
    primary_hover: str
    primary_pressed: str
    on_primary: str
    primary_soft: str
    success: str
    success_soft: str
    danger: str
    danger_soft: str
    amber: str
    on_amber: str
    amber_text: str
    amber_soft: str
    points: str
    points_soft: str
    scrim: tuple[int, int, int, int]


LIGHT = Tokens(
    canvas="#F7F8FA",
    surface="#FFFFFF",
    sunken="#F1F3F7",
    hover="#E9EDF3",
    text="#111827",
    muted="#4B5563",
    disabled="#8A93A3",
    border="#6B7280",
    hairline="#E3E7EE",
    primary="#0B57D0",
    primary_hover="#0A4EBB",
    primary_pressed="#083F98",
    on_primary="#FFFFFF",
    primary_soft="#E8F0FE",
    success="#146C2E",
    success_soft="#E5F4E9",
    danger="#B3261E",
    danger_soft="#FCEDEC",
    amber="#FFB020",
    on_amber="#111827",
    amber_text="#7A4A00",
    amber_soft="#FFF3D9",
    points="#6D28D9",
    points_soft="#F2ECFD",
    scrim=(17, 24, 39, 122),
)

DARK = Tokens(
    canvas="#10151F",
    surface="#1A2130",
    sunken="#141A26",
    hover="#252E40",
    text="#E6EAF2",
    muted="#A9B3C4",
    disabled="#6C778B",
    border="#8893A7",
    hairline="#2C3649",
    primary="#8AB4F8",
    primary_hover="#A3C4FA",
    primary_pressed="#6F9FEA",
    on_primary="#0B1B33",
    primary_soft="#1D2D4A",
    success="#7DD392",
    success_soft="#173323",
    danger="#F5A19B",
    danger_soft="#3B1F1E",
    amber="#FFB020",
    on_amber="#111827",
    amber_text="#FFCE73",
    amber_soft="#3A2C10",
    points="#C4A7FB",
    points_soft="#2B2145",
    scrim=(4, 7, 13, 164),
)


@dataclass(frozen=True, slots=True)
class TypeScale:
    """Sizes in pixels."""

    caption: int = 14
    small: int = 16
    body: int = 18
    row: int = 20
    title: int = 24
    figure: int = 32
    total: int = 40
    change: int = 56


TYPE = TypeScale()

TOUCH = 48
PRIMARY_HEIGHT = 72
STRIP_HEIGHT = 40
ROW_HEIGHT = 64
KEY_WIDTH = 80
KEY_HEIGHT = 72
GRID = 8
