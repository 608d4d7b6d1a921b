"""The amounts that conditions see: the lines' nets at the start of a phase."""

from collections.abc import Sequence

from app.domain.basket import PaymentMethod
from app.domain.engine.choosers import Chooser
from app.domain.engine.scene import Scene


class View:
    """A phase's start. Sums that several rules ask for are kept."""

    __slots__ = ("_sums", "nets", "scene", "whole")

    def __init__(self, scene: Scene, nets: Sequence[int], whole: int | None = None) -> None:
        """nets: rupiah by place; copied. whole: what tenders carried shares of; None: the sum of the nets."""
        self.scene = scene
        self.nets = tuple(nets)
        self.whole = sum(self.nets) if whole is None else whole
        self._sums: dict[int, int] = {}

    def carried_by(self, methods: frozenset[PaymentMethod]) -> int:
        """What these methods carry of the whole: split parts, and what the last tender pays."""
        inputs = self.scene.inputs
        carried = sum(part.amount for part in inputs.split if part.method in methods)
        if inputs.tender is not None and PaymentMethod(inputs.tender.value) in methods:
            carried += max(0, self.whole - sum(part.amount for part in inputs.split))
        return carried

    def net(self, chooser: Chooser) -> int:
        """What the lines of a chooser come to."""
        known = self._sums.get(chooser.number)
        if known is None:
            nets = self.nets
            known = self._sums[chooser.number] = sum([nets[place] for place in self.scene.places(chooser)])
        return known
