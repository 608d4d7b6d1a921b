"""Places at an event: as many as there are, a guest list, and each lets its member in once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from app.domain.basket import TenderKind
from app.domain.events import CheckInRefusal, CheckInRefused, Guest
from app.domain.programme.benefits import Attend
from app.domain.programme.gifts import Reward
from app.services.check_in_guest import CheckedIn, CheckInOutcome, CheckInRequest, NoSuchEvent
from app.services.merge_outcomes import MergeDone, MergeRequest
from app.services.open_basket import with_reward
from app.services.outcomes import SaleDone
from app.storage.terminal.tables import shared
from tests.support.office import office_of, opened, records
from tests.support.selling import basket_of, member_at, pay
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import bring_back, manager, void

TASTING = Reward(id="tasting", name="Kelas kopi", points=100, gives=Attend(capacity=2, at="Sabtu, lantai 2"))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        shop.till.publish(replace(shop.programme, revision=0, rewards=(TASTING,)), 1, shop.manager_id)
        for member in range(3):
            opened(shop, 1_000, member)
        yield shop
        assert complaints(shop) == []


def bought(shop: SmallShop, member: int, *more: str) -> SaleDone:
    """A coffee and a place."""
    shop.clock.at += 1_000
    return pay(shop, with_reward(basket_of(shop, "KOP-001", *more, member=member), "tasting"))


def refused(shop: SmallShop, member: int) -> list[str]:
    """Why a place can't be had."""
    basket = with_reward(basket_of(shop, "KOP-001", member=member), "tasting")
    quote = shop.till.quoted(basket, TenderKind.QRIS).quote
    return [one.reason.value for one in quote.refusals if one.rule_id == "tasting"]


def guests(shop: SmallShop) -> tuple[Guest, ...]:
    listed = office_of(shop).guest_list("tasting")
    assert isinstance(listed, tuple)
    return listed


def request_of(shop: SmallShop, member: int, reward_id: str = "tasting") -> CheckInRequest:
    return CheckInRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        reward_id=reward_id,
        member_id=shop.members[member],
        staff_id=shop.cashier_id,
    )


def at_the_door(shop: SmallShop, member: int) -> CheckInOutcome:
    shop.clock.at += 1_000
    return office_of(shop).check_in(request_of(shop, member))


def test_places_run_out_and_nobody_pays_for_one_that_is_not_there(shop: SmallShop) -> None:
    bought(shop, 0)
    assert refused(shop, 1) == []
    bought(shop, 1)
    assert refused(shop, 2) == ["no-right"]
    before = member_at(shop, 2).balance
    done = bought(shop, 2)
    assert (done.points_spent, member_at(shop, 2).balance) == (0, before + done.points_earned)


def test_the_guest_list_is_in_the_order_of_giving(shop: SmallShop) -> None:
    second, first = bought(shop, 1), bought(shop, 0)
    assert [(one.place.member_id, one.place.document_id, one.came_at) for one in guests(shop)] == [
        (shop.members[1], second.sale_id, None),
        (shop.members[0], first.sale_id, None),
    ]


def test_a_guest_comes_in_once_for_each_of_his_places(shop: SmallShop) -> None:
    done = pay(shop, with_reward(with_reward(basket_of(shop, "KOP-001"), "tasting"), "tasting"))
    places = [one.place.place_id for one in guests(shop)]
    assert len(set(places)) == 2
    assert all(place.startswith(done.sale_id) for place in places)
    first, second = at_the_door(shop, 0), at_the_door(shop, 0)
    assert isinstance(first, CheckedIn)
    assert isinstance(second, CheckedIn)
    assert [first.place_id, second.place_id] == places
    before = records(shop)
    assert at_the_door(shop, 0) == CheckInRefused(reason=CheckInRefusal.ALREADY_IN, at=second.at)
    assert at_the_door(shop, 1) == CheckInRefused(reason=CheckInRefusal.NOT_ON_LIST)
    assert records(shop) == before
    assert [one.came_at for one in guests(shop)] == [first.at, second.at]


def test_the_same_check_in_again_is_the_same(shop: SmallShop) -> None:
    bought(shop, 0)
    request = request_of(shop, 0)
    done = office_of(shop).check_in(request)
    before = records(shop)
    shop.clock.at += 60_000
    assert office_of(shop).check_in(request) == done
    assert records(shop) == before


def test_a_void_sale_s_place_is_free_again(shop: SmallShop) -> None:
    done = bought(shop, 0)
    bought(shop, 1)
    void(shop, done)
    assert [one.place.member_id for one in guests(shop)] == [shop.members[1]]
    assert at_the_door(shop, 0) == CheckInRefused(reason=CheckInRefusal.CANCELLED)
    bought(shop, 2)
    assert refused(shop, 0) == ["no-right"]


def test_a_part_of_the_goods_comes_back_without_the_place(shop: SmallShop) -> None:
    done = bought(shop, 0, "KOP-002")
    bring_back(shop, done, (1, 1), approval=manager(shop))
    assert isinstance(at_the_door(shop, 0), CheckedIn)


def test_who_was_merged_comes_as_who_he_is_now(shop: SmallShop) -> None:
    bought(shop, 1)
    merge = MergeRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        absorbed_id=shop.members[1],
        kept_id=shop.members[0],
        staff_id=shop.manager_id,
        approval=manager(shop),
    )
    assert isinstance(office_of(shop).merge(merge), MergeDone)
    done = at_the_door(shop, 1)
    assert isinstance(done, CheckedIn)
    assert done.member_id == shop.members[0]
    assert [one.place.member_id for one in guests(shop)] == [shop.members[0]]


def test_what_is_no_event_has_no_guests(shop: SmallShop) -> None:
    assert office_of(shop).guest_list("none-such") == NoSuchEvent()
    assert office_of(shop).check_in(request_of(shop, 0, "none-such")) == NoSuchEvent()


def test_the_check_of_a_store_sees_a_place_that_no_sale_gave(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        shop.till.publish(replace(shop.programme, revision=0, rewards=(TASTING,)), 1, shop.manager_id)
        opened(shop, 1_000)
        bought(shop, 0)
        with shop.store.writing() as unit:
            unit.connection.execute(update(shared.places).values(places=2))
        assert [code for code, _ in complaints(shop)] == ["place"]
