"""The part of a store's check that looks at sales and postings: each belongs to a document of the journal."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from app.services.check_store import Finding
from app.storage.terminal.expected import Expected, Posted, where
from app.storage.terminal.reading import Reading
from app.storage.terminal.tables import shared


def compare_documents(reading: Reading, expected: Expected) -> Iterator[Finding]:
    """Sales that are missing, misplaced or unknown, and documents with other postings than their records."""
    yield from _compare_sales(reading, expected)
    if not _all_posted(reading, expected):
        yield from _compare_postings(reading, expected.posted)
    expected.posted.clear()


def _compare_sales(reading: Reading, expected: Expected) -> Iterator[Finding]:
    sales, known = shared.sales, 0
    for sale_id, epoch, seq in reading.rows(sales.c.sale_id, sales.c.epoch, sales.c.seq):
        record = expected.posted.get(sale_id)
        if record is None or record.kind != "sale":
            yield _finding("unknown-sale", sale_id, "-", where((epoch, seq)))
            continue
        known += 1
        if record.place != (epoch, seq):
            yield _finding("misplaced-sale", sale_id, where(record.place), where((epoch, seq)))
    if known < expected.sales:
        found = {sale_id for (sale_id,) in reading.rows(sales.c.sale_id)}
        for sale_id, record in expected.posted.items():
            if record.kind == "sale" and sale_id not in found:
                yield _finding("missing-sale", sale_id, where(record.place), "-")


def _all_posted(reading: Reading, expected: Expected) -> bool:
    """Whether every document has its postings, and nothing else has any. They lie together, as they were written."""
    postings, seen = shared.postings, set()
    rows = reading.rows(postings.c.document_id, postings.c.amount)
    for document_id, of_document in groupby(rows, key=itemgetter(0)):
        count = total = 0
        for _, amount in of_document:
            count, total = count + 1, total + amount
        wanted = expected.posted.get(document_id)
        if wanted is None or wanted.postings != count or wanted.amount != total or document_id in seen:
            return False
        seen.add(document_id)
    return len(seen) == expected.booked


def _compare_postings(reading: Reading, posted: Mapping[bytes, Posted]) -> Iterator[Finding]:
    """Names the documents whose postings differ, wherever these lie."""
    counts: defaultdict[bytes, int] = defaultdict(int)
    totals: defaultdict[bytes, int] = defaultdict(int)
    postings = shared.postings
    for document_id, amount in reading.rows(postings.c.document_id, postings.c.amount):
        counts[document_id] += 1
        totals[document_id] += amount
    for document_id in posted.keys() | counts.keys():
        wanted = posted.get(document_id)
        count, total = (0, 0) if wanted is None else (wanted.postings, wanted.amount)
        if count != counts[document_id]:
            yield _finding("postings", document_id, str(count), str(counts[document_id]))
        if total != totals[document_id]:
            yield _finding("posted", document_id, str(total), str(totals[document_id]))


def _finding(code: str, document_id: bytes, expected: str, found: str) -> Finding:
    return Finding(code=code, where=document_id.hex(), expected=expected, found=found)
