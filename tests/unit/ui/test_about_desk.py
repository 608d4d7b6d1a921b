"""What is known of the member who buys, at the checkout; only the screen is missing."""

from dataclasses import replace

from app.domain.engagement import NotAwardedReason
from app.domain.programme.benefits import GivePoints
from app.domain.programme.people import Referral
from app.services.note_referral import ReferralKept, ReferralNotKept, ReferralProblem
from app.ui.checkout.card_state import AboutSheet
from app.ui.checkout.state import ReferrerSearch, Trouble
from tests.support.counter import Counter
from tests.support.enrolling import publish
from tests.support.office import opened
from tests.support.selling import sell

REFERRAL = Referral(referrer=(GivePoints(points=100),))


def asked_who_sent(counter: Counter, member: int = 1) -> None:
    """Asep buys, and the cashier looks for who sent him."""
    counter.scan(counter.shop.cards[member])
    counter.presenter.about.open()
    counter.hand.settle()
    counter.presenter.about.ask_referrer()


def test_the_panel_knows_whoever_buys_now(counter: Counter) -> None:
    for member in (0, 1):
        counter.scan(counter.shop.cards[member])
        about = counter.state.about
        assert about is not None
        assert about.member.member_id == counter.shop.members[member]


def test_it_is_told_again_when_the_points_have_changed(counter: Counter) -> None:
    counter.scan(counter.shop.cards[0])
    opened(counter.shop, 500)
    counter.scan_item("KOP-001")
    about = counter.state.about
    assert about is not None
    assert about.member.usable == 500


def test_a_guest_is_nobody_to_tell_about(counter: Counter) -> None:
    counter.scan_item("KOP-001")
    counter.presenter.about.open()
    assert counter.said() is Trouble.NO_MEMBER


def test_who_sent_a_member_is_noted_by_the_card_and_does_not_buy(counter: Counter) -> None:
    publish(counter.shop, referral=REFERRAL)
    asked_who_sent(counter)
    counter.scan(counter.shop.cards[0])
    assert isinstance(counter.said(), ReferralKept)
    assert counter.sheet(AboutSheet).member.name == "Asep Hidayat"
    assert counter.member == "Asep Hidayat"


def test_who_sent_a_member_is_found_by_phone(counter: Counter) -> None:
    publish(counter.shop, referral=REFERRAL)
    asked_who_sent(counter)
    for text in ("78", "", "7890"):
        counter.presenter.search.type(text)
        counter.hand.settle()
    assert counter.sheet(ReferrerSearch).referred.name == "Asep Hidayat"
    counter.enter()
    assert isinstance(counter.said(), ReferralKept)


def test_why_a_referral_is_not_noted_is_told(counter: Counter) -> None:
    publish(counter.shop, referral=REFERRAL)
    asked_who_sent(counter)
    counter.scan(counter.shop.cards[1])
    assert counter.said() == ReferralNotKept(problem=NotAwardedReason.ONESELF)
    counter.presenter.leave()
    sell(replace(counter.shop, members=counter.shop.members[1:], cards=counter.shop.cards[1:]), "KOP-001")
    asked_who_sent(counter)
    counter.scan(counter.shop.cards[0])
    assert counter.said() == ReferralNotKept(problem=ReferralProblem.BOUGHT_BEFORE)


def test_a_search_that_was_left_notes_nobody_later(counter: Counter) -> None:
    publish(counter.shop, referral=REFERRAL)
    asked_who_sent(counter)
    counter.presenter.leave()
    counter.scan(counter.shop.cards[0])
    assert counter.member == "Siti Rahayu"
