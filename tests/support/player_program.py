"""A program that stands for a sound player of the system: it keeps what it was given to play."""

from pathlib import Path


def fake_player(folder: Path, name: str, heard: Path) -> str:
    """Puts `name` into `folder`: it appends each file to `heard`, and how many arguments it had to `heard.arguments`.

    Returns a search path that has nothing else.
    """
    program = folder / name
    program.write_text(
        f'#!/bin/sh\nfor last; do :; done\necho "$#" >> "{heard}.arguments"\n/bin/cat "$last" >> "{heard}"\n'
    )
    program.chmod(0o755)
    return str(folder)
