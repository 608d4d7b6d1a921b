"""The strip's words that take more than a name."""

from app.services.front import ShiftStanding
from app.words.translate import Words


def shift_words(words: Words, shift: ShiftStanding) -> str:
    """A shift of another day is told by its day."""
    if shift.since is None:
        return words.gettext("No shift")
    if not shift.overdue:
        return words.gettext("Shift since {time}", time=f"{shift.since:%H:%M}")
    from app.words.money import day  # noqa: PLC0415 - see `_show_sync`

    when = day(words, shift.since.date())
    return words.gettext("Shift since {time}", time=when)
