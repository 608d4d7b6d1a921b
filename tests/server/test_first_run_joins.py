"""A first run with a server: a new shop brings itself to it, and one more till has its staff and items at once."""

from decimal import Decimal
from pathlib import Path

from app.domain.basket import Item
from app.entrypoints.first_run import FirstRunHands
from app.entrypoints.system import SystemChance, SystemClock
from app.entrypoints.terminal_store import open_terminal_store
from app.services.first_run import JoinWish, ShopWish
from app.services.front import Role
from app.services.new_shop import NewPerson, NewShop, Settling, ShopTax, plain_programme, settled
from app.words.translate import Language
from tests.support.server_process import ServerProcess
from tests.support.terminal_process import run_setia


def hands_of(data: Path) -> FirstRunHands:
    return FirstRunHands(
        directory=data,
        settings_file=data.parent / "setia.toml",
        language=lambda: Language.ENGLISH,
        post=lambda work: work(),
        folders=lambda: iter(()),
    )


def new_shop() -> NewShop:
    nothing = Settling(tax=ShopTax.NONE, inside=True, service=Decimal(0))
    return NewShop(
        name="Toko Baru",
        address="",
        tax_number="",
        zone="Asia/Jakarta",
        cut_over_hour=4,
        till="KASIR1",
        programme=settled(plain_programme("Toko Baru"), nothing, "Asia/Jakarta"),
        items=(Item(sku="K1", gtin="", name="Kopi", category="", price=12_000),),
        staff=(NewPerson(name="Ayu", role=Role.MANAGER, pin="273849"),),
        badges=False,
    )


def test_a_shop_joins_and_its_second_till_can_be_logged_in_at(tmp_path: Path) -> None:
    first, second = tmp_path / "till1", tmp_path / "till2"
    with ServerProcess(tmp_path / "server") as server:
        url = f"http://127.0.0.1:{server.port}"
        joining = JoinWish(url=url, code=server.new_code(), till="KASIR1")
        wish = ShopWish(shop=new_shop(), items_file="", join=joining, language="en")
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
