"""What awards outside a sale give one member: an action, a referral, a tier that was reached."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from app.domain.basket import Entitlement
from app.domain.changes import Change, PlanOpened, RuleUsed
from app.domain.granting import Accounts, Occasion, award_grants, granted
from app.domain.holding import Booking, by_book
from app.domain.programme.benefits import Award
from app.domain.programme.document import Programme
from app.domain.quote import Grant, StampProgress
from app.domain.tiers import reached
from app.services.member_benefits import accounts_of
from app.services.ports import Chance
from app.services.sale_gifts import Gifts, bookings_of, changes_of
from app.services.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Awards:
    """grants, stamps: what is given, in the programme's words; bookings, changes: what that does."""

    grants: tuple[Grant, ...]
    stamps: tuple[StampProgress, ...]
    bookings: tuple[Booking, ...]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Who gets something. accounts: what he has right before."""

    member_id: bytes
    accounts: Accounts


def recipient_of(unit: Unit, programme: Programme, member_id: bytes, at: int) -> Recipient:
    """A member with all that he has here."""
    cards = (card.id for card in programme.stamp_cards)
    return Recipient(member_id=member_id, accounts=accounts_of(unit, member_id, cards, at))


def give(
    chance: Chance,
    programme: Programme,
    rule_id: str,
    awards: Iterable[Award],
    to: Recipient,
    occasion: Occasion,
) -> Awards:
    """Awards of one rule as what they do."""
    grants, stamps = award_grants(programme, rule_id, awards, to.accounts)
    given = granted(programme, grants, stamps, to.accounts, occasion)
    return Awards(
        grants=grants,
        stamps=stamps,
        bookings=bookings_of(to.member_id, given),
        changes=changes_of(chance, programme, to.member_id, given, occasion.at),
    )


def tier_mark(tier_id: str) -> str:
    """The rule id that says that a tier's awards were given; no rule of a programme can have it."""
    return f"tier:{tier_id}"


def tier_awards(
    unit: Unit,
    chance: Chance,
    programme: Programme,
    to: Recipient,
    before: str,
    occasion: Occasion,
) -> Gifts:
    """What an upgrade gives: each tier's awards once in a member's life, lowest first.

    to: as after all else that the document gives. before: the tier until now; occasion.tier_id: the one reached. Its
    plans are numbered from 0, so put them together with others by `numbered`. A till that has a server gives none, for
    another till may be giving the same.
    """
    if occasion.tier_id is None or unit.identity().server_url is not None:
        return Gifts()
    marks = tuple(tier_mark(tier.id) for tier in programme.tiers)
    used = unit.benefits.uses_of(to.member_id, marks)
    given = {tier.id for tier in programme.tiers if any(use.rule_id == tier_mark(tier.id) for use in used)}
    gifts = Gifts()
    for tier in reached(programme, before, occasion.tier_id, given):
        if tier.gives:
            one = give(chance, programme, tier_mark(tier.id), tier.gives, to, occasion)
            mark = once(to.member_id, tier_mark(tier.id), occasion)
            to = replace(to, accounts=to.accounts.after(one.bookings, opened_by(one.changes)))
            gifts = with_gifts(gifts, Gifts(bookings=one.bookings, changes=(*one.changes, mark)))
    return gifts


def once(member_id: bytes, rule_id: str, occasion: Occasion) -> RuleUsed:
    """One more time that a rule gave something to a member."""
    return RuleUsed(member_id=member_id, rule_id=rule_id, business_day=occasion.today.isoformat(), times=1)


def with_gifts(first: Gifts, then: Gifts) -> Gifts:
    """Gifts of one document together: a booking a book, and plans numbered through."""
    return Gifts(
        bookings=by_book((*first.bookings, *then.bookings)), changes=numbered((*first.changes, *then.changes))
    )


def numbered(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Changes of one document whose plans are numbered through, for each member."""
    opened: dict[bytes, int] = {}
    result: list[Change] = []
    for change in changes:
        if isinstance(change, PlanOpened):
            ordinal = opened.get(change.member_id, 0)
            opened[change.member_id] = ordinal + 1
            change = replace(change, ordinal=ordinal)  # noqa: PLW2901 - the same change, in its place
        result.append(change)
    return tuple(result)


def opened_by(changes: Iterable[Change]) -> tuple[Entitlement, ...]:
    """The entitlements that changes open."""
    return tuple(
        Entitlement(
            plan_id=change.plan_id,
            starts=date.fromisoformat(change.starts),
            ends=date.fromisoformat(change.ends),
        )
        for change in changes
        if isinstance(change, PlanOpened)
    )
