"""The pure heart: a prepared programme and frozen inputs in, every rupiah and point explained out.

Phases run in a fixed order and never feed back. `docs/contributor/engine.md` says what each computes.
"""

from collections.abc import Sequence
from dataclasses import replace

from app.domain.basket import ItemKind, QuoteInputs, TenderKind
from app.domain.basket_faults import InvalidBasket, faults_of
from app.domain.engine.carrying import Bill, carry_points, carry_rewards, carry_split, carry_vouchers
from app.domain.engine.charges import Charges, charge, line_rates
from app.domain.engine.earning import Earned, earn
from app.domain.engine.instruments import Points, apply_rewards, apply_vouchers, reward_offers
from app.domain.engine.levels import apply_levels, apply_manual_discount
from app.domain.engine.prepared import Prepared
from app.domain.engine.pricing import apply_prices
from app.domain.engine.promoting import apply_promotions
from app.domain.engine.redeeming import redeem
from app.domain.engine.running import Running
from app.domain.engine.scene import Scene
from app.domain.engine.view import View
from app.domain.numbers import round_to_step, spread
from app.domain.programme.document import Programme, next_tier, treatment
from app.domain.programme.levels import TierMetric
from app.domain.programme.settling import CashRounding, Instrument, RoundingMode, Treatment
from app.domain.quote import (
    Phase,
    Quote,
    QuotedLine,
    Redemption,
    ServiceTotal,
    TierProgress,
)


def quote(prepared: Prepared, inputs: QuoteInputs) -> Quote:
    """Evaluates a basket. Pure: the same revision and inputs give the same quote everywhere.

    Raises InvalidBasket for a basket that makes no sense.
    """
    faults = faults_of(inputs)
    if faults:
        raise InvalidBasket(faults)
    programme = prepared.programme
    inputs = _with_known_tier(prepared, inputs)
    running = _start(inputs)
    apply_prices(running, prepared)
    apply_promotions(running, prepared.line)
    apply_promotions(running, prepared.order)
    apply_manual_discount(running, prepared)
    apply_levels(running, prepared)
    points = Points(member=inputs.member, proof_above=programme.points.proof_above)
    view = View(running.scene, running.nets)
    vouchers = apply_vouchers(running, prepared, view)
    rewards = apply_rewards(running, prepared, points, view)
    as_tender = treatment(programme, Instrument.POINTS, inputs.store) is Treatment.TENDER
    redemption = None if as_tender else redeem(running, prepared, points)
    charges = charge(running.scene, prepared, running.nets)
    total = sum(running.nets) + charges.service + sum(charges.on_top)
    bill = Bill(total=total, due=total)
    carry_vouchers(running, bill, vouchers)
    carry_rewards(running, bill, rewards, points)
    if redemption is None:
        redemption = carry_points(running, prepared, bill, points)
    redemption = replace(redemption, reward_points=points.spent - redemption.points)
    carry_split(running, prepared, bill)
    wallet = wallet_shares(running.nets, charges, bill.wallet)
    paid = [
        net + top - share
        for net, top, share in zip(running.nets, charges.on_top[:-1], wallet[:-1], strict=True)
    ]
    earned = earn(prepared, running.scene, paid, charges.rates)
    return _answer(running, prepared, charges, bill, redemption, wallet, earned, points)


def earn_again(prepared: Prepared, kept: QuoteInputs, paid: Sequence[int], whole: int) -> Earned:
    """What kept lines earn under a sale's frozen inputs. paid: by line, their frozen part of what was paid.

    whole: what was paid for all lines of the sale, kept or not.
    """
    scene = Scene(_with_known_tier(prepared, kept))
    return earn(prepared, scene, paid, line_rates(scene, prepared), whole)


def _with_known_tier(prepared: Prepared, inputs: QuoteInputs) -> QuoteInputs:
    """A member whose tier this revision no longer has is in the lowest."""
    if inputs.member is None or inputs.member.tier_id in prepared.tiers:
        return inputs
    lowest = prepared.programme.tiers[0].id
    return replace(inputs, member=replace(inputs.member, tier_id=lowest))


def _start(inputs: QuoteInputs) -> Running:
    return Running(
        scene=Scene(inputs),
        nets=[line.price for line in inputs.lines],
        parts=[[] for _ in inputs.lines],
    )


def wallet_shares(nets: Sequence[int], charges: Charges, wallet: int) -> tuple[int, ...]:
    """What cashback and points carry, by line, the service charge last."""
    whole = [net + top for net, top in zip((*nets, charges.service), charges.on_top, strict=True)]
    return spread(wallet, whole)


def cash_rounding(rules: CashRounding, due: int, tender: TenderKind | None) -> int:
    """What is added to, or taken from, the remainder that cash pays."""
    if tender is not TenderKind.CASH:
        return 0
    if rules.mode is RoundingMode.DOWN:
        return -(due % rules.step)
    return round_to_step(due, rules.step) - due


def _answer(
    running: Running,
    prepared: Prepared,
    charges: Charges,
    bill: Bill,
    redemption: Redemption,
    wallet: Sequence[int],
    earned: Earned,
    points: Points,
) -> Quote:
    scene = running.scene
    rounding = cash_rounding(prepared.programme.cash, bill.due, scene.inputs.tender)
    service = None
    if charges.service:
        service = ServiceTotal(
            amount=charges.service, tax=charges.tax[-1], tax_on_top=charges.on_top[-1], wallet=wallet[-1]
        )
    return Quote(
        lines=_lines(running, charges, wallet),
        price=sum(line.price for line in scene.lines),
        net=sum(running.nets),
        tax=sum(charges.tax),
        cash_rounding=rounding,
        payable=bill.due + rounding,
        redemption=redemption,
        earning=earned.earning,
        tier=_tier_progress(running, prepared.programme, earned.earning.points),
        effects=(*running.effects, *earned.effects),
        refusals=(*running.refusals, *earned.refusals),
        total=bill.total,
        taxes=charges.totals,
        service=service,
        carried=tuple(bill.carried),
        grants=(*running.grants, *earned.grants),
        stamps=earned.stamps,
        rewards=tuple(reward_offers(running, prepared, points)),
    )


def _lines(running: Running, charges: Charges, wallet: Sequence[int]) -> tuple[QuotedLine, ...]:
    return tuple(
        [
            QuotedLine(
                line=line,
                parts=tuple(running.parts[place]),
                net=running.nets[place],
                tax=charges.tax[place],
                tax_on_top=charges.on_top[place],
                wallet=wallet[place],
            )
            for place, line in enumerate(running.scene.lines)
        ]
    )


def _tier_progress(running: Running, programme: Programme, earned: int) -> TierProgress | None:
    """How far the sale brings a member; the metric of spend is what was net before points as money."""
    member = running.scene.member
    if member is None:
        return None
    counted = {
        TierMetric.SPEND: eligible_spend(running),
        TierMetric.POINTS: earned,
        TierMetric.VISITS: 1,
    }[programme.tier_rules.metric]
    after = member.tier_metric + counted
    present = next((tier for tier in programme.tiers if tier.id == member.tier_id), programme.tiers[0])
    above = next_tier(programme, present.id)
    return TierProgress(
        tier_id=present.id,
        metric_after=after,
        next_id=above.id if above else None,
        distance=max(0, above.threshold - after) if above else 0,
        counted=counted,
    )


def eligible_spend(running: Running) -> int:
    """Net of open goods before points as money."""
    places = [
        place
        for root, family in running.scene.families.items()
        if running.scene.lines[root].item.kind is ItemKind.GOODS
        for place in family
    ]
    redeemed = sum(
        part.amount for place in places for part in running.parts[place] if part.phase is Phase.REDEMPTION
    )
    return sum(running.nets[place] for place in places) + redeemed
