"""The devices that a step can choose from, as big tiles; a network printer is one more, to be typed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from app.services.found_devices import Found, FoundDevice
from app.ui.device_setup.presenter import SetupPresenter
from app.ui.device_setup.state import PRINTERS, SETTING_OF, SetupState, Step, shown_value
from app.ui.device_setup.wording import choices_hint
from app.ui.theme.look import Look, set_mark
from app.ui.widgets.basics import button, column, say
from app.ui.widgets.two_lines import TwoLines, wrapped
from app.words.device_setup import found_detail, found_name
from app.words.translate import Words

_ICONS = {
    Found.NONE: "circle-slash",
    Found.VIRTUAL: "receipt-text",
    Found.AUTO: "search",
    Found.KEYBOARD: "keyboard",
    Found.USB: "usb",
    Found.SERIAL: "cable",
    Found.NETWORK: "network",
    Found.QUEUE: "printer",
    Found.CAMERA: "camera",
    Found.SCREEN: "monitor",
    Found.WINDOW: "square",
    Found.ON: "volume-2",
    Found.OFF: "volume-x",
    Found.KEPT: "clock",
}


class ChoicesPanel(QWidget):
    """Tiles are made anew only when other devices were found."""

    def __init__(self, look: Look, presenter: SetupPresenter) -> None:
        super().__init__()
        self._look, self._presenter = look, presenter
        self._shown: tuple[FoundDevice, ...] = ()
        self._tiles: list[TwoLines] = []
        self._hint = wrapped("small-muted")
        self._again = button("secondary", look, "rotate-ccw")
        self._again.clicked.connect(presenter.look)
        self._address = button("secondary", look, "network")
        self._address.clicked.connect(presenter.ask_address)
        self._switches = {key: button("choice") for key in ("camera_mirror", "camera_torch")}
        for key, switch in self._switches.items():
            switch.clicked.connect(lambda _on=False, turned=key: presenter.turn(turned))
        inner = QWidget()
        self._column = column(inner, gap=8)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        inner.setAutoFillBackground(False)
        self._scroll.viewport().setAutoFillBackground(False)
        layout = column(self, gap=8)
        layout.addWidget(self._hint)
        layout.addWidget(self._scroll, 1)
        for switch in self._switches.values():
            layout.addWidget(switch)
        layout.addWidget(self._address)
        layout.addWidget(self._again)

    def show_state(self, state: SetupState, words: Words) -> None:
        """Renders the step's list."""
        key = SETTING_OF.get(state.step)
        choices = state.here.choices or ()
        self._build(choices if key is not None else ())
        chosen = "" if key is None else shown_value(state, key)
        for found, tile in zip(self._shown, self._tiles, strict=True):
            is_chosen = found.setting == chosen
            tile.show_lines(
                _ICONS[found.kind], found_name(words, found), found_detail(words, found), chosen=is_chosen
            )
            tile.show_mark("check" if is_chosen else "", self._look.tokens.primary)
            tile.setEnabled(not state.here.trying)
        self._hint.setText(choices_hint(words, state, key))
        self._hint.setVisible(bool(self._hint.text()))
        say(self._again, words.gettext("Look again"))
        self._again.setVisible(key is not None)
        say(self._address, words.gettext("Network address…"))
        self._address.setVisible(state.step in PRINTERS)
        self._show_switches(state, words)

    def _show_switches(self, state: SetupState, words: Words) -> None:
        """How the camera looks."""
        mirror, lamp = bool(state.value("camera_mirror")), bool(state.value("camera_torch"))
        says = {
            "camera_mirror": words.gettext("Mirror: on") if mirror else words.gettext("Mirror: off"),
            "camera_torch": words.gettext("Lamp: on") if lamp else words.gettext("Lamp: off"),
        }
        for key, switch in self._switches.items():
            say(switch, says[key])
            set_mark(switch, "chosen", bool(state.value(key)))
            switch.setVisible(state.step is Step.CAMERA)
            switch.setEnabled(not state.is_without)

    def _build(self, choices: tuple[FoundDevice, ...]) -> None:
        if choices == self._shown:
            return
        for gone in self._tiles:
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._shown, self._tiles = choices, []
        for place, found in enumerate(choices):
            tile = TwoLines(self._look, "segment")
            tile.clicked.connect(lambda _on=False, chosen=found.setting: self._presenter.choose(chosen))
            self._column.insertWidget(place, tile)
            self._tiles.append(tile)
