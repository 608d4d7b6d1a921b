"""Scanners and cameras while they are tried: what they say of themselves, what they read, and who takes it."""

from collections.abc import Callable
from dataclasses import replace

from app.services.device_setup import CameraPicture, ScanTried
from app.services.device_state import DeviceState
from app.services.outcomes import ScanOutcome
from app.services.scan_routing import Routed
from app.services.scans import Scan
from app.ui.device_setup.board import Board
from app.ui.device_setup.ports import CameraWay, Ears, SetupBench, SetupTill
from app.ui.device_setup.state import Hearing, Step, Trouble
from app.ui.lanes import Lanes
from app.ui.wedge_learning import SCANS, Burst, Learnt, learn


class HearingDesk:
    """pictures: hears each picture of a camera; they are too many to be states."""

    def __init__(
        self,
        bench: SetupBench,
        till: SetupTill,
        lanes: Lanes,
        board: Board,
        pictures: Callable[[CameraPicture | None], None],
    ) -> None:
        self._bench = bench
        self._till = till
        self._lanes = lanes
        self._board = board
        self._pictures = pictures
        self._bursts: list[Burst] = []

    def begin(self) -> None:
        """Opens what the step has chosen, in place of what was open before."""
        board = self._board
        number = board.turn()
        self._bench.quick.rest()
        self._bursts.clear()
        self._pictures(None)
        board.put(replace(board.state, hearing=Hearing()))
        match board.state.step:
            case Step.SCANNER:
                self._listen(str(board.state.value("scanner")), number)
            case Step.CAMERA:
                camera = str(board.state.value("camera"))
                if camera:
                    way = CameraWay(
                        mirror=bool(board.state.value("camera_mirror")),
                        torch=bool(board.state.value("camera_torch")),
                    )
                    self._bench.quick.watch(camera, way, self._ears(number))
            case Step.LINE_DISPLAY:
                display = str(board.state.value("line_display"))
                if display:
                    self._bench.quick.show_lines(display, self._ears(number))
            case _:
                pass

    def scanned(self, scan: Scan) -> None:
        """A code came, from a device that is tried or from the till's own."""
        number = self._board.number
        self._lanes.read.submit(
            lambda: self._till.routed(scan), lambda found: self._routed(number, scan, *found), self._failed
        )

    def learn_again(self) -> None:
        """Forgets the lesson and listens anew."""
        if self._board.state.step is Step.SCANNER:
            self.begin()

    def _listen(self, scanner: str, number: int) -> None:
        if scanner:
            self._bench.quick.listen(scanner, self._ears(number))
        else:
            self._bench.quick.record(lambda burst: self._burst(number, burst))

    def _ears(self, number: int) -> Ears:
        return Ears(
            heard=lambda scan: self._of(number, lambda: self.scanned(scan)),
            state=lambda state: self._of(number, lambda: self._device(state)),
            seen=lambda picture: self._of(number, lambda: self._pictures(picture)),
        )

    def _of(self, number: int, act: Callable[[], None]) -> None:
        """What a device says that was put away meanwhile is of no interest."""
        if number == self._board.number:
            act()

    def _device(self, device: DeviceState) -> None:
        board = self._board
        board.put(replace(board.state, hearing=replace(board.state.hearing, device=device)))

    def _burst(self, number: int, burst: Burst) -> None:
        if number != self._board.number:
            return
        board = self._board
        self._bursts.append(burst)
        if len(self._bursts) < SCANS:
            board.put(replace(board.state, hearing=Hearing(heard=len(self._bursts)), notice=None))
            return
        lesson = learn(tuple(self._bursts[-SCANS:]))
        board.put(replace(board.state, hearing=Hearing(heard=SCANS, lesson=lesson)))
        if isinstance(lesson, Learnt):
            board.put(replace(board.state, wanted={**board.state.wanted, **_learnt(lesson)}))
            self._bench.quick.rest()
            self._bench.quick.try_wedge(lesson.settings)

    def _routed(self, number: int, scan: Scan, route: Routed, outcome: ScanOutcome) -> None:
        board = self._board
        if number != board.number:
            return
        tried = ScanTried(scan=scan, route=route, outcome=outcome)
        if board.state.step in (Step.SCANNER, Step.CAMERA):
            board.put(replace(board.state, hearing=replace(board.state.hearing, scan=tried), notice=None))
        else:
            board.notice(tried)

    def _failed(self, _fault: Exception) -> None:
        self._board.notice(Trouble.FAULT)


def _learnt(lesson: Learnt) -> dict[str, str | int]:
    settings = lesson.settings
    return {
        "wedge_median_gap": settings.median_gap,
        "wedge_longest_gap": settings.longest_gap,
        "wedge_prefix": settings.prefix,
    }
