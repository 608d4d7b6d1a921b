"""The till's sounds: what the checkout does is heard, unless somebody has turned it off."""

import logging
import os
from pathlib import Path

from app.devices.sound.programs import player_here
from app.devices.sound.speaker import Speaker
from app.entrypoints.settings_file import remember
from app.ui.checkout.state import CheckoutState
from app.ui.hearing import sound_of
from app.ui.lanes import Work
from app.ui.shell import Shell

_log = logging.getLogger("setia.sound")


class Sounding:
    """Lives on the screen's thread. Without a player there is neither a sound nor a switch."""

    def __init__(self, shell: Shell, elsewhere: Work, settings: Path, *, on: bool) -> None:
        """settings: the user's file, which remembers the switch. elsewhere: where that is written."""
        self._shell = shell
        self._elsewhere = elsewhere
        self._settings = settings
        self._on = on
        self._state = CheckoutState()
        self._speaker: Speaker | None = None

    def start(self) -> None:
        """Looks for a player, and listens."""
        play = player_here(os.environ.get("PATH", ""))
        if play is not None:
            self._speaker = Speaker(play)
            self._shell.show_sounds(self._on)
            self._shell.sounds_asked.connect(self.switch)
            self._shell.watch(self.see)

    def see(self, state: CheckoutState) -> None:
        """What the checkout shows now."""
        before, self._state = self._state, state
        sound = sound_of(before, state)
        if sound is not None and self._on and self._speaker is not None:
            self._speaker.say(sound)

    def switch(self) -> None:
        """On, or off; the next start knows it."""
        self._on = not self._on
        self._shell.show_sounds(self._on)
        path, on = self._settings, self._on
        self._elsewhere.submit(lambda: remember(path, "sounds", on=on), lambda _: None, _not_remembered)

    def turn(self, *, on: bool) -> None:
        """On, or off, as somebody chose elsewhere."""
        self._on = on
        if self._speaker is not None:
            self._shell.show_sounds(on)

    def stop(self) -> None:
        """Ends the player."""
        if self._speaker is not None:
            self._speaker.stop()


def _not_remembered(fault: Exception) -> None:
    _log.warning("the switch is not remembered: %s", fault, extra={"event": "sound.not_remembered"})
