from dataclasses import replace
from decimal import Decimal

import pytest

from app.domain.programme.document import Programme
from app.protocol.document import read_document
from app.services.check_programme import errors_of
from app.services.new_shop import Settling, ShopTax, is_easy, named_after, plain_programme, settled
from app.ui.theme.resources import resource

SHIPPED = ("beauty", "coffee", "green-shop", "minimarket", "vip-plan")


def shipped(name: str) -> Programme:
    read = read_document(Programme, resource("programmes", f"{name}.json").read_bytes())
    assert isinstance(read, Programme)
    return read


@pytest.mark.parametrize(
    "pin", ["111111", "123456", "654321", "890123", "121212", "123123", "112233", "550055"]
)
def test_a_pin_that_is_tried_first_is_easy(pin: str) -> None:
    assert is_easy(pin)


@pytest.mark.parametrize("pin", ["273849", "112234", "135790", "905517"])
def test_another_pin_is_not(pin: str) -> None:
    assert not is_easy(pin)


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("tax", ShopTax)
@pytest.mark.parametrize("service", [Decimal(0), Decimal(5)])
def test_every_shipped_programme_opens_a_shop_with_every_tax(
    name: str, tax: ShopTax, service: Decimal
) -> None:
    settling = Settling(tax=tax, inside=tax is ShopTax.PPN, service=service)
    programme = settled(named_after(shipped(name), "Toko & Kopi “Baru”"), settling, "Asia/Makassar")
    assert errors_of(programme) == ()
    assert (programme.revision, programme.zone) == (1, "Asia/Makassar")
    assert programme.taxes[0].inside is settling.inside
    assert (programme.service_charge is None) == (service == 0)


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_programme_speaks_of_the_shop_and_no_longer_of_its_own(name: str) -> None:
    before = shipped(name)
    after = named_after(before, "Toko Baru")
    assert before.name not in repr(after)
    assert named_after(after, before.name) == before
    assert any("Toko Baru" in consent.indonesian for consent in after.consents)


def test_a_shop_without_a_programme_gives_nobody_anything() -> None:
    none = Settling(tax=ShopTax.NONE, inside=True, service=Decimal(0))
    programme = settled(plain_programme("Toko"), none, "Asia/Jakarta")
    assert errors_of(programme) == ()
    assert programme.points.rates[0].rupiah_per_point is None
    assert replace(programme, points=plain_programme("Toko").points) == programme
