"""The slow calculator's service charge, taxes, and what carries the bill."""

from fractions import Fraction

from app.domain.basket import ItemKind, PaymentMethod, TenderKind
from app.domain.programme.settling import RoundingMode, Tax, Treatment
from app.domain.quote import Phase, RefusalReason
from tests.support.slow_gifts import Turn, left_to_pay, redeem, tenders
from tests.support.slow_lines import Row, Sale, half_up, net_of, spread

UNTAXED = (ItemKind.GIFT_VALUE, ItemKind.DONATION)
SPLIT_ORDER = (PaymentMethod.GIFT_VALUE, PaymentMethod.CASHBACK, PaymentMethod.QRIS, PaymentMethod.CARD)


def charge_service(sale: Sale) -> None:
    charge = sale.programme.service_charge
    if charge is None or (charge.channels and sale.inputs.channel not in charge.channels):
        return
    goods = net_of(row for row in sale.rows if row.line.item.kind is ItemKind.GOODS)
    sale.service = half_up(goods * Fraction(charge.percent) / 100)


def charge_taxes(sale: Sale) -> None:
    """Each tax in turn, rounded once, over its lines and the service charge last."""
    for tax in sale.programme.taxes:
        rows = [row for row in sale.rows if tax_of(sale, row) is tax]
        service = sale.service if tax_of_service(sale) is tax else 0
        rate = rate_of(sale, tax)
        base = net_of(rows) + service
        amount = half_up(base * rate / (100 + rate if tax.inside else 100))
        shares = spread(amount, [*(row.net for row in rows), service])
        for row, share in zip(rows, shares[:-1], strict=True):
            row.tax = share
            row.tax_on_top = 0 if tax.inside else share
        if service:
            sale.service_tax = shares[-1]
            sale.service_tax_on_top = 0 if tax.inside else shares[-1]
        if amount:
            sale.taxes.append((tax.id, base, amount, tax.inside))
    on_top = sum(row.tax_on_top for row in sale.rows) + sale.service_tax_on_top
    sale.total = net_of(sale.rows) + sale.service + on_top


def tax_of(sale: Sale, row: Row) -> Tax | None:
    """Items name their tax; otherwise, or when this revision doesn't know it, it is the first."""
    if row.line.item.kind in UNTAXED:
        return None
    taxes = {tax.id: tax for tax in sale.programme.taxes}
    return taxes.get(row.line.item.tax, sale.programme.taxes[0])


def tax_of_service(sale: Sale) -> Tax | None:
    charge = sale.programme.service_charge
    if charge is None:
        return None
    taxes = {tax.id: tax for tax in sale.programme.taxes}
    return taxes.get(charge.tax or "", sale.programme.taxes[0])


def rate_of(sale: Sale, tax: Tax | None) -> Fraction:
    """The newest whose date has come."""
    if tax is None:
        return Fraction(0)
    come = [rate for rate in tax.rates if rate.since is None or rate.since <= sale.today]
    if not come:
        return Fraction(0)
    newest = max(come, key=lambda rate: (rate.since is not None, rate.since or sale.today))
    return Fraction(newest.percent)


def carry(sale: Sale) -> None:
    """Phase 7: gifts and points that pay, the split, the cash rounding."""
    turn = Turn(phase=Phase.TENDER, as_=Treatment.TENDER, nets={})
    tenders(sale, turn)
    redeem(sale, Treatment.TENDER)
    for method in SPLIT_ORDER:
        for part in sale.inputs.split:
            if part.method is method:
                carry_part(sale, method, part.amount)
    share_wallet(sale)
    left = left_to_pay(sale)
    sale.cash_rounding = rounded_cash(sale, left) - left
    sale.payable = left + sale.cash_rounding


def carry_part(sale: Sale, method: PaymentMethod, asked: int) -> None:
    amount = min(asked, left_to_pay(sale))
    if method is PaymentMethod.CASHBACK:
        amount = min(amount, wallet_limit(sale))
        rules = sale.programme.cashback
        if rules is not None and amount < rules.spend_minimum:
            amount = 0
    if amount:
        sale.carried.append((method.value, amount, method.value, "", 0))
    if method is PaymentMethod.CASHBACK and sale.inputs.member is None:
        sale.refuse(method.value, Phase.TENDER, RefusalReason.NEEDS_MEMBER)
    elif amount < asked:
        sale.refuse(method.value, Phase.TENDER, RefusalReason.OVER_LIMIT)


def wallet_limit(sale: Sale) -> int:
    member, rules = sale.inputs.member, sale.programme.cashback
    if member is None or rules is None:
        return 0
    share = sale.total * Fraction(rules.spend_percent) / 100
    spent = sum(amount for rule_id, amount, *_ in sale.carried if rule_id == "cashback")
    return min(member.wallet, share.numerator // share.denominator) - spent


def share_wallet(sale: Sale) -> None:
    """Cashback, points and rewards that carry, over the lines and the service charge last."""
    rewarded = {reward.id for reward in sale.programme.rewards} & set(sale.rewards_taken)
    from_wallet = sum(
        amount
        for rule_id, amount, _, code, _ in sale.carried
        if not code and (rule_id in ("cashback", "points") or rule_id in rewarded)
    )
    weights = [row.net + row.tax_on_top for row in sale.rows]
    shares = spread(from_wallet, [*weights, sale.service + sale.service_tax_on_top])
    for row, share in zip(sale.rows, shares[:-1], strict=True):
        row.wallet = share
    sale.service_wallet = shares[-1]


def rounded_cash(sale: Sale, left: int) -> int:
    if sale.inputs.tender is not TenderKind.CASH:
        return left
    steps = Fraction(left, sale.programme.cash.step)
    if sale.programme.cash.mode is RoundingMode.DOWN:
        return steps.numerator // steps.denominator * sale.programme.cash.step
    return half_up(steps) * sale.programme.cash.step
