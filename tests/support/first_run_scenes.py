"""The first run, for pictures: from the welcome to the shop that is made."""

from collections.abc import Iterator

from PySide6.QtCore import Qt

from app.ui.first_run.state import Making
from app.ui.first_run.view import FirstRunView
from app.ui.theme.resources import resource
from app.words.translate import Language
from tests.support.window import Window

PIN = "273849"


def first_run_scenes(window: Window) -> Iterator[str]:
    """Every step, with what can be wrong in it. Before the window was opened."""
    home = window.shop.directory / "home"
    home.mkdir()
    (home / "menu.csv").write_text("name,price,sku\nKopi,12000,K1\nTeh,abc,T1\n")
    coffee = resource("programmes", "coffee.json").read_text("utf-8")
    (home / "mine.json").write_text(coffee.replace('"birthday"', '"brthday"'), "utf-8")
    window.begin_first_run(home)
    yield "first-run-welcome"
    yield from _joining(window)
    yield from _shop(window)
    yield from _programme(window)
    yield from _items(window)
    yield from _staff(window)
    yield from _making(window)


def _said(window: Window, indonesian: str, english: str) -> str:
    return indonesian if window.language is Language.INDONESIAN else english


def _on(window: Window) -> None:
    window.key(Qt.Key.Key_PageDown)


def _keyboard(window: Window) -> None:
    window.touch(_said(window, "Papan ketik", "Keyboard on"))


def _into(window: Window, indonesian: str, english: str) -> None:
    """Somebody may have typed elsewhere while a scene was shown."""
    window.find(_said(window, indonesian, english)).setFocus()


def _joining(window: Window) -> Iterator[str]:
    window.touch(_said(window, "Kasir tambahan", "One more till"))
    window.key(Qt.Key.Key_Return)
    _on(window)
    yield "first-run-join"
    window.key(Qt.Key.Key_Escape)
    window.touch(_said(window, "Toko baru", "A new shop"))
    _on(window)


def _shop(window: Window) -> Iterator[str]:
    _on(window)
    yield "first-run-empty"
    _into(window, "Nama toko", "Name of the shop")
    _keyboard(window)
    window.touch_keys("toko")
    yield "first-run-keyboard"
    _keyboard(window)
    _into(window, "Nama toko", "Name of the shop")
    window.type(" Kopi Baru")
    window.key(Qt.Key.Key_Tab)
    window.type("Jl. Merdeka 1, Solo")
    yield "first-run-shop"
    _on(window)
    window.touch("PB1")
    yield "first-run-tax"
    _on(window)


def _programme(window: Window) -> Iterator[str]:
    _on(window)
    yield "first-run-asked"
    window.touch(_said(window, "Dari berkas", "From a file"))
    window.touch("mine.json")
    yield "first-run-file-fault"
    window.touch(_said(window, "Kedai kopi", "Coffee shop"))
    yield "first-run-programme"
    _on(window)


def _items(window: Window) -> Iterator[str]:
    window.touch(_said(window, "Dari berkas", "From a file"))
    yield "first-run-files"
    window.touch("menu.csv")
    yield "first-run-items-file"
    window.touch(_said(window, "Manual", "By hand"))
    for name, price in (("Kopi Susu", "24000"), ("Roti Bakar", "18000")):
        window.type(name)
        window.key(Qt.Key.Key_Tab)
        window.type(price)
        window.key(Qt.Key.Key_Return)
    window.type("Teh")
    yield "first-run-items"
    _into(window, "Harga dalam", "Price in")
    window.type("9000")
    window.key(Qt.Key.Key_Return)
    _on(window)


def _staff(window: Window) -> Iterator[str]:
    for name in ("Ayu", "Budi"):
        window.type(name)
        for _ in range(3):
            window.key(Qt.Key.Key_Tab)
        window.type(PIN)
        window.key(Qt.Key.Key_Tab)
        if name == "Ayu":
            window.type("273840")
            window.key(Qt.Key.Key_Return)
            yield "first-run-other-pin"
            _into(window, "PIN yang sama", "The same PIN")
            for _ in PIN:
                window.key(Qt.Key.Key_Backspace)
        window.type(PIN)
        window.key(Qt.Key.Key_Return)
    yield "first-run-staff"
    _on(window)


def _making(window: Window) -> Iterator[str]:
    yield "first-run-server"
    window.touch(_said(window, "Sambung", "Join a server"))
    window.type("http://127.0.0.1:9")
    window.key(Qt.Key.Key_Tab)
    window.type("ABC")
    _on(window)
    yield "first-run-summary"
    window.key(Qt.Key.Key_Return)
    (view,) = window.shell.findChildren(FirstRunView)
    window.until(lambda: view.shown.making is Making.DONE)
    yield "first-run-refused"
    window.touch(_said(window, "Lanjut tanpa", "Go on without"))
    assert window.made == 1
