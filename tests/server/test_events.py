"""Who had a place before his shop joined a server still has it, and the server is told who came."""

from dataclasses import replace

from sqlalchemy import func, select

from app.services.check_in_guest import CheckedIn
from app.services.open_basket import with_reward
from app.storage.server.tables import shared
from tests.server.test_restored_till import enrolled
from tests.support.joined_centre import Joined
from tests.support.office import at_rules, opened
from tests.support.selling import basket_of, pay
from tests.support.server_word import complaints
from tests.support.taking_back import void
from tests.support.two_tills import exceptions, exchange_of, settle
from tests.unit.services.test_check_in_guest import TASTING, at_the_door, guests, refused


def test_the_guest_list_outlives_that_the_shop_joins_a_server(joined: Joined) -> None:
    shop = joined.shop
    at_rules(shop, replace(shop.programme, rewards=(TASTING,)))
    for member in range(2):
        opened(shop, 1_000, member)
    first, second = (
        pay(shop, with_reward(basket_of(shop, "KOP-001", member=member), "tasting")) for member in range(2)
    )
    before = guests(shop)
    enrolled(joined)
    assert guests(shop) == before
    assert isinstance(at_the_door(shop, 0), CheckedIn)
    assert refused(shop, 0) == ["no-right"], "only the server could see that no other till gives the place"
    void(shop, second)
    settle([exchange_of(shop, joined.centre)], shop)
    assert [one.place.document_id for one in guests(shop)] == [first.sale_id]
    assert (exceptions(joined), complaints(shop)) == (0, [])
    places, documents = shared.places, shared.documents
    with joined.centre.database.reading() as connection:
        left = connection.execute(select(func.sum(places.c.places))).scalar_one()
        came = select(documents.c.member_id).where(documents.c.kind == "event.checked-in")
        assert (left, connection.execute(came).scalars().all()) == (1, [shop.members[0]])
