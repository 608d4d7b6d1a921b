"""How often random cases are tried: some hundreds of times in the quick form, thousands in the long one."""

from collections.abc import Callable
from typing import Protocol

import pytest
from hypothesis import HealthCheck, settings


class InManyCases(Protocol):
    """Runs a Hypothesis test of no other arguments so often."""

    def __call__(self, test: Callable[[], None], *, quick: int = 120, long: int = 10_000) -> None: ...


@pytest.fixture
def in_many_cases(long_form: bool) -> InManyCases:
    """The quick form tries the same cases every time; the long one new ones."""

    def run(test: Callable[[], None], *, quick: int = 120, long: int = 10_000) -> None:
        settings(
            max_examples=long if long_form else quick,
            deadline=None,
            derandomize=not long_form,
            database=None,
            suppress_health_check=[HealthCheck.too_slow],  # another job's load is no fault of a case
        )(test)()

    return run
