"""Every message of the sources is said in Indonesian, with the same values in it."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po

from app.words.translate import Language, Words
from tests.support.sources import ROOT

_PLACES = re.compile(r"\{(\w+)\}")


def _messages() -> Iterator[tuple[str, ...]]:
    for found in extract_from_dir(str(ROOT / "app"), keywords=DEFAULT_KEYWORDS):
        message = found[2]
        yield message if isinstance(message, tuple) else (message,)


@pytest.fixture(scope="module")
def indonesian() -> dict[str, list[tuple[str, str]]]:
    """By message: its forms with their translations, one and many."""
    path = ROOT / "app/words/locale/id/LC_MESSAGES/setia.po"
    catalogue = read_po(BytesIO(path.read_bytes()), locale="id")
    said: dict[str, list[tuple[str, str]]] = {}
    for message in catalogue:
        forms = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
        strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        said[forms[0]] = [(form, string or "") for form, string in zip(forms, strings, strict=True)]
    return said


def test_every_message_is_translated(indonesian: dict[str, list[tuple[str, str]]]) -> None:
    missing = {
        message[0]
        for message in _messages()
        if not all(string for _, string in indonesian.get(message[0], [("", "")]))
    }
    assert missing == set()


def test_a_translation_has_the_values_of_its_message(indonesian: dict[str, list[tuple[str, str]]]) -> None:
    wrong = {
        form: string
        for forms in indonesian.values()
        for form, string in forms
        if form and set(_PLACES.findall(form)) != set(_PLACES.findall(string))
    }
    assert wrong == {}


def test_words_are_in_the_language_that_was_asked_for() -> None:
    assert Words(Language.INDONESIAN).gettext("Pay") == "Bayar"
    assert Words(Language.ENGLISH).gettext("Pay") == "Pay"


def test_english_tells_one_from_many_and_indonesian_does_not() -> None:
    def said(language: Language) -> list[str]:
        words = Words(language)
        return [words.ngettext("{count} point", "{count} points", count, count=count) for count in (1, 2)]

    assert said(Language.ENGLISH) == ["1 point", "2 points"]
    assert said(Language.INDONESIAN) == ["1 poin", "2 poin"]
