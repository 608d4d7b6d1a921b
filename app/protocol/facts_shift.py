"""What happens to a till's drawer besides sales and returns: a shift begins, cash comes and goes, a shift is closed."""

from dataclasses import dataclass

from app.domain.changes import DrawerKind
from app.domain.shift import CashCount
from app.domain.shift_report import ShiftReport
from app.protocol.heading import Heading


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftOpened:
    """A cashier's drawer session begins; the document's id is the shift's. opening: the float."""

    heading: Heading
    opening: CashCount


@dataclass(frozen=True, slots=True, kw_only=True)
class CashMoved:
    """Cash that comes or goes without a sale, in rupiah, above zero; 0 when the drawer was only opened.

    kind: PAY_IN, PAY_OUT or NO_SALE. The heading's reason says why.
    """

    heading: Heading
    shift_id: bytes
    kind: DrawerKind
    amount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShiftClosed:
    """A shift is over: its Z report. number: of it, one more than the till's last. expected, difference: rupiah.

    counted: without knowing what was expected. difference = counted − expected: below zero is missing.
    """

    heading: Heading
    shift_id: bytes
    number: int
    counted: CashCount
    expected: int
    difference: int
    report: ShiftReport
