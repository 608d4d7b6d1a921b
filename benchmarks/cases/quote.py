"""A quote beside a rule engine: 20 lines, a member, 100 live promotions; 100 comparable compiled expressions.

The expressions only say whether a rule holds and a number it would give: nothing is spread, stacked, capped or
explained, and their engine is compiled code. They are asked over the same basket and member.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import zen

from app.domain.basket import QuoteInputs
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import prepare
from benchmarks.harness import Comparison, milliseconds
from benchmarks.promotions import inputs, programme, promotion

PROMOTIONS = 100
LINES = 20


def context(basket: QuoteInputs) -> dict[str, Any]:
    """The basket as the rule engine sees it."""
    member = basket.member
    return {
        "lines": [
            {
                "number": line.number,
                "sku": line.item.sku,
                "category": line.item.category,
                "tags": list(line.item.tags),
                "price": line.item.price,
                "quantity": line.quantity,
                "open": not line.item.no_promotion,
                "net": line.price,
            }
            for line in basket.lines
        ],
        "member": {
            "tier": member.tier_id if member else "",
            "visits": member.visits if member else 0,
            "segments": list(member.segments) if member else [],
            "birthday": member.days_from_birthday if member else 999,
        },
        "store": basket.store,
        "channel": basket.channel,
        "tender": "cash",
        "minute": 720,
        "day": 20261122,
    }


def expression(number: int) -> str:
    """What promotion `number` looks at and would give, in the rule engine's language."""
    lines = "filter(lines, #.open)"
    if number % 3:
        lines = f"filter(lines, #.open and #.category == 'category-{number % 10}')"
    net = f"sum(map({lines}, #.net))"
    holds = (
        f"{net} >= {10_000 + 1_000 * number}",
        "day >= 20261101 and day <= 20261130 and member.tier in ['silver', 'gold']",
        "store in ['jakarta', 'bandung'] or channel == 'app'",
        "minute >= 600 and minute < 1020 and not ('staff' in member.segments)",
        f"sum(map({lines}, #.quantity)) >= 2000 and member.birthday >= -3 and member.birthday <= 3",
        "(member.visits + 1) % 10 == 0",
        f"tender == 'qris' or {net} >= 50000",
    )[number % 7]
    return f"({holds}) ? {net} * {1 + number % 15} / 100 : 0"


@contextmanager
def compare(quick: bool) -> Iterator[Comparison]:
    """Both over the same basket, made ready beforehand."""
    prepared = prepare(programme(tuple(promotion(number) for number in range(PROMOTIONS))))
    basket = inputs(LINES)
    answer = quote(prepared, basket)
    assert len(answer.effects) >= PROMOTIONS // 4, "too few promotions apply to measure anything"
    expressions = [zen.compile_expression(expression(number)) for number in range(PROMOTIONS)]
    seen = context(basket)

    def by_rule_engine() -> list[Any]:
        return [one.evaluate(seen) for one in expressions]

    assert sum(1 for value in by_rule_engine() if value) >= PROMOTIONS // 4
    yield Comparison(
        name="quote",
        ours=milliseconds(lambda: quote(prepared, basket), times=5),
        peer=milliseconds(by_rule_engine, times=5),
        unit="ms",
        goal=3,
        rounds=10 if quick else 60,
    )
