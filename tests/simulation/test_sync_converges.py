"""Whatever the line does, and whoever is restored or cloned: no record is lost, none counts twice."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.protocol.messages import Ack
from app.protocol.terminal_sync import AckRefused, AckTaken, SyncState
from tests.support.sync_simulation import PromiseBroken, run, run_many

seeds = st.integers(0, 2**32)


@given(seeds)
def test_a_bad_line_loses_and_doubles_nothing(seed: int) -> None:
    run(seed, clones=False, restores=False)


@given(seeds)
def test_clones_and_restored_servers_lose_and_double_nothing(seed: int) -> None:
    run(seed)


@given(seeds)
def test_a_server_that_confirms_what_is_not_mine_is_never_believed(seed: int) -> None:
    run(seed, sloppy=True)


def test_the_runs_meet_what_they_are_for() -> None:
    worlds = run_many(range(60))
    assert sum(len(world.terminals) > 1 for world in worlds) > 20, "clones"
    assert sum(len(world.centre.heads) > 1 for world in worlds) > 20, "forks"
    assert sum(world.centre.generation != b"first" for world in worlds) > 10, "restored servers"


def by_number_only(
    state: SyncState, ack: Ack, own_hash: bytes | None, nonce: bytes, now: int
) -> AckTaken | AckRefused:
    """A terminal that takes the server's word for it."""
    return AckTaken(
        state=replace(state, acked_epoch=ack.epoch, acked_seq=ack.seq, failures=0, retry_at=0),
        new_generation=False,
    )


def test_a_terminal_that_believes_a_mere_number_is_caught() -> None:
    """The negative control: the same runs, with the check of the own hash left out."""
    with pytest.raises(PromiseBroken, match="never arrived"):
        run_many(range(60), believe=by_number_only, sloppy=True)


def test_a_server_that_knows_no_duplicates_is_caught() -> None:
    """The negative control: the same runs, with the permanent inbox left out."""
    with pytest.raises(PromiseBroken, match="twice"):
        run_many(range(60), forgetful=True, clones=False, restores=False)
