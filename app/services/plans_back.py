"""Plans of a sale of which something comes back: their months end earlier; days that passed are not paid back."""

from collections.abc import Iterable, Iterator
from datetime import date

from app.domain.changes import PlanEnded, PlanOpened
from app.domain.plan_returns import shortened
from app.domain.programme.document import Programme
from app.domain.quote import Grant, GrantKind
from app.domain.returns import ReturnQuote, state_after
from app.domain.still_given import credit_of
from app.protocol.facts import SaleCommitted
from app.services.unit import KnownPlan, Unit

Months = tuple[str, str]
"""A rule and the plan that it gives months of."""


def plans_back(
    unit: Unit, sale: SaleCommitted, gave: bytes, returned: ReturnQuote, today: date
) -> tuple[tuple[PlanEnded, ...], int]:
    """Plans that end earlier; and what of their price, in rupiah, was used up.

    sale: as it stands. gave: the document that opened its plans.
    """
    fewer = {_months(grant) for grant in _of_plans(returned.revoked) if grant.amount > 0}
    if not fewer or sale.inputs.member is None:
        return (), 0
    rules = unit.catalogue.rules(sale.inputs.revision)
    kept = credit_of(rules.prepared, state_after(sale.inputs, sale.quote, returned.after)).grants
    ended: list[PlanEnded] = []
    used_up = 0
    for (rule_id, plan_id), plan in _opened_by(unit, sale, gave):
        if (rule_id, plan_id) not in fewer:
            continue
        paid = _price(rules.programme, sale, returned, plan_id) if rule_id == plan_id else 0
        months = kept[rule_id, GrantKind.PLAN_MONTHS, plan_id]
        cut = shortened(plan.entitlement, months, paid, today)
        ended.append(_ended(plan, cut.ends))
        used_up += cut.used_up
    return tuple(ended), used_up


def _of_plans(grants: Iterable[Grant]) -> Iterator[Grant]:
    return (grant for grant in grants if grant.kind is GrantKind.PLAN_MONTHS)


def _months(grant: Grant) -> Months:
    return grant.rule_id, grant.what


def _opened_by(unit: Unit, sale: SaleCommitted, gave: bytes) -> Iterator[tuple[Months, KnownPlan]]:
    """What the sale opened, with the rule: each opens a plan once, in the order of the grants (`granting`)."""
    member = sale.inputs.member
    if member is None:
        return
    rules = dict.fromkeys(_months(grant) for grant in _of_plans(sale.quote.grants) if grant.amount > 0)
    opened = (change for change in sale.changes if isinstance(change, PlanOpened))
    known = {
        plan.ordinal: plan for plan in unit.benefits.plans_of(member.member_id) if plan.document_id == gave
    }
    for months, change in zip(rules, opened, strict=False):  # a tier that was reached may open more
        if change.ordinal in known:
            yield months, known[change.ordinal]


def _price(programme: Programme, sale: SaleCommitted, returned: ReturnQuote, plan_id: str) -> int:
    """What comes back for the plan's own item, in rupiah."""
    skus = {plan.sku for plan in programme.plans if plan.id == plan_id}
    sold = {line.number: line.item.sku for line in sale.inputs.lines}
    return sum(line.net + line.tax_on_top for line in returned.lines if sold[line.number] in skus)


def _ended(plan: KnownPlan, ends: date) -> PlanEnded:
    return PlanEnded(
        member_id=plan.member_id,
        document_id=plan.document_id,
        ordinal=plan.ordinal,
        ends=ends.isoformat(),
    )
