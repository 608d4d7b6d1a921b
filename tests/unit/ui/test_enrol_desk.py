"""Somebody joins at the checkout; only the screen is missing."""

from collections.abc import Callable
from dataclasses import replace
from typing import Self

import pytest

from app.domain.basket import Proof
from app.domain.codes import card_code
from app.domain.programme.benefits import GivePoints
from app.domain.programme.people import Referral
from app.protocol.facts import MemberEnrolled
from app.services.card_outcomes import CardProblem, CardRefused
from app.services.enrol_outcomes import EnrolProblem, EnrolRefused
from app.services.new_member import PhoneFree, PhoneTaken, PhoneUnfinished
from app.ui.checkout.card_state import CardsSaid
from app.ui.checkout.enrol_state import Age, EnrolSheet, Field, Heard, JoinedPanel, Missing
from app.ui.checkout.state import FinishPanel
from tests.support.counter import Counter
from tests.support.enrolling import NEWS, WELCOME, publish
from tests.support.office import last_fact, records
from tests.support.printed import blocked, opened_batch, printed

NEW, SITI = "081211112222", "081234567890"
BLANK_CARD = card_code(bytes(range(10)))
REFERRAL = Referral(referrer=(GivePoints(points=100),))


def opened(counter: Counter) -> None:
    counter.presenter.enrol.open()
    counter.hand.settle()


def type_in(counter: Counter, field: Field, text: str) -> None:
    counter.presenter.enrol.type(field, text)
    counter.hand.settle()


def ready(counter: Counter, phone: str = NEW) -> None:
    """A sheet with all that joining needs."""
    opened(counter)
    type_in(counter, Field.PHONE, phone)
    counter.presenter.enrol.say_age(Age.ADULT)


def joined(counter: Counter) -> JoinedPanel:
    counter.enter()
    return counter.sheet(JoinedPanel)


def test_a_phone_and_an_age_make_a_member_who_earns_on_the_open_basket(counter: Counter) -> None:
    counter.scan_item("KOP-001")
    ready(counter)
    assert joined(counter).member.phone == "+6281211112222"
    quoted = counter.state.quoted
    assert quoted is not None
    assert quoted.basket.member is not None
    assert quoted.basket.member.phone == "+6281211112222"
    assert quoted.basket.proof is Proof.TOLD
    counter.enter()
    counter.presenter.pay()
    counter.hand.settle()
    counter.enter()
    assert counter.sheet(FinishPanel).done.balance == 24


def test_the_phone_is_checked_while_it_is_typed(counter: Counter) -> None:
    opened(counter)
    type_in(counter, Field.PHONE, NEW[:5])
    assert counter.sheet(EnrolSheet).check == PhoneUnfinished()
    type_in(counter, Field.PHONE, NEW)
    assert counter.sheet(EnrolSheet).check == PhoneFree(phone="+6281211112222")
    type_in(counter, Field.PHONE, SITI)
    assert isinstance(counter.sheet(EnrolSheet).check, PhoneTaken)


def test_only_the_check_of_the_newest_digits_counts(counter: Counter) -> None:
    opened(counter)
    counter.presenter.enrol.type(Field.PHONE, SITI)
    counter.presenter.enrol.type(Field.PHONE, NEW)
    counter.hand.settle()
    sheet = counter.sheet(EnrolSheet)
    assert (sheet.checked, sheet.known) == (NEW, None)


def test_who_has_the_phone_already_is_taken_instead(counter: Counter) -> None:
    counter.scan_item("KOP-001")
    before = records(counter.shop)
    opened(counter)
    type_in(counter, Field.PHONE, SITI)
    counter.enter()
    assert counter.state.sheet is None
    assert counter.member == "Siti Rahayu"
    assert records(counter.shop) == before


def test_enter_before_the_check_is_there_counts_when_it_comes(counter: Counter) -> None:
    counter.presenter.enrol.open()
    counter.presenter.enrol.type(Field.PHONE, NEW)
    counter.presenter.enrol.say_age(Age.ADULT)
    counter.presenter.confirm()
    counter.hand.settle()
    assert counter.sheet(JoinedPanel).member.phone == "+6281211112222"


def test_two_enters_make_one_member(counter: Counter) -> None:
    ready(counter)
    before = records(counter.shop)
    counter.presenter.confirm()
    counter.presenter.confirm()
    counter.presenter.leave()
    counter.hand.settle()
    assert records(counter.shop) == before + 1
    counter.sheet(JoinedPanel)


def test_letters_are_no_digits_of_a_phone(counter: Counter) -> None:
    opened(counter)
    type_in(counter, Field.PHONE, "+62 812-a1111 2222")
    assert counter.sheet(EnrolSheet).phone == "+6281211112222"


@pytest.mark.parametrize(
    ("phone", "notice"),
    [("", Missing.PHONE), ("0812", EnrolRefused(problem=EnrolProblem.BAD_PHONE)), (NEW, Missing.AGE)],
)
def test_what_has_to_be_told_first_is_asked_for(counter: Counter, phone: str, notice: object) -> None:
    opened(counter)
    type_in(counter, Field.PHONE, phone)
    counter.enter()
    assert counter.said() == notice
    assert counter.sheet(EnrolSheet).phone == phone


def test_a_minor_needs_a_guardian_who_has_a_phone_and_agrees(counter: Counter) -> None:
    desk = counter.presenter.enrol
    opened(counter)
    type_in(counter, Field.PHONE, NEW)
    desk.say_age(Age.MINOR)
    asked = []
    steps: tuple[Callable[[], None], ...] = (
        lambda: desk.type(Field.GUARDIAN, "Ibu Sari"),
        lambda: desk.type(Field.GUARDIAN_PHONE, "081333334444"),
        desk.tick_guardian,
    )
    for tell in steps:
        counter.enter()
        asked.append(counter.said())
        tell()
    assert asked == [Missing.GUARDIAN, Missing.GUARDIAN_PHONE, Missing.GUARDIAN_CONSENT]
    joined(counter)


def test_a_day_that_does_not_exist_is_refused_and_all_stays(counter: Counter) -> None:
    ready(counter)
    type_in(counter, Field.NAME, "Rina")
    type_in(counter, Field.BIRTHDAY, "3102")
    counter.enter()
    assert counter.said() == EnrolRefused(problem=EnrolProblem.BAD_BIRTHDAY)
    sheet = counter.sheet(EnrolSheet)
    assert (sheet.name, sheet.phone, sheet.committing) == ("Rina", NEW, False)
    type_in(counter, Field.BIRTHDAY, "2104")
    member_id = joined(counter).member.member_id
    with counter.shop.store.reading() as unit:
        assert unit.members.birthday(member_id) == "04-21"


def test_consents_are_unticked_and_only_those_that_were_ticked_are_given(counter: Counter) -> None:
    publish(counter.shop, consents=(NEWS, replace(NEWS, id="stories", purpose="stories")))
    ready(counter)
    assert counter.sheet(EnrolSheet).ticked == frozenset()
    for consent in ("news", "stories", "stories"):
        counter.presenter.enrol.tick(consent)
    joined(counter)
    fact = last_fact(counter.shop)
    assert isinstance(fact, MemberEnrolled)
    assert [given.consent_id for given in fact.consents] == ["news"]


def test_consents_that_changed_meanwhile_are_read_again(counter: Counter) -> None:
    publish(counter.shop, consents=(NEWS,))
    ready(counter)
    counter.presenter.enrol.tick("news")
    publish(counter.shop, consents=(replace(NEWS, id="letters"),))
    counter.enter()
    assert counter.said() == EnrolRefused(problem=EnrolProblem.UNKNOWN_CONSENT)
    sheet = counter.sheet(EnrolSheet)
    assert sheet.offer is not None
    assert [consent.id for consent in sheet.offer.consents] == ["letters"]
    joined(counter)


def test_joining_tells_what_it_gives(counter: Counter) -> None:
    publish(counter.shop, actions=(WELCOME,))
    ready(counter)
    offer = counter.sheet(EnrolSheet).offer
    assert offer is not None
    assert offer.welcome == 50
    assert joined(counter).welcome == 50


def test_a_preprinted_card_that_is_scanned_is_the_new_member_s(counter: Counter) -> None:
    ready(counter)
    counter.scan(BLANK_CARD)
    assert counter.said() is Heard.CARD_KEPT
    panel = joined(counter)
    assert (panel.card, panel.preprinted) == (BLANK_CARD, True)
    basket = counter.state.basket
    assert basket is not None
    assert basket.proof is Proof.CARD


def test_a_card_that_somebody_got_meanwhile_is_put_aside(counter: Counter) -> None:
    ready(counter)
    counter.scan(BLANK_CARD)
    with Elsewhere(counter.shop) as other:
        ready(other, "081222223333")
        other.scan(BLANK_CARD)
        joined(other)
    counter.enter()
    assert counter.said() == EnrolRefused(problem=EnrolProblem.CARD_TAKEN)
    assert counter.sheet(EnrolSheet).card == ""
    assert joined(counter).card != BLANK_CARD


def test_an_item_that_is_scanned_goes_into_the_basket_and_the_sheet_stays(counter: Counter) -> None:
    ready(counter)
    counter.scan_item("KOP-001")
    assert counter.pieces() == 1
    assert counter.sheet(EnrolSheet).phone == NEW
    joined(counter)


def test_a_member_s_card_says_who_sent_the_new_one_where_that_counts(counter: Counter) -> None:
    publish(counter.shop, referral=REFERRAL)
    ready(counter)
    counter.scan(counter.shop.cards[0])
    assert counter.said() is Heard.REFERRER_KEPT
    joined(counter)
    fact = last_fact(counter.shop)
    assert isinstance(fact, MemberEnrolled)
    assert fact.referred_by == counter.shop.members[0]


def test_a_member_s_card_changes_nothing_where_referrals_do_not_count(counter: Counter) -> None:
    ready(counter)
    counter.scan(counter.shop.cards[0])
    assert counter.said() is Heard.NO_REFERRALS
    assert counter.sheet(EnrolSheet).referrer is None
    assert counter.member == ""


def test_who_sent_him_is_found_by_phone_and_nobody_is_guessed(counter: Counter) -> None:
    publish(counter.shop, referral=REFERRAL)
    ready(counter)
    type_in(counter, Field.SENT_BY, "999")
    counter.enter()
    assert counter.said() == EnrolRefused(problem=EnrolProblem.UNKNOWN_REFERRER)
    type_in(counter, Field.SENT_BY, "7890")
    found = counter.sheet(EnrolSheet).referrer
    assert found is not None
    assert found.name == "Siti Rahayu"


def test_enter_before_it_is_known_who_sent_him_counts_when_it_is(counter: Counter) -> None:
    publish(counter.shop, referral=REFERRAL)
    ready(counter)
    counter.presenter.enrol.type(Field.SENT_BY, "7890")
    counter.presenter.confirm()
    counter.hand.settle()
    counter.sheet(JoinedPanel)
    fact = last_fact(counter.shop)
    assert isinstance(fact, MemberEnrolled)
    assert fact.referred_by == counter.shop.members[0]


def test_esc_loses_nothing_until_the_customer_is_gone(counter: Counter) -> None:
    counter.scan_item("KOP-001")
    ready(counter)
    counter.presenter.leave()
    opened(counter)
    assert counter.sheet(EnrolSheet).phone == NEW
    counter.presenter.leave()
    counter.presenter.pay()
    counter.hand.settle()
    counter.enter()
    counter.enter()
    opened(counter)
    assert counter.sheet(EnrolSheet).phone == ""


def test_a_card_is_given_right_after_joining(counter: Counter) -> None:
    ready(counter)
    first = joined(counter).card
    counter.scan(BLANK_CARD)
    assert counter.said() is CardsSaid.ISSUED
    panel = counter.sheet(JoinedPanel)
    assert (panel.card, panel.preprinted) == (BLANK_CARD, True)
    counter.scan(BLANK_CARD)
    assert counter.said() is CardsSaid.ALREADY_HIS
    counter.enter()
    assert counter.state.sheet is None
    assert first != BLANK_CARD


def test_the_next_item_puts_the_panel_away(counter: Counter) -> None:
    ready(counter)
    joined(counter)
    counter.scan_item("KOP-001")
    assert counter.state.sheet is None
    assert counter.pieces() == 1


def test_a_card_of_no_batch_is_refused_right_after_joining(counter: Counter) -> None:
    ready(counter)
    joined(counter)
    opened_batch(counter.shop)
    counter.scan(BLANK_CARD)
    assert counter.said() == CardRefused(problem=CardProblem.CARD_FOREIGN)


def test_a_card_of_no_batch_is_refused_while_joining(counter: Counter) -> None:
    opened_batch(counter.shop)
    ready(counter)
    counter.scan(BLANK_CARD)
    counter.enter()
    assert counter.said() == EnrolRefused(problem=EnrolProblem.CARD_FOREIGN)
    joined(counter)


def test_a_card_that_was_blocked_as_missing_is_put_aside(counter: Counter) -> None:
    batch = opened_batch(counter.shop)
    stolen = printed(counter.shop, batch)[0].code
    blocked(counter.shop, batch, 1, 1)
    ready(counter)
    counter.scan(stolen)
    assert counter.said() == EnrolRefused(problem=EnrolProblem.CARD_BLOCKED)
    joined(counter)
    counter.scan(stolen)
    assert counter.said() == CardRefused(problem=CardProblem.CARD_BLOCKED)


class Elsewhere(Counter):
    """Another checkout on the same store."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
