"""A checkout stands alone: it names no machine's folders and nobody's package index."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.sources import ROOT, name, project_files

INDEX = re.compile(
    r"https?://[\w.-]*(pypi|pythonhosted|npmjs|registry|mirror|artifact|deb\.debian|ubuntu)[\w.-]*"
)
SOMEBODYS_FOLDER = re.compile(r"(?<![\w.])/(home|Users)/\w+/")
HERE = re.compile("|".join(re.escape(f"{folder}/") for folder in {ROOT, Path.home()} if folder != Path("/")))


def texts() -> Iterator[tuple[Path, str]]:
    for path in project_files():
        try:
            yield path, path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


@pytest.mark.parametrize(
    "pattern", [INDEX, SOMEBODYS_FOLDER, HERE], ids=["index", "somebody's folder", "here"]
)
def test_no_file_names_a_machine_or_an_index(pattern: re.Pattern[str]) -> None:
    found = [f"{name(path)}: {match.group()}" for path, text in texts() for match in pattern.finditer(text)]
    assert found == []


def test_the_patterns_find_what_they_look_for() -> None:
    assert INDEX.search("https" + "://pypi.example/simple")
    assert SOMEBODYS_FOLDER.search('open("/ho' + 'me/sari/till.db")')
    assert HERE.search(f"see {ROOT}/app")
