"""The checkout's keys, as the shortcut list names them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.checkout.state import TenderSheet
from app.ui.navigation import Place

Action = Callable[[CheckoutPresenter], None]


def _number(presenter: CheckoutPresenter) -> None:
    """A line's quantity; while it is paid, what the payment's slip says."""
    if isinstance(presenter.state.sheet, TenderSheet):
        presenter.payment.refer()
    else:
        presenter.quantity.open()


_PLAIN: dict[Qt.Key, Action] = {
    Qt.Key.Key_F2: lambda presenter: presenter.search.open_members(),
    Qt.Key.Key_F3: lambda presenter: presenter.enrol.open(),
    Qt.Key.Key_F5: lambda presenter: presenter.offers.open(),
    Qt.Key.Key_F4: CheckoutPresenter.enter_goods,
    Qt.Key.Key_F6: lambda presenter: presenter.redeem.open(),
    Qt.Key.Key_F7: _number,
    Qt.Key.Key_F8: lambda presenter: presenter.aside.hold.open(),
    Qt.Key.Key_F11: lambda presenter: presenter.aside.by_hand.open(),
    Qt.Key.Key_F9: CheckoutPresenter.void,
    Qt.Key.Key_F12: CheckoutPresenter.pay,
    Qt.Key.Key_Menu: CheckoutPresenter.menu,
    Qt.Key.Key_Delete: CheckoutPresenter.remove,
    Qt.Key.Key_Return: CheckoutPresenter.confirm,
    Qt.Key.Key_Enter: CheckoutPresenter.confirm,
    Qt.Key.Key_Escape: CheckoutPresenter.leave,
    Qt.Key.Key_Backspace: CheckoutPresenter.erase,
    Qt.Key.Key_Up: lambda presenter: presenter.step(-1),
    Qt.Key.Key_Down: lambda presenter: presenter.step(1),
    Qt.Key.Key_Left: lambda presenter: presenter.turn(-1),
    Qt.Key.Key_Right: lambda presenter: presenter.turn(1),
}
_CONTROL: dict[Qt.Key, Action] = {
    Qt.Key.Key_Z: CheckoutPresenter.undo,
    Qt.Key.Key_I: lambda presenter: presenter.about.open(),
    Qt.Key.Key_K: lambda presenter: presenter.cards.open_of_basket(),
    Qt.Key.Key_P: lambda presenter: presenter.pin.open(),
    Qt.Key.Key_R: CheckoutPresenter.reprint,
    Qt.Key.Key_D: lambda presenter: presenter.go(Place.SHIFT),
    Qt.Key.Key_G: lambda presenter: presenter.go(Place.DEVICES),
    Qt.Key.Key_U: lambda presenter: presenter.payment.give(0),
    Qt.Key.Key_F: CheckoutPresenter.receipts,
    Qt.Key.Key_T: lambda presenter: presenter.aside.coupon.open(),
    Qt.Key.Key_B: lambda presenter: presenter.aside.split.open(),
}
_QUICK = 6


def action_for(event: QKeyEvent) -> Action | None:
    """What a key does here; None: nothing."""
    key = Qt.Key(event.key())
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if modifiers == Qt.KeyboardModifier.ControlModifier:
        return _CONTROL.get(key)
    if modifiers == Qt.KeyboardModifier.AltModifier:
        place = key - Qt.Key.Key_1
        return (lambda presenter: presenter.payment.quick(place)) if 0 <= place < _QUICK else None
    if modifiers:
        return None
    text = event.text()
    if text.isascii() and text.isdigit():
        return lambda presenter: presenter.key(text)
    return _PLAIN.get(key)
