"""From a case as it was written down to what the engine looks at, or to what is wrong with it."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from app.domain.basket import (
    UNIT,
    Entitlement,
    HeldVoucher,
    Item,
    Line,
    ManualDiscount,
    ManualPrice,
    MemberSnapshot,
    QuoteInputs,
    Right,
    StampCount,
)
from app.domain.calendar import MILLISECONDS, days_from_birthday
from app.protocol.case_faults import CaseFault, case_faults, limits_of
from app.protocol.quote_case import CaseItem, CaseLine, CaseMember, QuoteCase

THE_MEMBER = b"member"
"""The id of the member of a case."""


def inputs_of_case(case: QuoteCase) -> QuoteInputs | tuple[CaseFault, ...]:
    """What the engine looks at, or everything that is wrong."""
    faults = case_faults(case)
    return faults or _inputs(case)


def thousandths(quantity: Decimal) -> int:
    """A quantity in an item's own unit as thousandths of it."""
    return int(quantity * UNIT)


def _inputs(case: QuoteCase) -> QuoteInputs:
    zone = case.zone or case.programme.zone
    items = {item.sku: item for item in case.items}
    return QuoteInputs(
        revision=case.programme.revision,
        opened_at=instant_of(case.at, zone),
        zone=zone,
        lines=tuple(_line(number, line, items[line.sku]) for number, line in enumerate(case.basket, start=1)),
        member=None if case.member is None else _member(case, case.member),
        points_asked=case.points,
        tender=case.tender,
        store=case.store,
        terminal=case.terminal,
        channel=case.channel,
        coupons=case.coupons,
        vouchers=tuple(
            HeldVoucher(
                code=voucher.code,
                kind_id=voucher.voucher,
                expires_at=None if voucher.expires_at is None else instant_of(voucher.expires_at, zone),
                uses_left=voucher.uses_left,
            )
            for voucher in case.vouchers
        ),
        rewards=case.rewards,
        split=case.split,
        manual=_manual(case),
        rights=_rights(case),
    )


def _line(number: int, line: CaseLine, item: CaseItem) -> Line:
    return Line(
        number=number,
        item=Item(
            sku=item.sku,
            gtin=item.gtin,
            name=item.name or item.sku,
            category=item.category,
            price=item.price if line.price is None else line.price,
            no_promotion=item.no_promotion,
            kind=item.kind,
            tags=item.tags,
            weighed=item.weighed,
            tax=item.tax or "",
            cost=item.cost,
        ),
        quantity=thousandths(line.quantity),
        parent=line.parent,
        manual=None
        if line.manual is None
        else ManualPrice(price=line.manual.price, reason=line.manual.reason),
    )


def _member(case: QuoteCase, member: CaseMember) -> MemberSnapshot:
    tiers = {tier.id: tier for tier in case.programme.tiers}
    tier = case.programme.tiers[0] if member.tier is None else tiers[member.tier]
    today = datetime.fromisoformat(case.at).date()
    return MemberSnapshot(
        member_id=THE_MEMBER,
        tier_id=tier.id,
        tier_metric=tier.threshold if member.tier_metric is None else member.tier_metric,
        balance=member.balance,
        usable=max(0, member.balance) if member.usable is None else member.usable,
        proof=member.proof,
        joined_on=member.joined_on,
        days_from_birthday=None if member.birthday is None else days_from_birthday(member.birthday, today),
        age=member.age,
        visits=member.visits,
        last_visit_on=member.last_visit_on,
        segments=member.segments,
        flags=member.flags,
        lists=member.lists,
        plans=tuple(
            Entitlement(plan_id=plan.plan, starts=plan.starts, ends=plan.ends) for plan in member.plans
        ),
        stamps=tuple(StampCount(card_id=count.card, stamps=count.stamps) for count in member.stamps),
        wallet=member.wallet,
        earned_today=member.earned_today,
        redeemed_today=member.redeemed_today,
    )


def _manual(case: QuoteCase) -> ManualDiscount | None:
    manual = case.manual
    if manual is None:
        return None
    return ManualDiscount(
        basis_points=int((manual.percent or Decimal(0)) * 100),
        amount=manual.amount or 0,
        reason=manual.reason,
    )


def _rights(case: QuoteCase) -> tuple[Right, ...]:
    """Every limit of the programme as if nobody had used any of it, but for what the case says."""
    said = {(right.rule, right.limit): right.left for right in case.rights}
    whole = limits_of(case.programme, guest=case.member is None)
    return tuple(
        Right(rule_id=rule_id, limit=limit, left=said.get((rule_id, limit), left))
        for (rule_id, limit), left in whole.items()
    )


def instant_of(local: str, zone: str) -> int:
    """Milliseconds since 1970, UTC, of a time on the wall: the first of two where clocks go through it twice."""
    moment = datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone))
    return int(moment.timestamp()) * MILLISECONDS
