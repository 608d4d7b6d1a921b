"""What a sale gives because it lifted its member to another tier: in the sale's own record, once a tier."""

from dataclasses import replace

from app.domain.holding import booked, by_book
from app.domain.ledger import POINTS_BOOK
from app.services.awards import Recipient, opened_by, recipient_of, tier_awards, with_gifts
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
    own = booked(member.member_id, POINTS_BOOK, sold.own)
    accounts = before.accounts.after(by_book((*own, *gifts.bookings)), opened_by(gifts.changes))
    to = Recipient(member_id=member.member_id, accounts=accounts)
    occasion = replace(occasion_of(sold), tier_id=tier_after)
    reached = tier_awards(unit, chance, programme, to, member.tier_id, occasion)
    return with_gifts(gifts, reached)
