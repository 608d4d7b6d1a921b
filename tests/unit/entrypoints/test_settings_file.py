"""A switch on the screen is remembered in the user's file, which stays that person's own."""

from pathlib import Path

import pytest

from app.entrypoints.settings import load
from app.entrypoints.settings_file import remember


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "sounds = false\n"),
        ('language = "en"\n', 'sounds = false\nlanguage = "en"\n'),
        ("sounds = true\n", "sounds = false\n"),
        (
            "# loud\nsounds=true # at the bar\ncolumns = 42\n",
            "# loud\nsounds = false # at the bar\ncolumns = 42\n",
        ),
        ("sounds = false", "sounds = false"),
        ('join_code = "sounds = true"\n', 'sounds = false\njoin_code = "sounds = true"\n'),
    ],
)
def test_only_the_one_line_changes(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "setia.toml"
    path.write_text(before, "utf-8")
    remember(path, "sounds", on=False)
    assert path.read_text("utf-8") == after
    assert load({}, {}, (path,)).sounds is False


def test_a_file_that_is_not_there_yet_is_made_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "new" / "setia.toml"
    remember(path, "sounds", on=False)
    remember(path, "sounds", on=True)
    assert load({}, {}, (path,)).sounds is True
    assert [found.name for found in path.parent.iterdir()] == ["setia.toml"]
