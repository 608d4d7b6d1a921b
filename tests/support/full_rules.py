"""The rules of the gift shop with all that lets a till make every kind of document."""

from dataclasses import replace

from app.domain.basket import Item, ItemKind
from app.domain.programme.benefits import Attend, GivePoints
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward
from app.domain.programme.levels import TierRules
from app.domain.programme.people import Action, ActionKind, Referral
from app.domain.programme.points import AfterMonths, TransferRules, TransferScope
from app.protocol.facts import ItemsListed
from tests.support.enrolling import WELCOME
from tests.support.gift_shop import PLAN_SKU, gift_programme
from tests.support.office import at_rules
from tests.support.shop import SmallShop

SURVEY, BIRTHDAY, TASTING, STUDENT = "survey", "birthday", "tasting", "student"
_EVENT = Reward(id=TASTING, name="Kelas kopi", points=10, gives=Attend(capacity=1_000, at="Sabtu"))


def full_programme(plain: Programme) -> Programme:
    """Points last a month and tiers are looked at every month; points may be given away; actions and referrals earn."""
    gifts = gift_programme(plain)
    return replace(
        gifts,
        rewards=(*gifts.rewards, _EVENT),
        points=replace(plain.points, expiry=AfterMonths(months=1)),
        tier_rules=TierRules(months=1),
        transfers=TransferRules(to=TransferScope.MEMBERS),
        actions=(WELCOME, _action(SURVEY, ActionKind.SURVEY), _action(BIRTHDAY, ActionKind.BIRTHDAY)),
        segments=(STUDENT,),
        referral=Referral(referrer=(GivePoints(points=30),), referred=(GivePoints(points=20),)),
    )


def _action(action_id: str, kind: ActionKind) -> Action:
    return Action(id=action_id, name=action_id, kind=kind, gives=(GivePoints(points=10),))


def list_plan(shop: SmallShop) -> None:
    """The item that the plan is bought with."""
    plan = Item(
        sku=PLAN_SKU, gtin="", name="VIP 1 tahun", category="Plan", price=365_000, kind=ItemKind.PLAN_FEE
    )
    with shop.store.writing() as unit:
        unit.journal.append(ItemsListed(items=(plan,)))
    shop.items = (*shop.items, plan)


def publish_all(shop: SmallShop) -> None:
    """Those rules, as the next revision."""
    at_rules(shop, full_programme(shop.programme))
