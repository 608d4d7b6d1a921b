"""One thing has one name: the glossary's, in code, database, documents, API and what a till shows."""

import ast
import json
import re
from collections.abc import Iterator

import pytest
from sqlalchemy import MetaData

from app.storage.server import tables as server
from app.storage.terminal import tables as terminal
from tests.support.sources import ROOT, name, parse, python_files

INSTEAD = {
    "campaign": "promotion",
    "cart": "basket",
    "client": "member or guest",
    "customer": "member or guest",
    "invoice": "receipt",
    "patron": "member or guest",
    "shopper": "member or guest",
    "subscription": "plan",
    "ticket": "sale or receipt",
    "transaction": "sale or posting",
}
"""Other words for what the glossary names. In sentences, the customer is the person at the counter, member or not."""
A_DEVICE = {"CUSTOMER_DISPLAY"}
RULES_AND_FACTS = ("app/domain", "app/protocol", "app/services", "app/server")
SCHEMAS = ("programme.schema.json", "quote.schema.json", "quote-case.schema.json")
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def others_in(text: str) -> set[str]:
    """Words in a name or a sentence that the glossary has another for, plurals too."""
    words = {word.lower() for word in WORD.findall(text)}
    return {other for other in INSTEAD if not words.isdisjoint({other, other + "s"})}


def names_of(tree: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Classes, functions, arguments, fields and variables."""
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef(name=found) | ast.FunctionDef(name=found) | ast.arg(arg=found):
                yield node, found
            case ast.Name(id=found, ctx=ast.Store()):
                yield node, found


def keys_of(schema: object) -> Iterator[str]:
    """Every key that a document may have, and every word that may stand for one."""
    match schema:
        case dict():
            yield from schema.get("properties", {})
            yield from (each for each in schema.get("enum", ()) if isinstance(each, str))
            for each in schema.values():
                yield from keys_of(each)
        case list():
            for each in schema:
                yield from keys_of(each)


@pytest.mark.parametrize("text", ["CustomerView", "cart_lines", "the client", "TRANSACTION", "carts"])
def test_another_word_is_found(text: str) -> None:
    assert others_in(text)


@pytest.mark.parametrize("text", ["MemberView", "cartesian", "basket_lines", "accustomed"])
def test_the_right_word_is_not(text: str) -> None:
    assert not others_in(text)


def test_rules_facts_and_use_cases_have_the_glossary_s_names() -> None:
    found = [
        f"{name(path, node)} {text}"
        for path in python_files(*RULES_AND_FACTS)
        for node, text in names_of(parse(path))
        if others_in(text) and text not in A_DEVICE
    ]
    assert found == []


@pytest.mark.parametrize("tables", [terminal.metadata, server.metadata], ids=["terminal", "server"])
def test_tables_and_columns_have_the_glossary_s_names(tables: MetaData) -> None:
    names = [str(column) for table in tables.sorted_tables for column in table.columns]
    assert len(names) > 100
    assert [text for text in names if others_in(text)] == []


@pytest.mark.parametrize("schema", SCHEMAS)
def test_documents_have_the_glossary_s_names(schema: str) -> None:
    keys = set(keys_of(json.loads((ROOT / "docs/integrator" / schema).read_text(encoding="utf-8"))))
    assert len(keys) > 20
    assert {key for key in keys if others_in(key)} == set()


@pytest.mark.parametrize("language", ["en", "id"])
def test_a_till_shows_the_glossary_s_words(language: str) -> None:
    (catalogue,) = (ROOT / f"app/words/locale/{language}/LC_MESSAGES").glob("*.po")
    blocks = catalogue.read_text(encoding="utf-8").split("\n\n")
    sentences = [block.partition("\nmsgid ")[2].partition("\nmsgstr")[0] for block in blocks]
    assert len(sentences) > 1_000
    assert [sentence for sentence in sentences if others_in(sentence) - {"customer"}] == []
