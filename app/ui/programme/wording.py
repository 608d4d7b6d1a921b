"""The outcome of a publication as a sentence, and the fields that it is about."""

from collections.abc import Iterator

from app.domain.programme.document import Programme
from app.domain.programme.levels import TierMetric
from app.services.outcomes import ProgrammeFault, ProgrammeInvalid, Published, RevisionConflict
from app.ui.programme.draft import RATE, Unreadable
from app.ui.programme.state import EditorTrouble, ProgrammeState
from app.ui.tone import Tone
from app.words.document_faults import document_fault_sentence
from app.words.explain import rule_name
from app.words.programme.findings import finding_sentence
from app.words.translate import Words

_SENTENCES = 3
"""More than these nobody reads above the form; what is left is told the next time."""
_FIELDS = {
    ProgrammeFault.RATE_NOT_POSITIVE: (RATE,),
    ProgrammeFault.THRESHOLD_NOT_RISING: ("{id}.threshold",),
    ProgrammeFault.PERCENT_OUT_OF_RANGE: ("{id}.discount", "{id}.percent"),
    ProgrammeFault.WINDOW_ENDS_BEFORE_START: ("{id}.starts", "{id}.ends"),
}


def outcome_words(words: Words, state: ProgrammeState) -> tuple[Tone, str]:
    """How it went; an empty sentence when nothing was tried."""
    match state.outcome:
        case None:
            return Tone.INFO, ""
        case Published(revision=revision):
            return Tone.SUCCESS, words.gettext(
                "Revision {revision} is published. It holds from the next basket.", revision=revision
            )
        case RevisionConflict(current=current):
            return Tone.ATTENTION, words.gettext(
                "Somebody published revision {revision} meanwhile. Press Reload, then change it again.",
                revision=current,
            )
        case ProgrammeInvalid():
            return Tone.DANGER, " ".join(_invalid(words, state.programme, state.outcome))
        case Unreadable():
            return Tone.DANGER, words.gettext(
                "The marked fields can’t be read. "
                "Write amounts like 10.000, percentages like 2,5, days like 31/12/2026."
            )
        case EditorTrouble.NOTHING_CHANGED:
            return Tone.INFO, words.gettext("Nothing has been changed yet.")
        case EditorTrouble.FAULT:
            return Tone.DANGER, words.gettext("That did not work. Try again; the log says why.")


def wrong_fields(state: ProgrammeState) -> frozenset[str]:
    """Names of the fields that keep the draft from being published."""
    match state.outcome:
        case Unreadable(fields=fields):
            return fields
        case ProgrammeInvalid(faults=faults):
            return frozenset(
                field.format(id=rule_id) for fault, rule_id in faults for field in _FIELDS.get(fault, ())
            )
        case _:
            return frozenset()


def threshold_words(words: Words, programme: Programme | None) -> str:
    """What a tier's threshold counts."""
    match None if programme is None else programme.tier_rules.metric:
        case TierMetric.POINTS:
            return words.gettext("From points")
        case TierMetric.VISITS:
            return words.gettext("From visits")
        case _:
            return words.gettext("From spending (Rp)")


def _invalid(words: Words, programme: Programme | None, invalid: ProgrammeInvalid) -> Iterator[str]:
    """The first few things that are wrong, each a sentence."""
    sentences = (
        *(_fault(words, fault, _name(words, programme, rule_id)) for fault, rule_id in invalid.faults),
        *(document_fault_sentence(words, fault) for fault in invalid.unwritable),
    )
    yield from sentences[:_SENTENCES]
    if programme is not None:
        yield from (finding_sentence(words, programme, found) for found in invalid.findings[:_SENTENCES])


def _fault(words: Words, fault: ProgrammeFault, name: str) -> str:
    match fault:
        case ProgrammeFault.RATE_NOT_POSITIVE:
            return words.gettext("A point must cost at least Rp1.")
        case ProgrammeFault.THRESHOLD_NOT_RISING:
            return words.gettext("{name}: the threshold must be above the tier before.", name=name)
        case ProgrammeFault.PERCENT_OUT_OF_RANGE:
            return words.gettext("{name}: the percentage must be between 0 and 100.", name=name)
        case ProgrammeFault.WINDOW_ENDS_BEFORE_START:
            return words.gettext("{name}: it ends before it starts.", name=name)
        case ProgrammeFault.CANNOT_KEEP_YET:
            return words.gettext("{name}: this till can’t keep that promise yet. Leave it out.", name=name)
        case ProgrammeFault.NOT_A_MANAGER:
            return words.gettext("Only a manager may publish.")


def _name(words: Words, programme: Programme | None, rule_id: str) -> str:
    """What people call a rule or a section of the programme."""
    sections = {
        "points": words.gettext("Points"),
        "cash": words.gettext("Cash rounding"),
        "tiers": words.gettext("Tiers"),
        "tier_rules": words.gettext("What counts towards a tier"),
        "hold_days": words.gettext("Points on hold"),
        "cashback": words.gettext("Cashback wallet"),
        "referral": words.gettext("Referrals"),
        "transfers": words.gettext("Point transfers"),
        "service_charge": words.gettext("Service charge"),
    }
    if rule_id in sections or programme is None:
        return sections.get(rule_id, rule_id)
    named = {tax.id: tax.name for tax in programme.taxes}
    return named.get(rule_id) or rule_name(words, programme, rule_id)
