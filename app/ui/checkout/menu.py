"""What the checkout can do besides its toolbar: one list for the menu."""

from collections.abc import Callable
from dataclasses import dataclass

from app.ui.checkout.presenter import CheckoutPresenter
from app.words.translate import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """icon: a Lucide name. key: the key that does the same; empty: none has it."""

    icon: str
    key: str
    name: Callable[[Words], str]
    act: Callable[[CheckoutPresenter], None]


def menu_entries() -> tuple[MenuEntry, ...]:
    """In the order in which they show, the most used first."""
    return (
        MenuEntry(
            icon="receipt-text",
            key="F9",
            name=lambda words: words.gettext("Receipts, returns"),
            act=lambda presenter: presenter.receipts(),
        ),
        MenuEntry(
            icon="printer",
            key="Ctrl+R",
            name=lambda words: words.gettext("Print copy"),
            act=lambda presenter: presenter.reprint(),
        ),
        MenuEntry(
            icon="circle-question-mark",
            key="",
            name=lambda words: words.gettext("Why this price?"),
            act=lambda presenter: presenter.why(),
        ),
    )
