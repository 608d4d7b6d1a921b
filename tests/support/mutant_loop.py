"""A pytest plugin that collects the tests once and then runs them, in a fork each, against one mutant after another.

The first run, without a mutant, notes which tests reach which function and how long they take. A mutant is tried with
these only, the quickest first, and is killed by the first that fails, or by an end that never comes.
"""

import gc
import json
import os
import resource
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Generator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

CHILDREN = 2
KILLED, SURVIVED, UNREACHED = "killed", "survived", "no test reaches it"
MOST_MEMORY = 3 * 10**9
SAVED_EACH = 25
PLAN, RESULTS = Path("plan.json"), Path("results.json")
"""Names of mutants to try, and what came of each; both in the folder that the tests run in."""


class Ears:
    """Hears whether a test fails; within a child that is the end, before anybody has described the failure."""

    def __init__(self) -> None:
        self.failed = False
        self.in_child = False

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self) -> Generator[None, object, object]:
        try:
            return (yield)
        except BaseException:
            if self.in_child:
                os._exit(1)
            raise

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.failed = self.failed or report.failed


class Loop:
    """What is known while mutants are tried."""

    def __init__(self, items: list[pytest.Item], ears: Ears) -> None:
        self.items = items
        self.ears = ears
        self.reach: defaultdict[str, list[pytest.Item]] = defaultdict(list)
        self.seconds: dict[str, float] = {}
        self.running: dict[int, tuple[str, int]] = {}
        self.results: dict[str, str] = json.loads(RESULTS.read_text()) if RESULTS.exists() else {}
        # Loaded by name: mutmut is installed beside .venv and only for this.
        self.trampoline: Any = import_module("mutmut.mutation.trampoline")
        self.state: Any = import_module("mutmut.state").state

    def look(self) -> list[str]:
        """Runs every test without a mutant; those that fail."""
        self.trampoline.set_mutant_under_test("stats")
        failed = []
        for number, item in enumerate(self.items):
            self.state()._stats.clear()
            begun = time.process_time()
            if not self.passes(item, self.items[number + 1] if number + 1 < len(self.items) else None):
                failed.append(item.nodeid)
            self.seconds[item.nodeid] = time.process_time() - begun
            for function in self.state()._stats:
                self.reach[function].append(item)
        for items in self.reach.values():
            items.sort(key=lambda item: self.seconds[item.nodeid])
        self.trampoline.set_mutant_under_test("")
        return failed

    def try_all(self, names: list[str]) -> None:
        """Two at a time."""
        gc.collect()
        gc.freeze()
        for number, name in enumerate(names, start=1):
            items = self.reach.get(function_of(name), [])
            if not items:
                self.results[name] = UNREACHED
                continue
            while len(self.running) >= CHILDREN:
                self.wait()
            told, tell = os.pipe()
            child = os.fork()
            if child == 0:
                self.in_child(name, items, tell)
            os.close(tell)
            self.running[child] = name, told
            if number % SAVED_EACH == 0:
                self.save()
                print(f"\r{number} of {len(names)}", end="", file=sys.stderr, flush=True)
        while self.running:
            self.wait()
        self.save()

    def in_child(self, name: str, items: list[pytest.Item], tell: int) -> None:
        """Never returns: 0 when every test passes. tell: where to write the place of the test that is running."""
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        self.trampoline.set_mutant_under_test(name)
        self.ears.in_child = True
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = 1
        try:
            for place, item in enumerate(items):
                os.write(tell, place.to_bytes(2, "big"))
                following = items[place + 1] if place + 1 < len(items) else None
                if not self.passes(item, following):
                    break
            else:
                code = 0
        finally:
            os._exit(code)

    def passes(self, item: pytest.Item, following: pytest.Item | None) -> bool:
        """Whether a test passes. Within a child, one that doesn't end is ended."""
        self.ears.failed = False
        if item.nodeid in self.seconds:
            signal.setitimer(signal.ITIMER_VIRTUAL, 1 + 5 * self.seconds[item.nodeid])
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        return not self.ears.failed

    def wait(self) -> None:
        """For any child to end; the test that killed goes first from now on."""
        child, status = os.wait()
        name, told = self.running.pop(child)
        with os.fdopen(told, "rb") as pipe:
            place = int.from_bytes(pipe.read()[-2:], "big")
        self.results[name] = SURVIVED if status == 0 else KILLED
        if status:
            items = self.reach[function_of(name)]
            items.insert(0, items.pop(place))

    def save(self) -> None:
        RESULTS.write_text(json.dumps(self.results, indent=0))


def function_of(name: str) -> str:
    """The function that a mutant is one of."""
    return name.partition("__mutmut_")[0]


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """In place of running the tests once."""
    ears = Ears()
    session.config.pluginmanager.register(ears)
    loop = Loop(session.items, ears)
    failed = loop.look()
    if failed:
        raise pytest.UsageError(f"{len(failed)} tests fail without any mutant, the first is {failed[0]}")
    loop.try_all(json.loads(PLAN.read_text()))
    return True
