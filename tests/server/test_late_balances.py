"""A balance that a till brings in before it is told that its member was merged away is the kept one's."""

from dataclasses import replace
from pathlib import Path

from app.protocol.messages import Ack
from app.services.merge_outcomes import MergeAsked, MergeRequest
from app.services.outcomes import MemberFound
from tests.support.import_files import bring_in, csv_of
from tests.support.joined_centre import Joined
from tests.support.office import office_of
from tests.support.selling import member_at, scan
from tests.support.server_word import complaints
from tests.support.shop import SmallShop
from tests.support.taking_back import manager
from tests.support.two_tills import exceptions, exchange_of, second_till, settle

HEADING = ["customer_code", "first_name", "last_name", "mobile", "loyalty_balance"]


def of_the_old_system(points: str) -> bytes:
    return csv_of([HEADING, ["A-1", "Asep", "Hidayat", "081398765432", points]])


def asked_to_merge(shop: SmallShop, code: str, kept: bytes) -> None:
    found = shop.till.resolve(scan(code))
    assert isinstance(found, MemberFound)
    request = MergeRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        absorbed_id=found.member.member_id,
        kept_id=kept,
        staff_id=shop.manager_id,
        approval=manager(shop),
    )
    assert isinstance(office_of(shop).merge(request), MergeAsked)


def test_a_balance_that_a_till_brings_in_late_is_the_kept_one_s(joined: Joined, tmp_path: Path) -> None:
    first = joined.shop
    joined.centre = replace(joined.centre, clock=first.clock.now)
    settle([exchange_of(first, joined.centre)], first)
    with second_till(joined, tmp_path / "second") as second:
        exchanges = [exchange_of(till, joined.centre) for till in (first, second)]
        settle(exchanges, first)
        bring_in(first, of_the_old_system("0"))
        assert isinstance(joined.send(), Ack)
        settle(exchanges[1:], first)
        asked_to_merge(second, "A-1", first.members[1])
        settle(exchanges[1:], first)
        assert bring_in(first, of_the_old_system("70")).balances == 1
        settle(exchanges, first)
        for till in (first, second):
            assert member_at(till, 1).balance == 70
            found = till.till.resolve(scan("A-1"))
            assert isinstance(found, MemberFound)
            assert found.member.member_id == first.members[1]
            assert complaints(till) == []
        assert exceptions(joined) == 0
        assert joined.audit().faults == ()
