"""What a return gives back and takes back, as text for people."""

from collections.abc import Iterator
from dataclasses import replace

from app.domain.basket import QuoteInputs
from app.domain.programme.document import Programme
from app.domain.returns import ReturnQuote, ReturnRefusal, ReturnRefused
from app.words.earnings import grant_sentence, tier_distance
from app.words.money import points, quantity, rupiah
from app.words.names import listed, method_name, rule_name
from app.words.page import pair, paragraph
from app.words.translate import Words


def return_text(
    words: Words, programme: Programme, inputs: QuoteInputs, answer: ReturnQuote | ReturnRefused
) -> Iterator[str]:
    """Line by line; indented below the return's own heading."""
    if isinstance(answer, ReturnRefused):
        yield from paragraph(return_refused_sentence(words, answer), 1)
        return
    yield from _money(words, programme, inputs, answer)
    yield from _points(words, answer)
    yield from _taken_back(words, programme, answer)


def return_refused_sentence(words: Words, refused: ReturnRefused) -> str:
    """Why something can't come back."""
    said = _refused(words)[refused.reason]
    match refused.reason:
        case ReturnRefusal.MORE_THAN_SOLD:
            said = words.gettext(
                "Only {quantity} of it can still come back.", quantity=quantity(refused.left)
            )
        case ReturnRefusal.WINDOW_OVER:
            said = words.ngettext(
                "The time for returns ended {count} day ago.",
                "The time for returns ended {count} days ago.",
                refused.days,
                count=points(refused.days),
            )
    return words.gettext("Line {number}: {fault}", number=refused.line, fault=said) if refused.line else said


def _refused(words: Words) -> dict[ReturnRefusal, str]:
    return {
        ReturnRefusal.NOTHING_WANTED: words.gettext("Nothing is to come back."),
        ReturnRefusal.NOTHING_LEFT: words.gettext("Everything has come back already."),
        ReturnRefusal.UNKNOWN_LINE: words.gettext("The sale has no such line."),
        ReturnRefusal.MODIFIER: words.gettext("It comes back with the line that it belongs to."),
        ReturnRefusal.MORE_THAN_SOLD: words.gettext("So much was not sold."),
        ReturnRefusal.PART_OF_WHOLE: words.gettext("It was weighed and only comes back whole."),
        ReturnRefusal.PART_OF_UNIT: words.gettext("Only whole pieces come back."),
        ReturnRefusal.WINDOW_OVER: words.gettext("The time for returns is over."),
    }


def _money(words: Words, programme: Programme, inputs: QuoteInputs, answer: ReturnQuote) -> Iterator[str]:
    items = {line.number: line.item.name for line in inputs.lines}
    for back in answer.lines:
        label = f"{items.get(back.number, '')}  {quantity(back.quantity)}"
        yield from pair(label, rupiah(back.net + back.tax_on_top), 1)
    if answer.service:
        charge = programme.service_charge
        name = words.gettext("Service charge") if charge is None else charge.name
        yield from pair(name, rupiah(answer.service), 1)
    if len(answer.money) > 1:
        for part in answer.money:
            label = words.gettext("Back by {method}", method=method_name(words, part.method.value))
            yield from pair(label, rupiah(part.amount), 1)
    methods = listed(method_name(words, part.method.value) for part in answer.money)
    label = words.gettext("MONEY BACK")
    if len(answer.money) == 1:
        label = words.gettext("MONEY BACK, {method}", method=methods)
    yield from pair(label, rupiah(answer.refund), 1)


def _points(words: Words, answer: ReturnQuote) -> Iterator[str]:
    if answer.points_back:
        yield from pair(words.gettext("Redeemed points come back"), "+" + points(answer.points_back), 1)
    if answer.clawback > 0:
        yield from pair(words.gettext("Earned points are taken back"), points(-answer.clawback), 1)
    if answer.clawback < 0:
        yield from pair(words.gettext("The rest earns more"), "+" + points(-answer.clawback), 1)


def _taken_back(words: Words, programme: Programme, answer: ReturnQuote) -> Iterator[str]:
    for grant in answer.revoked:
        amount = grant_sentence(words, programme, replace(grant, amount=abs(grant.amount)))
        label = words.gettext("Taken back: {what}", what=amount)
        if grant.amount < 0:
            label = words.gettext("Given instead: {what}", what=amount)
        yield from paragraph(label, 1)
    for stamps in answer.stamps:
        name = rule_name(words, programme, stamps.card_id)
        yield from pair(words.gettext("Stamps on {card}", card=name), points(-stamps.stamps), 1)
    if answer.metric and len(programme.tiers) > 1:
        label = words.gettext("Counts no longer towards the level")
        yield from pair(label, tier_distance(words, programme, answer.metric), 1)
    for code in answer.vouchers:
        yield from paragraph(words.gettext("The voucher {code} can be used again.", code=code), 1)
