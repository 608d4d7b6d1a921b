"""The part of a receipt printer that puts characters on paper, in the style it was last told."""

from dataclasses import replace

from app.emulators.paper import Alignment, Line, Mark, Paper, Pulse, Run

CHARACTER_DOTS = 12
"""Width of a font A character."""

_TAB = 8


class PrintHead:
    """A line that fills and the marks above it.

    `dots`: printable width. `two_byte`: firmware that starts in GB18030 mode, as many cheap printers' does.
    """

    def __init__(self, dots: int, *, two_byte: bool) -> None:
        self.dots = dots
        self.qr_payload = b""
        self._starts_two_byte = two_byte
        self._marks: list[Mark] = []
        self.reset()

    def reset(self) -> None:
        """As after switching on; what is on the paper stays, an unprinted line is lost."""
        self.style = Run("")
        self.alignment = Alignment.LEFT
        self.page = "cp437"
        self.two_byte = self._starts_two_byte
        self.qr_module = 3
        self._runs: list[Run] = []

    @property
    def at_line_start(self) -> bool:
        """Whether the line is empty."""
        return not self._runs

    def put(self, character: str, columns: int = 1) -> None:
        """One character in the line; a full line goes to the paper first."""
        if self._used() + columns * self.style.width > self.dots // CHARACTER_DOTS:
            self.end_line()
        if self._runs and replace(self._runs[-1], text="") == self.style:
            self._runs[-1] = replace(self._runs[-1], text=self._runs[-1].text + character)
        else:
            self._runs.append(replace(self.style, text=character))

    def tab(self) -> None:
        """Spaces to the next tab stop."""
        for _ in range(_TAB - self._used() % _TAB):
            self.put(" ")

    def end_line(self) -> None:
        """The line goes to the paper, even when it is empty."""
        self._marks.append(Line(tuple(self._runs), self.alignment))
        self._runs = []

    def feed(self, lines: int) -> None:
        """Print the line and move the paper by `lines`."""
        for _ in range(lines):
            self.end_line()

    def make(self, mark: Mark) -> None:
        """A mark that is no text; it ends the line that it comes after."""
        if self._runs:
            self.end_line()
        self._marks.append(mark)

    def open_drawer(self, pin: int) -> None:
        """A pulse, which leaves the line alone."""
        self._marks.append(Pulse(pin))

    def paper(self, unknown: tuple[bytes, ...], unfinished: int) -> Paper:
        """All that has been printed so far."""
        unprinted = "".join(run.text for run in self._runs)
        return Paper(self.dots, tuple(self._marks), unknown, unprinted, unfinished)

    def _used(self) -> int:
        return sum(len(run.text) * run.width for run in self._runs)
