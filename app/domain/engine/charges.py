"""Service charge and taxes, each rounded once."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.domain.basket import ItemKind
from app.domain.engine.prepared import Prepared
from app.domain.engine.scene import Scene
from app.domain.numbers import half_up, spread
from app.domain.programme.settling import Tax
from app.domain.quote import TaxTotal

_UNTAXED = (ItemKind.GIFT_VALUE, ItemKind.DONATION)


@dataclass(frozen=True, slots=True, kw_only=True)
class Charges:
    """service: rupiah. tax, on_top: by place, the service charge last. rates: percent of each line's tax."""

    service: int
    tax: list[int]
    on_top: list[int]
    totals: tuple[TaxTotal, ...]
    rates: list[Fraction]


def charge(scene: Scene, prepared: Prepared, nets: list[int]) -> Charges:
    """What comes on a basket's nets."""
    service = _service(scene, prepared, nets)
    whole = [*nets, service]
    owners = tax_ids(scene, prepared)
    tax, on_top = [0] * len(whole), [0] * len(whole)
    totals: list[TaxTotal] = []
    for tax_id in dict.fromkeys(one.id for one in prepared.programme.taxes):
        wanted = prepared.taxes[tax_id]
        rate = rate_on(wanted, scene.today)
        places = [place for place, owner in enumerate(owners) if owner == tax_id]
        base = sum(whole[place] for place in places)
        amount = half_up(base * rate / (100 + rate if wanted.inside else 100))
        if amount == 0:
            continue
        totals.append(TaxTotal(tax_id=tax_id, base=base, amount=amount, inside=wanted.inside))
        for place, part in zip(places, spread(amount, [whole[place] for place in places]), strict=True):
            tax[place] = part
            on_top[place] = 0 if wanted.inside else part
    return Charges(
        service=service, tax=tax, on_top=on_top, totals=tuple(totals), rates=line_rates(scene, prepared)
    )


def _service(scene: Scene, prepared: Prepared, nets: list[int]) -> int:
    rules = prepared.programme.service_charge
    if rules is None or (rules.channels and scene.inputs.channel not in rules.channels):
        return 0
    goods = sum(net for line, net in zip(scene.lines, nets, strict=True) if line.item.kind is ItemKind.GOODS)
    return half_up(goods * Fraction(rules.percent) / 100)


def tax_ids(scene: Scene, prepared: Prepared) -> list[str]:
    """Whose tax each line is, and last the service charge; empty: untaxed."""
    taxes, first = prepared.taxes, prepared.programme.taxes[0].id
    owners = [
        "" if line.item.kind in _UNTAXED else (line.item.tax if line.item.tax in taxes else first)
        for line in scene.lines
    ]
    service = prepared.programme.service_charge
    asked = None if service is None else service.tax
    return [*owners, asked if asked in taxes else first]


def line_rates(scene: Scene, prepared: Prepared) -> list[Fraction]:
    """The percentage of each line's tax; 0 for what is untaxed."""
    rates = {tax_id: rate_on(tax, scene.today) for tax_id, tax in prepared.taxes.items()}
    return [rates.get(owner, Fraction(0)) for owner in tax_ids(scene, prepared)[:-1]]


def rate_on(tax: Tax, today: date) -> Fraction:
    """A tax's percentage on a day: the newest whose date has come, or 0."""
    started = [rate for rate in tax.rates if rate.since is None or rate.since <= today]
    if not started:
        return Fraction(0)
    return Fraction(max(started, key=lambda rate: rate.since or date.min).percent)
