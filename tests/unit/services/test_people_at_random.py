"""Sales, returns, claims, moves, merges and enrolments in any order: no point is lost and every row has its record."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from app.services.enrol_outcomes import Enrolled
from app.services.merge_outcomes import MergeDone, MergeRefused, MergeRequest
from app.services.move_outcomes import MoveDone, MoveNotPossible, MoveRequest
from app.services.outcomes import SaleDone
from tests.support.enrolling import WELCOME, publish
from tests.support.enrolling import request_of as enrolment_of
from tests.support.office import office_of
from tests.support.selling import member_at, sell
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import asked, manager


def moved(shop: SmallShop, chance: Random, sale: SaleDone) -> MoveDone | MoveNotPossible:
    office = office_of(shop)
    request = MoveRequest(
        document_id=office.new_id(),
        sale_id=sale.sale_id,
        member_id=chance.choice(shop.members),
        staff_id=shop.cashier_id,
        approval=manager(shop),
    )
    return (
        office.claim(request) if sale.balance is None and chance.random() < 0.8 else office.reassign(request)
    )


def merged(shop: SmallShop, chance: Random) -> MergeDone | MergeRefused:
    office = office_of(shop)
    absorbed, kept = chance.sample(shop.members, 2)
    outcome = office.merge(
        MergeRequest(
            document_id=office.new_id(),
            absorbed_id=absorbed,
            kept_id=kept,
            staff_id=shop.manager_id,
            approval=manager(shop),
        )
    )
    assert isinstance(outcome, MergeDone | MergeRefused)
    return outcome


def enrolled(shop: SmallShop, number: int) -> SmallShop:
    outcome = office_of(shop).enrol(enrolment_of(shop, f"08123456{number:04d}"))
    assert isinstance(outcome, Enrolled), outcome
    return replace(shop, members=(*shop.members, outcome.member.member_id), cards=(*shop.cards, outcome.card))


@pytest.mark.parametrize("seed", range(4))
def test_any_order_of_documents_about_people_keeps_the_books(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    with small_shop(tmp_path) as founded:
        shop = founded
        publish(shop, actions=(WELCOME,))
        sales: list[SaleDone] = []
        done: set[str] = set()
        for turn in range(45):
            shop.clock.at += chance.choice((1_000, 3_600_000))
            what = chance.random()
            if what < 0.4 or not sales:
                member = chance.choice((None, *range(len(shop.members))))
                usable = 0 if member is None else member_at(shop, member).usable
                points = chance.choice((0, usable // 100 * 100))
                sales.append(sell(shop, "BIJ-001", "KOP-003", member=member, points=points))
            elif what < 0.55:
                back = asked(shop, chance.choice(sales), (chance.choice((1, 2)), 1), approval=manager(shop))
                done.add(type(back).__name__)
            elif what < 0.8:
                done.add(type(moved(shop, chance, chance.choice(sales))).__name__)
            elif what < 0.9:
                done.add(type(merged(shop, chance)).__name__)
            else:
                shop = enrolled(shop, turn)
        assert complaints(shop) == []
        assert {"ReturnDone", "MoveDone"} <= done
        for sale in sales:
            for line in (1, 2):
                asked(shop, sale, (line, 1), approval=manager(shop))
        assert complaints(shop) == []
        figures = {member_at(shop, member).tier_metric for member in range(len(shop.members))}
        assert figures == {0}, "everything came back"
