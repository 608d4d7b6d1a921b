"""A printer is asked, and a display emulated, from the command line."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.devices.display.line_display import LineDisplay
from app.devices.display.text import Shown
from app.emulators.printer import PrinterEmulator
from app.emulators.printer_mechanism import Behaviour
from tests.support.display import PATIENCE
from tests.support.ears import Ears
from tests.support.terminal_process import a_persons, run_setia


@pytest.fixture
def printer() -> Iterator[PrinterEmulator]:
    with PrinterEmulator(dots=384) as printer:
        yield printer


def asked(
    home: Path, printer: PrinterEmulator, *arguments: str, status: str = "ask"
) -> subprocess.CompletedProcess[str]:
    host, port = printer.address
    settings = {"SETIA_PRINTER": f"tcp:{host}:{port}", "SETIA_PRINTER_STATUS": status}
    return run_setia(*arguments, environment=a_persons(home, SETIA_LANGUAGE="en", **settings))


def test_a_printer_that_works_says_so_and_prints_a_test_only_when_told(
    printer: PrinterEmulator, tmp_path: Path
) -> None:
    done = asked(tmp_path, printer, "devices", "test")
    assert (done.returncode, done.stdout, printer.jobs) == (0, "works\n", ())
    done = asked(tmp_path, printer, "devices", "test", "--print")
    assert (done.returncode, done.stdout) == (0, "works\n")
    (job,) = printer.wait_for_jobs(1, PATIENCE)
    assert job.paper.text.startswith("Which line stays whole?\n32:\n12345678901234567890123456789012\n")
    assert "Test of 32 columns" in job.paper.text
    assert (job.paper.unknown, job.paper.unfinished) == ((), 0)


@pytest.mark.parametrize("prints", [(), ("--print",)])
def test_a_printer_that_cannot_print_says_what_to_do(
    printer: PrinterEmulator, prints: tuple[str, ...], tmp_path: Path
) -> None:
    printer.behave(Behaviour(cover_open=True))
    done = asked(tmp_path, printer, "devices", "test", *prints)
    assert (done.returncode, done.stdout) == (4, "The printer's cover is open. Close it.\n")
    assert printer.jobs == ()


def test_a_slip_that_breaks_off_is_not_said_to_be_printed(printer: PrinterEmulator, tmp_path: Path) -> None:
    printer.behave(Behaviour(hangs_up_after=12))
    done = asked(tmp_path, printer, "devices", "test", "--print")
    assert done.returncode == 4
    assert done.stdout.endswith("Look at the paper: print a copy if the receipt is not whole.\n")


def test_no_printer_is_none_to_be_asked(tmp_path: Path) -> None:
    environment = a_persons(tmp_path, SETIA_LANGUAGE="en", SETIA_PRINTER="none")
    done = run_setia("devices", "test", "--print", environment=environment)
    assert (done.returncode, done.stdout) == (0, "not used\n")


@pytest.mark.parametrize(
    ("behaviour", "status", "verdict"),
    [
        (Behaviour(), "ask", "works"),
        (Behaviour(paper_lasts=0), "ask", "broken"),
        (Behaviour(silent=True), "none", "works"),
    ],
)
def test_the_doctor_asks_the_printer_as_the_till_does(
    printer: PrinterEmulator, behaviour: Behaviour, status: str, verdict: str, tmp_path: Path
) -> None:
    printer.behave(behaviour)
    done = asked(tmp_path, printer, "doctor", "--json", "--data", str(tmp_path / "no-shop"), status=status)
    assert {row["part"]: row["verdict"] for row in json.loads(done.stdout)}["printer"] == verdict


@pytest.fixture
def display(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """An emulated display, plugged in at `display`."""
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "app.entrypoints.terminal", "devices", "emulate", "display"),
            *("--link", str(tmp_path / "display")),
        ],
        env=a_persons(tmp_path),
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        yield process
        process.kill()


def test_an_emulated_display_shows_what_the_till_says(display: subprocess.Popen[str], tmp_path: Path) -> None:
    assert display.stdout is not None
    path = display.stdout.readline().strip()
    assert path == str(tmp_path / "display")
    till = LineDisplay(lambda: path, Ears().states.put)
    till.start()
    till.show(Shown(upper="Kopi Susu", lower="TOTAL", lower_right="Rp24.000"))
    lines = iter(display.stdout.readline, "")
    assert "[TOTAL       Rp24.000]\n" in lines
    assert till.stop(PATIENCE)
    display.send_signal(signal.SIGTERM)
    assert display.wait(PATIENCE) == 0
    assert not (tmp_path / "display").is_symlink()


def tried(home: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return run_setia(
        "devices", "test", "scan", *arguments, environment=a_persons(home, SETIA_LANGUAGE="en", **settings)
    )


def test_a_code_is_tried_by_the_till_s_own_rules(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text('[[rule]]\nname = "scales"\nkind = "measured-item"\nlayout = "21NNNNNWWWWWC"\n', "utf-8")
    label = "2101234003503"
    done = tried(tmp_path, label, "--json", SETIA_SCAN_RULES=str(rules))
    row = json.loads(done.stdout)
    assert (done.returncode, row["rule"], row["code"], row["weight"]) == (0, "scales", "01234", 350)
    done = tried(tmp_path, label, "--symbology", "ean-13", "--source", "camera")
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, f"Rule “item” takes it: item {label}")
    assert "  card: written otherwise" in done.stdout.splitlines()
    done = tried(tmp_path, "what?", "--json")
    assert (done.returncode, json.loads(done.stdout)["rule"]) == (1, None)


def test_a_wrong_file_of_rules_names_the_rule_and_the_nearest_word(tmp_path: Path) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text('[[rule]]\nname = "cards"\nkind = "crad"\n', "utf-8")
    done = tried(tmp_path, "x", SETIA_SCAN_RULES=str(rules))
    assert done.returncode == 3
    assert done.stderr == f"{rules}: cards: kind can't be crad. Did you mean card?\n"
