"""Scan rules from a document such as a TOML file: every fault names the rule and the nearest right key or value."""

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, TypeVar

from app.domain.number_layout import LayoutFault, layout_fault
from app.services.scan_rules import ALL_FORMATS, LAYOUT_KINDS, RuleKind, ScanRule, ScanRules, SourceRules
from app.services.scans import ScanSource, Symbology

MOST_RULES = 64
_RULE_KEYS = ("name", "kind", "sources", "formats", "prefix", "layout", "rupiah")
_SOURCE_KEYS = ("formats", "shortest_itf")
_LONGEST_ITF = 80
_MOST_RUPIAH = 1_000_000
_LONGEST_TEXT = 64
_Choice = TypeVar("_Choice", bound=StrEnum)


class RuleProblem(StrEnum):
    """UNKNOWN: no such key or value, there is one that is most like it. LAYOUT: see `LayoutFault`. TWICE: a name."""

    UNKNOWN = "unknown"
    MISSING = "missing"
    WRONG = "wrong"
    LAYOUT = "layout"
    TWICE = "twice"
    NOT_FOR_KIND = "not-for-kind"
    NO_RULE = "no-rule"
    TOO_MANY = "too-many"


class ScanRulesFault(Exception):
    """A document is no set of scan rules. where: the rule's name or place, or the table; key: in it.

    right: the nearest right word, or what is expected.
    """

    def __init__(
        self, where: str, problem: RuleProblem, key: str = "", said: str = "", right: str = ""
    ) -> None:
        super().__init__(f"{where}: {key} {problem.value} {said} {right}".strip())
        self.where, self.problem, self.key, self.said, self.right = where, problem, key, said, right


def scan_rules_of(document: Mapping[str, Any]) -> ScanRules:
    """`[[rule]]` tables in order; `[camera]`, `[serial]`, `[wedge]` for what is believed of each. What is left out is
    as usual.

    Raises ScanRulesFault.
    """
    _known("", document, ("rule", *(source.value for source in ScanSource)))
    usual = ScanRules()
    sources = {
        source.value: _source(source.value, document[source.value], usual.of_source(source))
        for source in ScanSource
        if source.value in document
    }
    rules = _rules(document["rule"]) if "rule" in document else usual.rules
    return ScanRules(
        rules=rules,
        camera=sources.get("camera", usual.camera),
        serial=sources.get("serial", usual.serial),
        wedge=sources.get("wedge", usual.wedge),
    )


def _rules(tables: Any) -> tuple[ScanRule, ...]:
    if not isinstance(tables, list) or not tables:
        raise ScanRulesFault("rule", RuleProblem.NO_RULE)
    if len(tables) > MOST_RULES:
        raise ScanRulesFault("rule", RuleProblem.TOO_MANY, right=str(MOST_RULES))
    rules = tuple(_rule(f"rule {place}", table) for place, table in enumerate(tables, start=1))
    names: set[str] = set()
    for rule in rules:
        if rule.name in names:
            raise ScanRulesFault(rule.name, RuleProblem.TWICE, "name")
        names.add(rule.name)
    return rules


def _rule(place: str, table: Any) -> ScanRule:
    if not isinstance(table, Mapping):
        raise ScanRulesFault(place, RuleProblem.WRONG, right="[[rule]]")
    named = table.get("name")
    where = named if isinstance(named, str) and named else place
    _known(where, table, _RULE_KEYS)
    for key in ("name", "kind"):
        if key not in table:
            raise ScanRulesFault(where, RuleProblem.MISSING, key)
    kind = _choice(where, "kind", table["kind"], RuleKind)
    rule = ScanRule(
        name=_text(where, "name", table["name"]),
        kind=kind,
        prefix=_text(where, "prefix", table["prefix"]) if "prefix" in table else "",
        layout=_layout(where, kind, table.get("layout")),
        rupiah=_rupiah(where, kind, table),
    )
    if "sources" in table:
        rule = replace(rule, sources=frozenset(_choices(where, "sources", table["sources"], ScanSource)))
    if "formats" in table:
        rule = replace(rule, formats=_formats(where, table["formats"]))
    return rule


def _source(where: str, table: Any, usual: SourceRules) -> SourceRules:
    if not isinstance(table, Mapping):
        raise ScanRulesFault(where, RuleProblem.WRONG, right=f"[{where}]")
    _known(where, table, _SOURCE_KEYS)
    rules = usual
    if "formats" in table:
        rules = replace(rules, formats=_formats(where, table["formats"]))
    if "shortest_itf" in table:
        shortest = _number(where, "shortest_itf", table["shortest_itf"], 1, _LONGEST_ITF)
        rules = replace(rules, shortest_itf=shortest)
    return rules


def _layout(where: str, kind: RuleKind, said: Any) -> str:
    if kind not in LAYOUT_KINDS:
        if said is not None:
            raise ScanRulesFault(where, RuleProblem.NOT_FOR_KIND, "layout", kind.value)
        return ""
    if said is None:
        raise ScanRulesFault(where, RuleProblem.MISSING, "layout")
    if not isinstance(said, str):
        raise ScanRulesFault(where, RuleProblem.WRONG, "layout", str(said), '"21NNNNNWWWWWC"')
    fault = layout_fault(said)
    if fault is None and kind is RuleKind.CARD_NUMBER and set(said) & set("WP"):
        fault = LayoutFault.LETTER
    if fault is not None:
        raise ScanRulesFault(where, RuleProblem.LAYOUT, "layout", said, fault.value)
    return said


def _rupiah(where: str, kind: RuleKind, table: Mapping[str, Any]) -> int:
    if "rupiah" not in table:
        return 1
    if kind is not RuleKind.MEASURED_ITEM:
        raise ScanRulesFault(where, RuleProblem.NOT_FOR_KIND, "rupiah", kind.value)
    return _number(where, "rupiah", table["rupiah"], 1, _MOST_RUPIAH)


def _number(where: str, key: str, said: Any, least: int, most: int) -> int:
    if type(said) is not int or not least <= said <= most:
        raise ScanRulesFault(where, RuleProblem.WRONG, key, str(said), f"{least} … {most}")
    return said


def _text(where: str, key: str, said: Any) -> str:
    if not isinstance(said, str) or not 1 <= len(said) <= _LONGEST_TEXT or not said.isprintable():
        raise ScanRulesFault(where, RuleProblem.WRONG, key, str(said), '"…"')
    return said


def _formats(where: str, said: Any) -> frozenset[Symbology]:
    """UNKNOWN is no format that anybody can allow: a keyboard scanner never says one."""
    formats = frozenset(_choices(where, "formats", said, Symbology))
    if not formats <= ALL_FORMATS:
        nearest = difflib.get_close_matches("unknown", sorted(ALL_FORMATS), n=1, cutoff=0.0)[0]
        raise ScanRulesFault(where, RuleProblem.UNKNOWN, "formats", "unknown", nearest)
    return formats


def _choices(where: str, key: str, said: Any, choices: type[_Choice]) -> list[_Choice]:
    if not isinstance(said, list) or not said:
        expected = ", ".join(f'"{choice.value}"' for choice in list(choices)[:2])
        raise ScanRulesFault(where, RuleProblem.WRONG, key, str(said), f"[{expected}, …]")
    return [_choice(where, key, each, choices) for each in said]


def _choice(where: str, key: str, said: Any, choices: type[_Choice]) -> _Choice:
    words = [choice.value for choice in choices]
    if said not in words:
        raise ScanRulesFault(where, RuleProblem.UNKNOWN, key, str(said), _nearest(str(said), words))
    return choices(said)


def _known(where: str, table: Iterable[str], keys: Sequence[str]) -> None:
    for key in table:
        if key not in keys:
            raise ScanRulesFault(where, RuleProblem.UNKNOWN, "", key, _nearest(key, keys))


def _nearest(said: str, words: Sequence[str]) -> str:
    return difflib.get_close_matches(said, words, n=1, cutoff=0.0)[0]
