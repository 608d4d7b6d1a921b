"""A paper as an e-receipt: a PDF in the user's documents, to be sent on."""

import re
from pathlib import Path

from PySide6.QtCore import QStandardPaths

from app.services.receipt import Receipt


def saved_pdf(receipt: Receipt, folder: Path | None = None) -> Path:
    """Where it was put, named by its number. folder: instead of the user's documents. Raises OSError."""
    # Deferred: few papers become a file, and the codes on it take a library.
    from app.cli.whole_file import whole_bytes  # noqa: PLC0415
    from app.devices.printer.pdf import receipt_pdf  # noqa: PLC0415

    folder = folder or _documents() / "Setia"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{re.sub(r'[^A-Za-z0-9._-]+', '-', receipt.number) or 'paper'}.pdf"
    whole_bytes(path, receipt_pdf(receipt))
    return path


def _documents() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(place) if place else Path.home()
