"""Ids that are double or unknown, and names that stand for one thing twice."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from app.domain.programme.benefits import (
    BonusStamps,
    Donate,
    GivePlan,
    GiveStamps,
    GiveVoucher,
    IssueVoucher,
    MatchDonation,
    OpenPriceList,
)
from app.domain.programme.conditions import (
    CouponCode,
    HasFlag,
    HasPlan,
    HasTier,
    InSegment,
    InStore,
    OnList,
    ThroughChannel,
)
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward, VoucherKind
from app.domain.programme.levels import Plan, Tier
from app.domain.programme.points import EarnRate
from app.domain.programme.promotions import Promotion
from app.domain.programme.settling import InstrumentRule, ServiceCharge
from app.domain.quote import CASHBACK_RULE, MANUAL_RULE, POINTS_RULE
from app.services.programme_checks.finding import Finding, FindingKind, Path
from app.services.programme_checks.look import Look, owner_of
from app.services.programme_checks.walk import each, nearest, walk

_RESERVED = (POINTS_RULE, MANUAL_RULE, CASHBACK_RULE)

_RULES = (
    ("promotions",),
    ("rewards",),
    ("vouchers",),
    ("tiers",),
    ("plans",),
    ("price_lists",),
    ("stamp_cards",),
    ("actions",),
    ("points", "rates"),
)
"""What is told apart by id alone on receipts and in the books: no two of all these share one."""

_APART = ("groups", "partners", "donations", "taxes", "consents", "profile_fields")
_WORDS = ("channels", "segments", "flags", "lists")

REFERENCES: tuple[tuple[type, str, str], ...] = (
    (Promotion, "group", "groups"),
    (Promotion, "funder", "partners"),
    (Reward, "funder", "partners"),
    (VoucherKind, "funder", "partners"),
    (EarnRate, "funder", "partners"),
    (OpenPriceList, "price_list", "price_lists"),
    (Tier, "price_list", "price_lists"),
    (Plan, "price_list", "price_lists"),
    (BonusStamps, "card", "stamp_cards"),
    (GiveStamps, "card", "stamp_cards"),
    (IssueVoucher, "voucher", "vouchers"),
    (GiveVoucher, "voucher", "vouchers"),
    (MatchDonation, "donation", "donations"),
    (Donate, "donation", "donations"),
    (GivePlan, "plan", "plans"),
    (HasPlan, "plans", "plans"),
    (HasTier, "tiers", "tiers"),
    (Reward, "tiers", "tiers"),
    (ThroughChannel, "channels", "channels"),
    (ServiceCharge, "channels", "channels"),
    (ServiceCharge, "tax", "taxes"),
    (InSegment, "segments", "segments"),
    (HasFlag, "flags", "flags"),
    (OnList, "lists", "lists"),
)
"""Where an id of something else stands: the class, its field, and the programme's field that holds the ids."""

STORES: tuple[type, ...] = (InStore, InstrumentRule, EarnRate)
"""What names stores by code, under `stores`."""


def name_findings(look: Look) -> Iterator[Finding]:
    """Everything about ids."""
    yield from _duplicates(look.programme)
    yield from _unknown(look.programme)
    yield from _stores(look)
    yield from _codes(look.programme)
    if not is_zone(look.programme.zone):
        yield Finding(kind=FindingKind.UNKNOWN_ZONE, path=("zone",), what=look.programme.zone)


def ids_of(programme: Programme, field: str) -> set[str]:
    """The ids that a field of the programme holds."""
    return {one if isinstance(one, str) else one.id for one in getattr(programme, field)}


def _duplicates(programme: Programme) -> Iterator[Finding]:
    rules = [place for field in _RULES for place in _placed(programme, field)]
    yield from _twice(rules)
    for path, rule_id in rules:
        if rule_id in _RESERVED:
            yield Finding(kind=FindingKind.RESERVED_ID, path=path, ids=(rule_id,), what=rule_id)
    for field in (*_APART, *_WORDS):
        yield from _twice(_placed(programme, (field,)))
    for at, prices in enumerate(programme.price_lists):
        where: Path = ("price_lists", at, "prices")
        listed = [((*where, place, "sku"), price.sku) for place, price in enumerate(prices.prices)]
        yield from _twice(listed, FindingKind.LISTED_TWICE, (prices.id,))
    for at, asked in enumerate(programme.profile_fields):
        choices: Path = ("profile_fields", at, "choices")
        answers = [((*choices, place, "id"), choice.id) for place, choice in enumerate(asked.choices)]
        yield from _twice(answers, ids=(asked.id,))
    skus: list[tuple[Path, str]] = [
        (("plans", at, "sku"), plan.sku) for at, plan in enumerate(programme.plans)
    ]
    yield from _twice(skus, FindingKind.LISTED_TWICE)


def _placed(programme: Programme, field: Path) -> list[tuple[Path, str]]:
    value: Any = programme
    for step in field:
        value = getattr(value, str(step))
    return [
        ((*field, at), one) if isinstance(one, str) else ((*field, at, "id"), one.id)
        for at, one in enumerate(value)
    ]


def _twice(
    placed: list[tuple[Path, str]],
    kind: FindingKind = FindingKind.DUPLICATE_ID,
    ids: tuple[str, ...] = (),
) -> Iterator[Finding]:
    seen: set[str] = set()
    for path, name in placed:
        if name in seen:
            yield Finding(kind=kind, path=path, ids=ids or (name,), what=name)
        seen.add(name)


def _unknown(programme: Programme) -> Iterator[Finding]:
    known = {field: ids_of(programme, field) for _, _, field in REFERENCES}
    for path, value in walk(programme):
        for kind, field, held in REFERENCES:
            if isinstance(value, kind):
                yield from _named(programme, (*path, field), getattr(value, field), held, known[held])


def _named(
    programme: Programme, path: Path, named: str | tuple[str, ...] | None, held: str, known: set[str]
) -> Iterator[Finding]:
    if named is None:
        return
    alone = isinstance(named, str)
    for at, name in enumerate((named,) if isinstance(named, str) else named):
        if name not in known:
            where = path if alone else (*path, at)
            yield Finding(
                kind=FindingKind.UNKNOWN_ID,
                path=where,
                ids=owner_of(programme, where),
                what=name,
                nearest=nearest(name, known),
                of=held,
            )


def _stores(look: Look) -> Iterator[Finding]:
    """Codes of stores, where all stores are known."""
    if look.stores is None:
        return
    known = set(look.stores)
    for path, value in walk(look.programme):
        if isinstance(value, STORES):
            for at, store in enumerate(value.stores):  # type: ignore[attr-defined]  # each of STORES has them
                if store not in known:
                    where = (*path, "stores", at)
                    yield Finding(
                        kind=FindingKind.UNKNOWN_STORE,
                        path=where,
                        ids=owner_of(look.programme, where),
                        what=store,
                        nearest=nearest(store, known),
                    )


def _codes(programme: Programme) -> Iterator[Finding]:
    """Coupon codes that are one code to the till: at two rules, or spelt twice at one."""
    seen: dict[str, tuple[str, ...]] = {}
    for path, condition in each(programme, CouponCode):
        owner = owner_of(programme, path)
        for at, code in enumerate(condition.codes):
            folded = code.strip().lower()
            if folded in seen:
                yield Finding(
                    kind=FindingKind.CODES_COLLIDE,
                    path=(*path, "codes", at),
                    ids=tuple(dict.fromkeys((*owner, *seen[folded]))),
                    what=code,
                )
            seen.setdefault(folded, owner)


def is_zone(zone: str) -> bool:
    """Whether it is the name of an IANA time zone."""
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, LookupError):
        return False
    return True
