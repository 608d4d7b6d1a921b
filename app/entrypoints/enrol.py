"""Joins a terminal to its merchant's server: one that has a shop of its own, or a new machine."""

import shutil
from pathlib import Path

from app.entrypoints.system import SystemChance, SystemClock
from app.entrypoints.terminal_store import KEY, STORE, open_terminal_store
from app.entrypoints.training_folder import is_training
from app.services.unit import Identity
from app.storage.key_file import KeyFile
from app.storage.terminal.store import SqlTerminalStore
from app.transport.enrol import enrol
from app.transport.http import Delivered, Refused, ServerClient, Unreachable

_SIGNING_KEY_BYTES = 32
_FIRST_EPOCH = 1


def enrol_terminal(directory: Path, url: str, code: str, name: str) -> str | None:
    """Asks the server once; None: this terminal is enrolled, else the code of what is wrong.

    A new machine gets its store only when the server took it. A training never joins a server.
    """
    if is_training(directory):
        return "training"
    if (directory / STORE).exists():
        return _enrol_existing(directory, url, code)
    return _enrol_new(directory, url, code, name)


def _enrol_existing(directory: Path, url: str, code: str) -> str | None:
    """A terminal that was its own centre brings its merchant, its store and its journal."""
    store = open_terminal_store(directory, SystemClock(), SystemChance())
    try:
        with store.reading() as unit:
            identity = unit.identity()
        with ServerClient(url) as client:
            outcome = enrol(
                client,
                code=code,
                signing_key=identity.signing_key,
                terminal_name=identity.terminal_name,
                merchant_id=identity.merchant_id,
                terminal_id=identity.terminal_id,
                store=identity.store,
            )
        if not isinstance(outcome, Delivered):
            return _code(outcome)
        store.set_server(url, outcome.message.server_key)
    finally:
        store.close()
    return None


def _enrol_new(directory: Path, url: str, code: str, name: str) -> str | None:
    chance = SystemChance()
    signing_key = chance.random_bytes(_SIGNING_KEY_BYTES)
    with ServerClient(url) as client:
        outcome = enrol(client, code=code, signing_key=signing_key, terminal_name=name)
    if not isinstance(outcome, Delivered):
        return _code(outcome)
    answer = outcome.message
    joining = directory.with_name(directory.name + ".joining")
    shutil.rmtree(joining, ignore_errors=True)
    joining.mkdir(parents=True)
    path = joining / STORE
    store = SqlTerminalStore(path, KeyFile(joining / KEY, path), SystemClock(), chance)
    try:
        store.set_up(
            Identity(
                merchant_id=answer.merchant_id,
                terminal_id=answer.terminal_id,
                terminal_name=name,
                epoch=_FIRST_EPOCH,
                signing_key=signing_key,
                store=answer.store,
                server_url=url,
                server_key=answer.server_key,
            )
        )
    finally:
        store.close()
    joining.rename(directory)
    return None


def _code(outcome: Refused | Unreachable) -> str:
    return outcome.problem.code if isinstance(outcome, Refused) else outcome.fault.value
