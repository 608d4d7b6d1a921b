"""A cashier who has no keyboard: what she can see and reach, she touches."""

from string import Formatter

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.words.money import rupiah
from app.words.translate import Words
from tests.support.shop import CASHIER_PIN, MANAGER_PIN
from tests.support.window import Window

_CUT = "\0"


class ByTouch:
    """A `Hand`. It touches places of the window, as a finger does: what is covered is not reached."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._words = Words(window.language)

    def log_in(self) -> None:
        self._touch("Ayu")
        self._tap(CASHIER_PIN)
        for _ in range(2):
            self._touch(self._named("One more: {item}", item=rupiah(100_000)))
        for _ in range(3):
            self._touch(self._named("One more: {item}", item=rupiah(50_000)))
        self._touch(self._named("Open with {amount}"))

    def pay_exactly(self) -> None:
        self._touch(self._named("Pay"))
        self._touch(self._named("Receive {amount}"))

    def pay_with_a_note(self) -> None:
        self._touch(self._named("Pay"))
        self._touch(rupiah(100_000))

    def pay_in_cash(self, amount: int) -> None:
        self._touch(self._named("Pay"))
        self._tap(str(amount))
        self._touch(self._named("Receive {amount}"))

    def pay_by_qris(self) -> None:
        self._touch(self._named("Pay"))
        self._touch("QRIS")
        self._touch(self._named("Receive {amount}"))

    def pay_by_card(self) -> None:
        self._touch(self._named("Pay"))
        self._touch(self._named("Card"))
        self._touch(self._named("Receive {amount}"))

    def pay_by_qris_and_cash(self, qris: int) -> None:
        self._touch(self._named("Pay"))
        self._touch("QRIS")
        self._tap(str(qris))
        self._touch(self._named("Receive {amount}"))
        self._touch(self._named("Close"))
        self.pay_exactly()

    def next_sale(self) -> None:
        self._touch(self._named("Next sale"))

    def set_quantity(self, quantity: int) -> None:
        self._touch(self._named("Quantity"))
        self._tap(str(quantity))
        self._touch(self._named("Set quantity"))

    def find_member(self, name: str) -> None:
        self._touch(self._named("Find member"))
        self._touch(self._named("Keyboard on the screen"))
        self._tap(name)
        self._touch(name.capitalize())

    def join(self, phone: str) -> None:
        self._touch(self._named("New member"))
        self._tap(phone)
        self._touch(self._named("18 or older"))
        self._touch(self._named("Join"))
        self._touch(self._named("Go on"))

    def redeem_points(self) -> None:
        self._touch(self._named("Redeem"))
        self._touch(self._named("Take off {amount}"))

    def take_a_reward(self) -> None:
        self._touch(self._named("Redeem"))
        self._touch(self._named("Rewards"))
        self._touch(self._named("Take {name}"))

    def use_a_voucher(self) -> None:
        self._touch(self._named("Redeem"))
        self._touch(self._named("Vouchers"))
        self._touch(self._named("Use the voucher"))

    def hold(self, label: str) -> None:
        self._touch(self._named("More"))
        self._touch(self._named("Hold basket"))
        self._tap(label)
        self._touch(self._named("Put aside"))

    def bring_back(self) -> None:
        self._touch(self._named("More"))
        self._touch(self._named("Held baskets"))
        self._touch(self._named("Bring back {basket}"))

    def return_and_void(self, older: str) -> None:
        self._touch(self._named("More"))
        self._touch(self._named("Receipts, returns"))
        self._touch(self._named("Return"))
        self._touch(self._named("One more: {item}", item=""))
        self._touch(self._named("Defective"))
        self._touch(self._named("Give back {amount}"))
        self._touch(self._named("Done"))
        self._touch(older)
        self._touch(self._named("Void"))
        self._touch(self._named("Void {amount}"))
        self._tap(MANAGER_PIN)
        self._touch(self._named("Done"))
        self._touch(self._named("Back to the basket"))

    def cash_out_and_report(self, amount: int) -> None:
        self._touch(self._named("Shift since {time}"))
        self._touch(self._named("Cash out"))
        self._touch(self._named("Small change"))
        self._tap(str(amount))
        self._touch(self._named("Take out {amount}"))
        self._touch(self._named("Print X report"))

    def close(self, counted: int) -> None:
        self._touch(self._named("Close the shift"))
        self._touch(self._named("As one amount"))
        self._tap(str(counted))
        self._touch(self._named("Done: {amount}"))
        self._touch(self._named("Close the shift"))

    def _named(self, message: str, **values: str) -> str:
        """How a button's name begins in the window's language, up to the first value that isn't given."""
        fields = [field for _, field, _, _ in Formatter().parse(message) if field]
        given = {field: values.get(field, _CUT) for field in fields}
        return self._words.gettext(message, **given).partition(_CUT)[0]

    def _tap(self, keys: str) -> None:
        """Keys of the keyboard on the screen."""
        for key in keys:
            self._touch(self._named("Space") if key == " " else key, whole=True)

    def _touch(self, name: str, *, whole: bool = False) -> None:
        self._window.rest_for_a_touch()
        with self._window.pauses.aside():
            at = self._middle(self._found(name, whole=whole))
        shell = self._window.shell
        QTest.mouseClick(shell.windowHandle(), Qt.MouseButton.LeftButton, pos=at)
        self._window.settle()

    def _found(self, name: str, *, whole: bool) -> QWidget:
        shell = self._window.shell
        said = [
            part for part in shell.findChildren(QWidget) if part.accessibleName() and self._is_reached(part)
        ]
        called = [part for part in said if part.accessibleName() == name]
        if not whole:
            called += [part for part in said if part.accessibleName().startswith(name)]
        if not called:
            names = sorted({part.accessibleName() for part in said})
            raise AssertionError(f"nothing that can be touched is called {name!r}; there are {names}")
        return called[0]

    def _is_reached(self, part: QWidget) -> bool:
        """Nothing covers its middle."""
        if not (part.isVisible() and part.isEnabled()):
            return False
        on_top = self._window.shell.childAt(self._middle(part))
        return on_top is not None and (on_top is part or part.isAncestorOf(on_top))

    def _middle(self, part: QWidget) -> QPoint:
        return part.mapTo(self._window.shell, part.rect().center())
