"""The key of a store in a file: made once, kept private, and never made anew over a store that needs the old one."""

import stat
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from app.services.ports import KEY_BYTES, KeyFault, KeyUnusable
from app.storage.key_file import KeyFile
from tests.support.unprivileged import unprivileged


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that everybody may enter: pytest's own are closed to others."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def test_the_first_key_is_made_kept_and_private(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "store.key"
    key = KeyFile(path, tmp_path / "store.db").key()
    assert len(key) == KEY_BYTES
    assert path.read_bytes() == key == KeyFile(path, tmp_path / "store.db").key()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in path.parent.iterdir()] == ["store.key"]


def test_two_keys_are_never_the_same(tmp_path: Path) -> None:
    keys = {KeyFile(tmp_path / f"{number}.key", tmp_path / "store.db").key() for number in range(5)}
    assert len(keys) == 5


def test_a_lost_key_is_not_replaced_while_its_store_is_there(tmp_path: Path) -> None:
    store = tmp_path / "store.db"
    store.write_bytes(b"what only the lost key opens")
    with pytest.raises(KeyUnusable) as caught:
        KeyFile(tmp_path / "store.key", store).key()
    assert (caught.value.reason, caught.value.path) == (KeyFault.MISSING, tmp_path / "store.key")
    assert not (tmp_path / "store.key").exists()


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_key_of_another_size_is_refused(tmp_path: Path, size: int) -> None:
    path = tmp_path / "store.key"
    path.write_bytes(bytes(size))
    with pytest.raises(KeyUnusable) as caught:
        KeyFile(path, tmp_path / "store.db").key()
    assert caught.value.reason is KeyFault.SIZE


def test_a_key_that_may_not_be_read_is_said_to_be_so(public_folder: Path) -> None:
    path = public_folder / "store.key"
    path.write_bytes(bytes(KEY_BYTES))
    path.chmod(0o000)
    with unprivileged(), pytest.raises(KeyUnusable) as caught:
        KeyFile(path, public_folder / "store.db").key()
    assert caught.value.reason is KeyFault.PERMISSION


def test_a_key_that_may_not_be_made_is_said_to_be_so(public_folder: Path) -> None:
    public_folder.chmod(0o555)
    with unprivileged(), pytest.raises(KeyUnusable) as caught:
        KeyFile(public_folder / "store.key", public_folder / "store.db").key()
    assert caught.value.reason is KeyFault.PERMISSION


def test_of_two_processes_that_make_a_key_at_once_both_get_the_first_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, first = tmp_path / "store.key", b"1" * KEY_BYTES

    def slow_bytes(count: int) -> bytes:
        path.write_bytes(first)
        return b"2" * count

    monkeypatch.setattr("secrets.token_bytes", slow_bytes)
    assert KeyFile(path, tmp_path / "store.db").key() == first
    assert [each.name for each in tmp_path.iterdir()] == ["store.key"]
