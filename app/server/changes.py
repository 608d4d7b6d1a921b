"""Answers pulls: what changed after a cursor, as it is now, all in one snapshot."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection

from app.domain.calendar import MILLISECONDS
from app.protocol.centre import lacking
from app.protocol.messages import (
    MAX_BATCH_BYTES,
    MAX_CHANGES,
    Change,
    Page,
    Problem,
    ProblemCode,
    Pull,
    signed_page,
    signed_pull,
)
from app.protocol.plain import pack, to_plain
from app.server.centre import Centre, is_signed_by
from app.server.intake import LARGEST_PLACE, NONCE_BYTES
from app.storage.server.feed import FeedEntry, entries_after
from app.storage.server.inbox import held_of, newest_head
from app.storage.server.states import States, states_of
from app.storage.server.tables import shared
from app.storage.server.terminals import Terminal, terminal_by_id
from app.storage.shop_rows import sidecars_of


def pull(centre: Centre, asked: Pull) -> Page | Problem:
    """A page of changes. A terminal whose journal has branched gets none until it is enrolled anew.

    What this server confirmed and no longer has must come again before anything is told.
    """
    if not _is_well_formed(asked):
        return Problem(code=ProblemCode.MALFORMED)
    with centre.database.reading() as connection:
        terminal = terminal_by_id(connection, asked.merchant_id, asked.terminal_id)
        if terminal is None or not is_signed_by(terminal.public_key, asked.signature, signed_pull(asked)):
            return Problem(code=ProblemCode.UNAUTHORISED)
        held = held_of(connection, terminal, asked.epoch, [asked.head_hash])
        gap = lacking(asked.seq, asked.head_hash, held)
        if gap is not None:
            return Problem(code=ProblemCode.GAP, seq=gap.seq)
        if terminal.forked_at is not None:
            return Problem(code=ProblemCode.FORK)
        page = _page(connection, centre, terminal, asked)
    return replace(page, signature=centre.sign(signed_page(page)))


def _is_well_formed(asked: Pull) -> bool:
    places = (asked.cursor, asked.epoch, asked.seq)
    return (
        all(0 <= place < LARGEST_PLACE for place in places)
        and 0 < asked.limit <= MAX_CHANGES
        and len(asked.nonce) == NONCE_BYTES
    )


def _page(connection: Connection, centre: Centre, terminal: Terminal, asked: Pull) -> Page:
    now = centre.clock()
    entries = entries_after(connection, terminal.merchant_id, asked.cursor, asked.limit + 1)
    page_entries = entries[: asked.limit]
    told = list(_within_bytes(_changes(connection, terminal, page_entries, now)))
    epoch, seq = newest_head(connection, terminal)
    return Page(
        nonce=asked.nonce,
        generation=centre.generation,
        cursor=told[-1][0] if told else asked.cursor,
        changes=tuple(change for _, change in told if change is not None),
        more=len(told) < len(entries),
        included_epoch=epoch,
        included_seq=seq,
        server_time=now,
        signature=b"",
    )


def _changes(
    connection: Connection, terminal: Terminal, entries: list[FeedEntry], now: int
) -> Iterable[tuple[int, Change | None]]:
    """Each entry's cursor and change; None: the thing no longer exists."""
    today = datetime.fromtimestamp(now // MILLISECONDS, UTC).date()
    keys = defaultdict(list)
    for entry in entries:
        keys[entry.kind].append(entry.key)
    states: dict[str, States] = {
        kind: states_of(connection, terminal, kind, of_kind, today) for kind, of_kind in keys.items()
    }
    digests = [entry.sidecar for entry in entries if entry.sidecar is not None]
    sidecars = sidecars_of(connection, shared, terminal.merchant_id, digests)
    for entry in entries:
        state = states[entry.kind].get(entry.key)
        sidecar = None if entry.sidecar is None else sidecars.get(entry.sidecar)
        yield (
            entry.cursor,
            None
            if state is None
            else Change(kind=entry.kind, key=entry.key, body=to_plain(state), sidecar=sidecar),
        )


def _within_bytes(changes: Iterable[tuple[int, Change | None]]) -> Iterable[tuple[int, Change | None]]:
    """As many as a page may hold, but always the first."""
    total = 0
    for cursor, change in changes:
        size = 0 if change is None else len(pack(change))
        if total and total + size > MAX_BATCH_BYTES:
            return
        total += size
        yield cursor, change
