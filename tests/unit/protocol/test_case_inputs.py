"""A case that was written down becomes what the engine looks at, or is told what it names that isn't there."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.domain.basket import Entitlement, ItemKind, QuoteInputs, Right, StampCount, TenderKind
from app.protocol.case_faults import MOST_FAULTS, CaseFault, CaseFaultKind
from app.protocol.case_inputs import inputs_of_case
from app.protocol.document import read_document
from app.protocol.quote_case import QuoteCase

PROGRAMME: dict[str, Any] = {
    "name": "Kopi",
    "revision": 7,
    "zone": "Asia/Jakarta",
    "points": {"rupiah_per_point": 1000, "value": 10},
    "tiers": [
        {"id": "basic", "name": "Basic", "threshold": 0},
        {"id": "gold", "name": "Gold", "threshold": 5_000_000},
    ],
    "taxes": [{"id": "ppn", "name": "PPN", "rates": [{"percent": "11"}]}],
    "promotions": [
        {
            "id": "happy",
            "name": "Happy hour",
            "benefit": {"type": "percent-off", "percent": "10"},
            "limits": {"per_member": 2, "per_day": 100, "budget": 500_000},
        }
    ],
    "rewards": [
        {
            "id": "mug",
            "name": "A mug",
            "points": 100,
            "gives": {"type": "amount-off", "amount": 1000},
            "stock": 5,
        }
    ],
    "vouchers": [{"id": "ten", "name": "Ten", "gives": {"type": "amount-off", "amount": 10_000}}],
    "stamp_cards": [
        {"id": "card", "name": "Card", "size": 10, "gives": [{"type": "give-points", "points": 5}]}
    ],
    "plans": [{"id": "vip", "name": "VIP", "sku": "vip", "months": 12}],
    "channels": ["delivery"],
    "segments": ["office"],
    "flags": ["staff"],
    "lists": ["early"],
}
ITEMS: list[dict[str, Any]] = [
    {"sku": "coffee", "name": "Coffee", "category": "drinks", "price": 35_000},
    {"sku": "beef", "price": 129_900, "weighed": True, "tags": ["fresh"], "tax": "ppn"},
    {"sku": "gift", "price": 0, "kind": "gift-value"},
]
BASKET: list[dict[str, Any]] = [{"sku": "coffee"}]


def case(**more: Any) -> QuoteCase:
    plain = {"programme": PROGRAMME, "items": ITEMS, "basket": BASKET, "at": "2026-11-22T12:00", **more}
    read = read_document(QuoteCase, json.dumps(plain))
    assert isinstance(read, QuoteCase), read
    return read


def inputs(**more: Any) -> QuoteInputs:
    found = inputs_of_case(case(**more))
    assert isinstance(found, QuoteInputs), found
    return found


def test_lines_are_numbered_and_carry_their_items() -> None:
    coffee, beef, gift = inputs(
        basket=[
            {"sku": "coffee", "quantity": 2},
            {"sku": "beef", "quantity": 0.735},
            {"sku": "gift", "price": 100_000, "quantity": "1"},
        ]
    ).lines
    assert (coffee.number, coffee.quantity, coffee.item.name, coffee.price) == (1, 2_000, "Coffee", 70_000)
    assert (beef.number, beef.quantity, beef.item.name, beef.price) == (2, 735, "beef", 95_477)
    assert (beef.item.weighed, beef.item.tags, beef.item.tax) == (True, ("fresh",), "ppn")
    assert (gift.item.kind, gift.price) == (ItemKind.GIFT_VALUE, 100_000)


def test_the_instant_is_the_stores_wall_clock() -> None:
    def utc(**more: Any) -> datetime:
        return datetime.fromtimestamp(inputs(**more).opened_at // 1000, UTC)

    assert utc() == datetime(2026, 11, 22, 5, 0, tzinfo=UTC)
    assert utc(zone="Asia/Jayapura") == datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def test_a_guest_is_nobody_and_a_member_has_what_a_level_takes() -> None:
    assert inputs().member is None
    member = inputs(member={"tier": "gold", "balance": 250}).member
    assert member is not None
    assert (member.tier_id, member.tier_metric) == ("gold", 5_000_000)
    assert (member.balance, member.usable) == (250, 250)
    indebted = inputs(member={"balance": -24}).member
    assert indebted is not None
    assert (indebted.tier_id, indebted.balance, indebted.usable) == ("basic", -24, 0)


def test_a_member_is_told_as_rules_ask() -> None:
    member = inputs(
        member={
            "birthday": "11-25",
            "plans": [{"plan": "vip", "starts": "2026-01-01", "ends": "2026-12-31"}],
            "stamps": [{"card": "card", "stamps": 9}],
            "segments": ["office"],
        }
    ).member
    assert member is not None
    assert member.days_from_birthday == -3
    assert member.plans == (Entitlement(plan_id="vip", starts=date(2026, 1, 1), ends=date(2026, 12, 31)),)
    assert member.stamps == (StampCount(card_id="card", stamps=9),)
    assert member.segments == ("office",)


def test_limits_are_whole_unless_the_case_says_what_is_left() -> None:
    def rights(**more: Any) -> set[tuple[str, str, int]]:
        return {(right.rule_id, right.limit, right.left) for right in inputs(**more).rights}

    common = {("happy", "per-day", 100), ("mug", "stock", 5)}
    assert rights() == {*common, ("happy", "budget", 500_000)}
    assert rights(member={}) == {*common, ("happy", "budget", 500_000), ("happy", "per-member", 2)}
    used = [{"rule": "happy", "limit": "budget", "left": 0}]
    assert rights(rights=used) == {*common, ("happy", "budget", 0)}
    assert Right(rule_id="happy", limit="budget", left=0) in inputs(rights=used).rights


def test_everything_else_is_passed_on() -> None:
    found = inputs(
        store="kemang",
        terminal="1",
        channel="delivery",
        tender="qris",
        points=500,
        rewards=["mug"],
        coupons=["HEMAT"],
        vouchers=[{"code": "A1", "voucher": "ten", "expires_at": "2026-11-30T23:59"}],
        manual={"percent": "2.5", "reason": "dented"},
    )
    assert (found.revision, found.store, found.terminal, found.channel) == (7, "kemang", "1", "delivery")
    assert (found.tender, found.points_asked, found.rewards) == (TenderKind.QRIS, 500, ("mug",))
    assert found.coupons == ("HEMAT",)
    assert found.vouchers[0].kind_id == "ten"
    assert found.vouchers[0].expires_at == int(datetime(2026, 11, 30, 16, 59, tzinfo=UTC).timestamp()) * 1000
    assert found.manual is not None
    assert (found.manual.basis_points, found.manual.amount) == (250, 0)


UNKNOWN = CaseFaultKind.UNKNOWN


@pytest.mark.parametrize(
    ("more", "kind", "where", "found", "nearest"),
    [
        ({"basket": [{"sku": "cofee"}]}, UNKNOWN, "basket[0].sku", "cofee", "coffee"),
        ({"basket": [{"sku": "zzz"}]}, UNKNOWN, "basket[0].sku", "zzz", ""),
        ({"member": {"tier": "glod"}}, UNKNOWN, "member.tier", "glod", "gold"),
        ({"member": {"segments": ["offices"]}}, UNKNOWN, "member.segments[0]", "offices", "office"),
        ({"member": {"flags": ["stuff"]}}, UNKNOWN, "member.flags[0]", "stuff", "staff"),
        ({"member": {"lists": ["earl"]}}, UNKNOWN, "member.lists[0]", "earl", "early"),
        (
            {"member": {"stamps": [{"card": "crd", "stamps": 1}]}},
            UNKNOWN,
            "member.stamps[0].card",
            "crd",
            "card",
        ),
        ({"rewards": ["mag"]}, UNKNOWN, "rewards[0]", "mag", "mug"),
        ({"vouchers": [{"code": "A", "voucher": "tan"}]}, UNKNOWN, "vouchers[0].voucher", "tan", "ten"),
        ({"channel": "delivry"}, UNKNOWN, "channel", "delivry", "delivery"),
        (
            {"rights": [{"rule": "hapy", "limit": "budget", "left": 0}]},
            UNKNOWN,
            "rights[0].rule",
            "hapy",
            "happy",
        ),
        (
            {"rights": [{"rule": "happy", "limit": "in-total", "left": 0}]},
            UNKNOWN,
            "rights[0].limit",
            "in-total",
            "",
        ),
        ({"items": [*ITEMS, ITEMS[0]]}, CaseFaultKind.TWICE, "items[3].sku", "coffee", ""),
        ({"items": [{**ITEMS[0], "tax": "pnp"}]}, UNKNOWN, "items[0].tax", "pnp", "ppn"),
        ({"at": "2026-02-30T12:00"}, CaseFaultKind.NO_SUCH_DAY, "at", "2026-02-30T12:00", ""),
        ({"member": {"birthday": "02-30"}}, CaseFaultKind.NO_SUCH_DAY, "member.birthday", "02-30", ""),
        ({"zone": "Asia/Atlantis"}, CaseFaultKind.NO_SUCH_ZONE, "zone", "Asia/Atlantis", ""),
        ({"manual": {}}, CaseFaultKind.BOTH_OR_NEITHER, "manual", "percent, amount", ""),
        (
            {"returns": [{"lines": [{"line": 2}]}]},
            CaseFaultKind.NO_SUCH_LINE,
            "returns[0].lines[0].line",
            "2",
            "",
        ),
    ],
    ids=str,
)
def test_what_is_not_there_is_named_with_the_nearest_right_one(
    more: dict[str, Any], kind: CaseFaultKind, where: str, found: str, nearest: str
) -> None:
    assert inputs_of_case(case(**more)) == (CaseFault(kind=kind, where=where, found=found, nearest=nearest),)


def test_nobody_reads_thousands_of_faults() -> None:
    faults = inputs_of_case(case(basket=[{"sku": "cofee"}] * 5_000))
    assert isinstance(faults, tuple)
    assert len(faults) == MOST_FAULTS


@pytest.mark.parametrize("at", ["0001-01-01T00:00", "9999-12-31T23:59", "2024-02-29T02:30"])
def test_no_moment_of_the_calendar_is_too_early_or_too_late_to_be_read(at: str) -> None:
    assert isinstance(inputs_of_case(case(at=at, member={"birthday": "02-29"})), QuoteInputs)
