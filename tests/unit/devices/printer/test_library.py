"""How the printer library is let in. Each test is a new interpreter, because a library is imported once."""

import subprocess
import sys
from pathlib import Path

PRINT = """
import logging, os, sys
from pathlib import Path
from app.devices.printer.profile import NARROW
from app.devices.printer.render import render
from app.services.receipt import Receipt, TextLine
assert "escpos" not in sys.modules
assert render(Receipt("1", (TextLine("Halo"),)), NARROW, Path(sys.argv[1])).count(b"Halo") == 1
assert "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ
assert logging.getLogger().handlers == []
"""


def print_with(cache: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "error", "-c", PRINT, str(cache)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def pickle_in(cache: Path) -> Path:
    (found,) = cache.glob("*.capabilities.pickle")
    return found


def test_the_cache_is_a_folder_for_the_owner_alone_and_is_used_again(tmp_path: Path) -> None:
    cache = tmp_path / "state" / "escpos"
    assert print_with(cache).stderr == ""
    assert cache.stat().st_mode & 0o777 == 0o700
    written = pickle_in(cache).stat().st_mtime_ns
    assert print_with(cache).returncode == 0
    assert pickle_in(cache).stat().st_mtime_ns == written


def test_a_cache_that_others_can_write_in_is_refused(tmp_path: Path) -> None:
    cache = tmp_path / "escpos"
    cache.mkdir()
    cache.chmod(0o777)
    assert "UnsafeCacheError" in print_with(cache).stderr


def test_a_link_to_a_cache_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "escpos").symlink_to(tmp_path / "elsewhere")
    assert "UnsafeCacheError" in print_with(tmp_path / "escpos").stderr


def test_half_a_pickle_after_a_power_cut_is_made_anew(tmp_path: Path) -> None:
    cache = tmp_path / "escpos"
    assert print_with(cache).returncode == 0
    whole = pickle_in(cache).read_bytes()
    for rest in (b"", whole[: len(whole) // 2], b"\0" * 512):
        pickle_in(cache).write_bytes(rest)
        assert print_with(cache).stderr == ""
        assert pickle_in(cache).read_bytes() == whole
