"""A file of scan rules is read whole or not at all, and its faults name the rule and what is right."""

import tomllib
from pathlib import Path

import pytest

from app.services.scan_rules import USUAL_SCAN_RULES, RuleKind, ScanRule
from app.services.scan_rules_document import RuleProblem, ScanRulesFault, scan_rules_of
from app.services.scans import ScanSource, Symbology
from app.words.scan_rules import scan_rules_fault_sentence
from app.words.translate import Language, Words

PAGE = Path(__file__).parents[3] / "docs" / "it" / "scan-rules.md"


def examples() -> list[str]:
    """The TOML blocks of the page, in order."""
    return [block.partition("```")[0] for block in PAGE.read_text("utf-8").split("```toml\n")[1:]]


def fault_of(text: str) -> ScanRulesFault:
    with pytest.raises(ScanRulesFault) as caught:
        scan_rules_of(tomllib.loads(text))
    return caught.value


def test_the_first_example_of_the_page_is_what_a_till_does_without_a_file() -> None:
    assert scan_rules_of(tomllib.loads(examples()[0])) == USUAL_SCAN_RULES
    assert scan_rules_of({}) == USUAL_SCAN_RULES


def test_every_example_of_the_page_is_right() -> None:
    more = [scan_rules_of(tomllib.loads(text)) for text in examples()]
    kinds = {rule.kind for rules in more for rule in rules.rules}
    assert kinds == set(RuleKind)


def test_a_rule_says_for_which_device_and_format_it_is() -> None:
    rules = scan_rules_of(
        tomllib.loads(
            """
            [camera]
            formats = ["qr"]
            [[rule]]
            name = "old cards"
            kind = "card-number"
            layout = "29NNNNNNNNNNC"
            sources = ["serial", "wedge"]
            formats = ["ean-13"]
            """
        )
    )
    assert rules.rules == (
        ScanRule(
            name="old cards",
            kind=RuleKind.CARD_NUMBER,
            layout="29NNNNNNNNNNC",
            sources=frozenset({ScanSource.SERIAL, ScanSource.WEDGE}),
            formats=frozenset({Symbology.EAN_13}),
        ),
    )
    assert rules.camera.formats == {Symbology.QR}
    assert rules.serial == USUAL_SCAN_RULES.serial


RULE = '[[rule]]\nname = "timbangan"\n'


@pytest.mark.parametrize(
    ("text", "where", "problem", "sentence"),
    [
        ("[camra]", "", RuleProblem.UNKNOWN, "camra is unknown. Did you mean camera?"),
        (
            RULE + 'kind = "item"\nlength = 3',
            "timbangan",
            RuleProblem.UNKNOWN,
            "timbangan: length is unknown. Did you mean layout?",
        ),
        (
            RULE + 'kind = "weighed-item"',
            "timbangan",
            RuleProblem.UNKNOWN,
            "timbangan: kind can't be weighed-item. Did you mean measured-item?",
        ),
        (RULE, "timbangan", RuleProblem.MISSING, "timbangan: kind is missing."),
        ('[[rule]]\nkind = "item"', "rule 1", RuleProblem.MISSING, "rule 1: name is missing."),
        (
            RULE + 'kind = "measured-item"',
            "timbangan",
            RuleProblem.MISSING,
            "timbangan: layout is missing.",
        ),
        (
            RULE + 'kind = "measured-item"\nlayout = "21C0N"',
            "timbangan",
            RuleProblem.LAYOUT,
            "timbangan: 21C0N: C, the check digit, stands at the end.",
        ),
        (
            RULE + 'kind = "item"\nlayout = "N"',
            "timbangan",
            RuleProblem.NOT_FOR_KIND,
            "timbangan: layout means nothing for item. Leave it out.",
        ),
        (
            RULE + 'kind = "item"\nformats = ["ean13"]',
            "timbangan",
            RuleProblem.UNKNOWN,
            "timbangan: formats can't be ean13. Did you mean ean-13?",
        ),
        (
            RULE + 'kind = "item"\nsources = "camera"',
            "timbangan",
            RuleProblem.WRONG,
            'timbangan: sources must be like ["wedge", "serial", …], not camera.',
        ),
        (
            "[camera]\nshortest_itf = 0",
            "camera",
            RuleProblem.WRONG,
            "camera: shortest_itf must be like 1 … 80, not 0.",
        ),
        ("rule = []", "rule", RuleProblem.NO_RULE, None),
        ((RULE + 'kind = "item"\n') * 2, "timbangan", RuleProblem.TWICE, None),
        ((RULE + 'kind = "item"\n') * 65, "rule", RuleProblem.TOO_MANY, None),
        ("camera = 3", "camera", RuleProblem.WRONG, None),
        ("rule = [1]", "rule 1", RuleProblem.WRONG, None),
        (RULE + 'kind = "item"\nrupiah = 100', "timbangan", RuleProblem.NOT_FOR_KIND, None),
        (RULE + 'kind = "item"\nformats = ["unknown"]', "timbangan", RuleProblem.UNKNOWN, None),
    ],
)
def test_a_fault_names_the_rule_and_what_is_right(
    text: str, where: str, problem: RuleProblem, sentence: str | None
) -> None:
    fault = fault_of(text)
    assert (fault.where, fault.problem) == (where, problem)
    said = scan_rules_fault_sentence(Words(Language.ENGLISH), fault)
    assert said == sentence or sentence is None
