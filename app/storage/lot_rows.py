"""Lots as rows and back."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row

from app.domain.ledger import Lot, asset_of


def lot_row(key: Mapping[str, bytes], book: str, lot: Lot) -> dict[str, Any]:
    """A lot in a book of the member whom the key names."""
    return {
        **key,
        "lot_id": lot.lot_id,
        "asset": book,
        "earned_at": lot.earned_at,
        "expires_at": lot.expires_at,
        "held_until": lot.held_until,
        "inactivity_months": lot.inactivity_months,
        "original": lot.original,
        "remaining": lot.remaining,
    }


def lot_of(row: Row[*tuple[Any, ...]], remaining: int | None = None) -> Lot:
    """The lot in a row; remaining: what of it counts, by default all."""
    return Lot(
        lot_id=row.lot_id,
        asset=asset_of(row.asset),
        earned_at=row.earned_at,
        expires_at=row.expires_at,
        original=row.original,
        remaining=row.remaining if remaining is None else remaining,
        held_until=row.held_until,
        inactivity_months=row.inactivity_months,
    )
