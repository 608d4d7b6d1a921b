"""Vouchers that were shown and rewards that are taken: which may count, and what they take off."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.basket import HeldVoucher, MemberSnapshot, Proof
from app.domain.engine.judge import NEEDS_MEMBER, Refused, outside
from app.domain.engine.prepared import Prepared, ReadyReward, ReadyVoucher
from app.domain.engine.running import UNLIMITED, Running, Take
from app.domain.engine.view import View
from app.domain.numbers import spread
from app.domain.programme.benefits import Attend, Donate, GivePlan, GiveVoucher
from app.domain.programme.document import treatment
from app.domain.programme.gifts import stock_of
from app.domain.programme.settling import Instrument, Treatment
from app.domain.quote import Effect, Grant, GrantKind, Phase, RefusalReason, RewardOffer

STOCK = "stock"
PER_MEMBER = "per-member"


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterVoucher:
    """A voucher that carries a part of the bill."""

    code: str
    ready: ReadyVoucher


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterReward:
    """A reward that carries a part of the bill, with the points that pay for it."""

    ready: ReadyReward


@dataclass(slots=True)
class Points:
    """Points that a member can still spend on this basket."""

    member: MemberSnapshot | None
    proof_above: int | None
    spent: int = 0

    @property
    def left(self) -> int:
        """Usable points less those spent here; none while in debt."""
        if self.member is None or self.member.balance < 0:
            return 0
        return max(0, self.member.usable - self.spent)

    @property
    def until_proof(self) -> int | None:
        """Points that may still be spent on a told number; None: any."""
        if self.member is None or self.proof_above is None or self.member.proof is not Proof.TOLD:
            return None
        return max(0, self.proof_above - self.spent)

    def refusal(self, points: int) -> Refused | None:
        """Why so many points can't be spent."""
        if self.member is None:
            return NEEDS_MEMBER
        if points == 0:
            return None
        if self.member.balance < 0:
            return RefusalReason.IN_DEBT, -self.member.balance, ()
        if points > self.left:
            return RefusalReason.TOO_FEW_POINTS, points - self.left, ()
        until = self.until_proof
        if until is not None and points > until:
            return RefusalReason.NEEDS_PROOF, 0, ()
        return None


def apply_vouchers(running: Running, prepared: Prepared, view: View) -> list[LaterVoucher]:
    """Takes what counts as a discount; returns what counts as a tender."""
    later: list[LaterVoucher] = []
    seen: set[str] = set()
    for held in sorted(running.scene.inputs.vouchers, key=lambda held: (held.kind_id, held.code)):
        ready = prepared.vouchers.get(held.kind_id)
        refused = _voucher_refused(running, ready, held, seen, view)
        if refused is not None or ready is None:
            running.refuse(held.kind_id, Phase.VOUCHER, refused or (RefusalReason.UNKNOWN, 0, (held.code,)))
            continue
        seen.add(held.code)
        instrument = Instrument.VOUCHERS if ready.kind.funder is None else Instrument.PARTNER_VOUCHERS
        if treatment(prepared.programme, instrument, running.scene.inputs.store) is Treatment.TENDER:
            later.append(LaterVoucher(code=held.code, ready=ready))
            continue
        take = ready.taker(running, running.scene.places(ready.chooser), UNLIMITED, False)
        if isinstance(take, Take):
            running.take(ready.kind.id, Phase.VOUCHER, take)
        else:
            running.refuse(ready.kind.id, Phase.VOUCHER, take)
    return later


def _voucher_refused(
    running: Running, ready: ReadyVoucher | None, held: HeldVoucher, seen: set[str], view: View
) -> Refused | None:
    if ready is None:
        return RefusalReason.UNKNOWN, 0, (held.code,)
    if held.expires_at is not None and held.expires_at < running.scene.inputs.opened_at:
        return RefusalReason.EXPIRED, 0, (held.code,)
    if held.uses_left <= 0 or held.code in seen:
        return RefusalReason.USED_UP, 0, (held.code,)
    if not running.scene.places(ready.chooser):
        return RefusalReason.NO_ELIGIBLE_LINE, 0, ()
    return ready.judge(view, ready.chooser)


def apply_rewards(running: Running, prepared: Prepared, points: Points, view: View) -> list[LaterReward]:
    """Takes rewards off the bill or grants them, for points; returns what counts as a tender."""
    later: list[LaterReward] = []
    taken: dict[str, int] = {}
    store = running.scene.inputs.store
    as_tender = treatment(prepared.programme, Instrument.REWARDS, store) is Treatment.TENDER
    for reward_id in sorted(running.scene.inputs.rewards):
        ready = prepared.rewards.get(reward_id)
        if ready is None:
            running.refuse(reward_id, Phase.VOUCHER, (RefusalReason.UNKNOWN, 0, ()))
            continue
        refused = reward_refused(running, ready, points, view, taken.get(reward_id, 0))
        if refused is None and ready.taker is not None and not as_tender:
            refused = _discount(running, ready)
        elif refused is None and ready.taker is not None:
            later.append(LaterReward(ready=ready))
        elif refused is None:
            _give(running, ready)
        if refused is not None:
            running.refuse(reward_id, Phase.VOUCHER, refused)
            continue
        points.spent += ready.reward.points
        taken[reward_id] = taken.get(reward_id, 0) + 1
    return later


def reward_refused(
    running: Running, ready: ReadyReward, points: Points, view: View, taken: int
) -> Refused | None:
    """Why a reward can't be had. taken: of this reward in this sale already."""
    reward, scene = ready.reward, running.scene
    if scene.member is None:
        return NEEDS_MEMBER
    late = outside(scene.today, reward.starts, reward.ends)
    if late is not None:
        return late
    if reward.tiers and scene.member.tier_id not in reward.tiers:
        return RefusalReason.WRONG_TIER, 0, reward.tiers
    if ready.taker is not None and not scene.places(ready.chooser):
        return RefusalReason.NO_ELIGIBLE_LINE, 0, ()
    refused = ready.judge(view, ready.chooser)
    if refused is not None:
        return refused
    for limit, most in ((STOCK, stock_of(reward)), (PER_MEMBER, reward.per_member)):
        if most is not None and scene.rights.get((reward.id, limit), 0) <= taken:
            return RefusalReason.NO_RIGHT, 0, (limit,)
    return points.refusal(reward.points)


def _discount(running: Running, ready: ReadyReward) -> Refused | None:
    """Takes a reward off the lines; its points are spread over what it took."""
    if ready.taker is None:
        return RefusalReason.NOTHING_TO_TAKE, 0, ()
    take = ready.taker(running, running.scene.places(ready.chooser), UNLIMITED, False)
    if not isinstance(take, Take):
        return take
    places = sorted(take.parts)
    shares = spread(ready.reward.points, [take.parts[place] for place in places])
    running.take(ready.reward.id, Phase.VOUCHER, take, dict(zip(places, shares, strict=True)))
    return None


def _give(running: Running, ready: ReadyReward) -> None:
    """Grants the thing that a reward gives."""
    reward = ready.reward
    running.effects.append(
        Effect(
            rule_id=reward.id,
            phase=Phase.VOUCHER,
            base=0,
            numerator=0,
            denominator=1,
            amount=0,
            points=reward.points,
        )
    )
    match reward.gives:
        case GiveVoucher(voucher=what, count=count):
            kind, amount = GrantKind.VOUCHER, count
        case GivePlan(plan=what, months=months):
            kind, amount = GrantKind.PLAN_MONTHS, months
        case Donate(donation=what, amount=rupiah):
            kind, amount = GrantKind.DONATION, rupiah
        case Attend():
            kind, amount, what = GrantKind.EVENT_PLACE, 1, reward.id
        case _:
            raise TypeError(f"{reward.gives!r} gives no thing")
    running.grants.append(Grant(rule_id=reward.id, kind=kind, what=what, amount=amount))


def reward_offers(running: Running, prepared: Prepared, points: Points) -> Iterator[RewardOffer]:
    """Rewards that this member could have today, the cheapest first, with the points that are missing."""
    scene = running.scene
    if scene.member is None:
        return
    asked = set(scene.inputs.rewards)
    for ready in sorted(prepared.rewards.values(), key=lambda ready: (ready.reward.points, ready.reward.id)):
        reward = ready.reward
        in_window = outside(scene.today, reward.starts, reward.ends) is None
        if reward.id in asked or not in_window or (reward.tiers and scene.member.tier_id not in reward.tiers):
            continue
        yield RewardOffer(
            reward_id=reward.id, points=reward.points, missing=max(0, reward.points - points.left)
        )
