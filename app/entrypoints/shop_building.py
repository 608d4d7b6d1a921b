"""Builds the shops that nobody sells in for real, before the window opens them."""

from collections.abc import Callable

from app.entrypoints.run_options import RunOptions
from app.ui.opening.state import Opening, OpeningStage

TellOpening = Callable[[Opening], None]


def build_what_is_missing(options: RunOptions, tell: TellOpening) -> None:
    """The training, anew; the demo shop when it is wanted and missing. For a lane: it takes seconds."""
    language = options.settings.language
    directory = options.directory
    if options.trains_for is not None:
        training = ["build-training", str(directory), "--real", str(options.trains_for)]
        _run([*training, "--language", language], OpeningStage.TRAINING, tell)
    if options.demo and not any((directory / name).exists() for name in ("store.db", "store.key")):
        # a key without its store: there was a shop, and it may have backups
        _run(["build-demo", str(directory), "--language", language], OpeningStage.DEMO_SHOP, tell)


def _run(arguments: list[str], stage: OpeningStage, tell: TellOpening) -> None:
    from app.entrypoints.child import run_child  # noqa: PLC0415 - most starts build nothing

    tell(Opening(stage, 0.0))
    run_child(arguments, lambda done, of: tell(Opening(stage, done / of)))
