"""The published schema is valid, takes what the reader takes, and refuses what a schema can refuse."""

import json
from decimal import Decimal
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from app.domain.programme.document import Programme
from app.protocol.document import read_document, write_document
from app.protocol.schema import DIALECT, schema_of
from tests.support.rich_coffee_shop import COFFEE_SHOP
from tests.support.rich_programme import PLAIN, RICH_PROGRAMMES

SCHEMA = schema_of(Programme)
VALIDATOR = Draft202012Validator(SCHEMA)


def documents(*programmes: Programme) -> list[Any]:
    return [json.loads(write_document(programme)) for programme in programmes]


def changed(path: tuple[str | int, ...], value: object) -> Any:
    """The coffee shop's document with another value at a path."""
    (document,) = documents(COFFEE_SHOP)
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return document


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == DIALECT
    json.dumps(SCHEMA)


def test_the_schema_takes_the_rich_programmes() -> None:
    for document in documents(*RICH_PROGRAMMES, PLAIN):
        assert [fault.message for fault in VALIDATOR.iter_errors(document)] == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("$schema",), "programme.schema.json"),
        (("revision",), 10**9),
        (("points", "redeem_percent"), "12.5"),
        (("points", "redeem_percent"), 33.3333),
        (("points", "expiry"), {"type": "never"}),
        (("points", "proof_above"), None),
        (("points", "rates", 0, "rupiah_per_point"), None),
        (("cashback",), {"expiry": {"type": "on-date", "date": "2026-12-31"}}),
        (("tiers", 0, "id"), "a.b-c_9"),
    ],
)
def test_what_both_take(path: tuple[str | int, ...], value: object) -> None:
    document = changed(path, value)
    assert VALIDATOR.is_valid(document)
    assert isinstance(read_document(Programme, json.dumps(document)), Programme)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("surprise",), 1),
        (("name",), ""),
        (("name",), " blank"),
        (("name",), "x" * 201),
        (("name",), "two\nlines"),
        (("zone",), None),
        (("zone",), "\x00"),
        (("format",), 2),
        (("revision",), -1),
        (("revision",), 1.5),
        (("revision",), True),
        (("tiers",), []),
        (("tiers", 0, "id"), "Capital"),
        (("tiers", 0, "threshold"), 10**13),
        (("points", "redeem_percent"), 100.5),
        (("points", "redeem_percent"), "half"),
        (("points", "expiry"), {"months": 12}),
        (("points", "expiry"), {"type": "after-month", "months": 12}),
        (("points", "expiry"), {"type": "never", "months": 12}),
        (("promotions", 0, "benefit", "type"), "percentoff"),
        (("promotions", 0, "conditions", 0, "starts"), "1 January"),
        (("promotions", 0, "priority"), "10"),
        (("promotions", 0, "lines", "skus"), "coffee"),
        (("groups", 0, "mode"), "BEST"),
    ],
)
def test_what_both_refuse(path: tuple[str | int, ...], value: object) -> None:
    document = changed(path, value)
    assert not VALIDATOR.is_valid(document)
    assert isinstance(read_document(Programme, json.dumps(document)), tuple)


def test_every_key_of_every_class_is_in_the_schema_with_words() -> None:
    definitions = SCHEMA["$defs"]
    assert {"Condition", "Benefit", "Expiry", "Award", "Weekday", "Promotion", "minimum-spend"} <= set(
        definitions
    )
    assert all(definition.get("description") or "oneOf" in definition for definition in definitions.values())
    spend = definitions["minimum-spend"]
    assert spend["required"] == ["type", "amount"]
    assert spend["properties"]["type"] == {"const": "minimum-spend"}
    assert spend["properties"]["of"]["description"] == "Null means the lines of the rule itself."
    assert spend["additionalProperties"] is False


def test_defaults_are_in_the_schema_as_they_are_written() -> None:
    points = SCHEMA["$defs"]["PointsRules"]["properties"]
    assert points["redeem_percent"]["default"] == int(Decimal(100))
    assert points["expiry"]["default"] == {"type": "never"}
    assert points["rates"]["default"] == []
    assert points["proof_above"]["default"] is None
    assert SCHEMA["$defs"]["Promotion"]["properties"]["lines"]["default"] == {}
