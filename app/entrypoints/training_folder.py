"""Which folder is a training's. Knows nothing else: the first window asks before anything is loaded."""

from pathlib import Path

MARK = "training"
"""A file in the folder of a training's store. Whoever opens the folder, in whatever way, knows what it is."""
_SUFFIX = "-training"


def training_directory(real: Path) -> Path:
    """Where the training of a terminal's folder is: beside it."""
    return real.with_name(real.name + _SUFFIX)


def is_training(directory: Path) -> bool:
    """Whether what is sold in this folder is for practice."""
    return (directory / MARK).exists()
