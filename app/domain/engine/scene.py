"""What one quote looks at: the basket's families and open lines, the shop's wall clock, the rights at hand."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from app.domain.basket import UNIT, ItemKind, Line, MemberSnapshot, QuoteInputs
from app.domain.calendar import local_time
from app.domain.engine.choosers import ALL, Chooser, Key, keys_of

Places = tuple[int, ...]
"""Places of lines in the basket, rising from 0."""


class Scene:
    """The frozen inputs, looked at once; places and sums that several rules ask for are kept."""

    __slots__ = (
        "_by_key",
        "_goods",
        "_modifiers",
        "_others",
        "_places",
        "families",
        "inputs",
        "keys",
        "lines",
        "member",
        "minute",
        "rights",
        "roots",
        "today",
        "weekday",
    )

    def __init__(self, inputs: QuoteInputs) -> None:
        """Of inputs without faults (see `basket_faults`)."""
        self.inputs = inputs
        self.lines: tuple[Line, ...] = inputs.lines
        self.member: MemberSnapshot | None = inputs.member
        now = local_time(inputs.opened_at, inputs.zone)
        self.today: date = now.date()
        self.minute = now.hour * 60 + now.minute
        self.weekday = now.weekday()
        self.rights = {(right.rule_id, right.limit): right.left for right in inputs.rights}
        self._places: dict[int, Places] = {}
        self._find_families()
        self._find_keys()

    def _find_families(self) -> None:
        """roots: of each place, the place of its root. families: of each root, its open lines, itself first."""
        place_of = {line.number: place for place, line in enumerate(self.lines)}
        self.roots: list[int] = []
        self.families: dict[int, list[int]] = {}
        for place, line in enumerate(self.lines):
            root = place if line.parent is None else place_of[line.parent]
            self.roots.append(root)
            if not (line.item.no_promotion or self.lines[root].item.no_promotion):
                self.families.setdefault(root, []).append(place)

    def _find_keys(self) -> None:
        """Which open roots have a SKU, a category, a tag; what is no goods, and modifiers, are found by SKU."""
        self._goods: list[int] = []
        self._others: dict[str, list[int]] = defaultdict(list)
        self._modifiers: dict[str, list[int]] = defaultdict(list)
        self._by_key: dict[Key, list[int]] = defaultdict(list)
        for root in self.families:
            for modifier in self.families[root][1:]:
                self._modifiers[self.lines[modifier].item.sku].append(modifier)
            item = self.lines[root].item
            if item.kind is not ItemKind.GOODS:
                self._others[item.sku].append(root)
                continue
            self._goods.append(root)
            for key in keys_of(item):
                self._by_key[key].append(root)
        self.keys: set[Key] = set(self._by_key)
        self.keys.update(("sku", sku) for sku in (*self._others, *self._modifiers))
        if self._goods:
            self.keys.add(ALL)

    def places(self, chooser: Chooser) -> Places:
        """Open lines that a chooser takes, with their modifiers."""
        known = self._places.get(chooser.number)
        if known is None:
            known = self._places[chooser.number] = self._chosen(chooser)
        return known

    def _chosen(self, chooser: Chooser) -> Places:
        roots: Iterable[int]
        if chooser.everything:
            roots = self._goods
        else:
            roots = {root for key in chooser.keys for root in self._by_key.get(key, ())}
        if chooser.excepts:
            roots = [root for root in roots if not chooser.excludes(self.lines[root].item)]
        chosen = {place for root in roots for place in self.families[root]}
        for sku in chooser.skus:
            for root in self._others.get(sku, ()):
                if not chooser.excludes(self.lines[root].item):
                    chosen.update(self.families[root])
            chosen.update(
                place
                for place in self._modifiers.get(sku, ())
                if not chooser.excludes(self.lines[place].item)
            )
        return tuple(sorted(chosen))

    def of_kind(self, kind: ItemKind) -> Places:
        """Open lines of a kind, with their modifiers."""
        roots = (root for root in self.families if self.lines[root].item.kind is kind)
        return tuple(sorted(place for root in roots for place in self.families[root]))

    def units(self, root: int) -> int:
        """Whole units of a root line; 0 for what is weighed or broken."""
        line = self.lines[root]
        return 0 if line.item.weighed or line.quantity % UNIT else line.quantity // UNIT

    def by_root(self, places: Iterable[int]) -> dict[int, list[int]]:
        """Places by family, in the order of their roots."""
        groups: dict[int, list[int]] = {}
        for place in places:
            groups.setdefault(self.roots[place], []).append(place)
        return dict(sorted(groups.items()))

    def quantity(self, places: Iterable[int]) -> int:
        """Thousandths of the root lines among these places."""
        return sum(self.lines[place].quantity for place in places if self.roots[place] == place)
