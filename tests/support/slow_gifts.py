"""The slow calculator's vouchers, rewards and points as money, as a discount or as a tender."""

from dataclasses import dataclass
from fractions import Fraction

from app.domain.basket import HeldVoucher, Proof
from app.domain.programme.benefits import (
    AmountOff,
    Attend,
    Donate,
    FreeProduct,
    GivePlan,
    GiveVoucher,
    PercentOff,
)
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward, VoucherKind
from app.domain.programme.lines import Lines
from app.domain.programme.settling import Instrument, Treatment
from app.domain.quote import Phase, RefusalReason
from tests.support.slow_benefits import Answer, Reach, Worth, worth_of
from tests.support.slow_conditions import Sight, first_refusal, out_of_window
from tests.support.slow_lines import Nets, Row, Sale, left_of, net_of, spread, taken_by

Why = RefusalReason
ALL_GOODS = Lines()
USUAL = {
    Instrument.POINTS: Treatment.DISCOUNT,
    Instrument.REWARDS: Treatment.DISCOUNT,
    Instrument.VOUCHERS: Treatment.DISCOUNT,
    Instrument.PARTNER_VOUCHERS: Treatment.TENDER,
}


def counts_as(sale: Sale, instrument: Instrument) -> Treatment:
    for rule in sale.programme.instruments:
        if rule.instrument is instrument and (not rule.stores or sale.inputs.store in rule.stores):
            return rule.counts_as
    return USUAL[instrument]


def voucher_counts_as(sale: Sale, kind: VoucherKind) -> Treatment:
    return counts_as(sale, Instrument.VOUCHERS if kind.funder is None else Instrument.PARTNER_VOUCHERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A phase in which gifts are worked out. nets: at its start."""

    phase: Phase
    as_: Treatment
    nets: Nets


def value_of(sale: Sale, gift: PercentOff | AmountOff | FreeProduct, lines: Lines, turn: Turn) -> Answer:
    """What a voucher or reward would take off the nets as they are."""
    ignoring_closed = turn.as_ is Treatment.TENDER
    wanted = gift.of if isinstance(gift, FreeProduct) else lines
    reachable = taken_by(wanted, sale.rows)
    worth_something = [row for row in reachable if row.net > 0]
    if reachable and not worth_something:
        return Why.NOTHING_TO_TAKE
    if reachable and not any(ignoring_closed or not row.closed for row in worth_something):
        return Why.CLOSED_LINES

    def reach(these: Lines) -> list[Row]:
        rows = taken_by(these, sale.rows)
        return [row for row in rows if row.net > 0 and (ignoring_closed or not row.closed)]

    return worth_of(gift, Reach(own=reach(lines), of=reach))


def vouchers(sale: Sale, turn: Turn) -> None:
    """Each voucher by (kind, code). What is refused is refused in phase 4, whatever it counts as."""
    kinds = {kind.id: kind for kind in sale.programme.vouchers}
    for voucher in sorted(sale.inputs.vouchers, key=lambda held: (held.kind_id, held.code)):
        kind = kinds.get(voucher.kind_id)
        if kind is None:
            sale.refuse(voucher.kind_id, turn.phase, Why.UNKNOWN)
            continue
        refused = voucher_refusal(sale, voucher, kind, turn)
        if refused is not None:
            sale.refuse(kind.id, turn.phase, refused)
            continue
        sale.codes_used.append(voucher.code)
        if voucher_counts_as(sale, kind) is Treatment.TENDER:
            sale.tenders.append((kind, voucher.code))
        else:
            give(sale, turn, kind.id, value_of(sale, kind.gives, kind.lines, turn))


def voucher_refusal(sale: Sale, voucher: HeldVoucher, kind: VoucherKind, turn: Turn) -> Why | None:
    if voucher.expires_at is not None and voucher.expires_at < sale.inputs.opened_at:
        return Why.EXPIRED
    if voucher.uses_left <= 0 or voucher.code in sale.codes_used:
        return Why.USED_UP
    if not taken_by(kind.lines, sale.rows):
        return Why.NO_ELIGIBLE_LINE
    return first_refusal(kind.conditions, Sight(sale=sale, nets=turn.nets, lines=kind.lines))


def give(sale: Sale, turn: Turn, rule_id: str, answer: Answer, code: str = "", points: int = 0) -> bool:
    """Takes it off the lines, or carries a part of the bill; whether it did something."""
    if not isinstance(answer, Worth):
        sale.refuse(rule_id, turn.phase, answer)
        return False
    if turn.as_ is Treatment.TENDER:
        amount = min(sum(answer.amounts.values()), left_to_pay(sale))
        if amount == 0:
            sale.refuse(rule_id, turn.phase, Why.NOTHING_TO_TAKE)
            return False
        sale.carried.append((rule_id, amount, "", code, points))
        return True
    numbers = sorted(answer.amounts)
    paid = dict(zip(numbers, spread(points, [answer.amounts[number] for number in numbers]), strict=True))
    for row in sale.rows:
        row.take(rule_id, turn.phase, answer.amounts.get(row.number, 0), paid.get(row.number, 0))
    return True


def left_to_pay(sale: Sale) -> int:
    return sale.total - sum(amount for _, amount, *_ in sale.carried)


def rewards(sale: Sale, turn: Turn) -> None:
    """Each reward by id, likewise."""
    known = {reward.id: reward for reward in sale.programme.rewards}
    for reward_id in sorted(sale.inputs.rewards):
        reward = known.get(reward_id)
        if reward is None:
            sale.refuse(reward_id, turn.phase, Why.UNKNOWN)
            continue
        refused = reward_refusal(sale, reward, turn)
        if refused is not None:
            sale.refuse(reward_id, turn.phase, refused)
            continue
        reserve(sale, reward)
        if is_discount(reward) and counts_as(sale, Instrument.REWARDS) is Treatment.TENDER:
            sale.tenders.append((reward, ""))
        else:
            hand_over(sale, reward, turn)


def is_discount(reward: Reward) -> bool:
    return isinstance(reward.gives, PercentOff | AmountOff | FreeProduct)


def tenders(sale: Sale, turn: Turn) -> None:
    """Phase 7: those that carry a part of the bill."""
    for gift, code in sale.tenders:
        if isinstance(gift, Reward):
            hand_over(sale, gift, turn)
        else:
            give(sale, turn, gift.id, value_of(sale, gift.gives, gift.lines, turn), code=code)


def hand_over(sale: Sale, reward: Reward, turn: Turn) -> None:
    if isinstance(reward.gives, PercentOff | AmountOff | FreeProduct):
        answer = value_of(sale, reward.gives, reward.lines, turn)
        if not give(sale, turn, reward.id, answer, points=reward.points):
            release(sale, reward)
    else:
        sale.grants.append(thing_of(reward, reward.gives))


def reserve(sale: Sale, reward: Reward) -> None:
    sale.rewards_taken.append(reward.id)
    sale.reward_points += reward.points


def release(sale: Sale, reward: Reward) -> None:
    """A reward that takes nothing costs nothing."""
    sale.rewards_taken.remove(reward.id)
    sale.reward_points -= reward.points


def thing_of(reward: Reward, gift: GiveVoucher | GivePlan | Donate | Attend) -> tuple[str, str, str, int]:
    if isinstance(gift, GiveVoucher):
        return reward.id, "voucher", gift.voucher, gift.count
    if isinstance(gift, GivePlan):
        return reward.id, "plan-months", gift.plan, gift.months
    if isinstance(gift, Donate):
        return reward.id, "donation", gift.donation, gift.amount
    return reward.id, "event-place", reward.id, 1


def reward_refusal(sale: Sale, reward: Reward, turn: Turn) -> Why | None:
    member = sale.inputs.member
    if member is None:
        return Why.NEEDS_MEMBER
    refused = out_of_window(sale.today, reward.starts, reward.ends)
    if refused is not None:
        return refused
    if reward.tiers and sale.tier_id not in reward.tiers:
        return Why.WRONG_TIER
    if is_discount(reward) and not taken_by(reward.lines, sale.rows):
        return Why.NO_ELIGIBLE_LINE
    refused = first_refusal(reward.conditions, Sight(sale=sale, nets=turn.nets, lines=reward.lines))
    return refused or unaffordable(sale, reward)


def unaffordable(sale: Sale, reward: Reward) -> Why | None:
    member = sale.inputs.member
    assert member is not None
    taken = sale.rewards_taken.count(reward.id)
    stock = reward.stock
    if isinstance(reward.gives, Attend):
        stock = reward.gives.capacity if stock is None else min(stock, reward.gives.capacity)
    for limit, most in (("stock", stock), ("per-member", reward.per_member)):
        if most is not None and left_of(sale, reward.id, limit) <= taken:
            return Why.NO_RIGHT
    if member.balance < 0 and reward.points:
        return Why.IN_DEBT
    spent = sale.reward_points + reward.points
    if spent > member.usable:
        return Why.TOO_FEW_POINTS
    above = sale.programme.points.proof_above
    if above is not None and member.proof is Proof.TOLD and spent > above:
        return Why.NEEDS_PROOF
    return None


def redeem(sale: Sale, as_: Treatment) -> None:
    """Points as money: the limit, what is spent, what it pays."""
    if counts_as(sale, Instrument.POINTS) is not as_:
        return
    value = sale.programme.points.value
    rows = taken_by(ALL_GOODS, sale.rows)
    limit = cut(sale.programme, limit_of(sale, rows, as_))
    points = cut(sale.programme, min(limit, sale.inputs.points_asked))
    sale.redeemed = (limit, points, points * value)
    refuse_points(sale, points)
    if as_ is Treatment.TENDER:
        if points:
            sale.carried.append(("points", points * value, "", "", points))
        return
    rooms = [row.net // value for row in rows]
    shares = spread(points, [row.net for row in rows])
    over = 0
    for place, room in enumerate(rooms):
        over += max(0, shares[place] - room)
        shares[place] = min(shares[place], room)
    for place, room in enumerate(rooms):
        more = min(over, room - shares[place])
        shares[place] += more
        over -= more
    for row, share in zip(rows, shares, strict=True):
        row.take("points", Phase.REDEMPTION, share * value, share)


def limit_of(sale: Sale, rows: list[Row], as_: Treatment) -> int:
    """The smallest of the bounds, before it is cut to the multiple."""
    member, rules = sale.inputs.member, sale.programme.points
    if member is None or member.balance < 0:
        return 0
    percent = net_of(rows) * Fraction(rules.redeem_percent) / 100 / rules.value
    bounds = [member.usable - sale.reward_points, percent.numerator // percent.denominator]
    if rules.redeem_per_day is not None:
        bounds.append(rules.redeem_per_day - member.redeemed_today)
    if rules.proof_above is not None and member.proof is Proof.TOLD:
        bounds.append(rules.proof_above - sale.reward_points)
    if as_ is Treatment.TENDER:
        bounds.append(left_to_pay(sale) // rules.value)
    else:
        bounds.append(sum(row.net // rules.value for row in rows))
    return max(0, min(bounds))


def cut(programme: Programme, points: int) -> int:
    """Down to the multiple; nothing below the minimum."""
    points -= points % programme.points.redeem_multiple
    return points if points >= programme.points.redeem_minimum else 0


def refuse_points(sale: Sale, points: int) -> None:
    member = sale.inputs.member
    if sale.inputs.points_asked <= points:
        return
    if member is None:
        sale.refuse("points", Phase.REDEMPTION, Why.NEEDS_MEMBER)
    elif member.balance < 0:
        sale.refuse("points", Phase.REDEMPTION, Why.IN_DEBT)
    else:
        sale.refuse("points", Phase.REDEMPTION, Why.OVER_LIMIT)
