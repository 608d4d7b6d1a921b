"""What the server says of a thing replaces what the till has of it; sales that it doesn't know yet lie over it."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select, update

from app.protocol.changes import (
    CardState,
    ItemState,
    MemberState,
    ProgrammeState,
    StaffState,
    StoreState,
    TierDay,
)
from app.protocol.messages import Change
from app.protocol.plain import MALFORMED, unpack
from app.protocol.terminal_sync import SyncState
from app.services.found_shop import pin_hasher
from app.services.front import LoggedIn, Role
from app.services.outcomes import CardBlocked, MemberFound, ScanUnknown
from app.storage.shop_rows import put_holder
from app.storage.terminal.sync import SqlSyncStore
from app.storage.terminal.tables import metadata, shared, unknown_changes
from tests.support.selling import basket_of, member_at, pay, scan, sell
from tests.support.server_word import (
    apply,
    change,
    complaints,
    lot,
    member_state,
    page,
    place_now,
    with_lot,
    with_points,
)
from tests.support.shop import NOON, SmallShop, small_shop

SALES = (("BIJ-001",), ("KOP-003", "KUE-001"), ("BIJ-001", "ROT-001"), ("KOP-001",))
"""The second and fourth redeem what they can; the third reaches Silver."""


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop


def everything(shop: SmallShop) -> dict[str, list[tuple[object, ...]]]:
    """All rows of all tables, but where the sync stands."""
    tables = [table for table in metadata.sorted_tables if table.name != "sync_state"]
    with shop.store.reading() as unit:
        return {
            table.name: sorted((tuple(row) for row in unit.connection.execute(select(table))), key=repr)
            for table in tables
        }


def held(shop: SmallShop) -> list[tuple[bytes, int]]:
    """What the till may spend of the first member's lots."""
    with shop.store.reading() as unit:
        return sorted((each.lot_id, each.remaining) for each in unit.members.held_lots(shop.members[0], NOON))


@pytest.mark.parametrize("known", range(len(SALES) + 1))
def test_a_true_word_of_any_moment_changes_nothing_however_many_sales_it_lacks(
    shop: SmallShop, known: int
) -> None:
    for skus in SALES[:known]:
        sell(shop, *skus, points=10_000)
    said, included = member_state(shop), place_now(shop)
    for skus in SALES[known:]:
        sell(shop, *skus, points=10_000)
    sell(shop, "BIJ-001", member=1)
    view, lots = member_at(shop), held(shop)
    apply(shop, change("member", said), included=included)
    assert replace(member_at(shop), as_of=None) == view
    assert held(shop) == lots
    assert member_at(shop).as_of == NOON
    assert member_at(shop, 1).balance == 334
    sell(shop, "KOP-003", points=10_000)
    assert complaints(shop) == []


def test_the_same_page_again_changes_nothing(shop: SmallShop) -> None:
    sell(shop, "BIJ-001")
    said, included = with_lot(member_state(shop), lot(b"elsewhere", 500)), place_now(shop)
    sell(shop, "KOP-003", "KUE-001", points=300)
    changes = (change("member", said), change("item", ItemState(item=replace(shop.items[0], price=25_000))))
    apply(shop, *changes, included=included)
    once = everything(shop)
    apply(shop, *changes, included=included)
    assert everything(shop) == once


def test_a_later_word_takes_the_place_of_an_earlier_one(shop: SmallShop) -> None:
    sell(shop, "BIJ-001")
    apply(shop, change("member", member_state(shop)))
    sell(shop, "KOP-003", "KUE-001", points=300)
    apply(shop, change("member", with_lot(member_state(shop), lot(b"elsewhere", 40), right=40)), cursor=2)
    assert (member_at(shop).balance, member_at(shop).usable) == (34 + 66 + 40, 34 + 66 + 40)


def test_points_from_elsewhere_count_but_only_those_set_aside_here_can_be_spent(shop: SmallShop) -> None:
    sell(shop, "BIJ-001")
    said = with_lot(member_state(shop), lot(b"elsewhere", 500, earned_at=0), right=166)
    apply(shop, change("member", said))
    view = member_at(shop)
    assert (view.balance, view.usable) == (834, 500)
    done = sell(shop, "BIJ-001", points=10_000)
    assert done.points_spent == 500
    view = member_at(shop)
    assert (view.balance, view.usable) == (834 - 500 + 329, 329)
    assert complaints(shop) == []


def test_what_another_till_may_spend_cannot_be_spent_here(shop: SmallShop) -> None:
    sell(shop, "BIJ-001")
    with shop.store.writing() as unit:
        merchant, other = unit.identity().merchant_id, b"another till...."
        put_holder(unit.connection, shared, merchant, other, "BDG2")
        unit.connection.execute(update(shared.rights).values(holder_id=other))
    assert (member_at(shop).balance, member_at(shop).usable, held(shop)) == (334, 0, [])
    assert sell(shop, "BIJ-001", points=300).points_spent == 0


def test_points_that_were_spent_elsewhere_are_gone_here(shop: SmallShop) -> None:
    sell(shop, "BIJ-001")
    said = member_state(shop)
    book = said.book("points")
    spent = with_points(
        said,
        replace(
            book,
            balance=100,
            lots=(replace(book.lots[0], remaining=100),),
            rights=(replace(book.rights[0], amount=100),),
        ),
    )
    apply(shop, change("member", spent))
    assert (member_at(shop).balance, member_at(shop).usable) == (100, 100)


def test_a_tier_that_was_reached_elsewhere_survives_a_sale_that_did_not_know_of_it(shop: SmallShop) -> None:
    said, included = member_state(shop), place_now(shop)
    sell(shop, "KOP-001")
    reached = replace(said, tier_id="silver", tier_days=(TierDay(business_day="2026-11-20", amount=600_000),))
    apply(shop, change("member", reached), included=included)
    assert (member_at(shop).tier_id, member_at(shop).tier_metric) == ("silver", 624_000)


def test_a_tier_that_was_reached_here_survives_a_word_that_does_not_know_of_it(shop: SmallShop) -> None:
    said, included = member_state(shop), place_now(shop)
    sell(shop, "BIJ-001", "BIJ-001")
    assert member_at(shop).tier_id == "silver"
    apply(shop, change("member", said), included=included)
    assert (member_at(shop).tier_id, member_at(shop).tier_metric) == ("silver", 668_000)


def test_no_sale_demotes_anybody_whatever_the_figure(shop: SmallShop) -> None:
    apply(shop, change("member", replace(member_state(shop), tier_id="silver")))
    done = sell(shop, "KOP-001")
    assert (done.payable, done.points_earned) == (22_800, 28)
    assert (done.tier_before, done.tier_after, member_at(shop).tier_id) == ("silver", "silver", "silver")


def test_days_that_left_the_tier_s_window_no_longer_count(shop: SmallShop) -> None:
    said = member_state(shop)
    days = (
        TierDay(business_day="2025-11-22", amount=1_000_000),
        TierDay(business_day="2025-11-23", amount=300_000),
        TierDay(business_day="2026-11-22", amount=50_000),
    )
    apply(shop, change("member", replace(said, tier_days=days)))
    assert member_at(shop).tier_metric == 350_000


def test_a_blocked_card_names_nobody_and_its_replacement_does(shop: SmallShop) -> None:
    said, old, new = member_state(shop), shop.cards[0], shop.cards[1]
    cards = (CardState(code=old, blocked=True), CardState(code="NEW", blocked=False))
    apply(shop, change("member", replace(said, cards=cards)))
    assert shop.till.resolve(scan(old)) == CardBlocked(code=old)
    assert isinstance(shop.till.resolve(scan(new)), MemberFound)
    with shop.store.reading() as unit:
        view = unit.members.view(shop.members[0], NOON)
    assert view is not None
    assert view.card == "NEW"


def test_a_card_that_was_taken_away_is_unknown(shop: SmallShop) -> None:
    apply(shop, change("member", replace(member_state(shop), cards=())))
    assert shop.till.resolve(scan(shop.cards[0])) == ScanUnknown(text=shop.cards[0], looks_like="card")


def test_a_member_of_another_till_is_found_earns_and_redeems(shop: SmallShop) -> None:
    code = "0000000000000000" + "1"
    member_id = b"from elsewhere.."
    new = with_lot(
        MemberState(
            member_id=member_id,
            tier_id="basic",
            joined_at=NOON,
            cards=(CardState(code=shop.cards[2], blocked=False),),
            books=(),
            tier_days=(),
        ),
        lot(b"elsewhere", 300),
        right=300,
    )
    emptied = change("member", replace(member_state(shop, 2), cards=(CardState(code=code, blocked=True),)))
    personal = {"name": "Rina Wati", "phone": "+6281100001111", "birthday": "01-02"}
    apply(shop, emptied, change("member", new, personal, member_id))
    (found,) = shop.till.find_members("1111")
    assert (found.name, found.usable) == ("Rina Wati", 300)
    done = pay(shop, basket_of(shop, "BIJ-001", member=2, points=300))
    assert (done.points_spent, done.points_earned) == (300, 331)
    assert complaints(shop) == []


def test_a_member_s_new_name_is_searched_and_without_a_side_car_the_old_one_stays(shop: SmallShop) -> None:
    said = member_state(shop)
    personal = {"name": "Siti Aminah", "phone": "+6281234567890", "birthday": "04-21"}
    apply(shop, change("member", said, personal, said.member_id))
    assert [view.name for view in shop.till.find_members("siti")] == ["Siti Aminah"]
    apply(shop, change("member", said), cursor=2)
    assert [view.name for view in shop.till.find_members("siti")] == ["Siti Aminah"]


def test_items_are_changed_and_added_and_an_open_basket_keeps_its_price(shop: SmallShop) -> None:
    basket = basket_of(shop, "KOP-001", member=None)
    dearer = replace(shop.item("KOP-001"), price=26_000)
    added = replace(shop.item("KOP-001"), sku="KOP-009", gtin="8999998999996", name="Kopi Tubruk")
    apply(shop, change("item", ItemState(item=dearer)), change("item", ItemState(item=added)))
    assert shop.till.search_items("kopi tubruk") == (added,)
    assert shop.till.search_items("KOP-001") == (dearer,)
    assert pay(shop, basket).payable == 24_000


def test_a_new_revision_counts_for_the_next_basket(shop: SmallShop) -> None:
    basket = basket_of(shop, "KOP-001")
    points = replace(shop.programme.points, rupiah_per_point=500)
    second = replace(shop.programme, revision=2, points=points)
    apply(shop, change("programme", ProgrammeState(programme=second, based_on=1, published_at=NOON)))
    assert shop.till.programme() == second
    assert pay(shop, basket).points_earned == 24
    assert sell(shop, "KOP-001").points_earned == 48


def test_staff_come_with_their_pin_and_a_new_role_alone_keeps_it(shop: SmallShop) -> None:
    staff_id = b"staff elsewhere."
    personal = {"name": "Dedi", "pin_hash": pin_hasher().hash("246810")}
    state = StaffState(staff_id=staff_id, role="cashier")
    apply(shop, change("staff", state, personal, staff_id))
    assert isinstance(shop.till.log_in(staff_id, "246810"), LoggedIn)
    apply(shop, change("staff", replace(state, role="manager")), cursor=2)
    answer = shop.till.log_in(staff_id, "246810")
    assert isinstance(answer, LoggedIn)
    assert (answer.staff.name, answer.staff.role) == ("Dedi", Role.MANAGER)


def test_the_store_s_new_hours_and_name_count_at_once(shop: SmallShop) -> None:
    with shop.store.reading() as unit:
        store = unit.identity().store
    moved = replace(store, name="Kopi Setia Dago", cut_over_hour=13)
    apply(shop, change("store", StoreState(store=moved)))
    assert shop.till.front().shop_name == "Kopi Setia Dago"
    assert sell(shop, "KOP-001").receipt_number == "BDG1-261121-0001"


def test_a_change_of_an_unknown_kind_is_kept_whole_and_the_rest_of_the_page_counts(shop: SmallShop) -> None:
    unknown = Change(kind="voucher", key=b"V-1", body={"uses": 3, "inner": [b"x", None]}, sidecar=None)
    apply(shop, unknown, change("item", ItemState(item=replace(shop.items[0], price=1))), cursor=7)
    with shop.store.reading() as unit:
        kept = unit.connection.execute(select(unknown_changes)).all()
        assert [(row.kind, row.change_key, unpack(Change, row.body)) for row in kept] == [
            ("voucher", b"V-1", unknown)
        ]
    assert shop.till.search_items(shop.items[0].sku)[0].price == 1
    assert SqlSyncStore(shop.store).state().cursor == 7


def test_a_page_that_cannot_be_read_leaves_nothing_and_does_not_move_the_cursor(shop: SmallShop) -> None:
    apply(shop, cursor=3)
    before = everything(shop)
    good = change("item", ItemState(item=replace(shop.items[0], price=1)))
    bad = Change(kind="member", key=b"", body={"member_id": "text"}, sidecar=None)
    sync = SqlSyncStore(shop.store)
    with pytest.raises(MALFORMED):
        sync.apply_page(page(good, bad, included=(1, 1), cursor=4), SyncState(cursor=4))
    assert everything(shop) == before
    assert sync.state().cursor == 3


def test_a_redemption_pays_with_points_as_the_new_revision_values_them(shop: SmallShop) -> None:
    sell(shop, "BIJ-001")
    apply(shop, change("member", member_state(shop)))
    points = replace(shop.programme.points, value=20, redeem_percent=Decimal(100))
    second = replace(shop.programme, revision=2, points=points)
    apply(
        shop, change("programme", ProgrammeState(programme=second, based_on=1, published_at=NOON)), cursor=2
    )
    done = sell(shop, "KOP-003", points=300)
    assert (done.points_spent, done.payable) == (300, 29_000)
    assert complaints(shop) == []
