"""Compares what a terminal's rows say with what they must say, and names each row that disagrees."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, MutableMapping
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Select, func, select

from app.domain.ledger import OwnerKind
from app.services.check_store import Finding
from app.storage.terminal.check_batches import compare_batches
from app.storage.terminal.check_returns import compare_returns
from app.storage.terminal.check_shifts import compare_shifts
from app.storage.terminal.compare_documents import compare_documents
from app.storage.terminal.expected import BookKey, Expected
from app.storage.terminal.member_state import Place
from app.storage.terminal.reading import Reading
from app.storage.terminal.tables import shared

NOTHING = "-"
MOST = 100
"""Findings that anybody reads."""


def compare(reading: Reading, expected: Expected) -> Iterator[Finding]:
    """Each row, or sum of rows, that disagrees. Takes out of `expected` what it has found."""
    yield from compare_documents(reading, expected)
    yield from compare_returns(reading.connection, expected.returns)
    yield from compare_shifts(reading.connection, expected.shifts, expected.drawers)
    yield from compare_batches(reading.connection, expected.batches, expected.blocks)
    yield from _compare_books(reading, expected)
    yield from _compare_members(reading, expected)
    yield from compare_rest(reading.connection, expected)


def _compare_books(reading: Reading, expected: Expected) -> Iterator[Finding]:
    lots, rights, accounts = shared.lots, shared.rights, shared.accounts
    held = reading.rows(rights.c.member_id, rights.c.lot_id, rights.c.amount)
    rights_of = expected.lots.copy() if expected.apart is None else expected.apart
    yield from _match("right", rights_of, _by_two(held), 0)
    remaining = reading.rows(lots.c.member_id, lots.c.lot_id, lots.c.remaining)
    wrong = list(islice(_match("lot", expected.lots, _by_two(remaining), 0), MOST))
    yield from wrong
    if wrong or expected.told:  # else they follow from the same postings
        yield from _differ("lots-of-member", expected.balances, _held(reading, expected))
    book = (accounts.c.member_id, accounts.c.asset)
    yield from _match("debt", expected.debts, _by_two(reading.rows(*book, accounts.c.debt)), 0)
    yield from _match("balance", expected.balances, _by_two(reading.rows(*book, accounts.c.balance)), 0)


def _held(reading: Reading, expected: Expected) -> Mapping[BookKey, int]:
    """What the lots of each book hold, less the debt."""
    lots = shared.lots
    held: defaultdict[BookKey, int] = defaultdict(int)
    for member_id, book, remaining in reading.rows(lots.c.member_id, lots.c.asset, lots.c.remaining):
        held[member_id, book] += remaining
    for key, debt in expected.debts.items():
        held[key] -= debt
    return held


def _compare_members(reading: Reading, expected: Expected) -> Iterator[Finding]:
    members, cards, entries = shared.members, shared.cards, shared.tier_entries
    metric: defaultdict[bytes, int] = defaultdict(int)
    for member_id, amount in reading.rows(entries.c.member_id, entries.c.amount):
        metric[member_id] += amount
    yield from _differ("tier-metric", expected.metric, metric)
    yield from _match("tier", expected.tiers, reading.rows(members.c.member_id, members.c.tier_id), NOTHING)
    yield from compare_persons(reading.connection, expected)
    codes = reading.rows(cards.c.member_id, cards.c.code, cards.c.blocked)
    yield from _match("card", expected.cards, _by_two(codes), NOTHING)
    marks = shared.marks
    held = select(marks.c.member_id, marks.c.kind, marks.c.mark, marks.c.held)
    yield from _unlike("mark", expected.marks, _mapping(reading.connection, held))


def compare_persons(connection: Connection, expected: Expected) -> Iterator[Finding]:
    """Who was merged away, is of a household, or is a gift card."""
    members = shared.members
    merged = select(members.c.member_id, members.c.merged_into).where(members.c.merged_into.is_not(None))
    yield from _unlike("merged", expected.merged, _mapping(connection, merged))
    households = select(members.c.member_id, members.c.household_id)
    wanted = {member: household for member, household in expected.households.items() if household}
    found = _mapping(connection, households.where(members.c.household_id.is_not(None)))
    yield from _unlike("household", wanted, found)
    gift_card = OwnerKind.GIFT_CARD.value
    kinds = select(members.c.member_id, members.c.kind).where(members.c.kind == gift_card)
    wanted_kinds = dict.fromkeys(expected.gift_cards, gift_card)
    yield from _unlike("gift-card", wanted_kinds, _mapping(connection, kinds))


def compare_rest(connection: Connection, expected: Expected) -> Iterator[Finding]:
    """What each document did beside books, tiers and cards."""
    documents, claims, uses = shared.documents, shared.claims, shared.rule_uses
    rows = connection.execute(
        select(documents.c.member_id, documents.c.document_id, documents.c.epoch, documents.c.seq)
    )
    found: dict[Any, Place] = {(row[0], row[1]): (row[2], row[3]) for row in rows}
    yield from _unlike("document", expected.documents, found)
    claimed = Counter(
        (row[0], row[1], row[2])
        for row in connection.execute(select(claims.c.member_id, claims.c.document_id, claims.c.sale_id))
    )
    yield from _differ("claim", expected.claims, claimed)
    places = shared.places
    given = select(places.c.member_id, places.c.document_id, places.c.reward_id, places.c.places)
    yield from _differ("place", expected.places, _pairs(connection, given))
    rule = (uses.c.member_id, uses.c.rule_id)
    times = _pairs(connection, select(*rule, func.sum(uses.c.times)).group_by(*rule))
    yield from _differ("rule-use", expected.used, times)
    amounts = _pairs(connection, select(*rule, func.sum(uses.c.amount)).group_by(*rule))
    yield from _differ("rule-budget", expected.used_amount, amounts)
    yield from _compare_vouchers(connection, expected)
    drawer = shared.drawer_moves
    moves = (drawer.c.shift_id, drawer.c.method)
    drawers = _pairs(connection, select(*moves, func.sum(drawer.c.amount)).group_by(*moves))
    yield from _differ("drawer", expected.drawers, drawers)


def _compare_vouchers(connection: Connection, expected: Expected) -> Iterator[Finding]:
    vouchers, plans = shared.vouchers, shared.entitlements
    code = (vouchers.c.member_id, vouchers.c.code)
    left = _pairs(connection, select(*code, vouchers.c.uses_left))
    yield from _differ("voucher", expected.vouchers, left)
    amounts = _pairs(connection, select(*code, vouchers.c.used_amount))
    yield from _differ("voucher-amount", expected.voucher_amounts, amounts)
    revoked = _mapping(connection, select(*code, vouchers.c.revoked).where(vouchers.c.revoked))
    yield from _unlike("voucher-revoked", dict.fromkeys(expected.revoked, True), revoked)
    rows = connection.execute(
        select(plans.c.member_id, plans.c.document_id, plans.c.ordinal, plans.c.starts, plans.c.ends)
    )
    found = {(row[0], row[1], row[2]): (row[3], row[4]) for row in rows}
    yield from _unlike("plan", expected.plans, found)


def _pairs(connection: Connection, statement: Select[*tuple[Any, ...]]) -> Counter[Any]:
    """Figures by key: the last column by those before it."""
    return Counter({_key(row[:-1]): row[-1] for row in connection.execute(statement)})


def _mapping(connection: Connection, statement: Select[*tuple[Any, ...]]) -> dict[Any, Any]:
    """Anything by key, in the same way."""
    return {_key(row[:-1]): row[-1] for row in connection.execute(statement)}


def _key(columns: Iterable[Any]) -> Any:
    key = tuple(columns)
    return key[0] if len(key) == 1 else key


def _by_two(rows: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, Any]]:
    return (((first, second), figure) for first, second, figure in rows)


def _match(
    code: str, expected: MutableMapping[Any, Any], rows: Iterable[tuple[Any, ...]], absent: Any
) -> Iterator[Finding]:
    """Takes each row's key out of what is expected; what is absent on one side counts as `absent`."""
    for key, found in rows:
        wanted = expected.pop(key, absent)
        if wanted != found:
            yield _finding(code, key, _text(wanted), _text(found))
    for key, wanted in expected.items():
        if wanted != absent:
            yield _finding(code, key, _text(wanted), _text(absent))


def _differ(code: str, expected: Mapping[Any, int], found: Mapping[Any, int]) -> Iterator[Finding]:
    """Notes each key whose figures differ; a figure that is missing is 0."""
    for key in expected.keys() | found.keys():
        wanted, figure = expected.get(key, 0), found.get(key, 0)
        if wanted != figure:
            yield _finding(code, key, str(wanted), str(figure))


def _unlike(code: str, expected: Mapping[Any, Any], found: Mapping[Any, Any]) -> Iterator[Finding]:
    """Notes each key that says something else, or stands on one side only."""
    for key in expected.keys() | found.keys():
        if expected.get(key) != found.get(key):
            yield _finding(code, key, _text(expected.get(key, NOTHING)), _text(found.get(key, NOTHING)))


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return "/".join(_text(one) for one in value)
    return value.hex() if isinstance(value, bytes) else str(value)


def _finding(code: str, key: Any, expected: str, found: str) -> Finding:
    return Finding(code=code, where=_text(key), expected=expected, found=found)
