"""Marks that a manager gave at one till are asked for at the other; what each did without a line stays."""

from dataclasses import replace
from pathlib import Path

from app.services.marks_outcomes import MarksDone
from app.services.people_port import KnownMark
from tests.server.test_people import two_tills
from tests.support.enrolling import enrolled
from tests.support.joined_centre import Joined
from tests.support.office import at_rules, office_of
from tests.support.requesting import marking
from tests.support.server_word import complaints
from tests.support.shop import SmallShop
from tests.support.two_tills import settle
from tests.unit.services.test_mark_member import ALL, EARLY, STAFF, STUDENT


def mark(shop: SmallShop, member_id: bytes, *held: KnownMark) -> None:
    assert isinstance(office_of(shop).mark_member(marking(shop, member_id, *held)), MarksDone)


def held_at(shop: SmallShop, member_id: bytes) -> tuple[KnownMark, ...]:
    about = office_of(shop).about_member(member_id)
    assert about is not None
    return about.marks


def test_what_two_tills_gave_and_took_is_the_same_at_both(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        who = enrolled(first).member.member_id
        at_rules(first, replace(first.programme, **ALL))
        settle(exchanges, first)
        mark(first, who, STUDENT)
        settle(exchanges, first)
        assert held_at(second, who) == (STUDENT,)
        mark(first, who, STUDENT, EARLY)
        mark(second, who, STAFF)
        assert held_at(second, who) == (STAFF,)
        settle(exchanges, first)
        assert held_at(first, who) == held_at(second, who) == (STAFF, EARLY)
        assert complaints(first) == complaints(second) == []
