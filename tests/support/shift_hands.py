"""What a cashier does at the till besides scanning: the verbs of a shift, and a hand that has only keys."""

from typing import Protocol

from PySide6.QtCore import Qt

from tests.support.shop import CASHIER_PIN, MANAGER_PIN
from tests.support.window import Window

_KEYS = Qt.Key
_CONTROL = Qt.KeyboardModifier.ControlModifier
_RIGHT, _ENTER = _KEYS.Key_Right, _KEYS.Key_Return


class Hand(Protocol):
    """Each verb begins at a basket and ends there, if nothing else is said."""

    def log_in(self) -> None:
        """Ayu; two notes of Rp100.000 and three of Rp50.000 are in the drawer."""

    def pay_exactly(self) -> None:
        """In cash. This and each other payment ends at the finished sale."""

    def pay_with_a_note(self) -> None:
        """The smallest that covers it."""

    def pay_in_cash(self, amount: int) -> None:
        """More than is due."""

    def pay_by_qris(self) -> None:
        """All that is due."""

    def pay_by_card(self) -> None:
        """All that is due."""

    def pay_by_qris_and_cash(self, qris: int) -> None:
        """The rest in cash; the payment is left for the basket in between."""

    def next_sale(self) -> None:
        """From a finished sale to an empty basket."""

    def set_quantity(self, quantity: int) -> None:
        """Of the newest line."""

    def find_member(self, name: str) -> None:
        """Who is the first with this name."""

    def join(self, phone: str) -> None:
        """A grown-up who wants no messages."""

    def redeem_points(self) -> None:
        """As many as the till proposes."""

    def take_a_reward(self) -> None:
        """The first."""

    def use_a_voucher(self) -> None:
        """The first."""

    def hold(self, label: str) -> None:
        """Ends at an empty basket."""

    def bring_back(self) -> None:
        """The only basket that is held."""

    def return_and_void(self, older: str) -> None:
        """The newest sale's only item comes back; the sale before it, of this number, is voided with a PIN."""

    def cash_out_and_report(self, amount: int) -> None:
        """Small change, and an X report; ends at the shift's page."""

    def close(self, counted: int) -> None:
        """From the shift's page: a blind count, and the Z report."""


class ByKeys:
    """A `Hand`."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def log_in(self) -> None:
        self._press(_RIGHT, *CASHIER_PIN, "2", _ENTER, "3", _KEYS.Key_F12)

    def pay_exactly(self) -> None:
        self._press(_KEYS.Key_F12, _ENTER)

    def pay_with_a_note(self) -> None:
        self._press(_KEYS.Key_F12)
        self._window.key(_KEYS.Key_2, Qt.KeyboardModifier.AltModifier)

    def pay_in_cash(self, amount: int) -> None:
        self._press(_KEYS.Key_F12, *str(amount), _ENTER)

    def pay_by_qris(self) -> None:
        self._press(_KEYS.Key_F12, _RIGHT, _ENTER)

    def pay_by_card(self) -> None:
        self._press(_KEYS.Key_F12, _RIGHT, _RIGHT, _ENTER)

    def pay_by_qris_and_cash(self, qris: int) -> None:
        self._press(_KEYS.Key_F12, _RIGHT, *str(qris), _ENTER, _KEYS.Key_Escape)
        self.pay_exactly()

    def next_sale(self) -> None:
        self._press(_ENTER)

    def set_quantity(self, quantity: int) -> None:
        self._press(_KEYS.Key_F7, *str(quantity), _ENTER)

    def find_member(self, name: str) -> None:
        self._press(_KEYS.Key_F2, *name, _ENTER)

    def join(self, phone: str) -> None:
        self._press(_KEYS.Key_F3, *phone, _KEYS.Key_Space, _ENTER, _ENTER)

    def redeem_points(self) -> None:
        self._press(_KEYS.Key_F6, _ENTER)

    def take_a_reward(self) -> None:
        self._press(_KEYS.Key_F6, _RIGHT, _ENTER)

    def use_a_voucher(self) -> None:
        self._press(_KEYS.Key_F6, _RIGHT, _RIGHT, _ENTER)

    def hold(self, label: str) -> None:
        self._press(_KEYS.Key_F8, *label, _ENTER)

    def bring_back(self) -> None:
        self._press(_KEYS.Key_F8, _ENTER)

    def return_and_void(self, older: str) -> None:  # noqa: ARG002 - one row below the newest
        self._press(_KEYS.Key_F9, _ENTER, _RIGHT, "1", _ENTER, _ENTER)
        self._press(_KEYS.Key_Down, _KEYS.Key_F9, _ENTER, *MANAGER_PIN, _ENTER, _KEYS.Key_Escape)

    def cash_out_and_report(self, amount: int) -> None:
        self._window.key(_KEYS.Key_D, _CONTROL)
        self._press("2", *str(amount), _KEYS.Key_Down, _ENTER, "4")

    def close(self, counted: int) -> None:
        self._press(_KEYS.Key_F12, _RIGHT, *str(counted), _ENTER, _ENTER)

    def _press(self, *keys: Qt.Key | str) -> None:
        """One key or character after the other, as a person presses them."""
        for key in keys:
            if isinstance(key, str):
                self._window.type(key)
            else:
                self._window.key(key)
