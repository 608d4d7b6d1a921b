"""The records that fill a journal, read only as far as a check of millions of them looks.

msgspec reads the fields that are named here, in compiled code, and steps over what a record holds in bulk (lines,
effects). A record that says anything else in any of them isn't glanced at: `gist_in` or `record.decode` reads it,
many times as slowly and with the same result.
"""

from typing import Annotated, Any, Literal, NamedTuple

from msgspec import DecodeError, Meta, Raw, Struct
from msgspec.msgpack import Decoder

from app.domain.basket import TenderKind
from app.domain.ledger import Account, PostingKind

Place = tuple[int, int]
"""(epoch, seq)."""


Posted = tuple[int, int, bytes]
"""One posting in points: its amount, what the member's balance changes by, and the lot."""


class GlancedSale(NamedTuple):
    """A sale that books points at the most, and was paid by one tender.

    member_id None: a guest's. counted None: nothing counts for the tier. lifted_to: his new tier.
    """

    place: Place
    sale_id: bytes
    member_id: bytes | None
    counted: int | None
    lifted_to: str | None
    postings: list[Posted]
    shift_id: bytes
    tender: str | None
    payable: int


class GlancedBalance(NamedTuple):
    """An opening balance, which is named by its lot."""

    place: Place
    lot_id: bytes
    member_id: bytes
    postings: list[Posted]


class GlancedMember(NamedTuple):
    """Somebody whom an import brought in. codes: his card and aliases."""

    place: Place
    member_id: bytes
    tier_id: str
    codes: tuple[str, ...]


Glanced = GlancedSale | GlancedBalance | GlancedMember


def glance(encoded: bytes) -> Glanced | None:
    """What a record says, if it is one of the usual; None: it has to be read."""
    try:
        if encoded.find(_SALE, 0, _KIND_ENDS) >= 0:
            return _sale(_SALES.decode(encoded))
        if encoded.find(_BALANCE, 0, _KIND_ENDS) >= 0:
            return _balance(_BALANCES.decode(encoded))
        if encoded.find(_MEMBER, 0, _KIND_ENDS) >= 0:
            return _member(_MEMBERS.decode(encoded))
    except DecodeError:  # of bytes, or of a field that isn't as it usually is
        pass
    return None


_SALE, _BALANCE, _MEMBER = b"sale.committed", b"balance.opened", b"member.enrolled"
_KIND_ENDS = 200
"""A record's kind stands before this byte: behind it come the ids of the record, the merchant and the till, which fill
less. Somewhere else the same letters only cost an attempt."""

_Nothing = Annotated[list[None], Meta(max_length=0)]


class _Exact(Struct, gc=False, forbid_unknown_fields=True):
    """A map of these keys and no others."""


class _Within(Struct, gc=False):
    """What is looked at in a map of more keys."""


class _Posting(_Exact):
    kind: PostingKind
    asset: Literal["points"]
    source: Account
    target: Account
    amount: int
    lot_id: bytes


class _Buyer(_Within):
    member_id: bytes
    tier_id: str


class _Inputs(_Within):
    member: _Buyer | None


class _Tier(_Within):
    counted: int


class _Quote(_Within):
    payable: int
    tier: _Tier | None
    carried: _Nothing


class _Tender(_Exact):
    kind: TenderKind | None
    received: int
    change: int


class _SaleBody(_Exact):
    sale_id: bytes
    receipt_number: str
    store_id: bytes
    cashier_id: bytes
    business_day: str
    committed_at: int
    inputs: _Inputs
    quote: _Quote
    tender: _Tender
    spent: Raw
    earned: Raw
    postings: list[_Posting]
    tier_after: str | None
    bookings: _Nothing
    changes: _Nothing
    approver_id: bytes
    shift_id: bytes
    split_of: bytes
    bill: None
    references: Raw


class _Lot(_Exact):
    lot_id: bytes
    asset: Literal["points"]
    earned_at: int
    expires_at: int | None
    original: int
    remaining: int
    held_until: int | None
    inactivity_months: int | None


class _BalanceBody(_Exact):
    member_id: bytes
    source: str
    reference: str
    opened_at: int
    lot: _Lot
    postings: list[_Posting]


class _MemberBody(_Exact):
    member_id: bytes
    card: str
    tier_id: str
    joined_at: int
    source: str
    aliases: list[str]
    heading: None
    consents: _Nothing
    bookings: _Nothing
    changes: _Nothing
    referred_by: None


class _Clocks(_Exact):
    device: int
    monotonic: int
    server_offset: int | None


class _Record(_Exact):
    version: Literal[1]
    record_id: bytes
    merchant_id: bytes
    terminal_id: bytes
    epoch: int
    seq: int
    kind: Any
    member_id: bytes | None
    body: Any
    clocks: _Clocks
    revision: int
    rights: Raw
    sidecar: bytes | None


class _SaleRecord(_Record):
    kind: Literal["sale.committed"]
    body: _SaleBody


class _BalanceRecord(_Record):
    kind: Literal["balance.opened"]
    body: _BalanceBody


class _MemberRecord(_Record):
    kind: Literal["member.enrolled"]
    body: _MemberBody


_SALES, _BALANCES, _MEMBERS = Decoder(_SaleRecord), Decoder(_BalanceRecord), Decoder(_MemberRecord)


def _sale(record: _SaleRecord) -> GlancedSale:
    body = record.body
    buyer, tier, after = body.inputs.member, body.quote.tier, body.tier_after
    counted = None if buyer is None or tier is None or after is None else tier.counted
    return GlancedSale(
        (record.epoch, record.seq),
        body.sale_id,
        None if buyer is None else buyer.member_id,
        counted,
        after if counted is not None and buyer is not None and after != buyer.tier_id else None,
        [] if buyer is None else _posted(body.postings),
        body.shift_id,
        body.tender.kind,
        body.quote.payable,
    )


def _balance(record: _BalanceRecord) -> GlancedBalance:
    body = record.body
    return GlancedBalance((record.epoch, record.seq), body.lot.lot_id, body.member_id, _posted(body.postings))


def _member(record: _MemberRecord) -> GlancedMember:
    body = record.body
    return GlancedMember((record.epoch, record.seq), body.member_id, body.tier_id, (body.card, *body.aliases))


def _posted(postings: list[_Posting]) -> list[Posted]:
    return [
        (one.amount, one.amount * ((one.target is _HIS) - (one.source is _HIS)), one.lot_id)
        for one in postings
    ]


_HIS = Account.MEMBER
