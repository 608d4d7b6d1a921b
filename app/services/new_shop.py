"""A shop that begins: what a person said of it becomes its programme, and fills a store that was just set up."""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Any

from app.domain.basket import Item
from app.domain.programme.document import Programme
from app.domain.programme.levels import Tier
from app.domain.programme.lines import ALL_LINES
from app.domain.programme.points import EarnRate, PointsRules
from app.domain.programme.settling import ServiceCharge, Tax, TaxRate
from app.protocol.facts import Store
from app.services.found_shop import PIN_DIGITS, add_staff, found_shop, list_items, publish_first
from app.services.front import Role
from app.services.ports import Chance
from app.services.print_badge import print_badge
from app.services.unit import Identity, TerminalStore

FIRST_REVISION = 1
_CODE_LETTERS = 3
_ITEMS_A_RECORD = 500

Progress = Callable[[int, int], None]


class ShopTax(StrEnum):
    """The tax of all goods that have none of their own."""

    NONE = "none"
    PB1 = "pb1"
    PPN = "ppn"


_RATES = {ShopTax.NONE: Decimal(0), ShopTax.PB1: Decimal(10), ShopTax.PPN: Decimal(11)}
"""Percent. PPN: 12 % of eleven twelfths of the price is 11 % of it."""
_TAX_NAMES = {ShopTax.NONE: "-", ShopTax.PB1: "PB1", ShopTax.PPN: "PPN"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """What comes on a bill besides the goods. inside: the prices contain the tax. service: percent; 0: none."""

    tax: ShopTax
    inside: bool
    service: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPerson:
    """Who may log in. pin: six digits."""

    name: str
    role: Role
    pin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewShop:
    """All that a shop begins with. till: this terminal's name. badges: print one for each person."""

    name: str
    address: str
    tax_number: str
    zone: str
    cut_over_hour: int
    till: str
    programme: Programme
    items: tuple[Item, ...]
    staff: tuple[NewPerson, ...]
    badges: bool


def plain_programme(name: str) -> Programme:
    """For a shop without a programme yet: members can be enrolled, and nobody earns anything."""
    nothing = EarnRate(id="nothing", name="–", lines=ALL_LINES, rupiah_per_point=None)
    return Programme(
        name=name,
        zone="UTC",
        points=PointsRules(rupiah_per_point=1_000, value=1, rates=(nothing,)),
        tiers=(Tier(id="member", name="Member", threshold=0),),
        taxes=(_tax(Settling(tax=ShopTax.NONE, inside=True, service=Decimal(0))),),
    )


def named_after(programme: Programme, shop: str) -> Programme:
    """A shipped programme with the shop's name wherever it says its own, also in what members agree to."""
    renamed: Programme = _renamed(programme, programme.name, shop)
    return renamed


def _renamed(value: Any, old: str, new: str) -> Any:
    if type(value) is str:
        return value.replace(old, new)
    if isinstance(value, tuple):
        return tuple(_renamed(one, old, new) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        names = (field.name for field in fields(value))
        return replace(value, **{name: _renamed(getattr(value, name), old, new) for name in names})
    return value


def settled(programme: Programme, settling: Settling, zone: str) -> Programme:
    """A programme as this shop's first revision. Its first tax and its service charge give way to the shop's own."""
    tax = _tax(settling)
    others = tuple(other for other in programme.taxes[1:] if other.id != tax.id)
    taxed = None if settling.tax is ShopTax.NONE else tax.id
    service = None
    if settling.service:
        service = ServiceCharge(name="Service", percent=settling.service, tax=taxed)
    return replace(
        programme, revision=FIRST_REVISION, zone=zone, taxes=(tax, *others), service_charge=service
    )


def _tax(settling: Settling) -> Tax:
    return Tax(
        id=settling.tax.value,
        name=_TAX_NAMES[settling.tax],
        rates=(TaxRate(percent=_RATES[settling.tax]),),
        inside=settling.inside,
    )


def is_easy(pin: str) -> bool:
    """Whether it is among the PINs that are tried first: one digit, a run, or a part that comes again."""
    digits = [int(digit) for digit in pin]
    steps = {(after - before) % 10 for before, after in pairwise(digits)}
    halves = {pin[:size] * (PIN_DIGITS // size) for size in (2, 3)}
    pairs = "".join(digit * 2 for digit in pin[::2])
    return steps in ({0}, {1}, {9}) or pin in halves or pin == pairs


def new_identity(chance: Chance, at: int, shop: NewShop) -> Identity:
    """A merchant, a store and a terminal that is its own centre."""
    return Identity(
        merchant_id=chance.new_id(at),
        terminal_id=chance.new_id(at),
        terminal_name=shop.till,
        epoch=1,
        signing_key=chance.random_bytes(32),
        store=Store(
            store_id=chance.new_id(at),
            code=_code(shop.name),
            name=shop.name,
            address=shop.address,
            tax_number=shop.tax_number,
            zone=shop.zone,
            cut_over_hour=shop.cut_over_hour,
        ),
        server_url=None,
        server_key=None,
    )


def fill_shop(store: TerminalStore, chance: Chance, at: int, shop: NewShop, progress: Progress) -> None:
    """Fills a store that was just set up with `new_identity`. progress(done, of) hears of each step."""
    chunks = range(0, len(shop.items), _ITEMS_A_RECORD)
    steps = len(chunks) + len(shop.staff) + 1
    with store.writing() as unit:
        found_shop(unit)
        publish_first(unit, shop.programme)
    progress(1, steps)
    for done, start in enumerate(chunks, start=2):
        with store.writing() as unit:
            list_items(unit, shop.items[start : start + _ITEMS_A_RECORD])
        progress(done, steps)
    for done, person in enumerate(shop.staff, start=len(chunks) + 2):
        with store.writing() as unit:
            staff_id = add_staff(unit, chance, at, name=person.name, role=person.role, pin=person.pin)
            if shop.badges:
                print_badge(unit, chance, staff_id, at)
        progress(done, steps)


def _code(name: str) -> str:
    """What rules name the store by: the first letters of its name."""
    letters = "".join(character for character in name.upper() if character.isascii() and character.isalnum())
    return letters[:_CODE_LETTERS] or "SHOP"
