"""A small real shop on a real encrypted store, for tests: eight items, three members, two of staff."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Self

from app.domain.basket import Item
from app.domain.codes import card_code, gtin_check_digit
from app.domain.programme.benefits import PercentOff
from app.domain.programme.conditions import DateWindow, MembersOnly, MinimumSpend
from app.domain.programme.document import Programme
from app.domain.programme.levels import Tier
from app.domain.programme.lines import Lines
from app.domain.programme.points import AfterMonths, PointsRules
from app.domain.programme.promotions import Promotion
from app.domain.programme.settling import Tax, TaxRate
from app.protocol.facts import Store
from app.services.demo_shop import PlayedChance, PlayedClock
from app.services.found_shop import (
    NewMember,
    add_staff,
    enrol_member,
    found_shop,
    list_items,
    publish_first,
)
from app.services.front import Role
from app.services.till import Till
from app.services.unit import Identity
from app.storage.key_file import KeyFile
from app.storage.terminal.store import SqlTerminalStore
from app.words.receipt import receipt_of
from app.words.return_receipt import return_receipt_of
from app.words.translate import Language, Words

NOON = 1_795_323_600_000
"""Sunday 22 November 2026, 12.00 in Jakarta."""

CASHIER_PIN, MANAGER_PIN = "112233", "778899"

ITEMS = (
    ("KOP-001", "Kopi Susu Setia", "Kopi", 24_000),
    ("KOP-002", "Americano Panas", "Kopi", 22_000),
    ("KOP-003", "Cold Brew", "Kopi", 35_000),
    ("ROT-001", "Roti Sobek Cokelat", "Roti", 28_500),
    ("ROT-002", "Croissant Mentega", "Roti", 24_000),
    ("KUE-001", "Kue Pandan Potong", "Kue", 34_500),
    ("BIJ-001", "Biji Kopi Gayo 1 kg", "Biji kopi", 334_000),
    ("ROK-001", "Rokok Kretek 12", "Rokok", 28_000),
)
PEOPLE = (
    ("Siti Rahayu", "+6281234567890", "04-21"),
    ("Asep Hidayat", "+6281398765432", "11-22"),
    ("Dewi Lestari", "+6285711112222", "02-29"),
)


@dataclass
class Told:
    """Counts how often the till said that something was committed."""

    times: int = 0

    def __call__(self) -> None:
        self.times += 1


@dataclass
class SmallShop:
    """The shop and what its tests need to know of it. Close it, or use it as a context manager."""

    directory: Path
    clock: PlayedClock
    chance: PlayedChance
    store: SqlTerminalStore
    till: Till
    items: tuple[Item, ...]
    programme: Programme
    cashier_id: bytes
    manager_id: bytes
    members: tuple[bytes, ...]
    cards: tuple[str, ...]
    told: Told = field(default_factory=Told)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.store.close()

    def item(self, sku: str) -> Item:
        """The item of a SKU."""
        return next(item for item in self.items if item.sku == sku)


def small_programme() -> Programme:
    """Rp1.000 a point of Rp10; Silver from Rp500.000 (5 %, ×1,25); bakery −10 % for members."""
    return Programme(
        revision=1,
        name="Kopi Setia",
        zone="Asia/Jakarta",
        points=PointsRules(
            rupiah_per_point=1_000,
            value=10,
            redeem_multiple=100,
            redeem_minimum=100,
            redeem_percent=Decimal(50),
            expiry=AfterMonths(months=12),
        ),
        tiers=(
            Tier(id="basic", name="Teman", threshold=0),
            Tier(
                id="silver",
                name="Sahabat",
                threshold=500_000,
                discount_percent=Decimal(5),
                multiplier=Decimal("1.25"),
            ),
        ),
        promotions=(
            Promotion(
                id="bakery-10",
                name="Roti pagi 10%",
                priority=10,
                benefit=PercentOff(percent=Decimal(10)),
                conditions=(
                    DateWindow(starts=date(2026, 11, 1), ends=date(2026, 12, 31)),
                    MembersOnly(),
                ),
                lines=Lines(categories=("Roti",)),
            ),
            Promotion(
                id="cake-20",
                name="Kue 20%",
                priority=20,
                benefit=PercentOff(percent=Decimal(20)),
                conditions=(MinimumSpend(amount=100_000),),
                lines=Lines(categories=("Kue",)),
            ),
        ),
        taxes=(Tax(id="pb1", name="PB1", rates=(TaxRate(percent=Decimal(10)),)),),
    )


def small_items() -> tuple[Item, ...]:
    """The catalogue; each barcode is 8999998 and the item's number."""
    items = []
    for number, (sku, name, category, price) in enumerate(ITEMS, start=1):
        data = f"8999998{number:05d}"
        items.append(
            Item(
                sku=sku,
                gtin=data + gtin_check_digit(data),
                name=name,
                category=category,
                price=price,
                no_promotion=category == "Rokok",
            )
        )
    return tuple(items)


def open_store(directory: Path, clock: PlayedClock, chance: PlayedChance) -> SqlTerminalStore:
    """The store of a directory, through the one function that opens any."""
    path = directory / "store.db"
    return SqlTerminalStore(path, KeyFile(directory / "store.key", path), clock, chance)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Founded:
    """Who and what the shop begins with."""

    items: tuple[Item, ...]
    programme: Programme
    cashier_id: bytes
    manager_id: bytes
    members: tuple[bytes, ...]
    cards: tuple[str, ...]


def _set_up(store: SqlTerminalStore, chance: PlayedChance) -> _Founded:
    """Founds the shop in a new store."""
    store.set_up(
        Identity(
            merchant_id=chance.new_id(NOON),
            terminal_id=chance.new_id(NOON),
            terminal_name="BDG1",
            epoch=1,
            signing_key=chance.random_bytes(32),
            store=Store(
                store_id=chance.new_id(NOON),
                code="BDG",
                name="Kopi Setia",
                address="Jl. Braga 10, Bandung",
                tax_number="01.234.567.8-421.000",
                zone="Asia/Jakarta",
                cut_over_hour=4,
            ),
            server_url=None,
            server_key=None,
        )
    )
    programme, items = small_programme(), small_items()
    cards = tuple(card_code(chance.random_bytes(10)) for _ in PEOPLE)
    with store.writing() as unit:
        found_shop(unit)
        publish_first(unit, programme)
        list_items(unit, items)
        cashier = add_staff(unit, chance, NOON, name="Ayu", role=Role.CASHIER, pin=CASHIER_PIN)
        manager = add_staff(unit, chance, NOON, name="Citra", role=Role.MANAGER, pin=MANAGER_PIN)
        members = tuple(
            enrol_member(
                unit,
                chance,
                NOON,
                programme,
                NewMember(name=name, phone=phone, birthday=birthday, card=card),
            )
            for (name, phone, birthday), card in zip(PEOPLE, cards, strict=True)
        )
    return _Founded(
        items=items,
        programme=programme,
        cashier_id=cashier,
        manager_id=manager,
        members=members,
        cards=cards,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Template:
    """A founded shop as it lies on the disk. chance, ticks: how it left its generator and its clock."""

    store: bytes
    key: bytes
    chance: tuple[Any, ...]
    ticks: int
    founded: _Founded


@lru_cache(maxsize=8)
def _template(seed: int) -> _Template:
    """Founds the shop once a process and seed: schema and staff take longer than most tests of it."""
    with TemporaryDirectory() as folder:
        directory, clock, chance = Path(folder), PlayedClock(NOON), PlayedChance(Random(seed))
        store = open_store(directory, clock, chance)
        try:
            founded = _set_up(store, chance)
        finally:
            store.close()
        return _Template(
            store=(directory / "store.db").read_bytes(),
            key=(directory / "store.key").read_bytes(),
            chance=chance.random.getstate(),
            ticks=clock.ticks,
            founded=founded,
        )


def small_shop(directory: Path, language: Language = Language.INDONESIAN, seed: int = 1) -> SmallShop:
    """The shop in a directory that has none. Shops of one seed have the same ids and the same key."""
    template, founded = _template(seed), _template(seed).founded
    directory.mkdir(parents=True, exist_ok=True)
    for name, content in (("store.db", template.store), ("store.key", template.key)):
        path = directory / name
        path.touch(0o600, exist_ok=False)
        path.write_bytes(content)
    clock, chance = PlayedClock(NOON, template.ticks), PlayedChance(Random())
    chance.random.setstate(template.chance)
    store = open_store(directory, clock, chance)
    words, told = Words(language), Told()
    till = Till(
        store=store,
        clock=clock,
        chance=chance,
        write_receipt=lambda facts: receipt_of(words, facts),
        write_return_receipt=lambda facts: return_receipt_of(words, facts),
        on_commit=told,
        demo_pins={founded.cashier_id: CASHIER_PIN, founded.manager_id: MANAGER_PIN},
    )
    return SmallShop(
        directory=directory,
        clock=clock,
        chance=chance,
        store=store,
        till=till,
        items=founded.items,
        programme=founded.programme,
        cashier_id=founded.cashier_id,
        manager_id=founded.manager_id,
        members=founded.members,
        cards=founded.cards,
        told=told,
    )
