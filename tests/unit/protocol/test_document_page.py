"""What the page about the format shows is read, and it leaves out nothing that a person can write."""

import json
import re
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from app.domain.programme.benefits import Award, Benefit, RewardGift
from app.domain.programme.conditions import Condition
from app.domain.programme.document import Programme
from app.domain.programme.points import Expiry
from app.protocol.document import read_document
from app.protocol.plain import tag_of
from app.protocol.schema import schema_of
from app.protocol.shape import fields_of
from tests.support.sources import ROOT

PAGE = (ROOT / "docs/integrator/programme-document.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)


def test_the_example_is_a_programme() -> None:
    (example,) = EXAMPLES
    read = read_document(Programme, example)
    assert isinstance(read, Programme), read
    assert Draft202012Validator(schema_of(Programme)).is_valid(json.loads(example))


@pytest.mark.parametrize("union", [Condition, Benefit, Award, RewardGift, Expiry])
def test_every_kind_is_named(union: Any) -> None:
    assert [tag_of(kind) for kind in get_args(union) if f"`{tag_of(kind)}`" not in PAGE] == []


def test_every_section_is_named() -> None:
    assert [name for name in fields_of(Programme) if f"`{name}`" not in PAGE] == []
