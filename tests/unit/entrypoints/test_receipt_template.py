"""The till writes receipts by the template that the settings name."""

from pathlib import Path

import pytest

from app.entrypoints.receipt_template import TemplateUnusable, template_in_force
from app.entrypoints.settings import Settings
from app.entrypoints.shop_services import till_of
from app.services.receipt_template import STANDARD
from app.words.translate import Language, Words
from tests.support.selling import sell
from tests.support.shop import SmallShop, small_shop

SHIPPED = Path(__file__).parents[3] / "resources" / "receipts"


def till_with(shop: SmallShop, template: Path) -> None:
    """The shop's till is another one, whose receipts follow a template."""
    settings = Settings(receipt_template=str(template), needs_shift=False)
    words = Words(Language.ENGLISH)
    shop.till = till_of(
        shop.store, shop.clock, shop.chance, words, lambda: None, demo_pins={}, settings=settings
    )


def texts_of(shop: SmallShop, sale_id: bytes) -> list[str]:
    with shop.store.reading() as unit:
        found = unit.spool.receipt_of(sale_id)
    assert found is not None
    return [getattr(element, "text", "") for element in found[0].elements]


def test_a_shop_without_one_has_the_standard() -> None:
    assert template_in_force(Settings()) == STANDARD


def test_its_own_words_are_on_its_receipts(tmp_path: Path) -> None:
    with small_shop(tmp_path, Language.ENGLISH) as shop:
        till_with(shop, SHIPPED / "cafe.toml")
        sold = sell(shop, "KOP-001")
        assert "Sampai jumpa lagi, {member_name}!" in texts_of(shop, sold.sale_id)
        assert "Buka setiap hari 07.00–22.00" in texts_of(shop, sold.sale_id)


def test_no_till_is_made_with_a_wrong_one(tmp_path: Path) -> None:
    wrong = tmp_path / "receipt.toml"
    wrong.write_text("[[blocks]]\ntype = 'shop'\n", "utf-8")
    with small_shop(tmp_path, Language.ENGLISH) as shop, pytest.raises(TemplateUnusable) as caught:
        till_with(shop, wrong)
    assert caught.value.path == wrong
