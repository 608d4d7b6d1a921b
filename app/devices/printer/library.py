"""python-escpos, which is imported here and nowhere else, and only on the printer's lane: it takes 70 to 290 ms.

It makes an empty folder in the system's temporary folder at every import, which it can't be kept from.
"""

import logging
import os
import pickle
import stat
import sys
from pathlib import Path
from typing import Any

from app.devices.printer.profile import PrinterProfile

_CACHE_VARIABLE = "ESCPOS_CAPABILITIES_PICKLE_DIR"

# ESC t numbers, as Epson gives them and the clones copy them.
_PAGE_NUMBERS = {"CP437": 0, "CP850": 2, "CP1252": 16, "CP858": 19}


class UnsafeCacheError(Exception):
    """Somebody else can write in the library's cache folder, from which it would run what it finds."""


def open_paper(profile: PrinterProfile, cache: Path) -> Any:
    """An `escpos.printer.Dummy`, which keeps the bytes of one job. It has no types, hence `Any`.

    `cache`: a folder for the library alone, made when missing. Raises `UnsafeCacheError`.
    """
    _import_with(cache)
    from escpos.capabilities import Profile  # noqa: PLC0415 late, see above
    from escpos.printer.dummy import Dummy  # noqa: PLC0415 late, see above

    library_profile = Profile(
        columns=profile.columns,
        features={"paperFullCut": profile.cuts, "paperPartCut": profile.cuts},
    )
    # In place of the library's "default" printer, whose width is unknown and whose 30 code pages are guesses.
    library_profile.profile_data = {
        "codePages": {str(number): name for name, number in _PAGE_NUMBERS.items()},
        "fonts": {"0": {"columns": profile.columns, "name": "Font A"}},
        "media": {"width": {"pixels": profile.dots}},
    }
    return Dummy(profile=library_profile)


def _import_with(cache: Path) -> None:
    """Import the library with its pickle in `cache`, not in a new shared temporary folder as it would."""
    if "escpos.capabilities" in sys.modules:
        return
    _make_private(cache)
    before = os.environ.get(_CACHE_VARIABLE)
    os.environ[_CACHE_VARIABLE] = str(cache)
    placeholder = logging.NullHandler()
    logging.getLogger().addHandler(placeholder)  # or the library configures the program's logging
    try:
        _import_past_broken_pickle(cache)
    finally:
        logging.getLogger().removeHandler(placeholder)
        if before is None:
            del os.environ[_CACHE_VARIABLE]
        else:
            os.environ[_CACHE_VARIABLE] = before


def _import_past_broken_pickle(cache: Path) -> None:
    """A power cut can leave half a pickle, which must not stop the shop from printing for ever."""
    try:
        import escpos.capabilities  # noqa: PLC0415 late, see above
    except (EOFError, pickle.UnpicklingError):
        for broken in cache.glob("*.capabilities.pickle"):
            broken.unlink()
        import escpos.capabilities  # noqa: F401, PLC0415 once more


def _make_private(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if sys.platform == "win32":  # the folder's list of permissions is the installer's there
        return
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise UnsafeCacheError(str(folder))
