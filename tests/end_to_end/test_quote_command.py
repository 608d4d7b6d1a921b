"""`setia quote` as people and scripts use it."""

import json
import subprocess
from pathlib import Path

from tests.support.cookbook import COOKBOOK
from tests.support.terminal_process import a_persons, run_setia

WORKED = COOKBOOK / "worked-example"


def quote(home: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    done = run_setia("quote", *arguments, environment=a_persons(home, SETIA_LANGUAGE="en"))
    assert "Traceback" not in done.stdout + done.stderr
    return done


def test_it_answers_the_worked_example(tmp_path: Path) -> None:
    done = quote(tmp_path, WORKED / "silver-redeems.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert "TO PAY, Cash                                                           Rp107.900" in done.stdout


def test_it_answers_in_the_language_that_is_asked_for(tmp_path: Path) -> None:
    done = quote(tmp_path, WORKED / "silver-redeems.json", "--language", "id")
    assert "Poin dari belanja ini" in done.stdout


def test_it_answers_as_json(tmp_path: Path) -> None:
    done = quote(tmp_path, WORKED / "double-campaign.json", "--json")
    assert json.loads(done.stdout)["quote"]["earning"]["points"] == 170


def test_it_checks_several_cases(tmp_path: Path) -> None:
    right, wrong = WORKED / "weighed.json", tmp_path / "wrong.json"
    case = json.loads(right.read_text(encoding="utf-8"))
    case["expect"] = {"payable": 95_476}
    wrong.write_text(json.dumps(case), encoding="utf-8")
    done = quote(tmp_path, "--check", right, wrong)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        f"ok  {right}",
        f"!!  {wrong}",
        "    quote.payable: 95477 instead of 95476.",
    ]
    rows = json.loads(quote(tmp_path, "--check", "--json", right, wrong).stdout)
    assert [row["as_expected"] for row in rows] == [True, False]
    assert quote(tmp_path, "--check", right).returncode == 0


def test_a_case_that_is_not_there_fails_in_a_sentence(tmp_path: Path) -> None:
    done = quote(tmp_path, tmp_path / "none.json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{tmp_path / 'none.json'}: there is no such file.\n"


def test_no_case_is_a_wrong_line(tmp_path: Path) -> None:
    assert quote(tmp_path).returncode == 2
