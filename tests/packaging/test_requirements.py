"""What is installed is exactly what was chosen: pinned, hashed, and from no particular place."""

import re
import tomllib

import pytest

from tests.support.sources import ROOT

FILES = ["requirements.txt", "requirements-dev.txt"]
ALL_FILES = [*FILES, "requirements-mutants.txt"]
PIN = re.compile(r"^(?P<name>[\w.-]+)(\[[\w,-]+\])?==(?P<version>\S+)")


def entries(file: str) -> list[str]:
    """One string for each requirement, with its hashes."""
    text = (ROOT / "build_specs" / file).read_text(encoding="utf-8")
    return [line for line in text.replace("\\\n", " ").splitlines() if line.strip()]


def pins(file: str) -> dict[str, str]:
    matches = [PIN.match(entry) for entry in entries(file)]
    return {match["name"].lower(): match["version"] for match in matches if match}


@pytest.mark.parametrize("file", ALL_FILES)
def test_every_requirement_is_pinned_and_hashed(file: str) -> None:
    assert [entry for entry in entries(file) if not PIN.match(entry) or "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("file", ALL_FILES)
def test_no_requirement_says_where_it_comes_from(file: str) -> None:
    assert [
        entry for entry in entries(file) if re.search(r"://|--(extra-)?index-url|--find-links", entry)
    ] == []


def test_development_has_the_very_versions_that_ship() -> None:
    shipped, developed = (pins(file) for file in FILES)
    assert {name: version for name, version in shipped.items() if developed.get(name) != version} == {}


def test_everything_that_the_project_asks_for_is_pinned() -> None:
    """For Linux, which the pins are of; what only another system needs is pinned with that system's bundle."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    everywhere = [each for each in project["project"]["dependencies"] if "sys_platform" not in each]
    asked = everywhere + project["dependency-groups"]["dev"]
    names = {re.split(r"[^\w.-]", requirement)[0].lower() for requirement in asked}
    assert names - pins("requirements-dev.txt").keys() == set()
