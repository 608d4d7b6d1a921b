"""The commands as people and scripts use them: what they print, what they end with, and never a traceback."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import app
from tests.support.display import PATIENCE
from tests.support.server_process import COMMAND as SERVER
from tests.support.shop import small_shop
from tests.support.sources import ROOT
from tests.support.terminal_process import a_persons, run_setia


class Person:
    """Somebody at a terminal, in English unless told otherwise; sees to it that no command shows a traceback."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def does(
        self, *arguments: str | Path, sources: Path | None = None, **settings: str
    ) -> subprocess.CompletedProcess[str]:
        """Runs a command of the program in `sources`; of this checkout unless given."""
        environment = a_persons(self.home, **{"SETIA_LANGUAGE": "en", **settings})
        done = run_setia(*arguments, environment=environment, sources=sources)
        assert "Traceback" not in done.stdout + done.stderr
        return done

    def writes_settings(self, text: str) -> Path:
        path = self.home / ".config" / "setia" / "setia.toml"
        path.parent.mkdir(parents=True)
        path.write_text(text, "utf-8")
        return path


@pytest.fixture
def person(tmp_path: Path) -> Person:
    return Person(tmp_path)


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A shop's folder."""
    folder = tmp_path / "shop"
    folder.mkdir()
    small_shop(folder).store.close()
    return folder


def test_it_tells_its_version(person: Person) -> None:
    done = person.does("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{app.__version__}\n", "")


def test_it_tests_itself(person: Person) -> None:
    done = person.does("--self-test")
    assert done.returncode == 0, done.stderr
    *steps, verdict = done.stdout.splitlines()
    assert len(steps) >= 6
    assert all(step.startswith("ok  ") for step in steps)
    assert verdict == "The self-test passed."


def test_the_doctor_looks_at_every_part(person: Person, shop: Path) -> None:
    assert person.does("db", "backup", "--data", shop).returncode == 0
    done = person.does("doctor", "--json", "--data", shop, SETIA_PRINTER="none")
    parts = {part["part"]: part["verdict"] for part in json.loads(done.stdout)}
    expected = {"decoder-zxing", "decoder-zbar", "screen", "printer", "scanner", "camera", "store", "backup"}
    assert parts.keys() == expected
    assert (parts["store"], parts["printer"]) == ("works", "unused")
    assert done.returncode == 0, done.stdout


def test_the_doctor_fails_when_a_part_is_not_well(person: Person, tmp_path: Path) -> None:
    done = person.does("doctor", "--data", tmp_path / "nowhere", SETIA_SCANNER="/dev/not-there")
    assert done.returncode == 1
    unwell = [line for line in done.stdout.splitlines() if line.startswith("!!")]
    assert len(unwell) == 2
    assert "/dev/not-there" in unwell[0]
    assert "setia enrol" in unwell[1]


def test_a_sound_store_is_proved(person: Person, shop: Path) -> None:
    done = person.does("db", "check", "--data", shop, "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["findings"] == []


def test_a_store_that_is_not_there_is_a_store_fault(person: Person, tmp_path: Path) -> None:
    folder = tmp_path / "nowhere"
    done = person.does("db", "check", "--data", folder)
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr.startswith(f"No shop is set up in {folder}.")
    assert not folder.exists()


def test_a_wrong_key_is_a_store_fault(person: Person, shop: Path) -> None:
    (shop / "store.key").write_bytes(bytes(32))
    done = person.does("db", "check", "--data", shop)
    assert done.returncode == 5
    assert done.stderr.startswith(f"The key does not open {shop / 'store.db'}.")


def test_a_missing_key_is_a_key_fault(person: Person, shop: Path) -> None:
    (shop / "store.key").unlink()
    done = person.does("db", "check", "--data", shop)
    assert done.returncode == 3
    assert done.stderr.startswith(f"The key file {shop / 'store.key'} is missing")


def test_a_till_of_its_own_has_nothing_to_send(person: Person, shop: Path) -> None:
    alone = {"enrolled": False, "to_send": 0}
    assert json.loads(person.does("sync", "status", "--data", shop).stdout) == alone
    assert json.loads(person.does("sync", "now", "--data", shop).stdout) == {**alone, "online": False}


def test_a_server_that_is_not_there_is_a_network_fault(person: Person, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as nobody:
        port = nobody.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    done = person.does("enrol", "--server", url, "--code", "AAAA-AAAA-AAAA", "--data", tmp_path / "till")
    assert done.returncode == 6
    assert done.stderr == f"{url} does not answer. Check the line and the address.\n"


@pytest.mark.parametrize("command", [("doctor",), ("run", "--exit-when-open")])
def test_a_setting_that_nobody_knows_names_its_file_and_the_nearest(
    person: Person, command: tuple[str, ...]
) -> None:
    path = person.writes_settings("colums = 48\n")
    done = person.does(*command)
    assert done.returncode == 3
    assert done.stderr == f"{path}: there is no setting `colums`. Did you mean `columns`?\n"


def test_a_flag_that_a_setting_cannot_have_says_what_it_can(person: Person) -> None:
    done = person.does("run", "--columns", "33")
    assert done.returncode == 3
    assert done.stderr == "--columns: the setting `columns` must be one of: 32, 42, 48.\n"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (["--nonsense"], "There is no option `--nonsense`. See `setia --help`."),
        (["docter"], "There is no command `docter`. Did you mean `doctor`? See `setia --help`."),
        (["run", "--dta", "x"], "There is no option `--dta`. Did you mean `--data`? See `setia run --help`."),
        (["run", "--data"], "--data needs a value. See `setia run --help`."),
        (["run", "--demo=yes"], "--demo takes no value. See `setia run --help`."),
        (["enrol", "--code", "x"], "--server is missing. See `setia enrol --help`."),
        (["decode"], "IMAGES is missing. See `setia decode --help`."),
        (
            ["sync", "now", "please"],
            "There is more on the line than the command takes. See `setia sync now --help`.",
        ),
        (
            ["devices", "emulate", "printer", "--port", "many"],
            "--port must be a whole number from 0 to 65535. See `setia devices emulate printer --help`.",
        ),
        (
            ["devices", "emulate", "printer", "--dots", "7"],
            "--dots must be one of 384, 512, 576. See `setia devices emulate printer --help`.",
        ),
        (
            ["enrol", "--server", "http://shop.example", "--code", "x"],
            "http://shop.example is neither https nor on this machine.",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_line_that_makes_no_sense_is_answered_with_a_sentence(
    person: Person, line: list[str], sentence: str
) -> None:
    done = person.does(*line)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{sentence}\n")


@pytest.mark.parametrize("group", [(), ("db",), ("sync",), ("devices",), ("devices", "emulate")])
def test_a_group_alone_prints_its_help(person: Person, group: tuple[str, ...]) -> None:
    alone, asked = person.does(*group), person.does(*group, "--help")
    assert (alone.returncode, asked.returncode) == (2, 0)
    assert alone.stderr == asked.stdout
    assert f"Usage: {' '.join(('setia', *group))} [OPTIONS] COMMAND" in asked.stdout


def test_it_speaks_the_language_of_the_reader(person: Person, tmp_path: Path) -> None:
    def says(language: str, *arguments: str | Path) -> str:
        done = person.does(*arguments, SETIA_LANGUAGE=language)
        return done.stdout + done.stderr

    nowhere = tmp_path / "nowhere"
    assert f"No shop is set up in {nowhere}" in says("en", "db", "check", "--data", nowhere)
    assert f"Belum ada toko di {nowhere}" in says("id", "db", "check", "--data", nowhere)
    assert "There is no option `--x`." in says("en", "run", "--x")
    assert "Tidak ada pilihan `--x`." in says("id", "run", "--x")
    assert "Pemakaian: setia run" in says("id", "run", "--help")
    assert "Usage: setia run" in says("en", "run", "--help")


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    """A copy of the program, for parts of it to be lost."""
    folder = tmp_path / "installation"
    shutil.copytree(ROOT / "app", folder / "app", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "resources", folder / "resources")
    return folder


def test_what_nobody_expected_is_one_sentence_and_a_line_in_the_log(
    person: Person, installation: Path
) -> None:
    (installation / "resources" / "demo" / "kopi_setia.json").unlink()
    folder = person.home / "demo"
    done = person.does("build-demo", folder, "--language", "en", sources=installation)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Something went wrong: ")
    assert done.stderr.endswith("kopi_setia.json'. The log has the details.\n")
    assert len(done.stderr.splitlines()) == 1
    (line,) = logged(person.home / ".local" / "share" / "setia" / "commands-logs", "command.failed")
    assert "FileNotFoundError" in line["traceback"]


def test_a_fault_on_the_screens_thread_ends_the_opening_with_a_sentence(
    person: Person, shop: Path, installation: Path
) -> None:
    (installation / "resources" / "icons" / "delete.svg").unlink()  # of the login screen's keys
    done = person.does("run", "--data", shop, "--exit-when-open", sources=installation)
    assert done.returncode == 1
    assert "delete.svg" in done.stderr
    line, *_ = logged(shop.parent / "shop-logs", "screen.fault")
    assert "FileNotFoundError" in line["traceback"]


def logged(folder: Path, event: str) -> list[dict[str, Any]]:
    """The lines of a log that name an event."""
    lines = (folder / "setia.log").read_text("utf-8").splitlines()
    return [line for line in map(json.loads, lines) if line.get("event") == event]


def test_what_is_plugged_in_is_listed_with_the_setting_that_names_it(person: Person) -> None:
    done = person.does("devices", "list", "--json")
    assert done.returncode == 0
    for row in json.loads(done.stdout):
        assert set(row) == {"device", "setting", "kind", "name", "place"}
        assert row["device"] in {"printer", "scanner", "camera"}
    assert person.does("devices", "list").returncode == 0


@pytest.fixture
def scanner(person: Person) -> Iterator[subprocess.Popen[str]]:
    """An emulated scanner, plugged in at `~/scanner`."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "app.entrypoints.terminal", "devices", "emulate", "scanner"),
            *("--link", str(person.home / "scanner")),
        ],
        env=a_persons(person.home),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process
        process.kill()


def test_an_emulated_scanner_scans_what_is_typed(person: Person, scanner: subprocess.Popen[str]) -> None:
    assert scanner.stdin is not None
    assert scanner.stdout is not None
    path = scanner.stdout.readline().strip()
    assert path == str(person.home / "scanner")
    port = os.open(path, os.O_RDWR | os.O_NOCTTY)
    scanner.stdin.write("8999998000019\n")
    scanner.stdin.flush()
    heard = b""
    while not heard.endswith(b"\r"):
        heard += os.read(port, 100)
    os.close(port)
    assert heard == b"8999998000019\r"
    scanner.send_signal(signal.SIGTERM)
    assert scanner.wait(PATIENCE) == 0
    assert not (person.home / "scanner").is_symlink()


def test_a_port_that_is_taken_is_a_device_fault(person: Person) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = person.does("devices", "emulate", "printer", "--port", str(port))
    assert done.returncode == 4
    assert done.stderr.startswith("The device can't be emulated: ")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (["check"], "--data is missing. See `setia-server check --help`."),
        (["chek"], "There is no command `chek`. Did you mean `check`? See `setia-server --help`."),
        (["check", "--data", "pyproject.toml"], "--data must be a folder. See `setia-server check --help`."),
    ],
)
def test_the_server_answers_nonsense_with_a_sentence(tmp_path: Path, line: list[str], sentence: str) -> None:
    done = subprocess.run(
        [*SERVER, *line],
        env=a_persons(tmp_path, SETIA_LANGUAGE="en"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{sentence}\n")


def test_a_folder_that_cannot_be_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    person = a_persons(tmp_path, SETIA_LANGUAGE="en")
    folder = tmp_path / "file" / "till"
    ended = run_setia("run", "--data", folder, "--exit-when-open", environment=person)
    assert ended.returncode == 1
    assert str(tmp_path / "file" / "till-logs") in ended.stderr
    assert "Choose another folder" in ended.stderr
    assert "Traceback" not in ended.stderr
