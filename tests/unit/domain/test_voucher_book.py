"""A voucher is issued, used, revived and revoked; the order in which that is known makes no difference."""

from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import pytest

from app.domain.basket import HeldVoucher
from app.domain.calendar import end_of_day, local_time
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import prepare
from app.domain.programme.benefits import AmountOff
from app.domain.programme.gifts import VoucherKind
from app.domain.quote import Grant, GrantKind, RefusalReason
from app.domain.revoking import Revocation, revocation
from app.domain.voucher_book import (
    Issue,
    UseRefusal,
    Voucher,
    VoucherState,
    codes_needed,
    held,
    issue,
    revived,
    revoked,
    state_of,
    to_revoke,
    unspent,
    use_refused,
    used,
)
from tests.support.returning import DAY, THING
from tests.support.worked_example import BASIC, NOON, ZONE, inputs, lines, programme

DRINK = VoucherKind(id="drink", name="Drink", gives=AmountOff(amount=5_000), valid_days=30)
THRICE = VoucherKind(id="thrice", name="Thrice", gives=AmountOff(amount=1_000), uses=3)
RULES = replace(programme(), vouchers=(DRINK, THRICE))
ME = b"me"
TO_ME = Issue(member_id=ME, document_id=b"sale", at=NOON)
TO_BEARER = replace(TO_ME, member_id=None)


def grant(what: str, amount: int = 1, rule_id: str = "rule") -> Grant:
    return Grant(rule_id=rule_id, kind=GrantKind.VOUCHER, what=what, amount=amount)


def one(what: str = "drink", to: Issue = TO_ME) -> Voucher:
    (voucher,) = issue(RULES, [grant(what)], ["CODE"], to)
    return voucher


def test_each_granted_voucher_gets_a_code_in_the_order_of_the_grants() -> None:
    cash = Grant(rule_id="cash", kind=GrantKind.CASHBACK, what="", amount=9_000)
    grants = (grant("drink", 2), cash, grant("thrice", rule_id="other"))
    assert codes_needed(grants) == 3
    vouchers = issue(RULES, grants, ["A", "B", "C", "D"], TO_ME)
    assert [(one.code, one.kind_id, one.rule_id, one.uses) for one in vouchers] == [
        ("A", "drink", "rule", 1),
        ("B", "drink", "rule", 1),
        ("C", "thrice", "other", 3),
    ]
    assert {(one.member_id, one.issued_by, one.issued_at) for one in vouchers} == {(ME, b"sale", NOON)}


def test_too_few_codes_and_unknown_kinds_are_faults() -> None:
    with pytest.raises(ValueError, match="fewer codes"):
        issue(RULES, [grant("drink", 2)], ["A"], TO_ME)
    with pytest.raises(ValueError, match="no voucher gone"):
        issue(RULES, [grant("gone")], ["A"], TO_ME)


def test_a_voucher_is_good_to_the_end_of_its_last_day_in_the_programme_s_zone() -> None:
    voucher = one()
    last = end_of_day(local_time(NOON + 30 * DAY, ZONE).date(), ZONE)
    assert voucher.expires_at == last
    assert state_of(voucher, last) is VoucherState.VALID
    assert state_of(voucher, last + 1) is VoucherState.EXPIRED
    assert use_refused(voucher, b"s", ME, last + 1) is UseRefusal.EXPIRED
    assert one("thrice").expires_at is None


def test_it_is_used_as_often_as_its_kind_says_and_once_by_a_sale() -> None:
    voucher = used(used(one("thrice"), b"s1"), b"s1")
    assert voucher.left == 2
    voucher = used(used(voucher, b"s2"), b"s3")
    assert (voucher.left, state_of(voucher, NOON)) == (0, VoucherState.USED_UP)
    assert use_refused(voucher, b"s4", ME, NOON) is UseRefusal.USED_UP
    assert use_refused(voucher, b"s3", ME, NOON) is None


def test_it_lives_again_when_the_sale_that_used_it_is_wholly_back() -> None:
    spent = used(one(), b"s1")
    assert use_refused(spent, b"s2", ME, NOON) is UseRefusal.USED_UP
    again = revived(spent, b"s1")
    assert (again.left, use_refused(again, b"s2", ME, NOON)) == (1, None)
    assert used(again, b"s1").left == 1
    assert again.expires_at == spent.expires_at


def test_a_revoked_one_is_gone_even_if_what_used_it_comes_back() -> None:
    gone = revoked(revived(used(one("thrice"), b"s1"), b"s1"), b"return")
    assert (gone.left, state_of(gone, NOON)) == (0, VoucherState.REVOKED)
    assert use_refused(gone, b"s2", ME, NOON) is UseRefusal.REVOKED


def test_a_member_s_is_the_member_s_own_and_a_bearer_s_is_anybody_s() -> None:
    for somebody in (b"you", None):
        assert use_refused(one(), b"s", somebody, NOON) is UseRefusal.NOT_YOURS
        assert use_refused(one(to=TO_BEARER), b"s", somebody, NOON) is None


def test_what_happened_may_become_known_in_any_order_and_twice() -> None:
    events: list[Callable[[Voucher], Voucher]] = [
        lambda voucher: used(voucher, b"s1"),
        lambda voucher: used(voucher, b"s2"),
        lambda voucher: revived(voucher, b"s1"),
        lambda voucher: revoked(voucher, b"r"),
        lambda voucher: used(voucher, b"s2"),
    ]
    ends = set()
    for order in permutations(events):
        voucher = one("thrice")
        for event in order:
            voucher = event(voucher)
        ends.add(voucher)
    assert len(ends) == 1


def test_two_tills_that_used_one_use_with_the_line_down_are_noticed() -> None:
    voucher = used(used(one(), b"till 1"), b"till 2")
    assert (voucher.left, voucher.overused) == (0, 1)
    assert revived(voucher, b"till 1").overused == 0


def test_a_return_revokes_unused_ones_first() -> None:
    a, b, c = issue(RULES, [grant("drink", 3)], ["A", "B", "C"], TO_ME)
    book = (used(a, b"s"), b, revoked(c, b"manager"), one("thrice"))
    assert [each.code for each in to_revoke(book, grant("drink"))] == ["B"]
    assert to_revoke(book, grant("drink", -1)) == ()
    both = to_revoke(book, grant("drink", 2))
    assert [each.code for each in both] == ["B", "A"]
    assert revocation(grant("drink", 2), unspent(both)) == Revocation(
        grant=grant("drink", 2), revoke=1, spent=1
    )


def test_the_engine_takes_a_valid_voucher_and_says_why_not_another() -> None:
    prepared = prepare(RULES)

    def refused(voucher: Voucher) -> list[RefusalReason]:
        basket = replace(inputs(lines((THING, 1)), BASIC), vouchers=(held(voucher),))
        return [refusal.reason for refusal in quote(prepared, basket).refusals]

    assert held(one()) == HeldVoucher(code="CODE", kind_id="drink", expires_at=one().expires_at, uses_left=1)
    assert refused(one()) == []
    assert refused(used(one(), b"s")) == [RefusalReason.USED_UP]
    assert refused(revoked(one(), b"r")) == [RefusalReason.USED_UP]
    assert refused(replace(one(), expires_at=NOON - 1)) == [RefusalReason.EXPIRED]
