"""The catalogues hold exactly the words of the sources, and the market's language all of them.

`make translations` brings them up to date.
"""

from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from tests.support.sources import ROOT, name

CATALOGUES = sorted((ROOT / "app/words/locale").glob("*/LC_MESSAGES/setia.po"))
INDONESIAN = ROOT / "app/words/locale/id/LC_MESSAGES/setia.po"


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def messages(path: Path) -> Iterator[Message]:
    """Without the header."""
    return (message for message in catalogue(path) if message.id)


def texts(value: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    """One message's texts: two or more when it counts something; empty ones when it is not translated."""
    return tuple(value) if isinstance(value, tuple | list) else (value or "",)


def fields(text: str) -> set[str]:
    """The `{names}` in a text."""
    return {field for _, field, _, _ in Formatter().parse(text) if field is not None}


def test_both_languages_have_a_catalogue() -> None:
    assert [path.parts[-3] for path in CATALOGUES] == ["en", "id"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_catalogue_holds_what_the_sources_say_and_nothing_else(path: Path) -> None:
    said = {(context, texts(message)) for _, _, message, _, context in extract_from_dir(ROOT / "app")}
    held = {(message.context, texts(message.id)) for message in messages(path)}
    assert sorted(map(str, said - held)) == [], "missing: run make translations"
    assert sorted(map(str, held - said)) == [], "left over: run make translations"


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_nothing_in_a_catalogue_is_a_guess(path: Path) -> None:
    assert [message.id for message in messages(path) if message.fuzzy] == []


def test_everything_is_said_in_indonesian() -> None:
    assert [message.id for message in messages(INDONESIAN) if not all(texts(message.string))] == []


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parts[-3])
def test_a_translation_names_the_same_values(path: Path) -> None:
    wrong = [
        f"{name(path)}: {text}"
        for message in messages(path)
        for text in texts(message.string)
        if text and fields(text) - set().union(*map(fields, texts(message.id)))
    ]
    assert wrong == []
