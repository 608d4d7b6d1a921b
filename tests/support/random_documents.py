"""Documents of every kind in any order, as a busy till's people would ask for them."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from sqlalchemy import select

from app.domain.changes import DrawerKind, MarkKind
from app.domain.codes import is_gift_card_code
from app.domain.ledger import Asset, OwnerKind
from app.services.card_outcomes import CardAct
from app.services.open_basket import (
    OpenBasket,
    asking,
    asking_gift_card,
    asking_wallet,
    with_gift_load,
    with_item,
    with_member,
    with_reward,
    with_voucher,
)
from app.services.people_port import KnownMark
from app.storage.terminal.tables import shared
from tests.support.any_document import Work
from tests.support.drawers import FLOAT, closing, moving, opening
from tests.support.enrolling import request_of as enrolling
from tests.support.full_rules import STUDENT, TASTING
from tests.support.gift_cards import gift_item
from tests.support.gift_shop import PLAN_SKU
from tests.support.office import office_of
from tests.support.printed import batch_request, block_request
from tests.support.requesting import (
    acting,
    adjusting,
    carding,
    coming_in,
    exchanging_for,
    giving,
    marking,
    merging,
    moving_to,
    rating_of,
    referring,
    returning,
    returning_blind,
    sharing,
)
from tests.support.shop import SmallShop

_NEWEST = 30


@dataclass(slots=True)
class Wishes:
    """What people want of a shop's till. A wish may turn out to be impossible: then it is None, or will be refused."""

    shop: SmallShop
    random: Random

    def next(self) -> Work | None:
        """Sales and returns most often, the others about equally."""
        word = self.random.choices(_WORDS, _WEIGHTS)[0]
        request = _MAKERS[word](self)
        return None if request is None else Work(word, request)

    def basket(self) -> OpenBasket:
        """Things of a member, who pays with whatever he has, or of a guest."""
        shop, random = self.shop, self.random
        basket = shop.till.open_basket()
        for item in random.choices(shop.items, k=random.randint(1, 3)):
            basket = with_item(basket, item)
        if random.random() < 0.3:
            return self._with_a_gift_card(basket)
        return self._with_all_that_he_has(basket, self.member())

    def _with_a_gift_card(self, basket: OpenBasket) -> OpenBasket:
        """It is sold, or pays."""
        cards, random = shared.cards, self.random
        if random.random() < 0.3:
            basket = with_item(basket, gift_item(50_000))
            return with_gift_load(basket, basket.lines[-1].number, "")
        with self.shop.store.reading() as unit:
            codes = unit.connection.execute(select(cards.c.code).order_by(cards.c.code)).scalars()
            loaded = [code for code in codes if is_gift_card_code(code)]
        return asking_gift_card(basket, random.choice(loaded), 10_000) if loaded else basket

    def _with_all_that_he_has(self, basket: OpenBasket, member_id: bytes) -> OpenBasket:
        random = self.random
        with self.shop.store.reading() as unit:
            member = unit.members.view(member_id, self.shop.clock.at)
            vouchers = unit.benefits.vouchers_of(member_id)
        assert member is not None
        basket = with_member(basket, member)
        if random.random() < 0.3:
            return with_reward(basket, random.choice(("mug", TASTING)))
        if vouchers and random.random() < 0.4:
            basket = with_voucher(basket, random.choice(vouchers).code)
        return asking_wallet(asking(basket, member.usable // 100 * 100), random.choice((0, 1_000)))

    def member(self) -> bytes:
        """Anybody."""
        return self.random.choice(self.members())

    def members(self) -> list[bytes]:
        """All who are nobody else, the newest first."""
        table = shared.members
        people = (table.c.merged_into.is_(None), table.c.kind == OwnerKind.MEMBER.value)
        newest = select(table.c.member_id).where(*people)
        with self.shop.store.reading() as unit:
            found = unit.connection.execute(newest.order_by(table.c.joined_at.desc()))
            return list(found.scalars())

    def sale(self, *, guest: bool | None = None) -> bytes | None:
        """One of the newest sales; None: there is none."""
        table = shared.sales
        newest = select(table.c.sale_id).order_by(table.c.committed_at.desc()).limit(_NEWEST)
        if guest is not None:
            newest = newest.where((table.c.member_id == b"") == guest)
        with self.shop.store.reading() as unit:
            found = list(unit.connection.execute(newest).scalars())
        return self.random.choice(found) if found else None


def _returning(wishes: Wishes) -> Any:
    sale_id = wishes.sale()
    return sale_id and returning(wishes.shop, sale_id, void=wishes.random.random() < 0.2)


def _exchanging(wishes: Wishes) -> Any:
    sale_id = wishes.sale()
    return sale_id and exchanging_for(wishes.shop, sale_id, wishes.basket())


def _blind(wishes: Wishes) -> Any:
    sold = [item.sku for item in wishes.shop.items if item.sku != PLAN_SKU]
    return returning_blind(wishes.shop, wishes.random.choice(sold))


def _adjusting(wishes: Wishes) -> Any:
    asset = wishes.random.choice((Asset.POINTS, Asset.CASHBACK))
    amount = wishes.random.choice((-20, 100, 300))
    return adjusting(wishes.shop, wishes.member(), amount, asset)


def _giving(wishes: Wishes) -> Any:
    giver, receiver = wishes.random.sample(wishes.members(), 2)
    with wishes.shop.store.reading() as unit:
        member = unit.members.view(giver, wishes.shop.clock.at)
    return giving(wishes.shop, giver, receiver, 10) if member and member.usable >= 10 else None


def _sharing(wishes: Wishes) -> Any:
    leaving = wishes.random.random() < 0.5
    return sharing(wishes.shop, *wishes.random.sample(wishes.members(), 2), leaving=leaving)


def _coming_in(wishes: Wishes) -> Any:
    """Somebody who has a place, or had one and comes again."""
    guests = office_of(wishes.shop).guest_list(TASTING)
    if not isinstance(guests, tuple) or not guests:
        return None
    return coming_in(wishes.shop, wishes.random.choice(guests).place.member_id)


def _referring(wishes: Wishes) -> Any:
    """The newest member was sent by somebody."""
    newest, *others = wishes.members()
    return referring(wishes.shop, wishes.random.choice(others), newest)


def _enrolling(wishes: Wishes) -> Any:
    return enrolling(wishes.shop, f"08{wishes.random.randrange(10**9, 10**10)}")


def _carding(wishes: Wishes) -> Any:
    member_id, cards = wishes.member(), shared.cards
    if wishes.random.random() < 0.5:
        return carding(wishes.shop, member_id)
    with wishes.shop.store.reading() as unit:
        his = select(cards.c.code).where(cards.c.member_id == member_id).order_by(cards.c.code)
        codes = list(unit.connection.execute(his).scalars())
    act = wishes.random.choice((CardAct.REPLACE, CardAct.BLOCK, CardAct.UNBLOCK))
    return carding(wishes.shop, member_id, act, wishes.random.choice(codes)) if codes else None


def _merging(wishes: Wishes) -> Any:
    members = wishes.members()
    return merging(wishes.shop, *wishes.random.sample(members, 2)) if len(members) > 3 else None


def _claiming(wishes: Wishes) -> Any:
    sale_id = wishes.sale(guest=True)
    return sale_id and moving_to(wishes.shop, sale_id, wishes.member(), claim=True)


def _moving(wishes: Wishes) -> Any:
    sale_id = wishes.sale(guest=False)
    return sale_id and moving_to(wishes.shop, sale_id, wishes.member())


def _batch(wishes: Wishes) -> Any:
    first = 10 * wishes.random.randrange(1, 10_000)
    return batch_request(wishes.shop, first, first + 4, kind_id=wishes.random.choice(("", "ten")))


def _blocking(wishes: Wishes) -> Any:
    batches = office_of(wishes.shop).batches()
    if not batches:
        return None
    batch = wishes.random.choice(batches).batch
    serial = wishes.random.randint(batch.serials.first, batch.serials.last)
    return block_request(wishes.shop, batch.batch_id, serial, serial)


def _cash(wishes: Wishes) -> Any:
    kind = wishes.random.choice((DrawerKind.PAY_IN, DrawerKind.PAY_OUT, DrawerKind.NO_SALE))
    return moving(wishes.shop, kind, 0 if kind is DrawerKind.NO_SALE else 1_000)


def _closing(wishes: Wishes) -> Any:
    """No shift ends while a basket is open."""
    till = wishes.shop.till
    while (basket := till.unfinished()) is not None:
        till.discard(basket.sale_id)
    return closing(wishes.shop, FLOAT)


def _rating(wishes: Wishes) -> Any:
    sale_id = wishes.sale()
    return sale_id and rating_of(wishes.shop, sale_id, wishes.random.randint(1, 5))


def _marking(wishes: Wishes) -> Any:
    """With a mark or without; the same as before is refused."""
    marks = (KnownMark(kind=MarkKind.SEGMENT, mark=STUDENT),)
    return marking(wishes.shop, wishes.member(), *marks[: wishes.random.randint(0, 1)])


_MAKERS: dict[str, Callable[[Wishes], Any]] = {
    "sale": Wishes.basket,
    "return": _returning,
    "exchange": _exchanging,
    "blind": _blind,
    "adjustment": _adjusting,
    "transfer": _giving,
    "household": _sharing,
    "action": lambda wishes: acting(wishes.shop, wishes.member()),
    "check-in": _coming_in,
    "rating": _rating,
    "referral": _referring,
    "enrolment": _enrolling,
    "card": _carding,
    "marks": _marking,
    "merge": _merging,
    "claim": _claiming,
    "move": _moving,
    "batch": _batch,
    "block": _blocking,
    "shift": lambda wishes: opening(wishes.shop),
    "drawer": _cash,
    "close": _closing,
}
_OFTEN = {"sale": 8, "return": 3, "exchange": 2, "claim": 3, "move": 2, "referral": 2, "drawer": 2}
_WORDS = tuple(_MAKERS)
_WEIGHTS = tuple(_OFTEN.get(word, 1) for word in _WORDS)
