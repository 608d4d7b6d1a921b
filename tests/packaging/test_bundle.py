"""What the Linux package promises before it is built. `make deb-check` tries the built one."""

import configparser
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import app
from app.entrypoints.paths import machine_settings
from tests.support.sources import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

FIND_ZBAR = """
import ctypes.util, runpy, sys
sys._MEIPASS = sys.argv[2]
runpy.run_path(sys.argv[1])
print(ctypes.util.find_library("zbar"))
print(ctypes.util.find_library("c"))
"""


def found_libraries(bundle: Path) -> list[str]:
    """What the packaged program would load as zbar and as the C library."""
    hook = ROOT / "build_specs/hooks/runtime_zbar.py"
    command = [sys.executable, "-c", FIND_ZBAR, str(hook), str(bundle)]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout.split()


def test_the_packaged_program_reads_codes_with_the_zbar_it_carries(tmp_path: Path) -> None:
    carried = tmp_path / "libzbar.so.0"
    carried.touch()
    assert found_libraries(tmp_path)[0] == str(carried)


def test_other_libraries_are_found_where_they_always_were(tmp_path: Path) -> None:
    assert found_libraries(tmp_path)[1].startswith("libc.so")


def test_the_package_has_the_version_of_the_program() -> None:
    assert app.__version__ == PROJECT["version"]


def test_the_menu_entry_starts_a_program_that_exists() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(ROOT / "installer/linux/setia.desktop", encoding="utf-8")
    command, *arguments = entry["Desktop Entry"]["Exec"].split()
    assert (command in PROJECT["scripts"], arguments) == (True, ["run"])
    assert (ROOT / f"installer/linux/{entry['Desktop Entry']['Icon']}.svg").exists()


def test_purging_removes_the_machines_settings_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CONFIG_DIRS", raising=False)
    script = (ROOT / "installer/linux/debian/postrm").read_text(encoding="utf-8")
    removed = [line.strip() for line in script.splitlines() if "rm -" in line]
    assert removed == [f"rm -rf {machine_settings().parent}"]
