"""The window of a store that doesn't open: finds its last good backup, offers it, restores it when a person says so."""

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from app.entrypoints.settings import Settings
from app.services.ports import StoreFault, StoreFaultCode
from app.ui.opening.state import Opening, OpeningStage
from app.ui.shell import Shell
from app.words.translate import Words

if TYPE_CHECKING:
    from app.entrypoints.backups import Offer

_log = logging.getLogger("setia.terminal")


class Rescue:
    """`offer` runs on the screen's thread, the others on a lane: they read and write whole files."""

    def __init__(self, shell: Shell, words: Words, directory: Path, settings: Settings) -> None:
        self._shell = shell
        self._words = words
        self._directory = directory
        self._settings = settings
        self._offered: Path | None = None

    def find(self, fault: Exception) -> "Offer | None":
        """What could help."""
        if not isinstance(fault, StoreFault):
            return None
        # Deferred: only when something is wrong; it loads the database layer.
        from app.entrypoints.backups import offered_for  # noqa: PLC0415

        return offered_for(fault, self._settings)

    def offer(self, sentence: str, offered: "Offer | None") -> None:
        """Shows it under the sentence that says what is wrong."""
        if offered is None:
            return
        from app.words.backups import window_offer_sentence  # noqa: PLC0415 - as above

        self._offered = offered.source
        offer = window_offer_sentence(self._words, offered.backup, offered.content)
        self._shell.opening(Opening(OpeningStage.FAILED, 0.0, sentence, offer))
        _log.info("a backup is offered", extra={"event": "backup.offered", "path": str(self._offered)})

    def restore(self) -> None:
        """Makes the offered backup the store. Raises StoreFault or KeyUnusable."""
        from app.entrypoints.backups import restore_from  # noqa: PLC0415 - as above

        if self._offered is None:
            raise StoreFault(StoreFaultCode.MISSING, self._directory)
        done = restore_from(self._directory, self._offered)
        _log.warning(
            "the store was restored from a backup",
            extra={
                "event": "store.restored",
                "source": str(done.source),
                "epoch": done.epoch,
                "aside": str(done.aside),
            },
        )
