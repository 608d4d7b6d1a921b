"""Where Tab goes: through what lies in a window or a sheet, in the order in which its layouts put it, which one reads.

Qt goes in the order in which widgets were made; rows that are made later would come last.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QLayout, QScrollArea, QWidget

from app.ui.widgets.sheet import Sheet


def go_by_tab(window: QWidget) -> None:
    """From now on Tab and Shift+Tab go so in this window, round and round; inside a sheet that has the keyboard.

    Shortcuts, not `focusNextPrevChild`: Qt calls that, too, while it takes a widget apart, which Python must not see.
    """
    for keys, by in (("Tab", 1), ("Shift+Tab", -1), ("Backtab", -1)):
        shortcut = QShortcut(QKeySequence(keys), window)
        shortcut.activated.connect(lambda by=by: _step(window, by))


def _step(window: QWidget, by: int) -> None:
    now = window.focusWidget()
    stops = list(tab_stops(_sheet_around(now) or window))
    if stops:
        place = stops.index(now) + by if now in stops else min(by, 0)
        reason = Qt.FocusReason.TabFocusReason if by > 0 else Qt.FocusReason.BacktabFocusReason
        stop = stops[place % len(stops)]
        stop.setFocus(reason)
        bring_into_sight(stop)


def bring_into_sight(stop: QWidget) -> None:
    """What was scrolled away is seen, as when Tab comes to it."""
    around = stop.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(stop)
        around = around.parentWidget()


def _sheet_around(widget: QWidget | None) -> Sheet | None:
    while widget is not None and not isinstance(widget, Sheet):
        widget = widget.parentWidget()
    return widget


def tab_stops(root: QWidget) -> Iterator[QWidget]:
    """What takes the keyboard by Tab, is shown, and can be used."""
    for widget in _inside(root):
        if not widget.isVisible() or not widget.isEnabled():
            continue
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
            yield widget
        yield from tab_stops(widget)


def _inside(widget: QWidget) -> Iterator[QWidget]:
    if isinstance(widget, QScrollArea):
        shown = widget.widget()
        yield from () if shown is None else (shown,)
        return
    layout = widget.layout()
    laid_out = [] if layout is None else list(_of_layout(layout))
    yield from laid_out
    for child in widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if child not in laid_out and not child.isWindow():
            yield child  # what lies over the rest, such as a notice


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in _places(layout):
        item = layout.itemAt(place)
        inner, widget = (None, None) if item is None else (item.layout(), item.widget())
        if inner is not None:
            yield from _of_layout(inner)
        elif widget is not None:
            yield widget


def _places(layout: QLayout) -> list[int]:
    """A grid's row by row, whatever was put in first."""
    places = list(range(layout.count()))
    if isinstance(layout, QGridLayout):
        places.sort(key=lambda place: layout.getItemPosition(place)[:2])  # type: ignore[index]
    return places
