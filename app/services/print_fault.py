"""What keeps a receipt from being known to be on paper, as data; words makes the sentence."""

from enum import StrEnum


class PrintFault(StrEnum):
    """Why a job is not known to be on paper."""

    OFF = "off"
    """Nobody takes a connection, or the file can't be opened."""
    SILENT = "silent"
    """Connected, but no answer to a status request in time."""
    GARBLED = "garbled"
    """The answer is no status."""
    PAPER_OUT = "paper-out"
    COVER_OPEN = "cover-open"
    STOPPED = "stopped"
    """Offline for another reason, such as a jammed cutter."""
    STUCK = "stuck"
    """It stopped taking bytes."""
    BROKE_OFF = "broke-off"
    """The connection was lost."""
    NO_SPACE = "no-space"
    """The disk is full."""
    FORBIDDEN = "forbidden"
    """The operating system refuses this user."""
    BUSY = "busy"
    """Another program holds it."""
    REJECTED = "rejected"
    """The print server has it, and doesn't take this job."""
    NO_SPOOLER = "no-spooler"
    """There is no Windows spooler here, or no way to it."""
    UNPRINTABLE = "unprintable"
    """The receipt could not be put into the printer's commands; it got nothing."""
