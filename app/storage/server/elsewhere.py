"""What members earned and spent on a day at other tills than the one that asks."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, Subquery, and_, func, select

from app.protocol.changes import DayElsewhere
from app.storage.server.tables import shared
from app.storage.server.terminals import Terminal


def days_elsewhere(
    connection: Connection, terminal: Terminal, keys: Sequence[bytes]
) -> dict[bytes, DayElsewhere]:
    """By member: the newest business day on which another till sold to him; less what other tills took back of it."""
    newest = _newest_days(terminal, keys)
    returned = {row.member_id: row for row in connection.execute(_returned(terminal, newest))}
    found = {}
    for row in connection.execute(_sold(terminal, newest)):
        back = returned.get(row.member_id)
        found[row.member_id] = DayElsewhere(
            business_day=row.day,
            earned=int(row.earned) - (0 if back is None else int(back.earned)),
            spent=int(row.spent) - (0 if back is None else int(back.spent)),
        )
    return found


def _newest_days(terminal: Terminal, keys: Sequence[bytes]) -> Subquery:
    sales = shared.sales
    return (
        select(sales.c.member_id, func.max(sales.c.business_day).label("day"))
        .where(
            sales.c.merchant_id == terminal.merchant_id,
            sales.c.member_id.in_(keys),
            sales.c.terminal_id != terminal.terminal_id,
        )
        .group_by(sales.c.member_id)
        .subquery()
    )


def _sold(terminal: Terminal, newest: Subquery) -> Select[Any]:
    sales = shared.sales
    return (
        select(
            newest.c.member_id,
            newest.c.day,
            func.sum(sales.c.points_earned).label("earned"),
            func.sum(sales.c.points_spent).label("spent"),
        )
        .join(sales, and_(sales.c.member_id == newest.c.member_id, sales.c.business_day == newest.c.day))
        .where(sales.c.merchant_id == terminal.merchant_id, sales.c.terminal_id != terminal.terminal_id)
        .group_by(newest.c.member_id, newest.c.day)
    )


def _returned(terminal: Terminal, newest: Subquery) -> Select[Any]:
    returns = shared.returns
    return (
        select(
            newest.c.member_id,
            func.sum(returns.c.clawback).label("earned"),
            func.sum(returns.c.points_back).label("spent"),
        )
        .join(returns, and_(returns.c.member_id == newest.c.member_id, returns.c.sale_day == newest.c.day))
        .where(returns.c.merchant_id == terminal.merchant_id, returns.c.terminal_id != terminal.terminal_id)
        .group_by(newest.c.member_id)
    )
