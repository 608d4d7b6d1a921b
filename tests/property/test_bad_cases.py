"""Whatever happened to a case, it is answered rightly or refused in sentences; never anything else."""

import json
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.cli.quote import NoAnswer, answer_file
from app.protocol.plain import to_plain
from app.services.answer_case import AnsweredCase, unmet
from app.words.case_text import case_text
from app.words.page import WIDTH
from app.words.translate import Language, Words
from tests.support.cookbook import cases
from tests.support.document_mutations import mutated

ENGLISH = Words(Language.ENGLISH)
LANGUAGES = [Words(language) for language in Language]


@cache
def good() -> list[dict[str, Any]]:
    """Every case of the cookbook with its programme and items in it."""
    return [whole(path) for path in cases()]


def whole(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    for key in ("programme", "items"):
        if isinstance(case.get(key), str):
            case[key] = json.loads((path.parent / case[key]).read_text(encoding="utf-8"))
    return case


def outcome(seed: int, path: Path) -> str:
    """Answers one spoilt case, checks what comes of it, and tells which of the two it was."""
    random = Random(seed)
    text = mutated(random, random.choice(good()))
    path.write_bytes(text.encode(errors="surrogatepass") if isinstance(text, str) else text)
    try:
        answered = answer_file(path, ENGLISH)
    except NoAnswer as none:
        sentences = str(none)
    else:
        check(answered)
        return "answered"
    assert sentences
    sentences.encode()
    return "refused"


def check(answered: AnsweredCase) -> None:
    """No line is negative, none costs more than its price, and all of it can be said."""
    for line in answered.answer.quote.lines:
        assert 0 <= line.net <= line.line.price
    for words in LANGUAGES:
        for said in case_text(words, answered):
            assert len(said) <= WIDTH
            said.encode()
    json.dumps(to_plain(answered.answer))
    unmet(answered)


@pytest.mark.slow
def test_a_spoilt_case_is_answered_or_refused(tmp_path: Path, long_form: bool) -> None:
    count = 10_000 if long_form else 400
    first = Random().randrange(10**9) if long_form else 0
    outcomes = Counter(outcome(seed, tmp_path / "case.json") for seed in range(first, first + count))
    assert outcomes["refused"] > count // 4
    assert outcomes["answered"] > count // 20
