"""What keeps a person from reading, touching or reaching something on a screen, measured on the screen itself."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QToolButton, QWidget

from app.ui.theme.tokens import TOUCH
from app.ui.widgets.basics import ElidedLabel, HintedButton
from app.ui.widgets.notice_bar import NoticeBar
from app.ui.widgets.sheet import Sheet
from app.ui.widgets.tab_order import tab_stops

Pixels = np.ndarray[tuple[int, int], np.dtype[np.uint32]]
Colours = np.ndarray[tuple[int], np.dtype[np.uint32]]
Luminances = np.ndarray[tuple[int], np.dtype[np.float64]]

LARGE = 24
"""Pixels from which a text is large (WCAG: 18 points, or 14 bold)."""
_ENOUGH, _ENOUGH_LARGE = 4.5, 3.0
_FROM_THE_LEFT, _PADDING = ("action",), 12
"""Roles of buttons whose words begin at their left edge."""


def screen_faults(shell: QWidget) -> Iterator[str]:
    """Sentences about names, sizes, texts that don't fit, contrast, and the way of the Tab key."""
    sheet = _open_sheet(shell)
    shown = _shown(sheet or shell)
    controls = [each for each in shown if isinstance(each, QAbstractButton | QLineEdit)]
    texts = [each for each in shown if isinstance(each, QLabel)]
    yield from _control_faults(controls)
    yield from _text_faults(texts)
    yield from _contrast_faults(shell, texts)
    yield from _tab_faults(shell, sheet, controls)


def _shown(root: QWidget) -> list[QWidget]:
    """What is visible in a window or its open sheet."""
    kinds = (QAbstractButton, QLineEdit, QLabel)
    found = [child for child in root.findChildren(QWidget) if isinstance(child, kinds)]
    return [child for child in found if child.isVisible() and not child.visibleRegion().isEmpty()]


def _open_sheet(shell: QWidget) -> Sheet | None:
    return next((sheet for sheet in shell.findChildren(Sheet) if sheet.isVisible()), None)


def _control_faults(controls: list[QAbstractButton | QLineEdit]) -> Iterator[str]:
    for control in controls:
        if isinstance(control.parent(), QLineEdit):
            continue
        if not control.accessibleName():
            yield f"{control.metaObject().className()} {control.property('role')} has no name"
        in_the_strip = control.property("role") == "strip"
        if control.height() < TOUCH and not in_the_strip:
            yield f"{control.accessibleName()} is {control.height()} px high"
        if control.width() < TOUCH and not in_the_strip:
            yield f"{control.accessibleName()} is {control.width()} px wide"
        if isinstance(control, QAbstractButton) and control.text():
            needs = control.fontMetrics().horizontalAdvance(control.text())
            needs += 0 if control.icon().isNull() or _is_above(control) else control.iconSize().width()
            if needs > control.width() - 8:
                yield f"{control.text()} does not fit"
            elif isinstance(control, HintedButton) and _meets_its_hint(control, needs):
                yield f"{control.text()} meets its key"


def _is_above(control: QAbstractButton) -> bool:
    """Whether its icon stands over its words."""
    above = Qt.ToolButtonStyle.ToolButtonTextUnderIcon
    return isinstance(control, QToolButton) and control.toolButtonStyle() == above


def _meets_its_hint(control: HintedButton, needs: int) -> bool:
    """The words stand in the middle or at the left edge, the key's name at the right one."""
    hint = control.findChild(QLabel)
    if not isinstance(hint, QLabel) or not hint.isVisible():
        return False
    words = QRect(0, 0, needs, control.fontMetrics().tightBoundingRect(control.text()).height())
    words.moveCenter(control.rect().center())
    if control.property("role") in _FROM_THE_LEFT:
        words.moveLeft(_PADDING)
    return words.intersects(hint.geometry())


def _text_faults(texts: list[QLabel]) -> Iterator[str]:
    for text in texts:
        if isinstance(text, ElidedLabel) or not text.text():
            continue
        if text.wordWrap():
            needs = text.fontMetrics().boundingRect(
                QRect(0, 0, text.width(), 10_000), int(Qt.TextFlag.TextWordWrap), text.text()
            )
            if needs.height() > text.height() + 2:
                yield f"{text.text()} is cut off below"
        elif text.fontMetrics().horizontalAdvance(text.text()) > text.width() + 1:
            yield f"{text.text()} is cut off"


def _contrast_faults(shell: QWidget, texts: list[QLabel]) -> Iterator[str]:
    """Of the pixels themselves: the ground is a text's commonest colour, the ink the one farthest from it."""
    picture = shell.grab().toImage()
    pixels = _pixels(picture)
    for text in texts:
        if not text.text().strip() or not text.isEnabled():
            continue
        if text.visibleRegion().boundingRect().size() != text.size():
            continue  # half scrolled away: its ink may be, too
        place = QRect(text.mapTo(shell, QPoint(0, 0)), text.size()) & shell.rect()
        ratio = _contrast_in(pixels, place, picture.devicePixelRatio())
        enough = _ENOUGH_LARGE if text.font().pixelSize() >= LARGE else _ENOUGH
        if ratio < enough:
            yield f"{text.text()} has a contrast of {ratio:.1f}"


def _contrast_in(pixels: Pixels, place: QRect, scale: float) -> float:
    top, bottom = round(place.top() * scale), round(place.bottom() * scale)
    left, right = round(place.left() * scale), round(place.right() * scale)
    colours, counts = np.unique(pixels[top:bottom, left:right], return_counts=True)
    if not len(colours):
        return 21.0
    seen = _luminances(colours)
    ground = float(seen[counts.argmax()])
    return max(contrast(ground, float(seen.min())), contrast(ground, float(seen.max())))


def _pixels(picture: QImage) -> Pixels:
    """One number a pixel, row by row."""
    seen = picture.convertToFormat(QImage.Format.Format_RGB32)
    flat = np.frombuffer(seen.constBits(), np.uint32)
    return flat.reshape(seen.height(), seen.bytesPerLine() // 4)[:, : seen.width()].copy()


def _luminances(colours: Colours) -> Luminances:
    """Of sRGB, 0xRRGGBB with whatever above it, as WCAG 2 defines it; each from 0 to 1."""
    parts = np.stack([colours >> shift & 0xFF for shift in (16, 8, 0)]) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return np.asarray([0.2126, 0.7152, 0.0722]) @ linear


def contrast(one: float, other: float) -> float:
    """Of two luminances, from 1 to 21."""
    lighter, darker = max(one, other), min(one, other)
    return (lighter + 0.05) / (darker + 0.05)


def _out_of_sight(sheet: QWidget, seen: set[QWidget]) -> int:
    """How many stops of Tab are scrolled away: it comes to them, too."""
    stops = (one for kind in (QAbstractButton, QLineEdit) for one in sheet.findChildren(kind))
    return sum(
        bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and one.isVisible()
        and one.isEnabled()
        and one not in seen
        for one in stops
    )


def _tab_faults(
    shell: QWidget, sheet: Sheet | None, controls: list[QAbstractButton | QLineEdit]
) -> Iterator[str]:
    """Tab comes to everything that it should, as one reads; and under an open sheet to nothing."""
    start = _focused(shell) or shell
    if sheet is not None and not _is_in(start, sheet):
        yield f"the keyboard is not in the open sheet but in {start}"
        return
    wanted: set[QWidget] = {
        control
        for control in controls
        if control.focusPolicy() & Qt.FocusPolicy.TabFocus and control.isEnabled()
    }
    if not wanted:
        return
    gone: list[QWidget] = []
    for _ in range(len(wanted) + _out_of_sight(sheet or shell, wanted) + 1):
        QTest.keyClick(_focused(shell) or shell, Qt.Key.Key_Tab)
        now = _focused(shell)
        if now is None or not _is_in(now, sheet or shell):
            yield f"Tab leaves the screen for {now.accessibleName() if now else None}"
            break
        gone.append(now)
    else:
        yield from (f"Tab never comes to {missed.accessibleName()}" for missed in wanted - set(gone))
    yield from _backward_steps(shell, [stop for stop in dict.fromkeys(gone) if stop in wanted])
    start.setFocus()


def _backward_steps(shell: QWidget, gone: list[QWidget]) -> Iterator[str]:
    """Where Tab goes against reading: back up in a column, or to the left in a row.

    It may when it comes round to the first stop, and to and from a notice, which lies over the rest.
    """
    stops = list(tab_stops(_open_sheet(shell) or shell))
    round_trip = (stops[-1], stops[0]) if stops else None
    places = [QRect(stop.mapTo(shell, QPoint(0, 0)), stop.size()) for stop in gone]
    for (here, at), (there, to) in pairwise(zip(gone, places, strict=True)):
        may = (here, there) == round_trip or _is_in_a_notice(here) or _is_in_a_notice(there)
        if not may and _is_back(at, to):
            yield f"Tab goes back from {here.accessibleName()} to {there.accessibleName()}"


def _is_in_a_notice(widget: QWidget | None) -> bool:
    while widget is not None and not isinstance(widget, NoticeBar):
        widget = widget.parentWidget()
    return widget is not None


def _is_back(here: QRect, there: QRect) -> bool:
    above, left = there.bottom() < here.top(), there.right() < here.left()
    beside = there.top() <= here.bottom() and here.top() <= there.bottom()
    return (above and there.left() <= here.left()) or (beside and left)


def _is_in(widget: QWidget, part: QWidget) -> bool:
    return widget is part or part.isAncestorOf(widget)


def _focused(shell: QWidget) -> QWidget | None:
    """Qt's own stub promises that there always is one."""
    return shell.focusWidget()
