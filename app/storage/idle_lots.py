"""Lots that lapse by inactivity: each sale of the member puts their last instant off.

Sales may arrive in any order and on both sides; a lot ends up with the same last instant whatever the order.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sqlalchemy import Connection, and_, select, update

from app.domain.expiring import inactive_at
from app.domain.ledger import Lot
from app.storage.lot_rows import lot_of
from app.storage.merged import of_person
from app.storage.programmes import newest_programme
from app.storage.shared_tables import SharedTables


def put_off(lot: Lot, activities: Iterable[int], zone: str) -> Lot:
    """The lot after activities (instants). What comes after its last instant doesn't bring it back."""
    months, last = lot.inactivity_months, lot.expires_at
    if months is None or last is None:
        return lot
    for at in sorted(activities):
        if lot.earned_at < at <= last:
            last = max(last, inactive_at(months, at, (), zone))
    return replace(lot, expires_at=last)


def put_off_idle_lots(connection: Connection, tables: SharedTables, key: Mapping[str, bytes]) -> None:
    """Brings a member's idle lots up to date with the sales that are known here, also of who was merged into him."""
    programme = newest_programme(connection, tables, key["merchant_id"])
    if programme is None:
        return
    lots, sales = tables.lots, tables.sales
    mine = and_(lots.c.merchant_id == key["merchant_id"], lots.c.member_id == key["member_id"])
    idle = connection.execute(select(lots).where(mine, lots.c.inactivity_months.is_not(None))).all()
    activities = (
        connection.execute(
            select(sales.c.committed_at).where(of_person(sales, tables.members)),
            {"merchant": key["merchant_id"], "member": key["member_id"]},
        )
        .scalars()
        .all()
    )
    for row in idle:
        lot = lot_of(row)
        later = put_off(lot, activities, programme.zone)
        if later != lot:
            connection.execute(
                update(lots).where(mine, lots.c.lot_id == lot.lot_id).values(expires_at=later.expires_at)
            )
