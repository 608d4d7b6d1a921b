"""The sheets of a till that stands beside another: a bill is entered, and paid over there."""

from dataclasses import dataclass

from app.services.other_bill import off_there
from app.services.outcomes import QuotedBasket


@dataclass(frozen=True, slots=True, kw_only=True)
class BillSheet:
    """What stands on the other till's paper. total: digits, of all. parts: category and digits, of it.

    known: the categories are all that rules name. checking: whether it may be entered is being asked.
    """

    number: str = ""
    total: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    known: bool = False
    checking: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BillPaySheet:
    """What to key into the other till. quoted None: it is being priced. saving: it is being written."""

    quoted: QuotedBasket | None = None
    saving: bool = False

    @property
    def off(self) -> int:
        """Rupiah to key in over there as a discount."""
        return 0 if self.quoted is None else off_there(self.quoted.quote)
