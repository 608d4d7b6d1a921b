"""Whether the changes of a document can be placed into the rows that are there."""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, select

from app.domain.changes import (
    BatchAdded,
    CardSet,
    Change,
    DrawerClosed,
    DrawerOpened,
    GiftCardOpened,
    SerialsBlocked,
    VoucherIssued,
    VoucherRevoked,
    VoucherUsed,
)
from app.domain.ledger import gift_owner
from app.storage.batch_rows import check_batch
from app.storage.books import CannotPlace
from app.storage.shared_tables import SharedTables


def check_changes(
    connection: Connection, tables: SharedTables, merchant_id: bytes, changes: Iterable[Change]
) -> None:
    """Vouchers have so many uses left, no code names two, a shift opens and closes once. Raises CannotPlace."""
    used: Counter[tuple[bytes, str]] = Counter()
    fresh: dict[tuple[bytes, str], int] = {}
    for change in changes:
        if isinstance(change, VoucherIssued):
            fresh[change.member_id, change.code] = change.uses
        elif isinstance(change, VoucherUsed):
            used[change.member_id, change.code] += change.uses
        elif isinstance(change, VoucherRevoked):
            used[change.member_id, change.code] += 0
        elif isinstance(change, CardSet):
            _check_card(connection, tables, merchant_id, change)
        elif isinstance(change, DrawerOpened | DrawerClosed):
            _check_shift(connection, tables.shifts, merchant_id, change)
        elif isinstance(change, BatchAdded | SerialsBlocked):
            check_batch(connection, tables, merchant_id, change)
        elif isinstance(change, GiftCardOpened) and change.member_id != gift_owner(change.code):
            raise CannotPlace("wrong-gift-card")
    for (member_id, code), uses in used.items():
        key = {"merchant": merchant_id, "member": member_id, "voucher": code}
        _check_voucher(connection, tables.vouchers, key, uses, fresh.get((member_id, code)))


def _check_voucher(
    connection: Connection, vouchers: Table, key: dict[str, Any], uses: int, fresh: int | None
) -> None:
    """fresh: uses that the same document issues it with, as a preprinted one's first sale does; None: it doesn't."""
    row = connection.execute(_voucher(vouchers), key).first()
    if fresh is not None:
        if row is not None:
            raise CannotPlace("known-voucher")
        if fresh < uses:
            raise CannotPlace("used-up-voucher")
    elif row is None:
        raise CannotPlace("unknown-voucher")
    elif uses > 0 and (row.revoked or row.uses_left < uses):
        raise CannotPlace("used-up-voucher")


def _check_card(connection: Connection, tables: SharedTables, merchant_id: bytes, change: CardSet) -> None:
    key = {"merchant": merchant_id, "member": change.member_id, "code": change.code}
    if connection.execute(_named_another(tables.cards), key).first() is not None:
        raise CannotPlace("card-taken")


def _check_shift(
    connection: Connection, shifts: Table, merchant_id: bytes, change: DrawerOpened | DrawerClosed
) -> None:
    row = connection.execute(
        select(shifts.c.closed_at).where(
            shifts.c.merchant_id == merchant_id, shifts.c.shift_id == change.shift_id
        )
    ).first()
    if isinstance(change, DrawerOpened):
        if row is not None:
            raise CannotPlace("known-shift")
    elif row is None:
        raise CannotPlace("unknown-shift")
    elif row.closed_at is not None:
        raise CannotPlace("closed-shift")


@lru_cache(maxsize=8)
def _named_another(cards: Table) -> Any:
    return select(cards.c.member_id).where(
        cards.c.merchant_id == bindparam("merchant"),
        cards.c.code == bindparam("code"),
        cards.c.member_id != bindparam("member"),
    )


@lru_cache(maxsize=8)
def _voucher(vouchers: Table) -> Any:
    return select(vouchers.c.uses_left, vouchers.c.revoked).where(by_code(vouchers))


def by_code(vouchers: Table) -> Any:
    """Where one voucher of one member is; binds merchant, member and voucher."""
    return and_(
        vouchers.c.merchant_id == bindparam("merchant"),
        vouchers.c.member_id == bindparam("member"),
        vouchers.c.code == bindparam("voucher"),
    )
