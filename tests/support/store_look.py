"""What a store says of its members, read past the services, and what must hold of it at every moment."""

from collections import Counter
from typing import Any

from sqlalchemy import func, select

from app.domain.holding import usable_of
from app.domain.ledger import CASHBACK_BOOK, DEBT_LOT, Account, Asset, asset_of
from app.protocol.facts import Fact
from app.protocol.record import decode, fact_of
from app.storage.terminal.check import check_store
from app.storage.terminal.store import TerminalUnit
from app.storage.terminal.tables import journal, print_jobs, shared

Figures = dict[str, Any]


def figures_of(unit: TerminalUnit, member_id: bytes, at: int) -> Figures:
    """A member as the till shows one, with every lot."""
    view = unit.members.view(member_id, at)
    assert view is not None
    lots, accounts = shared.lots, shared.accounts
    mine = (lots.c.member_id == member_id) & ~lots.c.asset.startswith(Asset.STAMPS.value)
    rows = unit.connection.execute(select(lots).where(mine))
    held = unit.connection.execute(select(accounts).where(accounts.c.member_id == member_id))
    books = {row.asset: (row.balance, row.debt) for row in held}
    wallet = unit.members.holding(member_id, at, CASHBACK_BOOK)
    return {
        "balance": view.balance,
        "debt": view.debt,
        "usable": view.usable,
        "metric": view.tier_metric,
        "tier": view.tier_id,
        "wallet": (*books.get(CASHBACK_BOOK, (0, 0)), usable_of(wallet, at)),
        "stamps": {
            book.partition(":")[2]: sums
            for book, sums in books.items()
            if asset_of(book) is Asset.STAMPS and sums != (0, 0)
        },
        "plans": sorted(
            (days.plan_id, days.starts, days.ends)
            for days in (plan.entitlement for plan in unit.benefits.plans_of(member_id))
            if days.starts <= days.ends
        ),
        "lots": {
            row.lot_id: (row.earned_at, row.held_until, row.expires_at, row.original, row.remaining)
            for row in rows
        },
    }


def vouchers_of(unit: TerminalUnit) -> Figures:
    """Each voucher that is in the books, by code: what it is, whose now, how long it lasts, what is left of it."""
    return {
        row.code: (
            row.kind_id,
            unit.members.current(row.member_id) if row.member_id else b"",
            row.expires_at,
            row.uses_left,
            row.used_amount,
            bool(row.revoked),
        )
        for row in unit.connection.execute(select(shared.vouchers))
    }


def uses_of(unit: TerminalUnit) -> Figures:
    """What is used of rules' limits in all, by rule, member as he is now, and day."""
    sums: dict[Any, tuple[int, int]] = {}
    for row in unit.connection.execute(select(shared.rule_uses)):
        if ":" not in row.rule_id:  # what isn't a rule's own limit
            key = (
                row.rule_id,
                unit.members.current(row.member_id) if row.member_id else b"",
                row.business_day,
            )
            times, amount = sums.get(key, (0, 0))
            sums[key] = (times + row.times, amount + row.amount)
    return {key: used for key, used in sums.items() if used != (0, 0)}


def count_of(unit: TerminalUnit) -> tuple[int, int]:
    """Records of the journal, and print jobs."""
    tables = (journal, print_jobs)
    records, jobs = (
        unit.connection.execute(select(func.count()).select_from(table)).scalar_one() for table in tables
    )
    return records, jobs


def newest_facts(unit: TerminalUnit, count: int = 1) -> list[Fact | None]:
    """What the last records say, oldest first."""
    newest = select(journal.c.record).order_by(journal.c.epoch.desc(), journal.c.seq.desc()).limit(count)
    return [fact_of(decode(record)) for record in unit.connection.execute(newest).scalars()][::-1]


def assert_books_balance(unit: TerminalUnit) -> None:
    """Nothing is found by a whole check; lots, debts and postings come to the balances; all accounts to nothing."""
    assert check_store(unit.connection).findings == ()
    accounts: Counter[tuple[str, str]] = Counter()
    members: Counter[tuple[bytes, str]] = Counter()
    lots: Counter[tuple[bytes, bytes]] = Counter()
    debts: Counter[tuple[bytes, str]] = Counter()
    for row in unit.connection.execute(select(shared.postings)):
        assert row.amount > 0
        accounts[row.asset, row.source] -= row.amount
        accounts[row.asset, row.target] += row.amount
        change = row.amount * ((row.target == Account.MEMBER) - (row.source == Account.MEMBER))
        members[row.member_id, row.asset] += change
        if row.lot_id == DEBT_LOT:
            debts[row.member_id, row.asset] -= change
        else:
            lots[row.member_id, row.lot_id] += change
    assert sum(accounts.values()) == 0
    held: Counter[tuple[bytes, str]] = Counter()
    for row in unit.connection.execute(select(shared.lots)):
        assert row.remaining >= 0
        assert row.remaining == lots[row.member_id, row.lot_id]
        held[row.member_id, row.asset] += row.remaining
    totals: Counter[tuple[str, str]] = Counter()
    for row in unit.connection.execute(select(shared.accounts)):
        book = row.member_id, row.asset
        assert row.balance == held[book] - row.debt == members[book]
        assert row.debt == debts[book] >= 0
        totals[row.asset, Account.MEMBER.value] += row.balance
    for book, total in totals.items():
        assert accounts[book] == total


def assert_nothing_comes_back_twice(unit: TerminalUnit) -> None:
    """No more is refunded than was paid, and no more returned than sold."""
    returns = shared.returns
    refunds = select(returns.c.sale_id, func.sum(returns.c.refund)).group_by(returns.c.sale_id)
    for sale_id, refunded in unit.connection.execute(refunds):
        sale = unit.sales.by_id(sale_id)
        assert sale is not None
        carried = sum(part.amount for part in sale.quote.carried if part.method is not None)
        assert 0 <= refunded <= sale.quote.payable + carried
        bought = {line.number: line.quantity for line in sale.inputs.lines}
        for back in unit.returns.of_sale(sale_id).after.lines:
            assert 0 < back.quantity <= bought[back.number]
