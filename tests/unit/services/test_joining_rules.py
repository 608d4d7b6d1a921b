"""What a programme asks of whoever joins is asked for, kept sealed, and told with the member."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.programme.enrolment import Enrolment, FieldChoice, FieldKind, ProfileField
from app.services.enrol_outcomes import Enrolled, EnrolOutcome, EnrolProblem, EnrolRefused
from app.words.about_member import about_sections
from app.words.translate import Language, Words
from tests.support.enrolling import NEWS, publish, request_of
from tests.support.import_files import bring_in, csv_of
from tests.support.office import office_of, records
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop

SKIN = ProfileField(
    id="skin",
    indonesian="Jenis kulit",
    english="Skin type",
    kind=FieldKind.CHOICE,
    required=True,
    choices=(
        FieldChoice(id="dry", indonesian="Kering", english="Dry"),
        FieldChoice(id="oily", indonesian="Berminyak", english="Oily"),
    ),
)
EMAIL = ProfileField(id="email", indonesian="Surel", english="E-mail")
WEDDING = ProfileField(id="wedding", indonesian="Hari nikah", english="Wedding day", kind=FieldKind.DATE)
DRY = (("skin", "dry"),)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as made:
        yield made
        assert complaints(made) == []


def joined(shop: SmallShop, **changes: Any) -> EnrolOutcome:
    return office_of(shop).enrol(request_of(shop, **changes))


def refused(shop: SmallShop, **changes: Any) -> tuple[EnrolProblem, str]:
    before = records(shop)
    outcome = joined(shop, **changes)
    assert isinstance(outcome, EnrolRefused), outcome
    assert records(shop) == before
    return outcome.problem, outcome.what


def test_a_plain_programme_asks_for_a_phone_alone(shop: SmallShop) -> None:
    assert isinstance(joined(shop, name=""), Enrolled)


def test_a_name_and_a_birthday_may_be_required(shop: SmallShop) -> None:
    publish(shop, enrolment=Enrolment(name=True, birthday=True))
    assert refused(shop, name=" ") == (EnrolProblem.NEEDS_NAME, "")
    assert refused(shop) == (EnrolProblem.NEEDS_BIRTHDAY, "")
    assert isinstance(joined(shop, birthday="04-21"), Enrolled)


def test_the_year_is_required_where_it_is_asked(shop: SmallShop) -> None:
    publish(shop, enrolment=Enrolment(birthday=True, birth_year=True))
    assert refused(shop, birthday="04-21") == (EnrolProblem.NEEDS_BIRTHDAY, "")
    assert isinstance(joined(shop, birthday="1994-04-21"), Enrolled)


@pytest.mark.parametrize("birthday", ["1994-02-30", "2027-01-01", "1800-01-01", "94-04-21", "21-04-1994"])
def test_a_birthday_that_nobody_has_is_refused(shop: SmallShop, birthday: str) -> None:
    assert refused(shop, birthday=birthday) == (EnrolProblem.BAD_BIRTHDAY, "")


def test_the_year_of_birth_says_who_is_an_adult(shop: SmallShop) -> None:
    """Today is 22 November 2026."""
    assert refused(shop, birthday="2008-11-23") == (EnrolProblem.NO_ADULT, "")
    assert isinstance(joined(shop, birthday="2008-11-22"), Enrolled)


def test_nobody_joins_who_is_too_young_even_with_a_guardian(shop: SmallShop) -> None:
    publish(shop, enrolment=Enrolment(youngest=13))
    child = {"adult": False, "guardian": "Ibu Wati"}
    assert refused(shop, birthday="2013-11-23", **child) == (EnrolProblem.TOO_YOUNG, "")
    assert isinstance(joined(shop, birthday="2013-11-22", **child), Enrolled)
    publish(shop, enrolment=Enrolment(youngest=18))
    assert refused(shop, phone="0812-1111-3333", **child) == (EnrolProblem.TOO_YOUNG, "")


def test_a_required_consent_that_is_not_ticked_refuses(shop: SmallShop) -> None:
    publish(shop, consents=(replace(NEWS, required=True),))
    assert refused(shop) == (EnrolProblem.NEEDS_CONSENT, "news")
    assert isinstance(joined(shop, consents=("news",)), Enrolled)


@pytest.mark.parametrize(
    ("answers", "problem"),
    [
        ((), (EnrolProblem.NEEDS_ANSWER, "skin")),
        ((("skin", "green"),), (EnrolProblem.BAD_ANSWER, "skin")),
        ((*DRY, ("wedding", "2020-02-30")), (EnrolProblem.BAD_ANSWER, "wedding")),
        ((*DRY, ("wedding", "20200229")), (EnrolProblem.BAD_ANSWER, "wedding")),
        ((*DRY, ("email", "a" * 61)), (EnrolProblem.BAD_ANSWER, "email")),
        ((*DRY, ("shoes", "42")), (EnrolProblem.BAD_ANSWER, "shoes")),
    ],
)
def test_answers_are_of_the_questions_and_of_their_kind(
    shop: SmallShop, answers: tuple[tuple[str, str], ...], problem: tuple[EnrolProblem, str]
) -> None:
    publish(shop, profile_fields=(SKIN, EMAIL, WEDDING))
    assert refused(shop, answers=answers) == problem


def test_what_was_told_is_kept_with_the_profile_and_shown_about_the_member(shop: SmallShop) -> None:
    publish(shop, enrolment=Enrolment(birth_year=True), profile_fields=(SKIN, EMAIL, WEDDING))
    answers = (*DRY, ("email", " rina@example.com "), ("wedding", "2020-02-29"))
    outcome = joined(shop, birthday="1994-04-21", answers=answers)
    assert isinstance(outcome, Enrolled)
    about = office_of(shop).about_member(outcome.member.member_id)
    assert about is not None
    assert (about.birthday, about.birth_year) == ("04-21", 1994)
    assert dict(about.answers) == {"skin": "dry", "email": "rina@example.com", "wedding": "2020-02-29"}
    rows = [row for section in about_sections(Words(Language.ENGLISH), about) for row in section.rows]
    said = {row.name: (row.figure, row.sentence) for row in rows}
    assert said["Birthday"] == ("21 Apr 1994", "")
    assert said["Skin type"] == ("", "Dry")
    assert said["Wedding day"] == ("", "29 Feb 2020")


def test_an_import_leaves_the_answers_as_they_are(shop: SmallShop) -> None:
    publish(shop, profile_fields=(SKIN,))
    outcome = joined(shop, answers=DRY)
    assert isinstance(outcome, Enrolled)
    bring_in(
        shop,
        csv_of([["nama", "hp", "tanggal lahir"], ["Rina Wulandari", "081211112222", "1994-04-21"]]),
    )
    about = office_of(shop).about_member(outcome.member.member_id)
    assert about is not None
    assert (about.birthday, about.answers) == ("04-21", DRY)
