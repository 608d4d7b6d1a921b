"""What rules give outside a sale's own points, as bookings and changes of the document that gives it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count

from app.domain.changes import Change, PlanOpened, VoucherIssued
from app.domain.codes import voucher_code
from app.domain.granting import Accounts, Granted, Occasion
from app.domain.holding import Booking, Movement, booked, joined, moved
from app.domain.ledger import CASHBACK_BOOK, POINTS_BOOK, stamps_book
from app.domain.merging import together as by_book
from app.domain.programme.document import Programme
from app.domain.voucher_book import Issue, codes_needed, issue
from app.services.ports import Chance

_CODE_ENTROPY = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What one member gets by one document. accounts: as they are afterwards."""

    bookings: tuple[Booking, ...]
    changes: tuple[Change, ...]
    accounts: Accounts


def given_to(
    member_id: bytes,
    programme: Programme,
    chance: Chance,
    occasion: Occasion,
    accounts: Accounts,
    granted: Granted,
    before: Movement | None = None,
) -> Given:
    """before: points that the same document moved first, already in `accounts`: one booking holds both."""
    points = granted.points if before is None else joined(before, granted.points)
    cards = {card.card_id: card.movement for card in granted.stamps}
    bookings = (
        *booked(member_id, POINTS_BOOK, points),
        *booked(member_id, CASHBACK_BOOK, granted.cashback),
        *(booking for card, each in cards.items() for booking in booked(member_id, stamps_book(card), each)),
    )
    plans = tuple(one.entitlement for one in granted.plans)
    after = Accounts(
        points=moved(accounts.points, granted.points),
        cashback=moved(accounts.cashback, granted.cashback),
        stamps={
            **accounts.stamps,
            **{card: moved(accounts.card(card), each) for card, each in cards.items()},
        },
        plans=(*accounts.plans, *plans),
    )
    changes: tuple[Change, ...] = (
        *_vouchers(member_id, programme, chance, occasion, granted),
        *_plans(member_id, granted),
    )
    return Given(bookings=bookings, changes=changes, accounts=after)


def _vouchers(
    member_id: bytes, programme: Programme, chance: Chance, occasion: Occasion, granted: Granted
) -> Iterator[VoucherIssued]:
    to = Issue(member_id=member_id, document_id=occasion.document_id, at=occasion.at)
    codes = [voucher_code(chance.random_bytes(_CODE_ENTROPY)) for _ in range(codes_needed(granted.vouchers))]
    for voucher in issue(programme, granted.vouchers, codes, to):
        yield VoucherIssued(
            member_id=member_id,
            code=voucher.code,
            kind_id=voucher.kind_id,
            expires_at=voucher.expires_at,
            uses=voucher.uses,
        )


def _plans(member_id: bytes, granted: Granted) -> Iterator[PlanOpened]:
    for ordinal, one in enumerate(granted.plans):
        entitlement = one.entitlement
        yield PlanOpened(
            member_id=member_id,
            ordinal=ordinal,
            plan_id=entitlement.plan_id,
            starts=entitlement.starts.isoformat(),
            ends=entitlement.ends.isoformat(),
        )


def together(givens: Iterable[Given]) -> tuple[tuple[Booking, ...], tuple[Change, ...]]:
    """Several gifts of one document: one booking for each book, and plans counted on."""
    everything = tuple(givens)
    plans = count()
    changes = (
        replace(change, ordinal=next(plans)) if isinstance(change, PlanOpened) else change
        for given in everything
        for change in given.changes
    )
    return by_book(booking for given in everything for booking in given.bookings), tuple(changes)
