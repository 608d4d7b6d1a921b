"""The first run's wizard without a screen, over the hands that really make a shop."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.entrypoints.first_run import FirstRunHands, is_first_run
from app.entrypoints.system import SystemChance, SystemClock
from app.entrypoints.terminal_store import open_terminal_store
from app.services.first_run import FileUnreadable, ItemsRead
from app.services.front import Role
from app.services.importing.report import Outcome
from app.services.new_shop import ShopTax
from app.ui.first_run.presenter import FirstRunPresenter
from app.ui.first_run.state import (
    Asked,
    Field,
    FirstRunState,
    ItemsWay,
    Making,
    ProgrammeWay,
    ServerWay,
    Step,
    Way,
    Wrong,
    Zone,
)
from app.ui.theme.resources import resource
from app.words.translate import Language
from tests.support.hand_lanes import HandLanes
from tests.support.strict_logs import ExpectLog

PIN = "273849"


class Beginning:
    """A person in front of a till that has no shop."""

    def __init__(self, home: Path) -> None:
        self.home, self.data = home, home / "till"
        self.hand = HandLanes()
        self.shown: list[FirstRunState] = []
        self.opened = 0
        hands = FirstRunHands(
            directory=self.data,
            settings_file=home / "setia.toml",
            language=lambda: Language.INDONESIAN,
            post=lambda work: work(),
            folders=lambda: iter((home,)),
        )
        self.presenter = FirstRunPresenter(
            hands, self.hand.lanes.write, self.shown.append, lambda: "id", self._open
        )
        self.presenter.start()
        self.hand.settle()

    @property
    def state(self) -> FirstRunState:
        return self.presenter.state

    def type(self, **texts: str) -> None:
        for name, text in texts.items():
            self.presenter.type(Field[name.upper()], text)

    def confirm(self) -> Step:
        self.presenter.confirm()
        self.hand.settle()
        return self.state.step

    def could_not_read(self) -> bool:
        return isinstance(self.state.items_read, FileUnreadable)

    def add_manager(self) -> None:
        self.type(person="Ayu", pin=PIN, pin_again=PIN)
        self.presenter.add_person()

    def come_to(self, step: Step) -> None:
        """Through the steps before it, as shortly as they can be done."""
        while self.state.step is not step:
            match self.state.step:
                case Step.SHOP:
                    self.type(name="Toko Baru")
                case Step.PROGRAMME:
                    self.presenter.choose_programme_way(ProgrammeWay.NONE)
                case Step.ITEMS:
                    self.presenter.choose_items_way(ItemsWay.LATER)
                case Step.STAFF:
                    self.add_manager()
            self.hand.settle()
            self.confirm()

    def _open(self) -> None:
        self.opened += 1


@pytest.fixture
def beginning(tmp_path: Path) -> Iterator[Beginning]:
    made = Beginning(tmp_path)
    yield made
    made.hand.close()


def look(data: Path) -> tuple[str, list[str], int]:
    """The shop's name, its staff, and how many items it has."""
    store = open_terminal_store(data, SystemClock(), SystemChance())
    try:
        with store.reading() as unit:
            staff = [f"{person.name} {person.role}" for person in unit.staff.all()]
            return unit.identity().store.name, staff, len(unit.catalogue.all_items())
    finally:
        store.close()


def test_the_shortest_way_makes_a_shop_that_can_be_opened(beginning: Beginning) -> None:
    beginning.come_to(Step.MAKE)
    assert is_first_run(beginning.data)
    beginning.confirm()
    assert (beginning.state.making, beginning.opened) == (Making.DONE, 0)
    assert look(beginning.data) == ("Toko Baru", ["Ayu manager"], 0)
    assert (beginning.home / "setia.toml").read_text() == 'language = "id"\n'
    beginning.confirm()
    assert beginning.opened == 1


def test_what_was_typed_and_chosen_stays_while_somebody_goes_back_and_forth(beginning: Beginning) -> None:
    beginning.come_to(Step.SHOP)
    beginning.type(name="Toko  Baru", address="Jl. Braga 10", phone="0812-3456", tax_number="01.2")
    beginning.presenter.choose_zone(Zone.WIT)
    beginning.confirm()
    beginning.presenter.choose_tax(ShopTax.PB1)
    beginning.type(service="5")
    before = beginning.state
    for _ in range(3):
        beginning.presenter.back()
    assert beginning.state.step is Step.START
    for _ in range(2):
        beginning.confirm()
    assert beginning.state == before
    beginning.confirm()
    beginning.presenter.choose_programme("coffee")
    beginning.come_to(Step.MAKE)
    beginning.confirm()
    store = open_terminal_store(beginning.data, SystemClock(), SystemChance())
    with store.reading() as unit:
        shop, programme = unit.identity().store, unit.catalogue.programme()
    store.close()
    assert (shop.name, shop.address) == ("Toko Baru", "Jl. Braga 10 · 08123456")
    assert (shop.tax_number, shop.zone, shop.cut_over_hour, shop.code) == ("01.2", "Asia/Jayapura", 4, "TOK")
    assert (programme.taxes[0].name, programme.taxes[0].inside) == ("PB1", False)
    assert programme.service_charge is not None
    assert programme.service_charge.tax == "pb1"


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        ({"name": "  "}, (Field.NAME, Wrong.EMPTY)),
        ({"name": "A", "till": "KASIR 1"}, (Field.TILL, Wrong.TILL)),
        ({"name": "A", "till": "KASIR-1"}, (Field.TILL, Wrong.TILL)),
        ({"name": "A", "cut_over": "24"}, (Field.CUT_OVER, Wrong.HOUR)),
        ({"name": "A", "cut_over": ""}, (Field.CUT_OVER, Wrong.HOUR)),
    ],
)
def test_a_shop_without_what_its_receipts_need_goes_no_further(
    beginning: Beginning, texts: dict[str, str], fault: tuple[Field, Wrong]
) -> None:
    beginning.come_to(Step.SHOP)
    beginning.type(**texts)
    assert beginning.confirm() is Step.SHOP
    assert beginning.state.wrong == fault


def test_a_manager_is_wanted_and_no_pin_that_is_easy(beginning: Beginning) -> None:
    beginning.come_to(Step.STAFF)
    assert beginning.confirm() is Step.STAFF
    assert beginning.state.asked is Asked.MANAGER
    for pin, again, wrong in (
        ("12345", "12345", (Field.PIN, Wrong.PIN)),
        ("123456", "123456", (Field.PIN, Wrong.EASY_PIN)),
        (PIN, "273840", (Field.PIN_AGAIN, Wrong.OTHER_PIN)),
    ):
        beginning.type(person="Ayu", pin=pin, pin_again=again)
        beginning.confirm()
        assert (beginning.state.wrong, beginning.state.staff) == (wrong, ())
    beginning.type(person="Ayu", pin=PIN, pin_again=PIN)
    beginning.confirm()
    assert [(person.name, person.role) for person in beginning.state.staff] == [("Ayu", Role.MANAGER)]
    assert beginning.state.role is Role.CASHIER
    assert beginning.state.text(Field.PIN) == ""
    beginning.type(person="ayu", pin=PIN, pin_again=PIN)
    beginning.confirm()
    assert beginning.state.wrong == (Field.PERSON, Wrong.TAKEN)


def test_items_by_hand_have_codes_of_their_own(beginning: Beginning) -> None:
    beginning.come_to(Step.ITEMS)
    beginning.presenter.choose_items_way(ItemsWay.BY_HAND)
    for name, code, wrong in (
        ("Kopi", "8999998000012", None),
        ("Teh", "", None),
        ("Roti", "8999998000012", (Field.ITEM_CODE, Wrong.TAKEN)),
        ("Roti", "8999998000013", (Field.ITEM_CODE, Wrong.BARCODE)),
        ("Roti", "R1", None),
    ):
        beginning.type(item_name=name, item_price="12000", item_code=code)
        beginning.confirm()
        assert beginning.state.wrong == wrong
    assert [(item.sku, item.gtin) for item in beginning.state.items] == [
        ("8999998000012", "8999998000012"),
        ("2", ""),
        ("R1", ""),
    ]
    beginning.type(item_name="Kue", item_price="0")
    beginning.presenter.next()
    assert beginning.state.asked is Asked.HALF_AN_ITEM
    beginning.confirm()
    assert beginning.state.wrong == (Field.ITEM_PRICE, Wrong.PRICE)


def test_a_file_of_items_is_tried_first_and_its_bad_rows_go_into_a_file(beginning: Beginning) -> None:
    path = beginning.home / "menu.csv"
    path.write_text("name,price,sku\nKopi,12000,K1\nTeh,abc,T1\n")
    beginning.come_to(Step.ITEMS)
    beginning.presenter.choose_items_way(ItemsWay.FILE)
    beginning.type(items_file=str(beginning.home / "none.csv"))
    assert beginning.confirm() is Step.ITEMS
    assert beginning.could_not_read()
    assert beginning.confirm() is Step.ITEMS
    assert beginning.state.asked is Asked.ITEMS_FILE
    beginning.presenter.use_file(str(path))
    beginning.hand.settle()
    read = beginning.state.items_read
    assert isinstance(read, ItemsRead)
    assert (read.report.outcomes[Outcome.NEW], read.report.outcomes[Outcome.REJECTED]) == (1, 1)
    assert not list(beginning.home.glob("*rejected*"))
    assert beginning.confirm() is Step.STAFF
    beginning.come_to(Step.MAKE)
    beginning.confirm()
    made = beginning.state.made
    assert made is not None
    assert (made.items, made.rejected, made.rejects) == (1, 1, str(beginning.home / "menu.rejected.csv"))
    assert "T1" in Path(made.rejects).read_text("utf-8-sig")
    assert look(beginning.data)[2] == 1


def test_a_programme_file_with_a_fault_opens_no_shop(beginning: Beginning) -> None:
    path, text = beginning.home / "mine.json", resource("programmes", "coffee.json").read_text("utf-8")
    beginning.come_to(Step.PROGRAMME)
    beginning.presenter.choose_programme_way(ProgrammeWay.FILE)
    for broken in (text.replace('"birthday"', '"brthday"'), text.replace('"id": "kopi-gratis"', '"id": "x"')):
        path.write_text(broken, "utf-8")
        beginning.presenter.use_file(str(path))
        beginning.hand.settle()
        beginning.presenter.next()
        assert (beginning.state.step, beginning.state.asked) == (Step.PROGRAMME, Asked.PROGRAMME_FILE)
    path.write_text(text, "utf-8")
    beginning.presenter.use_file(str(path))
    beginning.hand.settle()
    assert beginning.confirm() is Step.ITEMS


def test_a_shop_that_can_t_be_written_says_so_and_leaves_nothing(
    beginning: Beginning, expected_log: ExpectLog
) -> None:
    expected_log("lane write: .*File exists")
    (beginning.home / "till.founding").write_text("in the way")
    beginning.come_to(Step.MAKE)
    beginning.confirm()
    assert (beginning.state.making, type(beginning.state.fault)) == (Making.FAILED, FileExistsError)
    assert is_first_run(beginning.data)
    (beginning.home / "till.founding").unlink()
    beginning.confirm()
    assert (beginning.state.making, beginning.state.fault) == (Making.DONE, None)


def test_a_server_that_does_not_answer_leaves_the_shop_which_opens_without_it(beginning: Beginning) -> None:
    beginning.come_to(Step.SERVER)
    beginning.presenter.choose_server_way(ServerWay.JOIN)
    beginning.type(url="http://example.com", code="ABC")
    beginning.confirm()
    assert beginning.state.wrong == (Field.URL, Wrong.URL)
    beginning.type(url="http://127.0.0.1:9")
    beginning.come_to(Step.MAKE)
    beginning.confirm()
    assert (beginning.state.making, beginning.state.refused) == (Making.DONE, "no-connection")
    assert look(beginning.data)[0] == "Toko Baru"
    beginning.confirm()
    assert (beginning.state.refused, beginning.opened) == ("no-connection", 0)
    beginning.presenter.open_shop()
    assert beginning.opened == 1


def test_a_new_till_that_its_server_does_not_know_stays_without_a_shop(beginning: Beginning) -> None:
    beginning.presenter.choose_way(Way.JOIN)
    assert beginning.confirm() is Step.SERVER
    beginning.type(url="http://127.0.0.1:9", code="ABC")
    assert beginning.confirm() is Step.MAKE
    beginning.confirm()
    assert (beginning.state.making, beginning.state.refused) == (Making.FAILED, "no-connection")
    assert is_first_run(beginning.data)
    beginning.presenter.back()
    assert beginning.state.step is Step.SERVER


def test_what_a_crash_left_beside_the_folder_is_thrown_away(beginning: Beginning) -> None:
    left = beginning.home / "till.founding"
    left.mkdir()
    shutil.copy(resource("programmes", "coffee.json"), left / "store.db")
    beginning.come_to(Step.MAKE)
    beginning.confirm()
    assert look(beginning.data)[0] == "Toko Baru"
    assert not left.exists()
