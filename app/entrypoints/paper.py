"""The virtual printer's paper as a picture for its window."""

import io

from app.emulators.paper import Paper
from app.emulators.paper_picture import picture
from app.emulators.paper_text import as_text


def picture_of(paper: Paper) -> tuple[bytes, str]:
    """PNG bytes, and the text for people who can't see it."""
    buffer = io.BytesIO()
    picture(paper).save(buffer, "PNG")
    return buffer.getvalue(), as_text(paper)
