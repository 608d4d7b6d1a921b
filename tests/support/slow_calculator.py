"""A second engine, slow and simple: written from `docs/contributor/engine.md`, sharing only the models.

Exact fractions, one entry per unit, plain loops. It answers in the plainest form, and brings a `Quote` into the
same form, so that two answers can be laid side by side.
"""

from typing import Any

from app.domain.basket import QuoteInputs
from app.domain.programme.document import Programme
from app.domain.programme.promotions import Scope
from app.domain.programme.settling import Treatment
from app.domain.quote import Phase, Quote
from tests.support.slow_earning import earn, tier_progress
from tests.support.slow_gifts import Turn, redeem, rewards, vouchers
from tests.support.slow_grants import Earned, card_progress
from tests.support.slow_lines import Nets, Sale, start_of
from tests.support.slow_promotions import by_hand_and_level, promote, set_prices
from tests.support.slow_settling import carry, charge_service, charge_taxes

Answer = dict[str, Any]


def slow_quote(programme: Programme, inputs: QuoteInputs) -> Answer:
    """Every rupiah and point, with the rule that moved it, as plain values."""
    sale = settle(programme, inputs)
    return answer_of(sale, earn(sale, paid_of(sale)))


def settle(programme: Programme, inputs: QuoteInputs) -> Sale:
    """Phases 1 to 7."""
    sale = start_of(programme, inputs)
    set_prices(sale)
    promote(sale, Scope.LINE, Phase.LINE_PROMOTION)
    promote(sale, Scope.ORDER, Phase.ORDER_PROMOTION)
    by_hand_and_level(sale)
    turn = Turn(phase=Phase.VOUCHER, as_=Treatment.DISCOUNT, nets=sale.nets())
    vouchers(sale, turn)
    rewards(sale, turn)
    redeem(sale, Treatment.DISCOUNT)
    charge_service(sale)
    charge_taxes(sale)
    carry(sale)
    return sale


def paid_of(sale: Sale) -> Nets:
    return {row.number: row.net + row.tax_on_top - row.wallet for row in sale.rows}


def answer_of(sale: Sale, earned: Earned) -> Answer:
    by_number = {row.number: row for row in sale.rows}
    service = (sale.service, sale.service_tax, sale.service_tax_on_top, sale.service_wallet)
    limit, points, amount = sale.redeemed
    return {
        "lines": [
            (row.number, row.price, row.parts, row.net, row.tax, row.tax_on_top, row.wallet)
            for row in (by_number[line.number] for line in sale.inputs.lines)
        ],
        "price": sum(row.price for row in sale.rows),
        "net": sum(row.net for row in sale.rows),
        "tax": sum(tax[2] for tax in sale.taxes),
        "taxes": sale.taxes,
        "service": service if sale.service else None,
        "total": sale.total,
        "carried": sale.carried,
        "cash rounding": sale.cash_rounding,
        "payable": sale.payable,
        "redemption": (limit, points, amount, sale.reward_points),
        "points": earned.points,
        "points by rule": earned.by,
        "grants": together(sale.grants),
        "stamps": card_progress(earned) if earned.stamps else [],
        "tier": tier_progress(sale, earned.points),
        "refusals": sorted(sale.refusals),
    }


def together(grants: list[tuple[str, str, str, int]]) -> list[tuple[str, str, str, int]]:
    """Grants of one thing by one rule are one, in any order."""
    amounts: dict[tuple[str, str, str], int] = {}
    for rule_id, kind, what, amount in grants:
        amounts[rule_id, kind, what] = amounts.get((rule_id, kind, what), 0) + amount
    return sorted((*key, amount) for key, amount in amounts.items())


def plain_answer(quote: Quote) -> Answer:
    """A quote of the engine in the same form."""
    service, redemption, tier = quote.service, quote.redemption, quote.tier
    return {
        "lines": [
            (
                line.line.number,
                line.line.price,
                [(part.rule_id, part.phase.value, part.amount, part.points) for part in line.parts],
                line.net,
                line.tax,
                line.tax_on_top,
                line.wallet,
            )
            for line in quote.lines
        ],
        "price": quote.price,
        "net": quote.net,
        "tax": quote.tax,
        "taxes": [(tax.tax_id, tax.base, tax.amount, tax.inside) for tax in quote.taxes if tax.amount],
        "service": (service.amount, service.tax, service.tax_on_top, service.wallet)
        if service is not None and service.amount
        else None,
        "total": quote.total,
        "carried": [
            (
                part.rule_id,
                part.amount,
                "" if part.method is None else part.method.value,
                part.code,
                part.points,
            )
            for part in quote.carried
        ],
        "cash rounding": quote.cash_rounding,
        "payable": quote.payable,
        "redemption": (redemption.limit, redemption.points, redemption.amount, redemption.reward_points),
        "points": quote.earning.points,
        "points by rule": [(by.rule_id, by.points) for by in quote.earning.by if by.points],
        "grants": together(
            [(grant.rule_id, grant.kind.value, grant.what, grant.amount) for grant in quote.grants]
        ),
        "stamps": [
            (card.card_id, card.before, card.given, card.completed, card.after) for card in quote.stamps
        ],
        "tier": None
        if tier is None
        else (tier.tier_id, tier.metric_after, tier.next_id, tier.distance, tier.counted),
        "refusals": sorted(
            (refusal.rule_id, refusal.phase.value, refusal.reason.value) for refusal in quote.refusals
        ),
    }


def differences(engine: Answer, slow: Answer) -> str:
    """Where two answers differ, readably; empty: nowhere."""
    said = [
        f"{key}:\n  engine {engine[key]}\n  slow   {slow[key]}" for key in slow if engine[key] != slow[key]
    ]
    return "\n".join(said)
