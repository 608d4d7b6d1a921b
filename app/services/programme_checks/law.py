"""What the law asks of a programme: permits, and a member's leave to use what is known of them."""

import re
from collections.abc import Iterator

from app.domain.programme.conditions import AgeBand, BirthdayWindow
from app.domain.programme.enrolment import Enrolment
from app.domain.programme.people import Action, ActionKind
from app.services.programme_checks.finding import Finding, FindingKind
from app.services.programme_checks.look import Look, owner_of
from app.services.programme_checks.walk import walk

_DRAW = re.compile(r"\b(undian|diundi|lucky ?draw|prize draw|raffle|lotre|sweepstakes?)\b", re.IGNORECASE)

_FOR_BIRTHDAYS = ("birth", "age", "profil", "personal", "ulang-tahun", "usia", "umur", "lahir")
_FOR_MESSAGES = ("market", "news", "messag", "contact", "promo", "pemasaran", "kabar", "pesan")


def law_findings(look: Look) -> Iterator[Finding]:
    """All of them."""
    yield from _permits(look)
    yield from _consents(look)


def _permits(look: Look) -> Iterator[Finding]:
    programme = look.programme
    for at, donation in enumerate(programme.donations):
        if not any(character.isdigit() for character in donation.permit):
            yield Finding(
                kind=FindingKind.PERMIT_WITHOUT_NUMBER,
                path=("donations", at, "permit"),
                ids=(donation.id,),
                what=donation.permit,
            )
    for field in ("promotions", "rewards", "actions", "vouchers"):
        for at, rule in enumerate(getattr(programme, field)):
            found = _DRAW.search(rule.name)
            if found is not None:
                yield Finding(
                    kind=FindingKind.DRAW_NEEDS_PERMIT,
                    path=(field, at, "name"),
                    ids=(rule.id,),
                    what=found.group(),
                )


def _consents(look: Look) -> Iterator[Finding]:
    """The first use of a kind of personal data that no consent's purpose speaks of."""
    purposes = [consent.purpose for consent in look.programme.consents]
    asked = {"birthday": _FOR_BIRTHDAYS, "messages": _FOR_MESSAGES}
    missing = {
        what for what, words in asked.items() if not any(word in one for one in purposes for word in words)
    }
    for path, value in walk(look.programme):
        what = _personal(value)
        if what in missing:
            missing.discard(what)
            yield Finding(
                kind=FindingKind.CONSENT_MISSING, path=path, ids=owner_of(look.programme, path), of=what
            )


def _personal(value: object) -> str:
    match value:
        case BirthdayWindow() | AgeBand() | Action(kind=ActionKind.BIRTHDAY):
            return "birthday"
        case Enrolment(birthday=True) | Enrolment(birth_year=True):
            return "birthday"
        case Action(kind=ActionKind.NEWSLETTER):
            return "messages"
        case _:
            return ""
