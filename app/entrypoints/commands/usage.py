"""A command line that can't be understood, as a sentence that says which part of it."""

from collections.abc import Sequence
from typing import Any

import click

from app.words.translate import Words


def usage_sentence(words: Words, wrong: click.UsageError) -> str:
    """What is wrong, and which help tells more."""
    command = wrong.ctx.command_path if wrong.ctx is not None else ""
    return _wrong(words, wrong) + " " + words.gettext("See `{command} --help`.", command=command)


def _wrong(words: Words, wrong: click.UsageError) -> str:
    match wrong:
        case click.NoSuchOption(option_name=name, possibilities=near):
            return _with_nearest(words, words.gettext("There is no option `{name}`.", name=name), near)
        case click.NoSuchCommand(command_name=name, possibilities=near):
            return _with_nearest(words, words.gettext("There is no command `{name}`.", name=name), near)
        case click.MissingParameter():
            return words.gettext("{parameter} is missing.", parameter=_name(wrong.param))
        case click.BadParameter(param=click.Parameter() as parameter):
            return words.gettext(
                "{parameter} must be {expected}.",
                parameter=_name(parameter),
                expected=_expected(words, parameter.type),
            )
        case click.BadOptionUsage(option_name=name):
            if _is_flag(wrong.ctx, name):
                return words.gettext("{parameter} takes no value.", parameter=name)
            return words.gettext("{parameter} needs a value.", parameter=name)
        case _:
            return words.gettext("There is more on the line than the command takes.")


def _with_nearest(words: Words, sentence: str, nearest: Sequence[str] | None) -> str:
    if not nearest:
        return sentence
    return sentence + " " + words.gettext("Did you mean `{name}`?", name=nearest[0])


def _name(parameter: click.Parameter | None) -> str:
    """`--data` of an option, `IMAGES` of an argument."""
    if parameter is None:
        return ""
    return parameter.opts[0] if isinstance(parameter, click.Option) else parameter.human_readable_name


def _expected(words: Words, kind: click.ParamType[Any]) -> str:
    match kind:
        case click.Choice():
            return words.gettext("one of {choices}", choices=", ".join(map(str, kind.choices)))
        case click.IntRange():
            return words.gettext("a whole number from {least} to {most}", least=kind.min, most=kind.max)
        case click.Path(file_okay=False):
            return words.gettext("a folder")
        case click.Path():
            return words.gettext("a file that is there")
        case _:
            return kind.name


def _is_flag(context: click.Context | None, name: str) -> bool:
    options = [] if context is None else context.command.params
    return any(name in option.opts and getattr(option, "is_flag", False) for option in options)
