"""What the first run's wizard shows: all that was typed and chosen so far, and the step that is asked for now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Self

from app.domain.basket import Item
from app.services.first_run import FileUnreadable, ItemsRead, ProgrammeRead, Shipped, ShopMade
from app.services.front import Role
from app.services.new_shop import NewPerson, ShopTax
from app.services.programme_checks.finding import Severity

PIN_LENGTH = 6


class Way(StrEnum):
    """SHOP: a shop begins here. JOIN: this is one more till of a shop that has a server."""

    SHOP = "shop"
    JOIN = "join"


class Step(StrEnum):
    """The pages, in this order."""

    START = "start"
    SHOP = "shop"
    TAX = "tax"
    PROGRAMME = "programme"
    ITEMS = "items"
    STAFF = "staff"
    SERVER = "server"
    MAKE = "make"


STEPS_OF: Mapping[Way, tuple[Step, ...]] = {
    Way.SHOP: tuple(Step),
    Way.JOIN: (Step.START, Step.SERVER, Step.MAKE),
}


class Field(StrEnum):
    """What can be typed."""

    NAME = "name"
    ADDRESS = "address"
    PHONE = "phone"
    TAX_NUMBER = "tax-number"
    TILL = "till"
    CUT_OVER = "cut-over"
    SERVICE = "service"
    PROGRAMME_FILE = "programme-file"
    ITEMS_FILE = "items-file"
    ITEM_NAME = "item-name"
    ITEM_PRICE = "item-price"
    ITEM_CODE = "item-code"
    ITEM_CATEGORY = "item-category"
    PERSON = "person"
    PIN = "pin"
    PIN_AGAIN = "pin-again"
    URL = "url"
    CODE = "code"


LONGEST: Mapping[Field, int] = {
    Field.NAME: 48,
    Field.ADDRESS: 96,
    Field.PHONE: 24,
    Field.TAX_NUMBER: 24,
    Field.TILL: 12,
    Field.CUT_OVER: 2,
    Field.SERVICE: 2,
    Field.PROGRAMME_FILE: 400,
    Field.ITEMS_FILE: 400,
    Field.ITEM_NAME: 60,
    Field.ITEM_PRICE: 9,
    Field.ITEM_CODE: 32,
    Field.ITEM_CATEGORY: 40,
    Field.PERSON: 40,
    Field.PIN: PIN_LENGTH,
    Field.PIN_AGAIN: PIN_LENGTH,
    Field.URL: 200,
    Field.CODE: 40,
}
DIGITS = frozenset({Field.PHONE, Field.CUT_OVER, Field.SERVICE, Field.ITEM_PRICE, Field.PIN, Field.PIN_AGAIN})
"""Fields that hold nothing but digits."""


class Zone(StrEnum):
    """The time zones of Indonesia, by their IANA names."""

    WIB = "Asia/Jakarta"
    WITA = "Asia/Makassar"
    WIT = "Asia/Jayapura"


class ProgrammeWay(StrEnum):
    """Where the programme comes from."""

    SHIPPED = "shipped"
    FILE = "file"
    NONE = "none"


class ItemsWay(StrEnum):
    """Where the items come from."""

    FILE = "file"
    BY_HAND = "by-hand"
    LATER = "later"


class ServerWay(StrEnum):
    """Whether this shop has a server."""

    NONE = "none"
    JOIN = "join"


class Wrong(StrEnum):
    """Why a field can't be taken."""

    EMPTY = "empty"
    TILL = "till"
    HOUR = "hour"
    SERVICE = "service"
    PRICE = "price"
    TAKEN = "taken"
    BARCODE = "barcode"
    PIN = "pin"
    EASY_PIN = "easy-pin"
    OTHER_PIN = "other-pin"
    URL = "url"


class Asked(StrEnum):
    """What a step still wants before the next."""

    PROGRAMME = "programme"
    PROGRAMME_FILE = "programme-file"
    ITEMS = "items"
    ITEMS_FILE = "items-file"
    MANAGER = "manager"
    HALF_AN_ITEM = "half-an-item"
    HALF_A_PERSON = "half-a-person"


class Making(StrEnum):
    """How far it is: RUNNING can't be left; DONE: the shop is on disk; FAILED: nothing is."""

    NOT_YET = "not-yet"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstRunState:
    """texts: as typed. shipped None: being loaded. files: that may be meant, on the steps that read one.

    reading: a file is being read. wrong: the field that keeps the step from the next, and why. asked: what else does.
    done_share: of the making, 0 to 1. refused: why the server said no, a code of `line_sentence`. fault: what went
    wrong while making.
    """

    way: Way = Way.SHOP
    step: Step = Step.START
    texts: Mapping[Field, str] = field(default_factory=dict)
    zone: Zone = Zone.WIB
    tax: ShopTax = ShopTax.NONE
    inside: bool = True
    programme_way: ProgrammeWay | None = None
    shipped: Shipped | None = None
    chosen: str = ""
    programme_read: ProgrammeRead | FileUnreadable | None = None
    items_way: ItemsWay | None = None
    items_read: ItemsRead | FileUnreadable | None = None
    items: tuple[Item, ...] = ()
    files: tuple[str, ...] = ()
    reading: bool = False
    staff: tuple[NewPerson, ...] = ()
    role: Role = Role.MANAGER
    badges: bool = False
    server_way: ServerWay = ServerWay.NONE
    wrong: tuple[Field, Wrong] | None = None
    asked: Asked | None = None
    making: Making = Making.NOT_YET
    done_share: float = 0.0
    made: ShopMade | None = None
    refused: str = ""
    fault: Exception | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The pages of this way."""
        return STEPS_OF[self.way]

    @property
    def place(self) -> int:
        """Which of the pages it is, from 0."""
        return self.steps.index(self.step)

    @property
    def joins(self) -> bool:
        """Whether a server is to be asked."""
        return self.way is Way.JOIN or self.server_way is ServerWay.JOIN

    @property
    def programme_is_sound(self) -> bool:
        """Whether the file that was read can be opened with."""
        read = self.programme_read
        return isinstance(read, ProgrammeRead) and all(
            finding.severity is not Severity.ERROR for finding in read.findings
        )

    @property
    def items_are_readable(self) -> bool:
        """Whether the file of items can be brought in."""
        return isinstance(self.items_read, ItemsRead)

    def text(self, which: Field) -> str:
        """What was typed, without the blanks around it."""
        return " ".join(self.texts.get(which, "").split())

    def lists_more_than(self, before: Self) -> bool:
        """Whether an item or a person was added since."""
        return len(before.items) < len(self.items) or len(before.staff) < len(self.staff)
