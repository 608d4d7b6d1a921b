"""What the checkout can do besides its toolbar: one list for the menu."""

from collections.abc import Callable
from dataclasses import dataclass

from app.services.basket_asks import BasketAsks
from app.ui.checkout.presenter import CheckoutPresenter
from app.ui.navigation import Place
from app.words.translate import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuEntry:
    """icon: a Lucide name. key: the key that does the same; empty: none has it. offered: by what the rules ask."""

    icon: str
    key: str
    name: Callable[[Words], str]
    act: Callable[[CheckoutPresenter], None]
    offered: Callable[[BasketAsks], bool] = lambda _asks: True


def menu_entries() -> tuple[MenuEntry, ...]:
    """In the order in which they show, the most used first; what isn't always offered comes last."""
    return (*_about_people(), *_about_the_basket(), *_about_the_day(), *_asked_for())


def _about_people() -> tuple[MenuEntry, ...]:
    """Who buys, and what he gets."""
    return (
        MenuEntry(
            icon="user-round-plus",
            key="F3",
            name=lambda words: words.gettext("New member"),
            act=lambda presenter: presenter.enrol.open(),
        ),
        MenuEntry(
            icon="user-round",
            key="Ctrl+I",
            name=lambda words: words.gettext("About the member"),
            act=lambda presenter: presenter.about.open(),
        ),
        MenuEntry(
            icon="id-card",
            key="Ctrl+K",
            name=lambda words: words.gettext("Member’s cards"),
            act=lambda presenter: presenter.cards.open_of_basket(),
        ),
        MenuEntry(
            icon="key-round",
            key="Ctrl+P",
            name=lambda words: words.gettext("Member’s PIN"),
            act=lambda presenter: presenter.pin.open(),
        ),
        MenuEntry(
            icon="tag",
            key="F5",
            name=lambda words: words.gettext("Offers"),
            act=lambda presenter: presenter.offers.open(),
        ),
    )


def _about_the_basket() -> tuple[MenuEntry, ...]:
    """What is done with it besides selling it."""
    return (
        MenuEntry(
            icon="pause",
            key="F8",
            name=lambda words: words.gettext("Hold basket"),
            act=lambda presenter: presenter.aside.hold.open(),
        ),
        MenuEntry(
            icon="play",
            key="F8",
            name=lambda words: words.gettext("Held baskets"),
            act=lambda presenter: presenter.aside.hold.show_list(),
        ),
        MenuEntry(
            icon="tag",
            key="F11",
            name=lambda words: words.gettext("Price by hand"),
            act=lambda presenter: presenter.aside.by_hand.open(),
        ),
        MenuEntry(
            icon="split",
            key="Ctrl+B",
            name=lambda words: words.gettext("Split the bill"),
            act=lambda presenter: presenter.aside.split.open(),
        ),
        MenuEntry(
            icon="ban",
            key="F9",
            name=lambda words: words.gettext("Give up the basket"),
            act=lambda presenter: presenter.aside.give_up.open(),
        ),
    )


def _about_the_day() -> tuple[MenuEntry, ...]:
    """What was sold before, and what it came to."""
    return (
        MenuEntry(
            icon="receipt-text",
            key="Ctrl+F",
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
            icon="clock",
            key="Ctrl+D",
            name=lambda words: words.gettext("Shift and drawer"),
            act=lambda presenter: presenter.go(Place.SHIFT),
        ),
        MenuEntry(
            icon="cable",
            key="Ctrl+G",
            name=lambda words: words.gettext("Devices"),
            act=lambda presenter: presenter.go(Place.DEVICES),
        ),
        MenuEntry(
            icon="circle-question-mark",
            key="",
            name=lambda words: words.gettext("Why this price?"),
            act=lambda presenter: presenter.why(),
        ),
    )


def _asked_for() -> tuple[MenuEntry, ...]:
    """What rules may want to be told."""
    return (
        MenuEntry(
            icon="ticket",
            key="Ctrl+T",
            name=lambda words: words.gettext("Coupon code"),
            act=lambda presenter: presenter.aside.coupon.open(),
            offered=lambda asks: bool(asks.coupons),
        ),
        MenuEntry(
            icon="store",
            key="",
            name=lambda words: words.gettext("Way of buying"),
            act=lambda presenter: presenter.aside.channel.open(),
            offered=lambda asks: bool(asks.channels),
        ),
    )
