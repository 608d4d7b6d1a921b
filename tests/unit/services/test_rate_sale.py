"""What a customer answers is kept once, and is his only where he agreed to that."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.programme.people import Consent
from app.domain.satisfaction import Question, RatingScale
from app.protocol.facts_ratings import SaleRated
from app.services.rate_sale import NotRated, Rated, RatingProblem
from tests.support.enrolling import enrolled, publish
from tests.support.requesting import rating_of
from tests.support.selling import basket_of, pay, sell
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop
from tests.support.store_look import newest_facts

AGREES = Consent(id="ask", purpose="survey", indonesian="Boleh tanya pendapat.", english="May ask me.")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == []


def newest(shop: SmallShop) -> SaleRated:
    with shop.store.reading() as unit:
        (fact,) = newest_facts(unit)
    assert isinstance(fact, SaleRated)
    return fact


def test_a_guest_s_answer_stands_with_the_sale(shop: SmallShop) -> None:
    done = sell(shop, "KOP-001", member=None)
    assert shop.till.rate(rating_of(shop, done.sale_id, 4)) == Rated(named=False)
    fact = newest(shop)
    assert (fact.sale_id, fact.member_id, fact.answer) == (done.sale_id, None, 4)


def test_a_member_who_did_not_agree_is_nowhere_in_it_and_neither_is_the_sale(shop: SmallShop) -> None:
    done = sell(shop, "KOP-001")
    assert shop.till.rate(rating_of(shop, done.sale_id)) == Rated(named=False)
    fact = newest(shop)
    assert (fact.sale_id, fact.member_id, fact.heading.staff_id) == (None, None, b"")


def test_a_member_who_agreed_has_his_answer(shop: SmallShop) -> None:
    publish(shop, consents=(AGREES,))
    member_id = enrolled(shop, consents=("ask",)).member.member_id
    with shop.store.reading() as unit:
        member = unit.members.view(member_id, shop.clock.at)
    assert member is not None
    done = pay(shop, replace(basket_of(shop, "KOP-001", member=None), member=member))
    assert shop.till.rate(rating_of(shop, done.sale_id)) == Rated(named=True)
    assert (newest(shop).sale_id, newest(shop).member_id) == (done.sale_id, member_id)


def test_one_touch_is_one_answer_however_often_it_is_sent(shop: SmallShop) -> None:
    done = sell(shop, "KOP-001", member=None)
    rating = rating_of(shop, done.sale_id, 2)
    assert {shop.till.rate(rating) for _ in range(3)} == {Rated(named=False)}
    with shop.store.reading() as unit:
        facts = newest_facts(unit, 2)
    assert [isinstance(fact, SaleRated) for fact in facts] == [False, True]


@pytest.mark.parametrize(
    ("scale", "answer"),
    [(RatingScale.FACES, 0), (RatingScale.FACES, 6), (RatingScale.TEN, -1), (RatingScale.TEN, 11)],
)
def test_what_no_button_says_is_no_answer(shop: SmallShop, scale: RatingScale, answer: int) -> None:
    done = sell(shop, "KOP-001", member=None)
    rating = replace(rating_of(shop, done.sale_id, answer), question=Question(scale=scale))
    assert shop.till.rate(rating) == NotRated(problem=RatingProblem.NO_ANSWER)


def test_an_answer_about_no_sale_is_none(shop: SmallShop) -> None:
    assert shop.till.rate(rating_of(shop, b"x" * 16)) == NotRated(problem=RatingProblem.UNKNOWN_SALE)


def test_each_third_receipt_of_a_day_is_asked_about() -> None:
    question = Question(scale=RatingScale.FACES, every=3)
    asked = [number for number in range(1, 10) if question.is_asked(f"BDG1-261122-{number:04d}")]
    assert asked == [3, 6, 9]
