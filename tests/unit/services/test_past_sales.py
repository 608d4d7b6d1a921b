"""A past sale is found by its receipt or in the list of the day, and tells what is left of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.returns import LineBack
from app.services.move_outcomes import MoveDone, MoveRequest
from app.services.outcomes import ReceiptFound, ScanUnknown
from app.services.past_sales import PAGE, PastSale, Standing
from app.services.past_sales_port import PrintState
from app.services.return_outcomes import ReturnProblem
from tests.support.exchanging import desk_of, exchange
from tests.support.office import office_of
from tests.support.selling import basket_of, scan, sell
from tests.support.shop import PEOPLE, SmallShop, small_shop
from tests.support.taking_back import bring_back, void

_DAY = 86_400_000


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop


def look(shop: SmallShop, sale_id: bytes) -> PastSale:
    found = desk_of(shop).look_at_sale(sale_id)
    assert found is not None
    return found


def test_the_list_has_today_s_sales_with_the_newest_first(shop: SmallShop) -> None:
    sell(shop, "KUE-001", member=None)
    shop.clock.at += _DAY
    first = sell(shop, "KOP-001")
    shop.clock.at += 90_000
    second = sell(shop, "KOP-002", "KOP-002", member=None)
    page = desk_of(shop).newest_sales(0)
    assert [row.receipt_number for row in page.rows] == [second.receipt_number, first.receipt_number]
    assert [(f"{row.at:%H:%M}", row.total, row.name) for row in page.rows] == [
        ("12:01", 44_000, ""),
        ("12:00", 24_000, PEOPLE[0][0]),
    ]
    assert not page.more


def test_the_list_goes_on_page_by_page_and_misses_no_sale(shop: SmallShop) -> None:
    numbers = [sell(shop, "KOP-001", member=None).receipt_number for _ in range(PAGE + 2)]
    pages = [desk_of(shop).newest_sales(page) for page in range(3)]
    assert [len(page.rows) for page in pages] == [PAGE, 2, 0]
    assert [page.more for page in pages] == [True, False, False]
    assert [row.receipt_number for page in pages for row in page.rows] == numbers[::-1]


def test_a_number_is_found_as_a_person_types_it(shop: SmallShop) -> None:
    done = sell(shop, "KOP-001")
    shop.clock.at += 1
    sell(shop, "KOP-002")
    desk, number = desk_of(shop), done.receipt_number
    for typed in (number, number.lower(), f" {number} ", f"SETIA:R/{number}", "1", "0001"):
        found = desk.find_receipt(typed)
        assert found is not None, typed
        assert found.sale.sale_id == done.sale_id
    for typed in ("", "9", "12345", "BDG1-261122-0009"):
        assert desk.find_receipt(typed) is None


def test_the_receipt_of_a_return_leads_to_its_sale(shop: SmallShop) -> None:
    done = sell(shop, "KOP-001", "KUE-001")
    back = bring_back(shop, done, (1, 1))
    found = desk_of(shop).find_receipt(back.receipt_number)
    assert found is not None
    assert found.sale.sale_id == done.sale_id


def test_a_scanned_receipt_names_its_sale_and_an_unknown_one_says_so(shop: SmallShop) -> None:
    done = sell(shop, "KOP-001")
    known = shop.till.resolve(scan(f"SETIA:R/{done.receipt_number}"))
    assert known == ReceiptFound(sale_id=done.sale_id, number=done.receipt_number)
    unknown = shop.till.resolve(scan("setia:r/bdg9-261122-0001"))
    assert unknown == ScanUnknown(text="BDG9-261122-0001", looks_like="receipt")


def test_a_sale_tells_what_came_back_and_what_still_can(shop: SmallShop) -> None:
    done = sell(shop, "KOP-001", "KOP-001", "KUE-001")
    whole = look(shop, done.sale_id)
    assert (whole.standing, whole.came, whole.refunded) == (Standing.KEPT, (), 0)
    assert whole.left == (LineBack(number=1, quantity=2_000), LineBack(number=2, quantity=1_000))
    bring_back(shop, done, (1, 1))
    part = look(shop, done.sale_id)
    assert (part.standing, part.refunded) == (Standing.PARTLY_BACK, 24_000)
    assert part.came == (LineBack(number=1, quantity=1_000),)
    assert part.left == (LineBack(number=1, quantity=1_000), LineBack(number=2, quantity=1_000))
    bring_back(shop, done, (1, 1), (2, 1))
    assert look(shop, done.sale_id).standing is Standing.ALL_BACK


def test_a_voided_sale_is_marked_in_the_list_too(shop: SmallShop) -> None:
    done = sell(shop, "KOP-001")
    void(shop, done)
    assert look(shop, done.sale_id).standing is Standing.VOIDED
    assert [row.standing for row in desk_of(shop).newest_sales(0).rows] == [Standing.VOIDED]


def test_only_today_s_sale_can_be_voided(shop: SmallShop) -> None:
    done = sell(shop, "KOP-001")
    assert look(shop, done.sale_id).cannot_void is None
    shop.clock.at += _DAY
    assert look(shop, done.sale_id).cannot_void is ReturnProblem.OTHER_DAY


def test_a_claimed_sale_shows_who_has_it_now(shop: SmallShop) -> None:
    done, office = sell(shop, "KOP-001", member=None), office_of(shop)
    assert look(shop, done.sale_id).member is None
    request = MoveRequest(
        document_id=office.new_id(),
        sale_id=done.sale_id,
        member_id=shop.members[1],
        staff_id=shop.cashier_id,
    )
    assert isinstance(office.claim(request), MoveDone)
    member = look(shop, done.sale_id).member
    assert member is not None
    assert (member.name, member.balance) == (PEOPLE[1][0], 24)
    assert [row.phone for row in desk_of(shop).newest_sales(0).rows] == [PEOPLE[1][1]]


def test_the_sale_of_an_exchange_is_a_past_sale_as_any_other(shop: SmallShop) -> None:
    first = sell(shop, "KOP-001", member=None)
    done = exchange(shop, first, basket_of(shop, "KUE-001", member=None))
    rows = desk_of(shop).newest_sales(0).rows
    assert [(row.receipt_number, row.total) for row in rows] == [
        (done.sale.receipt_number, 34_500),
        (first.receipt_number, 24_000),
    ]


def test_a_receipt_says_how_its_paper_is(shop: SmallShop) -> None:
    done, desk = sell(shop, "KOP-001"), desk_of(shop)
    assert desk.print_state(done.sale_id) is PrintState.QUEUED
    with shop.store.writing() as unit:
        job = unit.spool.take()
        assert job is not None
        unit.spool.settle(job.job_id, "confirmed", None)
    assert look(shop, done.sale_id).printed is PrintState.CONFIRMED
    shop.till.reprint(done.sale_id)
    assert desk.print_state(done.sale_id) is PrintState.QUEUED
    assert desk.print_state(b"never sold") is PrintState.NONE


def test_a_blank_basket_is_of_today_s_programme_and_left_nowhere(shop: SmallShop) -> None:
    basket = desk_of(shop).blank_basket()
    assert (basket.revision, basket.opened_at, basket.lines) == (1, shop.clock.at, ())
    assert shop.till.unfinished() is None
