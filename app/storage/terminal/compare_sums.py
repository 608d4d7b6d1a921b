"""Compares sums of a terminal's rows with what the records say: whether all agree, and not which doesn't."""

from collections.abc import Callable, Sequence
from itertools import chain
from operator import mul
from typing import Any

from sqlalchemy import Column

from app.storage.terminal.check_batches import compare_batches
from app.storage.terminal.check_returns import compare_returns
from app.storage.terminal.check_shifts import compare_shifts
from app.storage.terminal.compare import compare_persons, compare_rest
from app.storage.terminal.prove import Proof
from app.storage.terminal.reading import Reading
from app.storage.terminal.sums import weighed, weighed_rows
from app.storage.terminal.tables import shared


def agree(reading: Reading, proof: Proof) -> bool:
    """Whether every row is as the records say, but for a chance of one in 10^18."""
    return all(same(reading, proof) for same in _SAME)


def _sales(reading: Reading, proof: Proof) -> bool:
    sales = shared.sales
    rows = reading.batches(sales.c.sale_id, sales.c.epoch, sales.c.seq)
    return proof.said_sales() == sum(sum(map(hash, batch)) for batch in rows)


def _postings(reading: Reading, proof: Proof) -> bool:
    postings = shared.postings
    counted = posted = 0
    for batch in reading.batches(postings.c.document_id, postings.c.amount):
        documents, amounts = zip(*batch, strict=True)
        numbers = list(map(hash, documents))
        counted += sum(numbers)
        posted += sum(map(mul, numbers, amounts))
    return (counted, posted) == proof.said_postings()


def _books(reading: Reading, proof: Proof) -> bool:
    accounts = shared.accounts
    columns = (accounts.c.member_id, accounts.c.asset, accounts.c.balance, accounts.c.debt)
    rest = proof.rest
    wanted = (proof.balances + weighed(rest.balances), proof.debts + weighed(rest.debts))
    return wanted == _weighed(reading, columns)


def _lots(reading: Reading, proof: Proof) -> bool:
    lots = shared.lots
    wanted = proof.lots + weighed(proof.rest.lots)
    if (wanted,) != _weighed(reading, (lots.c.member_id, lots.c.lot_id, lots.c.remaining)):
        return False
    if not proof.rest.told:
        return True  # the lots of a book follow from the same postings as its balance
    held = _weighed(reading, (lots.c.member_id, lots.c.asset, lots.c.remaining))
    return held == (proof.balances + proof.debts + weighed(proof.rest.balances) + weighed(proof.rest.debts),)


def _rights(reading: Reading, proof: Proof) -> bool:
    rights = shared.rights
    wanted = proof.lots - proof.aside + weighed(proof.rest.rights)
    return (wanted,) == _weighed(reading, (rights.c.member_id, rights.c.lot_id, rights.c.amount))


def _metric(reading: Reading, proof: Proof) -> bool:
    entries = shared.tier_entries
    wanted = proof.metric + weighed(proof.rest.metric)
    found = 0
    for batch in reading.batches(entries.c.member_id, entries.c.amount):
        members, amounts = zip(*batch, strict=True)
        found += sum(map(mul, map(hash, members), amounts))
    return wanted == found


def _members(reading: Reading, proof: Proof) -> bool:
    """Those of the usual tier by their sum, the others one by one."""
    members, tiers = shared.members, proof.rest.tiers
    found, others = 0, 0
    for batch in reading.batches(members.c.member_id, members.c.tier_id):
        for member_id, tier_id in batch:
            if member_id in tiers:
                others += tiers[member_id] == tier_id
            elif tier_id != proof.usual_tier:
                return False
            else:
                found += hash(member_id)
    return found == proof.people - proof.lifted() and others == len(tiers)


def _cards(reading: Reading, proof: Proof) -> bool:
    cards, known = shared.cards, proof.rest.cards
    found, others = 0, 0
    for batch in reading.batches(cards.c.member_id, cards.c.code, cards.c.blocked):
        for member_id, code, blocked in batch:
            key = (member_id, code)
            if key in known:
                others += known[key] == blocked
            elif blocked:
                return False
            else:
                found += hash(key)
    return found == proof.cards - proof.known_cards() and others == len(known)


def _rest(reading: Reading, proof: Proof) -> bool:
    """What there is little of, one by one."""
    connection, rest = reading.connection, proof.rest
    findings = chain(
        compare_returns(connection, rest.returns),
        compare_shifts(connection, rest.shifts, rest.drawers),
        compare_batches(connection, rest.batches, rest.blocks),
        compare_persons(connection, rest),
        compare_rest(connection, rest),
    )
    return next(findings, None) is None


def _weighed(reading: Reading, columns: Sequence[Column[Any]]) -> tuple[int, ...]:
    """The sums of each column of figures, behind two of the key."""
    sums = [weighed_rows(batch) for batch in reading.batches(*columns)]
    return tuple(map(sum, zip(*sums, strict=True))) if sums else (0,) * (len(columns) - 2)


_SAME: tuple[Callable[[Reading, Proof], bool], ...] = (
    _sales,
    _postings,
    _books,
    _lots,
    _rights,
    _metric,
    _members,
    _cards,
    _rest,
)
