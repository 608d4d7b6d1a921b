"""The part of a store's check that looks at returns: each row must say what its record says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from sqlalchemy import Connection, select

from app.protocol.facts import SaleReturned
from app.protocol.plain import pack
from app.services.check_store import Finding
from app.storage.terminal.member_state import Place
from app.storage.terminal.tables import shared


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexedReturn:
    """A row of the index of returns. after: packed."""

    place: Place
    sale_id: bytes
    refund: int
    points_back: int
    clawback: int
    sale_day: str
    business_day: str
    void: bool
    without_server: bool
    after: bytes


def indexed(place: Place, fact: SaleReturned) -> IndexedReturn:
    """What the row of a return must say."""
    return IndexedReturn(
        place=place,
        sale_id=fact.sale_id,
        refund=fact.returned.refund - fact.deducted,
        points_back=fact.returned.points_back,
        clawback=fact.returned.clawback,
        sale_day=fact.sale_day,
        business_day=fact.business_day,
        void=fact.void,
        without_server=fact.without_server,
        after=pack(fact.returned.after),
    )


def compare_returns(connection: Connection, expected: Mapping[bytes, IndexedReturn]) -> Iterator[Finding]:
    """Returns that are missing, that no record explains, or whose row says something else."""
    found = dict(_rows(connection))
    for return_id, wanted in expected.items():
        row = found.get(return_id)
        if row is None:
            yield _finding("missing-return", return_id, _where(wanted), "-")
        elif row != wanted:
            wrong = [
                each.name for each in fields(row) if getattr(row, each.name) != getattr(wanted, each.name)
            ]
            yield _finding("changed-return", return_id, _said(wanted, wrong), _said(row, wrong))
    for return_id, row in found.items():
        if return_id not in expected:
            yield _finding("unknown-return", return_id, "-", _where(row))


def _rows(connection: Connection) -> Iterator[tuple[bytes, IndexedReturn]]:
    for row in connection.execute(select(shared.returns)):
        names = (each.name for each in fields(IndexedReturn) if each.name != "place")
        values = {name: getattr(row, name) for name in names}
        yield row.return_id, IndexedReturn(place=(row.epoch, row.seq), **values)


def _said(row: IndexedReturn, names: list[str]) -> str:
    return ", ".join(f"{name} {_plain(getattr(row, name))}" for name in names)


def _plain(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _where(row: IndexedReturn) -> str:
    return f"record {row.place[0]}/{row.place[1]}"


def _finding(code: str, return_id: bytes, expected: str, found: str) -> Finding:
    return Finding(code=code, where=return_id.hex(), expected=expected, found=found)
