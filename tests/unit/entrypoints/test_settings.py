"""Which setting is in force, and what is said of one that can't be."""

from pathlib import Path

import pytest

from app.entrypoints.settings import (
    Settings,
    SettingsUnreadable,
    UnknownSetting,
    UnusableValue,
    load,
    locked_keys,
)


def written(path: Path, text: str) -> Path:
    path.write_text(text, "utf-8")
    return path


def test_nothing_set_gives_the_defaults(tmp_path: Path) -> None:
    missing = (tmp_path / "user.toml", tmp_path / "machine.toml")
    assert load({}, {"HOME": "/"}, missing) == Settings(
        language="id", printer="virtual", columns=32, scanner="", camera=""
    )


def test_each_source_gives_way_to_the_one_before_it(tmp_path: Path) -> None:
    machine = written(
        tmp_path / "machine.toml",
        'language = "en"\nprinter = "none"\ncolumns = 42\nscanner = "auto"',
    )
    user = written(tmp_path / "user.toml", 'printer = "tcp:10.0.0.9:9100"\ncolumns = 48\nscanner = "/dev/a"')
    environment = {"SETIA_COLUMNS": "32", "SETIA_SCANNER": "/dev/b"}
    settings = load({"scanner": "/dev/c"}, environment, (user, machine))
    assert settings == Settings(language="en", printer="tcp:10.0.0.9:9100", columns=32, scanner="/dev/c")


@pytest.mark.parametrize(
    ("key", "nearest"),
    [("colums", "columns"), ("lang", "language"), ("Printer", "printer")],
)
def test_an_unknown_key_of_a_file_names_the_file_and_the_nearest(
    tmp_path: Path, key: str, nearest: str
) -> None:
    path = written(tmp_path / "setia.toml", f'"{key}" = "x"')
    with pytest.raises(UnknownSetting) as caught:
        load({}, {}, (path,))
    assert (caught.value.where, caught.value.key, caught.value.nearest) == (str(path), key, nearest)


def test_a_key_that_resembles_none_still_gets_an_answer(tmp_path: Path) -> None:
    with pytest.raises(UnknownSetting) as caught:
        load({}, {}, (written(tmp_path / "setia.toml", '"?" = "x"'),))
    assert caught.value.nearest in Settings.__slots__


def test_an_unknown_variable_names_itself_and_the_nearest() -> None:
    with pytest.raises(UnknownSetting) as caught:
        load({}, {"SETIA_CAMRA": "0"}, ())
    assert (caught.value.where, caught.value.nearest) == ("SETIA_CAMRA", "camera")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("language", "fr"),
        ("columns", "33"),
        ("columns", "wide"),
        ("columns", "³²"),
        ("columns", "-32"),
        ("printer", "laser"),
        ("printer", "tcp:host"),
        ("printer", "tcp:host:port"),
        ("printer", "tcp::9100"),
        ("printer", "tcp:host:70000"),
        ("printer", "file:"),
        ("printer", "windows:"),
        ("needs_shift", "maybe"),
        ("needs_shift", "1"),
        ("backup_hours", "-1"),
        ("backup_hours", "169"),
        ("backup_days", "a week"),
        ("backup_weeks", "1.5"),
        ("receipt_printing", "never"),
    ],
)
def test_a_value_that_a_setting_cannot_have_is_refused_wherever_it_stands(key: str, value: str) -> None:
    with pytest.raises(UnusableValue) as flag:
        load({key: value}, {}, ())
    assert (flag.value.where, flag.value.key) == (f"--{key}", key)
    with pytest.raises(UnusableValue) as variable:
        load({}, {f"SETIA_{key.upper()}": value}, ())
    assert (variable.value.where, variable.value.key) == (f"SETIA_{key.upper()}", key)


@pytest.mark.parametrize(
    ("key", "line"),
    [
        ("camera", "camera = 0"),
        ("columns", "columns = true"),
        ("columns", "columns = 32.0"),
        ("language", "language = []"),
        ("needs_shift", "needs_shift = 1"),
        ("printer", "[printer]"),
        ("other_tenders", "other_tenders = [1]"),
        ("logo", 'logo = "a\\u0000b"'),
        ("backup_folder", 'backup_folder = "two\\nlines"'),
    ],
)
def test_a_value_of_another_kind_is_refused(tmp_path: Path, key: str, line: str) -> None:
    with pytest.raises(UnusableValue) as caught:
        load({}, {}, (written(tmp_path / "setia.toml", line),))
    assert caught.value.key == key


@pytest.mark.parametrize(
    "printer",
    ["virtual", "none", "tcp:10.0.0.9:9100", "tcp:[::1]:9100", "file:/dev/usb/lp0", "windows:POS-58"],
)
def test_every_way_to_a_printer_is_taken(printer: str) -> None:
    assert load({"printer": printer}, {}, ()).printer == printer


def test_other_ways_to_pay_are_a_list_in_a_file_and_have_commas_in_a_variable(tmp_path: Path) -> None:
    file = written(tmp_path / "setia.toml", 'other_tenders = ["GoPay", "Voucher mal"]')
    assert load({}, {}, (file,)).other_tenders == ("GoPay", "Voucher mal")
    assert load({}, {"SETIA_OTHER_TENDERS": "OVO, GoPay"}, (file,)).other_tenders == ("OVO", "GoPay")
    assert load({}, {"SETIA_OTHER_TENDERS": ""}, (file,)).other_tenders == ()


@pytest.mark.parametrize("value", ["GoPay,gopay", "a,b,c,d,e,f,g", "x" * 25, "GoPay,,OVO"])
def test_other_ways_to_pay_that_no_screen_can_show_are_refused(value: str) -> None:
    with pytest.raises(UnusableValue) as caught:
        load({"other_tenders": value}, {}, ())
    assert caught.value.key == "other_tenders"


def test_a_shop_may_sell_without_shifts_but_by_default_it_opens_one(tmp_path: Path) -> None:
    assert load({}, {}, ()).needs_shift
    assert not load({}, {"SETIA_NEEDS_SHIFT": "false"}, ()).needs_shift
    assert not load({}, {}, (written(tmp_path / "setia.toml", "needs_shift = false"),)).needs_shift


@pytest.mark.parametrize("content", [b"language = ", b"language = 'id'\nlanguage = 'en'", b"\xff\xfe"])
def test_a_file_that_is_not_toml_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "setia.toml"
    path.write_bytes(content)
    with pytest.raises(SettingsUnreadable) as caught:
        load({}, {}, (path,))
    assert caught.value.where == str(path)
    assert caught.value.detail


def test_a_folder_in_place_of_the_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsUnreadable) as caught:
        load({}, {}, (tmp_path,))
    assert caught.value.where == str(tmp_path)


def test_what_the_machine_s_file_locks_nobody_changes(tmp_path: Path) -> None:
    machine = written(tmp_path / "machine.toml", 'locked = ["printer", "camera"]\nprinter = "none"')
    user = written(tmp_path / "user.toml", 'printer = "virtual"\ncolumns = 48')
    settings = load({"camera": "1"}, {"SETIA_PRINTER": "file:x", "SETIA_SCANNER": "auto"}, (user, machine))
    assert settings == Settings(printer="none", camera="", columns=48, scanner="auto")
    assert locked_keys(machine) == {"printer", "camera"}
    assert locked_keys(tmp_path / "missing.toml") == frozenset()


@pytest.mark.parametrize(
    ("text", "nearest"), [('locked = ["printr"]', "printer"), ('lokced = ["printer"]', None)]
)
def test_a_lock_on_a_key_that_nobody_knows_names_the_nearest(
    tmp_path: Path, text: str, nearest: str | None
) -> None:
    with pytest.raises(UnknownSetting) as caught:
        load({}, {}, (tmp_path / "user.toml", written(tmp_path / "machine.toml", text)))
    assert nearest is None or caught.value.nearest == nearest


def test_only_the_machine_s_file_locks(tmp_path: Path) -> None:
    with pytest.raises(UnknownSetting):
        load({}, {}, (written(tmp_path / "user.toml", 'locked = ["printer"]'), tmp_path / "machine.toml"))
    with pytest.raises(UnusableValue):
        load({}, {}, (written(tmp_path / "machine.toml", 'locked = "printer"'),))
