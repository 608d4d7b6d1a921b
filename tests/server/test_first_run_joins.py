"""A first run with a server: a new shop brings itself to it, and one more till has its staff and items at once."""

from dataclasses import replace
from pathlib import Path

from app.domain.basket import Item
from app.entrypoints.system import SystemChance, SystemClock
from app.entrypoints.terminal_store import open_terminal_store
from app.services.first_run import JoinWish, ShopWish
from tests.support.first_run_worker import hands_of, new_shop
from tests.support.server_process import ServerProcess
from tests.support.terminal_process import run_setia

KOPI = Item(sku="K1", gtin="", name="Kopi", category="", price=12_000)


def test_a_shop_joins_and_its_second_till_can_be_logged_in_at(tmp_path: Path) -> None:
    first, second = tmp_path / "till1", tmp_path / "till2"
    with ServerProcess(tmp_path / "server") as server:
        url = f"http://127.0.0.1:{server.port}"
        joining = JoinWish(url=url, code=server.new_code(), till="KASIR1")
        wish = ShopWish(shop=replace(new_shop(), items=(KOPI,)), items_file="", join=joining, language="en")
        made = hands_of(first).make(wish, lambda _done, _of: None)
        assert (made.items, made.refused) == (1, "")
        assert hands_of(second).join(JoinWish(url=url, code=joining.code, till="KASIR2")) == "used-code"
        assert not second.exists()
        assert '"to_send": 0' in run_setia("sync", "now", "--data", first).stdout
        assert hands_of(second).join(JoinWish(url=url, code=server.new_code(), till="KASIR2")) == ""
    store = open_terminal_store(second, SystemClock(), SystemChance())
    with store.reading() as unit:
        assert [person.name for person in unit.staff.all()] == ["Ayu"]
        assert [item.sku for item in unit.catalogue.all_items()] == ["K1"]
        assert (unit.identity().terminal_name, unit.identity().store.name) == ("KASIR2", "Toko Baru")
    store.close()
