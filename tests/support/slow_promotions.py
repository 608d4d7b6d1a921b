"""The slow calculator's phases 1 to 3: prices, line promotions, order promotions."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from app.domain.basket import ItemKind
from app.domain.programme.benefits import (
    AmountOff,
    BundlePrice,
    FixedPrice,
    OpenPriceList,
    PercentOff,
    PriceBenefit,
)
from app.domain.programme.lines import Lines
from app.domain.programme.promotions import GroupMode, PriceList, Promotion, Scope
from app.domain.quote import Phase, RefusalReason
from tests.support.slow_benefits import Answer, Reach, Worth, touched_lines, with_roots, worth_of
from tests.support.slow_conditions import Sight, first_refusal, out_of_window
from tests.support.slow_lines import Nets, Row, Sale, half_up, taken_by, takes, times_and_budget

Why = RefusalReason
ALL_GOODS = Lines()


def in_order(promotions: list[Promotion]) -> list[Promotion]:
    return sorted(promotions, key=lambda rule: (rule.priority, rule.id))


def judged(sale: Sale, rule: Promotion, nets: Nets) -> Why | None:
    """Why a promotion isn't looked at any further."""
    if rule.stopped:
        return Why.STOPPED
    if not taken_by(rule.lines, sale.rows):
        return Why.NO_ELIGIBLE_LINE
    refused = first_refusal(rule.conditions, Sight(sale=sale, nets=nets, lines=rule.lines))
    if refused is None and times_and_budget(sale, rule) is None:
        return Why.NO_RIGHT
    return refused


def set_prices(sale: Sale) -> None:
    """Phase 1: the lowest of the lists, then a manual price if it is lower still."""
    nets = sale.nets()
    opened: list[tuple[str, PriceList, Callable[[Row], bool]]] = [
        (open_list.id, open_list, lambda row: row.open)
        for open_list in lists_of_member(sale)
        if in_window(sale, open_list.id, open_list)
    ]
    lists = {listed.id: listed for listed in sale.programme.price_lists}
    rules = []
    for rule in in_order([rule for rule in sale.programme.promotions if opens_list(rule)]):
        refused = judged(sale, rule, nets)
        if refused is not None:
            sale.refuse(rule.id, Phase.PRICE, refused)
            continue
        assert isinstance(rule.benefit, OpenPriceList)
        if in_window(sale, rule.id, lists[rule.benefit.price_list]):
            rules.append(rule)
            opened.append((rule.id, lists[rule.benefit.price_list], taker(rule.lines)))
    winners = [lower_to_list(sale, row, opened) for row in sale.rows]
    for rule in rules:
        won = [row for row, winner in zip(sale.rows, winners, strict=True) if winner == rule.id]
        if not won:
            sale.refuse(rule.id, Phase.PRICE, Why.NOTHING_TO_TAKE)
        for row in won:
            row.closed = row.closed or rule.exclusive
    for row in sale.rows:
        if row.line.manual is not None:
            price_by_hand(sale, row, row.line.manual.price)


def price_by_hand(sale: Sale, row: Row, unit_price: int) -> None:
    lower = row.net - half_up(Fraction(unit_price * row.line.quantity, 1000))
    if not row.open:
        sale.refuse("manual", Phase.PRICE, Why.NO_ELIGIBLE_LINE)
    elif lower > 0:
        row.take("manual", Phase.PRICE, lower)
    else:
        sale.refuse("manual", Phase.PRICE, Why.NOTHING_TO_TAKE)


def in_window(sale: Sale, rule_id: str, listed: PriceList) -> bool:
    """Whether a list counts today; if not, who would have opened it is refused."""
    refused = out_of_window(sale.today, listed.starts, listed.ends)
    if refused is not None:
        sale.refuse(rule_id, Phase.PRICE, refused)
    return refused is None


def opens_list(rule: Promotion) -> bool:
    return isinstance(rule.benefit, OpenPriceList)


def taker(lines: Lines) -> Callable[[Row], bool]:
    return lambda row: takes(lines, row)


def lists_of_member(sale: Sale) -> list[PriceList]:
    lists = {listed.id: listed for listed in sale.programme.price_lists}
    wanted = [tier.price_list for tier in sale.programme.tiers if tier.id == sale.tier_id]
    wanted += [plan.price_list for plan in sale.programme.plans if plan.id in sale.plans_in_force]
    return [lists[list_id] for list_id in wanted if list_id is not None and list_id in lists]


def lower_to_list(
    sale: Sale, row: Row, opened: list[tuple[str, PriceList, Callable[[Row], bool]]]
) -> str | None:
    """Lowers a line to the lowest list price; the rule that did."""
    best: tuple[int, str] | None = None
    for rule_id, open_list, reaches in opened:
        if not row.open or not reaches(row):
            continue
        for listed in open_list.prices:
            price = half_up(Fraction(listed.price * row.line.quantity, 1000))
            if listed.sku == row.line.item.sku and (best is None or price < best[0]):
                best = (price, rule_id)
    if best is None or best[0] >= row.net:
        return None
    row.take(best[1], Phase.PRICE, row.net - best[0])
    return best[1]


def promote(sale: Sale, scope: Scope, phase: Phase) -> None:
    """Phase 2 or 3, without what follows the promotions."""
    nets = sale.nets()
    candidates = []
    for rule in in_order([rule for rule in sale.programme.promotions if rule.scope is scope]):
        if not isinstance(rule.benefit, PriceBenefit) or opens_list(rule):
            continue
        refused = judged(sale, rule, nets)
        if refused is not None:
            sale.refuse(rule.id, phase, refused)
        else:
            candidates.append(rule)
    modes = {group.id: group.mode for group in sale.programme.groups}
    done: set[str] = set()
    for rule in candidates:
        mode = modes.get(rule.group or "", GroupMode.STACK)
        if mode is GroupMode.STACK:
            apply(sale, rule, phase, offer(sale, rule))
        elif rule.group in done:
            if mode is GroupMode.FIRST:
                sale.refuse(rule.id, phase, Why.OUTRANKED)
        elif mode is GroupMode.FIRST:
            if apply(sale, rule, phase, offer(sale, rule)):
                done.add(str(rule.group))
        else:
            done.add(str(rule.group))
            best(sale, [other for other in candidates if other.group == rule.group], scope, phase)


def usable(sale: Sale, rule: Promotion, row: Row) -> bool:
    return not row.closed and not (rule.exclusive and row.taken)


def offer(sale: Sale, rule: Promotion, only: set[int] | None = None) -> Answer:
    """What a promotion would take off the running nets, of all its lines or of some."""
    reachable: list[Row] = []
    for lines in touched_lines(rule.benefit, rule.lines):
        rows = taken_by(lines, sale.rows)
        reachable += with_roots(rows, lines) if isinstance(rule.benefit, BundlePrice) else rows
    if isinstance(rule.benefit, FixedPrice):
        reachable = [row for row in reachable if row.line.parent is None]
    worth_something = [row for row in reachable if row.net > 0]
    if reachable and not worth_something:
        return Why.NOTHING_TO_TAKE
    if reachable and not any(usable(sale, rule, row) for row in worth_something):
        return Why.CLOSED_LINES
    limits = times_and_budget(sale, rule)
    assert limits is not None

    def reach(lines: Lines) -> list[Row]:
        rows = [row for row in taken_by(lines, sale.rows) if usable(sale, rule, row) and row.net > 0]
        return rows if only is None else [row for row in rows if row.number in only]

    return worth_of(rule.benefit, Reach(own=reach(rule.lines), of=reach, times=limits[0], budget=limits[1]))


def apply(sale: Sale, rule: Promotion, phase: Phase, answer: Answer) -> bool:
    """Takes it off and closes lines; whether something was taken."""
    if not isinstance(answer, Worth):
        sale.refuse(rule.id, phase, answer)
        return False
    for row in sale.rows:
        amount = answer.amounts.get(row.number, 0)
        row.take(rule.id, phase, amount)
        row.taken = row.taken or amount > 0
        row.closed = row.closed or (amount > 0 and rule.exclusive)
    return True


def best(sale: Sale, candidates: list[Promotion], scope: Scope, phase: Phase) -> None:
    """A group whose members compete on these nets."""
    offers = {rule.id: offer(sale, rule) for rule in candidates}
    if scope is Scope.ORDER:
        kept = best_on_order(offers)
    else:
        won = best_on_lines(offers)
        kept = {
            rule.id: on_lines_won(sale, rule, offers[rule.id], won.get(rule.id, set())) for rule in candidates
        }
    for rule in candidates:
        apply(sale, rule, phase, kept[rule.id])


def best_on_order(offers: dict[str, Answer]) -> dict[str, Answer]:
    worths = {
        rule_id: sum(worth.amounts.values()) for rule_id, worth in offers.items() if isinstance(worth, Worth)
    }
    ranked = sorted(worths, key=lambda rule_id: (-worths[rule_id], rule_id))
    return {rule_id: Why.OUTRANKED if rule_id in ranked[1:] else answer for rule_id, answer in offers.items()}


def best_on_lines(offers: dict[str, Answer]) -> dict[str, set[int]]:
    """Which lines each promotion wins."""
    won: dict[str, set[int]] = {}
    numbers = {n for answer in offers.values() if isinstance(answer, Worth) for n in answer.amounts}
    for number in numbers:
        amounts = {
            rule_id: answer.amounts.get(number, 0)
            for rule_id, answer in offers.items()
            if isinstance(answer, Worth)
        }
        winner = min(amounts, key=lambda rule_id: (-amounts[rule_id], rule_id))
        if amounts[winner]:
            won.setdefault(winner, set()).add(number)
    return won


def on_lines_won(sale: Sale, rule: Promotion, answer: Answer, won: set[int]) -> Answer:
    """A whole again on the lines that were won; a deal over units keeps its parts there."""
    if not isinstance(answer, Worth):
        return answer
    wanted = {number for number, amount in answer.amounts.items() if amount}
    if not won:
        return Why.OUTRANKED
    if won == wanted:
        return answer
    if isinstance(rule.benefit, PercentOff | AmountOff | FixedPrice):
        return offer(sale, rule, only=won)
    return replace(answer, amounts={number: answer.amounts[number] for number in won})


def by_hand_and_level(sale: Sale) -> None:
    """The rest of phase 3: the manual discount, the tier's percentage, each plan's."""
    manual = sale.inputs.manual
    if manual is not None and manual.amount:
        off(sale, "manual", Phase.MANUAL, AmountOff(amount=manual.amount), ALL_GOODS)
    elif manual is not None:
        percent = PercentOff(percent=Decimal(manual.basis_points) / 100)
        off(sale, "manual", Phase.MANUAL, percent, ALL_GOODS)
    for tier in sale.programme.tiers:
        if tier.id == sale.tier_id and tier.discount_percent:
            off(sale, tier.id, Phase.TIER, PercentOff(percent=tier.discount_percent), ALL_GOODS)
    for plan in sale.programme.plans:
        if plan.id in sale.plans_in_force and plan.discount_percent:
            off(sale, plan.id, Phase.TIER, PercentOff(percent=plan.discount_percent), plan.lines)
    free = [plan.id for plan in sale.programme.plans if plan.free_delivery and plan.id in sale.plans_in_force]
    if free:
        delivered_free(sale, min(free))


def delivered_free(sale: Sale, plan_id: str) -> None:
    """Each open fee of a delivery is taken off, whole."""
    fees = [row for row in sale.rows if row.open and row.root.item.kind is ItemKind.DELIVERY_FEE]
    reached = [row for row in fees if row.net > 0 and not row.closed]
    for row in reached:
        row.take(plan_id, Phase.TIER, row.net)
    if fees and not reached:
        closed = any(row.net for row in fees)
        sale.refuse(plan_id, Phase.TIER, Why.CLOSED_LINES if closed else Why.NOTHING_TO_TAKE)


def off(sale: Sale, rule_id: str, phase: Phase, benefit: Any, lines: Lines) -> None:
    """Takes something off by hand, for a tier or for a plan."""
    taken = taken_by(lines, sale.rows)

    def reach(wanted: Lines) -> list[Row]:
        return [row for row in taken_by(wanted, sale.rows) if not row.closed and row.net > 0]

    answer = worth_of(benefit, Reach(own=reach(lines), of=reach))
    if isinstance(answer, Worth):
        for row in sale.rows:
            row.take(rule_id, phase, answer.amounts.get(row.number, 0))
    elif taken or phase is Phase.MANUAL:
        closed = any(row.net for row in taken) and not reach(lines)
        sale.refuse(rule_id, phase, Why.CLOSED_LINES if closed else answer)
