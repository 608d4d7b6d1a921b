"""What joining asks that nobody could answer."""

from collections.abc import Iterator

from app.domain.programme.enrolment import FieldKind
from app.services.programme_checks.finding import Finding, FindingKind
from app.services.programme_checks.look import Look

_FEWEST = 2


def joining_findings(look: Look) -> Iterator[Finding]:
    """A choice of fewer than two answers, and answers of what is no choice."""
    for at, asked in enumerate(look.programme.profile_fields):
        is_choice = asked.kind is FieldKind.CHOICE
        if is_choice and len(asked.choices) < _FEWEST:
            yield Finding(
                kind=FindingKind.CHOICES_MISSING,
                path=("profile_fields", at, "choices"),
                ids=(asked.id,),
                amount=len(asked.choices),
                limit=_FEWEST,
            )
        if not is_choice and asked.choices:
            yield Finding(
                kind=FindingKind.CHOICES_FOR_NOTHING,
                path=("profile_fields", at, "choices"),
                ids=(asked.id,),
                of=asked.kind.value,
            )
