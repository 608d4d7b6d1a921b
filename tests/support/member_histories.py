"""What members have been through at a till: enrolled, an opening balance, sales that earn and redeem.

The services run each history once, in the small shop; `large_store` repeats its records and rows for many members.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import select

from app.domain.basket import UNIT, TenderKind
from app.domain.ledger import Account, Asset, Lot, PostingKind, opening_lot, postings_into
from app.protocol.facts import BalanceOpened, SaleCommitted
from app.protocol.record import Record, decode, fact_of
from app.services.commit_sale import Payment
from app.services.found_shop import NewMember, enrol_member
from app.services.open_basket import OpenBasket, asking, with_item, with_member
from app.services.outcomes import SaleDone
from app.storage.terminal.tables import journal, metadata
from tests.support.shop import NOON, SmallShop, small_shop

CARD, NAME, PHONE = "LC000000000", "Herdi Histori", "+6281999999999"
_DAY = 86_400_000
_OPENED, _ASKED = 150, 100
_LEAST = 90_000
"""Rupiah of a basket at least: so it earns what the next one redeems, and half of it carries the points."""
_SEALED = {"personal_keys", "sidecars"}


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One member's. ids: all that were made for him, his own first. receipts: numbers of his sales.

    records: in the journal's order. rows: by table, as they are after all of it.
    """

    ids: tuple[bytes, ...]
    receipts: tuple[str, ...]
    records: tuple[Record, ...]
    rows: Mapping[str, tuple[Mapping[str, Any], ...]]


def histories(directory: Path, sales: int, count: int) -> tuple[History, ...]:
    """So many members with so many sales each, other baskets on other days each time."""
    random = Random(sales)
    with small_shop(directory) as shop:
        return tuple(_live(shop, random, sales, number) for number in range(count))


def _live(shop: SmallShop, random: Random, sales: int, number: int) -> History:
    begun = NOON - 320 * _DAY
    shop.clock.at = begun
    with shop.store.writing() as unit:
        person = NewMember(name=NAME, phone=PHONE, birthday="04-21", card=CARD)
        member_id = enrol_member(unit, shop.chance, begun, shop.programme, person)
        unit.journal.append(_balance(member_id, f"{number:09d}", begun), member_id=member_id)
    for sale in range(sales):
        shop.clock.at = begun + (55 * sale + random.randrange(1, 50)) * _DAY + random.randrange(_DAY // 4)
        _sell(shop, random, member_id)
    return _told(shop, member_id)


def _balance(member_id: bytes, reference: str, at: int) -> BalanceOpened:
    lot = Lot(
        lot_id=opening_lot("square", reference),
        asset=Asset.POINTS,
        earned_at=at,
        expires_at=NOON + 20 * _DAY,  # before what the sales earn, so that it is spent first
        original=_OPENED,
        remaining=_OPENED,
    )
    return BalanceOpened(
        member_id=member_id,
        source="square",
        reference=reference,
        opened_at=at,
        lot=lot,
        postings=postings_into(lot, PostingKind.ACCRUAL, Account.OPENING),
    )


def _sell(shop: SmallShop, random: Random, member_id: bytes) -> None:
    with shop.store.reading() as unit:
        member = unit.members.view(member_id, shop.clock.now())
    basket = asking(with_member(_basket(shop, random), member), _ASKED)
    payable = shop.till.quoted(basket, TenderKind.CASH).quote.payable
    payment = Payment(kind=TenderKind.CASH, received=payable, expected=payable, cashier_id=shop.cashier_id)
    assert isinstance(shop.till.commit(basket, payment), SaleDone)


def _basket(shop: SmallShop, random: Random) -> OpenBasket:
    basket = shop.till.open_basket()
    while sum(line.price for line in basket.lines) < _LEAST:
        basket = with_item(basket, random.choice(shop.items[:6]), UNIT * random.randint(1, 2))
    return basket


def _told(shop: SmallShop, member_id: bytes) -> History:
    with shop.store.reading() as unit:
        run = unit.connection.execute
        kept = run(select(journal.c.record).order_by(journal.c.seq)).scalars().all()
        records = tuple(record for record in map(decode, kept) if record.member_id == member_id)
        rows = {
            table.name: tuple(
                dict(row._mapping) for row in run(select(table).where(table.c.member_id == member_id))
            )
            for table in metadata.sorted_tables
            if "member_id" in table.c
        }
    ids = (member_id, *(made for record in records for made in _ids(record)))
    receipts = tuple(row["receipt_number"] for row in rows["sales"])
    return History(ids=ids, receipts=receipts, records=records, rows=rows)


def _ids(record: Record) -> Iterator[bytes]:
    yield record.record_id
    match fact_of(record):
        case BalanceOpened() as opened:
            yield opened.lot.lot_id
        case SaleCommitted() as sale:
            yield sale.sale_id
            if sale.earned is not None:
                yield sale.earned.lot_id
