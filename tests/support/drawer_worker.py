"""`python -m tests.support.drawer_worker DIRECTORY SEED`: a till that does all that moves its drawer, until killed.

It opens a shift when none is open, and says `done` after each thing that it did.
"""

import sys
from dataclasses import replace
from pathlib import Path
from random import Random

from app.domain.basket import UNIT, TenderKind
from app.domain.changes import DrawerKind
from app.domain.splitting import Share
from app.services.demo_shop import PlayedChance, PlayedClock
from app.services.front import Role
from app.services.split_bill import BasketSplit, PartAsked
from app.services.till import Till
from app.words.receipt import receipt_of
from app.words.return_receipt import return_receipt_of
from app.words.translate import Language, Words
from tests.support.drawers import begin, close, drawer_of, move
from tests.support.exchanging import exchange
from tests.support.selling import basket_of, pay
from tests.support.shop import NOON, SmallShop, open_store, small_items, small_programme
from tests.support.taking_back import bring_back

MINUTE = 60_000


def shop_in(directory: Path, seed: int) -> SmallShop:
    """The small shop as another process finds it."""
    clock, chance = PlayedClock(NOON + seed * MINUTE), PlayedChance(Random(seed))
    store = open_store(directory, clock, chance)
    words = Words(Language.INDONESIAN)
    till = Till(
        store=store,
        clock=clock,
        chance=chance,
        write_receipt=lambda facts: receipt_of(words, facts),
        write_return_receipt=lambda facts: return_receipt_of(words, facts),
        on_commit=lambda: None,
    )
    staff = {each.role: each.staff_id for each in till.front().staff}
    return SmallShop(
        directory=directory,
        clock=clock,
        chance=chance,
        store=store,
        till=till,
        items=small_items(),
        programme=small_programme(),
        cashier_id=staff[Role.CASHIER],
        manager_id=staff[Role.MANAGER],
        members=(),
        cards=(),
    )


def work(shop: SmallShop, random: Random) -> None:
    """One thing, or a few that belong together."""
    shop.clock.at += 1_000
    what = random.choice(("sale", "back", "exchange", "split", "move", "close"))
    if what == "move":
        move(shop, DrawerKind.PAY_IN, 1_000)
        move(shop, DrawerKind.PAY_OUT, 500)
    elif what == "split":
        split_and_sell(shop)
    elif what == "close":
        close_and_open(shop)
    else:
        sale = pay(shop, basket_of(shop, "KOP-001", "ROT-001", member=None), TenderKind.CASH)
        if what == "back":
            bring_back(shop, sale, (1, 1))
        elif what == "exchange":
            exchange(shop, sale, basket_of(shop, "KUE-001", member=None), by=random.choice(list(TenderKind)))


def split_and_sell(shop: SmallShop) -> None:
    """What an earlier process left split or held is sold first."""
    basket = basket_of(shop, "KOP-001", "ROT-001", member=None)
    asked = (PartAsked(shares=(Share(number=1, quantity=UNIT),)),)
    parts = shop.till.split_bill(basket, asked, "", shop.cashier_id)
    assert isinstance(parts, BasketSplit), parts
    sell_held(shop)


def sell_held(shop: SmallShop) -> None:
    with shop.store.reading() as unit:
        held = unit.baskets.held()
    for each in held:
        pay(shop, replace(each, hold=None), TenderKind.CASH)


def close_and_open(shop: SmallShop) -> None:
    """Nothing may be held or open: what is, is sold."""
    sell_held(shop)
    while (left := shop.till.unfinished()) is not None:
        if left.lines:
            pay(shop, left, TenderKind.CASH)
        else:
            shop.till.discard(left.sale_id)
    close(shop, 200_000)
    begin(shop)


def main() -> None:
    directory, seed = Path(sys.argv[1]), int(sys.argv[2])
    shop, random = shop_in(directory, seed), Random(seed)
    if drawer_of(shop).current() is None:
        begin(shop)
    while True:
        work(shop, random)
        print("done", flush=True)


if __name__ == "__main__":
    main()
