"""What every test gets: no window on the screen, strict logs, and a quick and a long form."""

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# Bytecode is kept whatever the shell says: every worker, and every program that a test starts, would else compile
# all of the sources again, which took a third of the suite's time.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

import pytest
from hypothesis import settings

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
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever has a long form is slow: `make test-long` runs all of it, marked by hand or not."""
    for item in items:
        if "long_form" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def long_form(pytestconfig: pytest.Config) -> bool:
    """Whether minutes may be spent: `make test-long`."""
    return bool(pytestconfig.getoption("--long"))
