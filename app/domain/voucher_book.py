"""A voucher's life: issued, used, revived when the sale that used it is wholly back, revoked.

What happened is only ever added, and adding it again changes nothing, so a voucher is the same in whatever order its
documents become known. Two tills may have used it with the line down: `overused` says so.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.basket import HeldVoucher
from app.domain.calendar import add_days, end_of_day, local_time
from app.domain.programme.document import Programme
from app.domain.programme.gifts import VoucherKind
from app.domain.quote import Grant, GrantKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """One code. member_id: whose it is; None: whoever bears it. uses: how often in all.

    rule_id, issued_by: what gave it, and in which document. expires_at: its last instant; None: never lapses.
    used_by, returned: sales that used it, and those of them that are wholly back; revoked_by: documents; all sorted.
    """

    code: str
    kind_id: str
    member_id: bytes | None
    rule_id: str
    issued_by: bytes
    issued_at: int
    expires_at: int | None
    uses: int
    used_by: tuple[bytes, ...] = ()
    returned: tuple[bytes, ...] = ()
    revoked_by: tuple[bytes, ...] = ()

    @property
    def live_uses(self) -> tuple[bytes, ...]:
        """Sales that used it and aren't wholly back."""
        return tuple(sale for sale in self.used_by if sale not in self.returned)

    @property
    def left(self) -> int:
        """Uses that are left; none once revoked."""
        return 0 if self.revoked_by else max(0, self.uses - len(self.live_uses))

    @property
    def overused(self) -> int:
        """Uses beyond what it allows."""
        return max(0, len(self.live_uses) - self.uses)


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """Who gets vouchers, by which document, when."""

    member_id: bytes | None
    document_id: bytes
    at: int


def issue(
    programme: Programme, grants: Iterable[Grant], codes: Iterable[str], to: Issue
) -> tuple[Voucher, ...]:
    """Vouchers for grants of a quote (a claim, an action), one code each, in the order of the grants.

    Raises ValueError when there are too few codes, or the programme doesn't have a kind.
    """
    kinds = {kind.id: kind for kind in programme.vouchers}
    fresh = iter(codes)
    vouchers: list[Voucher] = []
    for grant in grants:
        if grant.kind is not GrantKind.VOUCHER:
            continue
        if grant.what not in kinds:
            raise ValueError(f"revision {programme.revision} has no voucher {grant.what}")
        for _ in range(grant.amount):
            code = next(fresh, None)
            if code is None:
                raise ValueError("there are fewer codes than vouchers")
            vouchers.append(_issued(programme, kinds[grant.what], grant.rule_id, code, to))
    return tuple(vouchers)


def _issued(programme: Programme, kind: VoucherKind, rule_id: str, code: str, to: Issue) -> Voucher:
    return Voucher(
        code=code,
        kind_id=kind.id,
        member_id=to.member_id,
        rule_id=rule_id,
        issued_by=to.document_id,
        issued_at=to.at,
        expires_at=voucher_expiry(programme, kind, to.at),
        uses=kind.uses,
    )


def codes_needed(grants: Iterable[Grant]) -> int:
    """How many codes `issue` takes."""
    return sum(max(0, grant.amount) for grant in grants if grant.kind is GrantKind.VOUCHER)


def voucher_expiry(programme: Programme, kind: VoucherKind, at: int) -> int | None:
    """The end of the day so many days after its issue, in the programme's zone; None: it doesn't lapse."""
    if kind.valid_days is None:
        return None
    issued_on = local_time(at, programme.zone).date()
    return end_of_day(add_days(issued_on, kind.valid_days), programme.zone)


class VoucherState(StrEnum):
    """What a voucher is at an instant. The first that holds, in this order."""

    REVOKED = "revoked"
    USED_UP = "used-up"
    EXPIRED = "expired"
    VALID = "valid"


def state_of(voucher: Voucher, at: int) -> VoucherState:
    """The last instant counts as valid."""
    if voucher.revoked_by:
        return VoucherState.REVOKED
    if voucher.left == 0:
        return VoucherState.USED_UP
    if voucher.expires_at is not None and voucher.expires_at < at:
        return VoucherState.EXPIRED
    return VoucherState.VALID


class UseRefusal(StrEnum):
    """Why a voucher can't be used."""

    REVOKED = "revoked"
    USED_UP = "used-up"
    EXPIRED = "expired"
    NOT_YOURS = "not-yours"


def use_refused(voucher: Voucher, sale_id: bytes, member_id: bytes | None, at: int) -> UseRefusal | None:
    """Why a sale may not use it; None: it may. A sale that did may again, for it counts once.

    member_id: on the basket. at: when the basket was opened.
    """
    if voucher.member_id is not None and voucher.member_id != member_id:
        return UseRefusal.NOT_YOURS
    if sale_id in voucher.live_uses:
        return None
    state = state_of(voucher, at)
    return None if state is VoucherState.VALID else UseRefusal(state.value)


def used(voucher: Voucher, sale_id: bytes) -> Voucher:
    """After a sale that used it."""
    return replace(voucher, used_by=_with(voucher.used_by, sale_id))


def revived(voucher: Voucher, sale_id: bytes) -> Voucher:
    """After everything of a sale that used it is back (`ReturnQuote.vouchers`). Its expiry stays what it was."""
    return replace(voucher, returned=_with(voucher.returned, sale_id))


def revoked(voucher: Voucher, document_id: bytes) -> Voucher:
    """After a return of what gave it, or a manager's word: what is left of it is gone."""
    return replace(voucher, revoked_by=_with(voucher.revoked_by, document_id))


def to_revoke(vouchers: Iterable[Voucher], grant: Grant) -> tuple[Voucher, ...]:
    """Which vouchers a revoked grant of a document takes: of its rule and kind, those never used first, then by code.

    vouchers: all that the document issued. Those that were used are among them only when there are too few others.
    """
    own = [
        voucher
        for voucher in vouchers
        if (voucher.rule_id, voucher.kind_id) == (grant.rule_id, grant.what) and not voucher.revoked_by
    ]
    own.sort(key=lambda voucher: (len(voucher.live_uses), voucher.code))
    return tuple(own[: max(0, grant.amount)])


def unspent(vouchers: Iterable[Voucher]) -> int:
    """How many of some vouchers nobody has used: for `revocation`."""
    return sum(not voucher.live_uses for voucher in vouchers)


def held(voucher: Voucher) -> HeldVoucher:
    """A voucher as a quote sees it."""
    return HeldVoucher(
        code=voucher.code, kind_id=voucher.kind_id, expires_at=voucher.expires_at, uses_left=voucher.left
    )


def _with(ids: tuple[bytes, ...], one: bytes) -> tuple[bytes, ...]:
    return tuple(sorted({*ids, one}))
