"""What is written is read back as it was; what was touched is noticed; what is malformed is refused."""

import contextlib
from dataclasses import replace
from typing import Any

import msgpack
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.basket import QuoteInputs
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import prepare
from app.domain.programme.document import Programme
from app.domain.quote import Quote
from app.protocol.facts import FACT_KINDS, SaleCommitted, kind_of
from app.protocol.plain import MALFORMED, from_plain, pack, packed, to_pack, to_plain, unpack
from app.protocol.record import GENESIS, Record, chain, decode, encode, fact_of, record_hash
from tests.support.loyalty_strategies import programmes, quote_inputs, sale_records

st.register_type_strategy(int, st.integers(-(2**63), 2**63 - 1))  # what a record can hold


@given(programmes(), quote_inputs())
def test_programmes_inputs_and_quotes_survive_their_bytes(programme: Programme, inputs: QuoteInputs) -> None:
    quoted = quote(prepare(programme), inputs)
    assert unpack(Programme, pack(programme)) == programme
    assert unpack(QuoteInputs, pack(inputs)) == inputs
    assert unpack(Quote, pack(quoted)) == quoted
    for value in (programme, inputs, quoted):
        assert pack(value) == packed(to_plain(value))
    assert pack(unpack(Quote, pack(quoted))) == pack(quoted)


@given(sale_records())
def test_a_record_and_the_fact_in_it_survive_their_bytes(record: Record) -> None:
    encoded = encode(record)
    again = decode(encoded)
    assert again == record
    assert encode(again) == encoded
    fact = fact_of(again)
    assert isinstance(fact, SaleCommitted)
    assert (kind_of(fact), to_plain(fact)) == (record.kind, record.body)
    assert packed(to_pack(fact)) == packed(record.body)


@pytest.mark.parametrize("kind", sorted(FACT_KINDS))
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_a_fact_of_any_kind_is_packed_as_its_plain_form_is(kind: str, data: st.DataObject) -> None:
    """Whatever stands in it: the bytes are what is hashed and signed."""
    fact = data.draw(st.from_type(FACT_KINDS[kind]))
    assert packed(to_pack(fact)) == packed(to_plain(fact))


@given(st.lists(st.binary(min_size=1, max_size=40), min_size=1, max_size=6), st.data())
def test_a_changed_bit_anywhere_changes_every_hash_from_there_on(
    records: list[bytes], data: st.DataObject
) -> None:
    hashes = chain(GENESIS, tuple(records))
    place = data.draw(st.integers(0, len(records) - 1))
    bit = data.draw(st.integers(0, len(records[place]) * 8 - 1))
    changed = bytearray(records[place])
    changed[bit // 8] ^= 1 << bit % 8
    touched = chain(GENESIS, (*records[:place], bytes(changed), *records[place + 1 :]))
    assert touched[:place] == hashes[:place]
    assert all(one != other for one, other in zip(touched[place:], hashes[place:], strict=True))


@given(sale_records(), st.data())
def test_a_changed_bit_in_a_sale_s_record_breaks_the_chain(record: Record, data: st.DataObject) -> None:
    encoded = encode(record)
    bit = data.draw(st.integers(0, len(encoded) * 8 - 1))
    changed = bytearray(encoded)
    changed[bit // 8] ^= 1 << bit % 8
    assert record_hash(GENESIS, bytes(changed)) != record_hash(GENESIS, encoded)


@given(sale_records(), st.data())
def test_a_damaged_record_is_malformed_or_another_record_and_never_another_fault(
    record: Record, data: st.DataObject
) -> None:
    damaged = bytearray(encode(record))
    for _ in range(data.draw(st.integers(1, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(len(damaged) // 2, len(damaged)))
    with contextlib.suppress(*MALFORMED):
        fact_of(decode(bytes(damaged[:cut])))


@given(st.binary(max_size=200))
def test_any_bytes_are_malformed_and_never_another_fault(data: bytes) -> None:
    with pytest.raises(MALFORMED):
        decode(data)


def paths(plain: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where in a plain value there is a mapping."""
    found = [here] if isinstance(plain, dict) else []
    inside = (
        plain.items()
        if isinstance(plain, dict)
        else enumerate(plain)
        if isinstance(plain, list | tuple)
        else ()
    )
    return [*found, *(path for key, value in inside for path in paths(value, (*here, key)))]


@given(programmes(), st.data())
def test_a_key_that_nobody_knows_is_refused_wherever_it_stands(
    programme: Programme, data: st.DataObject
) -> None:
    plain = msgpack.unpackb(pack(programme), raw=False)
    target = plain
    for step in data.draw(st.sampled_from(paths(plain))):
        target = target[step]
    target["surprise"] = 1
    with pytest.raises(MALFORMED):
        from_plain(Programme, plain)


@given(sale_records())
def test_an_unknown_key_in_a_record_or_its_sale_is_refused(record: Record) -> None:
    with pytest.raises(MALFORMED):
        from_plain(Record, {**to_plain(record), "surprise": 1})
    with pytest.raises(MALFORMED):
        fact_of(replace(record, body={**record.body, "surprise": 1}))


@given(sale_records())
def test_a_kind_that_nobody_knows_holds_no_fact_but_is_read(record: Record) -> None:
    unknown = replace(record, kind="sale.imagined")
    assert decode(encode(unknown)) == unknown
    assert fact_of(unknown) is None
