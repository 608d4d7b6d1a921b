"""Some rows of a file beside the store: which items are new, which changed, which are left out."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from app.domain.basket import Item
from app.protocol.facts import ItemsListed
from app.services.importing.columns import ColumnPlan
from app.services.importing.fields import Field
from app.services.importing.item_rows import ReadItem
from app.services.importing.reasons import Reason, Rejected
from app.services.importing.report import ImportReport, Note, Outcome, Sample
from app.services.importing.store_port import Entry, ImportUnit


@dataclass(slots=True)
class ItemImport:
    """One file on its way into a store. `take` is called for each batch in order."""

    plan: ColumnPlan
    report: ImportReport
    _skus: set[str] = field(default_factory=set)
    _gtins: dict[str, str] = field(default_factory=dict)

    def take(self, unit: ImportUnit, rows: Sequence[ReadItem]) -> tuple[list[Entry], list[Rejected]]:
        """One fact that lists what is new or changed, and which rows are left out. Reads only."""
        known = unit.items_by_sku({row.item.sku for row in rows})
        owners = unit.skus_by_gtin({row.item.gtin for row in rows if row.item.gtin})
        taxes = {tax.id for tax in unit.programme().taxes}
        listed: list[Item] = []
        rejected: list[Rejected] = []
        for row in rows:
            fault = self._fault(row, owners, taxes)
            if fault is not None:
                rejected.append(fault)
                continue
            self._skus.add(row.item.sku)
            if row.item.gtin:
                self._gtins[row.item.gtin] = row.item.sku
            before = known.get(row.item.sku)
            item = row.item if before is None else self._over(before, row.item)
            outcome = Outcome.NEW if before is None else Outcome.SAME if item == before else Outcome.CHANGED
            self.report.count(outcome, partial(Sample, line=row.line, what=item.name, code=item.sku))
            self.report.notes[Note.BARCODE_DROPPED] += row.barcode_dropped
            if outcome is not Outcome.SAME:
                listed.append(item)
        return ([Entry(fact=ItemsListed(items=tuple(listed)))] if listed else []), rejected

    def _fault(self, row: ReadItem, owners: dict[str, str], taxes: set[str]) -> Rejected | None:
        item = row.item
        if item.sku in self._skus:
            return Rejected(row.line, Reason.REPEATED, item.sku)
        if item.gtin:
            owner = self._gtins.get(item.gtin) or owners.get(item.gtin) or item.sku
            if owner != item.sku:
                return Rejected(row.line, Reason.BARCODE_TAKEN, f"{item.gtin} ({owner})")
        if item.tax and item.tax not in taxes:
            return Rejected(row.line, Reason.UNKNOWN_TAX, item.tax)
        return None

    def _over(self, before: Item, read: Item) -> Item:
        """The item with what the file has columns for; the rest stays."""
        has = set(self.plan.fields)
        return replace(
            before,
            name=read.name,
            price=read.price,
            gtin=read.gtin if Field.BARCODE in has else before.gtin,
            category=read.category if Field.CATEGORY in has else before.category,
            cost=read.cost if Field.COST in has else before.cost,
            tags=read.tags if Field.TAGS in has else before.tags,
            weighed=read.weighed if Field.WEIGHED in has else before.weighed,
            no_promotion=read.no_promotion if Field.NO_PROMOTION in has else before.no_promotion,
            kind=read.kind if Field.KIND in has else before.kind,
            tax=read.tax if Field.TAX in has else before.tax,
        )
