"""Every effect and every refusal of a price, as names, sentences and amounts. No Qt."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.calendar import local_time
from app.domain.quote import Phase
from app.services.outcomes import QuotedBasket
from app.words.explain import (
    earner_name,
    earning_sentence,
    effect_sentence,
    refusal_sentence,
    rule_name,
    service_sentence,
    tax_sentence,
)
from app.words.money import points, rupiah
from app.words.translate import Words


class Holds(StrEnum):
    """What became of it. NOTHING: no rule moved the price."""

    APPLIED = "applied"
    NOTHING = "nothing"
    EARNED = "earned"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """sentence, amount: empty where there is nothing to say."""

    holds: Holds
    name: str
    sentence: str = ""
    amount: str = ""


def why_sections(words: Words, quoted: QuotedBasket) -> tuple[tuple[str, tuple[Reason, ...]], ...]:
    """Titles with their reasons; what was refused only where something was."""
    refused = tuple(_refused(words, quoted))
    return (
        (words.gettext("What applies"), tuple(_applied(words, quoted))),
        (words.gettext("Points"), tuple(_points(words, quoted))),
        *(((words.gettext("What does not apply, and why"), refused),) if refused else ()),
    )


def _applied(words: Words, quoted: QuotedBasket) -> Iterator[Reason]:
    """What moved the price, down or up."""
    programme, quote = quoted.programme, quoted.quote
    taken = [effect for effect in quote.effects if effect.phase is not Phase.EARNING]
    for effect in taken:
        yield Reason(
            holds=Holds.APPLIED,
            name=rule_name(words, programme, effect.rule_id),
            sentence=effect_sentence(words, programme, effect),
            amount=rupiah(-effect.amount),
        )
    if not taken:
        yield Reason(holds=Holds.NOTHING, name=words.gettext("Full price"))
    if quote.service is not None:
        name = service_sentence(words, programme)
        yield Reason(holds=Holds.APPLIED, name=name, amount=rupiah(quote.service.amount))
    day = local_time(quoted.inputs.opened_at, quoted.inputs.zone).date()
    for tax in quote.taxes:
        if not tax.inside:
            name = tax_sentence(words, programme, tax, day)
            yield Reason(holds=Holds.APPLIED, name=name, amount=rupiah(tax.amount))


def _points(words: Words, quoted: QuotedBasket) -> Iterator[Reason]:
    """How the points come about, with each rule that earns some."""
    programme, earning = quoted.programme, quoted.quote.earning
    yield Reason(
        holds=Holds.EARNED,
        name=words.gettext("Points of this sale")
        if quoted.basket.member
        else words.gettext("What a member would get"),
        sentence=earning_sentence(words, programme, earning),
        amount="+" + points(earning.points),
    )
    for effect in quoted.quote.effects:
        if effect.phase is Phase.EARNING:
            yield Reason(
                holds=Holds.EARNED,
                name=earner_name(words, programme, effect.rule_id),
                sentence=effect_sentence(words, programme, effect),
                amount="+" + points(effect.points),
            )


def _refused(words: Words, quoted: QuotedBasket) -> Iterator[Reason]:
    for refusal in quoted.quote.refusals:
        yield Reason(
            holds=Holds.REFUSED,
            name=rule_name(words, quoted.programme, refusal.rule_id),
            sentence=refusal_sentence(words, quoted.programme, refusal),
        )
