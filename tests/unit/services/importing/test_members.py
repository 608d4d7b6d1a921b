"""Members of an older system in a real store: who is new, who is known, whose points come in, who is left out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.calendar import end_of_day, local_time
from app.domain.ledger import Asset, opening_lot
from app.protocol.facts import BalanceOpened
from app.protocol.record import decode, fact_of
from app.services.importing.fields import FileFormat
from app.services.importing.pace import FIRST_ROWS
from app.services.importing.reasons import Reason, Rejected
from app.services.importing.report import ImportReport, Note, Outcome
from app.services.importing.source import SourceRow
from app.services.member_view import MemberView
from app.services.open_basket import asking, with_member
from app.services.outcomes import ItemFound, MemberFound, ScanUnknown
from app.storage.books import CannotPlace
from app.storage.terminal.check import check_store
from app.storage.terminal.tables import journal, shared
from tests.support.import_files import bring_in, csv_of, member_file, people
from tests.support.selling import basket_of, pay, scan
from tests.support.shop import SmallShop, small_shop

COUNT = 60


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        with shop.store.reading() as unit:
            assert check_store(unit.connection).findings == ()


def records(shop: SmallShop) -> int:
    with shop.store.reading() as unit:
        return len(unit.connection.execute(select(journal.c.seq)).all())


def found(shop: SmallShop, text: str) -> MemberView:
    (view,) = shop.till.find_members(text)
    return view


def outcomes(report: ImportReport) -> tuple[int, int, int, int]:
    return (
        report.outcomes[Outcome.NEW],
        report.outcomes[Outcome.CHANGED],
        report.outcomes[Outcome.SAME],
        report.outcomes[Outcome.REJECTED],
    )


def reasons(shop: SmallShop, *rows: list[str], heading: str = "nama,hp,poin,kartu") -> list[Reason]:
    heard: list[tuple[SourceRow, Rejected]] = []
    bring_in(shop, csv_of([heading.split(","), *rows]), rejects=heard)
    return [rejected.reason for _, rejected in heard]


@pytest.mark.parametrize("file_format", list(FileFormat))
def test_each_program_s_members_come_in_whole_and_once(shop: SmallShop, file_format: FileFormat) -> None:
    everybody = list(people(COUNT))
    data = member_file(file_format, everybody)
    dry = bring_in(shop, data, dry=True)
    assert outcomes(dry) == (COUNT, 0, 0, 0)
    before = records(shop)
    done = bring_in(shop, data)
    assert (done.outcomes, done.points, done.balances) == (dry.outcomes, dry.points, dry.balances)
    assert records(shop) == before + COUNT + done.balances
    one = everybody[7]
    view = found(shop, one.name)
    has_points = file_format is not FileFormat.SQUARE
    assert (view.name, view.balance, view.usable) == (one.name, *(2 * [one.points if has_points else 0]))
    assert view.phone == ("" if file_format is FileFormat.ODOO else f"+62{one.phone}")
    assert done.points == (sum(one.points for one in everybody) if has_points else 0)
    with shop.store.reading() as unit:
        birthday = unit.members.birthday(view.member_id)
    has_birthday = file_format not in (FileFormat.ODOO, FileFormat.LOYVERSE)
    assert birthday == (f"{one.month:02d}-{one.day:02d}" if has_birthday else "")


@pytest.mark.parametrize("file_format", list(FileFormat))
def test_a_second_run_changes_nothing(shop: SmallShop, file_format: FileFormat) -> None:
    data = member_file(file_format, people(COUNT))
    bring_in(shop, data)
    before = records(shop)
    again = bring_in(shop, data)
    assert outcomes(again) == (0, 0, COUNT, 0)
    assert (again.balances, again.suggested, records(shop)) == (0, 0, before)


def test_new_members_ids_rise_through_the_whole_file(shop: SmallShop) -> None:
    """Also from one transaction to the next: nearly every key begins with one."""
    before = records(shop)
    bring_in(shop, member_file(FileFormat.SQUARE, people(FIRST_ROWS + 5)))
    with shop.store.reading() as unit:
        rows = unit.connection.execute(
            select(journal.c.record).where(journal.c.seq > before).order_by(journal.c.seq)
        )
        ids = [decode(record).member_id or b"" for record in rows.scalars()]
    assert len(set(ids)) == FIRST_ROWS + 5
    assert ids == sorted(ids)


def test_many_are_found_whatever_is_in_their_codes_and_names(shop: SmallShop) -> None:
    """They are asked for together, as one text."""
    odd = ['a"b', "c\\d", "e,f", "[1]", "null", "g\u2028h", "\N{GRINNING FACE}", "é", "1e3", "007"]
    data = csv_of([["nama", "kartu", "poin"], *([f"Orang {n}", code, "5"] for n, code in enumerate(odd))])
    assert outcomes(bring_in(shop, data)) == (len(odd), 0, 0, 0)
    assert outcomes(bring_in(shop, data)) == (0, 0, len(odd), 0)


def test_a_dry_run_changes_nothing(shop: SmallShop) -> None:
    before = records(shop)
    bring_in(shop, member_file(FileFormat.LOYVERSE, people(COUNT)), dry=True)
    assert records(shop) == before


def test_points_that_came_along_can_be_spent(shop: SmallShop) -> None:
    bring_in(shop, csv_of([["nama", "hp", "poin"], ["Wati", "081300000001", "1.500"]]))
    view = found(shop, "Wati")
    done = pay(shop, asking(with_member(basket_of(shop, "BIJ-001", member=None), view), 1_500))
    assert done.points_spent == 1_500
    assert found(shop, "Wati").balance == done.points_earned


def test_an_opening_balance_says_where_it_came_from_and_lapses_by_the_programme(shop: SmallShop) -> None:
    bring_in(shop, member_file(FileFormat.LOYVERSE, people(1)))
    with shop.store.reading() as unit:
        (row,) = unit.connection.execute(select(shared.lots)).all()
        (posting,) = unit.connection.execute(select(shared.postings)).all()
    assert local_time(row.expires_at, "Asia/Jakarta").date().isoformat() == "2027-11-22"
    assert (posting.source, posting.target, posting.document_id) == ("opening", "member", row.lot_id)


def test_a_file_s_own_expiry_counts_and_what_had_lapsed_stays_behind(shop: SmallShop) -> None:
    heading = ["code", "partner_id", "points", "program_id", "expiration_date"]
    data = csv_of(
        [heading, ["0441", "Ani", "10.0", "x", "2026-12-31"], ["0442", "Ina", "10.0", "x", "2026-11-21"]]
    )
    report = bring_in(shop, data)
    with shop.store.reading() as unit:
        (lot,) = unit.connection.execute(select(shared.lots)).all()
    assert local_time(lot.expires_at, "Asia/Jakarta").date().isoformat() == "2026-12-31"
    assert lot.expires_at == end_of_day(local_time(lot.expires_at, "Asia/Jakarta").date(), "Asia/Jakarta")
    assert (report.notes[Note.POINTS_LAPSED], report.balances) == (1, 1)


def test_a_fraction_of_a_point_is_rounded_down_and_told(shop: SmallShop) -> None:
    report = bring_in(shop, csv_of([["name", "phone", "points"], ["Wati", "081300000001", "12.9"]]))
    assert (found(shop, "Wati").balance, report.notes[Note.ROUNDED_DOWN]) == (12, 1)


def test_what_changed_in_the_old_system_changes_here_and_empty_cells_say_nothing(shop: SmallShop) -> None:
    heading = ["customer_code", "first_name", "last_name", "mobile", "date_of_birth", "loyalty_balance"]
    bring_in(shop, csv_of([heading, ["A-1", "Wati", "S", "081300000001", "1990-04-21", "10"]]))
    report = bring_in(shop, csv_of([heading, ["A-1", "Wati", "Susanti", "", "", "10"]]))
    assert outcomes(report) == (0, 1, 0, 0)
    view = found(shop, "Wati Susanti")
    with shop.store.reading() as unit:
        assert unit.members.birthday(view.member_id) == "04-21"
    assert (view.phone, view.balance) == ("+6281300000001", 10)


def test_another_balance_of_the_same_person_is_told_and_not_added(shop: SmallShop) -> None:
    bring_in(shop, member_file(FileFormat.LOYVERSE, people(1)))
    heading = ["Customer ID", "Customer name", "Customer code", "Points balance"]
    later = bring_in(shop, csv_of([heading, ["5f1d-00000000", "", "KS0000000", "9999"]]))
    assert (outcomes(later), later.notes[Note.BALANCE_DIFFERS]) == ((0, 0, 1, 0), 1)


def test_a_card_of_a_member_who_was_enrolled_here_is_that_member(shop: SmallShop) -> None:
    report = bring_in(
        shop,
        csv_of([["nama", "hp", "poin", "kartu"], ["Siti Rahayu", "0812-3456-7890", "700", shop.cards[0]]]),
    )
    assert outcomes(report) == (0, 1, 0, 0)
    assert found(shop, shop.cards[0]).balance == 700


def test_a_shared_phone_is_a_suggestion_and_never_a_merge(shop: SmallShop) -> None:
    rows = [
        ["Ani", "0813 1", "5", "A1"],
        ["Wati", "081300000001", "5", "A2"],
        ["Susi", "+6281300000001", "7", "A3"],
    ]
    rows[0][1] = "081234567890"
    report = bring_in(shop, csv_of([["nama", "hp", "poin", "kartu"], *rows]))
    assert outcomes(report) == (3, 0, 0, 0)
    told = [(one.name, one.other_name, one.other_line) for one in report.suggestions]
    assert told == [("Ani", "Siti Rahayu", 0), ("Susi", "Wati", 3)]
    assert len(shop.till.find_members("081300000001")) == 2


def test_a_phone_alone_names_nobody(shop: SmallShop) -> None:
    """The names tell two of a family apart, also in the second run."""
    data = csv_of([["nama", "hp", "poin"], ["Wati", "081300000001", "5"], ["Susi", "081300000001", "7"]])
    assert outcomes(bring_in(shop, data)) == (2, 0, 0, 0)
    assert outcomes(bring_in(shop, data)) == (0, 0, 2, 0)


def test_no_phone_can_be_guessed_from_a_record(shop: SmallShop) -> None:
    bring_in(shop, csv_of([["nama", "hp", "poin"], ["Wati", "081300000001", "5"]]))
    with shop.store.reading() as unit:
        kept = [row.record for row in unit.connection.execute(select(journal.c.record))]
    assert not [record for record in kept if b"81300000001" in record or b"Wati" in record]
    with shop.store.reading() as unit:
        (row,) = unit.connection.execute(select(shared.lots)).all()
    assert row.asset == Asset.POINTS.value


def test_rows_that_are_wrong_say_why(shop: SmallShop) -> None:
    assert reasons(
        shop,
        ["Ani", "0812", "", ""],
        ["Ani", "081300000002", "banyak", ""],
        ["Ani", "081300000002", "-5", ""],
        ["Ani", "", "5", ""],
        ["x" * 200, "081300000002", "", ""],
        ["Ani", "081300000002", "", "", "more"],
        ["Wati", "081300000003", "", "K1"],
        ["Susi", "081300000004", "", "K1"],
        ["Orang Lain", "081300000005", "", shop.cards[0]],
    ) == [
        Reason.BAD_PHONE,
        Reason.BAD_POINTS,
        Reason.NEGATIVE_POINTS,
        Reason.NO_IDENTITY,
        Reason.TOO_LONG,
        Reason.TOO_MANY_CELLS,
        Reason.REPEATED,
        Reason.CARD_TAKEN,
    ]


def test_tiers_are_named_by_id_or_name(shop: SmallShop) -> None:
    heading = "nama,hp,tingkat"
    rows = (
        ["A", "081300000001", "SILVER"],
        ["B", "081300000002", "sahabat"],
        ["C", "081300000003", "Platinum"],
    )
    assert reasons(shop, *rows, heading=heading) == [Reason.UNKNOWN_TIER]
    assert [found(shop, name).tier_id for name in ("081300000001", "081300000002")] == ["silver", "silver"]


def test_a_tier_that_is_brought_in_counts_from_the_day_where_the_shop_is(shop: SmallShop) -> None:
    """At 3 in the morning of the 23rd in Jakarta it is still the 22nd in Greenwich."""
    shop.clock.at += 15 * 3_600_000
    assert reasons(shop, ["A", "081300000001", "silver"], heading="nama,hp,tingkat") == []
    with shop.store.reading() as unit:
        holder = unit.due.tier_holder(found(shop, "081300000001").member_id)
    assert holder is not None
    assert (holder.tier_id, holder.since) == ("silver", "2026-11-23")


def test_a_card_that_was_switched_off_stays_behind(shop: SmallShop) -> None:
    heading = "code,partner_id,points,program_id,active"
    assert reasons(shop, ["0441", "Ani", "1", "x", "False"], heading=heading) == [Reason.INACTIVE]


def test_bad_days_say_so(shop: SmallShop) -> None:
    heading = "nama,hp,tgl lahir,tanggal daftar"
    rows = (["A", "081300000001", "31/02/1990", ""], ["B", "081300000002", "", "kemarin"])
    assert reasons(shop, *rows, heading=heading) == [Reason.BAD_BIRTHDAY, Reason.BAD_DATE]


def test_a_member_is_so_since_the_file_s_day_and_never_in_the_future(shop: SmallShop) -> None:
    heading = ["nama", "hp", "tanggal daftar"]
    bring_in(
        shop, csv_of([heading, ["A", "081300000001", "05/03/2024"], ["B", "081300000002", "05/03/2031"]])
    )
    days = [found(shop, phone).joined_on.isoformat() for phone in ("081300000001", "081300000002")]
    assert days == ["2024-03-05", "2026-11-22"]


def opened_balances(shop: SmallShop) -> list[BalanceOpened]:
    with shop.store.reading() as unit:
        return [
            fact
            for row in unit.connection.execute(select(journal.c.record))
            if isinstance(fact := _fact(row.record), BalanceOpened)
        ]


@pytest.mark.parametrize(
    ("file_format", "source", "reference"),
    [
        (FileFormat.LOYVERSE, "loyverse", "loyverse:5f1d-00000000"),
        (FileFormat.ODOO, "odoo", "odoo:loyalty_card_0"),
    ],
)
def test_an_opening_balance_s_record_names_the_older_system_and_its_number(
    shop: SmallShop, file_format: FileFormat, source: str, reference: str
) -> None:
    bring_in(shop, member_file(file_format, people(1)))
    (opened,) = opened_balances(shop)
    assert (opened.source, opened.reference) == (source, reference)
    assert opened.lot.lot_id == opening_lot(source, reference)


def test_a_balance_opened_twice_is_not_placed(shop: SmallShop) -> None:
    """Two tills may have brought in one file before they met: the second is told, and adds nothing."""
    bring_in(shop, member_file(FileFormat.LOYVERSE, people(1)))
    (opened,) = opened_balances(shop)
    with pytest.raises(CannotPlace, match="already-opened"), shop.store.writing() as unit:
        unit.journal.append(opened, member_id=opened.member_id)


def _fact(record: bytes) -> object:
    return fact_of(decode(record))


def test_the_report_counts_rows_of_every_outcome(shop: SmallShop) -> None:
    data = csv_of([["nama", "hp"], ["Wati", "081300000001"], ["Ani", "x"]])
    report = bring_in(shop, data)
    assert (report.rows, outcomes(report)) == (2, (1, 0, 0, 1))


def test_an_older_card_is_scanned_like_one_of_ours(shop: SmallShop) -> None:
    """Odoo's are EAN-13; what is in the catalogue stays an item."""
    bring_in(shop, member_file(FileFormat.ODOO, people(1)))
    assert isinstance(shop.till.resolve(scan("044000000000")), MemberFound)
    assert isinstance(shop.till.resolve(scan(shop.items[0].gtin)), ItemFound)
    assert isinstance(shop.till.resolve(scan("odoo:nobody")), ScanUnknown)
