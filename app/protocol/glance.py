"""The records that fill a journal, read by their bytes alone: for a check of millions of them.

Each pattern is exact: it says every byte up to what it looks for, and no string or number is read past its length.
What a record holds in bulk (lines, effects) is stepped over, not made. A record that looks different in any way isn't
glanced at: `gist_in` or `record.decode` reads it, ten times as slowly and with the same result.
"""

import re
from collections.abc import Callable
from enum import StrEnum
from itertools import repeat
from re import Match, Pattern
from typing import NamedTuple

import msgpack

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


class Glancer:
    """Glances at one record after the other, on one thread."""

    def __init__(self) -> None:
        self._unpacker = msgpack.Unpacker()

    def glance(self, encoded: bytes) -> Glanced | None:
        """What a record says, if it is one of the usual; None: it has to be read."""
        head = _HEAD.match(encoded)
        if head is None:
            return None
        epoch, seq, kind = head.groups()
        place = _number(epoch), _number(seq)
        try:
            if kind == _OF_SALE:
                return _sale(self._unpacker, place, encoded, head.end())
            read = _READERS.get(kind)
            return None if read is None else read(place, encoded, head.end())
        except (_OtherwiseError, ValueError, msgpack.OutOfData):
            self._unpacker = msgpack.Unpacker()  # without what was left of the record
            return None


def _number(found: bytes) -> int:
    """A whole number in its bytes."""
    return found[0] if len(found) == 1 else int.from_bytes(found[1:], "big")


def _of_map(size: int) -> bytes:
    return bytes((0x80 | size,)) if size < _SMALL_MAP else b"\xde" + size.to_bytes(2, "big")


_SMALL_MAP = 16
_INT = rb"(?:[\x00-\x7f]|\xcc.|\xcd.{2}|\xce.{4}|\xcf.{8})"
_NEGATIVE = rb"[\xe0-\xff]|\xd0.|\xd1.{2}|\xd2.{4}|\xd3.{8}"
_TEXT = b"(?:" + b"|".join(re.escape(bytes((0xA0 | size,))) + b".{%d}" % size for size in range(32)) + b")"
_ID = rb"\xc4(?:\x10.{16}|\x00)"
_ID_GROUP = rb"\xc4\x10(.{16})"
_SCALAR = b"(?:\xc0|" + _TEXT + b"|" + _INT + b"|" + _NEGATIVE + b")"


def _key(name: str) -> bytes:
    return re.escape(bytes((0xA0 | len(name),)) + name.encode())


def _map(**values: bytes) -> bytes:
    """The pattern of a map of these keys in this order, which is that of the fields."""
    return re.escape(_of_map(len(values))) + _entries(**values)


def _entries(**values: bytes) -> bytes:
    return b"".join(_key(name) + value for name, value in values.items())


def _one_of(kind: type[StrEnum]) -> bytes:
    return b"(?:" + b"|".join(_key(member.value) for member in kind) + b")"


def _pattern(*parts: bytes) -> Pattern[bytes]:
    return re.compile(b"".join(parts), re.DOTALL)


def _posting(source: bytes, target: bytes, amount: bytes, lot_id: bytes) -> bytes:
    return _map(
        kind=_one_of(PostingKind),
        asset=_key("points"),
        source=source,
        target=target,
        amount=amount,
        lot_id=lot_id,
    )


_ACCOUNT = _one_of(Account)
_POSTINGS = rb"([\x90-\x9f])((?:" + _posting(_ACCOUNT, _ACCOUNT, _INT, _ID) + b")*)"
_EACH_POSTING = _pattern(
    _posting(b"(" + _ACCOUNT + b")", b"(" + _ACCOUNT + b")", b"(" + _INT + b")", rb"\xc4(?:\x10(.{16})|\x00)")
)
_MEMBER = _key(Account.MEMBER.value).replace(b"\\", b"")
_FIRST_OF_LIST = 0x90


def _postings(header: bytes, found: bytes) -> list[Posted]:
    """The postings in their bytes; raises _OtherwiseError when they aren't so many as they say."""
    postings = [
        (number := _number(amount), number * ((target == _MEMBER) - (source == _MEMBER)), lot_id)
        for source, target, amount, lot_id in _EACH_POSTING.findall(found)
    ]
    if len(postings) != header[0] - _FIRST_OF_LIST:
        raise _OtherwiseError
    return postings


_HEAD = _pattern(
    re.escape(_of_map(13)),
    _entries(version=b"\x01", record_id=_ID, merchant_id=_ID, terminal_id=_ID),
    _entries(epoch=b"(" + _INT + b")", seq=b"(" + _INT + b")", kind=b"(" + _TEXT + b")"),
    _entries(member_id=b"(?:\xc0|" + _ID + b")"),
    _key("body"),
)
_TAIL = (
    _entries(
        clocks=_map(device=_INT, monotonic=_INT, server_offset=_SCALAR),
        revision=_INT,
        rights=re.escape(b"\x90"),
        sidecar=rb"(?:\xc0|\xc4\x20.{32})",
    )
    + rb"\Z"
)
_NOBODY = b"\xc0"
_NONE = re.escape(b"\x90")
_MAYBE = b"(?:\xc0|" + _INT + b")"
_OPENED = _pattern(
    _map(
        member_id=_ID_GROUP,
        source=_TEXT,
        reference=_TEXT,
        opened_at=_INT,
        lot=_map(
            lot_id=_ID_GROUP,
            asset=_key("points"),
            earned_at=_INT,
            expires_at=_MAYBE,
            original=_INT,
            remaining=_INT,
            held_until=_MAYBE,
            inactivity_months=_MAYBE,
        ),
        postings=_POSTINGS,
    ),
    _TAIL,
)
_ENROLLED = _pattern(
    _map(
        member_id=_ID_GROUP,
        card=b"(" + _TEXT + b")",
        tier_id=b"(" + _TEXT + b")",
        joined_at=_INT,
        source=_TEXT,
        aliases=rb"([\x90-\x9f])((?:" + _TEXT + b")*)",
        heading=_NOBODY,
        consents=_NONE,
        bookings=_NONE,
        changes=_NONE,
        referred_by=_NOBODY,
    ),
    _TAIL,
)
_EACH_TEXT = _pattern(_TEXT)


def _opened(place: Place, encoded: bytes, at: int) -> GlancedBalance:
    found = _OPENED.match(encoded, at)
    if found is None:
        raise _OtherwiseError
    member_id, lot_id, header, postings = found.groups()
    return GlancedBalance(place, lot_id, member_id, _postings(header, postings))


def _enrolled(place: Place, encoded: bytes, at: int) -> GlancedMember:
    found = _ENROLLED.match(encoded, at)
    if found is None:
        raise _OtherwiseError
    member_id, card, tier_id, header, listed = found.groups()
    aliases = _EACH_TEXT.findall(listed)
    if len(aliases) != header[0] - _FIRST_OF_LIST:
        raise _OtherwiseError
    codes = tuple([code[1:].decode() for code in (card, *aliases)])
    return GlancedMember(place, member_id, tier_id[1:].decode(), codes)


_SALE = _pattern(
    re.escape(_of_map(20)),
    _entries(sale_id=_ID_GROUP, receipt_number=_TEXT, store_id=_ID, cashier_id=_ID),
    _entries(business_day=_TEXT, committed_at=_INT),
    _key("inputs"),
    re.escape(_of_map(16)),
    _entries(revision=_INT, opened_at=_INT, zone=_TEXT),
    _key("lines"),
)
_BUYER = _pattern(
    _key("member"),
    b"(?:\xc0|",
    re.escape(_of_map(19)),
    _entries(member_id=_ID_GROUP, tier_id=b"(" + _TEXT + b")"),
    b")",
)
_AFTER_LINES, _AFTER_TIER_ID = 2 * (16 - 5), 2 * (19 - 2)
"""Keys and values of a sale's inputs behind `member`, and of a member behind `tier_id`."""
_QUOTE = _pattern(_key("quote"), re.escape(_of_map(18)), _key("lines"))
_SUMS = _pattern(
    _entries(price=_INT, net=_INT, tax=_INT, cash_rounding=_SCALAR, payable=b"(" + _INT + b")"),
    _key("redemption"),
)
_TIER = _pattern(
    _key("tier"),
    b"(?:\xc0|",
    _map(tier_id=_TEXT, metric_after=_INT, next_id=_SCALAR, distance=_SCALAR, counted=b"(" + _INT + b")"),
    b")",
)
_CARRIED = _pattern(_entries(carried=_NONE))
_TENDER = _pattern(
    _key("tender"),
    _map(kind=b"(\xc0|" + _one_of(TenderKind) + b")", received=_INT, change=_INT),
    _key("spent"),
)
_BOOKED = _pattern(
    _entries(
        postings=_POSTINGS,
        tier_after=b"(\xc0|" + _TEXT + b")",
        bookings=_NONE,
        changes=_NONE,
        approver_id=_ID,
        shift_id=rb"\xc4(?:\x10(.{16})|\x00)",
        split_of=_ID,
        bill=_NOBODY,
    ),
    _key("references"),
)
_CLOCKS = _pattern(_key("clocks"))
_LAST = 7
"""Values and keys from `clocks` on."""


class _Walk:
    """Goes through one record: what a pattern says is read, the rest stepped over."""

    __slots__ = ("_begun", "_encoded", "_unpacker", "at")

    def __init__(self, unpacker: msgpack.Unpacker, encoded: bytes, at: int) -> None:
        self._encoded = encoded
        self._unpacker = unpacker
        self._begun = unpacker.tell()
        unpacker.feed(encoded)
        unpacker.read_bytes(at)
        self.at = at

    def read(self, pattern: Pattern[bytes]) -> Match[bytes]:
        """What stands here; raises _OtherwiseError."""
        found = pattern.match(self._encoded, self.at)
        if found is None:
            raise _OtherwiseError
        self._unpacker.read_bytes(found.end() - self.at)
        self.at = found.end()
        return found

    def step(self, values: int) -> None:
        """Over so many keys and values."""
        skip = self._unpacker.skip
        for _ in repeat(None, values):
            skip()
        self.at = self._unpacker.tell() - self._begun


class _OtherwiseError(Exception):
    """The record isn't one of the usual."""


def _sale(unpacker: msgpack.Unpacker, place: Place, encoded: bytes, at: int) -> GlancedSale:
    """Raises _OtherwiseError and what the unpacker does."""
    found = _SALE.match(encoded, at)
    if found is None:
        raise _OtherwiseError
    walk = _Walk(unpacker, encoded, found.end())
    walk.step(1)
    member_id, tier_id = walk.read(_BUYER).groups()
    walk.step(_AFTER_LINES + (0 if member_id is None else _AFTER_TIER_ID))
    payable, counted = _quoted(walk)
    (tender,) = walk.read(_TENDER).groups()
    walk.step(3)
    header, listed, after, shift_id = walk.read(_BOOKED).groups()
    walk.step(1)
    walk.read(_CLOCKS)
    walk.step(_LAST)
    if walk.at != len(encoded):
        raise _OtherwiseError
    counts = member_id is not None and after != _NOBODY
    return GlancedSale(
        place=place,
        sale_id=found[1],
        member_id=member_id,
        counted=_number(counted) if counts and counted is not None else None,
        lifted_to=after[1:].decode() if counts and counted is not None and after != tier_id else None,
        postings=[] if member_id is None else _postings(header, listed),
        shift_id=shift_id or b"",
        tender=None if tender == _NOBODY else tender[1:].decode(),
        payable=payable,
    )


def _quoted(walk: _Walk) -> tuple[int, bytes | None]:
    """What is to pay, when nothing else carried a part of it, and what counts for the tier."""
    walk.read(_QUOTE)
    walk.step(1)
    (payable,) = walk.read(_SUMS).groups()
    walk.step(3)
    (counted,) = walk.read(_TIER).groups()
    walk.step(2 * 5)
    walk.read(_CARRIED)
    walk.step(2 * 3)
    return _number(payable), counted


_OF_SALE = b"\xaesale.committed"
_READERS: dict[bytes, Callable[[Place, bytes, int], Glanced]] = {
    b"\xaebalance.opened": _opened,
    b"\xafmember.enrolled": _enrolled,
}
