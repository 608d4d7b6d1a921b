"""Each change of a document into the row that it is about. Books are elsewhere (`books`)."""

from dataclasses import dataclass
from functools import lru_cache, singledispatch
from typing import Any

from sqlalchemy import Connection, Executable, Table, and_, bindparam, update

from app.domain.changes import (
    BatchAdded,
    CardSet,
    Change,
    DrawerClosed,
    DrawerMoved,
    DrawerOpened,
    GiftCardOpened,
    HouseholdSet,
    MarkSet,
    MemberMerged,
    MetricCounted,
    PlacesGiven,
    PlanEnded,
    PlanOpened,
    RuleUsed,
    SaleMoved,
    SerialsBlocked,
    TierSet,
    VoucherIssued,
    VoucherRevoked,
    VoucherUsed,
)
from app.domain.ledger import OwnerKind
from app.protocol.record import Record
from app.storage.batch_rows import put_batch, put_block
from app.storage.can_place import by_code
from app.storage.many_rows import insert_rows
from app.storage.shared_tables import SharedTables
from app.storage.upsert import inserting, upserting


@dataclass(frozen=True, slots=True)
class Site:
    """Where a change is written: whose record it comes from, which document it belongs to, and when that was."""

    connection: Connection
    tables: SharedTables
    record: Record
    document_id: bytes
    at: int
    ordinal: int

    @property
    def merchant_id(self) -> bytes:
        """Whose tables' rows."""
        return self.record.merchant_id

    def put(self, table: Table, row: dict[str, Any]) -> None:
        """Inserts a row of the merchant."""
        insert_rows(self.connection, table, [{"merchant_id": self.merchant_id, **row}])

    def replace(self, table: Table, row: dict[str, Any]) -> None:
        """Inserts a row of the merchant, or replaces the one with its key."""
        row = {"merchant_id": self.merchant_id, **row}
        self.connection.execute(upserting(table, self.connection.dialect.name), row)

    def put_once(self, table: Table, row: dict[str, Any]) -> None:
        """Inserts a row of the merchant, unless there is one with its key."""
        statement = inserting(table, self.connection.dialect.name).on_conflict_do_nothing()
        self.connection.execute(statement, {"merchant_id": self.merchant_id, **row})


@singledispatch
def write_change(change: Change, _site: Site) -> None:
    """Writes what a change says."""
    raise TypeError(f"nobody writes {type(change).__name__}")


@write_change.register
def _metric(change: MetricCounted, site: Site) -> None:
    row = {
        "merchant_id": site.merchant_id,
        "member_id": change.member_id,
        "document_id": site.document_id,
        "business_day": change.business_day,
        "amount": change.amount,
        "terminal_id": site.record.terminal_id,
        "epoch": site.record.epoch,
        "seq": site.record.seq,
    }
    insert_rows(site.connection, site.tables.tier_entries, [row])


@write_change.register
def _tier(change: TierSet, site: Site) -> None:
    values = {"tier_id": change.tier_id, "tier_since": change.since}
    _set_member(site, change.member_id, ("tier_id", "tier_since"), values)


@write_change.register
def _use(change: RuleUsed, site: Site) -> None:
    site.put(
        site.tables.rule_uses,
        {
            "member_id": change.member_id,
            "document_id": site.document_id,
            "rule_id": change.rule_id,
            "business_day": change.business_day,
            "times": change.times,
            "amount": change.amount,
        },
    )


@write_change.register
def _issue(change: VoucherIssued, site: Site) -> None:
    site.put(
        site.tables.vouchers,
        {
            "member_id": change.member_id,
            "code": change.code,
            "kind_id": change.kind_id,
            "expires_at": change.expires_at,
            "uses_left": change.uses,
            "used_amount": 0,
            "revoked": False,
            "document_id": change.batch_id or site.document_id,
            "holder_id": site.record.terminal_id,
        },
    )


@write_change.register
def _voucher_use(change: VoucherUsed, site: Site) -> None:
    key = {"merchant": site.merchant_id, "member": change.member_id, "voucher": change.code}
    use = {**key, "uses": change.uses, "amount": change.amount}
    site.connection.execute(_use_voucher(site.tables.vouchers), use)


@write_change.register
def _revoke(change: VoucherRevoked, site: Site) -> None:
    key = {"merchant": site.merchant_id, "member": change.member_id, "voucher": change.code}
    site.connection.execute(_revoke_voucher(site.tables.vouchers), key)


@write_change.register
def _open_plan(change: PlanOpened, site: Site) -> None:
    site.put(
        site.tables.entitlements,
        {
            "member_id": change.member_id,
            "document_id": site.document_id,
            "ordinal": change.ordinal,
            "plan_id": change.plan_id,
            "starts": change.starts,
            "ends": change.ends,
        },
    )


@write_change.register
def _end_plan(change: PlanEnded, site: Site) -> None:
    plans = site.tables.entitlements
    site.connection.execute(
        update(plans)
        .where(
            plans.c.merchant_id == site.merchant_id,
            plans.c.member_id == change.member_id,
            plans.c.document_id == change.document_id,
            plans.c.ordinal == change.ordinal,
        )
        .values(ends=change.ends)
    )


@write_change.register
def _card(change: CardSet, site: Site) -> None:
    row = {"member_id": change.member_id, "code": change.code, "blocked": change.blocked}
    site.replace(site.tables.cards, row)


@write_change.register
def _mark(change: MarkSet, site: Site) -> None:
    row = {
        "member_id": change.member_id,
        "kind": change.kind.value,
        "mark": change.mark,
        "held": change.held,
    }
    site.replace(site.tables.marks, row)


@write_change.register
def _gift_card(change: GiftCardOpened, site: Site) -> None:
    """Two tills may each open a card that was printed before."""
    site.put_once(
        site.tables.members,
        {
            "member_id": change.member_id,
            "tier_id": "",
            "joined_at": site.at,
            "tier_since": None,
            "household_id": None,
            "merged_into": None,
            "kind": OwnerKind.GIFT_CARD.value,
        },
    )
    site.put_once(site.tables.cards, {"member_id": change.member_id, "code": change.code, "blocked": False})


@write_change.register
def _household(change: HouseholdSet, site: Site) -> None:
    _set_member(site, change.member_id, ("household_id",), {"household_id": change.household_id})


@write_change.register
def _merged(change: MemberMerged, site: Site) -> None:
    _set_member(site, change.absorbed_id, ("merged_into",), {"merged_into": change.member_id})


@write_change.register
def _moved(change: SaleMoved, site: Site) -> None:
    site.put(
        site.tables.claims,
        {
            "member_id": change.member_id,
            "document_id": site.document_id,
            "sale_id": change.sale_id,
            "committed_at": site.at,
        },
    )


@write_change.register
def _drawer(change: DrawerMoved, site: Site) -> None:
    site.put(
        site.tables.drawer_moves,
        {
            "shift_id": change.shift_id,
            "document_id": site.document_id,
            "ordinal": site.ordinal,
            "kind": change.kind.value,
            "method": change.method,
            "amount": change.amount,
            "at": site.at,
        },
    )


@write_change.register
def _open_drawer(change: DrawerOpened, site: Site) -> None:
    site.put(
        site.tables.shifts,
        {
            "shift_id": change.shift_id,
            "terminal_id": site.record.terminal_id,
            "store_id": change.store_id,
            "cashier_id": change.cashier_id,
            "business_day": change.business_day,
            "opened_at": site.at,
            "float_amount": change.float_amount,
            "closed_at": None,
            "expected": None,
            "counted": None,
            "number": None,
        },
    )


@write_change.register
def _close_drawer(change: DrawerClosed, site: Site) -> None:
    shifts = site.tables.shifts
    site.connection.execute(
        update(shifts)
        .where(shifts.c.merchant_id == site.merchant_id, shifts.c.shift_id == change.shift_id)
        .values(closed_at=site.at, expected=change.expected, counted=change.counted, number=change.number)
    )


@write_change.register
def _places(change: PlacesGiven, site: Site) -> None:
    site.put(
        site.tables.places,
        {
            "member_id": change.member_id,
            "document_id": site.document_id,
            "reward_id": change.reward_id,
            "sale_id": change.sale_id,
            "places": change.places,
            "given_at": site.at,
        },
    )


@write_change.register
def _batch(change: BatchAdded, site: Site) -> None:
    put_batch(site.connection, site.tables, site.merchant_id, change, site.record.terminal_id)


@write_change.register
def _block(change: SerialsBlocked, site: Site) -> None:
    put_block(site.connection, site.tables, site.merchant_id, change, site.document_id)


def _set_member(site: Site, member_id: bytes, columns: tuple[str, ...], values: dict[str, Any]) -> None:
    key = {"merchant": site.merchant_id, "member": member_id}
    values = {f"new_{name}": value for name, value in values.items()}
    site.connection.execute(_setting(site.tables.members, columns), {**key, **values})


# Statements, built once: that costs more than running them.


@lru_cache(maxsize=16)
def _setting(members: Table, columns: tuple[str, ...]) -> Executable:
    mine = and_(members.c.merchant_id == bindparam("merchant"), members.c.member_id == bindparam("member"))
    return update(members).where(mine).values({name: bindparam(f"new_{name}") for name in columns})


@lru_cache(maxsize=8)
def _use_voucher(vouchers: Table) -> Executable:
    left, amount = vouchers.c.uses_left - bindparam("uses"), vouchers.c.used_amount + bindparam("amount")
    return update(vouchers).where(by_code(vouchers)).values(uses_left=left, used_amount=amount)


@lru_cache(maxsize=8)
def _revoke_voucher(vouchers: Table) -> Executable:
    return update(vouchers).where(by_code(vouchers)).values(revoked=True)
