"""A look at any programme: it fails at none, and what it calls dead never does anything in any basket."""

import pytest
from hypothesis import given

from app.domain.basket import QuoteInputs
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import prepare
from app.domain.programme.document import Programme
from app.domain.quote import Quote
from app.services.check_programme import errors_of, findings
from app.services.programme_changes import changes
from app.services.programme_checks.finding import FindingKind, Severity
from app.words.programme.findings import finding_sentence
from app.words.programme_changes import change_sentence
from app.words.programme_sentences import programme_sections
from app.words.translate import Language, Words
from tests.property.conftest import InManyCases
from tests.support.loyalty_cases import cases, programmes

DEAD = {
    FindingKind.NEVER_HOLDS,
    FindingKind.ALWAYS_OUTRANKED,
    FindingKind.BEHIND_EXCLUSIVE,
    FindingKind.EXCLUSIVE_TOO_LATE,
}

A_FEW_RUPIAH = 1_000
"""A line of so little may get no share of a discount, and is then left for others."""


@pytest.fixture(scope="module", params=Language)
def words(request: pytest.FixtureRequest) -> Words:
    return Words(request.param)


def test_every_programme_can_be_looked_over_and_every_finding_told(words: Words) -> None:
    @given(programmes())
    def look(programme: Programme) -> None:
        found = findings(programme)
        assert errors_of(programme) == tuple(one for one in found if one.severity is Severity.ERROR)
        assert all(finding_sentence(words, programme, one) for one in found)

    look()


def test_every_programme_can_be_told_and_every_difference_of_two(words: Words) -> None:
    @given(programmes(), programmes())
    def tell(before: Programme, after: Programme) -> None:
        assert programme_sections(words, before)
        said = [change_sentence(words, before, after, change) for change in changes(before, after)]
        assert all(said)
        assert bool(said) == (before != after)

    tell()


def did_something(quoted: Quote) -> set[str]:
    """The ids of the rules that took or gave something."""
    return {
        *(effect.rule_id for effect in quoted.effects if effect.base > A_FEW_RUPIAH),
        *(earned.rule_id for earned in quoted.earning.by if earned.points),
        *(grant.rule_id for grant in quoted.grants),
    }


def test_a_rule_that_is_called_dead_does_nothing(in_many_cases: InManyCases) -> None:
    @given(cases())
    def nothing(case: tuple[Programme, QuoteInputs]) -> None:
        programme, inputs = case
        dead = {found.ids[0] for found in findings(programme) if found.kind in DEAD}
        assert did_something(quote(prepare(programme), inputs)).isdisjoint(dead)

    in_many_cases(nothing, quick=150, long=4_000)
