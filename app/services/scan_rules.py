"""The rules by which a scan is told what it names, as data: in order, and the first that takes it decides."""

from dataclasses import dataclass, field
from enum import StrEnum

from app.services.scans import ScanSource, Symbology

ALL_SOURCES = frozenset(ScanSource)
ALL_FORMATS = frozenset(Symbology) - {Symbology.UNKNOWN}


class RuleKind(StrEnum):
    """What a rule takes. RECEIPT, CARD, VOUCHER, GIFT_CARD: Setia's own codes, with their check characters.

    KNOWN_CARD: a text that is in the books as somebody's card (an older system's, a partner's). CARD_NUMBER: a
    number of a layout that is a card's whether or not it is in the books. ITEM: a GTIN. MEASURED_ITEM: an item with
    its weight or price in the code. STAFF: a badge.
    """

    RECEIPT = "receipt"
    CARD = "card"
    KNOWN_CARD = "known-card"
    CARD_NUMBER = "card-number"
    VOUCHER = "voucher"
    GIFT_CARD = "gift-card"
    ITEM = "item"
    MEASURED_ITEM = "measured-item"
    STAFF = "staff"


LAYOUT_KINDS = frozenset({RuleKind.CARD_NUMBER, RuleKind.MEASURED_ITEM})
"""Those that can't be told without a layout."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanRule:
    """name: what people call it. sources, formats: of which scans it may be asked; a scanner that doesn't say the
    format is always asked.

    prefix: stands before the number and is no part of it. layout: see `number_layout`. rupiah: what 1 in the printed
    price is worth.
    """

    name: str
    kind: RuleKind
    sources: frozenset[ScanSource] = ALL_SOURCES
    formats: frozenset[Symbology] = ALL_FORMATS
    prefix: str = ""
    layout: str = ""
    rupiah: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRules:
    """What is believed of one kind of device. Short ITF codes are parts of longer ones."""

    formats: frozenset[Symbology] = ALL_FORMATS
    shortest_itf: int = 1


def _usual_rules() -> tuple[ScanRule, ...]:
    kinds = ("receipt", "card", "known-card", "voucher", "gift-card", "item", "staff")
    return tuple(ScanRule(name=kind, kind=RuleKind(kind)) for kind in kinds)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanRules:
    """Without a file of its own a till has these."""

    rules: tuple[ScanRule, ...] = field(default_factory=_usual_rules)
    camera: SourceRules = SourceRules(shortest_itf=6)
    serial: SourceRules = SourceRules()
    wedge: SourceRules = SourceRules()

    def of_source(self, source: ScanSource) -> SourceRules:
        """What is believed of a device of this kind."""
        match source:
            case ScanSource.CAMERA:
                return self.camera
            case ScanSource.SERIAL:
                return self.serial
            case ScanSource.WEDGE:
                return self.wedge


USUAL_SCAN_RULES = ScanRules()
