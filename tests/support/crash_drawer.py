"""The part of the story about the till's drawer: a shift from its float to its Z report."""

from app.domain.basket import TenderKind
from app.domain.changes import DrawerKind
from tests.support.crash_shop import Story
from tests.support.drawers import FLOAT, begin, close, drawer_of, move
from tests.support.selling import basket_of, pay


def shift_opened(story: Story) -> None:
    """With a float."""
    begin(story.shop)


def cash_moved(story: Story) -> None:
    """In and out; each slip is in the spool."""
    move(story.shop, DrawerKind.PAY_IN, 50_000)
    move(story.shop, DrawerKind.PAY_OUT, 20_000)


def sale_in_a_shift(story: Story) -> None:
    """Its cash goes into the drawer."""
    pay(story.shop, basket_of(story.shop, "KOP-001", member=None), TenderKind.CASH)


def report_printed(story: Story) -> None:
    """No document, but a print job: the X report."""
    assert drawer_of(story.shop).print_report() is not None


def baskets_discarded(story: Story) -> None:
    """No shift ends while a basket is open."""
    till = story.shop.till
    while (basket := till.unfinished()) is not None:
        till.discard(basket.sale_id)


def shift_closed(story: Story) -> None:
    """Counted blindly, so there is a difference."""
    close(story.shop, FLOAT)
