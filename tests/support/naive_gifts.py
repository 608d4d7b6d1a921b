"""What the naive model's sales give besides their own points, and how returns take it back: cashback, stamps, cards."""

from dataclasses import dataclass
from typing import Any

from app.domain.ledger import Asset, granted_lot, stamp_lot
from app.domain.programme.document import Programme
from tests.support.naive_books import NaiveBooks, NaiveLot
from tests.support.naive_days import lapses_at
from tests.support.naive_shop import NaiveMember, NaiveSale, new_lot

_KINDS = {"points": Asset.POINTS, "cashback": Asset.CASHBACK}


@dataclass(frozen=True)
class Occasion:
    """A document that gives, under a programme, to a member of a tier."""

    programme: Programme
    document_id: bytes
    tier: str
    at: int


def given(member: NaiveMember, sale: NaiveSale, answer: dict[str, Any], occasion: Occasion) -> None:
    """Pays out of the wallet, then gives what the rules grant, then stamps."""
    paid = sum(amount for rule_id, amount, *_ in answer["carried"] if rule_id == "cashback")
    sale.drawn_cashback = member.wallet.spend(paid, sale.at)
    for rule_id, kind, _, amount in answer["grants"]:
        if amount and kind in _KINDS:
            put(member, rule_id, kind, amount, occasion)
    for card_id, _, stamps, completed, _ in answer["stamps"]:
        stamp(member.card(card_id), occasion.programme, card_id, stamps, completed)


def put(member: NaiveMember, rule_id: str, kind: str, amount: int, occasion: Occasion) -> None:
    """A lot of a rule's own."""
    lot_id = granted_lot(occasion.document_id, rule_id, _KINDS[kind])
    if kind == "points":
        member.books.put(new_lot(occasion.programme, occasion.tier, lot_id, amount, occasion.at))
        return
    assert occasion.programme.cashback is not None
    lapses = lapses_at(occasion.programme.cashback.expiry, occasion.at)
    member.wallet.put(NaiveLot(lot_id, occasion.at, lapses, amount, amount))


def stamp(card: NaiveBooks, programme: Programme, card_id: str, stamps: int, completed: int) -> None:
    """Adds stamps and takes full cards away (below zero: the other way round); what is missing is owed."""
    left = card.balance + stamps - completed * _size(programme, card_id)
    card.lots = [NaiveLot(stamp_lot(card_id), 0, None, 0, max(0, left))]
    card.debt = max(0, -left)


def taken_back(
    member: NaiveMember, sale: NaiveSale, before: dict[str, Any], after: dict[str, Any], occasion: Occasion
) -> None:
    """Takes back what the kept lines no longer give, and fills the wallet again."""
    less = _less(before, after)
    for (rule_id, kind), amount in less.items():
        if amount < 0:
            put(member, rule_id, kind, -amount, occasion)
        else:
            own = granted_lot(sale.gave, rule_id, _KINDS[kind])
            (member.books if kind == "points" else member.wallet).claw_back(amount, own, occasion.at)
    for card_id in sorted({*before["stamps"], *after["stamps"]}):
        stamps = before["stamps"].get(card_id, 0) - after["stamps"].get(card_id, 0)
        completed = less.get((card_id, "points"), 0) // _points_of(occasion.programme, card_id)
        stamp(member.card(card_id), occasion.programme, card_id, -stamps, -completed)


def _less(before: dict[str, Any], after: dict[str, Any]) -> dict[tuple[str, str], int]:
    """Points and cashback that are given no longer, by rule and kind."""
    less: dict[tuple[str, str], int] = {}
    for sign, state in ((1, before), (-1, after)):
        for rule_id, kind, _, amount in state["grants"]:
            if kind not in _KINDS:
                continue
            less[rule_id, kind] = less.get((rule_id, kind), 0) + sign * amount
    return {key: amount for key, amount in less.items() if amount}


def _size(programme: Programme, card_id: str) -> int:
    return next(card.size for card in programme.stamp_cards if card.id == card_id)


def _points_of(programme: Programme, card_id: str) -> int:
    """What one full card gives."""
    return next(gift.points for card in programme.stamp_cards if card.id == card_id for gift in card.gives)  # type: ignore[union-attr]  # the shop's card gives points
