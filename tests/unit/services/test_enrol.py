"""A member is enrolled once, with card, consents and welcome in one record, and nobody twice by one phone."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import pytest

from app.domain.programme.benefits import GivePlan, GivePoints, GiveStamps, GiveVoucher, PercentOff
from app.domain.programme.gifts import StampCard, VoucherKind
from app.domain.programme.levels import Plan
from app.protocol.facts import MemberEnrolled
from app.protocol.facts_people import ConsentGiven
from app.services.enrol_outcomes import AlreadyMember, Enrolled, EnrolProblem, EnrolRefused
from app.services.outcomes import MemberFound
from tests.support.enrolling import BIRTHDAYS, NEWS, WELCOME, enrolled, publish, request_of
from tests.support.office import last_fact, office_of, records
from tests.support.selling import basket_of, pay, scan
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == [], "after any test of this file the books balance"


@pytest.mark.parametrize(
    "phone", ["0812-1111-2222", "+62 812 1111 2222", "81211112222", "0062 812 1111 2222"]
)
def test_a_phone_in_any_spelling_is_one_number(shop: SmallShop, phone: str) -> None:
    assert enrolled(shop, phone).member.phone == "+6281211112222"


def test_the_new_member_is_found_by_card_phone_and_name_and_earns(shop: SmallShop) -> None:
    done = enrolled(shop, birthday="05-17")
    found = shop.till.resolve(scan(done.card))
    assert isinstance(found, MemberFound)
    assert found.member == done.member
    assert [view.name for view in shop.till.find_members("0812-1111-2222")] == ["Rina Wulandari"]
    assert shop.till.find_members("rina") == (done.member,)
    shop = replace(shop, cards=(done.card,), members=(done.member.member_id,))
    assert pay(shop, basket_of(shop, "KOP-001")).points_earned == 24


def test_the_same_request_gives_the_same_answer_and_writes_nothing(shop: SmallShop) -> None:
    publish(shop, actions=(WELCOME,))
    request = request_of(shop)
    first = office_of(shop).enrol(request)
    before = records(shop)
    assert office_of(shop).enrol(request) == first
    assert records(shop) == before


def test_who_has_the_phone_is_a_member_already(shop: SmallShop) -> None:
    before = records(shop)
    again = office_of(shop).enrol(request_of(shop, "081234567890"))
    assert isinstance(again, AlreadyMember)
    assert (again.member.member_id, again.member.name) == (shop.members[0], "Siti Rahayu")
    assert records(shop) == before


def test_a_preprinted_card_names_its_first_owner_only(shop: SmallShop) -> None:
    code = enrolled(shop, card="").card
    other = office_of(shop).enrol(request_of(shop, "081399990000", card=f"SETIA:M/{code}"))
    assert other == EnrolRefused(problem=EnrolProblem.CARD_TAKEN)
    printed = "0123456789ABCDEFX"
    assert office_of(shop).enrol(request_of(shop, "081399990000", card=printed)) == EnrolRefused(
        problem=EnrolProblem.BAD_CARD
    )


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"phone": "12"}, EnrolProblem.BAD_PHONE),
        ({"birthday": "13-45"}, EnrolProblem.BAD_BIRTHDAY),
        ({"adult": False}, EnrolProblem.NEEDS_GUARDIAN),
        ({"consents": ("news", "other")}, EnrolProblem.UNKNOWN_CONSENT),
        ({"referred_by": bytes(16)}, EnrolProblem.UNKNOWN_REFERRER),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_is_written(
    shop: SmallShop, changes: dict[str, object], problem: EnrolProblem
) -> None:
    publish(shop, consents=(NEWS,))
    before = records(shop)
    assert office_of(shop).enrol(replace(request_of(shop), **changes)) == EnrolRefused(problem=problem)  # type: ignore[arg-type]  # names and values of EnrolRequest
    assert records(shop) == before


def test_a_minor_s_guardian_is_beside_the_record_and_never_in_it(shop: SmallShop) -> None:
    enrolled(shop, adult=False, guardian="Ibu Sari")
    with shop.store.reading() as unit:
        fact = last_fact(shop)
        assert "Sari" not in repr(fact)
        assert "Rina" not in repr(fact)
        assert unit.members.by_phone("+6281211112222") != ()


def test_ticked_consents_are_in_the_record_with_the_version_of_their_text(shop: SmallShop) -> None:
    publish(shop, consents=(NEWS, BIRTHDAYS))
    enrolled(shop, consents=("news",))
    fact = last_fact(shop)
    assert isinstance(fact, MemberEnrolled)
    with shop.store.reading() as unit:
        terminal_id = unit.identity().terminal_id
    assert fact.consents == (
        ConsentGiven(
            consent_id="news",
            purpose="news",
            text_hash=sha256(b"Boleh kirim kabar.\0May send news.").digest(),
            at=shop.clock.at,
            terminal_id=terminal_id,
        ),
    )


def test_who_referred_the_member_is_in_the_record(shop: SmallShop) -> None:
    enrolled(shop, referred_by=shop.members[1])
    fact = last_fact(shop)
    assert isinstance(fact, MemberEnrolled)
    assert fact.referred_by == shop.members[1]


def test_the_welcome_is_given_in_the_same_record(shop: SmallShop) -> None:
    publish(shop, actions=(WELCOME,))
    before = records(shop)
    done = enrolled(shop)
    assert (done.welcome, done.member.balance, done.member.usable) == (50, 50, 50)
    assert records(shop) == before + 1


def test_a_welcome_of_several_kinds_gives_each(shop: SmallShop) -> None:
    publish(
        shop,
        vouchers=(
            VoucherKind(id="free-coffee", name="Kopi", gives=PercentOff(percent=Decimal(100)), valid_days=30),
        ),
        plans=(Plan(id="club", name="Klub", sku="KLUB", months=1),),
        stamp_cards=(StampCard(id="card", name="Kartu", size=3, gives=(GivePoints(points=7),)),),
        actions=(
            replace(
                WELCOME,
                gives=(
                    GivePoints(points=50),
                    GiveVoucher(voucher="free-coffee", count=2),
                    GiveStamps(card="card", stamps=4),
                    GivePlan(plan="club", months=1),
                ),
            ),
            replace(WELCOME, id="more", gives=(GivePoints(points=5), GivePlan(plan="club", months=1))),
        ),
    )
    done = enrolled(shop)
    assert done.welcome == 62
    member_id = done.member.member_id
    with shop.store.reading() as unit:
        vouchers = unit.benefits.vouchers_of(member_id)
        plans = unit.benefits.plans_of(member_id)
        used = unit.benefits.uses_of(member_id, ("welcome", "more"))
        stamps = unit.members.holding(member_id, shop.clock.at, "stamps:card")
    assert [voucher.kind_id for voucher in vouchers] == ["free-coffee", "free-coffee"]
    assert [(plan.entitlement.starts.isoformat(), plan.ordinal) for plan in plans] == [
        ("2026-11-22", 0),
        ("2026-12-22", 1),
    ]
    assert stamps.balance == 1
    assert [(one.rule_id, one.times) for one in used] == [("more", 1), ("welcome", 1)]


def test_an_enrolment_is_told_of_once(shop: SmallShop) -> None:
    assert isinstance(office_of(shop).enrol(request_of(shop)), Enrolled)
    assert shop.told.times == 1
