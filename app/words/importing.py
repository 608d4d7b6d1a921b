"""Importing files of members and items, as sentences: what the columns mean, what happens to rows, and why not."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.services.importing.columns import ColumnPlan
from app.services.importing.fields import Field, FileFormat, Subject
from app.services.importing.reasons import Reason, Rejected, SourceFault, UnusableSource
from app.services.importing.report import ImportReport, MergeSuggestion, Note, Outcome, Sample
from app.words.money import masked_phone, points
from app.words.translate import Words

_SHOWN_SUGGESTIONS = 5
_LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportTold:
    """What there is to tell of an import. rejects: where rejected rows were written; empty: nowhere."""

    file: str
    subject: Subject
    plan: ColumnPlan
    report: ImportReport
    dry: bool
    rejects: str


def import_lines(words: Words, told: ImportTold) -> Iterator[str]:
    """The mapping of the columns, a table of what happened or would happen, reasons, notes and merge suggestions."""
    yield words.gettext(
        "{file}: {rows} rows, as {format} writes them.",
        file=told.file,
        rows=points(told.report.rows),
        format=format_name(words, told.plan.file_format),
    )
    yield ""
    yield from _columns(words, told.plan)
    yield ""
    yield from _outcomes(words, told)
    yield from _reasons(words, told.report)
    yield from _notes(words, told.report)
    yield from _suggestions(words, told.report)
    yield ""
    if told.rejects:
        yield words.gettext("The rejected rows, each with its reason: {path}", path=told.rejects)
    yield _end(words, told)


def format_name(words: Words, file_format: FileFormat) -> str:
    """Whose file it is."""
    if file_format is FileFormat.GENERIC:
        return words.gettext("no known program")
    return file_format.value.capitalize()


def _columns(words: Words, plan: ColumnPlan) -> Iterator[str]:
    yield words.gettext("Columns")
    width = max(len(column) for column in plan.columns)
    for column, field in zip(plan.columns, plan.fields, strict=True):
        meaning = words.gettext("not used") if field is None else field_name(words, field)
        yield f"  {column:{width}}  →  {meaning}" + ("" if field is None else f" ({field.value})")


def _outcomes(words: Words, told: ImportTold) -> Iterator[str]:
    yield words.gettext("What would happen") if told.dry else words.gettext("What happened")
    names = {outcome: outcome_name(words, outcome) for outcome in Outcome}
    width = max(map(len, names.values()))
    for outcome, name in names.items():
        samples = ", ".join(_sample(sample) for sample in told.report.samples.get(outcome, []))
        count = points(told.report.outcomes[outcome])
        yield f"  {name:{width}}  {count:>9}" + (f"  {samples}" if samples else "")
    if told.report.balances:
        yield "  " + words.ngettext(
            "{count} opening balance of {points} points",
            "{count} opening balances of {points} points in all",
            told.report.balances,
            count=points(told.report.balances),
            points=points(told.report.points),
        )


def _sample(sample: Sample) -> str:
    return f"{sample.what} ({sample.code})" if sample.code else sample.what


def _reasons(words: Words, report: ImportReport) -> Iterator[str]:
    if not report.reasons:
        return
    yield ""
    yield words.gettext("Why rows are rejected")
    first = {rejected.reason: rejected for rejected in report.rejected}
    for reason, count in report.reasons.most_common():
        says = reason_sentence(words, first[reason])
        told = words.gettext("line {line}: {reason}", line=first[reason].line, reason=says)
        yield f"  {points(count):>9}  {told}"


def _notes(words: Words, report: ImportReport) -> Iterator[str]:
    notes = [(note, count) for note, count in report.notes.items() if count]
    if notes:
        yield ""
        yield words.gettext("Worth knowing")
    for note, count in notes:
        yield f"  {points(count):>9}  {note_sentence(words, note)}"


def _suggestions(words: Words, report: ImportReport) -> Iterator[str]:
    if not report.suggested:
        return
    yield ""
    yield words.ngettext(
        "{count} pair of members shares a phone and may be one person. Nothing was merged:",
        "{count} pairs of members share a phone and may be one person each. Nothing was merged:",
        report.suggested,
        count=points(report.suggested),
    )
    for suggestion in report.suggestions[:_SHOWN_SUGGESTIONS]:
        yield "  " + suggestion_sentence(words, suggestion)
    if report.suggested > _SHOWN_SUGGESTIONS:
        yield "  …"


def suggestion_sentence(words: Words, suggestion: MergeSuggestion) -> str:
    """Who may be whom."""
    values = {
        "line": suggestion.line,
        "name": suggestion.name,
        "other": suggestion.other_name,
        "phone": masked_phone(suggestion.phone),
    }
    if suggestion.other_line:
        return words.gettext(
            "{phone}: {name} (line {line}) and {other} (line {other_line})",
            other_line=suggestion.other_line,
            **values,
        )
    return words.gettext("{phone}: {name} (line {line}) and {other}, who is a member already", **values)


def _end(words: Words, told: ImportTold) -> str:
    if told.dry:
        return words.gettext("Nothing was changed: this was a dry run.")
    report = told.report
    if not (report.outcomes[Outcome.NEW] or report.outcomes[Outcome.CHANGED]):
        return words.gettext("Nothing had to be changed.")
    return words.gettext("Done.")


def outcome_name(words: Words, outcome: Outcome) -> str:
    """What becomes of rows."""
    match outcome:
        case Outcome.NEW:
            return words.gettext("new")
        case Outcome.CHANGED:
            return words.gettext("changed")
        case Outcome.SAME:
            return words.gettext("same as before")
        case Outcome.REJECTED:
            return words.gettext("rejected")


def note_sentence(words: Words, note: Note) -> str:
    """What rows have in common that came in."""
    match note:
        case Note.ROUNDED_DOWN:
            return words.gettext("balances had a fraction of a point, which was rounded down")
        case Note.BALANCE_DIFFERS:
            return words.gettext("balances differ from what was brought in before; what was brought in stays")
        case Note.BALANCE_ELSEWHERE:
            return words.gettext(
                "balances are of members whom the server knows: bring them in at the till that enrolled them"
            )
        case Note.POINTS_LAPSED:
            return words.gettext("balances had lapsed by the file's own date and were left behind")
        case Note.BARCODE_DROPPED:
            return words.gettext("items have a code that is no trade barcode; they come without it")
        case Note.PART_OF_ITEM:
            return words.gettext("rows only say what an item is made of and were passed over")


def reason_sentence(words: Words, rejected: Rejected) -> str:
    """Why a row is left out, and what to do about it."""
    found = rejected.found if len(rejected.found) <= _LONGEST_SHOWN else rejected.found[:_LONGEST_SHOWN] + "…"
    return (
        _reason_of_row(words, rejected.reason, found)
        or _reason_of_member(words, rejected.reason, found)
        or _reason_of_item(words, rejected.reason, found)
    )


def _reason_of_row(words: Words, reason: Reason, found: str) -> str:
    match reason:
        case Reason.TOO_MANY_CELLS:
            return words.gettext(
                "The row has more cells than there are columns: is a quotation mark missing?"
            )
        case Reason.REPEATED:
            shown = found.replace("\t", " ").strip()
            return words.gettext("An earlier row of the file is the same one: {found}.", found=shown)
        case Reason.TOO_LONG:
            return words.gettext("This is too long: {found}.", found=found)
        case _:
            return ""


def _reason_of_member(words: Words, reason: Reason, found: str) -> str:
    match reason:
        case Reason.NO_IDENTITY:
            return words.gettext("There is neither a phone nor a card nor a customer number.")
        case Reason.BAD_PHONE:
            return words.gettext("“{found}” is no phone number.", found=found)
        case Reason.BAD_BIRTHDAY:
            return words.gettext("“{found}” is no birthday such as 21/04/1990 or 04-21.", found=found)
        case Reason.BAD_DATE:
            return words.gettext("“{found}” is no date such as 2026-11-22 or 22/11/2026.", found=found)
        case Reason.BAD_POINTS:
            return words.gettext("“{found}” is no number of points.", found=found)
        case Reason.NEGATIVE_POINTS:
            return words.gettext(
                "The balance is below zero: {found}. Enrol the member, then correct it by hand.", found=found
            )
        case Reason.CARD_TAKEN:
            return words.gettext("{found} is another member's card or number.", found=found)
        case Reason.UNKNOWN_TIER:
            return words.gettext("The programme has no tier “{found}”.", found=found)
        case Reason.INACTIVE:
            return words.gettext("The card is no longer active in the old system.")
        case _:
            return ""


def _reason_of_item(words: Words, reason: Reason, found: str) -> str:
    match reason:
        case Reason.NO_SKU:
            return words.gettext("There is neither a SKU nor a barcode: {found}.", found=found)
        case Reason.NO_NAME:
            return words.gettext("The item has no name: {found}.", found=found)
        case Reason.NO_PRICE:
            return words.gettext("The item has no price.")
        case Reason.BAD_PRICE:
            return words.gettext("“{found}” is no price in whole rupiah.", found=found)
        case Reason.BAD_COST:
            return words.gettext("“{found}” is no cost.", found=found)
        case Reason.BAD_KIND:
            return words.gettext(
                "“{found}” is no kind of item: goods, gift-value, plan-fee, donation, delivery-fee.",
                found=found,
            )
        case Reason.BAD_BARCODE:
            return words.gettext("The barcode {found} has a wrong check digit or was damaged.", found=found)
        case Reason.BARCODE_TAKEN:
            return words.gettext("The barcode is that of another item: {found}.", found=found)
        case Reason.UNKNOWN_TAX:
            return words.gettext("The programme has no tax “{found}”.", found=found)
        case _:
            return ""


def unusable_sentence(words: Words, fault: UnusableSource, file: str) -> str:
    """Why nothing of a file can be imported."""
    match fault.fault:
        case SourceFault.EMPTY:
            return words.gettext("{file} is empty.", file=file)
        case SourceFault.NOT_A_TABLE:
            return words.gettext("{file} is neither a CSV nor an Excel file (XLSX).", file=file)
        case SourceFault.TOO_LARGE:
            return words.gettext("{file} is too large. Part it into smaller files.", file=file)
        case SourceFault.OPEN_QUOTE:
            return words.gettext(
                "{file}, line {line}: a quotation mark is opened and never closed.",
                file=file,
                line=fault.line,
            )
        case SourceFault.NO_USE:
            return words.gettext(
                "{file} has no column for {fields}. Its columns are {columns}. Name one with --map COLUMN=FIELD.",
                file=file,
                fields=", ".join(fault.allowed),
                columns=fault.detail,
            )
        case SourceFault.OTHER_SUBJECT:
            return words.gettext(
                "{file} lists something else. Members come in with `setia import members`, items with"
                " `setia import items`. Its columns are {columns}.",
                file=file,
                columns=fault.detail,
            )
        case SourceFault.UNKNOWN_COLUMN:
            return words.gettext(
                "{file} has no column “{name}”; it has {columns}.",
                file=file,
                name=fault.detail,
                columns=", ".join(fault.allowed),
            )
        case SourceFault.UNKNOWN_FIELD:
            return words.gettext(
                "There is no field “{name}”; there is {fields}.",
                name=fault.detail,
                fields=", ".join(fault.allowed),
            )


def field_name(words: Words, field: Field) -> str:
    """What a column holds."""
    names = {
        Field.NUMBER: words.gettext("number in the old system"),
        Field.NAME: words.gettext("name"),
        Field.CARD: words.gettext("card"),
        Field.FIRST_NAME: words.gettext("first name"),
        Field.LAST_NAME: words.gettext("last name"),
        Field.PHONE: words.gettext("phone"),
        Field.BIRTHDAY: words.gettext("birthday"),
        Field.POINTS: words.gettext("points"),
        Field.EXPIRES: words.gettext("last day of the points"),
        Field.TIER: words.gettext("tier"),
        Field.JOINED: words.gettext("member since"),
        Field.ACTIVE: words.gettext("still active"),
        Field.SKU: words.gettext("SKU"),
        Field.BARCODE: words.gettext("barcode"),
        Field.VARIANT: words.gettext("variant"),
        Field.CATEGORY: words.gettext("category"),
        Field.PRICE: words.gettext("price"),
        Field.COST: words.gettext("cost"),
        Field.TAGS: words.gettext("tags"),
        Field.WEIGHED: words.gettext("sold by weight"),
        Field.NO_PROMOTION: words.gettext("never promoted"),
        Field.KIND: words.gettext("kind of item"),
        Field.TAX: words.gettext("tax"),
        Field.GROUP: words.gettext("what variants belong to"),
        Field.PART: words.gettext("part of an item"),
    }
    return names[field]
