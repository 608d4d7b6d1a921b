"""`setia print`: a template is checked and looked at before customers see it; no till starts with a wrong one."""

import json
from pathlib import Path

import pytest
from PIL import Image

from tests.support.terminal_process import a_persons, run_setia

STANDARD = Path(__file__).parents[2] / "resources" / "receipts" / "standard.toml"


@pytest.mark.parametrize(
    ("language", "copy", "thanks"), [("id", "S A L I N A N", "Terima kasih"), ("en", "C O P Y", "Thank")]
)
def test_the_paper_is_shown_in_both_languages(tmp_path: Path, language: str, copy: str, thanks: str) -> None:
    shown = run_setia("print", STANDARD, "--copy", environment=a_persons(tmp_path, SETIA_LANGUAGE=language))
    assert shown.returncode == 0, shown.stderr
    assert copy in shown.stdout
    assert thanks in shown.stdout


def test_it_goes_into_a_picture_and_a_pdf(tmp_path: Path) -> None:
    for ending in ("png", "pdf", "txt"):
        out = tmp_path / f"look.{ending}"
        done = run_setia(
            "print", STANDARD, "--out", out, "--columns", "48", "--json", environment=a_persons(tmp_path)
        )
        assert json.loads(done.stdout) == {"file": str(out)}
    with Image.open(tmp_path / "look.png") as picture:
        assert picture.width > 576
    assert (tmp_path / "look.pdf").read_bytes().startswith(b"%PDF")


def test_a_file_of_another_kind_is_wrong_use(tmp_path: Path) -> None:
    done = run_setia("print", STANDARD, "--out", tmp_path / "look.gif", environment=a_persons(tmp_path))
    assert (done.returncode, list(tmp_path.glob("*.gif"))) == (2, [])


def test_neither_the_preview_nor_the_till_takes_a_wrong_template(tmp_path: Path) -> None:
    own = tmp_path / "receipt.toml"
    own.write_text(STANDARD.read_text("utf-8").replace('type = "taxes"', 'type = "tax"'), "utf-8")
    environment = a_persons(tmp_path, SETIA_LANGUAGE="en")
    line = own.read_text("utf-8").splitlines().index('type = "tax"') + 1
    looked = run_setia("print", own, environment=environment)
    run = run_setia(
        "run", "--data", tmp_path / "no-shop", environment={**environment, "SETIA_RECEIPT_TEMPLATE": str(own)}
    )
    for done in (looked, run):
        assert done.returncode == 3
        assert done.stderr.startswith(f"{own}, line {line}: ")
        assert "Did you mean `taxes`?" in done.stderr


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    done = run_setia("print", tmp_path / "none.toml", environment=a_persons(tmp_path, SETIA_LANGUAGE="en"))
    assert done.returncode == 3
    assert str(tmp_path / "none.toml") in done.stderr
