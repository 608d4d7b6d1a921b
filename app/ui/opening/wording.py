"""The opening in words."""

from app.ui.opening.state import OpeningStage
from app.words.translate import Words


def restore_text(words: Words, *, sure: bool) -> str:
    """What the button asks, and asks once more."""
    if sure:
        return words.gettext("Yes, go on with it. What came after it is missing then.")
    return words.gettext("Go on with this")


def stage_sentence(words: Words, stage: OpeningStage) -> str:
    """What takes the time."""
    match stage:
        case OpeningStage.STARTING:
            return words.gettext("Starting…")
        case OpeningStage.STORE:
            return words.gettext("Opening the store…")
        case OpeningStage.RESTORING:
            return words.gettext("Restoring the backup…")
        case OpeningStage.DEMO_SHOP:
            return words.gettext("Preparing the demo shop. This happens once.")
        case OpeningStage.TRAINING:
            return words.gettext("Preparing the training. It begins anew each time.")
        case OpeningStage.DEVICES:
            return words.gettext("Looking for the printer and the scanner…")
        case OpeningStage.FAILED:
            return words.gettext("The store could not be opened. The log says why.")
