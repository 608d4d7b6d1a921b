"""`setia quote`: what a basket costs and earns under a programme, and why."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from app.cli.case_file import read_case
from app.domain.basket_faults import InvalidBasket
from app.protocol.case_inputs import inputs_of_case
from app.protocol.expectation import Difference
from app.protocol.plain import to_plain
from app.protocol.quote_case import QuoteCase
from app.services.answer_case import AnsweredCase, answer_case, unmet
from app.words.case_faults import basket_fault_sentence, case_fault_sentence, difference_sentence
from app.words.case_text import case_text
from app.words.document_faults import document_fault_sentence
from app.words.translate import Words


class NoAnswer(Exception):
    """A case that can't be answered. The message is a sentence a line."""


def quote_files(paths: Sequence[Path], *, as_json: bool, words: Words) -> None:
    """Print the answer to each case. Raises NoAnswer."""
    for place, path in enumerate(paths):
        answered = answer_file(path, words)
        if as_json:
            print(json.dumps(to_plain(answered.answer), indent=2, ensure_ascii=False))
        else:
            print(*([""] if place else []), *case_text(words, answered), sep="\n")


def check_files(paths: Sequence[Path], *, as_json: bool, words: Words) -> int:
    """Print where answers aren't what the cases expect; 1 if any isn't."""
    rows = [_checked(path, words) for path in paths]
    if as_json:
        print(json.dumps(rows, indent=2, ensure_ascii=False))
    else:
        for row in rows:
            print(*_row_lines(words, row), sep="\n")
    return 1 if any(not row["as_expected"] for row in rows) else 0


def answer_file(path: Path, words: Words) -> AnsweredCase:
    """The answer to the case of a file. Raises NoAnswer."""
    try:
        case = read_case(path)
    except PermissionError:
        raise
    except OSError as fault:
        raise NoAnswer(_unreadable(words, fault)) from fault
    if isinstance(case, tuple):
        raise NoAnswer("\n".join(f"{one.file}: {document_fault_sentence(words, one.fault)}" for one in case))
    return _answered(path, case, words)


def _answered(path: Path, case: QuoteCase, words: Words) -> AnsweredCase:
    inputs = inputs_of_case(case)
    if isinstance(inputs, tuple):
        raise NoAnswer("\n".join(f"{path}: {case_fault_sentence(words, fault)}" for fault in inputs))
    try:
        return answer_case(case, inputs)
    except InvalidBasket as invalid:
        said = (f"{path}: {basket_fault_sentence(words, fault)}" for fault in invalid.faults)
        raise NoAnswer("\n".join(said)) from invalid


def _unreadable(words: Words, fault: OSError) -> str:
    if isinstance(fault, FileNotFoundError):
        return words.gettext("{path}: there is no such file.", path=fault.filename)
    return words.gettext("{path} can't be read: {detail}.", path=fault.filename, detail=fault.strerror)


def _checked(path: Path, words: Words) -> dict[str, Any]:
    """`{file, as_expected, differences, fault}`; fault: why there is no answer."""
    try:
        found = unmet(answer_file(path, words))
    except NoAnswer as none:
        return {"file": str(path), "as_expected": False, "differences": [], "fault": str(none)}
    plain = [to_plain(difference) for difference in found]
    return {"file": str(path), "as_expected": not found, "differences": plain, "fault": None}


def _row_lines(words: Words, row: dict[str, Any]) -> Iterator[str]:
    if row["as_expected"]:
        yield f"ok  {row['file']}"
        return
    yield f"!!  {row['file']}"
    if row["fault"]:
        yield from (f"    {line}" for line in row["fault"].splitlines())
    for difference in row["differences"]:
        yield f"    {difference_sentence(words, Difference(**difference))}"
