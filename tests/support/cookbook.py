"""The cases of the cookbook."""

from pathlib import Path

from app.cli.quote import answer_file
from app.services.answer_case import AnsweredCase
from app.words.translate import Language, Words
from tests.support.sources import ROOT

COOKBOOK = ROOT / "docs/cookbook"


def cases() -> list[Path]:
    """Every file below the cookbook that is neither a programme nor a list of items."""
    return [
        path
        for path in sorted(COOKBOOK.rglob("*.json"))
        if not path.name.endswith(("programme.json", "items.json"))
    ]


def name_of(path: Path) -> str:
    """`worked-example/silver-redeems`."""
    return str(path.relative_to(COOKBOOK).with_suffix(""))


def answered(path: Path) -> AnsweredCase:
    """The answer to a case. Raises NoAnswer, in English."""
    return answer_file(path, Words(Language.ENGLISH))
