"""`setia programme`: looks a programme's document over, says it in sentences, and says what changed."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from app.domain.basket import Item
from app.domain.calendar import local_time
from app.domain.programme.document import Programme
from app.protocol.document import read_document
from app.protocol.document_faults import DocumentFault
from app.protocol.item_list import ItemList, items_of_csv, items_of_json
from app.protocol.json_text import LARGEST_DOCUMENT
from app.protocol.plain import to_plain
from app.services.check_programme import findings
from app.services.programme_changes import Change, changes
from app.services.programme_checks.finding import Finding, Severity, path_text
from app.services.programme_checks.names import is_zone
from app.words.document_faults import document_fault_sentence
from app.words.programme.findings import finding_sentence, severity_name, summary_sentence
from app.words.programme_changes import change_sentence
from app.words.programme_sentences import programme_sections, section_lines
from app.words.translate import Words


class UnreadableFile(Exception):
    """A file that is not there, can't be read or holds no such document. The message is a sentence a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Catalogue:
    """What is known besides the programme. now: milliseconds since 1970. items, stores: None: not known."""

    now: int
    items: tuple[Item, ...] | None = None
    stores: tuple[str, ...] | None = None


def check_file(path: Path, known: Catalogue, words: Words, *, as_json: bool, strict: bool) -> int:
    """Print what is wrong or strange; 1 with an error, or, when strict, with a warning. Raises UnreadableFile."""
    read = read_document(Programme, _content(path, words))
    if isinstance(read, tuple):
        rows = [_fault_row(words, fault) for fault in read]
    else:
        found = findings(read, known.items, today=_today(read, known.now), stores=known.stores)
        rows = [_finding_row(words, read, finding) for finding in found]
    errors = sum(row["severity"] == Severity.ERROR for row in rows)
    warnings = len(rows) - errors
    if as_json:
        told = {"file": str(path), "errors": errors, "warnings": warnings, "findings": rows}
        print(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        for row in rows:
            print(f"{severity_name(words, Severity(row['severity']))}: {row['says']}")
        print(f"{path}: {summary_sentence(words, errors, warnings)}")
    return 1 if errors or (strict and warnings) else 0


def show_file(path: Path, items: tuple[Item, ...], words: Words, *, as_json: bool) -> None:
    """Print the programme in sentences. Raises UnreadableFile."""
    programme = read_programme(path, words)
    sections = programme_sections(words, programme, _names(items))
    title = words.gettext("{name}, revision {revision}", name=programme.name, revision=programme.revision)
    if as_json:
        plain = {"title": title, "sections": [to_plain(section) for section in sections]}
        print(json.dumps(plain, indent=2, ensure_ascii=False))
        return
    print(title, "", *section_lines(sections), sep="\n")


def diff_files(before: Path, after: Path, items: tuple[Item, ...], words: Words, *, as_json: bool) -> int:
    """Print what changed; 1 when something did, like `diff`. Raises UnreadableFile."""
    old, new = read_programme(before, words), read_programme(after, words)
    found = changes(old, new)
    says = [change_sentence(words, old, new, change, _names(items)) for change in found]
    if as_json:
        rows = [_change_row(change, sentence) for change, sentence in zip(found, says, strict=True)]
        print(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        print(*(says or [words.gettext("Nothing has changed.")]), sep="\n")
    return 1 if found else 0


def read_programme(path: Path, words: Words) -> Programme:
    """The programme of a file. Raises UnreadableFile."""
    read = read_document(Programme, _content(path, words))
    if isinstance(read, tuple):
        raise UnreadableFile("\n".join(_faults(path, read, words)))
    return read


def read_items(path: Path, words: Words) -> tuple[Item, ...]:
    """The items of a file, CSV by its ending, else JSON. Raises UnreadableFile."""
    content = _content(path, words)
    read = items_of_csv(content) if path.suffix.lower() == ".csv" else items_of_json(content)
    if isinstance(read, ItemList):
        return read.items
    raise UnreadableFile("\n".join(_faults(path, read, words)))


def _today(programme: Programme, now: int) -> date:
    return local_time(now, programme.zone if is_zone(programme.zone) else "UTC").date()


def _content(path: Path, words: Words) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_DOCUMENT + 1)
    except FileNotFoundError:
        raise UnreadableFile(words.gettext("{path}: there is no such file.", path=path)) from None
    except PermissionError:
        raise
    except OSError as fault:
        sentence = words.gettext("{path} can't be read: {detail}.", path=path, detail=fault.strerror)
        raise UnreadableFile(sentence) from fault


def _faults(path: Path, faults: tuple[DocumentFault, ...], words: Words) -> Iterator[str]:
    return (f"{path}: {document_fault_sentence(words, fault)}" for fault in faults)


def _names(items: tuple[Item, ...]) -> Mapping[str, str]:
    return {item.sku: item.name for item in items}


def _fault_row(words: Words, fault: DocumentFault) -> dict[str, Any]:
    """A fault of reading in the form of a finding."""
    return {
        "severity": Severity.ERROR.value,
        "kind": fault.kind.value,
        "path": fault.path,
        "ids": [],
        "found": fault.found,
        "nearest": fault.nearest or "",
        "says": document_fault_sentence(words, fault),
    }


def _finding_row(words: Words, programme: Programme, finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.severity.value,
        "kind": finding.kind.value,
        "path": path_text(finding.path),
        "ids": list(finding.ids),
        "found": finding.what,
        "nearest": finding.nearest,
        "says": finding_sentence(words, programme, finding),
    }


def _change_row(change: Change, sentence: str) -> dict[str, Any]:
    return {
        "kind": change.kind.value,
        "section": change.section,
        "rule": change.rule,
        "field": ".".join(change.field),
        "before": to_plain(change.before),
        "after": to_plain(change.after),
        "says": sentence,
    }
