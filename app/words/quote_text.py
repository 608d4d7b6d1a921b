"""A whole quote as text for people: every line, every sum, what applies, what is near, and why not."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from app.domain.basket import UNIT, QuoteInputs
from app.domain.calendar import local_time
from app.domain.programme.document import Programme, tier_by_id
from app.domain.quote import Part, Phase, Quote, QuotedLine, RefusalReason
from app.services.offers import Offer, Standing, Step
from app.services.sums import sums_of
from app.words.earnings import earning_sentence, grant_sentence, stamps_sentence, tier_distance, tier_sentence
from app.words.effects import effect_sentence
from app.words.money import day, points, quantity, rupiah
from app.words.names import earner_name, listed, method_name, rule_name
from app.words.page import pair, paragraph, rule
from app.words.refusals import refusal_sentence
from app.words.settling import carried_sentence, service_sentence, tax_sentence
from app.words.translate import Words


def quote_text(
    words: Words,
    programme: Programme,
    inputs: QuoteInputs,
    quote: Quote,
    offers: Iterable[Offer],
) -> Iterator[str]:
    """Line by line, at most 80 columns as far as names allow."""
    names = {quoted.line.item.sku: quoted.line.item.name for quoted in quote.lines}
    offered = tuple(offers)
    yield from _header(words, programme, inputs)
    for section in (
        _lines(words, programme, quote),
        _sums(words, programme, inputs, quote),
        _points(words, programme, inputs, quote),
        _applied(words, programme, quote),
        _near(words, programme, offered, names),
        _refused(words, programme, quote, offered, names),
    ):
        said = list(section)
        if said:
            yield ""
            yield from said


def _header(words: Words, programme: Programme, inputs: QuoteInputs) -> Iterator[str]:
    when = local_time(inputs.opened_at, inputs.zone)
    yield from pair(
        words.gettext("{programme}, revision {revision}", programme=programme.name, revision=inputs.revision),
        f"{day(words, when.date())} {when:%H.%M}",
    )
    places = listed(filter(None, (inputs.store, inputs.terminal, inputs.channel)))
    member = inputs.member
    if member is None:
        yield from pair(words.gettext("Guest"), places)
        return
    who = words.ngettext(
        "{tier} member, {count} point",
        "{tier} member, {count} points",
        member.balance,
        tier=tier_by_id(programme, member.tier_id).name,
        count=points(member.balance),
    )
    yield from pair(who, places)


def _lines(words: Words, programme: Programme, quote: Quote) -> Iterator[str]:
    for quoted in quote.lines:
        level = 0 if quoted.line.parent is None else 1
        yield from pair(_item(quoted), rupiah(quoted.line.price), level)
        for part in quoted.parts:
            if part.amount:
                yield from pair(_part(words, programme, part), rupiah(-part.amount), level + 1)
        if any(part.amount for part in quoted.parts):
            yield from pair("", rupiah(quoted.net), level)


def _item(quoted: QuotedLine) -> str:
    line = quoted.line
    if line.quantity == UNIT:
        return line.item.name
    return f"{line.item.name}  {quantity(line.quantity)} × {rupiah(line.item.price)}"


def _part(words: Words, programme: Programme, part: Part) -> str:
    name = rule_name(words, programme, part.rule_id)
    if not part.points:
        return name
    return words.ngettext(
        "{name}, {count} point", "{name}, {count} points", part.points, name=name, count=points(part.points)
    )


def _sums(words: Words, programme: Programme, inputs: QuoteInputs, quote: Quote) -> Iterator[str]:
    on = local_time(inputs.opened_at, inputs.zone).date()
    sums = sums_of(quote)
    yield rule()
    if sums.price != sums.total:
        yield from pair(words.gettext("Subtotal"), rupiah(sums.price))
    if sums.discounts:
        yield from pair(words.gettext("Discounts"), rupiah(-sums.discounts))
    if sums.redeemed:
        label = words.gettext("{points} points redeemed", points=points(quote.redemption.points))
        yield from pair(label, rupiah(-sums.redeemed))
    if quote.service is not None:
        yield from pair(service_sentence(words, programme), rupiah(quote.service.amount))
    yield from _taxes(words, programme, quote, on, inside=False)
    if sums.payable != sums.total:
        yield from pair(words.gettext("Total"), rupiah(sums.total))
    for carried in quote.carried:
        yield from pair(carried_sentence(words, programme, carried), rupiah(-carried.amount))
    if sums.rounding:
        yield from pair(words.gettext("Rounding"), rupiah(sums.rounding))
    label = words.gettext("TO PAY")
    if inputs.tender is not None:
        label = words.gettext("TO PAY, {method}", method=method_name(words, inputs.tender.value))
    yield from pair(label, rupiah(sums.payable))
    yield from _taxes(words, programme, quote, on, inside=True)


def _taxes(words: Words, programme: Programme, quote: Quote, on: date, *, inside: bool) -> Iterator[str]:
    for tax in quote.taxes:
        if tax.inside is inside and tax.amount:
            yield from pair(tax_sentence(words, programme, tax, on), rupiah(tax.amount))


def _points(words: Words, programme: Programme, inputs: QuoteInputs, quote: Quote) -> Iterator[str]:
    earning = quote.earning
    guest = inputs.member is None
    title = words.gettext("What a member would get") if guest else words.gettext("Points of this sale")
    yield from pair(title, "+" + points(earning.points))
    if earning.base:
        yield from paragraph(earning_sentence(words, programme, earning), 1)
    yield from _given(words, programme, quote)
    for progress in quote.stamps:
        yield from paragraph(stamps_sentence(words, programme, progress), 1)
    if quote.tier is not None and len(programme.tiers) > 1:
        counted = tier_distance(words, programme, quote.tier.counted)
        yield from pair(
            tier_sentence(words, programme, quote.tier), words.gettext("{amount} counts", amount=counted), 1
        )


def _given(words: Words, programme: Programme, quote: Quote) -> Iterator[str]:
    """Points by rule, then what is given besides."""
    effects = {effect.rule_id: effect for effect in quote.effects if effect.phase is Phase.EARNING}
    by = quote.earning.by if len(quote.earning.by) > 1 else ()
    for earned in by:
        if earned.points:
            yield from pair(earner_name(words, programme, earned.rule_id), "+" + points(earned.points), 1)
            if earned.rule_id in effects:
                yield from paragraph(effect_sentence(words, programme, effects[earned.rule_id]), 2)
    told = {earned.rule_id for earned in by}
    for effect in effects.values():
        if effect.rule_id not in told and effect.numerator:
            mine = [grant for grant in quote.grants if grant.rule_id == effect.rule_id]
            figure = listed(grant_sentence(words, programme, grant) for grant in mine)
            yield from pair(earner_name(words, programme, effect.rule_id), figure, 1)
            yield from paragraph(effect_sentence(words, programme, effect), 2)
    for grant in quote.grants:
        if grant.rule_id not in effects:
            name = rule_name(words, programme, grant.rule_id)
            yield from pair(name, grant_sentence(words, programme, grant), 1)


def _applied(words: Words, programme: Programme, quote: Quote) -> Iterator[str]:
    effects = [effect for effect in quote.effects if effect.phase is not Phase.EARNING]
    if effects:
        yield words.gettext("What applies")
    by_number = {quoted.line.number: quoted.line.item.name for quoted in quote.lines}
    for effect in effects:
        amount = rupiah(-effect.amount) if effect.amount else ""
        yield from pair(rule_name(words, programme, effect.rule_id), amount, 1)
        yield from paragraph(effect_sentence(words, programme, effect), 2)
        touched = listed(dict.fromkeys(by_number.get(number, "") for number in effect.lines))
        if touched and len(effect.lines) < len(quote.lines):
            yield from paragraph(words.gettext("On: {lines}", lines=touched), 2)


def _near(
    words: Words, programme: Programme, offers: tuple[Offer, ...], names: Mapping[str, str]
) -> Iterator[str]:
    """What one step would bring, and what is to go."""
    near = [offer for offer in offers if offer.standing in (Standing.AVAILABLE, Standing.TO_GO)]
    if near:
        yield words.gettext("Within reach")
    for offer in near:
        amount = rupiah(-offer.amount) if offer.amount else ""
        yield from pair(rule_name(words, programme, offer.rule_id), amount, 1)
        yield from paragraph(_step(words, programme, offer, names), 2)


def _step(words: Words, programme: Programme, offer: Offer, names: Mapping[str, str]) -> str:
    """What to do, or what is missing."""
    if offer.refusal is not None:
        return refusal_sentence(words, programme, offer.refusal, names)
    if offer.step is Step.REDEEM_POINTS:
        return words.ngettext(
            "Up to {count} point can be redeemed.",
            "Up to {count} points can be redeemed.",
            offer.points,
            count=points(offer.points),
        )
    return words.ngettext(
        "Can be taken for {count} point.",
        "Can be taken for {count} points.",
        offer.points,
        count=points(offer.points),
    )


def _refused(
    words: Words,
    programme: Programme,
    quote: Quote,
    offers: tuple[Offer, ...],
    names: Mapping[str, str],
) -> Iterator[str]:
    """Everything else that was tried. Rules that have nothing to look at here share one row."""
    near = {offer.rule_id for offer in offers if offer.standing in (Standing.AVAILABLE, Standing.TO_GO)}
    refusals = [refusal for refusal in quote.refusals if refusal.rule_id not in near]
    idle = [one.rule_id for one in refusals if one.reason is RefusalReason.NO_ELIGIBLE_LINE]
    if refusals:
        yield words.gettext("What does not apply, and why")
    for refusal in refusals:
        if refusal.reason is not RefusalReason.NO_ELIGIBLE_LINE:
            yield from pair(rule_name(words, programme, refusal.rule_id), "", 1)
            yield from paragraph(refusal_sentence(words, programme, refusal, names), 2)
    if idle:
        yield from paragraph(listed(rule_name(words, programme, rule_id) for rule_id in idle), 1)
        yield from paragraph(words.gettext("Nothing in this basket takes part."), 2)
