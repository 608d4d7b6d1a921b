"""A pytest plugin: a log record of WARNING or worse that the test did not expect fails the test.

Python warnings are errors by configuration and Qt's messages are watched by pytest-qt; this closes the third
way in which a fault can be reported without anybody looking.
"""

import logging
import re
from collections.abc import Callable, Generator

import pytest

ExpectLog = Callable[[str], None]


class LogWatch(logging.Handler):
    """Collects what is logged while one test runs, and knows what the test expects."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._unexpected: list[str] = []
        self._awaited: list[re.Pattern[str]] = []
        self._expected: list[re.Pattern[str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self._unexpected.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def expect(self, pattern: str) -> None:
        self._expected.append(re.compile(pattern))
        self._awaited.append(self._expected[-1])

    def take_unexpected(self) -> list[str]:
        """Lines that no expectation matches; each is told once."""
        lines, self._unexpected = self._unexpected, []
        unexpected = []
        for line in lines:
            matching = [pattern for pattern in self._expected if pattern.search(line)]
            self._awaited = [pattern for pattern in self._awaited if pattern not in matching]
            if not matching:
                unexpected.append(line)
        return unexpected

    def missing(self) -> list[str]:
        """Expectations that nothing has met. Ask after `take_unexpected`."""
        return [pattern.pattern for pattern in self._awaited]


WATCH = pytest.StashKey[LogWatch]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    watch = item.stash[WATCH] = LogWatch()
    root = logging.getLogger()
    root.addHandler(watch)
    try:
        return (yield)
    finally:
        root.removeHandler(watch)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    outcome = yield
    _fail_on_unexpected(item.stash[WATCH])
    if missing := item.stash[WATCH].missing():
        pytest.fail(f"expected in the log, but never written: {missing}", pytrace=False)
    return outcome


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, object, object]:
    outcome = yield
    _fail_on_unexpected(item.stash[WATCH])
    return outcome


def _fail_on_unexpected(watch: LogWatch) -> None:
    if lines := watch.take_unexpected():
        pytest.fail("logged, and not expected:\n" + "\n".join(lines), pytrace=False)


@pytest.fixture
def expected_log(request: pytest.FixtureRequest) -> ExpectLog:
    """`expected_log(r"regex")`: lines "LEVEL logger: message" that match may, and one must, be logged."""
    return request.node.stash[WATCH].expect  # type: ignore[no-any-return]  # pytest types `node` as Any
