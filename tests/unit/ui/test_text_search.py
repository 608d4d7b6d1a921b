"""A search says why no row shows, and what to do: key more, or fewer letters."""

import pytest

from app.services.member_text import wants_more
from app.ui.checkout.search_wording import found_words
from app.ui.checkout.state import ItemSearch, MemberSearch
from app.words.translate import Language, Words
from tests.support.counter import Counter
from tests.support.enrolling import enrolled

MORE = "Key more: two letters of the name, or the phone’s last four digits."
NOTHING = "Nothing found. Try fewer letters or digits."


def said(counter: Counter, text: str) -> tuple[str, list[str]]:
    counter.presenter.search.type(text)
    counter.hand.settle()
    sheet = counter.state.sheet
    assert isinstance(sheet, MemberSearch | ItemSearch)
    found = found_words(Words(Language.ENGLISH), sheet)
    return found.empty, [result.name for result in found.results]


@pytest.mark.parametrize("text", ["a", " a ", "7", "789", "08", "0", "+62", "081", "+6281"])
def test_too_little_finds_nobody_and_says_how_much_it_takes(counter: Counter, text: str) -> None:
    assert wants_more(text)
    counter.presenter.search.open_members()
    assert said(counter, text) == (MORE, [])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("as", "Asep Hidayat"),
        ("7890", "Siti Rahayu"),
        ("0812", "Siti Rahayu"),
        ("+62812", "Siti Rahayu"),
        ("0666", "Nia Kurnia"),
    ],
)
def test_just_enough_finds_the_member(counter: Counter, text: str, name: str) -> None:
    enrolled(counter.shop, "0817-7777-0666", name="Nia Kurnia")
    assert not wants_more(text)
    counter.presenter.search.open_members()
    assert said(counter, text) == ("", [name])


@pytest.mark.parametrize("text", ["zz", "0000", "0899"])
def test_enough_that_finds_nobody_asks_for_less(counter: Counter, text: str) -> None:
    counter.presenter.search.open_members()
    assert said(counter, text) == (NOTHING, [])


def test_one_letter_finds_items(counter: Counter) -> None:
    counter.presenter.search.open_items()
    assert said(counter, "ko")[0] == ""
    assert said(counter, "x") == (NOTHING, [])
    assert said(counter, "") == ("", [])
