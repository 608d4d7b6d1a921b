"""What a till knows of a member, as rows: each number with a sentence that says what it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.calendar import local_time
from app.domain.changes import MarkKind
from app.domain.ledger import Lot, is_held
from app.domain.programme.document import next_tier, tier_by_id
from app.domain.programme.enrolment import FieldKind, ProfileField
from app.services.about_member import AboutMember
from app.services.joining_rules import is_answer
from app.services.member_view import MemberView
from app.words.earnings import tier_distance
from app.words.marks import mark_kind_name, mark_name
from app.words.money import day, points, rupiah
from app.words.programme.enrolment import choice_name, field_name
from app.words.translate import Words

_NEAR_DAYS = 7
"""A birthday is worth a word so many days before and after."""


class Topic(StrEnum):
    """What a section is about."""

    POINTS = "points"
    TIER = "tier"
    GIFTS = "gifts"
    CARDS = "cards"
    SALES = "sales"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A name, its figure, and what the figure is."""

    name: str
    figure: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Rows of one topic under a title."""

    topic: Topic
    title: str
    rows: tuple[Row, ...]


def about_sections(words: Words, about: AboutMember) -> tuple[Section, ...]:
    """Everything, the most asked first; what there is none of is left out."""
    made = (
        Section(topic=Topic.POINTS, title=words.gettext("Points"), rows=tuple(_points(words, about))),
        Section(topic=Topic.TIER, title=words.gettext("Membership"), rows=tuple(_tier(words, about))),
        Section(topic=Topic.GIFTS, title=words.gettext("Has"), rows=tuple(_gifts(words, about))),
        Section(
            topic=Topic.SALES, title=words.gettext("Bought at this till"), rows=tuple(_sales(words, about))
        ),
    )
    return tuple(section for section in made if section.rows)


def balance_sentence(words: Words, member: MemberView, about: AboutMember | None) -> str:
    """Why less can be spent than the balance shows; empty: it is the same."""
    balance = points(member.balance)
    if member.debt:
        return words.gettext(
            "Owes {debt} points: what is earned next pays them first", debt=points(member.debt)
        )
    if member.balance == member.usable:
        return ""
    if about is None or about.member.member_id != member.member_id:
        return words.gettext("Balance {balance}", balance=balance)
    if about.pending and not about.elsewhere:
        return words.gettext(
            "Balance {balance}: {count} can be spent later", balance=balance, count=points(about.pending)
        )
    if about.elsewhere and not about.pending:
        return words.gettext(
            "Balance {balance}: {count} only at other tills", balance=balance, count=points(about.elsewhere)
        )
    if about.elsewhere and about.pending:
        return words.gettext(
            "Balance {balance}: {later} later, {elsewhere} at other tills",
            balance=balance,
            later=points(about.pending),
            elsewhere=points(about.elsewhere),
        )
    return words.gettext("Balance {balance}", balance=balance)


def birthday_words(words: Words, about: AboutMember) -> str:
    """That the birthday is near; empty: it isn't, or nobody knows it."""
    days = about.from_birthday
    if days is None or abs(days) > _NEAR_DAYS:
        return ""
    match days:
        case 0:
            return words.gettext("Birthday today")
        case -1:
            return words.gettext("Birthday tomorrow")
        case 1:
            return words.gettext("Birthday yesterday")
        case _ if days < 0:
            return words.ngettext("Birthday in {count} day", "Birthday in {count} days", -days, count=-days)
        case _:
            return words.ngettext("Birthday {count} day ago", "Birthday {count} days ago", days, count=days)


def next_reward_words(words: Words, about: AboutMember) -> str:
    """How far the next reward is; empty: there is none, or points are owed."""
    reward, member = about.next_reward, about.member
    if reward is None or member.debt:
        return ""
    missing = reward.points - member.usable
    return words.ngettext(
        "{count} point to {reward}",
        "{count} points to {reward}",
        missing,
        count=points(missing),
        reward=reward.name,
    )


def _points(words: Words, about: AboutMember) -> Iterator[Row]:
    member, programme = about.member, about.programme
    worth = rupiah(programme.points.worth(member.usable))
    yield Row(
        name=words.gettext("Can be spent now"),
        figure=points(member.usable),
        sentence=words.gettext("Worth {amount} at this till.", amount=worth),
    )
    why = balance_sentence(words, member, about)
    if why:
        yield Row(name=words.gettext("Balance"), figure=points(member.balance), sentence=why)
    for lot in about.lots:
        yield _lot(words, about, lot)
    reward = next_reward_words(words, about)
    if reward and about.next_reward is not None:
        yield Row(name=words.gettext("Next reward"), figure=points(about.next_reward.points), sentence=reward)


def _lot(words: Words, about: AboutMember, lot: Lot) -> Row:
    zone = about.programme.zone
    earned = day(words, local_time(lot.earned_at, zone).date())
    name = (
        words.gettext("Never expires")
        if lot.expires_at is None
        else words.gettext("Until {day}", day=day(words, local_time(lot.expires_at, zone).date()))
    )
    if is_held(lot, about.at) and lot.held_until is not None:
        return Row(
            name=name,
            figure=points(lot.remaining),
            sentence=words.gettext(
                "Earned {earned}; can be spent after {day}.",
                earned=earned,
                day=day(words, local_time(lot.held_until, zone).date()),
            ),
        )
    return Row(
        name=name, figure=points(lot.remaining), sentence=words.gettext("Earned {earned}.", earned=earned)
    )


def _tier(words: Words, about: AboutMember) -> Iterator[Row]:
    member, programme = about.member, about.programme
    tier, above = tier_by_id(programme, member.tier_id), next_tier(programme, member.tier_id)
    sentence = words.gettext("The highest tier. What counts for it so far:")
    if above is not None:
        distance = max(0, above.threshold - member.tier_metric)
        sentence = words.gettext(
            "{amount} more to {tier}. What counts so far:",
            amount=tier_distance(words, programme, distance),
            tier=above.name,
        )
    counted = tier_distance(words, programme, member.tier_metric)
    yield Row(name=tier.name, figure=counted, sentence=sentence)
    yield Row(name=words.gettext("Member since"), figure=day(words, member.joined_on))
    if about.birthday:
        yield Row(
            name=words.gettext("Birthday"),
            figure=_born(words, about),
            sentence=birthday_words(words, about),
        )
    yield from _answers(words, about)
    yield from _marks(words, about)


def _born(words: Words, about: AboutMember) -> str:
    if about.birth_year is None or about.birthday == "02-29":  # some years have none
        return _month_day(words, about.birthday)
    return day(words, date(about.birth_year, int(about.birthday[:2]), int(about.birthday[3:])))


def _answers(words: Words, about: AboutMember) -> Iterator[Row]:
    """What he answered to those questions that the programme still has."""
    answers = dict(about.answers)
    for field in about.programme.profile_fields:
        if field.id in answers:
            yield Row(name=field_name(words, field), sentence=_answer(words, field, answers[field.id]))


def _marks(words: Words, about: AboutMember) -> Iterator[Row]:
    for kind in MarkKind:
        names = [mark_name(mark.mark) for mark in about.marks if mark.kind is kind]
        if names:
            yield Row(name=mark_kind_name(words, kind), sentence=", ".join(names))


def _answer(words: Words, field: ProfileField, answer: str) -> str:
    match field.kind:
        case FieldKind.CHOICE:
            known = (choice for choice in field.choices if choice.id == answer)
            return next((choice_name(words, choice) for choice in known), answer)
        case FieldKind.DATE if is_answer(field, answer):
            return day(words, date.fromisoformat(answer))
        case _:
            return answer


def _month_day(words: Words, birthday: str) -> str:
    """04-21 is `21 Apr`."""
    in_leap_year = date(2000, int(birthday[:2]), int(birthday[3:]))
    return day(words, in_leap_year).rsplit(" ", 1)[0]


def _gifts(words: Words, about: AboutMember) -> Iterator[Row]:
    programme, zone = about.programme, about.programme.zone
    if about.wallet:
        yield Row(
            name=words.gettext("Cashback wallet"),
            figure=rupiah(about.wallet),
            sentence=words.gettext("Pays a part of a bill at this till."),
        )
    kinds = {kind.id: kind.name for kind in programme.vouchers}
    for voucher in about.vouchers:
        until = (
            words.gettext("Never expires")
            if voucher.expires_at is None
            else words.gettext("Until {day}", day=day(words, local_time(voucher.expires_at, zone).date()))
        )
        yield Row(
            name=kinds.get(voucher.kind_id, voucher.kind_id), figure=f"× {voucher.uses_left}", sentence=until
        )
    plans = {plan.id: plan.name for plan in programme.plans}
    for plan in about.plans:
        yield Row(
            name=plans.get(plan.plan_id, plan.plan_id),
            sentence=words.gettext(
                "From {first} to {last}.", first=day(words, plan.starts), last=day(words, plan.ends)
            ),
        )
    for count in about.stamps:
        card = next(card for card in programme.stamp_cards if card.id == count.card_id)
        yield Row(
            name=card.name,
            figure=f"{count.stamps} / {card.size}",
            sentence=words.gettext("Stamps on the card, and how many fill it."),
        )


def _sales(words: Words, about: AboutMember) -> Iterator[Row]:
    for sale in about.sales:
        when = day(words, local_time(sale.at, about.programme.zone).date())
        earned = words.ngettext("+{count} point", "+{count} points", sale.earned, count=points(sale.earned))
        yield Row(name=when, figure=rupiah(sale.total), sentence=f"{sale.receipt_number} · {earned}")
