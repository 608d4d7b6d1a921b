"""A till's shifts reach the server whole, and every sale, return and move of them."""

from sqlalchemy import func, select

from app.domain.basket import TenderKind
from app.domain.changes import DrawerKind
from app.protocol.messages import Ack
from app.storage.server.tables import shared
from tests.support.drawers import FLOAT, begin, close, move
from tests.support.joined_centre import Joined
from tests.support.selling import basket_of, pay
from tests.support.server_word import complaints
from tests.support.taking_back import bring_back, manager


def test_a_closed_shift_stands_on_the_server_and_its_moves_add_up_there(joined: Joined) -> None:
    shop = joined.shop
    shift_id = begin(shop)
    pay(shop, basket_of(shop, "KOP-001"), TenderKind.CASH)
    bring_back(shop, pay(shop, basket_of(shop, "KOP-003")), (1, 1), approval=manager(shop))
    move(shop, DrawerKind.PAY_OUT, 4_000)
    close(shop, FLOAT + 20_000)
    answer = joined.send()
    assert isinstance(answer, Ack)
    assert answer.exceptions == ()
    shifts, moves = shared.shifts, shared.drawer_moves
    with joined.centre.database.reading() as connection:
        row = connection.execute(select(shifts)).one()
        sums = select(moves.c.method, func.sum(moves.c.amount)).group_by(moves.c.method)
        drawers = {method: int(amount) for method, amount in connection.execute(sums)}
    assert (row.shift_id, row.number, row.expected, row.counted) == (
        shift_id,
        1,
        FLOAT + 20_000,
        FLOAT + 20_000,
    )
    assert row.terminal_id == joined.till.terminal_id
    assert drawers == {"cash": FLOAT + 20_000, "qris": 0}
    assert joined.audit().faults == ()
    assert complaints(shop) == []
