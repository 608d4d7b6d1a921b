"""The last of the order's discounts: what a person takes off, then tier and plans, and a delivery that is free."""

from app.domain.basket import ItemKind
from app.domain.engine.choosers import Chooser
from app.domain.engine.judge import plans_in_force
from app.domain.engine.prepared import Prepared
from app.domain.engine.running import Running, Take
from app.domain.engine.taking import cut, ratio, share_off
from app.domain.numbers import spread
from app.domain.quote import MANUAL_RULE, Phase

_BASIS = 10_000


def apply_manual_discount(running: Running, prepared: Prepared) -> None:
    """A percentage or an amount off all open goods."""
    manual = running.scene.inputs.manual
    if manual is None or not (manual.basis_points or manual.amount):
        return
    own = running.scene.places(prepared.everything)
    places = running.workable(own)
    if not places:
        running.refuse(MANUAL_RULE, Phase.MANUAL, running.why_not(own))
        return
    nets = [running.nets[place] for place in places]
    base = sum(nets)
    if manual.basis_points:
        taken = share_off(running, places, manual.basis_points, _BASIS, None, None)
        if not isinstance(taken, Take):
            running.refuse(MANUAL_RULE, Phase.MANUAL, taken)
            return
        running.take(MANUAL_RULE, Phase.MANUAL, taken)
        return
    amount, clip = cut(manual.amount, base, None, None)
    parts = dict(zip(places, spread(amount, nets), strict=True))
    running.take(
        MANUAL_RULE,
        Phase.MANUAL,
        Take(base=base, numerator=manual.amount, denominator=1, amount=amount, parts=parts, clip=clip),
    )


def apply_levels(running: Running, prepared: Prepared) -> None:
    """The tier's percentage, then each plan's that is in force, on what no exclusive rule closed."""
    member = running.scene.member
    if member is None:
        return
    tier = prepared.tier(member.tier_id)
    if tier.discount_percent:
        _percent(running, tier.id, ratio(tier.discount_percent), prepared.everything)
    in_force = plans_in_force(member, running.scene.today)
    for plan_id in dict.fromkeys(plan.id for plan in prepared.programme.plans):
        plan, chooser = prepared.plans[plan_id]
        if plan_id in in_force and plan.discount_percent:
            _percent(running, plan_id, ratio(plan.discount_percent), chooser)
    delivers = (
        plan_id
        for plan_id in in_force
        if plan_id in prepared.plans and prepared.plans[plan_id][0].free_delivery
    )
    for plan_id in sorted(set(delivers))[:1]:
        _deliver_free(running, plan_id)


def _deliver_free(running: Running, plan_id: str) -> None:
    """What a delivery costs comes to nothing."""
    own = running.scene.of_kind(ItemKind.DELIVERY_FEE)
    places = running.workable(own)
    if not own:
        return
    if not places:
        running.refuse(plan_id, Phase.TIER, running.why_not(own))
        return
    parts = {place: running.nets[place] for place in places}
    amount = sum(parts.values())
    running.take(
        plan_id, Phase.TIER, Take(base=amount, numerator=amount, denominator=1, amount=amount, parts=parts)
    )


def _percent(running: Running, rule_id: str, rate: tuple[int, int], chooser: Chooser) -> None:
    own = running.scene.places(chooser)
    if not own:
        return
    places = running.workable(own)
    if not places:
        running.refuse(rule_id, Phase.TIER, running.why_not(own))
        return
    taken = share_off(running, places, *rate, None, None)
    if isinstance(taken, Take):
        running.take(rule_id, Phase.TIER, taken)
    else:
        running.refuse(rule_id, Phase.TIER, taken)
