"""Messages survive the wire; whatever else comes is refused as malformed, and nothing worse."""

import msgpack
import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from app.protocol.facts import FACT_KINDS
from app.protocol.messages import Ack, Change, Enrol, Page, Problem, Pull, Push, from_wire, to_wire
from app.protocol.plain import MALFORMED, to_plain
from app.protocol.record import Clocks, Record, decode, encode, fact_of
from app.protocol.sidecar import SideCar

PUSH = Push(
    merchant_id=b"m" * 16,
    terminal_id=b"t" * 16,
    epoch=1,
    from_seq=3,
    prev_hash=b"p" * 32,
    records=(b"one", b"two"),
    sidecars=(SideCar(subject_id=b"s", key=b"k", sealed=b"x"),),
    head_hash=b"h" * 32,
    nonce=b"n" * 16,
    signature=b"g" * 64,
)
PAGE = Page(
    nonce=b"n" * 16,
    generation=b"g",
    cursor=4,
    changes=(Change(kind="future", key=b"k", body={"any": [1, {"thing": b"x"}]}, sidecar=None),),
    more=True,
    included_epoch=1,
    included_seq=9,
    server_time=5,
    signature=b"",
)
KINDS = (Push, Pull, Enrol, Ack, Page, Problem)

anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.binary(max_size=8)
    | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=12,
)


def zipped(plain: object) -> bytes:
    return zstandard.compress(msgpack.packb(plain, use_bin_type=True))


@pytest.mark.parametrize("message", [PUSH, PAGE, Problem(code="gap", seq=7)])
def test_a_message_survives_the_wire(message: object) -> None:
    assert from_wire(type(message), to_wire(message)) == message


@given(data=st.binary(max_size=200), kind=st.sampled_from(KINDS))
def test_noise_is_malformed(data: bytes, kind: type) -> None:
    with pytest.raises(ValueError, match="not a"):
        from_wire(kind, data)


@given(plain=anything, kind=st.sampled_from(KINDS))
def test_another_value_is_malformed(plain: object, kind: type) -> None:
    with pytest.raises(ValueError, match="not a"):
        from_wire(kind, zipped(plain))


@given(name=st.sampled_from(sorted(to_plain(PUSH))), value=anything)
def test_one_wrong_field_is_malformed_or_right(name: str, value: object) -> None:
    altered = {**to_plain(PUSH), name: value}
    try:
        assert to_plain(from_wire(Push, zipped(altered))) == altered
    except ValueError:
        return


def test_what_unpacks_to_more_than_its_bound_is_malformed() -> None:
    bomb = zstandard.compress(bytes(100_000_000))
    assert len(bomb) < 20_000
    with pytest.raises(ValueError, match="too large"):
        from_wire(Push, bomb)


def test_a_frame_that_claims_to_be_endless_is_not_believed() -> None:
    claims_an_exabyte = b"\x28\xb5\x2f\xfd\xe0" + (2**60).to_bytes(8, "little") + b"\x01\x00\x00"
    assert zstandard.frame_content_size(claims_an_exabyte) == 2**60
    with pytest.raises(ValueError, match="not a Push"):
        from_wire(Push, claims_an_exabyte)


def test_bytes_after_a_message_are_malformed() -> None:
    with pytest.raises(ValueError, match="not a Push"):
        from_wire(Push, zstandard.compress(zstandard.decompress(to_wire(PUSH)) + b"x"))


@given(
    kind=st.sampled_from(sorted(FACT_KINDS)), body=st.dictionaries(st.text(max_size=8), anything, max_size=4)
)
def test_any_body_of_a_known_kind_is_a_fact_or_malformed(kind: str, body: dict[str, object]) -> None:
    record = Record(
        version=1,
        record_id=b"r",
        merchant_id=b"m",
        terminal_id=b"t",
        epoch=1,
        seq=1,
        kind=kind,
        member_id=None,
        body=body,
        clocks=Clocks(device=0, monotonic=0, server_offset=None),
        revision=0,
        rights=(),
        sidecar=None,
    )
    again = decode(encode(record))
    assert again == record
    try:
        fact_of(again)
    except MALFORMED:
        return
