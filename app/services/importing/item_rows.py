"""A row of a file as an item, or why it can't be one. Nothing of the store is known here."""

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP

from app.domain.basket import Item
from app.domain.codes import gtin_in
from app.services.importing.columns import ColumnPlan
from app.services.importing.fields import Field
from app.services.importing.reasons import Reason, Rejected
from app.services.importing.source import SourceRow
from app.services.importing.spellings import Unreadable, amount_in, flag_in, kind_in, rupiah_in

LONGEST_NAME = 120
LONGEST_CODE = 64
LARGEST_PRICE = 10**12
_GTIN_LENGTHS = frozenset({8, 12, 13, 14})
_NO_VARIANT = frozenset({"", "regular", "default", "default title", "reguler"})
_DAMAGED = ("e+", "e-")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadItem:
    """An item as a file has one. barcode_dropped: it had a code that no scanner takes for a GTIN."""

    line: int
    item: Item
    barcode_dropped: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartOfItem:
    """A row that only says what the item above is made of."""

    line: int


@dataclass(slots=True)
class ItemReader:
    """Reads the rows of one file, in order: a variant's name and category stand in the first row of its group."""

    plan: ColumnPlan
    _group: str = ""
    _first: dict[Field, str] = field(default_factory=dict)

    def read(self, row: SourceRow) -> ReadItem | PartOfItem | Rejected:
        """One row; the first thing that is wrong with it decides."""
        if row.extra:
            return Rejected(row.line, Reason.TOO_MANY_CELLS)
        self._enter_group(row)
        barcode = _barcode(self._text(row, Field.BARCODE))
        sku = self._text(row, Field.SKU) or ("" if isinstance(barcode, Reason) else barcode)
        if not sku and self._text(row, Field.PART):
            return PartOfItem(line=row.line)
        sku = sku or self._text(row, Field.NUMBER)
        name = self._name(row)
        fault = _fault_of_words(sku, name, self._of_group(row, Field.CATEGORY))
        if fault is not None:
            return Rejected(row.line, *fault)
        if isinstance(barcode, Reason):
            return Rejected(row.line, barcode, self._text(row, Field.BARCODE))
        price = self._price(row)
        if isinstance(price, Reason):
            return Rejected(row.line, price, self._text(row, Field.PRICE))
        cost = self._cost(row)
        if isinstance(cost, Reason):
            return Rejected(row.line, cost, self._text(row, Field.COST))
        kind = kind_in(self._text(row, Field.KIND))
        if isinstance(kind, Unreadable):
            return Rejected(row.line, Reason.BAD_KIND, self._text(row, Field.KIND))
        item = Item(
            sku=sku,
            gtin=barcode,
            name=name,
            category=self._of_group(row, Field.CATEGORY),
            price=price,
            cost=cost,
            no_promotion=flag_in(self._text(row, Field.NO_PROMOTION)) is True,
            weighed=flag_in(self._of_group(row, Field.WEIGHED)) is True,
            tags=tuple(self._text(row, Field.TAGS).replace(",", " ").replace(";", " ").split()),
            tax=self._text(row, Field.TAX),
            kind=kind,
        )
        dropped = bool(self._text(row, Field.BARCODE)) and not barcode
        return ReadItem(line=row.line, item=item, barcode_dropped=dropped)

    def _enter_group(self, row: SourceRow) -> None:
        group = self._text(row, Field.GROUP)
        if not group or group != self._group or self._text(row, Field.NAME):
            self._group = group
            self._first = {
                each: self._text(row, each) for each in (Field.NAME, Field.CATEGORY, Field.WEIGHED)
            }

    def _text(self, row: SourceRow, wanted: Field) -> str:
        """The first of a field's cells with something in it."""
        return next((row.cells[place] for place in self.plan.places(wanted) if row.cells[place]), "")

    def _of_group(self, row: SourceRow, wanted: Field) -> str:
        return self._text(row, wanted) or (self._first.get(wanted, "") if self._group else "")

    def _name(self, row: SourceRow) -> str:
        """The item's name with what tells its variants apart."""
        variants = [row.cells[place] for place in self.plan.places(Field.VARIANT)]
        told = [variant for variant in variants if variant.casefold() not in _NO_VARIANT]
        whole = " ".join((self._of_group(row, Field.NAME), *told))
        printable = "".join(letter if letter.isprintable() else " " for letter in whole)
        return " ".join(printable.split())

    def _price(self, row: SourceRow) -> int | Reason:
        text = self._text(row, Field.PRICE)
        if not text:
            return Reason.NO_PRICE
        price = rupiah_in(text)
        return Reason.BAD_PRICE if isinstance(price, Unreadable) or price > LARGEST_PRICE else price

    def _cost(self, row: SourceRow) -> int | Reason | None:
        """Rupiah; a computed cost may have a fraction, which is rounded away. Zero is what nobody filled in."""
        text = self._text(row, Field.COST)
        if not text:
            return None
        cost = amount_in(text)
        if isinstance(cost, Unreadable) or not 0 <= cost <= LARGEST_PRICE:
            return Reason.BAD_COST
        return int(cost.to_integral_value(ROUND_HALF_UP)) or None


def _barcode(text: str) -> str | Reason:
    """A GTIN; a shop's own short code is none and is left out; one with a wrong check digit is a fault."""
    bare = text.strip().lstrip("'")
    if not bare:
        return ""
    gtin = gtin_in(bare)
    if gtin is not None:
        return gtin
    damaged = any(sign in bare.casefold() for sign in _DAMAGED)
    wrong = bare.isdigit() and len(bare) in _GTIN_LENGTHS
    return Reason.BAD_BARCODE if damaged or wrong else ""


def _fault_of_words(sku: str, name: str, category: str) -> tuple[Reason, str] | None:
    if not sku:
        return Reason.NO_SKU, name
    if not name:
        return Reason.NO_NAME, sku
    for text, most in ((sku, LONGEST_CODE), (name, LONGEST_NAME), (category, LONGEST_NAME)):
        if len(text) > most:
            return Reason.TOO_LONG, text[:most]
    return None
