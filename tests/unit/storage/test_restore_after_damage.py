"""After damage the last backup loses no document that was made before it, and the restore says how many came after."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from app.services.backups import BackupTaken
from app.services.demo_shop import PlayedChance
from app.services.ports import StoreFault
from app.storage.key_file import KeyFile
from app.storage.restore_store import restore
from app.storage.take_backup import take_backup
from app.storage.terminal.check import check_store
from tests.support.any_document import Work
from tests.support.crash_content import content_of
from tests.support.crash_facts import document_ids, facts_after
from tests.support.crash_shop import till_of
from tests.support.damage import PAGE, cut, flip
from tests.support.full_rules import list_plan, publish_all
from tests.support.office import records
from tests.support.random_documents import Wishes
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, open_store, small_shop

_SECOND = 1_000


def a_bit_turns(path: Path, page: int) -> None:
    """In a page of the print jobs: the records can still be read."""
    flip(path, (page - 1) * PAGE + 100)


def an_end_is_missing(path: Path, _page: int) -> None:
    cut(path, path.stat().st_size // 2)


def nothing_is_left(path: Path, _page: int) -> None:
    path.write_bytes(b"what another program wrote here")


def documents(shop: SmallShop, count: int) -> list[Work]:
    """So many of any kind that the till acknowledged."""
    wishes, done = Wishes(shop, shop.chance.random), list[Work]()
    while len(done) < count:
        shop.clock.at += _SECOND
        work = wishes.next()
        if work is not None and work.commit(shop):
            done.append(work)
    return done


def first_page_of_print_jobs(shop: SmallShop) -> int:
    with shop.store.reading() as unit:
        asked = "SELECT rootpage FROM sqlite_master WHERE name = 'print_jobs'"
        return int(unit.connection.exec_driver_sql(asked).scalar_one())


def found(shop: SmallShop) -> Counter[bytes]:
    with shop.store.reading() as unit:
        assert check_store(unit.connection).findings == ()
        return Counter(one for fact in facts_after(unit) for one in document_ids(fact))


@pytest.mark.parametrize(
    ("damage", "can_be_counted"),
    [(a_bit_turns, True), (an_end_is_missing, False), (nothing_is_left, False)],
)
def test_a_restore_has_all_that_was_made_before_the_backup_and_counts_what_came_after(
    tmp_path: Path, damage: Callable[[Path, int], None], can_be_counted: bool
) -> None:
    shop = small_shop(tmp_path, seed=7)
    list_plan(shop)
    publish_all(shop)
    path, keys = shop.store.path, KeyFile(tmp_path / "store.key", shop.store.path)
    before = documents(shop, 40)
    at_backup = records(shop)
    taken = take_backup(path, keys.key(), tmp_path / "backups", shop.clock.at)
    assert isinstance(taken, BackupTaken)
    after = documents(shop, 15)
    came_after = records(shop) - at_backup
    page = first_page_of_print_jobs(shop)
    shop.store.close()
    damage(path, page)
    with pytest.raises(StoreFault):
        looked_at(shop)
    done = restore(taken.backup.path, path, keys, shop.clock, PlayedChance(Random(3)))
    assert done.later == (came_after if can_be_counted else None)
    shop.store = open_store(tmp_path, shop.clock, shop.chance)
    there = found(shop)
    assert {times for one in before for times in map(there.get, one.ids)} == {1}
    assert not any(one in there for work in after for one in work.ids)
    shop.till = till_of(shop.store, shop.clock, shop.chance)
    documents(shop, 5)
    assert complaints(shop) == [], "and the till goes on"
    shop.store.close()


def looked_at(shop: SmallShop) -> None:
    """Everything is read; a fault is raised where the damage lies."""
    store = open_store(shop.directory, shop.clock, shop.chance)
    try:
        with store.reading() as unit:
            content_of(unit.connection)
            check_store(unit.connection)
    finally:
        store.close()
