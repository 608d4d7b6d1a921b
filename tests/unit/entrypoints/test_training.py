"""A training has the real shop's rules and items, and nothing that is done in it reaches the real shop."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.devices.printer.address import printer_address
from app.devices.printer.ways import transport_of
from app.domain.basket import TenderKind
from app.domain.changes import DrawerKind
from app.emulators.paper import Pulse
from app.emulators.paper_text import as_text
from app.emulators.printer import PrinterEmulator
from app.entrypoints.enrol import enrol_terminal
from app.entrypoints.printing import PROFILES, Printing
from app.entrypoints.sync import make_sync
from app.entrypoints.terminal_store import open_terminal_store
from app.entrypoints.training import NoTrainingFolder, build_training, training_pins
from app.entrypoints.training_folder import is_training, training_directory
from app.services.commit_sale import Payment
from app.services.front import Role
from app.services.open_basket import with_item, with_member
from app.services.outcomes import SaleDone
from app.services.spool_port import PrintJob
from app.services.till import Till
from app.services.training_shop import PEOPLE
from app.storage.terminal.check import check_store
from app.storage.terminal.store import SqlTerminalStore
from app.storage.terminal.tables import metadata
from app.words.translate import Language, Words
from tests.support.drawers import begin, close, drawer_of, move, opening
from tests.support.shop import SmallShop, small_shop

_NOT_VALID = ["BUKANSTRUKSAH", "NOTAVALIDRECEIPT"]
_PATIENCE = 10.0
_WORDS = Words(Language.INDONESIAN)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    directory = tmp_path / "terminal"
    directory.mkdir()
    with small_shop(directory) as made:
        yield made


def _nobody_counts(_done: int, _of: int) -> None:
    return None


def _built(shop: SmallShop) -> Path:
    directory = training_directory(shop.directory)
    build_training(directory, shop.directory, _WORDS, shop.clock, shop.chance, _nobody_counts)
    return directory


def _opened(shop: SmallShop, directory: Path) -> SmallShop:
    """The training as a shop that tests know how to use."""
    store = open_terminal_store(directory, shop.clock, shop.chance)
    with store.reading() as unit:
        staff = {member.role: member.staff_id for member in unit.staff.all()}
        members = tuple(unit.members.search(person.name, 1, shop.clock.at)[0].member_id for person in PEOPLE)
    return replace(
        shop,
        directory=directory,
        store=store,
        till=replace(shop.till, store=store),
        cashier_id=staff[Role.CASHIER.value],
        manager_id=staff[Role.MANAGER.value],
        members=members,
    )


def _sell(shop: SmallShop) -> SaleDone:
    """A coffee, to the member who has points."""
    till: Till = shop.till
    with shop.store.reading() as unit:
        member = unit.members.view(shop.members[1], shop.clock.at)
    basket = with_member(with_item(till.open_basket(), shop.item("KOP-001")), member)
    payment = Payment(kind=TenderKind.CASH, received=50_000, expected=24_000, cashier_id=shop.cashier_id)
    done = till.commit(basket, payment)
    assert isinstance(done, SaleDone), done
    return done


def _everything(store: SqlTerminalStore) -> dict[str, str]:
    """Each table's rows, as a digest."""
    with store.reading() as unit:
        return {
            table.name: hashlib.sha256(
                repr(sorted(repr(tuple(row)) for row in unit.connection.execute(table.select()))).encode()
            ).hexdigest()
            for table in metadata.sorted_tables
        }


def test_nothing_of_a_training_sale_reaches_the_real_store(shop: SmallShop) -> None:
    before = _everything(shop.store)
    with _opened(shop, _built(shop)) as training:
        done = _sell(training)
        drawer_of(training).open(opening(training))
        with training.store.reading() as unit:
            assert unit.sales.by_id(done.sale_id) is not None
    assert _everything(shop.store) == before


def test_it_sells_by_the_real_rules_the_real_items(shop: SmallShop) -> None:
    with _opened(shop, _built(shop)) as training, training.store.reading() as unit:
        assert unit.catalogue.programme() == shop.till.programme()
        assert {item.sku: item for item in unit.catalogue.all_items()} == {
            item.sku: item for item in shop.items
        }
        assert unit.identity().store.name == "Kopi Setia"


def test_it_knows_nobody_who_exists(shop: SmallShop) -> None:
    with _opened(shop, _built(shop)) as training, training.store.reading() as unit:
        assert [person for person in shop.members if unit.members.view(person, shop.clock.at)] == []
        names = {unit.members.view(person, shop.clock.at).name for person in training.members}  # type: ignore[union-attr]
        assert names == {person.name for person in PEOPLE}


def test_members_to_practise_with_have_points_to_spend(shop: SmallShop) -> None:
    with _opened(shop, _built(shop)) as training, training.store.reading() as unit:
        views = [unit.members.view(person, shop.clock.at) for person in training.members]
        assert [view.usable for view in views if view] == [person.points for person in PEOPLE]
        assert check_store(unit.connection).findings == ()


def test_a_training_s_receipt_has_a_number_that_no_real_one_has(shop: SmallShop) -> None:
    real = _sell(shop)
    with _opened(shop, _built(shop)) as training:
        assert _sell(training).receipt_number.split("-")[0] != real.receipt_number.split("-")[0]


def test_it_has_no_server_even_when_the_real_till_has_one(shop: SmallShop) -> None:
    shop.store.set_server("https://server.example", bytes(32))
    with _opened(shop, _built(shop)) as training:
        assert make_sync(training.store, shop.clock, shop.chance, random.random, lambda _: None) is None
        with training.store.reading() as unit, shop.store.reading() as real:
            assert unit.identity().server_url is None
            assert unit.identity().merchant_id != real.identity().merchant_id
            assert unit.identity().terminal_id != real.identity().terminal_id
            assert unit.identity().signing_key != real.identity().signing_key


def test_it_never_joins_a_server(shop: SmallShop) -> None:
    assert enrol_terminal(_built(shop), "http://127.0.0.1:9", "CODE", "BDG2") == "training"


def test_every_pin_of_it_is_shown_and_right(shop: SmallShop) -> None:
    with _opened(shop, _built(shop)) as training:
        pins = training_pins(training.store)
        assert set(pins) == {training.cashier_id, training.manager_id}
        front = replace(training.till, demo_pins=pins).front()
        assert [tile.demo_pin for tile in front.staff] == [pins[tile.staff_id] for tile in front.staff]


def test_each_training_begins_anew(shop: SmallShop) -> None:
    with _opened(shop, _built(shop)) as training:
        _sell(training)
    with _opened(shop, _built(shop)) as training, training.store.reading() as unit:
        assert unit.sales.last() is None


def test_a_training_that_is_open_elsewhere_goes_on(shop: SmallShop) -> None:
    directory = _built(shop)
    with _opened(shop, directory) as training:
        done = _sell(training)
        assert _built(shop) == directory
        with training.store.reading() as unit:
            last = unit.sales.last()
            assert last is not None
            assert last.sale_id == done.sale_id


def test_a_folder_that_is_no_training_is_never_replaced(shop: SmallShop) -> None:
    directory = training_directory(shop.directory)
    directory.mkdir()
    (directory / "store.db").write_bytes(b"somebody's")
    with pytest.raises(NoTrainingFolder):
        _built(shop)
    assert (directory / "store.db").read_bytes() == b"somebody's"


def test_where_there_is_no_shop_yet_the_demo_s_is_trained_in(shop: SmallShop, tmp_path: Path) -> None:
    directory = training_directory(tmp_path / "nothing")
    build_training(directory, tmp_path / "nothing", _WORDS, shop.clock, shop.chance, _nobody_counts)
    store = open_terminal_store(directory, shop.clock, shop.chance)
    with store.reading() as unit:
        assert len(unit.catalogue.all_items()) > 20
    store.close()
    assert is_training(directory)
    assert not (tmp_path / "nothing").exists()


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_every_paper_says_above_and_below_that_it_is_no_receipt(
    shop: SmallShop, tmp_path: Path, columns: int
) -> None:
    with _opened(shop, _built(shop)) as training:
        begin(training)
        _sell(training)
        training.till.reprint(None)
        drawer_of(training).print_report()
        move(training, DrawerKind.PAY_IN, 50_000)
        close(training, 100_000)
        papers = list(_papers(training, tmp_path, columns))
    assert len(papers) == 5  # receipt, copy, X report, cash moved, Z report
    for paper in papers:
        written = [line for line in map(_letters, paper.splitlines()) if line]
        assert (written[:2], written[-2:]) == (_NOT_VALID, _NOT_VALID), paper


def _letters(line: str) -> str:
    """A line without gaps: the picture of large letters has one between any two."""
    return "".join(letter for letter in line if letter.isalpha())


def _papers(training: SmallShop, directory: Path, columns: int) -> Iterator[str]:
    """All that waits for the printer, as it comes out."""
    with PrinterEmulator(dots=PROFILES[columns].dots) as printer:
        host, port = printer.address
        address = printer_address(f"tcp:{host}:{port}")
        assert address is not None
        transport = transport_of(address)
        assert transport is not None
        printing = Printing(transport, PROFILES[columns], _WORDS, directory / "cache", training=True)
        jobs = 0
        while (job := _next_job(training)) is not None:
            printing.send(job)
            jobs += 1
        for done in printer.wait_for_jobs(jobs, _PATIENCE):
            assert not any(isinstance(mark, Pulse) for mark in done.paper.marks), "the drawer opened"
            yield as_text(done.paper)


def _next_job(training: SmallShop) -> PrintJob | None:
    with training.store.writing() as unit:
        return unit.spool.take()
