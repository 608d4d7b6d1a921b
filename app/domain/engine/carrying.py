"""What carries the bill before the last tender: vouchers, rewards and points as tenders, then split parts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from app.domain.basket import PaymentMethod, TenderPart, is_other
from app.domain.engine.instruments import LaterReward, LaterVoucher, Points
from app.domain.engine.judge import NEEDS_MEMBER, Refused
from app.domain.engine.prepared import Prepared, ReadyReward, ReadyVoucher
from app.domain.engine.redeeming import decide
from app.domain.engine.running import UNLIMITED, Running, Take
from app.domain.quote import CASHBACK_RULE, POINTS_RULE, Carried, Phase, Redemption, RefusalReason

_ORDER = tuple(PaymentMethod[name] for name in ("GIFT_VALUE", "CASHBACK", "QRIS", "CARD", "CASH"))


@dataclass(slots=True)
class Bill:
    """What is still to pay, and what carries the rest. wallet: carried by cashback, points and rewards."""

    total: int
    due: int
    carried: list[Carried] = field(default_factory=list)
    wallet: int = 0

    def carry(self, part: Carried, *, wallet: bool = False) -> None:
        """Lets an instrument carry a part that is no more than what is due."""
        if part.amount or part.points:
            self.due -= part.amount
            self.wallet += part.amount if wallet else 0
            self.carried.append(part)


def carry_vouchers(running: Running, bill: Bill, vouchers: Sequence[LaterVoucher]) -> None:
    """Vouchers that count as a tender: their value on the nets as they are."""
    for voucher in vouchers:
        amount = _value(running, bill, voucher.ready)
        if isinstance(amount, int):
            bill.carry(Carried(rule_id=voucher.ready.kind.id, amount=amount, code=voucher.code))
        else:
            running.refuse(voucher.ready.kind.id, Phase.TENDER, amount)


def carry_rewards(running: Running, bill: Bill, rewards: Sequence[LaterReward], points: Points) -> None:
    """Rewards that count as a tender; one that carries nothing costs nothing."""
    for reward in rewards:
        cost, amount = reward.ready.reward.points, _value(running, bill, reward.ready)
        if isinstance(amount, int):
            part = Carried(rule_id=reward.ready.reward.id, amount=amount, points=cost)
            bill.carry(part, wallet=True)
        else:
            points.spent -= cost
            running.refuse(reward.ready.reward.id, Phase.TENDER, amount)


def _value(running: Running, bill: Bill, ready: ReadyVoucher | ReadyReward) -> int | Refused:
    """What a benefit would take off now, at most what is due. An exclusive promotion closes no line to a tender."""
    nothing = (RefusalReason.NOTHING_TO_TAKE, 0, ())
    if ready.taker is None:
        return nothing
    as_they_are = Running(scene=running.scene, nets=running.nets, parts=running.parts)
    taken = ready.taker(as_they_are, running.scene.places(ready.chooser), UNLIMITED, False)
    if not isinstance(taken, Take):
        return taken
    return min(taken.amount, bill.due) or nothing


def carry_points(running: Running, prepared: Prepared, bill: Bill, points: Points) -> Redemption:
    """Points that count as a tender."""
    rules = prepared.programme.points
    net = sum(running.nets[place] for place in running.scene.places(prepared.everything))
    redemption = decide(running, rules, points, net, bill.due // rules.value)
    if redemption.points:
        part = Carried(rule_id=POINTS_RULE, amount=redemption.amount, points=redemption.points)
        bill.carry(part, wallet=True)
    return redemption


def carry_split(running: Running, prepared: Prepared, bill: Bill) -> None:
    """Parts of the bill by gift value, cashback, QRIS, card, and what the shop named."""
    spent = 0
    for part in sorted(running.scene.inputs.split, key=lambda part: _place(part.method)):
        if part.method is PaymentMethod.CASHBACK:
            amount, refused = _cashback(running, prepared, bill, part, spent)
            spent += amount
        else:
            amount = min(part.amount, bill.due)
            refused = (RefusalReason.OVER_LIMIT, part.amount - amount, ())
        rule_id = CASHBACK_RULE if part.method is PaymentMethod.CASHBACK else part.method.value
        if amount < part.amount:
            running.refuse(rule_id, Phase.TENDER, refused)
        carried = Carried(rule_id=rule_id, amount=amount, method=part.method)
        bill.carry(carried, wallet=part.method is PaymentMethod.CASHBACK)


def _place(method: PaymentMethod) -> int:
    """What the shop itself named comes before cash."""
    return _ORDER.index(PaymentMethod.CASH if is_other(method) else method)


def _cashback(
    running: Running, prepared: Prepared, bill: Bill, part: TenderPart, spent: int
) -> tuple[int, Refused]:
    """What the wallet carries, and the refusal of the rest."""
    rules, member = prepared.programme.cashback, running.scene.member
    if rules is None:
        return 0, (RefusalReason.UNKNOWN, 0, ())
    if member is None:
        return 0, NEEDS_MEMBER
    share = bill.total * Fraction(rules.spend_percent) // 100
    amount = max(0, min(part.amount, bill.due, member.wallet - spent, share - spent))
    if amount < rules.spend_minimum:
        amount = 0
    return amount, (RefusalReason.OVER_LIMIT, part.amount - amount, ())
