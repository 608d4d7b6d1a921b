"""The part of the story about what sales give besides points, and what comes back of it."""

from app.domain.splitting import Share
from app.services.blind_outcomes import BlindDone
from app.services.check_in_guest import CheckedIn
from app.services.hold_basket import Recalled
from app.services.open_basket import asking_wallet, with_reward, with_voucher
from app.services.rate_sale import Rated
from app.services.split_bill import BasketSplit, PartAsked
from tests.support.crash_shop import Story
from tests.support.exchanging import desk_of, exchange
from tests.support.full_rules import TASTING, list_plan, publish_all
from tests.support.gift_cards import load, spend
from tests.support.gift_shop import PLAN_SKU
from tests.support.office import office_of
from tests.support.requesting import coming_in, rating_of, returning_blind
from tests.support.selling import basket_of, pay, sell
from tests.support.taking_back import bring_back


def plan_listed(story: Story) -> None:
    """The item that a plan is bought with."""
    list_plan(story.shop)


def rules_enriched(story: Story) -> None:
    """From here on the programme has something of everything."""
    publish_all(story.shop)


def gifts_given(story: Story) -> None:
    """Cashback, a full card of stamps, vouchers, a counted limit, a budget, and the silver tier."""
    skus = ("KOP-001", "KOP-002", "KOP-003", "KOP-001", "BIJ-001", "BIJ-001", "ROT-002", "KUE-001")
    story.sales["gifts"] = sell(story.shop, *skus)


def reward_taken(story: Story) -> None:
    """Points buy a voucher."""
    pay(story.shop, with_reward(basket_of(story.shop, "ROT-001"), "mug"))


def voucher_and_wallet_spent(story: Story) -> None:
    """Both pay for a sale."""
    shop = story.shop
    with shop.store.reading() as unit:
        code = unit.benefits.vouchers_of(shop.members[0])[0].code
    basket = asking_wallet(with_voucher(basket_of(shop, "KUE-001", "KOP-001"), code), 1_000)
    done = pay(shop, basket)
    with shop.store.reading() as unit:
        sale = unit.sales.by_id(done.sale_id)
    assert sale is not None
    assert {change.__class__.__name__ for change in sale.changes} >= {"VoucherUsed"}


def plan_bought(story: Story) -> None:
    """Months of it are the member's."""
    sell(story.shop, PLAN_SKU)


def gifts_returned(story: Story) -> None:
    """A part of what gave them comes back, and so do they."""
    bring_back(story.shop, story.sales["gifts"], (1, 1), (4, 1))


def goods_exchanged(story: Story) -> None:
    """A piece of what was bought goes for something else, in one record."""
    exchange(story.shop, story.sales["gifts"], basket_of(story.shop, "KOP-003", "ROT-001"), (2, 1))


def goods_back_without_a_receipt(story: Story) -> None:
    """For the least that was paid for it, in cash."""
    request = returning_blind(story.shop, "KOP-003")
    assert request is not None
    assert isinstance(desk_of(story.shop).take_back_blind(request), BlindDone)


def bill_split(story: Story) -> None:
    """Two baskets in one's place, each sold by itself."""
    till = story.shop.till
    whole = basket_of(story.shop, "KOP-001", "ROT-001")
    asked = PartAsked(shares=(Share(number=1),))
    done = till.split_bill(whole, (asked,), "meja 4", story.shop.cashier_id)
    assert isinstance(done, BasketSplit), done
    for part in done.parts:
        found = till.recall(part.sale_id)
        assert isinstance(found, Recalled)
        pay(story.shop, found.basket)


def guest_checked_in(story: Story) -> None:
    """On the place that points paid."""
    shop = story.shop
    pay(shop, with_reward(basket_of(shop, "ROT-001"), TASTING))
    assert isinstance(office_of(shop).check_in(coming_in(shop, shop.members[0])), CheckedIn)


def gift_card_sold(story: Story) -> None:
    """A new card with value on it."""
    story.gift_card = load(story.shop, 100_000)


def gift_card_spent(story: Story) -> None:
    """It pays a part, and gets a part of that back."""
    sale = spend(story.shop, (story.gift_card, 40_000), skus=("KOP-001", "KOP-003"))
    bring_back(story.shop, sale, (1, 1))


def sale_rated(story: Story) -> None:
    """What the customer thought of it, a guest by its sale."""
    shop = story.shop
    assert shop.till.rate(rating_of(shop, story.sales["guest"].sale_id)) == Rated(named=False)
