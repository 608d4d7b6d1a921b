"""A sale as the benchmarks make it: ten lines, a member who redeems points, cash."""

from app.domain.basket import TenderKind
from app.services.commit_sale import Payment
from app.services.open_basket import OpenBasket, asking, with_item, with_member
from app.services.outcomes import SaleDone
from benchmarks.large_till import LargeTill

LINES, ASKED = 10, 100


def ten_lines(large: LargeTill, member_id: bytes) -> tuple[OpenBasket, Payment]:
    """What is to be committed."""
    basket = large.till.open_basket()
    for item in large.items[:LINES]:
        basket = with_item(basket, item)
    with large.store.reading() as unit:
        basket = asking(with_member(basket, unit.members.view(member_id, large.store.clock.now())), ASKED)
    payable = large.till.quoted(basket, TenderKind.CASH).quote.payable
    return basket, Payment(
        kind=TenderKind.CASH, received=payable, expected=payable, cashier_id=large.cashier_id
    )


def commit(large: LargeTill, basket: OpenBasket, payment: Payment) -> None:
    """Sells it; it must go well."""
    done = large.till.commit(basket, payment)
    assert isinstance(done, SaleDone), done
    assert done.points_spent == ASKED


def sell_ten_lines(large: LargeTill, member_id: bytes) -> None:
    """All of it."""
    commit(large, *ten_lines(large, member_id))
