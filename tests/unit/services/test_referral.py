"""A referral gives both sides something with the new member's first kept sale, once, and takes it back with it."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from app.domain.basket import PaymentMethod, TenderKind
from app.domain.engagement import NotAwardedReason
from app.domain.ledger import CASHBACK_BOOK, stamps_book
from app.domain.programme.benefits import (
    GiveCashback,
    GivePlan,
    GivePoints,
    GiveStamps,
    GiveVoucher,
    PercentOff,
)
from app.domain.programme.gifts import StampCard, VoucherKind
from app.domain.programme.levels import Plan
from app.domain.programme.people import Referral
from app.domain.programme.points import CashbackRules
from app.protocol.facts_awards import ReferralAwarded, ReferralNoted, ReferralRevoked
from app.services.document_parts import heading_of
from app.services.enrol_outcomes import Enrolled, EnrolRequest
from app.services.found_shop import NewMember, enrol_member
from app.services.note_referral import (
    ReferralKept,
    ReferralNoteOutcome,
    ReferralNotKept,
    ReferralProblem,
    ReferralRequest,
)
from app.services.open_basket import TakenTender, with_voucher
from app.services.settle_referral import settle_referral
from app.services.unit import KnownVoucher
from tests.support.exchanging import exchange
from tests.support.office import at_rules, holding, last_fact, office_of, records
from tests.support.requesting import moving_to
from tests.support.selling import basket_of, member_at, pay, sell
from tests.support.server_word import complaints
from tests.support.shop import PEOPLE, SmallShop, small_shop
from tests.support.taking_back import bring_back, previewed, void

SITI, ASEP, DEWI, BUDI = range(4)
"""Siti sends the others."""
PLAIN = Referral(referrer=(GivePoints(points=100),), referred=(GivePoints(points=40),), minimum_spend=30_000)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        with_referral(shop, PLAIN)
        yield shop
        assert complaints(shop) == [], "after any test of this file the books balance"


def with_referral(shop: SmallShop, referral: Referral | None) -> None:
    at_rules(
        shop,
        replace(
            shop.programme,
            referral=referral,
            vouchers=(VoucherKind(id="coffee", name="Kopi", gives=PercentOff(percent=Decimal(50))),),
            plans=(Plan(id="club", name="Club", sku="CLUB", months=12),),
            stamp_cards=(StampCard(id="card", name="Card", size=5, gives=(GivePoints(points=500),)),),
            cashback=CashbackRules(),
        ),
    )


def request(shop: SmallShop, member: int, by: int = SITI) -> ReferralRequest:
    return ReferralRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        member_id=shop.members[member],
        referrer_id=shop.members[by],
        staff_id=shop.cashier_id,
    )


def note(shop: SmallShop, member: int = ASEP, by: int = SITI) -> ReferralNoteOutcome:
    return office_of(shop).note_referral(request(shop, member, by))


def problem(outcome: ReferralNoteOutcome) -> ReferralProblem | NotAwardedReason:
    assert isinstance(outcome, ReferralNotKept), outcome
    return outcome.problem


def balances(shop: SmallShop) -> tuple[int, int]:
    """Of the one who sent and the one who came."""
    return member_at(shop, SITI).balance, member_at(shop, ASEP).balance


def enrolled(shop: SmallShop, phone: str, card: str = "0" * 17) -> int:
    """Another member, and his number in the shop's list."""
    with shop.store.writing() as unit:
        person = NewMember(name="Budi", phone=phone, birthday="", card=card)
        budi = enrol_member(unit, shop.chance, shop.clock.at, shop.programme, person)
    shop.members, shop.cards = (*shop.members, budi), (*shop.cards, card)
    return len(shop.members) - 1


def test_the_first_sale_awards_both_sides_and_the_second_no_more(shop: SmallShop) -> None:
    assert isinstance(note(shop), ReferralKept)
    assert balances(shop) == (0, 0), "nothing yet"
    sell(shop, "KOP-003", member=ASEP)
    assert balances(shop) == (100, 35 + 40)
    sell(shop, "KOP-003", member=ASEP)
    assert balances(shop) == (100, 70 + 40)


def test_again_notes_nothing_more_and_gives_nothing_more(shop: SmallShop) -> None:
    asked = request(shop, ASEP)
    first = office_of(shop).note_referral(asked)
    assert office_of(shop).note_referral(asked) == first
    sell(shop, "KOP-003", member=ASEP)
    before = records(shop)
    with shop.store.writing() as unit:
        assert settle_referral(unit, shop.chance, shop.members[ASEP], shop.clock.at) == ()
    assert records(shop) == before


def test_a_first_sale_below_the_minimum_gives_nothing_then_or_later(shop: SmallShop) -> None:
    note(shop)
    sell(shop, "KOP-001", member=ASEP)
    sell(shop, "BIJ-001", member=ASEP)
    assert balances(shop)[0] == 0


def test_a_first_sale_counts_with_all_that_was_paid_in_whatever_ways(shop: SmallShop) -> None:
    """Rp35.000, of which a card pays Rp20.000 and cash the rest; the least is Rp30.000."""
    note(shop)
    part = TakenTender(method=PaymentMethod.CARD, amount=20_000, received=20_000)
    shop.till.take_tender(basket_of(shop, "KOP-003", member=ASEP), part)
    kept = shop.till.unfinished()
    assert kept is not None
    sale = pay(shop, kept, TenderKind.CASH)
    assert sale.payable == 15_000
    assert balances(shop) == (100, 35 + 40)
    bring_back(shop, sale, (1, 1))
    assert balances(shop) == (0, 0)


def test_a_sale_that_came_back_was_no_first_sale(shop: SmallShop) -> None:
    note(shop)
    sale = sell(shop, "KOP-003", member=ASEP)
    bring_back(shop, sale, (1, 1))
    assert balances(shop) == (0, 0)
    assert isinstance(last_fact(shop), ReferralRevoked)
    sell(shop, "KOP-003", member=ASEP)
    assert balances(shop) == (100, 75)
    assert isinstance(last_fact(shop), ReferralAwarded)


def test_the_next_sale_takes_the_place_of_one_that_comes_back_later(shop: SmallShop) -> None:
    note(shop)
    first = sell(shop, "KOP-003", member=ASEP)
    sell(shop, "KOP-003", member=ASEP)
    void(shop, first)
    assert balances(shop) == (100, 75)
    fact = last_fact(shop)
    assert isinstance(fact, ReferralAwarded)
    assert fact.sale_id != first.sale_id


@pytest.mark.parametrize(("instead", "after"), [("KOP-001", (0, 24)), ("KUE-001", (100, 34 + 40))])
def test_what_a_first_sale_is_exchanged_for_takes_its_place(
    shop: SmallShop, instead: str, after: tuple[int, int]
) -> None:
    """Of Rp35.000 for something of Rp24.000 or Rp34.500; the least is Rp30.000."""
    note(shop)
    sale = sell(shop, "KOP-003", member=ASEP)
    assert balances(shop) == (100, 75)
    exchange(shop, sale, basket_of(shop, instead, member=ASEP))
    assert balances(shop) == after


def test_a_first_sale_that_was_somebody_else_s_gives_nothing(shop: SmallShop) -> None:
    note(shop)
    sale = sell(shop, "KOP-003", member=ASEP)
    assert balances(shop) == (100, 75)
    office_of(shop).reassign(moving_to(shop, sale.sale_id, shop.members[DEWI]))
    assert (balances(shop), member_at(shop, DEWI).balance) == ((0, 0), 35)


def test_less_than_the_minimum_that_stays_kept_is_no_sale_either(shop: SmallShop) -> None:
    note(shop)
    sale = sell(shop, "KOP-001", "KOP-001", member=ASEP)
    assert balances(shop) == (100, 88)
    bring_back(shop, sale, (1, 1))
    assert balances(shop) == (0, 24)


def test_what_was_spent_meanwhile_is_owed(shop: SmallShop) -> None:
    note(shop)
    sale = sell(shop, "KOP-003", member=ASEP)
    sell(shop, "KOP-003", member=SITI, points=100)
    bring_back(shop, sale, (1, 1))
    assert member_at(shop, SITI).debt == 100 - 34, "what Siti earned pays a part"


def test_a_stricter_programme_takes_nothing_back(shop: SmallShop) -> None:
    note(shop)
    sell(shop, "KOP-003", member=ASEP)
    with_referral(shop, None)
    sell(shop, "KOP-003", member=ASEP)
    assert balances(shop)[0] == 100


def test_everything_that_was_given_goes_back(shop: SmallShop) -> None:
    gives = (
        GiveCashback(amount=5_000),
        GiveStamps(card="card", stamps=7),
        GiveVoucher(voucher="coffee", count=2),
        GivePlan(plan="club", months=3),
    )
    with_referral(shop, Referral(referrer=gives, referred=gives))
    note(shop)
    sale = sell(shop, "KOP-003", member=ASEP)
    assert balances(shop) == (500, 535)
    for member in (SITI, ASEP):
        assert holding(shop, member, CASHBACK_BOOK).balance == 5_000
        assert holding(shop, member, stamps_book("card")).balance == 2
    bring_back(shop, sale, (1, 1))
    assert balances(shop) == (0, 0)
    for member in (SITI, ASEP):
        assert holding(shop, member, CASHBACK_BOOK).balance == 0
        assert holding(shop, member, stamps_book("card")).balance == 0
        with shop.store.reading() as unit:
            vouchers = unit.benefits.vouchers_of(shop.members[member])
            (plan,) = unit.benefits.plans_of(shop.members[member])
        assert [one.revoked for one in vouchers] == [True, True]
        assert str(plan.entitlement.ends) == "2026-11-22", "today was used"


HALF_A_COFFEE = Referral(
    referrer=(GiveVoucher(voucher="coffee"),), referred=(GiveVoucher(voucher="coffee"),), minimum_spend=30_000
)


def vouchers(shop: SmallShop, member: int) -> tuple[KnownVoucher, ...]:
    with shop.store.reading() as unit:
        return unit.benefits.vouchers_of(shop.members[member])


def drink_half(shop: SmallShop, member: int) -> None:
    """A coffee of Rp35.000 for half of it, with the voucher that the referral gave."""
    (voucher,) = vouchers(shop, member)
    assert pay(shop, with_voucher(basket_of(shop, "KOP-003", member=member), voucher.code)).payable == 17_500


def test_what_the_new_member_s_spent_voucher_took_off_is_deducted_from_the_refund(shop: SmallShop) -> None:
    with_referral(shop, HALF_A_COFFEE)
    note(shop)
    sale = sell(shop, "KOP-003", member=ASEP)
    drink_half(shop, ASEP)
    assert (previewed(shop, sale, (1, 1)).refund, previewed(shop, sale, (1, 1)).deducted) == (17_500, 17_500)
    done = bring_back(shop, sale, (1, 1))
    assert (done.refund, done.deducted) == (17_500, 17_500)
    assert [one.revoked for member in (SITI, ASEP) for one in vouchers(shop, member)] == [True, True]
    assert (member_at(shop, ASEP).debt, member_at(shop, SITI).debt) == (0, 0)


def test_the_sender_s_spent_voucher_is_owed_in_points_and_no_refund_pays_it(shop: SmallShop) -> None:
    """Rp17.500 at Rp10 a point, of which the 17 points that Siti earned pay some."""
    with_referral(shop, HALF_A_COFFEE)
    note(shop)
    sale = sell(shop, "KOP-003", member=ASEP)
    drink_half(shop, SITI)
    done = bring_back(shop, sale, (1, 1))
    assert (done.refund, done.deducted) == (35_000, 0)
    assert (member_at(shop, SITI).debt, member_at(shop, ASEP).debt) == (1_750 - 17, 0)


def test_a_part_that_comes_back_deducts_only_when_it_ends_the_referral(shop: SmallShop) -> None:
    """Of Rp83.000 the first Rp35.000 leave the minimum of Rp30.000; the second return doesn't, whatever it pays."""
    with_referral(shop, HALF_A_COFFEE)
    note(shop)
    sale = sell(shop, "KOP-003", "KOP-001", "KOP-001", member=ASEP)
    drink_half(shop, ASEP)
    first, second = bring_back(shop, sale, (1, 1)), bring_back(shop, sale, (2, 1))
    assert (first.deducted, second.deducted, second.refund) == (0, 17_500, 24_000 - 17_500)
    assert [one.revoked for one in vouchers(shop, ASEP)] == [True]
    third = bring_back(shop, sale, (2, 1))
    assert (third.deducted, third.refund) == (0, 24_000), "once"


def test_a_voucher_that_took_off_more_takes_the_whole_refund_and_no_more(shop: SmallShop) -> None:
    """Half of Rp334.000, of a refund of Rp35.000."""
    with_referral(shop, HALF_A_COFFEE)
    note(shop)
    sale = sell(shop, "KOP-003", member=ASEP)
    (voucher,) = vouchers(shop, ASEP)
    pay(shop, with_voucher(basket_of(shop, "BIJ-001", member=ASEP), voucher.code))
    done = bring_back(shop, sale, (1, 1))
    assert (done.refund, done.deducted) == (0, 35_000)
    assert member_at(shop, ASEP).debt == 0


def test_a_moved_sale_pays_nobody_back_so_that_spent_vouchers_are_owed(shop: SmallShop) -> None:
    with_referral(shop, HALF_A_COFFEE)
    note(shop)
    sale = sell(shop, "KOP-003", member=ASEP)
    drink_half(shop, ASEP)
    office_of(shop).reassign(moving_to(shop, sale.sale_id, shop.members[DEWI]))
    assert member_at(shop, ASEP).debt == 1_750 - 17
    assert bring_back(shop, sale, (1, 1)).deducted == 0, "nor does whoever got the sale"


def test_an_exchange_pays_for_the_spent_voucher_too(shop: SmallShop) -> None:
    """Rp17.500 are left of the Rp35.000 to pay Rp24.000 with."""
    with_referral(shop, HALF_A_COFFEE)
    note(shop)
    sale = sell(shop, "KOP-003", member=ASEP)
    drink_half(shop, ASEP)
    done = exchange(shop, sale, basket_of(shop, "KOP-001", member=ASEP))
    assert (done.returned.deducted, done.to_pay) == (17_500, 24_000 - 17_500)
    assert member_at(shop, ASEP).debt == 0


def test_who_sends_many_is_awarded_for_so_many(shop: SmallShop) -> None:
    with_referral(shop, replace(PLAIN, per_referrer=1))
    note(shop, ASEP)
    note(shop, DEWI)
    first = sell(shop, "KOP-003", member=ASEP)
    sell(shop, "KOP-003", member=DEWI)
    assert balances(shop)[0] == 100
    bring_back(shop, first, (1, 1))
    sell(shop, "KOP-003", member=DEWI)
    assert balances(shop)[0] == 100, "one that came back counts no more"


def test_who_sent_a_member_may_be_said_at_the_enrolment(shop: SmallShop) -> None:
    asked = EnrolRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        phone="0812 9999 8888",
        staff_id=shop.cashier_id,
        referred_by=shop.members[SITI],
        adult=True,
    )
    done = office_of(shop).enrol(asked)
    assert isinstance(done, Enrolled), done
    shop.members, shop.cards = (*shop.members, done.member.member_id), (*shop.cards, done.card)
    assert problem(note(shop, BUDI, DEWI)) is NotAwardedReason.ALREADY_REFERRED
    sell(shop, "KOP-003", member=BUDI)
    assert (member_at(shop, SITI).balance, member_at(shop, BUDI).balance) == (100, 75)


def test_nobody_sends_himself(shop: SmallShop) -> None:
    assert problem(note(shop, SITI)) is NotAwardedReason.ONESELF
    twin = enrolled(shop, PEOPLE[SITI][1])
    assert problem(note(shop, twin)) is NotAwardedReason.SAME_PHONE


@pytest.mark.parametrize("phone", [PEOPLE[SITI][1], PEOPLE[DEWI][1]], ids=["his own", "somebody's"])
def test_whoever_turns_out_to_have_the_sender_s_phone_gives_neither_side_anything(
    shop: SmallShop, phone: str
) -> None:
    """It was noted where nobody knew the phone; asked again when it would be awarded."""
    twin = enrolled(shop, phone)
    with shop.store.writing() as unit:
        heading = heading_of(unit.identity(), shop.chance.new_id(shop.clock.at), shop.clock.at)
        sent = ReferralNoted(heading=heading, member_id=shop.members[twin], referrer_id=shop.members[SITI])
        unit.journal.append(sent, member_id=sent.member_id)
    sell(shop, "KOP-003", member=twin)
    due = 0 if phone == PEOPLE[SITI][1] else 100
    assert member_at(shop, SITI).balance == due


def test_a_member_is_sent_once_before_buying_by_somebody_known(shop: SmallShop) -> None:
    note(shop, ASEP)
    assert problem(note(shop, ASEP, DEWI)) is NotAwardedReason.ALREADY_REFERRED
    sell(shop, "KOP-003", member=DEWI)
    assert problem(note(shop, DEWI)) is ReferralProblem.BOUGHT_BEFORE
    unknown = replace(request(shop, ASEP), referrer_id=bytes(16))
    assert problem(office_of(shop).note_referral(unknown)) is ReferralProblem.UNKNOWN_MEMBER


def test_a_programme_without_referrals_notes_none(shop: SmallShop) -> None:
    with_referral(shop, None)
    assert problem(note(shop)) is NotAwardedReason.NO_REFERRALS


def test_with_a_server_none_is_noted_or_awarded(shop: SmallShop) -> None:
    note(shop)
    shop.store.set_server("https://server.example", bytes(32))
    assert problem(note(shop, DEWI)) is ReferralProblem.NEEDS_SERVER
    sell(shop, "KOP-003", member=ASEP)
    assert balances(shop)[0] == 0
