"""The schemas in `docs` are those of the classes."""

from pathlib import Path

import pytest

from app.cli.schemas import PUBLISHED, schemas, write_schemas
from tests.support.sources import ROOT


@pytest.mark.parametrize("file", [file for _, file, _ in PUBLISHED])
def test_the_published_schema_is_fresh(file: str) -> None:
    published = (ROOT / "docs/integrator" / file).read_text(encoding="utf-8")
    assert published == schemas()[file], "run `make schemas`"


def test_they_are_written_into_a_folder(tmp_path: Path) -> None:
    write_schemas(tmp_path)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == schemas()
