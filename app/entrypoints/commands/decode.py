"""`setia decode`: the codes in pictures and videos."""

from pathlib import Path

import click

from app.entrypoints.commands.shop import PATH, json_option
from app.entrypoints.commands.speaking import SpokenCommand
from app.words.translate import Words


def decode_command(words: Words) -> click.Command:
    """Fails when a file can't be read as a picture."""

    @click.command("decode", cls=SpokenCommand, help=words.gettext("Read the codes in pictures and videos."))
    @click.argument("images", nargs=-1, required=True, type=PATH)
    @json_option()
    def decode(images: tuple[Path, ...], as_json: bool) -> int:
        # Deferred: the till's window must not wait for the decoders.
        from app.cli.decode import decode_files  # noqa: PLC0415

        return decode_files(images, as_json=as_json, words=words)

    return decode
