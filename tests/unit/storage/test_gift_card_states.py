"""The server's word on a gift card, with what this till did to it since laid over."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from app.domain.codes import gift_card_code
from app.domain.ledger import GIFT_VALUE_BOOK, Asset, OwnerKind, gift_owner
from app.protocol.changes import BookState, CardState, MemberState
from app.storage.terminal.tables import shared
from tests.support.gift_cards import balance_of, load, spend, usable_of
from tests.support.server_word import apply, change, complaints, lot, member_state, place_now
from tests.support.shop import NOON, SmallShop, small_shop
from tests.support.taking_back import bring_back

CARD = gift_card_code(b"0123456789")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop


def told(shop: SmallShop) -> MemberState:
    """What a server would say of the card now."""
    return member_state(replace(shop, members=(gift_owner(CARD),)))


def elsewhere(amount: int, *, blocked: bool = False) -> MemberState:
    """What was loaded onto the card at another till."""
    loaded = replace(lot(b"other", amount), asset=Asset.GIFT_VALUE)
    return MemberState(
        member_id=gift_owner(CARD),
        tier_id="",
        joined_at=NOON,
        cards=(CardState(code=CARD, blocked=blocked),),
        books=(BookState(book=GIFT_VALUE_BOOK, balance=amount, lots=(loaded,)),),
        tier_days=(),
        kind=OwnerKind.GIFT_CARD,
    )


def test_later_loads_payments_and_returns_lie_over_the_word(shop: SmallShop) -> None:
    load(shop, 100_000, CARD)
    state, included = told(shop), place_now(shop)
    load(shop, 50_000, CARD)
    sale = spend(shop, (CARD, 46_000), skus=("KOP-001", "KOP-002"))
    bring_back(shop, sale, (1, 1))
    apply(shop, change("member", state), included=included)
    assert balance_of(shop, CARD) == usable_of(shop, CARD) == 150_000 - 22_000
    spend(shop, (CARD, 128_000), skus=("BIJ-001",))
    assert complaints(shop) == []


def test_a_word_that_holds_everything_is_not_counted_twice(shop: SmallShop) -> None:
    load(shop, 100_000, CARD)
    spend(shop, (CARD, 24_000))
    apply(shop, change("member", told(shop)))
    assert balance_of(shop, CARD) == usable_of(shop, CARD) == 76_000


def test_what_was_loaded_elsewhere_shows_and_cannot_be_spent_here(shop: SmallShop) -> None:
    apply(shop, change("member", elsewhere(80_000)))
    assert (balance_of(shop, CARD), usable_of(shop, CARD)) == (80_000, 0)
    load(shop, 24_000, CARD)
    assert (balance_of(shop, CARD), usable_of(shop, CARD)) == (104_000, 24_000)
    assert spend(shop, (CARD, 24_000)).payable == 0
    assert complaints(shop) == []


def test_a_first_load_here_does_not_unblock_what_was_blocked_elsewhere(shop: SmallShop) -> None:
    place = place_now(shop)
    load(shop, 24_000, CARD)
    apply(shop, change("member", elsewhere(80_000, blocked=True)), included=place)
    assert (balance_of(shop, CARD), usable_of(shop, CARD)) == (104_000, 0)


def test_a_gift_card_that_became_a_member_is_found(shop: SmallShop) -> None:
    load(shop, 24_000, CARD)
    members = shared.members
    with shop.store.writing() as unit:
        unit.connection.execute(
            update(members).where(members.c.member_id == gift_owner(CARD)).values(kind=OwnerKind.MEMBER.value)
        )
    assert complaints(shop) == [("gift-card", gift_owner(CARD).hex())]
