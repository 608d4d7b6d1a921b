"""A part of an answer that somebody expects, compared with the answer."""

from typing import Any

import pytest

from app.protocol.expectation import Difference, differences

ANSWER: dict[str, Any] = {
    "payable": 107_900,
    "service": None,
    "lines": [{"net": 55_520, "tax": 1}, {"net": 20_347, "tax": 2}, {"net": 32_000, "tax": 3}],
    "refusals": [],
}


@pytest.mark.parametrize(
    "expected",
    [
        {},
        {"payable": 107_900},
        {"service": None, "refusals": []},
        {"lines": [{"net": 55_520}, {}, {"tax": 3}]},
        {"lines": [{"net": 20_347}]},
        {"lines": [{"tax": 1}, {"tax": 3}]},
    ],
    ids=str,
)
def test_a_part_that_is_so_differs_in_nothing(expected: dict[str, Any]) -> None:
    assert list(differences(expected, ANSWER)) == []


@pytest.mark.parametrize(
    ("expected", "difference"),
    [
        ({"payable": 1}, Difference(path="payable", expected="1", found="107900")),
        ({"paiable": 1}, Difference(path="paiable", expected="1", nearest="payable")),
        ({"zzz": 1}, Difference(path="zzz", expected="1")),
        ({"service": {"amount": 1}}, Difference(path="service", expected='{"amount": 1}', found="null")),
        (
            {"lines": [{"net": 55_520}, {"net": 1}, {}]},
            Difference(path="lines[1].net", expected="1", found="20347"),
        ),
        ({"lines": [{"net": 1}]}, Difference(path="lines[0]", expected='{"net": 1}')),
        (
            {"lines": [{"tax": 3}, {"tax": 1}]},
            Difference(path="lines[1]", expected='{"tax": 1}'),
        ),
        ({"refusals": [{}]}, Difference(path="refusals[0]", expected="{}")),
        (
            {"lines": []},
            Difference(
                path="lines",
                expected="[]",
                found='[{"net": 55520, "tax": 1}, {"net": 20347, "tax": 2}, {"net"…',
            ),
        ),
    ],
    ids=str,
)
def test_what_is_not_so_is_told_with_its_place(expected: dict[str, Any], difference: Difference) -> None:
    assert list(differences(expected, ANSWER)) == [difference]


def test_true_is_not_one() -> None:
    assert list(differences({"inside": True}, {"inside": True})) == []
    assert list(differences({"inside": 1}, {"inside": True})) != []
    assert list(differences({"amount": True}, {"amount": 1})) != []


def test_everything_that_differs_is_told() -> None:
    found = differences({"payable": 1, "lines": [{"net": 0}, {"net": 0}, {"net": 0}]}, ANSWER)
    assert [difference.path for difference in found] == [
        "payable",
        "lines[0].net",
        "lines[1].net",
        "lines[2].net",
    ]
