"""A round does slices until nothing is due, leaves the server's alone, and ends when the till stops."""

from collections.abc import Iterator

from app.entrypoints.rounds import Slice, go_round
from app.services.rounds import LeftToServer, RoundOutcome, SliceDone


def slices(*outcomes: RoundOutcome) -> tuple[Slice, Iterator[RoundOutcome]]:
    """Work that ends in these outcomes, one a call, and what wasn't asked for."""
    waiting = iter(outcomes)
    return (lambda: next(waiting)), waiting


def test_slices_are_done_until_none_is_left() -> None:
    work, rest = slices(SliceDone(done=2, left=3), SliceDone(done=3, left=0), SliceDone(done=0, left=0))
    go_round([work], lambda _: False)
    assert len(list(rest)) == 1


def test_each_kind_has_its_turn() -> None:
    left, _ = slices(LeftToServer())
    work, rest = slices(SliceDone(done=1, left=0))
    go_round([left, work], lambda _: False)
    assert list(rest) == []


def test_a_till_that_stops_leaves_the_rest_for_the_next_round() -> None:
    work, rest = slices(SliceDone(done=1, left=9), SliceDone(done=1, left=8))
    other, untouched = slices(SliceDone(done=0, left=0))
    go_round([work, other], lambda _: True)
    assert (len(list(rest)), len(list(untouched))) == (1, 1)


def test_work_that_can_t_go_on_is_not_asked_for_ever() -> None:
    work, rest = slices(SliceDone(done=0, left=4), SliceDone(done=0, left=4))
    go_round([work], lambda _: False)
    assert len(list(rest)) == 1
