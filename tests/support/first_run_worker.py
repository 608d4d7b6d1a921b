"""Makes a shop as the first run does: `python -m tests.support.first_run_worker FOLDER ITEMS`, to be killed.

It prints a line for each step that is done, and one when the shop is there.
"""

import sys
from pathlib import Path

from app.entrypoints.first_run import FirstRunHands
from app.services.first_run import ShopWish
from app.services.front import Role
from app.services.new_shop import NewPerson, NewShop, plain_programme
from app.words.translate import Language


def main() -> None:
    """Arguments: the terminal's folder, and a file of items."""
    data, items = Path(sys.argv[1]), sys.argv[2]
    hands = FirstRunHands(
        directory=data,
        settings_file=data.parent / "setia.toml",
        language=lambda: Language.ENGLISH,
        post=lambda work: work(),
        folders=lambda: iter(()),
    )
    shop = NewShop(
        name="Toko Baru",
        address="",
        tax_number="",
        zone="Asia/Jakarta",
        cut_over_hour=4,
        till="KASIR1",
        programme=plain_programme("Toko Baru"),
        items=(),
        staff=(NewPerson(name="Ayu", role=Role.MANAGER, pin="273849"),),
        badges=True,
    )
    wish = ShopWish(shop=shop, items_file=items, join=None, language="en")
    hands.make(wish, lambda done, of: print(f"{done}/{of}", flush=True))
    print("made", flush=True)


if __name__ == "__main__":
    main()
