"""What a server makes of pushes: each record once, nothing lost, nothing written of what it refuses."""

from dataclasses import replace
from pathlib import Path
from random import Random
from shutil import copytree

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Table, func, select

from app.protocol.messages import Ack, Problem, Push, RecordException, signed_ack
from app.protocol.record import Clocks, Record, decode, encode
from app.protocol.terminal_sync import Batch
from app.server.centre import Centre, is_signed_by
from app.server.changes import pull
from app.server.intake import push
from app.services.demo_shop import PlayedChance
from app.storage.server.tables import feed, inbox, metadata, record_exceptions, shared
from app.storage.terminal.store import SqlTerminalStore
from tests.support.joined_centre import Joined
from tests.support.joined_till import ShopJournal, sell
from tests.support.shop import NOON, open_store

FIRST_RECORDS = 8
"""The shop, its programme, its items, two of staff, three members."""


def count(centre: Centre, table: Table) -> int:
    with centre.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


def balance(joined: Joined, member: int) -> int:
    accounts = shared.accounts
    statement = select(accounts.c.balance).where(accounts.c.member_id == joined.shop.members[member])
    with joined.centre.database.reading() as connection:
        return int(connection.execute(statement).scalar_one())


def everything(centre: Centre) -> dict[str, int]:
    return {table.name: count(centre, table) for table in metadata.sorted_tables}


def foreign_record(joined: Joined, **changed: object) -> Record:
    head = joined.journal.head()
    record = Record(
        version=1,
        record_id=bytes(16),
        merchant_id=joined.till.merchant_id,
        terminal_id=joined.till.terminal_id,
        epoch=1,
        seq=head.seq + 1,
        kind="sale.committed",
        member_id=None,
        body={},
        clocks=Clocks(device=NOON, monotonic=0, server_offset=None),
        revision=1,
        rights=(),
        sidecar=None,
    )
    return replace(record, **changed)  # type: ignore[arg-type]  # a test changes any field


def push_of(joined: Joined, *records: Record) -> Push:
    head = joined.journal.head()
    batch = Batch(prev_hash=head.record_hash, records=tuple(map(encode, records)), sidecars=())
    return joined.till.push(batch, head.seq + 1)


def test_a_sale_is_on_the_server_with_its_points(joined: Joined) -> None:
    done = sell(joined.shop, "KOP-001", "ROT-001", member=0)
    ack = joined.send()
    assert isinstance(ack, Ack)
    assert (ack.seq, ack.exceptions) == (FIRST_RECORDS + 1, ())
    assert ack.head_hash == joined.journal.head().record_hash
    assert balance(joined, 0) == done.points_earned == 49
    assert joined.audit().faults == ()
    assert joined.audit().records == FIRST_RECORDS + 1


def test_an_ack_is_signed_over_all_that_it_says(joined: Joined) -> None:
    ack = joined.send()
    assert isinstance(ack, Ack)
    key = joined.centre.public_key
    assert is_signed_by(key, ack.signature, signed_ack(ack))
    told = RecordException(seq=1, reason="overdraft")
    for forged in (
        replace(ack, seq=ack.seq + 1),
        replace(ack, exceptions=(told,)),
        replace(ack, server_time=0),
    ):
        assert not is_signed_by(key, ack.signature, signed_ack(forged))


def test_the_same_push_again_changes_nothing_and_is_confirmed(joined: Joined) -> None:
    sell(joined.shop, "BIJ-001", member=0)
    first = joined.send()
    before = everything(joined.centre)
    second = joined.send()
    assert isinstance(first, Ack)
    assert isinstance(second, Ack)
    assert (first.seq, first.head_hash) == (second.seq, second.head_hash)
    assert everything(joined.centre) == before


def test_overlapping_batches_apply_each_record_once(joined: Joined) -> None:
    for _ in range(4):
        sell(joined.shop, "KOP-001", member=0)
    sent = [joined.send(1, 6), joined.send(3, 6), joined.send(1, 12), joined.send(9, 4)]
    assert all(isinstance(answer, Ack) for answer in sent)
    assert balance(joined, 0) == 4 * 24
    assert count(joined.centre, inbox) == FIRST_RECORDS + 4


def test_a_gap_is_refused_and_names_where_to_go_on(joined: Joined) -> None:
    joined.send(1, 3)
    before = everything(joined.centre)
    assert joined.send(5) == Problem(code="gap", seq=3)
    assert everything(joined.centre) == before


def test_nothing_is_written_of_a_push_with_another_signature(joined: Joined) -> None:
    before = everything(joined.centre)
    message = joined.till.push(joined.batch(), 1)
    other = replace(joined.till, key=Ed25519PrivateKey.generate())
    stranger = replace(joined.till, terminal_id=bytes(16))
    for forged in (
        replace(message, signature=bytes(64)),
        replace(message, signature=b""),
        other.signed(message),
        stranger.push(joined.batch(), 1),
        replace(message, nonce=b"1" * 16),
    ):
        assert push(joined.centre, forged) == Problem(code="unauthorised")
    assert everything(joined.centre) == before


def test_nothing_is_written_of_a_malformed_push(joined: Joined) -> None:
    before = everything(joined.centre)
    message = joined.till.push(joined.batch(), 1)
    swapped = replace(message, records=(message.records[1], message.records[0], *message.records[2:]))
    for malformed in (
        joined.till.signed(replace(message, records=())),
        joined.till.signed(replace(message, from_seq=2)),
        joined.till.signed(replace(message, head_hash=bytes(32))),
        joined.till.signed(replace(message, nonce=b"")),
        joined.till.signed(replace(message, epoch=0)),
        joined.till.push(replace(joined.batch(), records=(b"\xc1",)), 1),
        joined.till.push(joined.batch(2, 1), 3),
        swapped,
    ):
        assert push(joined.centre, malformed) == Problem(code="malformed")
    assert everything(joined.centre) == before


@pytest.mark.parametrize("number", [-1, 2**64 - 1, 2**62])
def test_places_out_of_any_range_are_malformed(joined: Joined, number: int) -> None:
    message = joined.till.push(joined.batch(), 1)
    for malformed in (replace(message, epoch=number), replace(message, from_seq=number)):
        assert push(joined.centre, malformed) == Problem(code="malformed")


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"kind": "future.thing", "body": {"x": 1}}, "unknown-kind"),
        ({"kind": "sale.committed", "body": {"sale_id": 7}}, "unreadable-body"),
        (
            {"kind": "staff.added", "body": {"staff_id": b"s", "role": "x"}, "sidecar": bytes(32)},
            "missing-sidecar",
        ),
    ],
)
def test_what_cannot_be_placed_is_kept_told_and_blocks_nothing(
    joined: Joined, changed: dict[str, object], reason: str
) -> None:
    joined.send()
    odd = foreign_record(joined, **changed)
    known = foreign_record(joined, kind="items.listed", body={"items": []}, seq=odd.seq + 1)
    message = push_of(joined, odd, known)
    ack = push(joined.centre, message)
    assert isinstance(ack, Ack)
    assert ack.exceptions == (RecordException(seq=odd.seq, reason=reason),)
    assert ack.seq == known.seq
    again = push(joined.centre, message)
    assert isinstance(again, Ack)
    assert again.exceptions == ack.exceptions
    assert count(joined.centre, record_exceptions) == 1
    assert joined.audit().records == FIRST_RECORDS + 2


def test_a_sale_of_an_unknown_member_is_kept_and_the_next_one_is_placed(joined: Joined) -> None:
    """The centre lost a member's enrolment: the sale waits for a person, and sales behind it don't."""
    sell(joined.shop, "KOP-001", member=0)
    sell(joined.shop, "KOP-001", member=1)
    joined.send(1, FIRST_RECORDS)
    with joined.centre.database.writing() as connection:
        members = shared.members
        connection.execute(members.delete().where(members.c.member_id == joined.shop.members[0]))
    ack = joined.send(FIRST_RECORDS + 1)
    assert isinstance(ack, Ack)
    assert ack.exceptions == (RecordException(seq=FIRST_RECORDS + 1, reason="unknown-member"),)
    assert balance(joined, 1) == 24
    assert joined.audit().faults == ()


def test_a_side_car_that_does_not_open_costs_only_the_name(joined: Joined) -> None:
    batch = joined.batch()
    broken = replace(batch.sidecars[0], key=bytes(32))
    ack = push(joined.centre, joined.till.push(replace(batch, sidecars=(broken, *batch.sidecars[1:])), 1))
    assert isinstance(ack, Ack)
    assert [exception.reason for exception in ack.exceptions] == ["unreadable-sidecar"]
    assert count(joined.centre, shared.staff) + count(joined.centre, shared.members) == 5


def clone(joined: Joined, directory: Path, seed: int) -> Joined:
    """The till's disk, copied as it is now, running with a chance of its own."""
    copytree(joined.shop.directory, directory)
    chance = PlayedChance(Random(seed))
    store: SqlTerminalStore = open_store(directory, joined.shop.clock, chance)
    shop = replace(joined.shop, directory=directory, store=store, chance=chance)
    shop.till = replace(joined.shop.till, store=store, chance=chance)
    return replace(joined, shop=shop, journal=ShopJournal(shop))


def test_a_cloned_till_is_found_out_and_none_of_its_sales_is_lost(joined: Joined, tmp_path: Path) -> None:
    joined.send()
    twin = clone(joined, tmp_path / "twin", seed=99)
    with twin.shop:
        sell(joined.shop, "KOP-001", member=0)
        sell(twin.shop, "KOP-002", member=1)
        sell(twin.shop, "KOP-003", member=1)
        first = FIRST_RECORDS + 1
        assert isinstance(joined.send(first), Ack)
        ack = twin.send(first)
        assert isinstance(ack, Ack)
        assert ack.exceptions == (RecordException(seq=first, reason="fork"),)
        assert ack.head_hash == twin.journal.head().record_hash
        assert (balance(joined, 0), balance(joined, 1)) == (24, 22 + 35)
        for either in (joined, twin):
            assert pull(either.centre, either.till.pull()) == Problem(code="fork")
        sell(joined.shop, "KOP-001", member=0)
        sell(twin.shop, "KOP-001", member=1)
        for either in (joined, twin, joined):
            answer = either.send()
            assert isinstance(answer, Ack)
            assert answer.head_hash == either.journal.head().record_hash
        assert count(joined.centre, inbox) == FIRST_RECORDS + 2 + 3
        assert joined.audit().faults == ()


def test_one_sale_in_two_records_counts_once(joined: Joined) -> None:
    """A till restored from a backup with an open basket commits the same sale again."""
    sell(joined.shop, "KOP-001", member=0)
    joined.send()
    sale = decode(joined.batch(FIRST_RECORDS + 1).records[0])
    again = replace(sale, record_id=b"another record id", seq=sale.seq + 1)
    ack = push(joined.centre, push_of(joined, again))
    assert isinstance(ack, Ack)
    assert ack.exceptions == (RecordException(seq=again.seq, reason="conflict"),)
    assert balance(joined, 0) == 24
    assert joined.audit().faults == ()


def test_the_feed_tells_each_changed_thing_once(joined: Joined) -> None:
    for _ in range(5):
        sell(joined.shop, "KOP-001", member=0)
    joined.send()
    with joined.centre.database.reading() as connection:
        kinds = connection.execute(select(feed.c.kind, func.count()).group_by(feed.c.kind)).all()
    assert {row[0]: row[1] for row in kinds} == {
        "store": 1,
        "programme": 1,
        "item": 8,
        "staff": 2,
        "member": 3,
    }
