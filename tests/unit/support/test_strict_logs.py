"""The tests' own strictness: a test with a fault in it must fail."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SETTINGS = """
[pytest]
filterwarnings = error
qt_api = pyside6
qt_log_level_fail = WARNING
"""

CONFTEST = 'pytest_plugins = ["tests.support.strict_logs"]'

TESTS = """
import logging, threading, warnings
from PySide6.QtCore import qWarning

till = logging.getLogger("till")

def in_a_thread(act):
    thread = threading.Thread(target=act)
    thread.start()
    thread.join()

def test_quiet():
    till.info("opened")

def test_log():
    till.warning("paper is low")

def test_log_of_another_thread():
    in_a_thread(lambda: till.error("stuck"))

def test_python_warning():
    warnings.warn("old name", DeprecationWarning)

def test_qt_message():
    qWarning("no such signal")

def test_exception_in_a_thread():
    in_a_thread(lambda: 1 / 0)

def test_expected(expected_log):
    expected_log("WARNING till: paper")
    till.warning("paper is low")

def test_expected_another_line(expected_log):
    expected_log("paper")
    till.warning("paper is low")
    till.warning("drawer is open")

def test_expected_but_never_came(expected_log):
    expected_log("paper")

def test_log_while_taking_down(request):
    request.addfinalizer(lambda: till.error("not closed"))
"""


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> dict[str, set[str]]:
    """Runs TESTS in a pytest process of its own: test name → what pytest says of it."""
    folder: Path = tmp_path_factory.mktemp("strictness")
    (folder / "pytest.ini").write_text(SETTINGS)
    (folder / "conftest.py").write_text(CONFTEST)
    (folder / "test_it.py").write_text(TESTS)
    command = [sys.executable, "-m", "pytest", "-q", "-rA", "-p", "no:cacheprovider", "-p", "no:xdist"]
    environment = {**os.environ, "PYTHONPATH": str(pytestconfig.rootpath)}
    output = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    told: dict[str, set[str]] = {}
    line = re.compile(r"^(PASSED|FAILED|ERROR) test_it\.py::test_(\w+)", re.MULTILINE)
    for outcome, name in line.findall(output.stdout):
        told.setdefault(name, set()).add(outcome)
    return told


@pytest.mark.parametrize("name", ["quiet", "expected"])
def test_a_test_passes_with_nothing_or_only_the_expected_in_the_log(
    outcomes: dict[str, set[str]], name: str
) -> None:
    assert outcomes[name] == {"PASSED"}


@pytest.mark.parametrize(
    "name", ["log", "log_of_another_thread", "python_warning", "qt_message", "exception_in_a_thread"]
)
def test_a_fault_that_nobody_expected_fails_the_test(outcomes: dict[str, set[str]], name: str) -> None:
    assert outcomes[name] == {"FAILED"}


def test_an_expectation_does_not_excuse_another_line(outcomes: dict[str, set[str]]) -> None:
    assert outcomes["expected_another_line"] == {"FAILED"}


def test_an_expected_line_that_never_comes_fails_the_test(outcomes: dict[str, set[str]]) -> None:
    assert outcomes["expected_but_never_came"] == {"FAILED"}


def test_a_line_logged_while_taking_down_is_an_error(outcomes: dict[str, set[str]]) -> None:
    assert "ERROR" in outcomes["log_while_taking_down"]
