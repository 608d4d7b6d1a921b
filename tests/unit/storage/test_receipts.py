"""A receipt's number, as a person types it, names its sale."""

from pathlib import Path

import pytest

from app.storage.terminal.receipts import ReceiptFound, sale_of_receipt
from tests.support.selling import sell
from tests.support.shop import SmallShop, small_shop


def found(shop: SmallShop, typed: str) -> ReceiptFound | None:
    with shop.store.reading() as unit:
        return sale_of_receipt(unit.connection, unit.identity().merchant_id, typed)


@pytest.mark.parametrize("typed", ["BDG1-261122-0001", " bdg1-261122-0001 ", "BDG1 - 261122 - 0001"])
def test_a_sale_is_found_by_its_receipt(tmp_path: Path, typed: str) -> None:
    with small_shop(tmp_path) as shop:
        done = sell(shop, "KOP-001")
        sale = found(shop, typed)
        assert sale is not None
        assert (sale.sale_id, sale.member_id, sale.business_day) == (
            done.sale_id,
            shop.members[0],
            "2026-11-22",
        )


def test_another_number_finds_nothing(tmp_path: Path) -> None:
    with small_shop(tmp_path) as shop:
        sell(shop, "KOP-001")
        assert found(shop, "BDG1-261122-0002") is None
