"""What a terminal sends, when it waits, and what it believes."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.protocol.messages import MAX_CHANGES, MAX_RECORDS, Ack, Page
from app.protocol.record import GENESIS, Head
from app.protocol.terminal_sync import (
    LONGEST_WAIT,
    PULL_EVERY,
    SHORTEST_WAIT,
    AckRefused,
    AckTaken,
    AskChanges,
    Disbelief,
    FeedRestarted,
    PageRefused,
    PageTaken,
    SendRecords,
    SyncState,
    WaitUntil,
    decide,
    on_ack,
    on_failure,
    on_gap,
    on_kick,
    on_page,
)

NOW = 1_795_323_600_000
NONCE = b"n" * 16
HASH = b"h" * 32
HEAD = Head(epoch=1, seq=20, record_hash=HASH)
SENT = SyncState(generation=b"one", acked_epoch=1, acked_seq=20, cursor=7)


def ack(**changed: object) -> Ack:
    plain = Ack(
        nonce=NONCE,
        generation=b"one",
        epoch=1,
        seq=20,
        head_hash=HASH,
        exceptions=(),
        server_time=NOW + 1500,
        signature=b"",
    )
    return replace(plain, **changed)  # type: ignore[arg-type]  # a test changes any field


def page(**changed: object) -> Page:
    plain = Page(
        nonce=NONCE,
        generation=b"one",
        cursor=9,
        changes=(),
        more=False,
        included_epoch=1,
        included_seq=20,
        server_time=NOW + 1500,
        signature=b"",
    )
    return replace(plain, **changed)  # type: ignore[arg-type]  # a test changes any field


def test_records_go_out_before_changes_come_in() -> None:
    assert decide(SyncState(), HEAD, NOW, None) == SendRecords(1, 1, MAX_RECORDS)
    assert decide(replace(SENT, acked_seq=12), HEAD, NOW, None) == SendRecords(1, 13, MAX_RECORDS)
    assert decide(SENT, HEAD, NOW, None) == AskChanges(7, MAX_CHANGES)


def test_a_new_epoch_is_sent_from_its_first_record() -> None:
    head = Head(epoch=2, seq=3, record_hash=HASH)
    assert decide(SENT, head, NOW, None) == SendRecords(2, 1, MAX_RECORDS)


def test_a_till_with_nothing_to_say_asks_now_and_then() -> None:
    assert decide(SENT, HEAD, NOW, NOW - 1) == WaitUntil(NOW - 1 + PULL_EVERY)
    assert decide(SENT, HEAD, NOW, NOW - PULL_EVERY) == AskChanges(7, MAX_CHANGES)


def test_a_new_record_does_not_shorten_a_back_off() -> None:
    waiting = replace(SENT, failures=3, retry_at=NOW + 4_000)
    head = replace(HEAD, seq=21)
    assert decide(waiting, head, NOW, None) == WaitUntil(NOW + 4_000)
    assert decide(waiting, head, NOW + 4_000, None) == SendRecords(1, 21, MAX_RECORDS)


def test_a_person_may_ask_at_once() -> None:
    waiting = replace(SENT, failures=3, retry_at=NOW + 4_000)
    assert decide(on_kick(waiting, NOW), HEAD, NOW, None) == AskChanges(7, MAX_CHANGES)


@pytest.mark.parametrize("jump", [-(10**12), -LONGEST_WAIT - 1, 10**12])
def test_a_clock_that_jumps_delays_nothing(jump: int) -> None:
    waiting = replace(SENT, failures=9, retry_at=NOW + LONGEST_WAIT)
    assert decide(waiting, HEAD, NOW + jump, NOW) == AskChanges(7, MAX_CHANGES)


@given(failures=st.integers(0, 10**6), fraction=st.floats(0, 1, exclude_max=True))
def test_every_wait_is_between_a_second_and_five_minutes(failures: int, fraction: float) -> None:
    state = on_failure(SyncState(failures=failures), NOW, fraction)
    assert SHORTEST_WAIT <= state.retry_at - NOW <= LONGEST_WAIT
    assert state.failures == failures + 1
    assert decide(state, HEAD, NOW, None) == WaitUntil(state.retry_at)


def test_waits_grow_to_the_longest() -> None:
    state, waits = SyncState(), []
    for _ in range(10):
        state = on_failure(state, NOW, 0.999999)
        waits.append(round((state.retry_at - NOW) / 1000))
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 300, 300]


def test_an_ack_of_my_own_hash_is_believed() -> None:
    before = replace(SENT, acked_seq=10, failures=4, retry_at=NOW - 1)
    taken = on_ack(before, ack(), HASH, NONCE, NOW)
    assert taken == AckTaken(
        state=replace(SENT, last_success_at=NOW, server_offset=1500), new_generation=False
    )


@pytest.mark.parametrize(
    ("told", "own_hash", "reason"),
    [
        (ack(nonce=b"another"), HASH, Disbelief.OTHER_NONCE),
        (ack(head_hash=b"x" * 32), HASH, Disbelief.OTHER_HASH),
        (ack(seq=99), None, Disbelief.AHEAD),
        (ack(seq=10), HASH, Disbelief.BEHIND),
        (ack(seq=0, head_hash=GENESIS), GENESIS, Disbelief.BEHIND),
    ],
)
def test_a_mere_number_is_not_believed(told: Ack, own_hash: bytes | None, reason: Disbelief) -> None:
    assert on_ack(replace(SENT, acked_seq=10), told, own_hash, NONCE, NOW) == AckRefused(reason)


def test_a_restored_server_is_reported_and_asked_for_everything() -> None:
    taken = on_ack(replace(SENT, acked_seq=10), ack(generation=b"two"), HASH, NONCE, NOW)
    assert isinstance(taken, AckTaken)
    assert taken.new_generation
    assert (taken.state.generation, taken.state.cursor, taken.state.acked_seq) == (b"two", 0, 20)
    restarted = on_page(SENT, page(generation=b"two"), HEAD, NONCE, NOW)
    assert isinstance(restarted, FeedRestarted)
    assert (restarted.state.generation, restarted.state.cursor) == (b"two", 0)


def test_a_gap_goes_back_and_never_forward() -> None:
    assert on_gap(SENT, 5, NOW, 0.5).acked_seq == 5
    assert on_gap(SENT, 500, NOW, 0.5).acked_seq == 20
    assert on_gap(SENT, -1, NOW, 0.5).acked_seq == 0
    assert on_gap(SENT, 5, NOW, 0.5).retry_at > NOW


def test_a_page_moves_the_cursor() -> None:
    taken = on_page(SENT, page(more=True), HEAD, NONCE, NOW)
    assert isinstance(taken, PageTaken)
    assert (taken.state.cursor, taken.more) == (9, True)


def test_a_page_that_does_not_advance_is_not_asked_again_at_once() -> None:
    taken = on_page(SENT, page(cursor=7, more=True), HEAD, NONCE, NOW)
    assert isinstance(taken, PageTaken)
    assert not taken.more


def test_a_server_that_holds_more_of_me_than_i_do_finds_me_restored() -> None:
    assert on_page(SENT, page(included_seq=21), HEAD, NONCE, NOW) == PageRefused(Disbelief.AHEAD)
    assert on_page(SENT, page(included_epoch=2, included_seq=0), HEAD, NONCE, NOW) == PageRefused(
        Disbelief.AHEAD
    )


def test_a_page_for_another_question_is_refused() -> None:
    assert on_page(SENT, page(nonce=b""), HEAD, NONCE, NOW) == PageRefused(Disbelief.OTHER_NONCE)
