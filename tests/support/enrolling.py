"""A few words for tests that enrol members at the small shop's till."""

from dataclasses import replace

from app.domain.programme.benefits import GivePoints
from app.domain.programme.document import Programme
from app.domain.programme.people import Action, ActionKind, Consent
from app.services.enrol_outcomes import Enrolled, EnrolRequest
from app.services.found_shop import publish_first
from tests.support.office import office_of
from tests.support.shop import SmallShop

WELCOME = Action(
    id="welcome", name="Selamat datang", kind=ActionKind.ENROLMENT, gives=(GivePoints(points=50),)
)
NEWS = Consent(id="news", purpose="news", indonesian="Boleh kirim kabar.", english="May send news.")
BIRTHDAYS = Consent(id="birthday", purpose="birthday", indonesian="Ulang tahun.", english="Birthdays.")


def publish(shop: SmallShop, **changes: object) -> Programme:
    """The next revision, whatever a screen would say to it."""
    with shop.store.writing() as unit:
        newest = unit.catalogue.programme()
        programme = replace(newest, revision=newest.revision + 1, **changes)  # type: ignore[arg-type]  # names and values of Programme
        publish_first(unit, programme)
    return programme


def request_of(shop: SmallShop, phone: str = "0812-1111-2222", **changes: object) -> EnrolRequest:
    """A new request of an adult."""
    plain = EnrolRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        phone=phone,
        staff_id=shop.cashier_id,
        name="Rina Wulandari",
        adult=True,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]  # names and values of EnrolRequest


def enrolled(shop: SmallShop, phone: str = "0812-1111-2222", **changes: object) -> Enrolled:
    """One new member."""
    done = office_of(shop).enrol(request_of(shop, phone, **changes))
    assert isinstance(done, Enrolled), done
    return done
