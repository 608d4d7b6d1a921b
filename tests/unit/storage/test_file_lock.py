"""A lock is shared by many or owned by one, within a process and between processes, and dies with its process."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.storage.file_lock import FileLock
from tests.support.sources import ROOT

_HOLDER = """
import sys
from pathlib import Path
from app.storage.file_lock import FileLock
lock = FileLock(Path(sys.argv[1]))
print(getattr(lock, sys.argv[2])(0), flush=True)
sys.stdin.read()
"""


@pytest.mark.parametrize(
    ("held", "wanted", "had"),
    [("share", "share", True), ("share", "own", False), ("own", "share", False), ("own", "own", False)],
)
def test_who_gets_it_while_another_process_has_it(tmp_path: Path, held: str, wanted: str, had: bool) -> None:
    path = tmp_path / "a.lock"
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDER, str(path), held],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "True\n"
        mine = FileLock(path)
        assert getattr(mine, wanted)(0) is had
        mine.free()
        other.kill()
    assert mine.own(5), "it died with its process"
    mine.free()


@pytest.mark.parametrize(
    ("held", "wanted", "had"),
    [("share", "share", True), ("share", "own", False), ("own", "share", False), ("own", "own", False)],
)
def test_who_gets_it_while_the_same_process_has_it(tmp_path: Path, held: str, wanted: str, had: bool) -> None:
    one, other = FileLock(tmp_path / "a.lock"), FileLock(tmp_path / "a.lock")
    assert getattr(one, held)(0)
    assert getattr(other, wanted)(0) is had
    other.free()
    one.free()
    assert other.own(0)
    other.free()


def test_it_is_taken_once(tmp_path: Path) -> None:
    lock = FileLock(tmp_path / "a.lock")
    assert lock.share(0)
    with pytest.raises(RuntimeError, match="held already"):
        lock.own(0)
    lock.free()
    lock.free()
