"""How the server judges a push: what is new in it, and whether it continues what is held. Pure.

A record's hash covers everything before it, so the known records of a push are always its first ones. Where
the first new record doesn't follow the head of a branch but an older record, the journal was cloned or
restored: what is new is kept as a branch of its own, and nothing is lost.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.protocol.record import GENESIS, Head

TRUNK = 0
"""The branch of a journal that never forked."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a known record stands."""

    branch: int
    seq: int


@dataclass(frozen=True, slots=True)
class Held:
    """What the server has of one epoch of a terminal.

    heads: of each branch. places: of those records that the push names (its own and the one before them).
    """

    heads: Mapping[int, Head]
    places: Mapping[bytes, Place]


@dataclass(frozen=True, slots=True)
class Continues:
    """The records from index `new_from` on are new, the ones before are duplicates; all are on `branch`."""

    branch: int
    new_from: int


@dataclass(frozen=True, slots=True)
class Forks:
    """The records from index `new_from` on are new and begin `branch`, beside others at the same places."""

    branch: int
    new_from: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Records are missing before the push: it must begin after `seq`."""

    seq: int


Judgement = Continues | Forks | Gap


def judge(from_seq: int, prev_hash: bytes, hashes: Sequence[bytes], held: Held) -> Judgement:
    """Judges the records from_seq … whose chain is `hashes` (at least one) after prev_hash."""
    known = sum(record_hash in held.places for record_hash in hashes)
    if known == len(hashes):
        return Continues(branch=held.places[hashes[-1]].branch, new_from=known)
    before = hashes[known - 1] if known else prev_hash
    seq_before = from_seq + known - 1
    if seq_before == 0:
        return Forks(_next_branch(held), known) if held.heads else Continues(TRUNK, known)
    place = held.places.get(before)
    if place is None or place.seq != seq_before:
        return Gap(_restart_after(seq_before, held))
    for branch, head in held.heads.items():
        if head.record_hash == before:
            return Continues(branch, known)
    return Forks(_next_branch(held), known)


def lacking(seq: int, head_hash: bytes, held: Held) -> Gap | None:
    """Whether a record that the server confirmed once is no longer here: it was restored from a backup."""
    place = held.places.get(head_hash)
    if seq == 0 or (place is not None and place.seq == seq):
        return None
    return Gap(_restart_after(seq, held))


def is_linked(from_seq: int, prev_hash: bytes) -> bool:
    """Whether a push's previous hash can be right: GENESIS before seq 1, and nowhere else."""
    return (from_seq == 1) == (prev_hash == GENESIS)


def _next_branch(held: Held) -> int:
    return max(held.heads, default=TRUNK - 1) + 1


def _restart_after(seq_before: int, held: Held) -> int:
    """The newest head that lies before the push; if that was tried, all of the epoch must come again."""
    seqs = [head.seq for head in held.heads.values() if head.seq < seq_before]
    return max(seqs, default=0)
