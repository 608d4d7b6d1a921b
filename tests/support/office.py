"""A few words for tests of the small shop's back office: who enrols, whose cards, which programme."""

from dataclasses import replace

from sqlalchemy import func, select

from app.domain.programme.benefits import GivePoints
from app.domain.programme.document import Programme
from app.domain.programme.people import Action, ActionKind, Consent
from app.protocol.facts import Fact
from app.protocol.record import decode, fact_of
from app.services.back_office import BackOffice
from app.services.enrol_outcomes import Enrolled, EnrolRequest
from app.services.found_shop import publish_first
from app.storage.terminal.tables import journal
from tests.support.shop import SmallShop

WELCOME = Action(
    id="welcome", name="Selamat datang", kind=ActionKind.ENROLMENT, gives=(GivePoints(points=50),)
)
NEWS = Consent(id="news", purpose="news", indonesian="Boleh kirim kabar.", english="May send news.")
BIRTHDAYS = Consent(id="birthday", purpose="birthday", indonesian="Ulang tahun.", english="Birthdays.")


def office_of(shop: SmallShop) -> BackOffice:
    """The back office on the shop's till."""
    return BackOffice(store=shop.store, clock=shop.clock, chance=shop.chance, on_commit=shop.told)


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


def records(shop: SmallShop) -> int:
    """How many the journal has."""
    with shop.store.reading() as unit:
        return unit.connection.execute(select(func.count()).select_from(journal)).scalar_one()


def last_fact(shop: SmallShop) -> Fact:
    """That of the newest record."""
    with shop.store.reading() as unit:
        newest = select(journal.c.record).order_by(journal.c.epoch.desc(), journal.c.seq.desc()).limit(1)
        fact = fact_of(decode(unit.connection.execute(newest).scalar_one()))
    assert fact is not None
    return fact
