"""What a till knows of a member besides points, for the engine: wallet, plans, stamps, vouchers, what limits leave."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from app.domain.basket import Entitlement, HeldVoucher, MemberSnapshot, Right, StampCount
from app.domain.changes import NOBODY, RuleUsed
from app.domain.granting import Accounts
from app.domain.holding import usable_of
from app.domain.ledger import CASHBACK_BOOK, stamps_book
from app.domain.limits import Counts, Use, counted, rights_left
from app.domain.programme.document import Programme
from app.services.rules import Asks
from app.services.unit import KnownVoucher, Unit


def with_benefits(unit: Unit, member: MemberSnapshot, asks: Asks, at: int) -> MemberSnapshot:
    """The member with wallet, plans and stamps, as far as the revision has any."""
    if not (asks.wallet or asks.plans or asks.stamps):
        return member
    member_id = member.member_id
    return replace(
        member,
        wallet=usable_of(unit.members.holding(member_id, at, CASHBACK_BOOK), at) if asks.wallet else 0,
        plans=plans_of(unit, member_id) if asks.plans else (),
        stamps=tuple(
            StampCount(card_id=card, stamps=_stamps(unit, member_id, card, at)) for card in asks.stamps
        ),
    )


def plans_of(unit: Unit, member_id: bytes) -> tuple[Entitlement, ...]:
    """A member's entitlements that were not undone."""
    known = (plan.entitlement for plan in unit.benefits.plans_of(member_id))
    return tuple(one for one in known if one.ends >= one.starts)


def _stamps(unit: Unit, member_id: bytes, card_id: str, at: int) -> int:
    """Those that this till may take: another may be filling the same card with its own."""
    return usable_of(unit.members.holding(member_id, at, stamps_book(card_id)), at)


def rights_of(
    unit: Unit, programme: Programme, asks: Asks, member_id: bytes | None, today: date
) -> tuple[Right, ...]:
    """What limits leave here and now. A till with a server has no share of any: then the benefit is not offered."""
    if not asks.limited or unit.identity().server_url is not None:
        return ()
    everybody = counted(_uses(unit.benefits.uses_in_all(asks.limited)), None, today)
    if member_id is None:
        return rights_left(programme, everybody, guest=True)
    own = counted(_uses(unit.benefits.uses_of(member_id, asks.limited)), member_id, today)
    return rights_left(programme, _joined(everybody, own), guest=False)


def _uses(used: Iterable[RuleUsed]) -> Iterable[Use]:
    for one in used:
        yield Use(
            rule_id=one.rule_id,
            member_id=one.member_id or None,
            day=date.fromisoformat(one.business_day),
            times=one.times,
            amount=one.amount,
        )


def _joined(everybody: dict[str, Counts], own: dict[str, Counts]) -> dict[str, Counts]:
    """Counts over all sales, and those of one member within them."""
    none = Counts()
    return {
        rule_id: replace(
            counts,
            per_member=own.get(rule_id, none).per_member,
            per_member_per_day=own.get(rule_id, none).per_member_per_day,
            per_member_per_month=own.get(rule_id, none).per_member_per_month,
        )
        for rule_id, counts in everybody.items()
    }


def held_vouchers(unit: Unit, codes: Iterable[str], member_id: bytes | None) -> tuple[HeldVoucher, ...]:
    """Vouchers that were shown, as the engine sees them; those of somebody else, or of nobody, aren't among them.

    A till with a server takes only what it issued itself: another till may be taking the others.
    """
    identity = unit.identity()
    held = []
    for code in codes:
        voucher = unit.benefits.voucher(code)
        if voucher is None or owner_of(unit, voucher) not in (NOBODY, member_id or NOBODY):
            continue
        here = identity.server_url is None or voucher.holder_id == identity.terminal_id
        held.append(
            HeldVoucher(
                code=voucher.code,
                kind_id=voucher.kind_id,
                expires_at=voucher.expires_at,
                uses_left=voucher.uses_left if here and not voucher.revoked else 0,
            )
        )
    return tuple(held)


def owner_of(unit: Unit, voucher: KnownVoucher) -> bytes:
    """Whose a voucher is now, after merges; empty: its bearer's."""
    return unit.members.current(voucher.member_id) if voucher.member_id else NOBODY


def accounts_of(unit: Unit, member_id: bytes, stamp_cards: Iterable[str], at: int) -> Accounts:
    """All that a member has here, right now."""
    return Accounts(
        points=unit.members.holding(member_id, at),
        cashback=unit.members.holding(member_id, at, CASHBACK_BOOK),
        stamps={card: unit.members.holding(member_id, at, stamps_book(card)) for card in stamp_cards},
        plans=plans_of(unit, member_id),
    )
