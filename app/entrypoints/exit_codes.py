"""What the commands end with, for scripts."""

from enum import IntEnum


class ExitCode(IntEnum):
    """0 is success; the others say whose business it is."""

    OK = 0
    FAILED = 1
    USAGE = 2
    CONFIG = 3
    DEVICE = 4
    DATABASE = 5
    NETWORK = 6
    PERMISSION = 7
    INTERRUPTED = 130
