"""What a sale gave besides points: revoked if unspent, deducted if spent."""

from app.domain.quote import Grant, GrantKind
from app.domain.revoking import Revocation, deducted, revocation

THREE = Grant(rule_id="drinks", kind=GrantKind.VOUCHER, what="drink", amount=3)


def test_what_is_unspent_is_revoked_and_the_rest_was_spent() -> None:
    assert revocation(THREE, 5) == Revocation(grant=THREE, revoke=3, spent=0)
    assert revocation(THREE, 2) == Revocation(grant=THREE, revoke=2, spent=1)
    assert revocation(THREE, 0) == Revocation(grant=THREE, revoke=0, spent=3)


def test_spent_vouchers_are_deducted_from_the_refund_at_what_they_took_off() -> None:
    assert deducted(2, (5_000, 8_000), refund=50_000) == 13_000
    assert deducted(1, (8_000, 5_000), refund=50_000) == 5_000
    assert deducted(0, (8_000, 5_000), refund=50_000) == 0
    assert deducted(2, (8_000, 5_000), refund=9_000) == 9_000
