"""A shop's own receipt template: read whole, or told line by line what is wrong with it."""

from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from app.protocol.plain import tag_of
from app.services.read_template import (
    LARGEST_TEMPLATE,
    MissingBlock,
    NoToml,
    OnlyOfMembers,
    OpenBrace,
    RepeatedBlock,
    TooMuch,
    UnknownField,
    read_template,
)
from app.services.receipt import Align, Emphasis
from app.services.receipt_template import (
    MEMBER_FIELDS,
    MOST_BLOCKS,
    REQUIRED,
    STANDARD,
    Audience,
    Block,
    Need,
    ReceiptTemplate,
    TextField,
)
from app.words.template_faults import template_fault_sentence
from app.words.translate import Language, Words

ROOT = Path(__file__).parents[3]
SHIPPED = sorted((ROOT / "resources" / "receipts").glob("*.toml"))
PAGE = (ROOT / "docs" / "it" / "receipts.md").read_text("utf-8")
PLAIN = (ROOT / "resources" / "receipts" / "standard.toml").read_text("utf-8")


def name_of(kind: type) -> str:
    return tag_of(kind)


def wrong(text: str) -> list[tuple[object, int | None]]:
    found = read_template(text.encode())
    assert isinstance(found, tuple), found
    return [(fault.problem, fault.line) for fault in found]


def sentences(text: str) -> list[str]:
    found = read_template(text.encode())
    assert isinstance(found, tuple)
    return [template_fault_sentence(Words(Language.ENGLISH), Path("a.toml"), fault) for fault in found]


def with_text(text: str, options: str = "") -> str:
    return f'[[blocks]]\ntype = "text"\ntext = "{text}"\n{options}\n{PLAIN}'


def test_what_is_shipped_as_standard_is_the_standard() -> None:
    assert read_template(PLAIN.encode()) == STANDARD


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_template_can_be_used(path: Path) -> None:
    assert isinstance(read_template(path.read_bytes()), ReceiptTemplate)


@pytest.mark.parametrize("kind", REQUIRED, ids=name_of)
def test_what_the_law_or_members_ask_for_cannot_be_left_out(kind: type[Block]) -> None:
    without = PLAIN.replace(f'type = "{name_of(kind)}"', 'type = "text"\ntext = "x"')
    without = "\n".join(line for line in without.splitlines() if not line.startswith(_options(kind)))
    assert wrong(without) == [(MissingBlock(kind=name_of(kind), need=REQUIRED[kind]), None)]


def _options(kind: type[Block]) -> tuple[str, ...]:
    """Those that a text doesn't have."""
    return tuple(f"{field.name} = " for field in fields(kind) if field.name not in ("align", "emphasis")) or (
        "\0",
    )


def test_a_block_that_is_there_twice_is_told_with_its_line() -> None:
    twice = PLAIN + '[[blocks]]\ntype = "shop"\n'
    assert wrong(twice) == [(RepeatedBlock(kind="shop"), len(PLAIN.splitlines()) + 1)]


def test_a_wrong_key_is_told_with_line_and_nearest_key() -> None:
    misspelt = PLAIN.replace("by_rule = true", "by_rules = true")
    line = PLAIN.splitlines().index("by_rule = true") + 1
    assert sentences(misspelt) == [
        f"a.toml, line {line}: blocks[9].by_rules: There is no key `by_rules` here. Did you mean `by_rule`?"
    ]


def test_a_wrong_type_is_told_with_the_nearest_type() -> None:
    assert sentences(PLAIN.replace('"thanks"', '"thank"'))[0].endswith("Did you mean `thanks`?")


def test_a_field_that_nobody_knows_is_told_with_the_nearest() -> None:
    assert wrong(with_text("{totl} {total:>9}")) == [
        (UnknownField(field="totl", nearest="total"), 3),
        (UnknownField(field="total:>9", nearest="total"), 3),
    ]
    assert sentences(with_text("{totl}")) == [
        "a.toml, line 3: There is no field {totl}. Did you mean `total`?"
    ]


@pytest.mark.parametrize("field", sorted(MEMBER_FIELDS))
def test_a_field_of_members_is_for_members_only(field: TextField) -> None:
    assert wrong(with_text(f"{{{field.value}}}")) == [(OnlyOfMembers(field=field.value), 3)]
    for_members = with_text(f"{{{field.value}}}", 'shown_to = "members"')
    assert isinstance(read_template(for_members.encode()), ReceiptTemplate)


@pytest.mark.parametrize("text", ["{", "}", "a {total", "{total}}"])
def test_a_brace_that_names_nothing_is_told(text: str) -> None:
    assert wrong(with_text(text)) == [(OpenBrace(), 3)]
    assert sentences(with_text(text)) == [
        "a.toml, line 3: A brace names no field. Write {{ or }} for one that shall be printed."
    ]


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"[[blocks", b"blocks = ", b"a = 1\na = 2"])
def test_what_is_no_toml_is_told(content: bytes) -> None:
    found = read_template(content)
    assert isinstance(found, tuple)
    assert [type(fault.problem) for fault in found] == [NoToml]


def test_a_file_or_a_receipt_without_end_is_refused() -> None:
    assert wrong("#" * (LARGEST_TEMPLATE + 1)) == [(TooMuch(most=LARGEST_TEMPLATE, blocks=False), None)]
    many = PLAIN + '[[blocks]]\ntype = "rule"\n' * MOST_BLOCKS
    assert wrong(many) == [(TooMuch(most=MOST_BLOCKS, blocks=True), None)]


@pytest.mark.parametrize("kind", get_args(Block), ids=name_of)
def test_every_block_and_option_stands_on_the_page(kind: type[Block]) -> None:
    row = next(line for line in PAGE.splitlines() if line.startswith(f"| `{name_of(kind)}` |"))
    need = {None: "|  |", Need.LAW: "| law |", Need.PROMISE: "| promise |"}[REQUIRED.get(kind)]
    assert need in row.replace("| |", "|  |")
    assert [name for name in (field.name for field in fields(kind)) if f"`{name}`" not in row] == []


def test_every_field_and_value_stands_on_the_page() -> None:
    values = (*TextField, *Align, *Emphasis, *Audience)
    assert [value.value for value in values if f"`{value.value}`" not in PAGE] == []
