"""`setia --self-test`: the installed program does its main job once, on itself, and says so line by line."""

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import zxingcpp
from PIL import Image
from pyzbar import pyzbar

from app.devices.printer.profile import NARROW
from app.devices.printer.tcp import TcpTransport
from app.devices.printer.transport import Confirmed
from app.domain.basket import Item, TenderKind
from app.domain.codes import card_code, gtin_check_digit, qr_payload
from app.emulators.printer import PrinterEmulator
from app.entrypoints.printing import Printing
from app.entrypoints.system import SystemChance, SystemClock
from app.entrypoints.terminal_store import KEY, STORE
from app.protocol.facts import Store
from app.services.commit_sale import Payment
from app.services.demo_shop import demo_programme
from app.services.found_shop import (
    NewMember,
    add_staff,
    enrol_member,
    found_shop,
    list_items,
    publish_first,
)
from app.services.front import Role
from app.services.open_basket import with_item, with_member
from app.services.outcomes import ItemFound, MemberFound, SaleDone
from app.services.scans import Scan, ScanSource, Symbology
from app.services.till import Till
from app.services.unit import Identity
from app.storage.key_file import KeyFile
from app.storage.terminal.check import check_store
from app.storage.terminal.store import SqlTerminalStore
from app.words.receipt import receipt_of
from app.words.return_receipt import return_receipt_of
from app.words.translate import Language, Words

_GTIN = "899999900001"


class SelfTestFailed(Exception):
    """A step did not do what it must."""


@dataclass(slots=True)
class _Bench:
    directory: Path
    store: SqlTerminalStore
    till: Till
    card: str
    cashier: bytes
    words: Words


def self_test() -> Iterator[str]:
    """Each step's name, after it passed. Raises SelfTestFailed or whatever broke."""
    with tempfile.TemporaryDirectory(prefix="setia-self-test-", ignore_cleanup_errors=True) as folder:
        bench = _found(Path(folder))
        try:
            yield "store and migration"
            yield from _sell(bench)
        finally:
            bench.store.close()
    _decode(qr_payload(card_code(bytes(range(10)))), zxingcpp.BarcodeFormat.QRCode)
    yield "QR read by both decoders"
    _decode(_GTIN + gtin_check_digit(_GTIN), zxingcpp.BarcodeFormat.EAN13)
    yield "EAN-13 read by both decoders"


def _found(folder: Path) -> _Bench:
    clock, chance, words = SystemClock(), SystemChance(), Words(Language.INDONESIAN)
    now = clock.now()
    path = folder / STORE
    store = SqlTerminalStore(path, KeyFile(folder / KEY, path), clock, chance)
    shop = Store(
        store_id=chance.new_id(now),
        code="UJI",
        name="Uji mandiri",
        address="",
        tax_number="",
        zone="Asia/Jakarta",
        cut_over_hour=0,
    )
    store.set_up(
        Identity(
            merchant_id=chance.new_id(now),
            terminal_id=chance.new_id(now),
            terminal_name="UJI",
            epoch=1,
            signing_key=chance.random_bytes(32),
            store=shop,
            server_url=None,
            server_key=None,
        )
    )
    card = card_code(chance.random_bytes(10))
    item = Item(sku="1", gtin=_GTIN + gtin_check_digit(_GTIN), name="Kopi", category="Kopi", price=24_000)
    programme = demo_programme(now)
    with store.writing() as unit:
        found_shop(unit)
        publish_first(unit, programme)
        list_items(unit, (item,))
        cashier = add_staff(unit, chance, now, name="Uji", role=Role.CASHIER, pin="112233")
        person = NewMember(name="Uji", phone="+6280000000000", birthday="", card=card)
        enrol_member(unit, chance, now, programme, person)
    till = Till(
        store=store,
        clock=clock,
        chance=chance,
        write_receipt=lambda facts: receipt_of(words, facts),
        write_return_receipt=lambda facts: return_receipt_of(words, facts),
        on_commit=lambda: None,
    )
    return _Bench(folder, store, till, card, cashier, words)


def _sell(bench: _Bench) -> Iterator[str]:
    till = bench.till
    member = till.resolve(_scan(qr_payload(bench.card), Symbology.QR))
    item = till.resolve(_scan(_GTIN + gtin_check_digit(_GTIN), Symbology.EAN_13))
    if not isinstance(member, MemberFound) or not isinstance(item, ItemFound):
        raise SelfTestFailed(f"card and item were not found: {member}, {item}")
    basket = with_member(with_item(till.open_basket(), item.item), member.member)
    payable = till.quoted(basket, TenderKind.CASH).quote.payable
    _expect("payable", payable, 24_000)
    yield "quote"
    payment = Payment(kind=TenderKind.CASH, received=50_000, expected=payable, cashier_id=bench.cashier)
    done = till.commit(basket, payment)
    if not isinstance(done, SaleDone):
        raise SelfTestFailed(f"the sale was refused: {done}")
    _expect("points", done.points_earned, 24)
    with bench.store.reading() as unit:
        _expect("findings", check_store(unit.connection).findings, ())
    yield "commit, journal and balances"
    _print(bench, done)
    yield "receipt on the emulated printer"


def _print(bench: _Bench, done: SaleDone) -> None:
    with bench.store.writing() as unit:
        job = unit.spool.take()
    if job is None:
        raise SelfTestFailed("no receipt was queued")
    with PrinterEmulator(dots=NARROW.dots) as printer:
        host, port = printer.address
        printing = Printing(TcpTransport(host, port), NARROW, bench.words, bench.directory / "cache")
        _expect("printer", printing.send(job), Confirmed())
        paper = printer.wait_for_jobs(1, 10)[0].paper
    if done.receipt_number not in paper.text or "Rp24.000" not in paper.text:
        raise SelfTestFailed(f"the receipt lacks its number or total:\n{paper.text}")
    _expect("unknown printer commands", tuple(paper.unknown), ())


def _scan(text: str, symbology: Symbology) -> Scan:
    return Scan(text, symbology, ScanSource.CAMERA, 0)


def _decode(text: str, form: zxingcpp.BarcodeFormat) -> None:
    pixels: Any = zxingcpp.create_barcode(text, form).to_image(scale=4)
    image = Image.fromarray(np.array(pixels))
    _expect("zxing-cpp", [found.text for found in zxingcpp.read_barcodes(image)], [text])
    _expect("pyzbar", [found.data.decode() for found in pyzbar.decode(image)], [text])


def _expect(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise SelfTestFailed(f"{what}: {found!r} instead of {expected!r}")
