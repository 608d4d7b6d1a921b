"""Looks a whole programme over before it is published: every conflict that a cashier could meet."""

from collections.abc import Iterator
from datetime import date

from app.domain.basket import Item
from app.domain.programme.document import Programme
from app.services.programme_checks.catalogue import catalogue_findings
from app.services.programme_checks.finding import Finding, Severity
from app.services.programme_checks.joining import joining_findings
from app.services.programme_checks.law import law_findings
from app.services.programme_checks.look import Look
from app.services.programme_checks.margins import margin_findings
from app.services.programme_checks.names import name_findings
from app.services.programme_checks.reach import reach_findings
from app.services.programme_checks.rivals import rival_findings
from app.services.programme_checks.settling import settling_findings
from app.services.programme_checks.unused import unused_findings
from app.services.programme_checks.windows import window_findings


def findings(
    programme: Programme,
    items: tuple[Item, ...] | None = None,
    *,
    today: date | None = None,
    stores: tuple[str, ...] | None = None,
) -> tuple[Finding, ...]:
    """Everything that is wrong or strange, errors first.

    items: the catalogue; None: not known, and what is said of items is taken on trust. today: in the programme's
    zone; None: nothing has ended. stores: all their codes; None: not known.
    """
    look = Look(programme=programme, items=items, today=today, stores=stores)
    return tuple(sorted(_all(look), key=lambda finding: finding.severity is Severity.WARNING))


def errors_of(programme: Programme) -> tuple[Finding, ...]:
    """What keeps a programme from being published: the errors of `findings`, without looking for the rest."""
    found = _with_errors(Look(programme=programme))
    return tuple(finding for finding in found if finding.severity is Severity.ERROR)


def _all(look: Look) -> Iterator[Finding]:
    yield from _with_errors(look)
    yield from rival_findings(look)
    yield from margin_findings(look)
    yield from catalogue_findings(look)
    yield from law_findings(look)
    yield from joining_findings(look)


def _with_errors(look: Look) -> Iterator[Finding]:
    """Those of the checks that can find an error without knowing the items."""
    yield from name_findings(look)
    yield from settling_findings(look)
    yield from window_findings(look)
    yield from reach_findings(look)
    yield from unused_findings(look)
