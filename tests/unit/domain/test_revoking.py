"""What a sale gave besides points: revoked if unspent, deducted if spent."""

from app.domain.revoking import Revocation, deducted, revocation


def test_what_is_unspent_is_revoked_and_the_rest_was_spent() -> None:
    assert revocation(3, 5) == Revocation(revoke=3, spent=0)
    assert revocation(3, 2) == Revocation(revoke=2, spent=1)
    assert revocation(3, 0) == Revocation(revoke=0, spent=3)


def test_spent_vouchers_are_deducted_from_the_refund_at_what_they_took_off() -> None:
    assert deducted(2, (5_000, 8_000), refund=50_000) == 13_000
    assert deducted(1, (8_000, 5_000), refund=50_000) == 5_000
    assert deducted(0, (8_000, 5_000), refund=50_000) == 0
    assert deducted(2, (8_000, 5_000), refund=9_000) == 9_000
