"""What a till brought in from an older system reaches the server and the other tills, once."""

from dataclasses import replace
from pathlib import Path

from app.services.importing.fields import FileFormat
from app.services.importing.report import Note, Outcome
from app.storage.terminal.check import check_store
from tests.support.import_files import bring_in, csv_of, member_file, people
from tests.support.joined_centre import Joined
from tests.support.shop import SmallShop
from tests.support.two_tills import exceptions, exchange_of, second_till, settle

COUNT = 30


def everybody(shop: SmallShop) -> list[tuple[str, str, int]]:
    """Name, phone and balance of those whom the import brought, as a till knows them."""
    found = (shop.till.find_members(one.name) for one in people(COUNT))
    return [(view.name, view.phone, view.balance) for (view,) in found]


def test_an_import_reaches_the_server_and_the_other_tills_once(joined: Joined, tmp_path: Path) -> None:
    joined.centre = replace(joined.centre, clock=joined.shop.clock.now)
    data = member_file(FileFormat.LOYVERSE, people(COUNT))
    with joined.shop as first:
        bring_in(first, data)
        settle([exchange_of(first, joined.centre)], first)
        with second_till(joined, tmp_path / "second") as second:
            exchanges = [exchange_of(till, joined.centre) for till in (first, second)]
            settle(exchanges, first)
            expected = [(one.name, f"+62{one.phone}", one.points) for one in people(COUNT)]
            assert [everybody(till) for till in (first, second)] == [expected, expected]
            again = bring_in(second, data)
            assert (again.outcomes[Outcome.SAME], again.outcomes[Outcome.NEW]) == (COUNT, 0)
            assert (again.balances, again.notes[Note.BALANCE_ELSEWHERE]) == (0, COUNT)
            settle(exchanges, first)
            for till in (first, second):
                with till.store.reading() as unit:
                    assert check_store(unit.connection).findings == ()
            assert exceptions(joined) == 0
            assert joined.audit().faults == ()


def test_what_changed_in_the_old_system_reaches_the_other_till(joined: Joined, tmp_path: Path) -> None:
    joined.centre = replace(joined.centre, clock=joined.shop.clock.now)
    heading = ["customer_code", "first_name", "last_name", "mobile", "loyalty_balance"]
    with joined.shop as first:
        bring_in(first, csv_of([heading, ["A-1", "Wati", "S", "081300000001", "10"]]))
        settle([exchange_of(first, joined.centre)], first)
        with second_till(joined, tmp_path / "second") as second:
            exchanges = [exchange_of(till, joined.centre) for till in (first, second)]
            settle(exchanges, first)
            bring_in(first, csv_of([heading, ["A-1", "Wati", "Susanti", "081300000001", "10"]]))
            settle(exchanges, first)
            (view,) = second.till.find_members("081300000001")
            assert (view.name, view.balance) == ("Wati Susanti", 10)


def test_a_balance_that_the_server_does_not_know_yet_lies_over_its_word(joined: Joined) -> None:
    """A page about the member may come between the import and its push."""
    joined.centre = replace(joined.centre, clock=joined.shop.clock.now)
    with joined.shop as first:
        settle([exchange_of(first, joined.centre)], first)
        heading = ["nama", "hp", "poin", "kartu"]
        report = bring_in(first, csv_of([heading, ["Siti Rahayu", "081234567890", "700", first.cards[0]]]))
        settle([exchange_of(first, joined.centre)], first)
        (view,) = first.till.find_members(first.cards[0])
        assert view.balance == 700 * report.balances
        assert joined.audit().faults == ()
