"""An exchange reaches the server as one record; another till sees the points, and the new sale comes back as any."""

from contextlib import closing
from pathlib import Path

from sqlalchemy import select

from app.storage.server.tables import shared
from tests.support.exchanging import exchange
from tests.support.joined_centre import Joined
from tests.support.selling import basket_of, member_at, sell
from tests.support.server_word import complaints
from tests.support.taking_back import bring_back, manager
from tests.support.two_tills import exceptions, exchange_of, second_till, server_balance, settle


def test_another_till_sees_the_member_after_both(joined: Joined, tmp_path: Path) -> None:
    shop = joined.shop
    shop.store.set_server("http://127.0.0.1", joined.centre.public_key)
    settle([exchange_of(shop, joined.centre)], shop)
    second = second_till(joined, tmp_path / "second")
    with closing(second.store):
        exchanges = [exchange_of(till, joined.centre) for till in (shop, second)]
        first = sell(shop, "BIJ-001")
        spent = sell(shop, "KOP-003", points=300)
        done = exchange(shop, spent, basket_of(shop, "KUE-001", points=300))
        settle(exchanges, shop)
        assert exceptions(joined) == 0
        balance = first.points_earned - 300 + done.sale.points_earned
        assert server_balance(joined, 0) == balance
        assert [member_at(till).balance for till in (shop, second)] == [balance, balance]
        bring_back(shop, done.sale, (1, 1), approval=manager(shop))
        settle(exchanges, shop)
        assert server_balance(joined, 0) == first.points_earned == member_at(second).balance
        assert exceptions(joined) == 0
        assert joined.audit().faults == ()
        assert complaints(shop) == complaints(second) == []
    with joined.centre.database.reading() as connection:
        kinds = connection.execute(select(shared.documents.c.kind)).scalars().all()
        returns = connection.execute(select(shared.returns.c.sale_id)).scalars().all()
    assert kinds == ["exchange.committed"]
    assert set(returns) == {spent.sale_id, done.sale.sale_id}
