"""Every icon that is shipped is drawn somewhere; one that is named and not shipped breaks its screen."""

from pathlib import Path

from tests.support.sources import ROOT, python_files

_SHIPPED = {path.stem for path in (ROOT / "resources" / "icons").glob("*.svg")}


def test_no_icon_is_shipped_for_nothing() -> None:
    sources = "\n".join(Path(path).read_text("utf-8") for path in python_files())
    assert sorted(icon for icon in _SHIPPED if f'"{icon}"' not in sources) == []
