"""Why a file can't be used, and why one of its rows is left out: data for people to read elsewhere."""

from dataclasses import dataclass
from enum import StrEnum


class SourceFault(StrEnum):
    """Why a file can't be used at all."""

    EMPTY = "empty"
    NOT_A_TABLE = "not-a-table"
    """It can't be read as text with a heading, or as a workbook."""
    TOO_LARGE = "too-large"
    OPEN_QUOTE = "open-quote"
    """A quotation mark that nothing closes swallowed what follows the line."""
    NO_USE = "no-use"
    """Its columns don't say what is needed."""
    OTHER_SUBJECT = "other-subject"
    """Its columns are those of a list of items where members were asked for, or the other way round."""
    UNKNOWN_COLUMN = "unknown-column"
    """A mapping names a column that the file doesn't have."""
    UNKNOWN_FIELD = "unknown-field"
    """A mapping names a field that nobody knows."""


class UnusableSource(Exception):
    """A file that can't be imported. detail: what was found; line: where; allowed: what there is instead."""

    def __init__(
        self, fault: SourceFault, detail: str = "", line: int = 0, allowed: tuple[str, ...] = ()
    ) -> None:
        super().__init__(f"{fault}: {detail}")
        self.fault = fault
        self.detail = detail
        self.line = line
        self.allowed = allowed


class Reason(StrEnum):
    """Why a row is left out."""

    TOO_MANY_CELLS = "too-many-cells"
    REPEATED = "repeated"
    """An earlier row of the file is the same person or thing."""
    TOO_LONG = "too-long"

    NO_IDENTITY = "no-identity"
    """Neither card, nor number in the old system, nor phone."""
    BAD_PHONE = "bad-phone"
    BAD_BIRTHDAY = "bad-birthday"
    BAD_DATE = "bad-date"
    BAD_POINTS = "bad-points"
    NEGATIVE_POINTS = "negative-points"
    CARD_TAKEN = "card-taken"
    """The card is another member's."""
    UNKNOWN_TIER = "unknown-tier"
    INACTIVE = "inactive"

    NO_SKU = "no-sku"
    NO_NAME = "no-name"
    NO_PRICE = "no-price"
    BAD_PRICE = "bad-price"
    BAD_COST = "bad-cost"
    BAD_KIND = "bad-kind"
    BAD_BARCODE = "bad-barcode"
    BARCODE_TAKEN = "barcode-taken"
    """The barcode is that of another item."""
    UNKNOWN_TAX = "unknown-tax"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is left out. found: the text that can't be used, or what is in the way."""

    line: int
    reason: Reason
    found: str = ""
