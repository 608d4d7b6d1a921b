"""Plans of the naive model: days that are paid for, how they follow each other, and what unused ones are worth."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from app.domain.basket import Entitlement
from app.domain.programme.document import Programme
from tests.support.naive_days import months_later
from tests.support.slow_calculator import settle
from tests.support.slow_lines import half_up
from tests.support.slow_returns import back_of

_ONE_DAY = timedelta(days=1)


@dataclass
class NaivePlan:
    """A plan's days from `starts` to `ends`, both in it; none when it ends before it starts.

    document_id, rule_id: what gave it, and by which rule; a plan's own item gives by the plan's id.
    """

    document_id: bytes
    rule_id: str
    plan_id: str
    starts: date
    ends: date

    @property
    def entitlement(self) -> Entitlement:
        """As a quote sees it."""
        return Entitlement(plan_id=self.plan_id, starts=self.starts, ends=self.ends)


def opened(
    plans: list[NaivePlan], grants: Iterable[tuple[str, str, str, int]], document_id: bytes, today: date
) -> None:
    """Opens what a document grants, one after the other: gifts first, then what was bought."""
    months = [(rule_id, what, amount) for rule_id, kind, what, amount in grants if kind == "plan-months"]
    for rule_id, plan_id, amount in sorted(months, key=lambda grant: grant[0] == grant[1]):
        ends = [plan.ends for plan in plans if plan.plan_id == plan_id and plan.ends >= plan.starts]
        starts = max([today, *(last + _ONE_DAY for last in ends)])
        plans.append(NaivePlan(document_id, rule_id, plan_id, starts, _last(starts, amount)))


def _last(starts: date, months: int) -> date:
    """The last of so many months."""
    return months_later(starts, months) - _ONE_DAY


def given_back(plan: NaivePlan, months: int, price: int, today: date) -> int:
    """Lets a plan last only so many months, but for days that have passed, today too. What is worn of the price."""
    last = min(plan.ends, _last(plan.starts, months) if months else plan.starts - _ONE_DAY)
    back = [last + _ONE_DAY * (count + 1) for count in range((plan.ends - last).days)]
    unused = [day for day in back if day > today]
    plan.ends = unused[0] - _ONE_DAY if unused else plan.ends
    if not back:
        return price
    return price - half_up(Fraction(price * len(unused), len(back)))


def price_back(programme: Programme, inputs: Any, plan_id: str, before: Any, after: Any) -> int:
    """Rupiah that come back for the plan's own item, with tax on top. before, after: what was back of each line."""
    skus = {plan.sku for plan in programme.plans if plan.id == plan_id}
    return sum(
        back_of(amount, row, after) - back_of(amount, row, before)
        for row in settle(programme, inputs).rows
        if row.line.item.sku in skus
        for amount in (row.net, row.tax_on_top)
    )
