"""What a server tells: everything once, as it is now, with what it already has of the one who asks."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.protocol.changes import STATE_KINDS, ItemState, MemberState, ProgrammeState, StaffState, StoreState
from app.protocol.messages import Change, Enrolled, Page, Problem, signed_page
from app.protocol.plain import from_plain
from app.protocol.sidecar import unseal
from app.server import changes
from app.server.centre import is_signed_by
from app.server.changes import pull
from app.server.enrolment import enrol
from tests.support.joined_centre import Joined, code_of
from tests.support.joined_till import JoinedTill, enrol_message, sell, shop_store


def second_till(joined: Joined) -> JoinedTill:
    key = Ed25519PrivateKey.generate()
    answer = enrol(joined.centre, enrol_message(key, code_of(joined.centre), name="BDG2"))
    assert isinstance(answer, Enrolled)
    return JoinedTill(answer.merchant_id, answer.terminal_id, key)


def state(change: Change) -> object:
    return from_plain(STATE_KINDS[change.kind], change.body)


def member_state(page: Page, member_id: bytes) -> MemberState:
    change = next(change for change in page.changes if change.key == member_id)
    found = state(change)
    assert isinstance(found, MemberState)
    return found


def test_a_second_till_learns_the_whole_shop(joined: Joined) -> None:
    done = sell(joined.shop, "BIJ-001", member=0)
    joined.send()
    page = joined.ask(second_till(joined))
    assert not page.more
    states = [state(change) for change in page.changes]
    assert [one.store for one in states if isinstance(one, StoreState)] == [shop_store(joined.shop)]
    items = {one.item.sku: one.item for one in states if isinstance(one, ItemState)}
    assert items == {item.sku: item for item in joined.shop.items}
    assert [one.programme for one in states if isinstance(one, ProgrammeState)] == [joined.shop.programme]
    assert {one.staff_id for one in states if isinstance(one, StaffState)} == {
        joined.shop.cashier_id,
        joined.shop.manager_id,
    }
    siti = member_state(page, joined.shop.members[0])
    assert (
        [(book.book, book.balance) for book in siti.books]
        == [("points", done.points_earned)]
        == [("points", 334)]
    )
    assert [(lot.original, lot.remaining) for lot in siti.book("points").lots] == [(334, 334)]
    assert [card.code for card in siti.cards] == [joined.shop.cards[0]]
    assert [(day.business_day, day.amount) for day in siti.tier_days] == [("2026-11-22", 334_000)]
    assert siti.book("points").rights == (), "what was earned at the first till may be spent there only"


def test_the_till_that_earned_points_keeps_the_right_to_spend_them(joined: Joined) -> None:
    sell(joined.shop, "BIJ-001", member=0)
    sell(joined.shop, "KOP-003", "KUE-001", member=0, points=200)
    joined.send()
    siti = member_state(joined.ask(), joined.shop.members[0])
    points = siti.book("points")
    held = {right.lot_id: right.amount for right in points.rights}
    assert held == {lot.lot_id: lot.remaining for lot in points.lots}
    assert sum(held.values()) == points.balance == 334 - 200 + 67


def test_names_travel_sealed_and_only_in_side_cars(joined: Joined) -> None:
    joined.send()
    page = joined.ask(second_till(joined))
    people = {change.key: change for change in page.changes if change.kind in ("member", "staff")}
    assert len(people) == 5
    for change in people.values():
        assert change.sidecar is not None
        assert change.sidecar.subject_id == change.key
    siti = people[joined.shop.members[0]].sidecar
    assert siti is not None
    assert unseal(siti) == {"name": "Siti Rahayu", "phone": "+6281234567890", "birthday": "04-21"}
    assert b"Siti" not in signed_page(page)


def test_a_later_sale_keeps_the_members_name_in_the_feed(joined: Joined) -> None:
    joined.send()
    cursor = joined.ask().cursor
    sell(joined.shop, "KOP-001", member=0)
    joined.send(9)
    page = joined.ask(cursor=cursor)
    assert [change.key for change in page.changes] == [joined.shop.members[0]]
    assert page.changes[0].sidecar is not None


def test_pages_small_enough_to_be_many_say_the_same_as_one(joined: Joined) -> None:
    joined.send()
    whole = joined.ask()
    assert len(whole.changes) == 15
    told: list[Change] = []
    cursor, more = 0, True
    while more:
        page = joined.ask(cursor=cursor, limit=4)
        assert len(page.changes) <= 4
        assert page.cursor > cursor
        told += page.changes
        cursor, more = page.cursor, page.more
    assert tuple(told) == whole.changes
    assert cursor == whole.cursor
    assert joined.ask(cursor=cursor).changes == ()


def test_a_page_is_bounded_in_bytes_too(joined: Joined, monkeypatch: pytest.MonkeyPatch) -> None:
    joined.send()
    whole = joined.ask()
    monkeypatch.setattr(changes, "MAX_BATCH_BYTES", 1)
    page = joined.ask()
    assert (len(page.changes), page.more) == (1, True)
    assert page.changes[0] == whole.changes[0]


def test_a_page_says_what_it_contains_of_the_asking_till(joined: Joined) -> None:
    other = second_till(joined)
    assert (joined.ask().included_epoch, joined.ask().included_seq) == (0, 0)
    joined.send(1, 5)
    assert (joined.ask().included_epoch, joined.ask().included_seq) == (1, 5)
    assert (joined.ask(other).included_epoch, joined.ask(other).included_seq) == (0, 0)


def test_a_page_is_signed_over_all_that_it_says(joined: Joined) -> None:
    joined.send()
    page = joined.ask()
    key = joined.centre.public_key
    assert is_signed_by(key, page.signature, signed_page(page))
    for forged in (
        replace(page, changes=page.changes[1:]),
        replace(page, cursor=0),
        replace(page, nonce=b""),
    ):
        assert not is_signed_by(key, page.signature, signed_page(forged))


def test_a_till_that_sent_what_the_server_lost_is_asked_to_send_again(joined: Joined) -> None:
    joined.send(1, 5)
    head = joined.journal.head()
    assert pull(joined.centre, joined.till.pull(sent=head)) == Problem(code="gap", seq=5)
    joined.send(6)
    assert isinstance(pull(joined.centre, joined.till.pull(sent=head)), Page)


def test_nobody_else_is_told_anything(joined: Joined) -> None:
    joined.send()
    asked = joined.till.pull()
    stranger = replace(joined.till, key=Ed25519PrivateKey.generate())
    for forged in (
        stranger.pull(),
        replace(asked, cursor=1),
        replace(asked, limit=1),
        replace(asked, terminal_id=bytes(16)),
        replace(asked, merchant_id=bytes(16)),
    ):
        assert pull(joined.centre, forged) == Problem(code="unauthorised")
    for malformed in (replace(asked, cursor=-1), replace(asked, limit=0), replace(asked, limit=501)):
        assert pull(joined.centre, malformed) == Problem(code="malformed")
