"""A programme's `Lines`, made ready for looking lines up by what they are."""

from dataclasses import dataclass, field

from app.domain.basket import Item
from app.domain.programme.lines import Lines

Key = tuple[str, str]
"""A SKU, category or tag with what it is."""

ALL: Key = ("all", "")
"""What a chooser that names nothing looks for."""


def keys_of(item: Item) -> list[Key]:
    """Everything by which an item can be chosen."""
    return [("sku", item.sku), ("category", item.category), *(("tag", tag) for tag in item.tags)]


@dataclass(frozen=True, slots=True, eq=False)
class Chooser:
    """One `Lines`. number: unique within the programme. keys: any of which takes a line; excepts: none may."""

    number: int
    everything: bool
    skus: tuple[str, ...]
    keys: tuple[Key, ...]
    excepts: frozenset[Key]

    def excludes(self, item: Item) -> bool:
        """Whether an exception fits."""
        return bool(self.excepts) and not self.excepts.isdisjoint(keys_of(item))

    @property
    def looks_for(self) -> tuple[Key, ...]:
        """Keys without any of which a basket has nothing for it."""
        return (ALL,) if self.everything else self.keys


@dataclass(slots=True)
class Choosers:
    """Makes each distinct `Lines` ready once."""

    _known: dict[Lines, Chooser] = field(default_factory=dict)

    def of(self, lines: Lines) -> Chooser:
        """The chooser of these lines."""
        known = self._known.get(lines)
        if known is None:
            known = self._known[lines] = _chooser(len(self._known), lines)
        return known


def _chooser(number: int, lines: Lines) -> Chooser:
    skus = tuple(dict.fromkeys(lines.skus))
    keys = (
        *(("sku", sku) for sku in skus),
        *(("category", category) for category in dict.fromkeys(lines.categories)),
        *(("tag", tag) for tag in dict.fromkeys(lines.tags)),
    )
    excepts = frozenset(
        (
            *(("sku", sku) for sku in lines.except_skus),
            *(("category", category) for category in lines.except_categories),
            *(("tag", tag) for tag in lines.except_tags),
        )
    )
    return Chooser(number=number, everything=not keys, skus=skus, keys=keys, excepts=excepts)
