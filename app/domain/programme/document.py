"""One merchant's loyalty rules at one revision, as values: the whole programme is one document.

Percentages, multipliers and rates are exact decimals. Money is rupiah.
"""

from dataclasses import dataclass, field
from typing import Annotated

from app.domain.programme.bounds import Between, Id, Name, NotEmpty
from app.domain.programme.enrolment import Enrolment, ProfileField
from app.domain.programme.gifts import Reward, StampCard, VoucherKind
from app.domain.programme.levels import Plan, Tier, TierRules
from app.domain.programme.people import Action, Claims, Consent, Donation, Partner, Referral
from app.domain.programme.points import CashbackRules, PointsRules, TransferRules
from app.domain.programme.promotions import Group, PriceList, Promotion
from app.domain.programme.settling import (
    DEFAULT_TREATMENT,
    CashRounding,
    Instrument,
    InstrumentRule,
    ManualRules,
    ReturnRules,
    ServiceCharge,
    Tax,
    Treatment,
)

FORMAT = 1
"""The version of the document format."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """One published, immutable revision (0: a draft). `tiers` rise by threshold and the first starts at 0.

    zone: the programme's time zone, in which expiry days end. taxes: an item without a tax of its own has the
    first. channels, segments, flags, lists: the ids that conditions may name.
    """

    format: Annotated[int, Between(FORMAT, FORMAT)] = FORMAT
    revision: Annotated[int, Between(0, 10**9)] = 0
    name: Name
    zone: str
    points: PointsRules
    tiers: Annotated[tuple[Tier, ...], NotEmpty()]
    tier_rules: TierRules = field(default_factory=TierRules)
    plans: tuple[Plan, ...] = ()
    promotions: tuple[Promotion, ...] = ()
    groups: tuple[Group, ...] = ()
    price_lists: tuple[PriceList, ...] = ()
    rewards: tuple[Reward, ...] = ()
    vouchers: tuple[VoucherKind, ...] = ()
    stamp_cards: tuple[StampCard, ...] = ()
    cashback: CashbackRules | None = None
    actions: tuple[Action, ...] = ()
    referral: Referral | None = None
    partners: tuple[Partner, ...] = ()
    donations: tuple[Donation, ...] = ()
    transfers: TransferRules = field(default_factory=TransferRules)
    claims: Claims = field(default_factory=Claims)
    returns: ReturnRules = field(default_factory=ReturnRules)
    manual: ManualRules = field(default_factory=ManualRules)
    taxes: Annotated[tuple[Tax, ...], NotEmpty()]
    service_charge: ServiceCharge | None = None
    cash: CashRounding = field(default_factory=CashRounding)
    instruments: tuple[InstrumentRule, ...] = ()
    consents: tuple[Consent, ...] = ()
    enrolment: Enrolment = field(default_factory=Enrolment)
    profile_fields: tuple[ProfileField, ...] = ()
    channels: tuple[Id, ...] = ()
    segments: tuple[Id, ...] = ()
    flags: tuple[Id, ...] = ()
    lists: tuple[Id, ...] = ()


def tier_by_id(programme: Programme, tier_id: str) -> Tier:
    """The tier of that id, or the lowest one when this revision no longer has it."""
    return next((tier for tier in programme.tiers if tier.id == tier_id), programme.tiers[0])


def tier_reached(programme: Programme, metric: int) -> Tier:
    """The highest tier whose threshold a metric reaches; reaching is `>=`."""
    return max(
        (tier for tier in programme.tiers if metric >= tier.threshold), key=lambda tier: tier.threshold
    )


def next_tier(programme: Programme, tier_id: str) -> Tier | None:
    """The tier above, or None at the top."""
    threshold = tier_by_id(programme, tier_id).threshold
    return min(
        (tier for tier in programme.tiers if tier.threshold > threshold),
        key=lambda tier: tier.threshold,
        default=None,
    )


def treatment(programme: Programme, instrument: Instrument, store: str) -> Treatment:
    """How an instrument counts in a store."""
    return next(
        (
            rule.counts_as
            for rule in programme.instruments
            if rule.instrument is instrument and (not rule.stores or store in rule.stores)
        ),
        DEFAULT_TREATMENT[instrument],
    )
