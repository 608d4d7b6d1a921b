"""Two records of one person become one: what moves in the books, and what counts from then on.

Lots keep their ids and their expiry, empty ones too, for points may come back to them. The higher tier counts, and
what counts towards it is added up day by day.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.changes import Change, HouseholdSet, MemberMerged, MetricCounted, TierSet, VoucherRevoked
from app.domain.granting import as_opened
from app.domain.holding import NO_MOVEMENT, Booking, Holding, Movement, given, joined, moved, taken
from app.domain.ledger import DEBT_LOT, Account, Draw, Lot, PostingKind
from app.domain.moving import Paired, merge
from app.domain.programme.document import Programme, tier_by_id
from app.domain.taking_back import claw_back


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A member, as a merge sees one. tier_since: ISO date; None: since joining.

    days: what counts towards the tier, by business day (ISO date). absorbed: who was merged into him before. household:
    None: he shares points with nobody.
    """

    member_id: bytes
    tier_id: str
    tier_since: str | None
    household: bytes | None
    days: tuple[tuple[str, int], ...]
    absorbed: tuple[bytes, ...] = ()


def merged_changes(programme: Programme, absorbed: Person, kept: Person, today: str) -> tuple[Change, ...]:
    """Everything but the books. today: ISO date, the store's business day."""
    gone = (absorbed.member_id, *absorbed.absorbed)
    return (
        *(MemberMerged(absorbed_id=one, member_id=kept.member_id) for one in gone),
        *_days(absorbed, kept.member_id),
        *_tier(programme, absorbed, kept, today),
        *_household(absorbed, kept),
    )


def _days(absorbed: Person, kept_id: bytes) -> Iterable[MetricCounted]:
    for day, amount in absorbed.days:
        yield MetricCounted(member_id=absorbed.member_id, business_day=day, amount=-amount)
        yield MetricCounted(member_id=kept_id, business_day=day, amount=amount)


def _tier(programme: Programme, absorbed: Person, kept: Person, today: str) -> Iterable[TierSet]:
    """The higher of the two, with the day since which it counts as reached."""
    theirs, his = tier_by_id(programme, absorbed.tier_id), tier_by_id(programme, kept.tier_id)
    if theirs.threshold > his.threshold:
        yield TierSet(member_id=kept.member_id, tier_id=theirs.id, since=absorbed.tier_since or today)


def _household(absorbed: Person, kept: Person) -> Iterable[HouseholdSet]:
    """The kept one's counts; the absorbed one leaves his in any case."""
    if absorbed.household is None:
        return
    yield HouseholdSet(member_id=absorbed.member_id, household_id=None)
    if kept.household is None:
        yield HouseholdSet(member_id=kept.member_id, household_id=absorbed.household)


def merged_books(
    absorbed: tuple[bytes, Holding], kept: tuple[bytes, Holding], book: str, at: int
) -> tuple[Booking, ...]:
    """What one book's postings do on either side; each: member and holding."""
    paired = merge(absorbed[1], kept[1], at)
    receiver = as_opened(kept[1], _with_empty_lots(paired.receiver, absorbed[1], kept[1]))
    sides = ((absorbed[0], paired.giver), (kept[0], receiver))
    return tuple(
        Booking(member_id=member_id, book=book, movement=movement)
        for member_id, movement in sides
        if movement.postings or movement.opened
    )


def _with_empty_lots(arriving: Movement, absorbed: Holding, kept: Holding) -> Movement:
    """Lots that hold nothing any more come along: what was spent of them may come back."""
    there = {lot.lot_id for lot in (*kept.lots, *arriving.opened)}
    empty = (lot for lot in absorbed.lots if lot.remaining <= 0 and lot.lot_id not in there)
    return replace(arriving, opened=(*arriving.opened, *empty))


def moved_whole(absorbed: Holding, kept: Holding) -> Paired:
    """As `merge`, but no lot pays a debt: for who can't know what of the lots is spent already."""
    lots = merge(replace(absorbed, debt=0), replace(kept, debt=0), 0)
    if absorbed.debt == 0:
        return lots
    debt = (Draw(lot_id=DEBT_LOT, amount=absorbed.debt),)
    released = given(absorbed.asset, debt, PostingKind.TRANSFER, Account.TRANSFER)
    owed = taken(kept.asset, debt, PostingKind.TRANSFER, Account.TRANSFER)
    return Paired(
        giver=joined(lots.giver, Movement(postings=released)),
        receiver=joined(lots.receiver, Movement(postings=owed)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondWelcome:
    """What a person was given for enrolling a second time: it is taken back, for one person is welcomed once.

    lots: book, the lot as it was opened, and what of it lapsed unspent. vouchers: those with something left.
    """

    lots: tuple[tuple[str, Lot, int], ...] = ()
    vouchers: tuple[VoucherRevoked, ...] = ()

    def taken_from(self, holding: Holding, book: str, at: int) -> Movement:
        """Its own lots first, then the others, then debt, as in a return."""
        movement = NO_MOVEMENT
        for its_book, lot, lapsed in self.lots:
            if its_book == book:
                clawed = claw_back(moved(holding, movement), lot.remaining, lot.lot_id, at, lapsed)
                movement = joined(movement, clawed.movement)
        return movement
