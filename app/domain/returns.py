"""Returns and voids as pure functions of the frozen sale and what already came back of it.

All is worked out for a state: what has come back so far. A return is the difference of two states, so any order and
any split of returns end alike, and everything back is exactly what was paid, spent and earned.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.basket import UNIT, Line, PaymentMethod, QuoteInputs
from app.domain.calendar import local_time
from app.domain.engine.prepared import Prepared
from app.domain.frozen_parts import State, is_whole, units_of
from app.domain.quote import Grant, Quote
from app.domain.refunding import Refunds, refunds
from app.domain.still_given import Credit, Given, credit_of, is_gift
from app.domain.used_codes import used_codes


@dataclass(frozen=True, slots=True, kw_only=True)
class LineBack:
    """So much of a line (its number; thousandths) comes back. Its modifiers come with it."""

    number: int
    quantity: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What has come back of a sale in all: one entry for each line."""

    lines: tuple[LineBack, ...] = ()


NOTHING_YET = Returned()


class ReturnRefusal(StrEnum):
    """Why something can't come back."""

    NOTHING_WANTED = "nothing-wanted"
    NOTHING_LEFT = "nothing-left"
    UNKNOWN_LINE = "unknown-line"
    MODIFIER = "modifier"
    MORE_THAN_SOLD = "more-than-sold"
    PART_OF_WHOLE = "part-of-whole"
    PART_OF_UNIT = "part-of-unit"
    WINDOW_OVER = "window-over"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRefused:
    """line: its number, or 0. left: thousandths that can still come back. days: since the window closed."""

    reason: ReturnRefusal
    line: int = 0
    left: int = 0
    days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRefund:
    """What comes back of one line, modifiers too: thousandths, and rupiah of net, tax and tax on top."""

    number: int
    quantity: int
    net: int
    tax: int
    tax_on_top: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundPart:
    """Rupiah that go back by one method."""

    method: PaymentMethod
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StampsBack:
    """Stamps of a card that the kept lines no longer give, and full cards that they no longer make."""

    card_id: str
    stamps: int
    completed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Freed:
    """What a return frees of a rule's limits, if it has any: applications, and rupiah (points) of a budget."""

    rule_id: str
    times: int
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnQuote:
    """What one return gives back and takes back. Σ money = refund, in rupiah, with `cash_rounding` in it.

    amount: what the lines and the service charge come to; that part of it that points or vouchers had carried is no
    money. service: its part. points_back: redeemed points that go back to their lots. clawback: points that
    the sale earned too many; below zero: too few. revoked: what else it gave; amounts below zero: gives now.
    metric: to subtract from the tier's on the sale's own day. freed: of promotions' and rewards' limits. vouchers:
    codes that live again. after: all that has come back. everything: nothing of the sale is kept.
    """

    lines: tuple[LineRefund, ...]
    service: int
    amount: int
    money: tuple[RefundPart, ...]
    cash_rounding: int
    refund: int
    points_back: int
    clawback: int
    revoked: tuple[Grant, ...]
    stamps: tuple[StampsBack, ...]
    metric: int
    freed: tuple[Freed, ...]
    vouchers: tuple[str, ...]
    after: Returned
    everything: bool


def return_of(
    prepared: Prepared,
    inputs: QuoteInputs,
    quote: Quote,
    before: Returned,
    wanted: Iterable[LineBack],
    at: int | None = None,
) -> ReturnQuote | ReturnRefused:
    """Works out the return of some lines of a sale.

    prepared: at the sale's revision. quote: as the sale settled it. before: what came back already. at: the instant
    of the return, for the programme's window; None: whoever asks may return at any time. Raises ValueError when
    `before` is no state of this sale.
    """
    earlier = _counts(inputs.lines, before)
    refused = _window(prepared, inputs, at) or _nothing_left(inputs.lines, earlier)
    if refused is not None:
        return refused
    counts = _added(inputs.lines, earlier, wanted)
    if isinstance(counts, ReturnRefused):
        return counts
    return _difference(prepared, State(inputs, quote, earlier), State(inputs, quote, counts))


def void_of(
    prepared: Prepared, inputs: QuoteInputs, quote: Quote, before: Returned = NOTHING_YET
) -> ReturnQuote | ReturnRefused:
    """The return of everything that is still kept."""
    earlier = {back.number: back.quantity for back in before.lines}
    rest = [
        LineBack(number=line.number, quantity=line.quantity - earlier.get(line.number, 0))
        for line in inputs.lines
        if line.parent is None and line.quantity > earlier.get(line.number, 0)
    ]
    return return_of(prepared, inputs, quote, before, rest)


def state_after(inputs: QuoteInputs, quote: Quote, before: Returned) -> State:
    """A sale with what has come back of it. Raises ValueError when `before` is no state of this sale."""
    return State(inputs, quote, _counts(inputs.lines, before))


def _window(prepared: Prepared, inputs: QuoteInputs, at: int | None) -> ReturnRefused | None:
    days = prepared.programme.returns.days
    if days is None or at is None:
        return None
    passed = local_time(at, inputs.zone).date() - local_time(inputs.opened_at, inputs.zone).date()
    if passed.days <= days:
        return None
    return ReturnRefused(reason=ReturnRefusal.WINDOW_OVER, days=passed.days - days)


def _nothing_left(lines: Iterable[Line], counts: dict[int, int]) -> ReturnRefused | None:
    if all(counts.get(line.number, 0) == units_of(line) for line in lines if line.parent is None):
        return ReturnRefused(reason=ReturnRefusal.NOTHING_LEFT)
    return None


def _counts(lines: Iterable[Line], before: Returned) -> dict[int, int]:
    """Units that have come back, by root line."""
    counts = _added(lines, {}, before.lines) if before.lines else {}
    if isinstance(counts, ReturnRefused):
        raise ValueError(f"what came back before doesn't fit the sale: {counts}")
    return counts


def _added(
    lines: Iterable[Line], earlier: dict[int, int], wanted: Iterable[LineBack]
) -> dict[int, int] | ReturnRefused:
    """Units that will have come back, by root line."""
    by_number = {line.number: line for line in lines}
    counts = dict(earlier)
    asked = list(wanted)
    if not asked:
        return ReturnRefused(reason=ReturnRefusal.NOTHING_WANTED)
    for back in asked:
        line = by_number.get(back.number)
        if line is None:
            return ReturnRefused(reason=ReturnRefusal.UNKNOWN_LINE, line=back.number)
        added = _units_wanted(line, counts.get(line.number, 0), back.quantity)
        if isinstance(added, ReturnRefused):
            return added
        counts[line.number] = counts.get(line.number, 0) + added
    return counts


def _units_wanted(line: Line, earlier: int, quantity: int) -> int | ReturnRefused:
    """How many more units of a line come back."""
    left = line.quantity - earlier * (line.quantity if is_whole(line) else UNIT)
    reason: ReturnRefusal | None = None
    if line.parent is not None:
        reason, left = ReturnRefusal.MODIFIER, 0
    elif quantity <= 0:
        reason = ReturnRefusal.NOTHING_WANTED
    elif quantity > left:
        reason = ReturnRefusal.MORE_THAN_SOLD
    elif is_whole(line) and quantity != line.quantity:
        reason = ReturnRefusal.PART_OF_WHOLE
    elif not is_whole(line) and quantity % UNIT:
        reason = ReturnRefusal.PART_OF_UNIT
    if reason is not None:
        return ReturnRefused(reason=reason, line=line.number, left=left)
    return 1 if is_whole(line) else quantity // UNIT


def _difference(prepared: Prepared, before: State, after: State) -> ReturnQuote:
    """What has come back after, less what had before."""
    tender, rules = before.inputs.tender, prepared.programme.cash
    refunded = refunds(before.quote, tender, rules, before.money())
    refunds_after = refunds(after.quote, tender, rules, after.money())
    money = tuple(
        RefundPart(method=method, amount=amount - refunded.money[method])
        for method, amount in refunds_after.money.items()
        if amount != refunded.money[method]
    )
    gave, gives = credit_of(prepared, before), credit_of(prepared, after)
    everything = after.everything
    return ReturnQuote(
        lines=_line_refunds(before, after),
        service=after.service() - before.service(),
        amount=after.money() - before.money(),
        money=money,
        cash_rounding=refunds_after.rounding - refunded.rounding,
        refund=sum(part.amount for part in money),
        points_back=_points_back(prepared, after, refunds_after) - _points_back(prepared, before, refunded),
        clawback=gave.points - gives.points,
        revoked=_revoked(gave.grants, gives.grants),
        stamps=_stamps_back(gave, gives),
        metric=gave.metric - gives.metric,
        freed=_freed(gave, gives),
        vouchers=tuple(used.code for used in used_codes(prepared, after.inputs, after.quote))
        if everything
        else (),
        after=_returned(after),
        everything=everything,
    )


def _line_refunds(before: State, after: State) -> tuple[LineRefund, ...]:
    return tuple(
        LineRefund(
            number=quoted.line.number,
            quantity=now.of(quoted.line.quantity) - then.of(quoted.line.quantity),
            net=now.of(quoted.net) - then.of(quoted.net),
            tax=now.of(quoted.tax) - then.of(quoted.tax),
            tax_on_top=now.of(quoted.tax_on_top) - then.of(quoted.tax_on_top),
        )
        for (quoted, then), (_, now) in zip(before.lines(), after.lines(), strict=True)
        if now != then
    )


def _points_back(prepared: Prepared, state: State, refunded: Refunds) -> int:
    """Redeemed points that have come back: those of units, those that carried, and of gifts when all is back."""
    of_units = sum(back.of(part.points) for quoted, back in state.lines() for part in quoted.parts)
    gifts = sum(effect.points for effect in state.quote.effects if is_gift(prepared, effect))
    return of_units + refunded.points + (gifts if state.everything else 0)


def _revoked(gave: Given, gives: Given) -> tuple[Grant, ...]:
    return tuple(
        Grant(rule_id=key[0], kind=key[1], what=key[2], amount=gave[key] - gives[key])
        for key in dict.fromkeys((*gave, *gives))
        if gave[key] != gives[key]
    )


def _stamps_back(gave: Credit, gives: Credit) -> tuple[StampsBack, ...]:
    return tuple(
        StampsBack(
            card_id=card_id,
            stamps=gave.stamps[card_id] - gives.stamps[card_id],
            completed=gave.completed[card_id] - gives.completed[card_id],
        )
        for card_id in dict.fromkeys((*gave.stamps, *gives.stamps))
        if gave.stamps[card_id] != gives.stamps[card_id]
    )


def _freed(gave: Credit, gives: Credit) -> tuple[Freed, ...]:
    """A return frees only its own share of a limit."""
    freed = [
        Freed(
            rule_id=rule_id,
            times=gave.uses[rule_id] - gives.uses[rule_id],
            amount=gave.amounts[rule_id] - gives.amounts[rule_id],
        )
        for rule_id in dict.fromkeys((*gave.uses, *gave.amounts, *gives.uses, *gives.amounts))
    ]
    return tuple(one for one in freed if one.times or one.amount)


def _returned(state: State) -> Returned:
    """Everything that has come back, by line."""
    return Returned(
        lines=tuple(
            LineBack(number=quoted.line.number, quantity=back.of(quoted.line.quantity))
            for quoted, back in state.lines()
            if quoted.line.parent is None and back.count
        )
    )
