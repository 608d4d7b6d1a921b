"""A whole programme in sentences, in the order in which people ask about it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from app.domain.programme.document import Programme
from app.domain.programme.enrolment import ProfileField
from app.domain.programme.gifts import Reward, StampCard, VoucherKind
from app.domain.programme.levels import Plan, Tier
from app.domain.programme.people import Action, Consent, Donation, Partner
from app.domain.programme.points import EarnRate
from app.domain.programme.promotions import Group, PriceList, Promotion
from app.domain.programme.settling import Tax
from app.words.names import NO_NAMES
from app.words.programme.enrolment import enrolment_sentences, field_name, field_sentences
from app.words.programme.gifts import card_sentences, reward_sentences, voucher_sentences
from app.words.programme.levels import plan_sentences, tier_rules_sentences, tier_sentences
from app.words.programme.people import (
    action_sentences,
    claim_sentences,
    consent_sentences,
    donation_sentences,
    partner_sentences,
    referral_sentences,
)
from app.words.programme.points import (
    cashback_sentences,
    earning_sentences,
    rate_sentences,
    redeeming_sentences,
    transfer_sentences,
)
from app.words.programme.promotions import group_sentence, price_list_sentences, promotion_sentences
from app.words.programme.settling import (
    cash_sentences,
    instrument_sentence,
    manual_sentences,
    return_sentences,
    service_sentences,
    tax_sentences,
)
from app.words.programme.terms import Terms
from app.words.translate import Words

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What is said of one rule. id, name: empty for what has none."""

    id: str
    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A subject with its paragraphs; at least one."""

    title: str
    paragraphs: tuple[Paragraph, ...]


def programme_sections(
    words: Words, programme: Programme, items: Mapping[str, str] = NO_NAMES
) -> tuple[Section, ...]:
    """Everything that the programme says, and nothing of what it doesn't. items: names of SKUs."""
    terms = Terms(words, programme, items)
    found = (*_points(terms), *_rules(terms), *_people(terms), *_settling(terms))
    return tuple(section for section in found if section.paragraphs)


def section_lines(sections: Iterable[Section]) -> Iterator[str]:
    """For a console: a title, then a line for each paragraph or sentence."""
    for place, section in enumerate(sections):
        if place:
            yield ""
        yield section.title
        for paragraph in section.paragraphs:
            if paragraph.name:
                yield f"  {paragraph.name} ({paragraph.id})"
            yield from (f"{'    ' if paragraph.name else '  '}{one}" for one in paragraph.sentences)


def rule_sentences(terms: Terms, rule: object) -> list[str]:
    """What is said of one rule with an id, whatever it is."""
    say: dict[type, Callable[[Terms, Any], list[str]]] = {
        Tier: tier_sentences,
        Plan: plan_sentences,
        EarnRate: rate_sentences,
        Promotion: promotion_sentences,
        Group: lambda terms, group: [group_sentence(terms, group)],
        PriceList: price_list_sentences,
        Reward: reward_sentences,
        VoucherKind: voucher_sentences,
        StampCard: card_sentences,
        Action: action_sentences,
        Partner: partner_sentences,
        Donation: donation_sentences,
        Consent: consent_sentences,
        ProfileField: field_sentences,
        Tax: tax_sentences,
    }
    return say[type(rule)](terms, rule)


def _points(terms: Terms) -> Iterator[Section]:
    words, programme = terms.words, terms.programme
    yield _plain(words.gettext("Earning points"), earning_sentences(terms, programme.points))
    yield _named(terms, words.gettext("Other rates"), programme.points.rates, rate_sentences)
    yield _plain(words.gettext("Redeeming points"), redeeming_sentences(terms, programme.points))
    if programme.cashback is not None:
        yield _plain(words.gettext("Cashback"), cashback_sentences(terms, programme.cashback))
    yield _plain(words.gettext("Giving points away"), transfer_sentences(terms, programme.transfers))
    tiers = _named(terms, words.gettext("Tiers"), programme.tiers, tier_sentences)
    rules = Paragraph("", "", tuple(tier_rules_sentences(terms, programme.tier_rules)))
    yield Section(tiers.title, (*tiers.paragraphs, rules) if len(programme.tiers) > 1 else tiers.paragraphs)
    yield _named(terms, words.gettext("Plans"), programme.plans, plan_sentences)


def _rules(terms: Terms) -> Iterator[Section]:
    words, programme = terms.words, terms.programme
    in_order = sorted(programme.promotions, key=lambda rule: (rule.priority, rule.id))
    yield _named(terms, words.gettext("Promotions"), in_order, promotion_sentences)
    yield _plain(words.gettext("Groups"), [group_sentence(terms, group) for group in programme.groups])
    yield _named(terms, words.gettext("Price lists"), programme.price_lists, price_list_sentences)
    yield _named(terms, words.gettext("Rewards"), programme.rewards, reward_sentences)
    yield _named(terms, words.gettext("Vouchers"), programme.vouchers, voucher_sentences)
    yield _named(terms, words.gettext("Stamp cards"), programme.stamp_cards, card_sentences)


def _people(terms: Terms) -> Iterator[Section]:
    words, programme = terms.words, terms.programme
    yield _named(terms, words.gettext("Outside a sale"), programme.actions, action_sentences)
    if programme.referral is not None:
        yield _plain(words.gettext("Bringing a member"), referral_sentences(terms, programme.referral))
    yield _named(terms, words.gettext("Partners"), programme.partners, partner_sentences)
    yield _named(terms, words.gettext("Donations"), programme.donations, donation_sentences)
    paragraphs = [
        Paragraph(consent.id, consent.id, tuple(consent_sentences(terms, consent)))
        for consent in programme.consents
    ]
    yield Section(words.gettext("Consents"), tuple(paragraphs))
    asked = [
        Paragraph(field.id, field_name(words, field), tuple(field_sentences(terms, field)))
        for field in programme.profile_fields
    ]
    plain = Paragraph("", "", tuple(enrolment_sentences(terms, programme.enrolment)))
    yield Section(words.gettext("Joining"), (*((plain,) if plain.sentences else ()), *asked))
    yield _plain(words.gettext("Claims"), claim_sentences(terms, programme.claims.days))


def _settling(terms: Terms) -> Iterator[Section]:
    words, programme = terms.words, terms.programme
    yield _named(terms, words.gettext("Taxes"), programme.taxes, tax_sentences)
    if programme.service_charge is not None:
        yield _plain(words.gettext("Service charge"), service_sentences(terms, programme.service_charge))
    yield _plain(words.gettext("Cash"), cash_sentences(terms, programme.cash))
    yield _plain(
        words.gettext("What counts as what"),
        [instrument_sentence(terms, rule) for rule in programme.instruments],
    )
    yield _plain(words.gettext("Discounts by hand"), manual_sentences(terms, programme.manual))
    yield _plain(words.gettext("Returns"), return_sentences(terms, programme.returns))
    yield _plain(words.gettext("Words that conditions may use"), list(_declared(terms)))


def _declared(terms: Terms) -> Iterator[str]:
    words, programme = terms.words, terms.programme
    told = (
        (programme.channels, words.gettext("Channels: {names}.", names=terms.all_of(programme.channels))),
        (programme.segments, words.gettext("Segments: {names}.", names=terms.all_of(programme.segments))),
        (programme.flags, words.gettext("Flags: {names}.", names=terms.all_of(programme.flags))),
        (programme.lists, words.gettext("Lists: {names}.", names=terms.all_of(programme.lists))),
    )
    yield from (sentence for names, sentence in told if names)
    yield words.gettext("Days end in the zone {zone}.", zone=programme.zone)


def _plain(title: str, sentences: list[str]) -> Section:
    return Section(title, (Paragraph("", "", tuple(sentences)),) if sentences else ())


def _named(terms: Terms, title: str, rules: Iterable[T], say: Callable[[Terms, T], list[str]]) -> Section:
    """One paragraph for each thing that has an id and a name."""
    return Section(
        title,
        tuple(
            Paragraph(getattr(rule, "id", ""), getattr(rule, "name", ""), tuple(say(terms, rule)))
            for rule in rules
        ),
    )
