"""`setia export`: a printer's codes and a partner's settlement, whole or not at all, in both languages."""

import csv
import json
import stat
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from subprocess import CompletedProcess

import pytest

from app.domain.codes import card_code_in
from app.domain.programme.benefits import PercentOff
from app.domain.programme.people import Partner
from app.domain.programme.promotions import Promotion
from app.entrypoints.training_folder import MARK
from tests.support.office import at_rules
from tests.support.printed import blocked, opened_batch, printed
from tests.support.selling import sell
from tests.support.shop import small_shop
from tests.support.terminal_process import a_persons, run_setia

OFF = Promotion(id="off", name="Off", benefit=PercentOff(percent=Decimal(10)), funder="bank")


@dataclass
class Exporter:
    """A shop's folder with a batch of twenty cards, two of them blocked, and one sale of Rp24.000."""

    folder: Path
    batch_id: bytes
    first_code: str

    def does(self, *arguments: str | Path, language: str = "en") -> CompletedProcess[str]:
        environment = a_persons(self.folder.parent, SETIA_LANGUAGE=language)
        done = run_setia("export", *arguments, "--data", self.folder, environment=environment)
        assert "Traceback" not in done.stdout + done.stderr
        return done

    def rows(self, name: str) -> list[list[str]]:
        with (self.folder.parent / name).open(encoding="utf-8-sig", newline="") as stream:
            return list(csv.reader(stream))


@pytest.fixture
def exporter(tmp_path: Path) -> Exporter:
    folder = tmp_path / "shop"
    folder.mkdir()
    with small_shop(folder) as shop:
        partners = (Partner(id="bank", name="Bank Sukabumi"),)
        at_rules(shop, replace(shop.programme, promotions=(OFF,), partners=partners))
        batch_id = opened_batch(shop)
        code = printed(shop, batch_id)[0].code
        blocked(shop, batch_id, 2, 3)
        sell(shop, "KOP-001")
    return Exporter(folder=folder, batch_id=batch_id, first_code=code)


def test_a_printer_gets_serial_code_and_qr_of_what_is_not_blocked(exporter: Exporter, tmp_path: Path) -> None:
    file = tmp_path / "cards.csv"
    done = exporter.does("batch", exporter.batch_id.hex(), file)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"18 codes are in {file}.")
    heading, *rows = exporter.rows("cards.csv")
    assert heading == ["Serial", "Code", "QR"]
    assert [row[0] for row in rows][:2] == ["BDG-000001", "BDG-000004"]
    assert (len(rows), rows[0][1]) == (18, exporter.first_code)
    assert all(card_code_in(row[2]) == row[1] for row in rows)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_batches_are_listed_with_their_ids_which_may_be_shortened(exporter: Exporter, tmp_path: Path) -> None:
    line = exporter.does("batches").stdout
    assert line == f"{exporter.batch_id.hex()}  Member cards  BDG-000001–BDG-000020  2 blocked\n"
    (listed,) = json.loads(exporter.does("batches", "--json").stdout)
    assert (listed["batch"], listed["first"], listed["last"]) == (exporter.batch_id.hex(), 1, 20)
    short = exporter.does("batch", exporter.batch_id.hex()[:12], tmp_path / "short.csv", "--json")
    assert json.loads(short.stdout)["rows"] == 18


def test_a_batch_that_is_not_there_leaves_no_file(exporter: Exporter, tmp_path: Path) -> None:
    done = exporter.does("batch", "ffff", tmp_path / "none.csv")
    assert (done.returncode, done.stdout) == (1, "")
    assert "ffff names no batch" in done.stderr
    assert not (tmp_path / "none.csv").exists()
    nowhere = exporter.does("batch", exporter.batch_id.hex(), tmp_path / "no" / "cards.csv")
    assert nowhere.returncode == 1
    assert "can't be written" in nowhere.stderr


def test_a_settlement_has_a_row_for_each_partner(exporter: Exporter, tmp_path: Path) -> None:
    done = exporter.does("settlement", "2026-11-01", "2026-11-30", tmp_path / "partners.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Rp2.400" in done.stdout
    heading, row = exporter.rows("partners.csv")
    assert heading[:3] == ["Partner", "Name", "Rupiah"]
    assert row == ["bank", "Bank Sukabumi", "2400", "0", "0", "2400", "1"]


@pytest.mark.parametrize("days", [("yesterday", "2026-11-30"), ("2026-11-30", "2026-11-01")])
def test_days_that_are_none_are_a_wrong_use(
    exporter: Exporter, tmp_path: Path, days: tuple[str, str]
) -> None:
    done = exporter.does("settlement", *days, tmp_path / "partners.csv")
    assert done.returncode == 2
    assert not (tmp_path / "partners.csv").exists()


def test_a_customer_gets_a_receipt_as_a_pdf(exporter: Exporter, tmp_path: Path) -> None:
    file = tmp_path / "receipt.pdf"
    done = exporter.does("receipt", "BDG1-261122-0001", file)
    assert (done.returncode, done.stdout) == (0, f"Receipt BDG1-261122-0001 is in {file}.\n")
    assert file.read_bytes().startswith(b"%PDF-1.4\n")
    assert b"(BUKAN STRUK SAH)" not in file.read_bytes()
    done = exporter.does("receipt", "BDG1-261122-0099", file)
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        1,
        "This till has no receipt BDG1-261122-0099.",
    )


def test_a_training_s_receipt_is_marked_whoever_exports_it(exporter: Exporter, tmp_path: Path) -> None:
    (exporter.folder / MARK).touch()
    exporter.does("receipt", "BDG1-261122-0001", tmp_path / "receipt.pdf")
    assert b"(BUKAN STRUK SAH)" in (tmp_path / "receipt.pdf").read_bytes()
