"""A shop to practise in: the real one's rules and items, people who don't exist, and nothing else of the real one.

It is a terminal of a merchant of its own, with a key of its own and no server, so that nothing that is sold here can
ever count elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from app.domain.basket import Item
from app.domain.codes import card_code
from app.domain.holding import Holding
from app.domain.ledger import Asset, new_lot, opening_lot
from app.domain.moving import open_balance
from app.domain.programme.document import Programme
from app.protocol.facts import BalanceOpened, Store
from app.services.found_shop import NewMember, add_staff, enrol_member, found_shop, list_items, publish_first
from app.services.front import Role
from app.services.ports import Chance
from app.services.unit import Identity, TerminalStore, Unit

PINS = {Role.CASHIER: "111111", Role.MANAGER: "999999"}
"""Shown on the login screen of a training."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingMember:
    """A member who doesn't exist, with points to begin with."""

    name: str
    phone: str
    points: int


PEOPLE = (
    TrainingMember(name="Ani Latihan", phone="+6281100000001", points=0),
    TrainingMember(name="Budi Latihan", phone="+6281100000002", points=500),
    TrainingMember(name="Citra Latihan", phone="+6281100000003", points=5_000),
)
_ITEMS_A_RECORD = 500
_SOURCE = "training"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingGoods:
    """What a training has of the real shop."""

    store: Store
    programme: Programme
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingNames:
    """till: stands in every receipt's number, which so is never a real receipt's. cashier, manager: who may log in."""

    till: str
    cashier: str
    manager: str


def goods_of(unit: Unit) -> TrainingGoods:
    """Copies what a training needs. Reads, and reads nobody's name."""
    return TrainingGoods(
        store=unit.identity().store, programme=unit.catalogue.programme(), items=unit.catalogue.all_items()
    )


def training_identity(chance: Chance, at: int, goods: TrainingGoods, names: TrainingNames) -> Identity:
    """Another merchant's till, in a shop of the same name."""
    return Identity(
        merchant_id=chance.new_id(at),
        terminal_id=chance.new_id(at),
        terminal_name=names.till,
        epoch=1,
        signing_key=chance.random_bytes(32),
        store=replace(goods.store, store_id=chance.new_id(at)),
        server_url=None,
        server_key=None,
    )


def fill_training(
    store: TerminalStore,
    chance: Chance,
    at: int,
    goods: TrainingGoods,
    names: TrainingNames,
    progress: Progress,
) -> None:
    """Fills a store that was just set up with `training_identity`. progress(done, of) hears of each step."""
    chunks = range(0, len(goods.items), _ITEMS_A_RECORD)
    steps = len(chunks) + 1
    with store.writing() as unit:
        found_shop(unit)
        publish_first(unit, goods.programme)
        add_staff(unit, chance, at, name=names.cashier, role=Role.CASHIER, pin=PINS[Role.CASHIER])
        add_staff(unit, chance, at, name=names.manager, role=Role.MANAGER, pin=PINS[Role.MANAGER])
        for number, person in enumerate(PEOPLE, start=1):
            member_id = _enrol(unit, chance, at, goods.programme, person)
            _give_points(unit, at, goods.programme, member_id, person.points, str(number))
    progress(1, steps)
    for done, start in enumerate(chunks, start=2):
        with store.writing() as unit:
            list_items(unit, goods.items[start : start + _ITEMS_A_RECORD])
        progress(done, steps)


def _enrol(unit: Unit, chance: Chance, at: int, programme: Programme, person: TrainingMember) -> bytes:
    card = card_code(chance.random_bytes(10))
    joining = NewMember(name=person.name, phone=person.phone, birthday="", card=card)
    return enrol_member(unit, chance, at, programme, joining)


def _give_points(
    unit: Unit, at: int, programme: Programme, member_id: bytes, points: int, reference: str
) -> None:
    """Points to redeem, as if brought in from an older system."""
    if points == 0:
        return
    lot_id = opening_lot(_SOURCE, reference)
    lot = new_lot(programme, Asset.POINTS, lot_id, points, at, programme.tiers[0].id)
    movement = open_balance(Holding(asset=Asset.POINTS), replace(lot, held_until=None))
    opened = BalanceOpened(
        member_id=member_id,
        source=_SOURCE,
        reference=reference,
        opened_at=at,
        lot=movement.opened[0],
        postings=movement.postings,
    )
    unit.journal.append(opened, member_id=member_id, revision=programme.revision)
