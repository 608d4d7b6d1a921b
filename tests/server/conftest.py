"""A centre on a real database, in this process, and the small shop that joins it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.protocol.messages import Enrolled
from app.server.centre import Centre, open_centre
from app.server.enrolment import enrol
from app.storage.server.database import open_database
from tests.support.joined_centre import Joined, code_of
from tests.support.joined_till import ShopJournal, enrol_message, own_till, shop_store
from tests.support.shop import NOON, SmallShop, small_shop


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[Centre]:
    database = open_database(tmp_path / "server")
    database.migrate()
    yield open_centre(database, clock=lambda: NOON)
    database.close()


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    (tmp_path / "till").mkdir()
    with small_shop(tmp_path / "till") as shop:
        yield shop


@pytest.fixture
def joined(centre: Centre, shop: SmallShop) -> Joined:
    till = own_till(shop)
    answer = enrol(centre, enrol_message(till.key, code_of(centre), till, shop_store(shop)))
    assert isinstance(answer, Enrolled), answer
    return Joined(centre, shop, till, ShopJournal(shop))
