"""What a sale gives because it lifted its member to another tier: in the sale's own record, once a tier."""

from dataclasses import replace

from app.domain.granting import Accounts
from app.domain.holding import Holding, moved
from app.domain.ledger import CASHBACK_BOOK, POINTS_BOOK, stamps_book
from app.services.awards import Recipient, recipient_of, tier_awards, with_gifts
from app.services.ports import Chance
from app.services.sale_gifts import Gifts, Sold, occasion_of
from app.services.unit import Unit


def with_tier_gifts(unit: Unit, chance: Chance, sold: Sold, gifts: Gifts, tier_after: str | None) -> Gifts:
    """The sale's gifts, and those of the tiers that it reached. tier_after: right after the sale; None: a guest's."""
    member, programme = sold.quoted.inputs.member, sold.quoted.programme
    if member is None or tier_after is None or tier_after == member.tier_id:
        return gifts
    if not any(tier.gives for tier in programme.tiers):
        return gifts
    before = recipient_of(unit, programme, member.member_id, sold.now)
    to = Recipient(member_id=member.member_id, accounts=_after(before.accounts, sold, gifts))
    occasion = replace(occasion_of(sold), tier_id=tier_after)
    reached = tier_awards(unit, chance, programme, to, member.tier_id, occasion)
    return with_gifts(gifts, reached)


def _after(accounts: Accounts, sold: Sold, gifts: Gifts) -> Accounts:
    """What the member has once the sale's own points and gifts are in."""
    movements = {booking.book: booking.movement for booking in gifts.bookings}

    def then(book: str, holding: Holding) -> Holding:
        return moved(holding, movements[book]) if book in movements else holding

    return replace(
        accounts,
        points=then(POINTS_BOOK, moved(accounts.points, sold.own)),
        cashback=then(CASHBACK_BOOK, accounts.cashback),
        stamps={card: then(stamps_book(card), holding) for card, holding in accounts.stamps.items()},
    )
