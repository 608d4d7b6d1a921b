"""JSON text is parsed exactly and within bounds."""

from decimal import Decimal
from time import perf_counter

import pytest

from app.protocol.document_faults import DocumentFault
from app.protocol.document_faults import DocumentFaultKind as Kind
from app.protocol.json_text import DEEPEST, LARGEST_DOCUMENT, Absurd, DoubledKeys, parse_json


def only_fault(text: str | bytes) -> DocumentFault:
    faults = parse_json(text)
    assert isinstance(faults, tuple)
    (fault,) = faults
    assert isinstance(fault, DocumentFault)
    return fault


def test_numbers_are_what_is_written() -> None:
    parsed = parse_json('[0.1, 10, 1.10, 1e2, -5, "1"]')
    assert list(map(repr, parsed)) == [
        "Decimal('0.1')",
        "10",
        "Decimal('1.10')",
        "Decimal('1E+2')",
        "-5",
        "'1'",
    ]


@pytest.mark.parametrize(
    "number", ["1e21", "1e-21", "1e999999999999999999999", "NaN", "-Infinity", "9" * 21, "0." + "1" * 21]
)
def test_a_number_that_nobody_means_is_kept_as_it_was_written(number: str) -> None:
    assert parse_json(f"[{number}]") == [Absurd(number)]


@pytest.mark.parametrize(
    ("text", "line", "column", "found"),
    [
        ('{"a": 1,\n "b": 2\n  "c": 3}', 3, 3, '"c": 3}'),
        ("", 1, 1, ""),
        ("{'a': 1}", 1, 2, "'a': 1}"),
        ("{}\n// end", 2, 1, "// end"),
        ('{"a": "\x01"}', 1, 8, '\\u0001"}'),
        ('{"a": 01}', 1, 8, "1}"),
        ("[" + "x" * 1000, 1, 2, "x" * 59 + "…"),
    ],
)
def test_a_fault_of_the_text_has_its_line_and_column(text: str, line: int, column: int, found: str) -> None:
    assert only_fault(text) == DocumentFault(kind=Kind.NOT_JSON, line=line, column=column, found=found)


def test_bytes_are_utf_8_with_or_without_a_mark() -> None:
    assert parse_json("\ufeff[1]") == parse_json(b"\xef\xbb\xbf[1]") == [1]
    assert only_fault('["é"\n, "é"]'.encode("cp1252")) == DocumentFault(
        kind=Kind.NOT_TEXT, line=1, column=3, found="0xe9"
    )
    assert only_fault('{"é": 1}'.encode("utf-16")).kind is Kind.NOT_TEXT


def test_the_depth_is_bounded_and_brackets_in_texts_do_not_count() -> None:
    assert parse_json("[" * DEEPEST + "]" * DEEPEST) != ()
    assert only_fault('[1,\n["]' + "[" * 99 + '", ' + "[" * 40) == DocumentFault(
        kind=Kind.TOO_DEEP, line=2, column=136, found="[" * 10, allowed=(str(DEEPEST),)
    )
    assert only_fault('{"a":' * 500_000).kind is Kind.TOO_DEEP


def test_the_size_is_bounded() -> None:
    assert only_fault(b" " * (LARGEST_DOCUMENT + 1)).kind is Kind.TOO_LARGE
    assert only_fault(" " * (LARGEST_DOCUMENT + 1)).kind is Kind.TOO_LARGE
    assert parse_json(b"1" + b" " * (LARGEST_DOCUMENT - 1)) == 1


@pytest.mark.parametrize(
    "text",
    [
        '"' + '\\"' * (LARGEST_DOCUMENT // 2 - 1),
        '"\\' * (LARGEST_DOCUMENT // 2),
        "[" + "[]," * (LARGEST_DOCUMENT // 3 - 1),
        "[" + "9" * (LARGEST_DOCUMENT - 2) + "]",
        '["' + "\n" * (LARGEST_DOCUMENT - 2),
    ],
    ids=["open text", "backslashes", "many lists", "long number", "line breaks"],
)
def test_the_largest_document_takes_seconds_whatever_is_in_it(text: str) -> None:
    begun = perf_counter()
    parse_json(text)
    assert perf_counter() - begun < 20


def test_doubled_keys_are_remembered() -> None:
    doubled = parse_json('{"a": 1, "b": 2, "a": 3, "b": 4, "c": 5}')
    assert isinstance(doubled, DoubledKeys)
    assert (doubled, doubled.doubled) == ({"a": 3, "b": 4, "c": 5}, ("a", "b"))
    assert type(parse_json('{"a": 1}')) is dict
    assert parse_json("[0.5]") == [Decimal("0.5")]
