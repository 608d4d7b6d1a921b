"""What a return, or a sale that is moved to another member, takes back of all that was given besides points.

Each is what `granted` did, the other way round: the rule's own lot first, then as a clawback. Amounts below zero are
given: kept lines may earn what the whole basket didn't.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.granting import Accounts, CardMovement, Occasion, as_opened, stamped
from app.domain.holding import Holding, Movement, credit, joined, moved
from app.domain.ledger import Account, Asset, PostingKind, granted_lot, new_lot, stamp_lot
from app.domain.programme.document import Programme
from app.domain.quote import Grant, GrantKind
from app.domain.returns import StampsBack
from app.domain.taking_back import claw_back

_MOVED = (GrantKind.POINTS, GrantKind.CASHBACK, GrantKind.STAMPS)


@dataclass(frozen=True, slots=True, kw_only=True)
class GiftsBack:
    """Movements by account. rest: vouchers, plan months, donations and places to revoke (below zero: to give)."""

    points: Movement
    cashback: Movement
    stamps: tuple[CardMovement, ...]
    rest: tuple[Grant, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenBy:
    """The document that gave. lapsed: by lot, what of it lapsed unspent (`lapsed_of`)."""

    document_id: bytes
    lapsed: Mapping[bytes, int]


def gifts_back(
    programme: Programme,
    revoked: Iterable[Grant],
    stamps: Iterable[StampsBack],
    accounts: Accounts,
    gave: GivenBy,
    occasion: Occasion,
) -> GiftsBack:
    """Takes back what `revoked` and `stamps` (of a `ReturnQuote` or a `GivenUp`) say.

    accounts: after the clawback of the sale's own points. occasion: of the return; its id names lots that it gives.
    """
    everything = tuple(revoked)
    points, cashback = (
        _lots(programme, asset, _sums(everything, kind), holding, gave, occasion)
        for asset, kind, holding in (
            (Asset.POINTS, GrantKind.POINTS, accounts.points),
            (Asset.CASHBACK, GrantKind.CASHBACK, accounts.cashback),
        )
    )
    return GiftsBack(
        points=points,
        cashback=cashback,
        stamps=_cards(programme, everything, tuple(stamps), accounts, occasion.at),
        rest=tuple(grant for grant in everything if grant.kind not in _MOVED),
    )


def _sums(grants: Iterable[Grant], kind: GrantKind) -> dict[str, int]:
    sums: dict[str, int] = {}
    for grant in grants:
        if grant.kind is kind:
            sums[grant.rule_id] = sums.get(grant.rule_id, 0) + grant.amount
    return sums


def _lots(
    programme: Programme,
    asset: Asset,
    sums: Mapping[str, int],
    holding: Holding,
    gave: GivenBy,
    occasion: Occasion,
) -> Movement:
    movement = Movement()
    for rule_id, amount in sums.items():
        now = moved(holding, movement)
        if amount < 0:
            lot_id = granted_lot(occasion.document_id, rule_id, asset)
            lot = new_lot(programme, asset, lot_id, -amount, occasion.at, occasion.tier_id)
            movement = joined(movement, credit(now, lot))
        else:
            own = granted_lot(gave.document_id, rule_id, asset)
            clawed = claw_back(now, amount, own, occasion.at, gave.lapsed.get(own, 0))
            movement = joined(movement, clawed.movement)
    return movement


def _cards(
    programme: Programme,
    revoked: tuple[Grant, ...],
    stamps: tuple[StampsBack, ...],
    accounts: Accounts,
    at: int,
) -> tuple[CardMovement, ...]:
    """By card: those that the sale's own rules gave, then those that full cards gave."""
    given_by_cards: dict[str, int] = {}
    for grant in revoked:
        if grant.kind is GrantKind.STAMPS:
            given_by_cards[grant.what] = given_by_cards.get(grant.what, 0) + grant.amount
    own = {card.card_id: card for card in stamps}
    sizes = {card.id: card.size for card in programme.stamp_cards}
    movements: list[CardMovement] = []
    for card_id in dict.fromkeys((*own, *given_by_cards)):
        holding, movement = accounts.card(card_id), Movement()
        if card_id in own:
            full = own[card_id].completed * sizes[card_id]
            movement = _card(programme, holding, card_id, own[card_id].stamps, full, at)
        more = _card(programme, moved(holding, movement), card_id, given_by_cards.get(card_id, 0), 0, at)
        movements.append(CardMovement(card_id=card_id, movement=joined(movement, more)))
    return tuple(movements)


def _card(programme: Programme, holding: Holding, card_id: str, count: int, full: int, at: int) -> Movement:
    """What full cards took out comes back, debt first, and then `count` goes; both below zero: given."""
    if count < 0:
        return stamped(programme, holding, card_id, -count, -full, at)
    back = Movement()
    if full:
        lot = new_lot(programme, Asset.STAMPS, stamp_lot(card_id), full, at)
        back = credit(holding, lot, PostingKind.REVERSAL, Account.REDEMPTION)
    clawed = claw_back(moved(holding, back), count, stamp_lot(card_id), at).movement
    return as_opened(holding, joined(back, clawed))
