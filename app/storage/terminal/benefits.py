"""What members of a terminal have besides points and money: vouchers, plans, what they used of rules' limits."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, LargeBinary, Row, Select, bindparam, cast, func, select, union_all

from app.domain.basket import Entitlement
from app.domain.batches import VouchersOf
from app.domain.changes import NOBODY, RuleUsed
from app.services.batches_port import Preprinted
from app.services.unit import KnownPlan, KnownVoucher
from app.storage.driver_read import read_rows
from app.storage.merged import of_person
from app.storage.terminal.batches import TerminalBatches
from app.storage.terminal.tables import shared

_vouchers = shared.vouchers
_plans = shared.entitlements
_uses = shared.rule_uses
_OURS = _vouchers.c.merchant_id == bindparam("merchant")
_BY_CODE = select(_vouchers).where(_OURS, _vouchers.c.code == bindparam("code"))
_OF_MEMBER = (
    select(_vouchers)
    .where(of_person(_vouchers, shared.members))
    .order_by(_vouchers.c.expires_at.is_(None), _vouchers.c.expires_at, _vouchers.c.code)
)
_OF_DOCUMENT = (
    select(_vouchers)
    .where(_OURS, _vouchers.c.document_id == bindparam("document"))
    .order_by(_vouchers.c.code)
)
_GIVE = (
    select(each.c[name]).where(
        each.c.merchant_id == bindparam("merchant"), each.c.sale_id == bindparam("sale")
    )
    for each, name in ((shared.returns, "return_id"), (shared.claims, "document_id"))
)
_FOR_SALE = (
    select(_vouchers)
    .where(
        _OURS,
        _vouchers.c.document_id.in_(union_all(select(cast(bindparam("sale"), LargeBinary)), *_GIVE)),
    )
    .order_by(_vouchers.c.code)
)
_PLANS = (
    select(_plans)
    .where(of_person(_plans, shared.members))
    .order_by(_plans.c.starts, _plans.c.document_id, _plans.c.ordinal)
)
_USED = (
    select(
        _uses.c.rule_id,
        _uses.c.business_day,
        func.sum(_uses.c.times).label("times"),
        func.sum(_uses.c.amount).label("amount"),
    )
    .where(
        _uses.c.merchant_id == bindparam("merchant"), _uses.c.rule_id.in_(bindparam("rules", expanding=True))
    )
    .group_by(_uses.c.rule_id, _uses.c.business_day)
    .order_by(_uses.c.rule_id, _uses.c.business_day)
)
_USED_BY_MEMBER = _USED.where(of_person(_uses, shared.members))


@dataclass(frozen=True, slots=True)
class TerminalBenefits:
    """Reads them on one connection; what a member has is also what those had who were merged into him."""

    connection: Connection
    merchant_id: bytes

    def voucher(self, code: str) -> KnownVoucher | None:
        """The voucher with that code, also a preprinted one; one that was blocked is revoked."""
        issued = next(iter(self._some(_BY_CODE, code=code)), None)
        if issued is not None and issued.member_id:
            return issued
        printed = TerminalBatches(self.connection, self.merchant_id).preprinted(code)
        if printed is None:
            return issued
        return (
            _unissued(printed, code)
            if issued is None
            else replace(issued, revoked=issued.revoked or printed.blocked)
        )

    def vouchers_of(self, member_id: bytes) -> tuple[KnownVoucher, ...]:
        """A member's vouchers, by their end."""
        return self._some(_OF_MEMBER, member=member_id)

    def issued_by(self, document_id: bytes) -> tuple[KnownVoucher, ...]:
        """The vouchers that a document issued."""
        return self._some(_OF_DOCUMENT, document=document_id)

    def given_for(self, sale_id: bytes) -> tuple[KnownVoucher, ...]:
        """The vouchers that were issued for a sale: by itself, by returns that left more, by who got it afterwards."""
        return self._some(_FOR_SALE, sale=sale_id)

    def plans_of(self, member_id: bytes) -> tuple[KnownPlan, ...]:
        """A member's entitlements, also those that are over."""
        rows = read_rows(self.connection, _PLANS, {"merchant": self.merchant_id, "member": member_id})
        return tuple(_plan(row) for row in rows)

    def uses_of(self, member_id: bytes, rule_ids: tuple[str, ...]) -> tuple[RuleUsed, ...]:
        """What a member used of some rules' limits, by day."""
        return self._used(_USED_BY_MEMBER, member_id, rule_ids)

    def uses_in_all(self, rule_ids: tuple[str, ...]) -> tuple[RuleUsed, ...]:
        """What everybody used of some rules' limits, by day; the member is empty."""
        return self._used(_USED, NOBODY, rule_ids)

    def _some(self, statement: Select[*tuple[Any, ...]], **key: Any) -> tuple[KnownVoucher, ...]:
        rows = read_rows(self.connection, statement, {"merchant": self.merchant_id, **key})
        return tuple(
            KnownVoucher(
                member_id=row.member_id,
                code=row.code,
                kind_id=row.kind_id,
                expires_at=row.expires_at,
                uses_left=row.uses_left,
                used_amount=row.used_amount,
                revoked=bool(row.revoked),
                document_id=row.document_id,
                holder_id=row.holder_id,
            )
            for row in rows
        )

    def _used(
        self, statement: Select[*tuple[Any, ...]], member_id: bytes, rule_ids: tuple[str, ...]
    ) -> tuple[RuleUsed, ...]:
        if not rule_ids:
            return ()
        key = {"merchant": self.merchant_id, "member": member_id, "rules": list(rule_ids)}
        return tuple(
            RuleUsed(
                member_id=member_id,
                rule_id=row.rule_id,
                business_day=row.business_day,
                times=int(row.times),
                amount=int(row.amount),
            )
            for row in self.connection.execute(statement, key)
        )


def _unissued(printed: Preprinted, code: str) -> KnownVoucher | None:
    known, of = printed.of, printed.of.batch.of
    if not isinstance(of, VouchersOf):
        return None
    return KnownVoucher(
        member_id=NOBODY,
        code=code,
        kind_id=of.kind_id,
        expires_at=known.expires_at,
        uses_left=1,
        used_amount=0,
        revoked=printed.blocked,
        document_id=known.batch.batch_id,
        holder_id=known.holder_id,
        unissued=True,
    )


def _plan(row: Row[*tuple[Any, ...]]) -> KnownPlan:
    days = Entitlement(
        plan_id=row.plan_id, starts=date.fromisoformat(row.starts), ends=date.fromisoformat(row.ends)
    )
    return KnownPlan(
        member_id=row.member_id, document_id=row.document_id, ordinal=row.ordinal, entitlement=days
    )
