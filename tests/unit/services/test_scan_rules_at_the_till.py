"""What a file of scan rules does at a till: labels of the scales, cards of others, badges, and who may read what."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from app.domain.basket import UNIT
from app.domain.codes import gtin_check_digit, qr_payload
from app.services.outcomes import ItemFound, MemberFound, ScanOutcome, ScanUnknown, StaffFound
from app.services.scan_routing import WhyNot
from app.services.scan_rules import RuleKind, ScanRule, ScanRules, SourceRules
from app.services.scans import Scan, ScanSource, Symbology
from app.services.till import Till
from app.storage.terminal.tables import shared
from tests.support.counter import Counter
from tests.support.shop import SmallShop, small_shop

WEIGHED = ScanRule(name="timbangan", kind=RuleKind.MEASURED_ITEM, layout="21NNNNNWWWWWC")
PRICED = ScanRule(name="harga", kind=RuleKind.MEASURED_ITEM, layout="22NNNNNPPPPPC", rupiah=100)
OLD_CARD = ScanRule(name="lama", kind=RuleKind.CARD_NUMBER, layout="26NNNNNNNNNNC")
BADGE = ScanRule(name="lencana", kind=RuleKind.STAFF)
USUAL = ScanRules().rules


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop


def with_check(data: str) -> str:
    return data + gtin_check_digit(data)


def till_with(shop: SmallShop, *rules: ScanRule) -> Till:
    return replace(shop.till, scan_rules=ScanRules(rules=(*rules, *USUAL)))


def found_at(till: Till, text: str, source: ScanSource = ScanSource.SERIAL) -> ScanOutcome:
    return till.resolve(Scan(text, Symbology.EAN_13, source, 0))


def give_barcode(shop: SmallShop, sku: str, gtin: str) -> None:
    with shop.store.writing() as unit:
        unit.connection.execute(update(shared.items).where(shared.items.c.sku == sku).values(gtin=gtin))


def test_a_label_of_the_scales_sells_its_item_by_weight(shop: SmallShop) -> None:
    give_barcode(shop, "KUE-001", with_check("210123400000"))
    found = found_at(till_with(shop, WEIGHED), with_check("210123400350"))
    assert isinstance(found, ItemFound)
    assert (found.item.sku, found.quantity) == ("KUE-001", 350)
    assert isinstance(found_at(shop.till, with_check("210123400350")), ScanUnknown)


def test_a_label_with_a_price_sells_its_item_at_that_price(shop: SmallShop) -> None:
    give_barcode(shop, "KUE-001", with_check("220123400000"))
    found = found_at(till_with(shop, PRICED), with_check("220123400185"))
    assert isinstance(found, ItemFound)
    assert (found.item.sku, found.item.price, found.quantity) == ("KUE-001", 18_500, UNIT)


def test_a_label_of_nothing_or_of_an_unknown_item_sells_nothing(shop: SmallShop) -> None:
    give_barcode(shop, "KUE-001", with_check("210123400000"))
    for label in ("210123400000", "210999900350"):
        outcome = found_at(till_with(shop, WEIGHED), with_check(label))
        assert outcome == ScanUnknown(text=with_check(label), looks_like="item")


def test_a_weight_comes_into_the_basket_and_is_paid_by_weight(shop: SmallShop) -> None:
    give_barcode(shop, "KUE-001", with_check("210123400000"))
    shop.till = till_with(shop, WEIGHED)
    with Counter(shop) as counter:
        counter.scan(with_check("210123400350"))
        basket = counter.state.basket
        assert basket is not None
        assert [line.quantity for line in basket.lines] == [350]


def test_a_card_of_the_old_system_names_its_member_and_is_never_an_item(shop: SmallShop) -> None:
    code = with_check("260000000042")
    till = till_with(shop, OLD_CARD)
    assert found_at(till, code) == ScanUnknown(text=code, looks_like="card")
    with shop.store.writing() as unit:
        unit.connection.execute(
            update(shared.cards).where(shared.cards.c.code == shop.cards[0]).values(code=code)
        )
    found = found_at(till, code)
    assert isinstance(found, MemberFound)
    assert found.member.member_id == shop.members[0]


def test_a_badge_says_who_and_nothing_more(shop: SmallShop) -> None:
    badge = "SETIA:S/" + shop.cashier_id.hex().upper()
    for till in (shop.till, till_with(shop, BADGE)):  # the usual rules know it, too
        found = found_at(till, badge.lower())
        assert isinstance(found, StaffFound)
        assert (found.staff.staff_id, found.staff.demo_pin) == (shop.cashier_id, None)
    stranger = found_at(till_with(shop, BADGE), "SETIA:S/" + "00" * 16)
    assert isinstance(stranger, ScanUnknown)
    assert stranger.looks_like == "staff"


def test_a_format_that_a_device_is_not_believed_names_nobody(shop: SmallShop) -> None:
    rules = ScanRules(camera=SourceRules(formats=frozenset({Symbology.EAN_13})))
    till = replace(shop.till, scan_rules=rules)
    scan = Scan(qr_payload(shop.cards[0]), Symbology.QR, ScanSource.CAMERA, 0)
    route, outcome = till.routed(scan)
    assert route.refused is WhyNot.FORMAT
    assert outcome == ScanUnknown(text=scan.text, looks_like="nothing")
    assert isinstance(till.resolve(replace(scan, source=ScanSource.SERIAL)), MemberFound)
