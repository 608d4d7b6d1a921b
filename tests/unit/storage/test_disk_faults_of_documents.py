"""A disk that is full, read-only, locked or failing is named, whatever document meets it; none is half-written."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.services.ports import StoreFault, StoreFaultCode
from app.storage import open_store as opening
from tests.support import failing_disk as disk
from tests.support.any_document import Work
from tests.support.crash_content import content_of
from tests.support.drawers import FLOAT, begin, closing
from tests.support.enrolling import request_of as enrolling
from tests.support.full_rules import publish_all
from tests.support.office import records
from tests.support.printed import batch_request
from tests.support.requesting import adjusting, exchanging_for, merging, returning
from tests.support.selling import basket_of, sell
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop
from tests.support.small_disk import MountRefused, small_disk


def adjustment(shop: SmallShop) -> Work:
    return Work("adjustment", adjusting(shop, shop.members[0], 100))


def shift_close(shop: SmallShop) -> Work:
    begin(shop)
    return Work("close", closing(shop, FLOAT))


def merge(shop: SmallShop) -> Work:
    for member in range(2):
        sell(shop, "BIJ-001", "KOP-001", member=member)
    return Work("merge", merging(shop, shop.members[1], shop.members[0]))


def exchange(shop: SmallShop) -> Work:
    sale = sell(shop, "BIJ-001")
    return Work("exchange", exchanging_for(shop, sale.sale_id, basket_of(shop, "KOP-003", "ROT-001")))


def goods_back(shop: SmallShop) -> Work:
    return Work("return", returning(shop, sell(shop, "BIJ-001", "KOP-001").sale_id))


def enrolment(shop: SmallShop) -> Work:
    return Work("enrolment", enrolling(shop))


def batch(shop: SmallShop) -> Work:
    return Work("batch", batch_request(shop, kind_id="ten"))


DOCUMENTS = (adjustment, shift_close, merge, exchange, goods_back, enrolment, batch)
FAULTS = (
    (disk.full, StoreFaultCode.FULL),
    (disk.read_only, StoreFaultCode.READ_ONLY),
    (disk.locked, StoreFaultCode.LOCKED),
    (disk.failing, StoreFaultCode.DEVICE),
)


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SmallShop]:
    """On a disk of 8 MB."""
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.05)
    try:
        with small_disk(tmp_path / "disk", 8) as mounted, small_shop(mounted) as shop:
            publish_all(shop)
            yield shop
    except MountRefused as refused:
        pytest.skip(f"nobody may mount here: {refused}")


def content(shop: SmallShop) -> dict[str, str]:
    with shop.store.reading() as unit:
        return content_of(unit.connection)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_document_is_whole_or_not_there_and_the_fault_has_a_name(
    shop: SmallShop, document: Callable[[SmallShop], Work]
) -> None:
    work = document(shop)
    before = content(shop)
    for fault, code in FAULTS:
        with fault(shop), pytest.raises(StoreFault) as caught:
            work.commit(shop)
        assert (caught.value.code, caught.value.path) == (code, shop.store.path), fault
        assert content(shop) == before, fault
    assert work.commit(shop), "when the disk is well again, the same request is granted"
    written = records(shop)
    assert work.commit(shop)
    assert records(shop) == written, "once"
    assert complaints(shop) == []
