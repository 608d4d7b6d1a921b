"""Whatever still names a member who was merged away reaches the one who was kept."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.ledger import Asset
from app.domain.moving import TransferRefusal, TransferRefused
from app.domain.programme.benefits import GivePoints, GiveStamps
from app.domain.programme.gifts import StampCard
from app.domain.programme.people import Action, ActionKind, Referral
from app.domain.programme.points import TransferRules, TransferScope
from app.services.adjust_points import Adjusted, AdjustmentReason, AdjustmentRequest
from app.services.award_action import ActionDone, ActionRequest
from app.services.merge_outcomes import MergeDone, MergeRequest
from app.services.note_referral import ReferralKept, ReferralRequest
from app.services.transfer_points import Transferred, TransferRequest
from tests.support.office import at_rules, office_of
from tests.support.selling import member_at, sell
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import bring_back, manager

SITI, ASEP, DEWI = range(3)
GIVES = (GivePoints(points=10), GiveStamps(card="card", stamps=3))


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        rules = replace(
            shop.programme,
            transfers=TransferRules(to=TransferScope.MEMBERS),
            actions=(Action(id="survey", name="Survey", kind=ActionKind.SURVEY, gives=GIVES),),
            stamp_cards=(StampCard(id="card", name="Card", size=5, gives=(GivePoints(points=500),)),),
            referral=Referral(referrer=GIVES, referred=GIVES),
        )
        at_rules(shop, rules)
        yield shop
        assert complaints(shop) == [], "after any test of this file the books balance"


def new_id(shop: SmallShop) -> bytes:
    return shop.chance.new_id(shop.clock.at)


def merge(shop: SmallShop, absorbed: int, kept: int) -> None:
    request = MergeRequest(
        document_id=new_id(shop),
        absorbed_id=shop.members[absorbed],
        kept_id=shop.members[kept],
        staff_id=shop.manager_id,
        approval=manager(shop),
    )
    done = office_of(shop).merge(request)
    assert isinstance(done, MergeDone), done


def refer(shop: SmallShop, member: int, by: int) -> None:
    request = ReferralRequest(
        document_id=new_id(shop),
        member_id=shop.members[member],
        referrer_id=shop.members[by],
        staff_id=shop.cashier_id,
    )
    assert isinstance(office_of(shop).note_referral(request), ReferralKept)


def test_points_by_hand_and_for_actions_go_to_who_was_kept(shop: SmallShop) -> None:
    merge(shop, ASEP, SITI)
    by_hand = AdjustmentRequest(
        document_id=new_id(shop),
        member_id=shop.members[ASEP],
        asset=Asset.POINTS,
        amount=5,
        reason=AdjustmentReason.GOODWILL,
        staff_id=shop.cashier_id,
        approval=manager(shop),
    )
    assert isinstance(office_of(shop).adjust(by_hand), Adjusted)
    action = ActionRequest(
        document_id=new_id(shop),
        member_id=shop.members[ASEP],
        action_id="survey",
        staff_id=shop.cashier_id,
    )
    assert isinstance(office_of(shop).award(action), ActionDone)
    assert member_at(shop, SITI).balance == 15


def test_points_are_given_to_who_was_kept_and_never_to_oneself(shop: SmallShop) -> None:
    sell(shop, "BIJ-001", member=DEWI)
    merge(shop, ASEP, SITI)
    gift = TransferRequest(
        document_id=new_id(shop),
        giver_id=shop.members[DEWI],
        receiver_id=shop.members[ASEP],
        amount=100,
        staff_id=shop.cashier_id,
    )
    assert isinstance(office_of(shop).transfer(gift), Transferred)
    assert member_at(shop, SITI).balance == 100
    own = replace(gift, document_id=new_id(shop), giver_id=shop.members[SITI])
    assert office_of(shop).transfer(own) == TransferRefused(reason=TransferRefusal.TO_ONESELF)


def test_a_referral_is_taken_back_from_who_was_kept(shop: SmallShop) -> None:
    refer(shop, ASEP, by=SITI)
    sale = sell(shop, "KOP-003", member=ASEP)
    merge(shop, SITI, DEWI)
    assert member_at(shop, DEWI).balance == 10
    bring_back(shop, sale, (1, 1))
    assert (member_at(shop, DEWI).balance, member_at(shop, DEWI).debt) == (0, 0)


def test_two_sides_that_were_one_person_lose_both_awards(shop: SmallShop) -> None:
    refer(shop, ASEP, by=SITI)
    sale = sell(shop, "KOP-003", member=ASEP)
    merge(shop, SITI, ASEP)
    assert member_at(shop, ASEP).balance == 55
    bring_back(shop, sale, (1, 1))
    assert (member_at(shop, ASEP).balance, member_at(shop, ASEP).debt) == (0, 0)
