"""What is given besides a sale's own points becomes movements, vouchers to issue and plans that open.

Points and cashback that a rule gives are a lot of their own, whose id follows from the document and the rule
(`granted_lot`): the same document again finds it there, and a return knows what to take back first. Stamps lie in the
one lot of their card. Stamps that a full card itself gives lie on their card until its next stamp: one card's filling
fills no other, so a return undoes exactly what the sale did.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from app.domain.basket import Entitlement
from app.domain.engine.earning import award_grant
from app.domain.holding import Booking, Holding, Movement, credit, joined, living, moved, taken
from app.domain.ledger import (
    CASHBACK_BOOK,
    DEBT_LOT,
    POINTS_BOOK,
    Account,
    Asset,
    Draw,
    PostingKind,
    asset_of,
    draw_in_order,
    granted_lot,
    new_lot,
    stamp_lot,
    stamps_book,
)
from app.domain.plans import opened
from app.domain.programme.benefits import Award, GiveStamps
from app.domain.programme.document import Programme
from app.domain.programme.gifts import StampCard
from app.domain.quote import Grant, GrantKind, StampProgress

_NO_POINTS = Holding(asset=Asset.POINTS)
_NO_CASHBACK = Holding(asset=Asset.CASHBACK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accounts:
    """What a member has of all that can be given, right before. stamps: by card id; one that isn't there is empty."""

    points: Holding = _NO_POINTS
    cashback: Holding = _NO_CASHBACK
    stamps: Mapping[str, Holding] = field(default_factory=dict)
    plans: tuple[Entitlement, ...] = ()

    def card(self, card_id: str) -> Holding:
        """The stamps of a card."""
        return self.stamps.get(card_id, Holding(asset=Asset.STAMPS))

    def after(self, bookings: Iterable[Booking], opened: Iterable[Entitlement] = ()) -> "Accounts":
        """What the same member has after bookings in his books, one a book, and plans that opened."""
        movements = {booking.book: booking.movement for booking in bookings}

        def then(book: str, holding: Holding) -> Holding:
            return moved(holding, movements[book]) if book in movements else holding

        cards = {book.partition(":")[2] for book in movements if asset_of(book) is Asset.STAMPS}
        return Accounts(
            points=then(POINTS_BOOK, self.points),
            cashback=then(CASHBACK_BOOK, self.cashback),
            stamps={
                card: then(stamps_book(card), self.card(card))
                for card in dict.fromkeys((*self.stamps, *sorted(cards)))
            },
            plans=(*self.plans, *opened),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What gives: a document (sale, claim, action) at an instant, on the store's day. tier_id: the member's then."""

    document_id: bytes
    at: int
    today: date
    tier_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardMovement:
    """What moves on one stamp card."""

    card_id: str
    movement: Movement


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOpened:
    """A plan that begins, or goes on, by a rule."""

    rule_id: str
    entitlement: Entitlement


@dataclass(frozen=True, slots=True, kw_only=True)
class Granted:
    """Movements by account, in the order of posting. vouchers: to issue; amount: how many of the kind `what`.

    others: donations that the merchant makes and places at events, which move nothing of the member's.
    """

    points: Movement
    cashback: Movement
    stamps: tuple[CardMovement, ...]
    vouchers: tuple[Grant, ...]
    plans: tuple[PlanOpened, ...]
    others: tuple[Grant, ...]


def granted(
    programme: Programme,
    grants: Iterable[Grant],
    stamps: Iterable[StampProgress],
    accounts: Accounts,
    occasion: Occasion,
) -> Granted:
    """What a settled quote's (or a claim's) grants and stamp cards do.

    accounts: after the document's own points were posted. A card gets its stamps and gives `size` for each time that
    it was filled; what it can't give (another till filled it, too) is owed.
    """
    everything = tuple(grants)
    return Granted(
        points=_lots(programme, Asset.POINTS, _of(everything, GrantKind.POINTS), accounts.points, occasion),
        cashback=_lots(
            programme, Asset.CASHBACK, _of(everything, GrantKind.CASHBACK), accounts.cashback, occasion
        ),
        stamps=_cards(programme, _of(everything, GrantKind.STAMPS), tuple(stamps), accounts, occasion),
        vouchers=_of(everything, GrantKind.VOUCHER),
        plans=_plans(_of(everything, GrantKind.PLAN_MONTHS), accounts.plans, occasion.today),
        others=_of(everything, GrantKind.DONATION, GrantKind.EVENT_PLACE),
    )


def awarded(
    programme: Programme, rule_id: str, awards: Iterable[Award], accounts: Accounts, occasion: Occasion
) -> Granted:
    """What awards outside a sale do (an action, a referral, a tier that was reached), by the rule that gives them."""
    grants, stamps = award_grants(programme, rule_id, awards, accounts)
    return granted(programme, grants, stamps, accounts, occasion)


def award_grants(
    programme: Programme, rule_id: str, awards: Iterable[Award], accounts: Accounts
) -> tuple[tuple[Grant, ...], tuple[StampProgress, ...]]:
    """Awards as grants and stamp cards, with what the cards that they fill give."""
    stamps: dict[str, int] = {}
    grants: list[Grant] = []
    for award in awards:
        if isinstance(award, GiveStamps):
            stamps[award.card] = stamps.get(award.card, 0) + award.stamps
        else:
            grants.append(award_grant(rule_id, award, 1))
    cards = [card for card in programme.stamp_cards if card.id in stamps]
    filled = [_progress(card, accounts.card(card.id).balance, stamps[card.id]) for card in cards]
    for card, progress in zip(cards, filled, strict=True):
        if progress.completed:
            grants.extend(award_grant(card.id, award, progress.completed) for award in card.gives)
    return tuple(grants), tuple(filled)


def _progress(card: StampCard, balance: int, given: int) -> StampProgress:
    """A card before and after; what is owed is paid before anything counts."""
    completed, after = divmod(max(0, balance + given), card.size)
    return StampProgress(
        card_id=card.id, before=max(0, balance), given=given, completed=completed, after=after
    )


def _of(grants: Iterable[Grant], *kinds: GrantKind) -> tuple[Grant, ...]:
    return tuple(grant for grant in grants if grant.kind in kinds and grant.amount > 0)


def _lots(
    programme: Programme, asset: Asset, grants: tuple[Grant, ...], holding: Holding, occasion: Occasion
) -> Movement:
    """One lot for each rule."""
    amounts: dict[str, int] = {}
    for grant in grants:
        amounts[grant.rule_id] = amounts.get(grant.rule_id, 0) + grant.amount
    movement = Movement()
    for rule_id, amount in amounts.items():
        lot_id = granted_lot(occasion.document_id, rule_id, asset)
        lot = new_lot(programme, asset, lot_id, amount, occasion.at, occasion.tier_id)
        movement = joined(movement, credit(moved(holding, movement), lot))
    return movement


def _cards(
    programme: Programme,
    grants: tuple[Grant, ...],
    stamps: tuple[StampProgress, ...],
    accounts: Accounts,
    occasion: Occasion,
) -> tuple[CardMovement, ...]:
    sizes = {card.id: card.size for card in programme.stamp_cards}
    given = {card.card_id: card.given for card in stamps}
    full = {card.card_id: card.completed * sizes[card.card_id] for card in stamps}
    for grant in grants:
        given[grant.what] = given.get(grant.what, 0) + grant.amount
    return tuple(
        CardMovement(
            card_id=card_id,
            movement=stamped(
                programme, accounts.card(card_id), card_id, count, full.get(card_id, 0), occasion.at
            ),
        )
        for card_id, count in given.items()
    )


def stamped(programme: Programme, holding: Holding, card_id: str, given: int, full: int, at: int) -> Movement:
    """Puts stamps on a card, debt first, and takes `full` out of it for the cards that are full."""
    lot = new_lot(programme, Asset.STAMPS, stamp_lot(card_id), given, at)
    into = credit(holding, lot)
    after = moved(holding, into)
    draws, missing = draw_in_order(living(after, at), full)
    owed = (Draw(lot_id=DEBT_LOT, amount=missing),) if missing else ()
    out = taken(Asset.STAMPS, (*draws, *owed), PostingKind.REDEMPTION, Account.REDEMPTION)
    return as_opened(holding, joined(into, Movement(postings=out)))


def as_opened(holding: Holding, movement: Movement) -> Movement:
    """A movement that opens only lots that weren't there, as they are at its end."""
    end = moved(holding, movement)
    return Movement(
        postings=movement.postings,
        opened=tuple(lot for lot in end.lots if holding.lot(lot.lot_id) is None),
    )


def _plans(grants: tuple[Grant, ...], held: tuple[Entitlement, ...], today: date) -> tuple[PlanOpened, ...]:
    """Each rule opens a plan once, for all its months; months of one plan from two rules follow each other."""
    months: dict[tuple[str, str], int] = {}
    for grant in grants:
        months[grant.rule_id, grant.what] = months.get((grant.rule_id, grant.what), 0) + grant.amount
    begun: list[PlanOpened] = []
    for (rule_id, plan_id), amount in months.items():
        in_force = (*held, *(one.entitlement for one in begun))
        begun.append(PlanOpened(rule_id=rule_id, entitlement=opened(in_force, plan_id, amount, today)))
    return tuple(begun)
