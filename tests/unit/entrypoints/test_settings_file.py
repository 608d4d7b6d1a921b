"""A switch on the screen is remembered in the user's file, which stays that person's own."""

import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.entrypoints.settings import load
from app.entrypoints.settings_file import remember, remember_all


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


def test_several_settings_are_changed_at_once_and_everything_else_stays(tmp_path: Path) -> None:
    path = tmp_path / "setia.toml"
    path.write_text('# kasir 1\nprinter = "tcp:10.0.0.9:9100"  # by the door\nlanguage = "en"\n', "utf-8")
    remember_all(path, {"printer": 'usb:/dev/usb/lp#0"\\', "columns": 48, "sounds": False})
    assert path.read_text("utf-8") == (
        "columns = 48\nsounds = false\n# kasir 1\n"
        'printer = "usb:/dev/usb/lp#0\\"\\\\"  # by the door\nlanguage = "en"\n'
    )
    remember_all(path, {"printer": "none"})
    assert 'printer = "none"  # by the door\n' in path.read_text("utf-8")


def test_a_file_that_would_say_something_else_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "setia.toml"
    said = 'printer = """\ntcp:a:1\n"""\n'
    path.write_text(said, "utf-8")
    with pytest.raises(ValueError, match=r"(?i)overwrite|printer"):
        remember_all(path, {"printer": "none"})
    assert path.read_text("utf-8") == said


@given(
    st.text(max_size=30).filter(lambda text: text.isprintable()), st.text(max_size=30).filter(str.isprintable)
)
def test_any_text_is_remembered_over_any_other(first: str, second: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "setia.toml"
        for text in (first, second):
            remember_all(path, {"wedge_prefix": text})
            assert tomllib.loads(path.read_text("utf-8")) == {"wedge_prefix": text}
