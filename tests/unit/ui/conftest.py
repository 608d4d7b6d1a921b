"""What most presenters are tried on: a shop, and a cashier's counter in it. A test may have a shop of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.counter import Counter
from tests.support.shop import SmallShop, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as made:
        yield made


@pytest.fixture
def counter(shop: SmallShop) -> Iterator[Counter]:
    with Counter(shop) as made:
        yield made
