"""Compares what a terminal's rows say with what they must say, and names each row that disagrees."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, func, select

from app.services.check_store import Finding
from app.storage.terminal.check_returns import compare_returns
from app.storage.terminal.check_shifts import compare_shifts
from app.storage.terminal.expected import Expected, where
from app.storage.terminal.member_state import Place
from app.storage.terminal.tables import shared

_NOTHING = "-"
_Key = TypeVar("_Key")


def compare(connection: Connection, expected: Expected) -> Iterator[Finding]:
    """Each row, or sum of rows, that disagrees."""
    yield from _compare_sales(connection, expected.sales)
    yield from compare_returns(connection, expected.returns)
    yield from compare_shifts(connection, expected.shifts, expected.drawers)
    yield from _compare_books(connection, expected)
    yield from _compare_members(connection, expected)
    yield from _compare_rest(connection, expected)


def _compare_books(connection: Connection, expected: Expected) -> Iterator[Finding]:
    postings, accounts = shared.postings, shared.accounts
    document, amount = postings.c.document_id, postings.c.amount
    counted = select(document, func.count()).group_by(document)
    yield from _differ("postings", expected.postings, _pairs(connection, counted), _text)
    summed = select(document, func.sum(amount)).group_by(document)
    yield from _differ("posted", expected.posted, _pairs(connection, summed), _text)
    book = (accounts.c.member_id, accounts.c.asset)
    balances = _pairs(connection, select(*book, accounts.c.balance))
    yield from _differ("balance", expected.balances, balances, _text)
    yield from _differ("debt", expected.debts, _pairs(connection, select(*book, accounts.c.debt)), _text)
    lots, rights = shared.lots, shared.rights
    remaining = select(lots.c.member_id, lots.c.lot_id, lots.c.remaining)
    yield from _differ("lot", expected.lots, _pairs(connection, remaining), _text)
    yield from _differ("lots-of-member", expected.balances, _held(connection, expected), _text)
    held = select(rights.c.member_id, rights.c.lot_id, rights.c.amount)
    yield from _differ("right", expected.rights, _pairs(connection, held), _text)


def _held(connection: Connection, expected: Expected) -> Counter[Any]:
    """What the lots of each book hold, less the debt."""
    lots = shared.lots
    book = (lots.c.member_id, lots.c.asset)
    held = _pairs(connection, select(*book, func.sum(lots.c.remaining)).group_by(*book))
    held.subtract(expected.debts)
    return held


def _compare_members(connection: Connection, expected: Expected) -> Iterator[Finding]:
    members, cards, entries = shared.members, shared.cards, shared.tier_entries
    metric = select(entries.c.member_id, func.sum(entries.c.amount)).group_by(entries.c.member_id)
    yield from _differ("tier-metric", expected.metric, _pairs(connection, metric), _text)
    tiers = _mapping(connection, select(members.c.member_id, members.c.tier_id))
    yield from _unlike("tier", expected.tiers, tiers)
    merged = select(members.c.member_id, members.c.merged_into).where(members.c.merged_into.is_not(None))
    yield from _unlike("merged", expected.merged, _mapping(connection, merged))
    households = select(members.c.member_id, members.c.household_id)
    wanted = {member: household for member, household in expected.households.items() if household}
    found = _mapping(connection, households.where(members.c.household_id.is_not(None)))
    yield from _unlike("household", wanted, found)
    codes = _mapping(connection, select(cards.c.member_id, cards.c.code, cards.c.blocked))
    yield from _unlike("card", expected.cards, codes)


def _compare_rest(connection: Connection, expected: Expected) -> Iterator[Finding]:
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
    yield from _differ("claim", expected.claims, claimed, _text)
    rule = (uses.c.member_id, uses.c.rule_id)
    times = _pairs(connection, select(*rule, func.sum(uses.c.times)).group_by(*rule))
    yield from _differ("rule-use", expected.used, times, _text)
    amounts = _pairs(connection, select(*rule, func.sum(uses.c.amount)).group_by(*rule))
    yield from _differ("rule-budget", expected.used_amount, amounts, _text)
    yield from _compare_vouchers(connection, expected)
    drawer = shared.drawer_moves
    moves = (drawer.c.shift_id, drawer.c.method)
    drawers = _pairs(connection, select(*moves, func.sum(drawer.c.amount)).group_by(*moves))
    yield from _differ("drawer", expected.drawers, drawers, _text)


def _compare_vouchers(connection: Connection, expected: Expected) -> Iterator[Finding]:
    vouchers, plans = shared.vouchers, shared.entitlements
    code = (vouchers.c.member_id, vouchers.c.code)
    left = _pairs(connection, select(*code, vouchers.c.uses_left))
    yield from _differ("voucher", expected.vouchers, left, _text)
    amounts = _pairs(connection, select(*code, vouchers.c.used_amount))
    yield from _differ("voucher-amount", expected.voucher_amounts, amounts, _text)
    revoked = _mapping(connection, select(*code, vouchers.c.revoked).where(vouchers.c.revoked))
    yield from _unlike("voucher-revoked", dict.fromkeys(expected.revoked, True), revoked)
    rows = connection.execute(
        select(plans.c.member_id, plans.c.document_id, plans.c.ordinal, plans.c.starts, plans.c.ends)
    )
    found = {(row[0], row[1], row[2]): (row[3], row[4]) for row in rows}
    yield from _unlike("plan", expected.plans, found)


def _compare_sales(connection: Connection, expected: Mapping[bytes, Place]) -> Iterator[Finding]:
    sales = shared.sales
    rows = connection.execute(select(sales.c.sale_id, sales.c.epoch, sales.c.seq))
    found: dict[bytes, Place] = {row.sale_id: (row.epoch, row.seq) for row in rows}
    for sale_id, place in expected.items():
        if sale_id not in found:
            yield _finding("missing-sale", sale_id, where(place), _NOTHING)
        elif found[sale_id] != place:
            yield _finding("misplaced-sale", sale_id, where(place), where(found[sale_id]))
    for sale_id, place in found.items():
        if sale_id not in expected:
            yield _finding("unknown-sale", sale_id, _NOTHING, where(place))


def _pairs(connection: Connection, statement: Select[*tuple[Any, ...]]) -> Counter[Any]:
    """Figures by key: the last column by those before it."""
    return Counter({_key(row[:-1]): row[-1] for row in connection.execute(statement)})


def _mapping(connection: Connection, statement: Select[*tuple[Any, ...]]) -> dict[Any, Any]:
    """Anything by key, in the same way."""
    return {_key(row[:-1]): row[-1] for row in connection.execute(statement)}


def _key(columns: Iterable[Any]) -> Any:
    key = tuple(columns)
    return key[0] if len(key) == 1 else key


def _differ(
    code: str, expected: Counter[_Key], found: Counter[_Key], name: Callable[[_Key], str]
) -> Iterator[Finding]:
    """Notes each key whose figures differ; a figure that is missing is 0."""
    for key in expected.keys() | found.keys():
        if expected[key] != found[key]:
            yield Finding(code=code, where=name(key), expected=str(expected[key]), found=str(found[key]))


def _unlike(code: str, expected: Mapping[Any, Any], found: Mapping[Any, Any]) -> Iterator[Finding]:
    """Notes each key that says something else, or stands on one side only."""
    for key in expected.keys() | found.keys():
        if expected.get(key) != found.get(key):
            yield _finding(code, key, _text(expected.get(key, _NOTHING)), _text(found.get(key, _NOTHING)))


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return "/".join(_text(one) for one in value)
    return value.hex() if isinstance(value, bytes) else str(value)


def _finding(code: str, key: Any, expected: str, found: str) -> Finding:
    return Finding(code=code, where=_text(key), expected=expected, found=found)
