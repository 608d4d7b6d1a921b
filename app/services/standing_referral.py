"""A member's referral as it stands: who sent him, what it gave, what of its sale is kept and what of it is spent."""

from dataclasses import dataclass

from app.domain.paid import paid_in_money
from app.domain.returns import NOTHING_YET, Returned, ReturnRefused, return_of
from app.protocol.facts import MemberEnrolled, SaleCommitted
from app.protocol.facts_awards import ReferralAwarded, ReferralNoted, ReferralRevoked
from app.services.unit import KnownVoucher, Unit

_KINDS = ("member.enrolled", "referral.noted", "referral.awarded", "referral.revoked")


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """Who sent the member, and what is given for it now."""

    member_id: bytes
    referrer_id: bytes
    awarded: ReferralAwarded | None


def referral_of(unit: Unit, member_id: bytes) -> Referral | None:
    """Said at the enrolment, or noted after it."""
    referrer_id: bytes | None = None
    awarded: ReferralAwarded | None = None
    for fact in unit.documents.about(member_id, _KINDS):
        match fact:
            case MemberEnrolled() if fact.member_id == member_id:
                referrer_id = fact.referred_by
            case ReferralNoted() if fact.member_id == member_id:
                referrer_id = fact.referrer_id
            case ReferralAwarded() if fact.member_id == member_id:
                awarded = fact
            case ReferralRevoked() if fact.member_id == member_id:
                awarded = None
    if referrer_id is None:
        return None
    return Referral(member_id=member_id, referrer_id=unit.members.current(referrer_id), awarded=awarded)


def kept_of(unit: Unit, sale: SaleCommitted, after: Returned) -> int | None:
    """Rupiah of a sale that were paid for what is kept of it; None: nothing is. after: all that has come back.

    What a refund was smaller by, for a spent voucher or a debt, was not paid for the goods.
    """
    came = {back.number: back.quantity for back in after.lines}
    whole = [line for line in sale.inputs.lines if line.parent is None]
    if not any(line.quantity > came.get(line.number, 0) for line in whole):
        return None
    paid, numbers = paid_in_money(sale.quote), {line.number for line in whole}
    wanted = [back for back in after.lines if back.number in numbers and back.quantity]
    if not wanted:
        return paid
    prepared = unit.catalogue.rules(sale.inputs.revision).prepared
    back = return_of(prepared, sale.inputs, sale.quote, NOTHING_YET, wanted)
    if isinstance(back, ReturnRefused):
        raise ValueError(f"what came back of {sale.sale_id.hex()} is no part of it: {back.reason}")
    return paid - back.refund


def spent_worth(unit: Unit, awarded: ReferralAwarded, member_id: bytes) -> int:
    """Rupiah that the vouchers which a referral gave one member took off."""
    return sum(voucher.used_amount for voucher in issued_to(unit, awarded, member_id))


def issued_to(unit: Unit, awarded: ReferralAwarded, member_id: bytes) -> tuple[KnownVoucher, ...]:
    """Of its vouchers those that count, of one member (whoever he was when he got them)."""
    return tuple(
        voucher
        for voucher in unit.benefits.issued_by(awarded.heading.document_id)
        if not voucher.revoked and unit.members.current(voucher.member_id) == member_id
    )


def deducted_with(unit: Unit, sale: SaleCommitted, after: Returned) -> int:
    """Rupiah that a return costs its member for spent vouchers of the referral that it ends; 0: it ends none.

    after: all that has come back with it.
    """
    member = sale.inputs.member
    if member is None or unit.identity().server_url is not None:
        return 0
    member_id = unit.members.current(member.member_id)
    referral = referral_of(unit, member_id)
    awarded = None if referral is None else referral.awarded
    if awarded is None or awarded.sale_id != sale.sale_id:
        return 0
    kept = kept_of(unit, sale, after)
    ends = kept is None or kept < awarded.minimum_spend
    return spent_worth(unit, awarded, member_id) if ends else 0
