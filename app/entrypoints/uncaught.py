"""Hears what nobody caught on the screen's thread, where Qt would swallow it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType


@contextmanager
def uncaught_goes_to(broken: Callable[[Exception], None], interrupted: Callable[[], None]) -> Iterator[None]:
    """Qt swallows what Python raises in its callbacks, after Python's hook has heard of it."""
    before = sys.excepthook

    def hear(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        match fault:
            case Exception():
                broken(fault)
            case KeyboardInterrupt():
                interrupted()
            case _:
                before(kind, fault, trace)

    sys.excepthook = hear
    try:
        yield
    finally:
        sys.excepthook = before
