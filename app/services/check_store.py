"""What a check of the store finds: data for people to read elsewhere."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that disagrees. code: gap, broken-chain, unreadable, missing-sale, ...; where: record or key."""

    code: str
    where: str
    expected: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """How much was looked at, and what disagrees; nothing does: the store is sound."""

    records: int
    sales: int
    returns: int
    postings: int
    members: int
    findings: tuple[Finding, ...]
