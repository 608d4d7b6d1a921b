"""Enrols a member: profile, card, consents and welcome in one record, once."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from app.domain.calendar import business_day
from app.domain.changes import Change, RuleUsed
from app.domain.codes import card_code, card_code_in
from app.domain.engagement import Awarded, Done, enrolment_outcome
from app.domain.granting import Accounts, Occasion, awarded
from app.domain.holding import Booking
from app.domain.ledger import POINTS_BOOK
from app.domain.programme.document import Programme
from app.domain.programme.people import ActionKind, Consent
from app.protocol.facts import MemberEnrolled
from app.protocol.facts_people import ConsentGiven
from app.protocol.heading import Heading
from app.protocol.sidecar import KEY_BYTES, NONCE_BYTES, SideCar, seal
from app.services.enrol_outcomes import (
    AlreadyMember,
    Enrolled,
    EnrolOutcome,
    EnrolProblem,
    EnrolRefused,
    EnrolRequest,
)
from app.services.giving import Given, given_to, together
from app.services.headings import heading_of, made_before
from app.services.importing.spellings import Unreadable, phone_in
from app.services.joining_rules import birth_year, refused_by_rules
from app.services.new_cards import CardFault, card_fault
from app.services.ports import Chance
from app.services.profile import ANSWERS, BIRTH_YEAR
from app.services.unit import Unit

_CARD_ENTROPY = 10
_FAULTS = {CardFault.BLOCKED: EnrolProblem.CARD_BLOCKED, CardFault.FOREIGN: EnrolProblem.CARD_FOREIGN}


def enrol(unit: Unit, chance: Chance, request: EnrolRequest, now: int) -> EnrolOutcome:
    """A new member at the lowest tier; or who has the phone already. The same request again gives the same answer."""
    done = made_before(unit, request.document_id, MemberEnrolled)
    if isinstance(done, MemberEnrolled):
        return _outcome_of(unit, done, now)
    checked = _checked(unit, chance, request, now)
    if isinstance(checked, EnrolRefused):
        return checked
    for member_id in unit.members.by_phone(checked.phone):
        known = unit.members.view(member_id, now)
        if known is not None:
            return AlreadyMember(member=known)
    programme = unit.catalogue.programme()
    fact = _fact(unit, chance, programme, checked, now)
    sidecar = _sealed(chance, fact.member_id, checked)
    unit.journal.append(fact, member_id=fact.member_id, sidecar=sidecar, revision=programme.revision)
    return _outcome_of(unit, fact, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Checked:
    """A request that can be granted. phone: E.164. card: a code."""

    request: EnrolRequest
    phone: str
    card: str
    consents: tuple[Consent, ...]


def _checked(unit: Unit, chance: Chance, request: EnrolRequest, now: int) -> _Checked | EnrolRefused:
    phone = phone_in(request.phone)
    if isinstance(phone, Unreadable):
        return EnrolRefused(problem=EnrolProblem.BAD_PHONE)
    programme = unit.catalogue.programme()
    offered = {consent.id: consent for consent in programme.consents}
    if not offered.keys() >= set(request.consents):
        return EnrolRefused(problem=EnrolProblem.UNKNOWN_CONSENT)
    refused = refused_by_rules(programme, request, _today(unit, now))
    if refused is not None:
        return refused
    if not request.adult and not request.guardian.strip():
        return EnrolRefused(problem=EnrolProblem.NEEDS_GUARDIAN)
    if request.referred_by is not None and unit.members.row(request.referred_by) is None:
        return EnrolRefused(problem=EnrolProblem.UNKNOWN_REFERRER)
    card = _card(unit, chance, request.card)
    if isinstance(card, EnrolProblem):
        return EnrolRefused(problem=card)
    ticked = tuple(offered[one] for one in dict.fromkeys(request.consents))
    return _Checked(request=request, phone=phone, card=card, consents=ticked)


def _today(unit: Unit, now: int) -> date:
    store = unit.identity().store
    return business_day(now, store.zone, store.cut_over_hour)


def _card(unit: Unit, chance: Chance, scanned: str) -> str | EnrolProblem:
    """A preprinted card that is nobody's yet, or a new code."""
    if not scanned.strip():
        return card_code(chance.random_bytes(_CARD_ENTROPY))
    code = card_code_in(scanned)
    if code is None:
        return EnrolProblem.BAD_CARD
    if unit.members.by_card(code) is not None:
        return EnrolProblem.CARD_TAKEN
    fault = card_fault(unit, code)
    return code if fault is None else _FAULTS[fault]


def _fact(unit: Unit, chance: Chance, programme: Programme, checked: _Checked, now: int) -> MemberEnrolled:
    request = checked.request
    heading = heading_of(unit, request.document_id, now, staff_id=request.staff_id)
    member_id = chance.new_id(now)
    bookings, changes = _welcome(chance, programme, member_id, heading)
    referrer = request.referred_by
    return MemberEnrolled(
        member_id=member_id,
        card=checked.card,
        tier_id=programme.tiers[0].id,
        joined_at=now,
        heading=heading,
        consents=tuple(_agreed(unit, consent, now) for consent in checked.consents),
        bookings=bookings,
        changes=changes,
        referred_by=None if referrer is None else unit.members.current(referrer),
    )


def _welcome(
    chance: Chance, programme: Programme, member_id: bytes, heading: Heading
) -> tuple[tuple[Booking, ...], tuple[Change, ...]]:
    """What every action of the kind gives that an enrolment is, and that it was used."""
    occasion = Occasion(
        document_id=heading.document_id,
        at=heading.committed_at,
        today=date.fromisoformat(heading.business_day),
        tier_id=programme.tiers[0].id,
    )
    accounts, givens, used = Accounts(), list[Given](), list[Change]()
    for action in programme.actions:
        if action.kind is not ActionKind.ENROLMENT:
            continue
        outcome = enrolment_outcome(action, Done(), same_person_enrolled=False)
        if isinstance(outcome, Awarded):
            granted = awarded(programme, action.id, outcome.awards, accounts, occasion)
            givens.append(given_to(member_id, programme, chance, occasion, accounts, granted))
            accounts = givens[-1].accounts
            used.append(
                RuleUsed(member_id=member_id, rule_id=action.id, business_day=heading.business_day, times=1)
            )
    bookings, changes = together(givens)
    return bookings, (*used, *changes)


def _agreed(unit: Unit, consent: Consent, now: int) -> ConsentGiven:
    return ConsentGiven(
        consent_id=consent.id,
        purpose=consent.purpose,
        text_hash=text_hash(consent),
        at=now,
        terminal_id=unit.identity().terminal_id,
    )


def text_hash(consent: Consent) -> bytes:
    """The version of a consent's text: SHA-256 of it in both languages."""
    return sha256(f"{consent.indonesian}\0{consent.english}".encode()).digest()


def _sealed(chance: Chance, member_id: bytes, checked: _Checked) -> SideCar:
    """What is known of the person, and that he is an adult or whose child he is."""
    request = checked.request
    answers = {field: answer.strip() for field, answer in request.answers if answer.strip()}
    year = birth_year(request.birthday)
    personal = {
        "name": " ".join(request.name.split()),
        "phone": checked.phone,
        "birthday": request.birthday[-5:],
        "adult": request.adult,
        "guardian": request.guardian.strip(),
        **({} if year is None else {BIRTH_YEAR: year}),
        **({ANSWERS: answers} if answers else {}),
    }
    return seal(member_id, chance.random_bytes(KEY_BYTES), chance.random_bytes(NONCE_BYTES), personal)


def _outcome_of(unit: Unit, fact: MemberEnrolled, now: int) -> Enrolled:
    view = unit.members.view(fact.member_id, now)
    if view is None:
        raise LookupError("a member who was enrolled is not there")
    points = (booking.movement.amount for booking in fact.bookings if booking.book == POINTS_BOOK)
    return Enrolled(member=view, card=fact.card, welcome=sum(points))
