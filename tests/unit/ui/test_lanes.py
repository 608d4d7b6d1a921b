import queue
import threading
from collections.abc import Callable, Iterator

import pytest

from app.ui.lanes import Lane, LaneFull
from tests.support.strict_logs import ExpectLog

Posted = queue.Queue[Callable[[], None]]


@pytest.fixture
def posted() -> Posted:
    return queue.Queue()


@pytest.fixture
def faults() -> list[Exception]:
    return []


@pytest.fixture
def lane(posted: Posted, faults: list[Exception]) -> Iterator[Lane]:
    made = Lane("read", posted.put, faults.append, limit=2)
    yield made
    made.close()


def test_work_runs_on_the_lane_and_its_answer_on_the_screen(lane: Lane, posted: Posted) -> None:
    threads: list[str] = []
    lane.submit(lambda: threading.current_thread().name, threads.append)
    posted.get(timeout=5)()
    assert threads == ["lane-read"]


def test_answers_come_in_the_order_of_the_questions(lane: Lane, posted: Posted) -> None:
    answers: list[int] = []
    lane.submit(lambda: 1, answers.append)
    lane.submit(lambda: 2, answers.append)
    for _ in range(2):
        posted.get(timeout=5)()
    assert answers == [1, 2]


def test_a_fault_is_logged_told_to_the_asker_and_to_the_lane(
    lane: Lane, posted: Posted, faults: list[Exception], expected_log: ExpectLog
) -> None:
    expected_log("ERROR app.ui.lanes: lane read: no such table")
    told: list[Exception] = []

    def fail() -> None:
        raise LookupError("no such table")

    lane.submit(fail, lambda _answer: None, told.append)
    for _ in range(2):
        posted.get(timeout=5)()
    assert [str(fault) for fault in told + faults] == ["no such table", "no such table"]
    lane.submit(lambda: None, lambda _answer: None)
    posted.get(timeout=5)()  # the lane lives on


def test_a_full_lane_refuses_at_once(lane: Lane, posted: Posted, expected_log: ExpectLog) -> None:
    expected_log("lane read: read")
    gate, refused = threading.Event(), list[Exception]()
    running = threading.Event()

    def wait() -> None:
        running.set()
        gate.wait(5)

    lane.submit(wait, lambda _answer: None)
    assert running.wait(5)
    for _ in range(3):
        lane.submit(lambda: None, lambda _answer: None, refused.append)
    for _ in range(2):
        posted.get(timeout=5)()
    gate.set()
    assert [type(fault) for fault in refused] == [LaneFull]


def test_nobody_else_may_enter_a_lane(lane: Lane) -> None:
    with pytest.raises(RuntimeError, match="lane read was entered by MainThread"):
        lane.assert_here()


def test_closing_finishes_what_waits(lane: Lane) -> None:
    done: list[int] = []
    lane.submit(lambda: done.append(1), lambda _answer: None)
    assert lane.close()
    assert done == [1]
