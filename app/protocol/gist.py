"""The facts that fill a journal, read only as far as their meaning goes: for whoever reads millions of records at once.

Reading a whole sale takes ten times as long as reading what `meaning_of` looks at. A gist is that fact with nothing
else in it: whoever asks it for more gets an AttributeError. Of other kinds, and of a record whose fields aren't this
version's, there is no gist: it is read whole.
"""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any, NamedTuple, cast

from app.domain.basket import PaymentMethod, QuoteInputs, TenderKind
from app.domain.changes import Change
from app.domain.holding import Booking
from app.domain.ledger import Account, Asset, Lot, Posting, PostingKind
from app.domain.quote import Quote
from app.protocol.facts import BalanceOpened, Fact, MemberEnrolled, SaleCommitted, Tender
from app.protocol.plain import MALFORMED, from_plain, unpacked
from app.protocol.record import Record


class _Member(NamedTuple):
    member_id: bytes
    tier_id: str


class _Inputs(NamedTuple):
    member: _Member | None


class _Tier(NamedTuple):
    counted: int


class _Carried(NamedTuple):
    method: PaymentMethod | None
    amount: int
    code: str


class _Quote(NamedTuple):
    tier: _Tier | None
    payable: int
    carried: tuple[_Carried, ...]


class _Tender(NamedTuple):
    kind: TenderKind | None


class Gist(NamedTuple):
    """A record's place, as it says itself, and the gist of its fact."""

    epoch: int
    seq: int
    fact: Fact


def gist_in(encoded: bytes) -> Gist | None:
    """The gist of a record's bytes; None: there is none, and `record.decode` says what they hold."""
    try:
        plain = unpacked(encoded)
        if plain.keys() != _RECORD:
            return None
        fields_of_kind, read = _READERS[plain["kind"]]
        body = plain["body"]
        if body.keys() != fields_of_kind:
            return None
        fact = read(body)
        return None if fact is None else Gist(_an(int, plain["epoch"]), _an(int, plain["seq"]), fact)
    except MALFORMED:
        return None


def _sale(body: Mapping[str, Any]) -> Fact:
    member, tier, earned = body["inputs"]["member"], body["quote"]["tier"], body["earned"]
    whose = None if member is None else _Member(_an(bytes, member["member_id"]), _an(str, member["tier_id"]))
    counted = None if tier is None else _Tier(_an(int, tier["counted"]))
    after = body["tier_after"]
    return SaleCommitted(
        sale_id=_an(bytes, body["sale_id"]),
        receipt_number=_an(str, body["receipt_number"]),
        store_id=_an(bytes, body["store_id"]),
        cashier_id=b"",
        business_day=_an(str, body["business_day"]),
        committed_at=_an(int, body["committed_at"]),
        inputs=cast("QuoteInputs", _Inputs(whose)),
        quote=cast("Quote", _quote(body["quote"], counted)),
        tender=cast("Tender", _Tender(_kind(body["tender"]["kind"]))),
        spent=(),
        earned=None if earned is None else _lot(earned),
        postings=_postings(body["postings"]),
        tier_after=None if after is None else _an(str, after),
        bookings=from_plain(tuple[Booking, ...], body["bookings"]) if body["bookings"] else (),
        changes=from_plain(tuple[Change, ...], body["changes"]) if body["changes"] else (),
        shift_id=_an(bytes, body["shift_id"]),
    )


def _kind(plain: str | None) -> TenderKind | None:
    return None if plain is None else TenderKind(plain)


def _quote(plain: Mapping[str, Any], tier: _Tier | None) -> _Quote:
    carried = [
        _Carried(
            None if part["method"] is None else PaymentMethod(part["method"]),
            _an(int, part["amount"]),
            _an(str, part["code"]),
        )
        for part in plain["carried"]
    ]
    return _Quote(tier, _an(int, plain["payable"]), tuple(carried))


def _opened(body: Mapping[str, Any]) -> Fact:
    return BalanceOpened(
        member_id=_an(bytes, body["member_id"]),
        source=_an(str, body["source"]),
        reference=_an(str, body["reference"]),
        opened_at=_an(int, body["opened_at"]),
        lot=_lot(body["lot"]),
        postings=_postings(body["postings"]),
    )


def _enrolled(body: Mapping[str, Any]) -> Fact | None:
    """An import's. One at the till is a document, of which there are few."""
    if body["heading"] is not None:
        return None
    return MemberEnrolled(
        member_id=_an(bytes, body["member_id"]),
        card=_an(str, body["card"]),
        tier_id=_an(str, body["tier_id"]),
        joined_at=_an(int, body["joined_at"]),
        source=_an(str, body["source"]),
        aliases=tuple([_an(str, alias) for alias in body["aliases"]]),
    )


def _lot(plain: Mapping[str, Any]) -> Lot:
    return Lot(
        lot_id=_an(bytes, plain["lot_id"]),
        asset=_ASSETS[plain["asset"]],
        earned_at=_an(int, plain["earned_at"]),
        expires_at=plain["expires_at"],
        original=_an(int, plain["original"]),
        remaining=_an(int, plain["remaining"]),
        held_until=plain["held_until"],
        inactivity_months=plain["inactivity_months"],
    )


def _postings(plain: list[Mapping[str, Any]]) -> tuple[Posting, ...]:
    return tuple(
        [
            Posting(
                kind=_POSTING_KINDS[one["kind"]],
                asset=_ASSETS[one["asset"]],
                source=_ACCOUNTS[one["source"]],
                target=_ACCOUNTS[one["target"]],
                amount=_an(int, one["amount"]),
                lot_id=_an(bytes, one["lot_id"]),
            )
            for one in plain
        ]
    )


def _an(kind: type, value: Any) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{value!r} is not {kind.__name__}")
    return value


def _names(kind: type) -> frozenset[str]:
    return frozenset(field.name for field in fields(kind))


_RECORD = _names(Record)
_READERS: Mapping[str, tuple[frozenset[str], Callable[[Mapping[str, Any]], Fact | None]]] = {
    "sale.committed": (_names(SaleCommitted), _sale),
    "balance.opened": (_names(BalanceOpened), _opened),
    "member.enrolled": (_names(MemberEnrolled), _enrolled),
}
_POSTING_KINDS = {kind.value: kind for kind in PostingKind}
_ASSETS = {asset.value: asset for asset in Asset}
_ACCOUNTS = {account.value: account for account in Account}
