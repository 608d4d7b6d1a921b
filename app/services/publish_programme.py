"""Publishes a changed programme as a new revision, or says what is wrong with it."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from app.domain.programme.benefits import Benefit, PercentOff, PointsMultiplier
from app.domain.programme.conditions import DateWindow
from app.domain.programme.document import Programme
from app.domain.programme.levels import Tier
from app.domain.programme.promotions import Promotion
from app.protocol.document import read_document, write_document
from app.protocol.facts import ProgrammePublished
from app.services.check_programme import errors_of
from app.services.front import Role
from app.services.keepable import not_kept
from app.services.outcomes import ProgrammeFault, ProgrammeInvalid, Publication, Published, RevisionConflict
from app.services.unit import Unit

_HUNDRED = Decimal(100)

Fault = tuple[ProgrammeFault, str]


def publish_programme(unit: Unit, draft: Programme, based_on: int, staff_id: bytes) -> Publication:
    """The draft becomes the next revision: in force for the next basket, while open ones keep their own."""
    who = unit.staff.by_id(staff_id)
    if who is None or who.role != Role.MANAGER.value:
        return ProgrammeInvalid(faults=((ProgrammeFault.NOT_A_MANAGER, ""),))
    current = unit.catalogue.programme()
    if based_on != current.revision:
        return RevisionConflict(current=current.revision)
    invalid = _invalid(draft, current, with_server=unit.identity().server_url is not None)
    if invalid is not None:
        return invalid
    programme = replace(draft, revision=current.revision + 1)
    unit.journal.append(
        ProgrammePublished(programme=programme, based_on=based_on, by=staff_id), revision=programme.revision
    )
    return Published(revision=programme.revision)


def _invalid(draft: Programme, current: Programme, *, with_server: bool) -> ProgrammeInvalid | None:
    """What is wrong with a draft, the plainest first: what comes later may only follow from it."""
    faults = faults_of(draft)
    if faults:
        return ProgrammeInvalid(faults=faults)
    written = read_document(Programme, write_document(draft))
    if isinstance(written, tuple):
        return ProgrammeInvalid(unwritable=written)
    unkept = not_kept(draft, current, with_server=with_server)
    if unkept:
        return ProgrammeInvalid(faults=tuple((ProgrammeFault.CANNOT_KEEP_YET, where) for where in unkept))
    errors = errors_of(draft)
    return ProgrammeInvalid(findings=errors) if errors else None


def faults_of(programme: Programme) -> tuple[Fault, ...]:
    """Each thing in a programme that a cashier would stumble over, with the id of its rule."""
    faults: list[Fault] = []
    points = programme.points
    rates = [points.rupiah_per_point, *(rate.rupiah_per_point for rate in points.rates)]
    if min(points.value, points.redeem_multiple, *(rate for rate in rates if rate is not None)) <= 0:
        faults.append((ProgrammeFault.RATE_NOT_POSITIVE, "points"))
    if programme.cash.step <= 0:
        faults.append((ProgrammeFault.RATE_NOT_POSITIVE, "cash"))
    faults.extend(
        (ProgrammeFault.PERCENT_OUT_OF_RANGE, where)
        for where, percent in _percents(programme)
        if not 0 <= percent <= _HUNDRED
    )
    faults.extend(_tier_faults(programme.tiers))
    for promotion in programme.promotions:
        faults.extend(_promotion_faults(promotion))
    return tuple(faults)


def _percents(programme: Programme) -> Iterator[tuple[str, Decimal]]:
    yield "points", programme.points.redeem_percent
    if programme.service_charge is not None:
        yield "service_charge", programme.service_charge.percent
    for tax in programme.taxes:
        yield from ((tax.id, rate.percent) for rate in tax.rates)


def _tier_faults(tiers: tuple[Tier, ...]) -> list[Fault]:
    faults: list[Fault] = []
    if not tiers or tiers[0].threshold != 0:
        faults.append((ProgrammeFault.THRESHOLD_NOT_RISING, tiers[0].id if tiers else "tiers"))
    faults.extend(
        (ProgrammeFault.THRESHOLD_NOT_RISING, upper.id)
        for lower, upper in pairwise(tiers)
        if upper.threshold <= lower.threshold
    )
    faults.extend(
        (ProgrammeFault.PERCENT_OUT_OF_RANGE, tier.id)
        for tier in tiers
        if not 0 <= tier.discount_percent <= _HUNDRED or tier.multiplier < 1
    )
    return faults


def _promotion_faults(promotion: Promotion) -> list[Fault]:
    faults: list[Fault] = []
    if not _in_range(promotion.benefit):
        faults.append((ProgrammeFault.PERCENT_OUT_OF_RANGE, promotion.id))
    faults.extend(
        (ProgrammeFault.WINDOW_ENDS_BEFORE_START, promotion.id)
        for condition in promotion.conditions
        if isinstance(condition, DateWindow) and condition.ends < condition.starts
    )
    return faults


def _in_range(benefit: Benefit) -> bool:
    """Multipliers add their bonuses: none may take from what another gives."""
    match benefit:
        case PercentOff(percent=percent):
            return 0 < percent <= _HUNDRED
        case PointsMultiplier(times=times):
            return times >= 1
        case _:
            return True
