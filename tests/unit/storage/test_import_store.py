"""An import's transactions beside a till."""

from pathlib import Path
from time import monotonic

from sqlalchemy import event

from app.storage.terminal.import_store import SqlImportStore
from tests.support.shop import small_shop

TILL_LOOKS_EVERY = 0.1
"""Seconds between two looks of SQLite at a file that somebody else writes to."""


def test_a_till_that_waits_finds_the_file_free_between_two_transactions(tmp_path: Path) -> None:
    begun, ended = [], []
    with small_shop(tmp_path) as shop:
        store = SqlImportStore(shop.store)
        event.listen(shop.store.engine, "begin", lambda _: begun.append(monotonic()))
        event.listen(shop.store.engine, "commit", lambda _: ended.append(monotonic()))
        for _ in range(3):
            with store.writing():
                pass
        gaps = [begin - end for begin, end in zip(begun[1:], ended, strict=False)]
    assert len(gaps) == 2
    assert min(gaps) > TILL_LOOKS_EVERY
