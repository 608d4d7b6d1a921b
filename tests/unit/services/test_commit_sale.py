"""A sale is committed whole, once, and explained; a refused one leaves nothing."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.domain.basket import TenderKind
from app.services.commit_sale import Payment
from app.services.open_basket import OpenBasket, asking, with_item, with_member, with_quantity
from app.services.outcomes import MemberFound, PriceChanged, SaleDone, SaleRefusal, SaleRefused
from app.services.scans import Scan, ScanSource, Symbology
from app.storage.terminal.tables import journal, print_jobs, shared
from tests.support.shop import NOON, SmallShop, small_shop


@pytest.fixture
def shop(tmp_path: Path) -> SmallShop:
    return small_shop(tmp_path)


def card_scan(text: str) -> Scan:
    return Scan(text, Symbology.QR, ScanSource.SERIAL, 0)


def member_basket(shop: SmallShop, *skus: str, member: int = 0) -> OpenBasket:
    basket = shop.till.open_basket()
    for sku in skus:
        basket = with_item(basket, shop.item(sku))
    found = shop.till.resolve(card_scan(shop.cards[member]))
    assert isinstance(found, MemberFound)
    return with_member(basket, found.member)


def pay(shop: SmallShop, basket: OpenBasket, kind: TenderKind = TenderKind.CASH) -> SaleDone:
    payable = shop.till.quoted(basket, kind).quote.payable
    payment = Payment(kind=kind, received=payable, expected=payable, cashier_id=shop.cashier_id)
    done = shop.till.commit(basket, payment)
    assert isinstance(done, SaleDone)
    return done


def count(shop: SmallShop, table: object) -> int:
    with shop.store.reading() as unit:
        return unit.connection.execute(select(func.count()).select_from(table)).scalar_one()  # type: ignore[arg-type]  # callers pass tables


def test_a_member_earns_the_points_that_the_quote_promised(shop: SmallShop) -> None:
    with shop:
        done = pay(shop, member_basket(shop, "KOP-001", "ROT-001"))
        assert (done.payable, done.points_earned, done.balance) == (49_700, 49, 49)
        found = shop.till.resolve(card_scan(shop.cards[0]))
        assert isinstance(found, MemberFound)
        assert (found.member.balance, found.member.usable, found.member.tier_metric) == (49, 49, 49_650)


def test_points_pay_and_the_rest_is_spendable_again(shop: SmallShop) -> None:
    with shop:
        pay(shop, member_basket(shop, "BIJ-001"))
        done = pay(shop, asking(member_basket(shop, "KOP-003", "KUE-001"), 200))
        assert (done.points_spent, done.payable, done.points_earned) == (200, 67_500, 67)
        assert done.balance == 334 - 200 + 67
        found = shop.till.resolve(card_scan(shop.cards[0]))
        assert isinstance(found, MemberFound)
        assert found.member.usable == found.member.balance == 201


def test_the_same_basket_twice_is_one_sale_with_one_answer(shop: SmallShop) -> None:
    with shop:
        basket = member_basket(shop, "KOP-001")
        first = pay(shop, basket)
        records = count(shop, journal)
        payment = Payment(kind=TenderKind.CASH, received=99_000, expected=1, cashier_id=shop.cashier_id)
        assert shop.till.commit(basket, payment) == first
        assert (count(shop, shared.sales), count(shop, journal), count(shop, print_jobs)) == (1, records, 1)


def test_a_price_that_is_not_the_one_on_screen_is_shown_before_anything_is_written(shop: SmallShop) -> None:
    with shop:
        basket = member_basket(shop, "KOP-001")
        records = count(shop, journal)
        payment = Payment(kind=TenderKind.QRIS, received=20_000, expected=20_000, cashier_id=shop.cashier_id)
        changed = shop.till.commit(basket, payment)
        assert isinstance(changed, PriceChanged)
        assert changed.quoted.quote.payable == 24_000
        assert count(shop, journal) == records


@pytest.mark.parametrize(
    ("skus", "received", "reason"),
    [((), 0, SaleRefusal.EMPTY), (("KOP-001",), 23_999, SaleRefusal.SHORT_TENDER)],
)
def test_a_sale_that_cannot_be_paid_is_refused_and_leaves_nothing(
    shop: SmallShop, skus: tuple[str, ...], received: int, reason: SaleRefusal
) -> None:
    with shop:
        basket = member_basket(shop, *skus)
        expected = 24_000 if skus else 0
        payment = Payment(
            kind=TenderKind.QRIS, received=received, expected=expected, cashier_id=shop.cashier_id
        )
        assert shop.till.commit(basket, payment) == SaleRefused(reason=reason)
        assert count(shop, shared.sales) == 0


def test_points_that_were_spent_meanwhile_change_the_price_instead_of_being_spent_twice(
    shop: SmallShop,
) -> None:
    with shop:
        pay(shop, member_basket(shop, "BIJ-001"))
        slow = asking(member_basket(shop, "KOP-003", "KUE-001"), 300)
        shown = shop.till.quoted(slow, TenderKind.QRIS).quote
        assert shown.redemption.points == 300
        pay(shop, asking(member_basket(shop, "BIJ-001"), 300))
        payment = Payment(
            kind=TenderKind.QRIS,
            received=shown.payable,
            expected=shown.payable,
            cashier_id=shop.cashier_id,
        )
        again = shop.till.commit(slow, payment)
        assert isinstance(again, PriceChanged)


def test_reaching_the_threshold_lifts_the_tier_for_the_next_sale_only(shop: SmallShop) -> None:
    with shop:
        basket = with_quantity(member_basket(shop, "BIJ-001"), 1, 2000)
        done = pay(shop, basket)
        assert (done.tier_before, done.tier_after, done.points_earned) == ("basic", "silver", 668)
        second = pay(shop, member_basket(shop, "KOP-001"), TenderKind.QRIS)
        assert (second.payable, second.points_earned) == (22_800, 28)


def test_a_guest_pays_the_full_price_and_earns_nothing(shop: SmallShop) -> None:
    with shop:
        basket = with_item(shop.till.open_basket(), shop.item("ROT-001"))
        done = pay(shop, basket, TenderKind.QRIS)
        assert (done.payable, done.points_earned, done.balance) == (28_500, 0, None)
        assert count(shop, shared.postings) == 0


def test_a_sale_that_fails_in_the_middle_leaves_nothing_and_keeps_the_basket(shop: SmallShop) -> None:
    with shop:
        basket = member_basket(shop, "KOP-001")
        shop.till.keep(basket)
        records = count(shop, journal)

        def out_of_words(_: object) -> object:
            raise RuntimeError("no words")

        broken = type(shop.till)(
            store=shop.store,
            clock=shop.clock,
            chance=shop.chance,
            write_receipt=out_of_words,  # type: ignore[arg-type]  # it is broken on purpose
            write_return_receipt=shop.till.write_return_receipt,
            on_commit=shop.told,
        )
        payment = Payment(kind=TenderKind.QRIS, received=24_000, expected=24_000, cashier_id=shop.cashier_id)
        with pytest.raises(RuntimeError, match="no words"):
            broken.commit(basket, payment)
        assert (count(shop, shared.sales), count(shop, journal)) == (0, records)
        assert shop.till.unfinished() == basket


def test_receipts_are_numbered_by_till_and_business_day(shop: SmallShop) -> None:
    with shop:
        numbers = [pay(shop, member_basket(shop, "KOP-001")).receipt_number for _ in range(2)]
        shop.clock.at = NOON + 14 * 3_600_000  # 02.00: still the same business day
        numbers.append(pay(shop, member_basket(shop, "KOP-001")).receipt_number)
        shop.clock.at = NOON + 17 * 3_600_000  # 05.00: the next one
        numbers.append(pay(shop, member_basket(shop, "KOP-001")).receipt_number)
        assert numbers == ["BDG1-261122-0001", "BDG1-261122-0002", "BDG1-261122-0003", "BDG1-261123-0001"]
