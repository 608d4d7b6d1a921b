"""What a programme asks of new members at the checkout; only the screen is missing."""

from dataclasses import replace

from app.domain.programme.enrolment import Enrolment
from app.services.enrol_outcomes import EnrolProblem, EnrolRefused
from app.ui.checkout.enrol_state import Age, EnrolSheet, Field, JoinedPanel, Unanswered
from tests.support.counter import Counter
from tests.support.enrolling import NEWS, publish
from tests.support.office import records
from tests.unit.services.test_joining_rules import EMAIL, SKIN, WEDDING

NEW = "081211112222"


def ready(counter: Counter) -> None:
    """A sheet with all that joining a plain programme needs."""
    counter.presenter.enrol.open()
    counter.hand.settle()
    type_in(counter, Field.PHONE, NEW)
    counter.presenter.enrol.say_age(Age.ADULT)


def type_in(counter: Counter, field: Field, text: str) -> None:
    counter.presenter.enrol.type(field, text)
    counter.hand.settle()


def wants(counter: Counter, wanted: object) -> None:
    """Enter asks for this, and nobody joins."""
    before = records(counter.shop)
    counter.enter()
    assert counter.said() == wanted
    assert isinstance(counter.state.sheet, EnrolSheet)
    assert records(counter.shop) == before


def joins(counter: Counter) -> dict[str, str]:
    """Enter makes the member; what is known of his answers."""
    counter.enter()
    panel = counter.sheet(JoinedPanel)
    about = counter.shop.till.office.about_member(panel.member.member_id)
    assert about is not None
    return dict(about.answers)


def test_each_thing_that_is_needed_is_asked_for_in_turn(counter: Counter) -> None:
    publish(
        counter.shop,
        enrolment=Enrolment(name=True, birthday=True, birth_year=True),
        profile_fields=(EMAIL, SKIN),
        consents=(replace(NEWS, required=True),),
    )
    ready(counter)
    wants(counter, EnrolRefused(problem=EnrolProblem.NEEDS_NAME))
    type_in(counter, Field.NAME, "Rina")
    wants(counter, EnrolRefused(problem=EnrolProblem.NEEDS_BIRTHDAY))
    type_in(counter, Field.BIRTHDAY, "2104")
    wants(counter, EnrolRefused(problem=EnrolProblem.NEEDS_BIRTHDAY))
    type_in(counter, Field.BIRTHDAY, "21041994")
    wants(counter, Unanswered(SKIN))
    counter.presenter.enrol.answer("skin", "oily")
    wants(counter, EnrolRefused(problem=EnrolProblem.NEEDS_CONSENT))
    counter.presenter.enrol.tick("news")
    assert joins(counter) == {"skin": "oily"}


def test_an_answer_of_the_wrong_kind_is_asked_again(counter: Counter) -> None:
    publish(counter.shop, profile_fields=(WEDDING,))
    ready(counter)
    counter.presenter.enrol.answer("wedding", "30022020")
    wants(counter, Unanswered(WEDDING, bad=True))
    counter.presenter.enrol.answer("wedding", "29022020")
    assert joins(counter) == {"wedding": "2020-02-29"}


def test_a_birthday_has_a_year_only_where_it_is_asked(counter: Counter) -> None:
    ready(counter)
    type_in(counter, Field.BIRTHDAY, "21041994")
    assert counter.sheet(EnrolSheet).birthday == "2104"


def test_the_year_of_a_minor_sends_back_to_the_age(counter: Counter) -> None:
    publish(counter.shop, enrolment=Enrolment(birth_year=True))
    ready(counter)
    type_in(counter, Field.BIRTHDAY, "21042015")
    wants(counter, EnrolRefused(problem=EnrolProblem.NO_ADULT))


def test_questions_that_came_meanwhile_are_asked_and_nothing_typed_is_lost(counter: Counter) -> None:
    ready(counter)
    type_in(counter, Field.NAME, "Rina")
    publish(counter.shop, profile_fields=(SKIN,))
    wants(counter, EnrolRefused(problem=EnrolProblem.NEEDS_ANSWER, what="skin"))
    assert counter.sheet(EnrolSheet).name == "Rina"
    wants(counter, Unanswered(SKIN))
    counter.presenter.enrol.answer("skin", "dry")
    assert joins(counter) == {"skin": "dry"}
