"""`make schemas`: the JSON Schemas of the documents that people write and read, into a folder."""

import sys
from pathlib import Path
from typing import Any

from app.cli.case_file import NAMED_FILES
from app.domain.programme.document import Programme
from app.protocol.quote_case import QuoteCase
from app.protocol.schema import schema_of
from app.protocol.writing import json_text
from app.services.answer_case import CaseAnswer

PUBLISHED: tuple[tuple[type, str, str], ...] = (
    (Programme, "programme.schema.json", "A loyalty programme of Setia, format 1"),
    (QuoteCase, "quote-case.schema.json", "A basket for `setia quote`"),
    (CaseAnswer, "quote.schema.json", "What `setia quote --json` prints"),
)
"""The class of a document, the file of its schema, and its title."""


def schemas() -> dict[str, str]:
    """The text of each schema by the name of its file."""
    return {file: json_text(_schema(kind, title)) for kind, file, title in PUBLISHED}


def _schema(kind: type, title: str) -> dict[str, Any]:
    schema = schema_of(kind, title)
    if kind is QuoteCase:
        properties = schema["properties"]
        for key in NAMED_FILES:
            properties[key] = {
                "anyOf": [{"description": "The path of a file.", "type": "string"}, properties[key]]
            }
    return schema


def write_schemas(folder: Path) -> None:
    """Write every schema into the folder."""
    for file, text in schemas().items():
        (folder / file).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
