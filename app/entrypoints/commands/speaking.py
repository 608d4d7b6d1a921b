"""Commands that speak the reader's language: their help, and what they say when something is wrong.

A fault becomes a sentence on stderr and an exit code; a person never sees a traceback.
"""

import locale
import logging
import os
from collections.abc import Sequence

import click

from app.entrypoints.commands.usage import usage_sentence
from app.entrypoints.exit_codes import ExitCode
from app.entrypoints.paths import user_data
from app.entrypoints.receipt_template import TemplateUnusable
from app.entrypoints.scan_rules_file import ScanRulesUnusable
from app.entrypoints.settings import SettingsFault, SettingsUnreadable, UnknownSetting, UnusableValue
from app.services.ports import KeyUnusable, StoreFault
from app.words.faults import (
    fault_sentence,
    setting_value_sentence,
    settings_file_sentence,
    unknown_setting_sentence,
)
from app.words.scan_rules import scan_rules_fault_sentence
from app.words.translate import Language, Words

_log = logging.getLogger("setia.commands")


class CommandFailed(Exception):
    """A command can't do what it was told to. The message is a sentence for a person."""

    def __init__(self, sentence: str, code: ExitCode) -> None:
        super().__init__(sentence)
        self.code = code


class _Formatter(click.HelpFormatter):
    """Click's own layout with our headings."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args, prefix or self._words.gettext("Usage:") + " ")

    def write_heading(self, heading: str) -> None:
        headings = {"Options": self._words.gettext("Options"), "Commands": self._words.gettext("Commands")}
        super().write_heading(headings.get(heading, heading))


class _Context(click.Context):
    """Knows the words: `run_program` gives them as the context's object."""

    def make_formatter(self) -> click.HelpFormatter:
        return _Formatter(self.ensure_object(Words))


class SpokenCommand(click.Command):
    """A command whose help is in the reader's language. What it returns is its exit code; None: 0."""

    context_class = _Context

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = ctx.ensure_object(Words).gettext("Show this and end.")
        return option

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as wrong:
            wrong.ctx = wrong.ctx or ctx  # click's parser doesn't always say whose line it was
            raise


class SpokenGroup(SpokenCommand, click.Group):
    """Commands of one subject; alone, it prints its help."""

    command_class = SpokenCommand

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The most used first, as they were added; click would sort them."""
        return list(self.commands)


def console_language() -> Language:
    """SETIA_LANGUAGE, or the machine's own language; Indonesian when it is neither."""
    wanted = os.environ.get("SETIA_LANGUAGE") or (locale.getlocale()[0] or "")[:2]
    return Language.ENGLISH if wanted.lower() == Language.ENGLISH else Language.INDONESIAN


def run_program(program: SpokenGroup, words: Words, arguments: Sequence[str] | None = None) -> int:
    """Runs one command; returns the exit code. arguments: the process's own unless given."""
    try:
        code = program.main(arguments, prog_name=program.name, standalone_mode=False, obj=words)
    except click.exceptions.NoArgsIsHelpError as asked:
        return _said(asked.format_message(), ExitCode.USAGE)
    except click.UsageError as wrong:
        return _said(usage_sentence(words, wrong), ExitCode.USAGE)
    except (click.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    except Exception as fault:  # noqa: BLE001 - the program's edge: logged, then told in a sentence
        return _said(*_told(words, fault))
    return int(code or ExitCode.OK)


def _said(sentence: str, code: ExitCode) -> ExitCode:
    click.echo(sentence, err=True)
    return code


def _told(words: Words, fault: Exception) -> tuple[str, ExitCode]:
    match fault:
        case CommandFailed():
            return str(fault), fault.code
        case StoreFault():
            return _store_told(words, fault), ExitCode.DATABASE
        case KeyUnusable():
            return fault_sentence(words, fault), ExitCode.CONFIG
        case UnknownSetting(where=where, key=key):
            return unknown_setting_sentence(words, where, key, fault.nearest), ExitCode.CONFIG
        case UnusableValue(where=where, key=key):
            return setting_value_sentence(words, where, key, fault.expected), ExitCode.CONFIG
        case SettingsUnreadable(where=where):
            return settings_file_sentence(words, where, fault.detail), ExitCode.CONFIG
        case TemplateUnusable():
            return fault.told(words), ExitCode.CONFIG
        case ScanRulesUnusable(where=where):
            return f"{where}: {scan_rules_fault_sentence(words, fault.fault)}", ExitCode.CONFIG
        case PermissionError(filename=str() as path):
            return words.gettext("{path} may not be used by this user.", path=path), ExitCode.PERMISSION
        case _:
            return _unexpected(words, fault), ExitCode.FAILED


def _store_told(words: Words, fault: StoreFault) -> str:
    """What is wrong, and the last good backup where one could help."""
    # Deferred: only when something is wrong, and then it proves a whole file.
    from app.entrypoints.backups import offered_for  # noqa: PLC0415
    from app.entrypoints.commands.shop import settings_in_force  # noqa: PLC0415
    from app.words.backups import offer_sentence  # noqa: PLC0415

    sentence = fault_sentence(words, fault)
    try:
        offered = offered_for(fault, settings_in_force())
    except (OSError, SettingsFault):
        offered = None
    if offered is None:
        return sentence
    return f"{sentence} {offer_sentence(words, offered.backup, offered.content)}"


def _unexpected(words: Words, fault: Exception) -> str:
    """A sentence; the traceback goes to the log, which only the till has open."""
    from app.entrypoints.json_log import start_log  # noqa: PLC0415 - only when something is wrong

    try:
        if not logging.getLogger().hasHandlers():
            start_log(user_data() / "commands-logs")
    except OSError:
        return words.gettext("Something went wrong: {detail}.", detail=fault)
    _log.error("the command failed", exc_info=fault, extra={"event": "command.failed"})
    return fault_sentence(words, fault)
