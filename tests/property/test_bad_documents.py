"""Whatever happened to a document, reading it gives a whole programme or names its faults; never anything else."""

import json
import re
from collections import Counter
from random import Random

import pytest
from jsonschema import Draft202012Validator

from app.domain.programme.document import Programme
from app.protocol.document import read_document, write_document
from app.protocol.document_faults import MOST_FAULTS, DocumentFault
from app.protocol.plain import pack, unpack
from app.protocol.schema import schema_of
from tests.support.document_mutations import mutated
from tests.support.rich_programme import PLAIN, RICH_PROGRAMMES

SCHEMA = Draft202012Validator(schema_of(Programme))
GOOD = [json.loads(write_document(programme)) for programme in (*RICH_PROGRAMMES, PLAIN)]


def outcome(seed: int) -> str:
    """Reads one mutation of a good document, checks what comes of it, and tells which of the two it was."""
    random = Random(seed)
    text = mutated(random, random.choice(GOOD))
    read = read_document(Programme, text)
    if isinstance(read, Programme):
        check_read(read)
        # A validator takes a hundred times as long as the reader.
        assert seed % 4 or schema_faults(text) == []
        return "read"
    assert isinstance(read, tuple)
    check_faults(read)
    return "refused"


def check_read(programme: Programme) -> None:
    """It survives being written, packed and read again."""
    assert read_document(Programme, write_document(programme)) == programme
    packed = pack(programme)
    assert unpack(Programme, packed) == programme
    assert pack(unpack(Programme, packed)) == packed


def check_faults(faults: tuple[DocumentFault, ...]) -> None:
    """There are some, not too many, and each can be shown on a screen."""
    assert 0 < len(faults) <= MOST_FAULTS
    for fault in faults:
        for shown in (fault.path, fault.found, fault.nearest or ""):
            assert shown.isprintable()
            shown.encode()
        assert len(fault.found) < 500
        assert fault.nearest is None or fault.nearest != fault.found


def schema_faults(text: str | bytes) -> list[str]:
    return [f"{fault.json_path}: {fault.message}" for fault in SCHEMA.iter_errors(parsed(text))]


def parsed(text: str | bytes) -> object:
    return json.loads(text.removeprefix("\ufeff") if isinstance(text, str) else text.decode("utf-8-sig"))


@pytest.mark.slow
def test_every_bad_document_is_read_or_refused(long_form: bool) -> None:
    outcomes = Counter(map(outcome, range(10_000 if long_form else 400)))
    assert set(outcomes) == {"read", "refused"}
    assert min(outcomes.values()) > sum(outcomes.values()) // 50, "the mutations are too mild or too wild"


@pytest.mark.slow
def test_what_the_schema_takes_is_read_but_for_what_no_schema_can_say(long_form: bool) -> None:
    for seed in range(500 if long_form else 60):
        random = Random(-seed)
        text = mutated(random, random.choice(GOOD))
        read = read_document(Programme, text)
        if isinstance(read, tuple) and not all(map(beyond_a_schema, read)) and is_json(text):
            assert not SCHEMA.is_valid(parsed(text)), read


def beyond_a_schema(fault: DocumentFault) -> bool:
    """Digits after the point, days of a month, depth; to a schema 1.0 is an integer, and a text has no size."""
    kinds = ("too-many-decimals", "no-date", "repeated-key", "too-deep", "unprintable", "no-number")
    size_of_text = fault.kind == "out-of-range" and fault.found.startswith('"')
    whole = fault.allowed == ("integer",) and re.fullmatch(r"-?[0-9.]+([eE].*)?", fault.found) is not None
    return fault.kind in kinds or size_of_text or whole


def is_json(text: str | bytes) -> bool:
    try:
        parsed(text)
    except (ValueError, RecursionError):
        return False
    return True
