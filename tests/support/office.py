"""A few words for tests of what a shop does besides selling."""

from dataclasses import replace

from sqlalchemy import func, select

from app.domain.holding import Holding
from app.domain.ledger import POINTS_BOOK, Account, Asset, Lot, PostingKind, postings_into
from app.domain.programme.document import Programme
from app.protocol.facts import BalanceOpened, Fact
from app.protocol.record import Record, decode, fact_of
from app.services.back_office import BackOffice
from app.services.found_shop import publish_first
from app.storage.terminal.tables import journal
from tests.support.shop import NOON, SmallShop

DAY = 86_400_000


def office_of(shop: SmallShop) -> BackOffice:
    """The back office of a shop's till."""
    return BackOffice(store=shop.store, clock=shop.clock, chance=shop.chance, on_commit=shop.told)


def holding(shop: SmallShop, member: int = 0, book: str = POINTS_BOOK) -> Holding:
    """What a member has in a book, as far as this till may spend it."""
    with shop.store.reading() as unit:
        return unit.members.holding(shop.members[member], shop.clock.at, book)


def records(shop: SmallShop) -> int:
    """How many records the journal has."""
    with shop.store.reading() as unit:
        return unit.connection.execute(select(func.count()).select_from(journal)).scalar_one()


def last_record(shop: SmallShop) -> Record:
    """The newest record."""
    with shop.store.reading() as unit:
        newest = select(journal.c.record).order_by(journal.c.epoch.desc(), journal.c.seq.desc()).limit(1)
        return decode(unit.connection.execute(newest).scalar_one())


def last_fact(shop: SmallShop) -> Fact:
    """What the newest record says."""
    fact = fact_of(last_record(shop))
    assert fact is not None
    return fact


def opened(
    shop: SmallShop,
    points: int,
    member: int = 0,
    *,
    expires_at: int | None = None,
    inactivity_months: int | None = None,
) -> bytes:
    """Points from an older system; returns the lot's id."""
    lot_id = shop.chance.new_id(shop.clock.at)
    lot = Lot(
        lot_id=lot_id,
        asset=Asset.POINTS,
        earned_at=NOON,
        expires_at=expires_at,
        original=points,
        remaining=points,
        inactivity_months=inactivity_months,
    )
    fact = BalanceOpened(
        member_id=shop.members[member],
        source="old",
        reference=lot_id.hex(),
        opened_at=shop.clock.at,
        lot=lot,
        postings=postings_into(lot, PostingKind.ACCRUAL, Account.OPENING),
    )
    with shop.store.writing() as unit:
        unit.journal.append(fact, member_id=fact.member_id)
    return lot_id


def at_rules(shop: SmallShop, programme: Programme) -> None:
    """The next revision, whatever it says."""
    with shop.store.writing() as unit:
        revision = unit.catalogue.programme().revision + 1
        publish_first(unit, replace(programme, revision=revision))
