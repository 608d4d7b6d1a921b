"""A programme as text fields, and back: what cannot be read is named, not guessed."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from app.domain.programme.benefits import Benefit, PercentOff
from app.domain.programme.conditions import Condition, DateWindow
from app.domain.programme.document import Programme
from app.domain.programme.promotions import Promotion
from app.words.money import decimal, points

RATE = "rate"
_WHOLE = re.compile(r"\d[\d.]{0,14}")
_PERCENT = re.compile(r"\d{1,3}(,\d{1,4})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class TierDraft:
    """threshold: rupiah. discount: percent. Both as typed."""

    tier_id: str
    name: str
    threshold: str
    discount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromotionDraft:
    """percent None: it takes no percentage off. starts, ends None: it has no dates. All as typed."""

    promotion_id: str
    name: str
    percent: str | None
    starts: str | None
    ends: str | None
    stopped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """rate: rupiah that earn a point."""

    rate: str
    tiers: tuple[TierDraft, ...]
    promotions: tuple[PromotionDraft, ...]


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Names of the fields that are no number or no date, such as `silver.threshold`."""

    fields: frozenset[str]


def draft_of(programme: Programme) -> Draft:
    """The present values as text."""
    return Draft(
        rate=points(programme.points.rupiah_per_point),
        tiers=tuple(
            TierDraft(
                tier_id=tier.id,
                name=tier.name,
                threshold=points(tier.threshold),
                discount=decimal(tier.discount_percent),
            )
            for tier in programme.tiers
        ),
        promotions=tuple(_promotion_draft(promotion) for promotion in programme.promotions),
    )


def programme_of(programme: Programme, draft: Draft) -> Programme | Unreadable:
    """The programme with the draft's values; whether they make sense is the till's to say."""
    unreadable: set[str] = set()

    def whole(name: str, text: str) -> int:
        return _whole(text) if _readable(unreadable, name, text, _WHOLE) else 0

    def percent(name: str, text: str) -> Decimal:
        return _percent(text) if _readable(unreadable, name, text, _PERCENT) else Decimal(0)

    tiers = tuple(
        replace(
            tier,
            threshold=whole(f"{tier.id}.threshold", typed.threshold),
            discount_percent=percent(f"{tier.id}.discount", typed.discount),
        )
        for tier, typed in zip(programme.tiers, draft.tiers, strict=True)
    )
    promotions = tuple(
        replace(
            promotion,
            stopped=typed.stopped,
            benefit=promotion.benefit
            if typed.percent is None
            else _percent_off(promotion.benefit, percent(f"{promotion.id}.percent", typed.percent)),
            conditions=_conditions(unreadable, promotion, typed),
        )
        for promotion, typed in zip(programme.promotions, draft.promotions, strict=True)
    )
    rules = replace(programme.points, rupiah_per_point=whole(RATE, draft.rate))
    if unreadable:
        return Unreadable(frozenset(unreadable))
    return replace(programme, points=rules, tiers=tiers, promotions=promotions)


def _percent_off(kept: Benefit, percent: Decimal) -> Benefit:
    """The benefit with another percentage; its other terms stay."""
    return replace(kept, percent=percent) if isinstance(kept, PercentOff) else kept


def date_text(day: date) -> str:
    """31/12/2026."""
    return f"{day:%d/%m/%Y}"


def _promotion_draft(promotion: Promotion) -> PromotionDraft:
    window = _window(promotion)
    benefit = promotion.benefit
    return PromotionDraft(
        promotion_id=promotion.id,
        name=promotion.name,
        percent=decimal(benefit.percent) if isinstance(benefit, PercentOff) else None,
        starts=date_text(window.starts) if window else None,
        ends=date_text(window.ends) if window else None,
        stopped=promotion.stopped,
    )


def _window(promotion: Promotion) -> DateWindow | None:
    """The dates that the screen shows: the first, when a promotion has more."""
    return next((kept for kept in promotion.conditions if isinstance(kept, DateWindow)), None)


def _conditions(unreadable: set[str], promotion: Promotion, typed: PromotionDraft) -> tuple[Condition, ...]:
    """The promotion's conditions with the dates as typed."""
    window = _window(promotion)
    if window is None:
        return promotion.conditions
    starts, ends = _day(typed.starts or ""), _day(typed.ends or "")
    if starts is None:
        unreadable.add(f"{promotion.id}.starts")
    if ends is None:
        unreadable.add(f"{promotion.id}.ends")
    changed = DateWindow(starts=starts or window.starts, ends=ends or window.ends)
    return tuple(changed if kept is window else kept for kept in promotion.conditions)


def _readable(unreadable: set[str], name: str, text: str, form: re.Pattern[str]) -> bool:
    fits = form.fullmatch(text.strip()) is not None
    if not fits:
        unreadable.add(name)
    return fits


def _whole(text: str) -> int:
    return int(text.strip().replace(".", ""))


def _percent(text: str) -> Decimal:
    return Decimal(text.strip().replace(",", "."))


def _day(text: str) -> date | None:
    """31/12/2026, or the same without strokes, as a numpad types it."""
    digits = text.strip().replace("/", "")
    if len(digits) != 8 or not (digits.isascii() and digits.isdigit()):
        return None
    try:
        return date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None
