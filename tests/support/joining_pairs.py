"""What is wrong with questions on joining, beside the same in order: changes of a plain programme."""

from dataclasses import replace
from typing import Any

from app.domain.programme.enrolment import FieldChoice, FieldKind, ProfileField
from app.services.programme_checks.finding import FindingKind

_QUESTION = ProfileField(id="skin", indonesian="Jenis kulit", english="Skin type")
_ANSWERS = (
    FieldChoice(id="dry", indonesian="Kering", english="Dry"),
    FieldChoice(id="oily", indonesian="Berminyak", english="Oily"),
)
_CHOICE = replace(_QUESTION, kind=FieldKind.CHOICE, choices=_ANSWERS)


def _asking(question: ProfileField) -> dict[str, Any]:
    return {"profile_fields": (question,)}


JOINING = {
    FindingKind.CHOICES_MISSING: (_asking(replace(_CHOICE, choices=_ANSWERS[:1])), _asking(_CHOICE)),
    FindingKind.CHOICES_FOR_NOTHING: (_asking(replace(_QUESTION, choices=_ANSWERS)), _asking(_QUESTION)),
}
