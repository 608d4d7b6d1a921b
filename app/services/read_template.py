"""A shop's own receipt template, read from TOML with every fault named."""

import difflib
import re
import string
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from app.protocol.document import read_plain
from app.protocol.document_faults import DocumentFault
from app.protocol.json_text import exact_number
from app.protocol.plain import tag_of
from app.services.receipt_template import (
    MANY,
    MEMBER_FIELDS,
    MOST_BLOCKS,
    REQUIRED,
    Audience,
    Need,
    ReceiptTemplate,
    Text,
    TextField,
)

LARGEST_TEMPLATE = 64_000
"""Bytes."""
_PLACE = re.compile(r"blocks\[(?P<place>\d+)\](?:\.(?P<key>\w+))?")
_HEADER = re.compile(r"\s*\[\[\s*blocks\s*\]\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class NoToml:
    """The file is no TOML, or no text. detail: as the parser says it."""

    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TooMuch:
    """most: bytes of a file, or blocks of a template."""

    most: int
    blocks: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingBlock:
    """kind: the `type` of the block that must be there."""

    kind: str
    need: Need


@dataclass(frozen=True, slots=True, kw_only=True)
class RepeatedBlock:
    """A block that stands there twice."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownField:
    """`{field}` names nothing. nearest: what was probably meant."""

    field: str
    nearest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenBrace:
    """A `{` or `}` that names no field; two of them print one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyOfMembers:
    """A guest's receipt has nothing for this field: the text must be for members."""

    field: str


TemplateProblem = (
    DocumentFault | NoToml | TooMuch | MissingBlock | RepeatedBlock | UnknownField | OpenBrace | OnlyOfMembers
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFault:
    """One thing that is wrong. line: from 1; None: it is of the file as a whole."""

    problem: TemplateProblem
    line: int | None = None


def read_template(content: bytes) -> ReceiptTemplate | tuple[TemplateFault, ...]:
    """The template that a file holds, or everything that is wrong with it: never an exception."""
    if len(content) > LARGEST_TEMPLATE:
        return (TemplateFault(problem=TooMuch(most=LARGEST_TEMPLATE, blocks=False)),)
    import tomllib  # noqa: PLC0415 - most tills have no template of their own

    try:
        text = content.decode("utf-8-sig")
        plain = tomllib.loads(text, parse_float=exact_number)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        return (TemplateFault(problem=NoToml(detail=str(fault))),)
    template = read_plain(ReceiptTemplate, plain)
    if isinstance(template, tuple):
        return tuple(TemplateFault(problem=fault, line=_line(text, fault.path)) for fault in template)
    return tuple(_faults(template, text)) or template


def _faults(template: ReceiptTemplate, text: str) -> Iterator[TemplateFault]:
    """What the types alone can't say."""
    if len(template.blocks) > MOST_BLOCKS:
        yield TemplateFault(problem=TooMuch(most=MOST_BLOCKS, blocks=True))
    seen: Counter[type] = Counter()
    for place, block in enumerate(template.blocks):
        seen[type(block)] += 1
        if seen[type(block)] == 2 and type(block) not in MANY:
            problem = RepeatedBlock(kind=_tag(type(block)))
            yield TemplateFault(problem=problem, line=_line(text, f"blocks[{place}]"))
        if isinstance(block, Text):
            line = _line(text, f"blocks[{place}].text")
            yield from (TemplateFault(problem=problem, line=line) for problem in _of_text(block))
    for kind, need in REQUIRED.items():
        if not seen[kind]:
            yield TemplateFault(problem=MissingBlock(kind=_tag(kind), need=need))


def _of_text(block: Text) -> Iterator[TemplateProblem]:
    try:
        named = [_named(part) for part in string.Formatter().parse(block.text) if part[1] is not None]
    except ValueError:
        yield OpenBrace()
        return
    known = [field.value for field in TextField]
    for field in named:
        if field not in known:
            near = difflib.get_close_matches(field, known, n=1, cutoff=0.0)
            yield UnknownField(field=field, nearest=near[0])
        elif field in MEMBER_FIELDS and block.shown_to is not Audience.MEMBERS:
            yield OnlyOfMembers(field=field)


def _tag(kind: type) -> str:
    return tag_of(kind)


def _named(part: tuple[str, str | None, str | None, str | None]) -> str:
    """What stands between the braces: a way to write it, such as `{total:>9}`, makes it another name."""
    _, field, form, conversion = part
    return f"{field}{'!' + conversion if conversion else ''}{':' + form if form else ''}"


def _line(text: str, path: str) -> int | None:
    """Where a block, or a key of it, stands."""
    lines = text.splitlines()
    found = _PLACE.match(path)
    if found is None:
        return _line_of_key(lines, 0, path.partition(".")[0].partition("[")[0])
    headers = [number for number, line in enumerate(lines) if _HEADER.match(line)]
    place = int(found["place"])
    if place >= len(headers):
        return None
    ends = headers[place + 1] if place + 1 < len(headers) else len(lines)
    key = found["key"]
    within = _line_of_key(lines[:ends], headers[place], key) if key else None
    return within or headers[place] + 1


def _line_of_key(lines: list[str], first: int, key: str) -> int | None:
    pattern = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=")
    return next(
        (number + 1 for number, line in enumerate(lines) if number >= first and pattern.match(line)), None
    )
