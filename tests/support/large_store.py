"""A store with as many members as one likes, filled in SQLite itself: for measuring, not for proving."""

from pathlib import Path
from random import Random

from sqlalchemy import Connection

from app.services.demo_shop import PlayedChance, PlayedClock
from app.storage.terminal.store import SqlTerminalStore
from tests.support.shop import NOON, open_store, small_shop

GIVEN = (
    "Siti",
    "Budi",
    "Dewi",
    "Agus",
    "Rina",
    "Eko",
    "Putri",
    "Asep",
    "Wayan",
    "Komang",
    "Made",
    "Nur",
    "Tri",
    "Yudi",
)
FAMILY = (
    "Rahayu",
    "Santoso",
    "Lestari",
    "Wibowo",
    "Hidayat",
    "Nasution",
    "Siregar",
    "Purnama",
    "Utami",
    "Gunawan",
)
_CHUNK = 100_000


def card_of(number: int) -> str:
    """The card of the member of a number."""
    return f"LC{number:09d}"


def phone_of(number: int) -> str:
    """His phone, E.164: the digits are spread, so that neighbours don't look alike."""
    return f"+62812{number * 7_919 % 10**8:08d}"


def name_of(number: int) -> str:
    """His name, which nobody else has."""
    place = number * 31 % (len(GIVEN) * len(FAMILY))
    return f"{GIVEN[place // len(FAMILY)]} {FAMILY[place % len(FAMILY)]} {number}"


def receipt_of_member(number: int) -> str:
    """The number of the one receipt that he has."""
    return f"BDG9-250101-{number:08d}"


def large_store(directory: Path, members: int) -> SqlTerminalStore:
    """The small shop with so many members more: each has a card, a lot, a right, a sale and a day that counts."""
    small_shop(directory).store.close()
    store = open_store(directory, PlayedClock(NOON), PlayedChance(Random(2)))
    for start in range(0, members, _CHUNK):
        with store.engine.begin() as connection:
            _fill(connection, start, min(_CHUNK, members - start))
    with store.engine.connect().execution_options(reading=True) as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    store.close()  # with the large caches that filling took
    return open_store(directory, PlayedClock(NOON), PlayedChance(Random(3)))


def _fill(connection: Connection, start: int, count: int) -> None:
    names = ",".join(
        f"({place}, '{given} {family}')"
        for place, (given, family) in enumerate((given, family) for given in GIVEN for family in FAMILY)
    )
    run = connection.exec_driver_sql
    run("PRAGMA cache_size = -200000")
    run("CREATE TEMP TABLE IF NOT EXISTS people (n, member, name, phone)")
    run("DELETE FROM people")
    run(
        f"""
        WITH RECURSIVE names(place, name) AS (VALUES {names}),
            numbers(n) AS (SELECT ? UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
        INSERT INTO people
        SELECT n, unhex(printf('019a00000000700080%014x', n)), name || ' ' || n,
            printf('+62812%08d', n * 7919 % 100000000)
        FROM numbers JOIN names ON place = n * 31 % {len(GIVEN) * len(FAMILY)}
        """,
        (start, start + count - 1),
    )
    for statement in _STATEMENTS:
        run(statement.format(at=NOON - 86_400_000))


_REVERSED = "||".join(f"substr(phone, {place}, 1)" for place in range(14, 1, -1))
_WHO = "FROM people, identity"
_STATEMENTS = (
    f"INSERT INTO members SELECT merchant_id, member, 'basic', {{at}} {_WHO}",
    f"INSERT INTO cards SELECT merchant_id, member, printf('LC%09d', n), 0 {_WHO}",
    f"""
    INSERT INTO profiles (merchant_id, member_id, name, phone, birthday, name_key, phone_end)
    SELECT merchant_id, member, name, phone, '04-21', lower(name), {_REVERSED} {_WHO}
    """,
    f"""
    INSERT INTO accounts (merchant_id, member_id, asset, balance, debt)
    SELECT merchant_id, member, 'points', 100, 0 {_WHO}
    """,
    f"""
    INSERT INTO lots (merchant_id, member_id, lot_id, asset, earned_at, original, remaining)
    SELECT merchant_id, member, member, 'points', {{at}}, 100, 100 {_WHO}
    """,
    f"""
    INSERT INTO rights (merchant_id, member_id, lot_id, holder_id, asset, amount)
    SELECT merchant_id, member, member, terminal_id, 'points', 100 {_WHO}
    """,
    f"""
    INSERT INTO tier_entries (merchant_id, member_id, document_id, business_day, amount, terminal_id, epoch, seq)
    SELECT merchant_id, member, member, '2026-11-21', 100000, terminal_id, 0, n {_WHO}
    """,
    f"""
    INSERT INTO sales (merchant_id, member_id, sale_id, receipt_number, store_id, terminal_id, cashier_id, epoch, seq,
        business_day, committed_at, revision, tender, payable, points_earned, points_spent)
    SELECT merchant_id, member, member, printf('BDG9-250101-%08d', n), store_id, terminal_id, x'00', 0, n,
        '2026-11-21', {{at}}, 1, 'cash', 100000, 100, 0 {_WHO}
    """,
)
