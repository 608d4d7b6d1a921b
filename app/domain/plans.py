"""Plans that are paid for: opening, renewing, and what comes back when one ends early."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from app.domain.basket import Entitlement
from app.domain.calendar import add_days, add_months
from app.domain.numbers import half_up


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRefund:
    """amount: rupiah. left: the entitlement that remains, up to the day of the refund; None: it never began."""

    amount: int
    unused_days: int
    days: int
    left: Entitlement | None


def opened(held: Iterable[Entitlement], plan_id: str, months: int, today: date) -> Entitlement:
    """What buying so many months of a plan opens: from today, or, when it is in force, from the day after its end."""
    ends = [one.ends for one in held if one.plan_id == plan_id and one.ends >= today]
    starts = add_days(max(ends), 1) if ends else today
    return Entitlement(plan_id=plan_id, starts=starts, ends=add_days(add_months(starts, months), -1))


def in_force(held: Iterable[Entitlement], today: date) -> tuple[Entitlement, ...]:
    """Entitlements that count on a day; both ends are in them."""
    return tuple(one for one in held if one.starts <= today <= one.ends)


def refund(entitlement: Entitlement, paid: int, today: date) -> PlanRefund:
    """Pro rata by unused days: `paid × unused ÷ all days`, rounded half up, once.

    The day of the refund counts as used; before the first day nothing is used, after the last everything.
    """
    days = (entitlement.ends - entitlement.starts).days + 1
    used = min(max((today - entitlement.starts).days + 1, 0), days)
    left = replace(entitlement, ends=min(today, entitlement.ends)) if used else None
    amount = half_up(Fraction(paid * (days - used), days))
    return PlanRefund(amount=amount, unused_days=days - used, days=days, left=left)
