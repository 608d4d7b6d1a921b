"""An import as a real process: killed at any moment it goes on where it stopped, and what it rejects says why."""

import csv
import json
import signal
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from app.services.demo_shop import PlayedChance, PlayedClock
from app.services.importing.fields import FileFormat
from app.storage.terminal.check import check_store
from tests.support.display import PATIENCE
from tests.support.import_files import Person, csv_of, member_file, people, write_file
from tests.support.shop import NOON, open_store, small_shop
from tests.support.terminal_process import a_persons, run_setia

BROKEN = 1_000
MANY = 5_000
FIRST_MEMBERS = 3
LIVES = 22
SHORTEST = 0.8
"""Seconds. The longest life is 37."""
DIFFERENT_ENDS = 2
IMPORT = (sys.executable, "-m", "app.entrypoints.terminal", "import", "members")


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    small_shop(folder).store.close()
    return folder


def members(folder: Path) -> int:
    """How many members a sound store has."""
    store = open_store(folder, PlayedClock(NOON), PlayedChance(Random(1)))
    try:
        with store.reading() as unit:
            report = check_store(unit.connection)
    finally:
        store.close()
    assert report.findings == ()
    return report.members


def told(tmp_path: Path, *arguments: str | Path, language: str = "en") -> dict[str, object]:
    """What an import to its end says."""
    done = run_setia(
        "import", "members", *arguments, "--json", environment=a_persons(tmp_path, SETIA_LANGUAGE=language)
    )
    assert (done.returncode, done.stderr) == (0, "")
    answer: dict[str, object] = json.loads(done.stdout)
    return answer


def killed(tmp_path: Path, shop: Path, file: Path, after: float) -> None:
    """Begins an import and kills it so many seconds later, unless it has ended by then."""
    process = subprocess.Popen(
        [*IMPORT, str(file), "--data", str(shop)],
        env=a_persons(tmp_path),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.wait(PATIENCE)


def test_a_killed_import_goes_on_where_it_stopped(tmp_path: Path, shop: Path) -> None:
    """Each life is a fifth longer than the one before, so that on any machine some end in the middle."""
    count, everybody = 20_000, 20_000 + FIRST_MEMBERS
    file = write_file(tmp_path / "loyverse.csv", member_file(FileFormat.LOYVERSE, people(count)))
    seen = [members(shop)]
    for life in range(LIVES):
        killed(tmp_path, shop, file, after=SHORTEST * 1.2**life)
        seen.append(members(shop))
        if len(set(seen)) > DIFFERENT_ENDS or seen[-1] == everybody:
            break
    assert seen == sorted(seen)
    assert any(FIRST_MEMBERS < one < everybody for one in seen)
    done = told(tmp_path, file, "--data", shop)
    assert (done["same"], done["new"]) == (seen[-1] - FIRST_MEMBERS, everybody - seen[-1])
    assert members(shop) == everybody
    again = told(tmp_path, file, "--data", shop)
    assert (again["same"], again["new"], again["changed"], again["balances"]) == (count, 0, 0, 0)


BROKEN_CELLS = (
    ["0812", "", ""],
    ["081300000001", "banyak", ""],
    ["081300000001", "-5", ""],
    ["081300000001", "", "31/31/1990"],
    ["", "", ""],
)
"""Phone, points and birthday of rows that can't come in."""
REASONS = {
    "en": (
        "“0812” is no phone number.",
        "“banyak” is no number of points.",
        "The balance is below zero: -5. Enrol the member, then correct it by hand.",
        "“31/31/1990” is no birthday such as 21/04/1990 or 04-21.",
        "There is neither a phone nor a card nor a customer number.",
    ),
    "id": (
        "“0812” bukan nomor telepon.",
        "“banyak” bukan jumlah poin.",
        "Saldonya di bawah nol: -5. Daftarkan membernya, lalu koreksi manual.",
        "“31/31/1990” bukan tanggal lahir seperti 21/04/1990 atau 04-21.",
        "Tidak ada nomor HP, kartu, maupun nomor pelanggan.",
    ),
}


@pytest.mark.parametrize(("language", "column"), [("en", "Reason"), ("id", "Alasan")])
def test_broken_rows_end_in_the_reject_file_with_reasons(
    tmp_path: Path, shop: Path, language: str, column: str
) -> None:
    good = [
        ["Nama", "HP", "Poin", "Tgl Lahir"],
        *([one.name, f"0{one.phone}", "", ""] for one in people(BROKEN)),
    ]
    broken = [[f"Orang {n}", *BROKEN_CELLS[n % len(BROKEN_CELLS)]] for n in range(BROKEN)]
    file = write_file(tmp_path / "daftar.csv", csv_of([*good, *broken]))
    done = told(tmp_path, file, "--data", shop, "--language", language)
    assert (done["new"], done["rejected"]) == (BROKEN, BROKEN)
    rejects = tmp_path / "daftar.rejected.csv"
    assert done["rejects"] == str(rejects)
    with rejects.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["Nama"] for row in rows] == [f"Orang {n}" for n in range(BROKEN)]
    assert [row[column] for row in rows] == list(REASONS[language]) * (BROKEN // len(BROKEN_CELLS))


def test_a_file_that_breaks_in_the_middle_brings_nothing_in(tmp_path: Path, shop: Path) -> None:
    """More rows than go into one transaction stand before the quotation mark that nobody closed."""
    good = csv_of([["Nama", "HP"], *([one.name, f"0{one.phone}"] for one in people(MANY))])
    file = write_file(tmp_path / "daftar.csv", good + b'"Wati,081300000001\nAni,081300000002\n')
    done = run_setia(
        "import", "members", file, "--data", shop, environment=a_persons(tmp_path, SETIA_LANGUAGE="en")
    )
    assert done.returncode == 1
    assert f"line {MANY + 2}: a quotation mark is opened and never closed" in done.stderr
    assert members(shop) == FIRST_MEMBERS


def test_a_reject_file_that_can_t_be_written_is_told_before_anything_comes_in(
    tmp_path: Path, shop: Path
) -> None:
    file = write_file(
        tmp_path / "daftar.csv", csv_of([["Nama", "HP"], ["Wati", "081300000001"], ["Ani", "x"]])
    )
    nowhere = tmp_path / "no such folder" / "x.csv"
    done = run_setia(
        "import",
        "members",
        file,
        "--data",
        shop,
        "--rejects",
        nowhere,
        environment=a_persons(tmp_path, SETIA_LANGUAGE="en"),
    )
    assert done.returncode == 1
    assert f"can't be written to {nowhere}: No such file or directory. Name another place" in done.stderr
    assert members(shop) == FIRST_MEMBERS


def test_the_reject_file_comes_in_again_once_it_is_mended(tmp_path: Path, shop: Path) -> None:
    file = write_file(tmp_path / "daftar.csv", csv_of([["Nama", "HP"], ["Wati", "0812"]]))
    done = run_setia(
        "import", "members", file, "--data", shop, environment=a_persons(tmp_path, SETIA_LANGUAGE="en")
    )
    assert done.returncode == 1
    rejects = tmp_path / "daftar.rejected.csv"
    mended = rejects.read_text("utf-8-sig").replace("Wati,0812,", "Wati,081300000001,")
    write_file(rejects, mended.encode("utf-8-sig"))
    assert told(tmp_path, rejects, "--data", shop)["new"] == 1


def test_a_dry_run_leaves_nothing_behind(tmp_path: Path, shop: Path) -> None:
    file = write_file(
        tmp_path / "daftar.csv", csv_of([["Nama", "HP"], ["Wati", "081300000001"], ["Ani", "x"]])
    )
    done = told(tmp_path, file, "--data", shop, "--dry-run")
    assert (done["new"], done["rejected"], done["rejects"]) == (1, 1, "")
    assert sorted(path.name for path in tmp_path.glob("daftar*")) == ["daftar.csv"]
    assert members(shop) == FIRST_MEMBERS


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ("What would happen", "Nothing was changed: this was a dry run.")),
        ("id", ("Yang akan terjadi", "Tidak ada yang diubah: ini hanya uji coba.")),
    ],
)
def test_a_dry_run_shows_a_table_to_people(
    tmp_path: Path, shop: Path, language: str, sentences: tuple[str, ...]
) -> None:
    someone = Person(number=1, first="Wati", last="S", phone="81300000001", month=4, day=21, points=10)
    file = write_file(tmp_path / "square.csv", member_file(FileFormat.SQUARE, [someone]))
    done = run_setia(
        "import",
        "members",
        file,
        "--data",
        shop,
        "--dry-run",
        "--language",
        language,
        environment=a_persons(tmp_path),
    )
    assert done.returncode == 0
    for sentence in (*sentences, "Square", "Wati S (square:SQ000000000001)"):
        assert sentence in done.stdout


@pytest.mark.parametrize(
    ("content", "arguments", "says"),
    [
        (b"", (), "is empty"),
        (b"PK\x03\x04nonsense", (), "is neither a CSV nor an Excel file"),
        (b"Nama,Poin\nA,1\n", (), "has no column for card, number, phone"),
        (b"Nama,HP\nA,1\n", ("--map", "Telepon=phone"), "has no column “Telepon”"),
        (b"Nama,HP\nA,1\n", ("--map", "HP=fone"), "There is no field “fone”; there is phone."),
        (b'Nama,HP\n"A,1\nB,2\n', (), "line 2: a quotation mark is opened and never closed"),
        (b"Kode,Nama Barang,Harga\nA,B,1\n", (), "lists something else"),
    ],
)
def test_a_file_that_can_t_be_used_is_told_in_a_sentence(
    tmp_path: Path, shop: Path, content: bytes, arguments: tuple[str, ...], says: str
) -> None:
    file = write_file(tmp_path / "daftar.csv", content)
    done = run_setia(
        "import",
        "members",
        file,
        "--data",
        shop,
        *arguments,
        environment=a_persons(tmp_path, SETIA_LANGUAGE="en"),
    )
    assert done.returncode == 1
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.glob("daftar*")) == ["daftar.csv"]


def test_a_file_that_is_not_there_and_a_mapping_that_is_none_are_told(tmp_path: Path) -> None:
    english = a_persons(tmp_path, SETIA_LANGUAGE="en")
    gone = run_setia("import", "members", tmp_path / "x.csv", environment=english)
    assert (gone.returncode, gone.stderr) == (1, f"{tmp_path / 'x.csv'}: there is no such file.\n")
    wrong = run_setia("import", "members", tmp_path / "x.csv", "--map", "HP", environment=english)
    assert (wrong.returncode, wrong.stderr) == (2, "--map HP is no COLUMN=FIELD.\n")
