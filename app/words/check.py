"""What a check of the store found, as sentences."""

from collections.abc import Iterator

from app.services.check_store import CheckReport, Finding
from app.words.money import points
from app.words.translate import Words


def report_sentences(words: Words, report: CheckReport) -> Iterator[str]:
    """How much was looked at, then each thing that disagrees."""
    yield words.gettext(
        "{records} records, {sales} sales, {returns} returns, {postings} postings, {members} members.",
        records=points(report.records),
        sales=points(report.sales),
        returns=points(report.returns),
        postings=points(report.postings),
        members=points(report.members),
    )
    if not report.findings:
        yield words.gettext("The store is sound.")
    for finding in report.findings:
        yield _sentence(words, finding)


def _sentence(words: Words, finding: Finding) -> str:
    match finding.code:
        case "gap":
            return words.gettext("{where}: a record is missing before it.", where=finding.where)
        case "broken-chain":
            return words.gettext(
                "{where}: its bytes don't fit the chain: it, or one before it, was changed.",
                where=finding.where,
            )
        case "damaged-page":
            return words.gettext(
                "{where}: its bytes are not what was written. Restore the last good backup.",
                where=finding.where,
            )
        case "unreadable":
            return words.gettext("{where}: can't be read: {found}", where=finding.where, found=finding.found)
        case _:
            return words.gettext(
                "{code} of {where}: {found} instead of {expected}.",
                code=finding.code,
                where=finding.where,
                found=finding.found,
                expected=finding.expected,
            )
