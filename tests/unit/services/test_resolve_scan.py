"""Scanning is always live: a code names a member or an item, or says what it looks like."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from app.domain.codes import card_code, qr_payload, voucher_code, voucher_qr_payload
from app.services.open_basket import with_voucher
from app.services.outcomes import (
    CardBlocked,
    ItemFound,
    MemberFound,
    ScanOutcome,
    ScanUnknown,
    VoucherFound,
    VoucherStanding,
)
from app.services.scans import Symbology
from app.storage.terminal.tables import shared
from tests.support.gift_shop import open_gift_shop
from tests.support.selling import basket_of, pay, scan, sell
from tests.support.shop import PEOPLE, SmallShop, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop


def resolved(shop: SmallShop, text: str, symbology: Symbology = Symbology.UNKNOWN) -> ScanOutcome:
    return shop.till.resolve(scan(text, symbology))


def test_a_card_names_its_member_as_qr_and_as_code_128_in_any_case(shop: SmallShop) -> None:
    for number, code in enumerate(shop.cards):
        for text in (qr_payload(code), code, code.lower(), qr_payload(code).lower(), f" {code}\r\n"):
            found = resolved(shop, text)
            assert isinstance(found, MemberFound)
            assert (found.member.member_id, found.member.name) == (shop.members[number], PEOPLE[number][0])
            assert found.member.card == code


def test_a_barcode_names_its_item_whatever_the_scanner_calls_it(shop: SmallShop) -> None:
    for item in shop.items:
        for symbology in (Symbology.EAN_13, Symbology.UNKNOWN):
            assert resolved(shop, item.gtin, symbology) == ItemFound(item=item)


def test_a_upc_a_code_names_the_item_of_its_ean_13(shop: SmallShop) -> None:
    with shop.store.writing() as unit:
        unit.connection.execute(
            update(shared.items).where(shared.items.c.sku == "KOP-001").values(gtin="0036000291452")
        )
    for text in ("036000291452", "0036000291452"):
        found = resolved(shop, text, Symbology.UPC_A)
        assert isinstance(found, ItemFound)
        assert found.item.sku == "KOP-001"


def test_a_blocked_card_names_nobody(shop: SmallShop) -> None:
    with shop.store.writing() as unit:
        unit.connection.execute(
            update(shared.cards).where(shared.cards.c.code == shop.cards[0]).values(blocked=True)
        )
    assert resolved(shop, qr_payload(shop.cards[0])) == CardBlocked(code=shop.cards[0])
    assert isinstance(resolved(shop, shop.cards[1]), MemberFound)


def test_what_nobody_has_is_unknown_and_says_what_it_looks_like(shop: SmallShop) -> None:
    stranger = card_code(b"stranger!!")
    assert resolved(shop, qr_payload(stranger).lower()) == ScanUnknown(text=stranger, looks_like="card")
    assert resolved(shop, "4006381333931") == ScanUnknown(text="4006381333931", looks_like="item")
    receipt = resolved(shop, "SETIA:R/BDG1-261122-0001")
    assert receipt == ScanUnknown(text="BDG1-261122-0001", looks_like="receipt")
    damaged = shop.cards[0][:-1] + "*"
    for text in (damaged, "", "https://example.com", "4006381333932", "0812 3456 7890", "SETIA:R/"):
        assert resolved(shop, text) == ScanUnknown(text=text, looks_like="nothing")


def test_a_member_shows_what_may_be_spent_and_what_lapses_next(shop: SmallShop) -> None:
    found = resolved(shop, shop.cards[0])
    assert isinstance(found, MemberFound)
    assert (found.member.balance, found.member.usable, found.member.expiring) == (0, 0, None)
    assert (found.member.tier_id, found.member.tier_metric, found.member.as_of) == ("basic", 0, None)


def test_a_voucher_s_code_says_whether_it_counts_and_is_never_a_card(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        open_gift_shop(shop)
        sell(shop, "BIJ-001")
        with shop.store.reading() as unit:
            first, second = unit.benefits.vouchers_of(shop.members[0])

        def standing(code: str) -> VoucherStanding:
            found = resolved(shop, voucher_qr_payload(code))
            assert isinstance(found, VoucherFound)
            assert (found.kind_id, found.member_id) == ("ten", shop.members[0])
            return found.standing

        assert standing(first.code) is VoucherStanding.VALID
        pay(shop, with_voucher(basket_of(shop, "ROT-001"), first.code))
        assert standing(first.code) is VoucherStanding.USED_UP
        shop.clock.at += 31 * 86_400_000
        assert standing(second.code) is VoucherStanding.EXPIRED
        unknown = resolved(shop, voucher_code(bytes(10)))
        assert isinstance(unknown, ScanUnknown)
        assert unknown.looks_like == "voucher"
