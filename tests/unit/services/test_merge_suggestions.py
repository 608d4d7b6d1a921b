"""Who may be one person is suggested until he is; what an older system brings in later is the kept one's."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.services.merge_outcomes import MergeDone, MergeRequest
from tests.support.enrolling import request_of as enrolment_of
from tests.support.import_files import bring_in, csv_of
from tests.support.office import office_of
from tests.support.selling import member_at
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import manager


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == [], "after any test of this file the books balance"


def request_of(shop: SmallShop, absorbed: bytes, kept: bytes) -> MergeRequest:
    return MergeRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        absorbed_id=absorbed,
        kept_id=kept,
        staff_id=shop.manager_id,
        approval=manager(shop),
    )


def merged(shop: SmallShop, absorbed: bytes, kept: bytes) -> None:
    assert isinstance(office_of(shop).merge(request_of(shop, absorbed, kept)), MergeDone)


def test_a_balance_that_is_brought_in_later_is_the_kept_one_s(shop: SmallShop) -> None:
    merged(shop, shop.members[1], shop.members[0])
    bring_in(shop, csv_of([["nama", "hp", "poin", "kartu"], ["Asep", "081398765432", "700", shop.cards[1]]]))
    assert member_at(shop, 0).balance == 700


def test_members_with_one_phone_are_suggested_until_they_are_one(shop: SmallShop) -> None:
    assert office_of(shop).merge_suggestions() == ()
    bring_in(shop, csv_of([["nama", "hp", "kartu"], ["Siti R", "081234567890", "LAMA-1"]]))
    (suggestion,) = office_of(shop).merge_suggestions()
    assert suggestion.phone == "+6281234567890"
    kept, absorbed = suggestion.members
    merged(shop, absorbed.member_id, kept.member_id)
    assert office_of(shop).merge_suggestions() == ()


def test_the_id_of_another_document_is_a_fault(shop: SmallShop) -> None:
    request = request_of(shop, shop.members[1], shop.members[0])
    office_of(shop).merge(request)
    with pytest.raises(ValueError, match="MembersMerged"):
        office_of(shop).enrol(replace(enrolment_of(shop), document_id=request.document_id))
