"""`make schemas`: the JSON Schemas of the documents that people write and read, into a folder."""

import sys
from pathlib import Path

from app.domain.programme.document import Programme
from app.protocol.schema import schema_of
from app.protocol.writing import json_text

PUBLISHED: tuple[tuple[type, str, str], ...] = (
    (Programme, "programme.schema.json", "A loyalty programme of Setia, format 1"),
)
"""The class of a document, the file of its schema, and its title."""


def schemas() -> dict[str, str]:
    """The text of each schema by the name of its file."""
    return {file: json_text(schema_of(kind, title)) for kind, file, title in PUBLISHED}


def write_schemas(folder: Path) -> None:
    """Write every schema into the folder."""
    for file, text in schemas().items():
        (folder / file).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
