"""What the till's devices are made with."""

from dataclasses import dataclass

from PySide6.QtWidgets import QApplication

from app.entrypoints.run_options import RunOptions
from app.ui.lanes import Failed, Lane, Post
from app.ui.shell import Shell
from app.ui.theme.look import Look
from app.words.translate import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What devices are made with. post: runs a callable on the screen's thread. fault: hears what a lane raised."""

    application: QApplication
    shell: Shell
    look: Look
    words: Words
    options: RunOptions
    training: bool
    post: Post
    fault: Failed
    write: Lane
    network: Lane
