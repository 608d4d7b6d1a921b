"""What is earned outside a sale, with whom, for whom, and what a member agrees to."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from app.domain.programme.benefits import Award
from app.domain.programme.bounds import Between, Count, Id, Name, NotEmpty, Price, Rupiah, Text


class ActionKind(StrEnum):
    """What a member did."""

    ENROLMENT = "enrolment"
    PROFILE_COMPLETED = "profile-completed"
    BIRTHDAY = "birthday"
    ANNIVERSARY = "anniversary"
    NEWSLETTER = "newsletter"
    SOCIAL_FOLLOW = "social-follow"
    SURVEY = "survey"
    VISIT = "visit"
    EVENT = "event"
    RECYCLING = "recycling"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something outside a sale that earns. per_day: how often a member's day counts; per_member: in all."""

    id: Id
    name: Name
    kind: ActionKind
    gives: Annotated[tuple[Award, ...], NotEmpty()]
    per_day: Count | None = None
    per_member: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """Both sides earn after the referred member's first sale that was not returned.

    minimum_spend: of that sale. per_referrer: how many referrals of one member earn.
    """

    referrer: Annotated[tuple[Award, ...], NotEmpty()]
    referred: tuple[Award, ...] = ()
    minimum_spend: Rupiah = 0
    per_referrer: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """Who funds vouchers or gives points too. rupiah_per_point: what a point of theirs is settled at."""

    id: Id
    name: Name
    rupiah_per_point: Price | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Donation:
    """A cause. permit: the number of the permit to collect from the public. sku: the item that gives to it."""

    id: Id
    name: Name
    charity: Name
    permit: Name
    sku: str | None = None
    ends: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """What a member may agree to, unticked at first, in both languages. purpose: a short key.

    required: nobody joins without.
    """

    id: Id
    purpose: Id
    indonesian: Text
    english: Text
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Attaching a guest's sale to a member afterwards, within so many days."""

    days: Annotated[int, Between(0, 365)] = 7
