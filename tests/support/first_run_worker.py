"""Makes a shop as the first run does: `python -m tests.support.first_run_worker FOLDER ITEMS`, to be killed.

It prints a line for each step that is done, and one when the shop is there.
"""

import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from app.entrypoints.first_run import FirstRunHands
from app.services.first_run import ShopWish
from app.services.front import Role
from app.services.new_shop import NewPerson, NewShop, Settling, ShopTax, plain_programme, settled
from app.words.translate import Language


def hands_of(data: Path) -> FirstRunHands:
    """Of a till in a folder, without a screen."""
    return FirstRunHands(
        directory=data,
        settings_file=data.parent / "setia.toml",
        language=lambda: Language.ENGLISH,
        post=lambda work: work(),
        folders=lambda: iter(()),
    )


def new_shop() -> NewShop:
    """The least that can be made: a manager, and a programme that gives nothing."""
    nothing = Settling(tax=ShopTax.NONE, inside=True, service=Decimal(0))
    return NewShop(
        name="Toko Baru",
        address="",
        tax_number="",
        zone="Asia/Jakarta",
        cut_over_hour=4,
        till="KASIR1",
        programme=settled(plain_programme("Toko Baru"), nothing, "Asia/Jakarta"),
        items=(),
        staff=(NewPerson(name="Ayu", role=Role.MANAGER, pin="273849"),),
        badges=False,
    )


def main() -> None:
    """Arguments: the terminal's folder, and a file of items."""
    shop = replace(new_shop(), badges=True)
    wish = ShopWish(shop=shop, items_file=sys.argv[2], join=None, language="en")
    hands_of(Path(sys.argv[1])).make(wish, lambda done, of: print(f"{done}/{of}", flush=True))
    print("made", flush=True)


if __name__ == "__main__":
    main()
