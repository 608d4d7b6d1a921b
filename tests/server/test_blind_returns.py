"""A return without a receipt reaches the server: an index entry, a drawer that it left, and nobody's points."""

from sqlalchemy import select

from app.protocol.messages import Ack
from app.services.blind_outcomes import BlindDone, BlindRequest, BlindWanted
from app.services.return_outcomes import ReturnReason
from app.storage.server.tables import shared
from tests.support.drawers import begin
from tests.support.exchanging import desk_of
from tests.support.joined_centre import Joined
from tests.support.selling import sell
from tests.support.taking_back import manager


def test_the_server_has_it_and_its_cash(joined: Joined) -> None:
    shop = joined.shop
    begin(shop)
    sell(shop, "KOP-001")
    done = desk_of(shop).take_back_blind(
        BlindRequest(
            document_id=shop.chance.new_id(shop.clock.at),
            wanted=(BlindWanted(item=shop.item("KOP-001"), quantity=1_000),),
            reason=ReturnReason.OTHER,
            cashier_id=shop.cashier_id,
            expected=24_000,
            approval=manager(shop),
        )
    )
    assert isinstance(done, BlindDone)
    answer = joined.send()
    assert isinstance(answer, Ack)
    assert answer.exceptions == ()
    documents, moves = shared.documents, shared.drawer_moves
    with joined.centre.database.reading() as connection:
        kind = select(documents.c.kind).where(documents.c.document_id == done.document_id)
        assert connection.execute(kind).scalar_one() == "goods.returned-blind"
        amount = select(moves.c.amount).where(moves.c.document_id == done.document_id)
        assert connection.execute(amount).scalar_one() == -24_000
    assert joined.audit().faults == ()
