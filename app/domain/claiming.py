"""A sale gets a member afterwards: a guest claims it, or a manager moves it from the wrong member to the right one.

Only earning changes. The earning phase runs again at the sale's own revision, with the member in its frozen inputs and
the frozen paid amounts of what is kept; price rules are not looked at. `Credited` is the sale as it stands from then
on: its inputs and quote take the place of the sale's own in `return_of` and `void_of`, which then claw back from the
new member whatever order things happen in.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.basket import MemberSnapshot, PaymentMethod, QuoteInputs, Right
from app.domain.engine.earning import Earned
from app.domain.engine.evaluate import earn_again
from app.domain.engine.prepared import Prepared
from app.domain.frozen_parts import State, paid_of
from app.domain.ledger import Asset, Lot, new_lot
from app.domain.limits import OF_MEMBER
from app.domain.programme.document import next_tier
from app.domain.quote import Grant, GrantKind, Phase, Quote, StampProgress, TierProgress
from app.domain.returns import NOTHING_YET, Returned, StampsBack, state_after
from app.domain.still_given import Credit, Given, credit_of


class ClaimRefusal(StrEnum):
    """Why a sale gets no other member.

    HAS_MEMBER, CLAIMED, TOO_OLD: of claims only. NO_MEMBER, SAME_MEMBER and what was spent or bought for the member,
    GIFT_USED included: of reassigning only.
    """

    HAS_MEMBER = "has-member"
    CLAIMED = "claimed"
    TOO_OLD = "too-old"
    NOT_YET = "not-yet"
    NOTHING_KEPT = "nothing-kept"
    NO_MEMBER = "no-member"
    SAME_MEMBER = "same-member"
    POINTS_SPENT = "points-spent"
    CASHBACK_SPENT = "cashback-spent"
    VOUCHER_SPENT = "voucher-spent"
    PLAN_BOUGHT = "plan-bought"
    GIFT_USED = "gift-used"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRefused:
    """days: since the window closed, for TOO_OLD."""

    reason: ClaimRefusal
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSale:
    """A sale as it stands: its own inputs and quote, or those of its last `Credited`.

    day: its business day. before: what has come back. claimed: whether a claim gave it its member.
    """

    inputs: QuoteInputs
    quote: Quote
    day: date
    before: Returned = NOTHING_YET
    claimed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Credited:
    """What a member gets for a sale, and what has to be kept of it.

    inputs, quote: of the sale from now on; whoever stores a claim stores `inputs.member` and `inputs.rights` (the
    quote can be worked out of them again: `with_member`), the lot of the points, and what was granted. points: to
    give now, for what is kept. grants: what else, less what the guest already got; below zero: what a guest gets and
    a member doesn't, to revoke if unspent. stamps: likewise by card. metric:
    counts towards the tier on `day`, the sale's own.
    """

    inputs: QuoteInputs
    quote: Quote
    points: int
    grants: tuple[Grant, ...]
    stamps: tuple[StampProgress, ...]
    metric: int
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenUp:
    """What the wrong member loses: points to claw back, gifts and stamps to revoke, metric to subtract on `day`."""

    member_id: bytes
    points: int
    revoked: tuple[Grant, ...]
    stamps: tuple[StampsBack, ...]
    metric: int
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Reassigned:
    """Both sides of a sale that was moved."""

    from_wrong: GivenUp
    to_right: Credited


def claim(
    prepared: Prepared,
    sale: StoredSale,
    member: MemberSnapshot,
    today: date,
    rights: Iterable[Right] = (),
) -> Credited | ClaimRefused:
    """Attaches a guest's sale to a member: once, within the days of the sale's own revision.

    member: as he is now, `earned_today` counted on the sale's day. today: the store's business day. rights: his own,
    for limits by member; the other limits keep what the sale had. Raises ValueError when `before` is no state of
    the sale.
    """
    refused = _claim_refused(prepared, sale, today)
    if refused is not None:
        return refused
    given = credit_of(prepared, state_after(sale.inputs, sale.quote, sale.before)).grants
    return _credited(prepared, sale, inputs_with_member(sale.inputs, member, rights), given)


def _claim_refused(prepared: Prepared, sale: StoredSale, today: date) -> ClaimRefused | None:
    passed = (today - sale.day).days
    late = passed - prepared.programme.claims.days
    if sale.claimed:
        return ClaimRefused(reason=ClaimRefusal.CLAIMED)
    if sale.inputs.member is not None:
        return ClaimRefused(reason=ClaimRefusal.HAS_MEMBER)
    if passed < 0:
        return ClaimRefused(reason=ClaimRefusal.NOT_YET)
    if late > 0:
        return ClaimRefused(reason=ClaimRefusal.TOO_OLD, days=late)
    return _nothing_kept(sale)


def _nothing_kept(sale: StoredSale) -> ClaimRefused | None:
    if state_after(sale.inputs, sale.quote, sale.before).everything:
        return ClaimRefused(reason=ClaimRefusal.NOTHING_KEPT)
    return None


def reassign(
    prepared: Prepared,
    sale: StoredSale,
    member: MemberSnapshot,
    today: date,
    rights: Iterable[Right] = (),
    *,
    gifts_used: int = 0,
) -> Reassigned | ClaimRefused:
    """Moves a sale from the wrong member to the right one, who earns by his own tier.

    What was spent stays with who spent it, so a sale that anything of the member's paid for isn't moved. gifts_used:
    vouchers that the sale gave and somebody has used. Who may do it is asked elsewhere.
    """
    wrong = sale.inputs.member
    if wrong is None:
        return ClaimRefused(reason=ClaimRefusal.NO_MEMBER)
    reason = _stays(sale, wrong, member, today, gifts_used)
    if reason is not None:
        return ClaimRefused(reason=reason)
    refused = _nothing_kept(sale)
    if refused is not None:
        return refused
    gave = credit_of(prepared, state_after(sale.inputs, sale.quote, sale.before))
    return Reassigned(
        from_wrong=_given_up(gave, wrong.member_id, sale.day),
        to_right=_credited(prepared, sale, inputs_with_member(sale.inputs, member, rights), Counter()),
    )


def _stays(
    sale: StoredSale, wrong: MemberSnapshot, right: MemberSnapshot, today: date, gifts_used: int
) -> ClaimRefusal | None:
    """Why a sale stays where it is."""
    quote = sale.quote
    reasons = (
        (wrong.member_id == right.member_id, ClaimRefusal.SAME_MEMBER),
        (today < sale.day, ClaimRefusal.NOT_YET),
        (quote.redemption.points + quote.redemption.reward_points > 0, ClaimRefusal.POINTS_SPENT),
        (
            any(part.method is PaymentMethod.CASHBACK for part in quote.carried),
            ClaimRefusal.CASHBACK_SPENT,
        ),
        (_took_vouchers(sale), ClaimRefusal.VOUCHER_SPENT),
        (any(grant.kind is GrantKind.PLAN_MONTHS for grant in quote.grants), ClaimRefusal.PLAN_BOUGHT),
        (gifts_used > 0, ClaimRefusal.GIFT_USED),
    )
    return next((reason for holds, reason in reasons if holds), None)


def _took_vouchers(sale: StoredSale) -> bool:
    """Whether a voucher or a reward took something off or carried a part; those for no points, too."""
    off = any(effect.phase is Phase.VOUCHER for effect in sale.quote.effects)
    return off or any(part.code or part.method is None for part in sale.quote.carried)


def _given_up(gave: Credit, member_id: bytes, day: date) -> GivenUp:
    return GivenUp(
        member_id=member_id,
        points=gave.points,
        revoked=_as_grants(gave.grants),
        stamps=tuple(
            StampsBack(card_id=card, stamps=count, completed=gave.completed[card])
            for card, count in gave.stamps.items()
        ),
        metric=gave.metric,
        day=day,
    )


def inputs_with_member(inputs: QuoteInputs, member: MemberSnapshot, rights: Iterable[Right]) -> QuoteInputs:
    """A sale's inputs with a member, whose rights replace those for limits by member."""
    own = tuple(right for right in rights if right.limit in OF_MEMBER)
    others = tuple(right for right in inputs.rights if right.limit not in OF_MEMBER)
    return replace(inputs, member=member, rights=(*others, *own))


def with_member(prepared: Prepared, inputs: QuoteInputs, quote: Quote) -> Quote:
    """A sale's quote with what a member who joined its inputs earns."""
    paid = [paid_of(quoted) for quoted in quote.lines]
    earned = earn_again(prepared, inputs, paid, sum(paid))
    kept = tuple(effect for effect in quote.effects if effect.phase is not Phase.EARNING)
    changed = replace(
        quote,
        earning=earned.earning,
        effects=(*kept, *earned.effects),
        grants=earned.grants,
        stamps=earned.stamps,
    )
    metric = credit_of(prepared, state_after(inputs, changed, NOTHING_YET)).metric
    return replace(changed, tier=_progress(prepared, inputs, metric))


def _progress(prepared: Prepared, inputs: QuoteInputs, counted: int) -> TierProgress | None:
    if inputs.member is None:
        return None
    after = inputs.member.tier_metric + counted
    present = prepared.tier(inputs.member.tier_id)
    above = next_tier(prepared.programme, present.id)
    return TierProgress(
        tier_id=present.id,
        metric_after=after,
        next_id=above.id if above else None,
        distance=max(0, above.threshold - after) if above else 0,
        counted=counted,
    )


def _credited(prepared: Prepared, sale: StoredSale, inputs: QuoteInputs, given: Given) -> Credited:
    """What the kept lines give now, less what is given already, and the sale from now on."""
    quote = with_member(prepared, inputs, sale.quote)
    state = state_after(inputs, quote, sale.before)
    gives = credit_of(prepared, state)
    more = gives.grants.copy()
    more.subtract(given)
    return Credited(
        inputs=inputs,
        quote=quote,
        points=gives.points,
        grants=_as_grants(more),
        stamps=quote.stamps if state.nothing else _earned_of_kept(prepared, state).stamps,
        metric=gives.metric,
        day=sale.day,
    )


def _earned_of_kept(prepared: Prepared, state: State) -> Earned:
    lines, paid = state.kept_lines()
    whole = sum(paid_of(quoted) for quoted in state.quote.lines)
    return earn_again(prepared, replace(state.inputs, lines=lines), paid, whole)


def _as_grants(amounts: Given) -> tuple[Grant, ...]:
    return tuple(
        Grant(rule_id=rule_id, kind=kind, what=what, amount=amount)
        for (rule_id, kind, what), amount in amounts.items()
        if amount
    )


def lot_of_credited(prepared: Prepared, credited: Credited, lot_id: bytes, at: int) -> Lot | None:
    """The lot that a claim or a move gives; None: no points. It is earned now: it may not lapse before it is known."""
    tier = credited.quote.tier
    if credited.points == 0:
        return None
    tier_id = None if tier is None else tier.tier_id
    return new_lot(prepared.programme, Asset.POINTS, lot_id, credited.points, at, tier_id)
