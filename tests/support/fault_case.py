"""One line of the table of faults: what is played, what the till says of it, and how it goes on."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.devices.printer.transport import Confirmed, NotSent, SendResult, Sent, Unconfirmed
from app.services.device_state import DeviceState
from app.words.devices import device_sentence, print_sentence
from app.words.translate import Language, Words

PATIENCE = 15.0
"""Seconds; only a failing test waits as long."""

Told = SendResult | DeviceState | str
"""What became of a job, a device's state, or for what has neither, a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FaultCase:
    """`play`, in an empty folder: does it to an emulator, checks what `then` says, gives what was told."""

    device: str
    fault: str
    told: Told
    then: str
    play: Callable[[Path], Told]

    @property
    def name(self) -> str:
        return f"{self.device}: {self.fault}"

    @property
    def row(self) -> str:
        """The case as a line of a Markdown table."""
        return f"| {self.device} | {self.fault} | {_state(self.told)} | {self._sentence()} | {self.then} |"

    def _sentence(self) -> str:
        words = Words(Language.ENGLISH)
        match self.told:
            case NotSent(fault):
                return print_sentence(words, fault, may_be_out=False)
            case Unconfirmed(fault):
                return print_sentence(words, fault, may_be_out=True)
            case DeviceState():
                return device_sentence(words, self.device, self.told)
            case _:
                return ""


def _state(told: Told) -> str:
    match told:
        case NotSent(fault):
            return f"queued ({fault.value})"
        case Unconfirmed(fault):
            return f"unconfirmed ({fault.value})"
        case Confirmed():
            return "confirmed"
        case Sent():
            return "sent"
        case _:
            return str(told)
