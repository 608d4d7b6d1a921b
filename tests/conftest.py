"""What every test gets: no window on the screen, strict logs, and a quick and a long form."""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from hypothesis import settings

# Bytecode is kept whatever the shell says: every worker, and every program that a test starts, would else compile
# all of the sources again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

_TESTS = Path(__file__).parent
_LONGEST = {"test_every_screen.py", "test_scripted_shift.py", "test_first_light.py"}
"""Without a long form, and longer than most that have one."""
_TURNS = {"simulation": 0, "end_to_end": 1, "contract": 2, "ui": 3, "server": 4}
"""Of all else; what lies in no room of these comes last."""

pytest_plugins = ["tests.support.strict_logs"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--long", action="store_true", help="run the long form of slow tests, with new random cases"
    )


def pytest_configure(config: pytest.Config) -> None:
    # The quick form tries the same cases every time: a change fails it, luck does not.
    settings.register_profile("quick", deadline=None, derandomize=True, database=None, max_examples=60)
    settings.register_profile("long", deadline=None, max_examples=3000)
    settings.load_profile("long" if config.getoption("--long") else "quick")


@pytest.hookimpl(tryfirst=True)  # before `-m slow` chooses
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Whatever has a long form is slow: `make test-long` runs all of it, marked by hand or not.

    Workers beside each other begin with what takes longest, so that none is left alone with it at the end.
    """
    for item in items:
        if "long_form" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
    if hasattr(config, "workerinput"):
        items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    """Stable: within a turn tests keep their order, and so the workers share few modules' fixtures."""
    room = item.path.relative_to(_TESTS).parts[0]
    if item.get_closest_marker("slow") is not None or item.path.name in _LONGEST:
        return 0
    return _TURNS.get(room, len(_TURNS))


@pytest.fixture(scope="session")
def long_form(pytestconfig: pytest.Config) -> bool:
    """Whether minutes may be spent: `make test-long`."""
    return bool(pytestconfig.getoption("--long"))
