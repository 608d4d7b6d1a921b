"""The amounts that conditions see: the lines' nets at the start of a phase."""

from collections.abc import Sequence

from app.domain.engine.choosers import Chooser
from app.domain.engine.scene import Scene


class View:
    """A phase's start. Sums that several rules ask for are kept."""

    __slots__ = ("_sums", "nets", "scene", "whole")

    def __init__(self, scene: Scene, nets: Sequence[int]) -> None:
        """nets: rupiah by place; copied."""
        self.scene = scene
        self.nets = tuple(nets)
        self.whole = sum(self.nets)
        self._sums: dict[int, int] = {}

    def net(self, chooser: Chooser) -> int:
        """What the lines of a chooser come to."""
        known = self._sums.get(chooser.number)
        if known is None:
            nets = self.nets
            known = self._sums[chooser.number] = sum([nets[place] for place in self.scene.places(chooser)])
        return known
