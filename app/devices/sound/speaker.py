"""Plays sounds on a thread of its own, so that nobody waits for one."""

import logging
import subprocess
import tempfile
import threading
from pathlib import Path
from queue import SimpleQueue

from app.devices.sound.programs import Play
from app.devices.sound.tones import TONES, wav
from app.services.sound import Sound

_log = logging.getLogger("setia.sound")
_MOST_WAITING = 2
_PATIENCE = 4.0


def play_all(play: Play) -> None:
    """Plays each sound once, one after the other; for a thread that may wait."""
    with tempfile.TemporaryDirectory(prefix="setia-sound-") as folder:
        for sound in Sound:
            path = Path(folder) / f"{sound.value}.wav"
            path.write_bytes(wav(TONES[sound]))
            play(path)


class Speaker:
    """`say` and `stop` are for one thread. A sound that comes too late to mean anything is not played."""

    def __init__(self, play: Play) -> None:
        self._play = play
        self._waiting: SimpleQueue[Sound | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="sound", daemon=True)
        self._thread.start()

    def say(self, sound: Sound) -> None:
        """Returns at once. While two wait already, it is dropped."""
        if self._waiting.qsize() < _MOST_WAITING:
            self._waiting.put(sound)

    def stop(self) -> None:
        """Plays what waits, and ends; a player that hangs is left behind."""
        self._waiting.put(None)
        self._thread.join(_PATIENCE)

    def _run(self) -> None:
        with tempfile.TemporaryDirectory(prefix="setia-sound-") as folder:
            files = {sound: Path(folder) / f"{sound.value}.wav" for sound in Sound}
            for made, path in files.items():
                path.write_bytes(wav(TONES[made]))
            while (sound := self._waiting.get()) is not None:
                self._say(sound, files[sound])

    def _say(self, sound: Sound, path: Path) -> None:
        try:
            self._play(path)
        except (OSError, RuntimeError, subprocess.TimeoutExpired) as fault:
            _log.warning("%s was not played: %s", sound.value, fault, extra={"event": "sound.not_played"})
