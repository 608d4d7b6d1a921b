"""The slow calculator's returns: what a state of a sale (what has come back so far) makes of money and points."""

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from app.domain.basket import ItemKind, Line, QuoteInputs, TenderKind
from app.domain.programme.document import Programme
from app.domain.quote import Quote
from tests.support.slow_calculator import paid_of, settle, together
from tests.support.slow_earning import earn
from tests.support.slow_grants import card_progress
from tests.support.slow_lines import Row, Sale, half_up, spread, start_of, whole_units
from tests.support.slow_settling import rounded_cash

State = Mapping[int, int]
"""Thousandths of each root line that have come back; none: nothing."""


def slow_return(
    programme: Programme, inputs: QuoteInputs, state: State, priced: QuoteInputs | None = None
) -> dict[str, Any]:
    """What has gone back in all in a state, and what the kept lines earn.

    priced: by what the sale was paid, when it got another member since, who only earns.
    """
    sale = settle(programme, priced or inputs)
    sale.inputs = inputs
    money, points = shared_out(sale, coming_back(sale, state))
    everything = all(state.get(row.root.number, 0) == row.root.quantity for row in sale.rows)
    kept, kept_points = kept_sale(sale, state)
    earned = earn(kept, kept_points) if not everything else None
    gifts = [] if everything else sale.grants
    return {
        "amount": coming_back(sale, state),
        "money": {method: amount for method, amount in money.items() if amount},
        "points back": points + points_of_units(sale, state) + points_of_things(sale, everything),
        "credited": 0 if earned is None or inputs.member is None else earned.points,
        "grants": together(gifts + (kept.grants if earned is not None else [])),
        "stamps": {card: given for card, _, given, _, _ in card_progress(earned)}
        if earned is not None and earned.stamps
        else {},
    }


def units_back(row: Row, state: State) -> tuple[int, int]:
    """(units of the family, how many of them are back); lines without units go whole."""
    units = whole_units(row.root)
    back = state.get(row.root.number, 0)
    if units == 0:
        return 1, 1 if back else 0
    return units, back // 1000


def back_of(whole: int, row: Row, state: State) -> int:
    """Of a line's part those of the units that are back, from the first on."""
    units, back = units_back(row, state)
    return sum(spread(whole, [1] * units)[:back])


def coming_back(sale: Sale, state: State) -> int:
    lines = sum(back_of(row.net, row, state) + back_of(row.tax_on_top, row, state) for row in sale.rows)
    goods = [row for row in sale.rows if row.line.item.kind is ItemKind.GOODS]
    net = sum(row.net for row in goods)
    back = sum(back_of(row.net, row, state) for row in goods)
    service = sale.service + sale.service_tax_on_top
    if all(units_back(row, state)[0] == units_back(row, state)[1] for row in goods):
        return lines + service
    return lines + (half_up(Fraction(service * back, net)) if net else 0)


def shared_out(sale: Sale, amount: int) -> tuple[dict[str, int], int]:
    """Money by method and points, over what carried the bill: first wallet, points, gift value, then backwards."""
    wallet = [part for part in sale.carried if part[0] == "cashback"]
    points = [part for part in sale.carried if not part[2] and not part[3]]
    gifts = [part for part in sale.carried if part[0] == "gift-value"]
    others = [part for part in sale.carried if part[0] in ("qris", "card")]
    money: dict[str, int] = {}
    points_back = 0
    for rule_id, carried, method, _, cost in [*wallet, *points, *gifts, *reversed(others)]:
        share = min(amount, carried)
        amount -= share
        if method:
            money[rule_id] = money.get(rule_id, 0) + share
        else:
            points_back += cost * share // carried
    last = min(amount, sale.payable - sale.cash_rounding)
    if sale.inputs.tender is not None:
        method = sale.inputs.tender.value
        paid = rounded_cash(sale, last) if sale.inputs.tender is TenderKind.CASH else last
        money[method] = money.get(method, 0) + paid
    return money, points_back


def points_of_units(sale: Sale, state: State) -> int:
    return sum(back_of(points, row, state) for row in sale.rows for _, _, _, points in row.parts)


def points_of_things(sale: Sale, everything: bool) -> int:
    """Points of rewards that gave a thing: all they cost, less what carried and what lies on lines."""
    on_lines = sum(
        points for row in sale.rows for rule_id, _, _, points in row.parts if rule_id in sale.rewards_taken
    )
    carried = sum(part[4] for part in sale.carried if part[0] in sale.rewards_taken)
    return sale.reward_points - on_lines - carried if everything else 0


def kept_sale(sale: Sale, state: State) -> tuple[Sale, dict[int, int]]:
    """The basket of what is kept, and the frozen part of what was paid for each line of it."""
    lines = {row.number: kept_line(row.line, state) for row in sale.rows}
    paid: dict[int, int] = {}
    rows = []
    for row in sale.rows:
        kept = lines[row.root.number]
        if kept is None:
            continue
        for_all = row.net + row.tax_on_top - row.wallet
        paid[row.number] = for_all - back_of(for_all, row, state)
        line = kept if row.line.parent is None else row.line
        rows.append(Row(line=line, root=kept, price=row.price, net=paid[row.number]))
    fresh = start_of(sale.programme, sale.inputs)
    fresh.rows = rows
    fresh.whole_paid = sum(paid_of(sale).values())
    return fresh, paid


def kept_line(line: Line, state: State) -> Line | None:
    quantity = line.quantity - state.get(line.number, 0)
    return replace(line, quantity=quantity) if quantity else None


def plain_credit(quote: Quote) -> dict[str, Any]:
    """What a quote of the engine gave, in the same form."""
    return {
        "grants": together(
            [(grant.rule_id, grant.kind.value, grant.what, grant.amount) for grant in quote.grants]
        ),
        "stamps": {card.card_id: card.given for card in quote.stamps},
    }
