"""A document's faults are all told at once, each with its place, what stands there, and what would do."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any

import pytest

from app.domain.programme.bounds import Between, Id, Name, NotEmpty, Percent, Rupiah, Text
from app.domain.programme.conditions import PaidWith
from app.domain.programme.document import Programme
from app.protocol.document import read_document, read_plain, write_document
from app.protocol.document_faults import MOST_FAULTS, DocumentFault
from app.protocol.document_faults import DocumentFaultKind as Kind
from tests.support.rich_programme import PLAIN, RICH_PROGRAMMES


class Colour(StrEnum):
    """A choice."""

    RED = "red"
    DARK_GREEN = "dark-green"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Round."""

    radius: Rupiah


@dataclass(frozen=True, slots=True, kw_only=True)
class InsideOf:
    """Shapes in each other."""

    shapes: "Annotated[tuple[Circle | InsideOf, ...], NotEmpty()]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One field of each kind, all with a default."""

    id: Id = "thing"
    name: Name = "A thing"
    words: Text = "Words"
    note: str = ""
    count: Annotated[int, Between(-5, 10)] = 1
    percent: Percent = Decimal(0)
    flag: bool = False
    day: date = date(2026, 11, 22)
    colour: Colour = Colour.RED
    raw: bytes = b""
    shape: Circle | InsideOf = field(default_factory=lambda: Circle(radius=1))
    maybe: Circle | InsideOf | None = None
    number: int | None = None
    texts: tuple[str, ...] = ()
    free: dict[str, Any] | None = None


def thing(text: str) -> Thing:
    read = read_document(Thing, text)
    assert isinstance(read, Thing), read
    return read


def only_fault(text: str | bytes, kind: type = Thing) -> DocumentFault:
    faults = read_document(kind, text)
    assert isinstance(faults, tuple)
    assert len(faults) == 1, faults
    return faults[0]


def fault(kind: Kind, path: str, found: str, *allowed: str, nearest: str | None = None) -> DocumentFault:
    return DocumentFault(kind=kind, path=path, found=found, allowed=allowed, nearest=nearest)


def test_what_is_absent_has_its_default() -> None:
    assert thing("{}") == Thing()


def test_every_kind_of_value_is_read() -> None:
    text = """{"id": "a.b-c_9", "name": "Kopi “Pagi” 🎉", "words": "One\\nTwo", "count": -5, "percent": 12.5,
        "flag": true, "day": "2028-02-29", "colour": "dark-green", "raw": "00ff", "maybe": null, "number": 7,
        "shape": {"type": "inside-of", "shapes": [{"type": "circle", "radius": 5}]}, "texts": ["x", ""],
        "free": {"list": [1, 2.50, {"x": null}]}}"""
    assert thing(text) == Thing(
        id="a.b-c_9",
        name="Kopi “Pagi” 🎉",
        words="One\nTwo",
        count=-5,
        percent=Decimal("12.5"),
        flag=True,
        day=date(2028, 2, 29),
        colour=Colour.DARK_GREEN,
        raw=b"\x00\xff",
        number=7,
        shape=InsideOf(shapes=(Circle(radius=5),)),
        texts=("x", ""),
        free={"list": [1, Decimal("2.5"), {"x": None}]},
    )


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12.3456", "12.3456"),
        ('"12.3456"', "12.3456"),
        ("0.1", "0.1"),
        ("10.00000000", "10"),
        ("1e1", "10"),
        ("1.5E+1", "15"),
        ("-0.0", "0"),
        ("99.9999", "99.9999"),
        ('"007.50"', "7.5"),
    ],
)
def test_a_decimal_is_exact_and_has_one_form_however_it_is_written(written: str, value: str) -> None:
    assert str(thing(f'{{"percent": {written}}}').percent) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"percent": 12.34567}', fault(Kind.TOO_MANY_DECIMALS, "percent", "12.34567", "4")),
        ('{"percent": 100.0001}', fault(Kind.OUT_OF_RANGE, "percent", "100.0001", "0", "100")),
        ('{"percent": "12,5"}', fault(Kind.NO_NUMBER, "percent", '"12,5"', nearest="12.5")),
        ('{"percent": "٣"}', fault(Kind.NO_NUMBER, "percent", '"٣"')),
        ('{"percent": 1e999999}', fault(Kind.NO_NUMBER, "percent", "1e999999")),
        ('{"percent": NaN}', fault(Kind.NO_NUMBER, "percent", "NaN")),
        ('{"count": -Infinity}', fault(Kind.NO_NUMBER, "count", "-Infinity")),
        ('{"percent": true}', fault(Kind.WRONG_TYPE, "percent", "true", "decimal")),
        ('{"count": true}', fault(Kind.WRONG_TYPE, "count", "true", "integer")),
        ('{"count": 1.0}', fault(Kind.WRONG_TYPE, "count", "1.0", "integer")),
        ('{"count": "1"}', fault(Kind.WRONG_TYPE, "count", '"1"', "integer")),
        ('{"count": 11}', fault(Kind.OUT_OF_RANGE, "count", "11", "-5", "10")),
        ('{"flag": 1}', fault(Kind.WRONG_TYPE, "flag", "1", "boolean")),
        ('{"flag": null}', fault(Kind.WRONG_TYPE, "flag", "null", "boolean")),
        ('{"day": "2026-02-30"}', fault(Kind.NO_DATE, "day", '"2026-02-30"')),
        ('{"day": "20261122"}', fault(Kind.NO_DATE, "day", '"20261122"')),
        ('{"day": 2026}', fault(Kind.WRONG_TYPE, "day", "2026", "date")),
        ('{"raw": "0"}', fault(Kind.WRONG_TYPE, "raw", '"0"', "hex")),
        ('{"texts": "ab"}', fault(Kind.WRONG_TYPE, "texts", '"ab"', "list")),
        ('{"texts": ["a", 5]}', fault(Kind.WRONG_TYPE, "texts[1]", "5", "text")),
        ('{"note": "a\\nb"}', fault(Kind.UNPRINTABLE, "note", '"a\\nb"')),
        ('{"note": "\\u0000"}', fault(Kind.UNPRINTABLE, "note", '"\\u0000"')),
        ('{"note": "\\ud800"}', fault(Kind.UNPRINTABLE, "note", '"\\ud800"')),
        ('{"free": {"x": ["\\ud800"]}}', fault(Kind.UNPRINTABLE, "free.x[0]", '"\\ud800"')),
        ('{"shape": 5}', fault(Kind.WRONG_TYPE, "shape", "5", "object")),
        ('{"shape": {"radius": 5}}', fault(Kind.MISSING_KEY, "shape.type", "", "circle", "inside-of")),
        ('{"shape": {"type": "circle"}}', fault(Kind.MISSING_KEY, "shape.radius", "")),
        ('{"shape": {"type": "inside-of", "shapes": []}}', fault(Kind.EMPTY, "shape.shapes", "[]")),
        ("[]", fault(Kind.WRONG_TYPE, "", "[]", "object")),
        ('{"count": 1, "count": 2}', fault(Kind.REPEATED_KEY, "count", '"count"')),
        ('{"free": {"a": {"b": 1, "b": 1}}}', fault(Kind.REPEATED_KEY, "free.a.b", '"b"')),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told(text: str, expected: DocumentFault) -> None:
    assert only_fault(text) == expected


@pytest.mark.parametrize(
    ("text", "path", "nearest"),
    [
        ('{"colour": "dark green"}', "colour", "dark-green"),
        ('{"colour": "Red"}', "colour", "red"),
        ('{"colour": "nothing like it"}', "colour", None),
        ('{"maybe": {"type": "InsideOf"}}', "maybe.type", "inside-of"),
        ('{"maybe": {"type": "cirlce"}}', "maybe.type", "circle"),
        ('{"maybe": {"type": 5}}', "maybe.type", None),
        ('{"id": "Gold VIP"}', "id", "gold-vip"),
        ('{"name": " Gold "}', "name", "Gold"),
        ('{"perCent": 5}', "perCent", "percent"),
        ('{"Dya": "2026-01-01"}', "Dya", "day"),
        ('{"a strange key": 1}', '["a strange key"]', None),
        ('{"shape": {"type": "circle", "radios": 5}}', "shape.radios", "radius"),
    ],
)
def test_the_nearest_right_word_is_named(text: str, path: str, nearest: str | None) -> None:
    fault = only_fault(text)
    assert (fault.path, fault.nearest) == (path, nearest)


def test_a_rule_for_a_way_to_pay_states_the_share_that_it_must_pay() -> None:
    assert only_fault('{"methods": ["qris"]}', PaidWith) == fault(Kind.MISSING_KEY, "share", "")


def test_a_key_that_is_there_already_is_not_what_was_meant() -> None:
    assert only_fault('{"count": 1, "counts": 2}').nearest is None


def test_all_faults_are_told_in_the_order_of_the_document() -> None:
    text = """{"name": "", "promotions": [{"id": "a"}, {"id": "b", "name": "B", "benefit": {"type": "percent-off"},
        "conditions": [{"type": "any-of", "conditions": [{"type": "minimum-spend", "amount": -1}]}]}], "tiers": []}"""
    faults = read_document(Programme, text)
    assert isinstance(faults, tuple)
    assert {(fault.path, fault.kind) for fault in faults} == {
        ("name", Kind.WRONG_FORM),
        ("zone", Kind.MISSING_KEY),
        ("points", Kind.MISSING_KEY),
        ("tiers", Kind.EMPTY),
        ("taxes", Kind.MISSING_KEY),
        ("promotions[0].name", Kind.MISSING_KEY),
        ("promotions[0].benefit", Kind.MISSING_KEY),
        ("promotions[1].benefit.percent", Kind.MISSING_KEY),
        ("promotions[1].conditions[0].conditions[0].amount", Kind.OUT_OF_RANGE),
    }


@pytest.mark.parametrize(
    "text", ['{"texts": [' + "1," * 5_000 + "1]}", "{" + ",".join(f'"k{n}": 1' for n in range(5_000)) + "}"]
)
def test_nobody_is_told_more_than_a_hundred_faults(text: str) -> None:
    faults = read_document(Thing, text)
    assert isinstance(faults, tuple)
    assert len(faults) == MOST_FAULTS


def test_an_editor_s_link_to_the_schema_is_passed_over_at_the_top_only() -> None:
    assert thing('{"$schema": "thing.schema.json", "count": 2}') == Thing(count=2)
    assert only_fault('{"$schema": 5}').kind is Kind.UNKNOWN_KEY
    assert only_fault('{"shape": {"type": "circle", "radius": 1, "$schema": "x"}}').path == "shape.$schema"


def test_shapes_in_each_other_end_somewhere() -> None:
    def nested(levels: int) -> str:
        opened, closed = '{"type": "inside-of", "shapes": [', "]}"
        return f'{{"shape": {opened * levels}{{"type": "circle", "radius": 1}}{closed * levels}}}'

    assert thing(nested(15)).shape != Circle(radius=1)
    assert only_fault(nested(16)).kind is Kind.TOO_DEEP
    plain: Any = {"type": "circle", "radius": 1}
    for _ in range(5_000):
        plain = {"type": "inside-of", "shapes": [plain]}
    faults = read_plain(Thing, {"shape": plain})
    assert isinstance(faults, tuple)
    assert [fault.kind for fault in faults] == [Kind.TOO_DEEP]


def test_what_was_parsed_elsewhere_with_floats_is_refused() -> None:
    faults = read_plain(Thing, {"percent": 12.5, "day": date(2026, 1, 1), "texts": ("a",)})
    assert isinstance(faults, tuple)
    assert [fault.kind for fault in faults] == [Kind.WRONG_TYPE] * 3


@pytest.mark.parametrize("programme", [*RICH_PROGRAMMES, PLAIN], ids=lambda programme: programme.name)
def test_a_programme_is_read_as_it_was_written(programme: Programme) -> None:
    text = write_document(programme)
    assert read_document(Programme, text) == programme
    assert read_document(Programme, text.encode()) == programme
    assert max(map(len, text.splitlines())) <= 110


def test_a_document_is_written_for_people() -> None:
    shape = InsideOf(shapes=(Circle(radius=1), InsideOf(shapes=(Circle(radius=2),))))
    written = write_document(
        Thing(
            name="Kopi é", percent=Decimal("12.50"), shape=shape, day=date(2027, 1, 1), texts=("x" * 90, "y")
        )
    )
    assert written == (
        "{\n"
        '  "name": "Kopi é",\n'
        '  "percent": 12.5,\n'
        '  "day": "2027-01-01",\n'
        '  "shape": {\n'
        '    "type": "inside-of",\n'
        '    "shapes": [\n'
        '      {"type": "circle", "radius": 1},\n'
        '      {"type": "inside-of", "shapes": [{"type": "circle", "radius": 2}]}\n'
        "    ]\n"
        "  },\n"
        '  "texts": [\n'
        f'    "{"x" * 90}",\n'
        '    "y"\n'
        "  ]\n"
        "}\n"
    )
    assert write_document(Thing()) == "{}\n"
