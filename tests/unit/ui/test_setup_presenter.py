"""The devices wizard over emulated devices; only the screen is missing."""

import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from app.domain.codes import qr_payload
from app.emulators.printer_mechanism import Behaviour
from app.entrypoints.settings import Settings
from app.services.approval import ApprovalFault
from app.services.device_setup import (
    CameraPicture,
    ChoicesNotSaved,
    ChoicesSaved,
    LineStanding,
    LineTried,
    PrintTried,
    ScanTried,
)
from app.services.found_devices import Found
from app.services.outcomes import MemberFound
from app.services.print_fault import PrintFault
from app.ui.device_setup.presenter import SetupPresenter
from app.ui.device_setup.state import AddressSheet, SetupState, Step, Trouble, Verdict, WordSheet
from tests.support.bench import EmulatedBench
from tests.support.hand_lanes import HandLanes
from tests.support.selling import scan
from tests.support.shop import CASHIER_PIN, MANAGER_PIN, SmallShop, small_shop


@dataclass
class Visitor:
    """Somebody at the wizard."""

    shop: SmallShop
    hand: HandLanes
    devices: EmulatedBench
    shown: list[SetupState] = field(default_factory=list)
    pictures: list[CameraPicture | None] = field(default_factory=list)
    left: int = 0

    def __post_init__(self) -> None:
        self.presenter = SetupPresenter(
            self.devices.bench(),
            self.shop.till,
            self.hand.lanes,
            self.shown.append,
            self.pictures.append,
            self._leave,
        )
        self.presenter.start(self.shop.cashier_id)
        self.hand.settle()

    @property
    def state(self) -> SetupState:
        return self.presenter.state

    def does(self, *acts: Callable[[], None]) -> SetupState:
        for act in acts:
            act()
            self.hand.settle()
        return self.state

    def goes(self, step: Step) -> SetupState:
        return self.does(lambda: self.presenter.go(step))

    def chooses(self, setting: str) -> SetupState:
        return self.does(lambda: self.presenter.choose(setting))

    def types(self, pin: str) -> SetupState:
        return self.does(*(lambda digit=digit: self.presenter.key(digit) for digit in pin))

    def _leave(self) -> None:
        self.left += 1


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path / "shop") as made:
        yield made


@pytest.fixture
def visitor(shop: SmallShop, tmp_path: Path) -> Iterator[Visitor]:
    hand = HandLanes()
    with EmulatedBench(tmp_path, hand.lanes.read, lambda act: act()) as devices:
        made = Visitor(shop, hand, devices)
        yield made
        hand.close()
        assert hand.faults == []


def test_the_first_step_shows_the_printers_that_are_there_and_the_one_in_force(visitor: Visitor) -> None:
    choices = visitor.state.here.choices
    assert choices is not None
    assert [choice.kind for choice in choices] == [
        Found.USB,
        Found.SERIAL,
        Found.QUEUE,
        Found.VIRTUAL,
        Found.NONE,
    ]
    assert visitor.state.value("printer") == "virtual"


def test_a_test_prints_rulers_of_every_width_a_code_and_asks_whether_it_worked(visitor: Visitor) -> None:
    visitor.chooses(visitor.devices.printer_setting)
    state = visitor.does(visitor.presenter.confirm)
    assert state.here.tried == PrintTried(confirmed=True)
    assert state.may_ask
    (job,) = visitor.devices.printer.wait_for_jobs(1, 5.0)
    assert (job.paper.unknown, job.paper.unfinished) == ((), 0)
    lines = job.paper.text.splitlines()
    assert "12345678901234567890123456789012" in lines
    assert "Test of 32 columns" in job.paper.text
    assert len(job.paper.rasters) > 0


def test_yes_goes_on_and_no_says_what_to_look_at(visitor: Visitor) -> None:
    visitor.chooses(visitor.devices.printer_setting)
    state = visitor.does(visitor.presenter.confirm, visitor.presenter.failed)
    assert (state.here.verdict, state.here.advice, state.may_ask) == (Verdict.FAILS, True, False)
    state = visitor.does(visitor.presenter.confirm, visitor.presenter.worked)
    assert (state.step, state.steps[Step.PRINTER].verdict) == (Step.DRAWER, Verdict.WORKS)


def test_a_printer_that_cannot_print_says_why_and_is_asked_about_by_nobody(visitor: Visitor) -> None:
    visitor.devices.misbehave(Behaviour(cover_open=True))
    visitor.chooses(visitor.devices.printer_setting)
    state = visitor.does(visitor.presenter.confirm)
    assert state.here.tried == PrintTried(fault=PrintFault.COVER_OPEN)
    assert not state.may_ask


def test_the_drawer_opens_by_a_pulse_and_no_paper_comes(visitor: Visitor) -> None:
    visitor.chooses(visitor.devices.printer_setting)
    visitor.goes(Step.DRAWER)
    visitor.does(visitor.presenter.confirm)
    (job,) = visitor.devices.printer.wait_for_jobs(1, 5.0)
    assert (len(job.paper.pulses), job.paper.text.strip()) == (1, "")


def test_without_a_printer_nothing_is_tried(visitor: Visitor) -> None:
    visitor.chooses("none")
    state = visitor.does(visitor.presenter.confirm)
    assert (state.may_try, state.here.tried) == (False, None)


def test_a_network_printer_is_typed_and_a_port_may_be_left_out(visitor: Visitor) -> None:
    visitor.does(visitor.presenter.ask_address)
    visitor.presenter.type_address("10.0.0 9")
    assert visitor.does(visitor.presenter.confirm).sheet == AddressSheet(typed="10.0.0 9", wrong=True)
    visitor.presenter.type_address("10.0.0.9")
    state = visitor.does(visitor.presenter.confirm)
    assert (state.sheet, state.value("printer")) == (None, "tcp:10.0.0.9:9100")
    assert state.here.choices is not None
    assert state.here.choices[0].kind is Found.NETWORK


def test_a_scan_on_the_scanner_s_step_says_which_rule_took_it(visitor: Visitor) -> None:
    visitor.goes(Step.SCANNER)
    state = visitor.does(lambda: visitor.presenter.scanned(scan(qr_payload(visitor.shop.cards[0]))))
    tried = state.hearing.scan
    assert isinstance(tried, ScanTried)
    assert tried.route.rule is not None
    assert tried.route.rule.name == "card"
    assert isinstance(tried.outcome, MemberFound)
    assert state.may_ask


def test_a_scan_on_any_other_step_changes_nothing_but_says_what_it_is(visitor: Visitor) -> None:
    before = visitor.state
    state = visitor.does(lambda: visitor.presenter.scanned(scan("4006381333931")))
    assert isinstance(state.notice, ScanTried)
    assert replace(state, notice=None) == before
    assert visitor.does(visitor.presenter.scan_broken).notice is Trouble.SCAN_BROKEN


def test_skipping_leaves_a_device_as_it_is_in_force(visitor: Visitor) -> None:
    visitor.chooses("none")
    visitor.does(lambda: visitor.presenter.widen(48))
    state = visitor.does(visitor.presenter.skip)
    assert (state.step, state.changes) == (Step.DRAWER, {})
    assert state.steps[Step.PRINTER].verdict is Verdict.SKIPPED


def test_a_till_without_a_server_needs_none(visitor: Visitor) -> None:
    visitor.goes(Step.SERVER)
    state = visitor.does(visitor.presenter.confirm)
    assert state.here.tried == LineTried(standing=LineStanding.ALONE)


def test_a_server_that_is_not_there_is_said(visitor: Visitor) -> None:
    visitor.devices.server = "http://127.0.0.1:9"
    visitor.goes(Step.SERVER)
    tried = visitor.does(visitor.presenter.confirm).here.tried
    assert isinstance(tried, LineTried)
    assert (tried.standing, tried.code) == (LineStanding.FAILED, "no-connection")


def test_only_a_manager_s_pin_saves_and_the_file_has_every_choice(visitor: Visitor) -> None:
    visitor.devices.file.write_text('language = "en"\n', "utf-8")
    visitor.chooses(visitor.devices.printer_setting)
    visitor.does(lambda: visitor.presenter.widen(48))
    visitor.goes(Step.SOUND)
    visitor.chooses("off")
    visitor.goes(Step.SAVE)
    state = visitor.does(visitor.presenter.confirm)
    assert isinstance(state.sheet, WordSheet)
    state = visitor.types(CASHIER_PIN)
    assert isinstance(state.sheet, WordSheet)
    assert state.sheet.entry.trouble is not None
    assert state.sheet.entry.trouble.fault is ApprovalFault.NOT_APPROVED
    assert visitor.devices.applied == []
    state = visitor.types(MANAGER_PIN)
    assert tomllib.loads(visitor.devices.file.read_text("utf-8")) == {
        "language": "en",
        "printer": visitor.devices.printer_setting,
        "columns": 48,
        "sounds": False,
    }
    assert state.notice == ChoicesSaved()
    assert (state.changes, visitor.devices.applied[0].columns) == ({}, 48)


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_used(visitor: Visitor) -> None:
    visitor.devices.file.mkdir()
    visitor.chooses("none")
    visitor.goes(Step.SAVE)
    visitor.does(visitor.presenter.confirm)
    state = visitor.types(MANAGER_PIN)
    assert isinstance(state.notice, ChoicesNotSaved)
    assert state.notice.detail
    assert (state.changes, visitor.devices.applied) == ({"printer": "none"}, [])


def test_what_the_machine_s_file_keeps_is_tried_and_not_changed(shop: SmallShop, tmp_path: Path) -> None:
    hand = HandLanes()
    with EmulatedBench(
        tmp_path, hand.lanes.read, lambda act: act(), locked=frozenset({"printer", "columns"})
    ) as devices:
        devices.settings = Settings(printer=devices.printer_setting)
        visitor = Visitor(shop, hand, devices)
        assert visitor.chooses("none").notice is Trouble.LOCKED
        assert visitor.does(lambda: visitor.presenter.widen(48)).notice is Trouble.LOCKED
        assert visitor.does(visitor.presenter.ask_address).notice is Trouble.LOCKED
        assert visitor.state.changes == {}
        assert visitor.does(visitor.presenter.confirm).here.tried == PrintTried(confirmed=True)
        hand.close()


def test_what_a_locked_scanner_taught_is_not_saved() -> None:
    locked = frozenset({"wedge_median_gap", "wedge_longest_gap"})
    state = SetupState(
        in_force={"wedge_median_gap": 35}, wanted={"wedge_median_gap": 20, "wedge_prefix": "~"}, locked=locked
    )
    assert state.changes == {"wedge_prefix": "~"}


def test_leaving_saves_nothing_and_gives_the_till_its_devices_back(visitor: Visitor) -> None:
    visitor.chooses("none")
    visitor.goes(Step.SAVE)
    visitor.does(visitor.presenter.confirm)
    visitor.does(visitor.presenter.leave)
    assert (visitor.state.sheet, visitor.left) == (None, 0)
    visitor.does(visitor.presenter.leave)
    assert visitor.left == 1
    assert not visitor.devices.file.exists()


def test_a_late_answer_of_a_step_that_was_left_is_not_shown_on_another(visitor: Visitor) -> None:
    visitor.chooses(visitor.devices.printer_setting)
    visitor.presenter.confirm()
    visitor.presenter.go(Step.SOUND)
    visitor.hand.settle()
    assert visitor.state.step is Step.SOUND
    assert visitor.state.here.tried is None
    assert not visitor.state.steps[Step.PRINTER].trying


@pytest.mark.parametrize("step", [Step.VOUCHER_PRINTER, Step.KITCHEN_PRINTER, Step.CAMERA, Step.LINE_DISPLAY])
def test_what_most_tills_lack_is_passed_by_one_key(visitor: Visitor, step: Step) -> None:
    state = visitor.goes(step)
    assert state.is_without
    state = visitor.does(visitor.presenter.confirm)
    assert state.steps[step].verdict is Verdict.WITHOUT
    assert (state.step, state.changes) == (list(Step)[list(Step).index(step) + 1], {})


def test_going_without_a_printer_that_was_there_is_a_change(shop: SmallShop, tmp_path: Path) -> None:
    hand = HandLanes()
    with EmulatedBench(tmp_path, hand.lanes.read, lambda act: act()) as devices:
        devices.settings = Settings(kitchen_printer=devices.printer_setting)
        visitor = Visitor(shop, hand, devices)
        visitor.goes(Step.KITCHEN_PRINTER)
        visitor.chooses("")
        assert visitor.does(visitor.presenter.confirm).changes == {"kitchen_printer": ""}
        hand.close()


def test_the_kitchen_s_printer_has_a_width_and_answers_of_its_own(visitor: Visitor) -> None:
    visitor.devices.misbehave(Behaviour(silent=True))
    visitor.goes(Step.KITCHEN_PRINTER)
    visitor.chooses(visitor.devices.printer_setting)
    visitor.does(lambda: visitor.presenter.step_width(1))
    state = visitor.does(visitor.presenter.confirm)
    assert state.here.tried == PrintTried(silent=True)
    assert state.changes == {
        "kitchen_printer": visitor.devices.printer_setting,
        "kitchen_columns": 42,
        "kitchen_status": "none",
    }
    (job,) = visitor.devices.printer.wait_for_jobs(1, 5.0)
    assert "Test of 42 columns" in job.paper.text


def test_a_second_printer_on_the_network_is_typed_too(visitor: Visitor) -> None:
    visitor.goes(Step.VOUCHER_PRINTER)
    visitor.does(visitor.presenter.ask_address)
    visitor.presenter.type_address("10.0.0.9")
    assert visitor.does(visitor.presenter.confirm).changes == {"voucher_printer": "tcp:10.0.0.9:9100"}


def test_mirror_and_lamp_are_turned_where_there_is_a_camera(visitor: Visitor) -> None:
    visitor.devices.draw_camera(visitor.shop.cards[0])
    visitor.goes(Step.CAMERA)
    assert visitor.does(lambda: visitor.presenter.turn("camera_mirror")).changes == {}
    camera = str(visitor.devices.camera)
    visitor.chooses(camera)
    state = visitor.does(
        lambda: visitor.presenter.turn("camera_mirror"),
        lambda: visitor.presenter.turn("camera_torch"),
        lambda: visitor.presenter.turn("camera_torch"),
    )
    assert state.changes == {"camera": camera, "camera_mirror": True}
    visitor.does(visitor.presenter.leave)


def test_a_usb_printer_that_is_named_by_its_device_is_there_all_the_same(
    shop: SmallShop, tmp_path: Path
) -> None:
    hand = HandLanes()
    with EmulatedBench(tmp_path, hand.lanes.read, lambda act: act()) as devices:
        devices.settings = Settings(printer="usb:/dev/usb/lp0")
        choices = Visitor(shop, hand, devices).state.here.choices
        assert choices is not None
        assert (choices[0].kind, choices[0].setting) == (Found.USB, "usb:/dev/usb/lp0")
        assert Found.KEPT not in {choice.kind for choice in choices}
        hand.close()


def test_what_is_locked_of_the_other_devices_is_not_changed(shop: SmallShop, tmp_path: Path) -> None:
    hand, locked = HandLanes(), frozenset({"kitchen_columns", "camera_torch", "line_display"})
    with EmulatedBench(tmp_path, hand.lanes.read, lambda act: act(), locked=locked) as devices:
        devices.draw_camera(shop.cards[0])
        visitor = Visitor(shop, hand, devices)
        visitor.goes(Step.KITCHEN_PRINTER)
        assert visitor.does(lambda: visitor.presenter.widen(48)).notice is Trouble.LOCKED
        visitor.goes(Step.CAMERA)
        visitor.chooses(str(devices.camera))
        assert visitor.does(lambda: visitor.presenter.turn("camera_torch")).notice is Trouble.LOCKED
        visitor.goes(Step.LINE_DISPLAY)
        assert visitor.chooses("serial:/dev/ttyUSB0@9600").notice is Trouble.LOCKED
        assert visitor.state.changes == {"camera": str(devices.camera)}
        visitor.does(visitor.presenter.leave)
        hand.close()
