"""Runs in the packaged program before anything else: pyzbar finds the zbar that came with it.

pyzbar asks `ctypes.util.find_library`, which knows only the system's libraries.
"""

import ctypes.util
import sys
from pathlib import Path


def _answer_with_the_bundled_zbar() -> None:
    bundled = Path(sys._MEIPASS) / "libzbar.so.0"  # noqa: SLF001  # how PyInstaller tells where it unpacked
    of_the_system = ctypes.util.find_library

    def find_library(name: str) -> str | None:
        return str(bundled) if name == "zbar" and bundled.exists() else of_the_system(name)

    ctypes.util.find_library = find_library


_answer_with_the_bundled_zbar()
