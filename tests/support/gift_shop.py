"""The small shop with everything that a sale may give besides points."""

from dataclasses import replace
from decimal import Decimal

from app.domain.basket import Item, ItemKind
from app.domain.programme import benefits as gives
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward, StampCard, VoucherKind
from app.domain.programme.levels import Plan
from app.domain.programme.lines import Lines
from app.domain.programme.people import Donation
from app.domain.programme.points import CashbackRules
from app.domain.programme.promotions import Limits, Promotion
from app.protocol.facts import ItemsListed
from app.services.outcomes import Published
from tests.support.shop import SmallShop

PLAN_SKU = "VIP-12"
COFFEE = Lines(categories=("Kopi",))


def gift_programme(plain: Programme) -> Programme:
    """5 % cashback on coffee; a stamp a coffee, four give 50 points; a voucher of Rp10.000 from the beans; a VIP year.

    Bread is 20 % off, twice a member; Rp5.000 off cakes, within a budget of Rp8.000.
    """
    return replace(
        plain,
        revision=0,
        cashback=CashbackRules(),
        plans=(Plan(id="vip", name="VIP", sku=PLAN_SKU, months=12, discount_percent=Decimal(10)),),
        vouchers=(
            VoucherKind(id="ten", name="Potongan", gives=gives.AmountOff(amount=10_000), valid_days=30),
        ),
        stamp_cards=(
            StampCard(id="coffee", name="Kartu kopi", size=4, gives=(gives.GivePoints(points=50),)),
        ),
        rewards=(
            Reward(
                id="mug",
                name="Voucher",
                points=100,
                gives=gives.GiveVoucher(voucher="ten"),
                per_member=1,
            ),
        ),
        promotions=(
            *plain.promotions,
            Promotion(
                id="five-back",
                name="Kembali 5%",
                lines=COFFEE,
                benefit=gives.CashbackPercent(percent=Decimal(5)),
            ),
            Promotion(
                id="stamps",
                name="Stempel",
                lines=COFFEE,
                benefit=gives.BonusStamps(card="coffee", per_units=1),
            ),
            Promotion(
                id="beans",
                name="Voucher biji",
                lines=Lines(categories=("Biji kopi",)),
                benefit=gives.IssueVoucher(voucher="ten", count=2),
            ),
            Promotion(
                id="bread",
                name="Roti dua kali",
                lines=Lines(skus=("ROT-002",)),
                benefit=gives.PercentOff(percent=Decimal(20)),
                limits=Limits(per_member=2),
            ),
            Promotion(
                id="cakes",
                name="Kue",
                lines=Lines(categories=("Kue",)),
                benefit=gives.AmountOff(amount=5_000),
                limits=Limits(budget=8_000),
            ),
        ),
    )


def open_gift_shop(shop: SmallShop) -> None:
    """Lists the plan's item and publishes the programme."""
    plan = Item(
        sku=PLAN_SKU, gtin="", name="VIP 1 tahun", category="Plan", price=365_000, kind=ItemKind.PLAN_FEE
    )
    with shop.store.writing() as unit:
        unit.journal.append(ItemsListed(items=(plan,)))
    shop.items = (*shop.items, plan)
    outcome = shop.till.publish(gift_programme(shop.programme), shop.programme.revision, shop.manager_id)
    assert isinstance(outcome, Published), outcome


def open_a_cause(shop: SmallShop) -> None:
    """The same programme with a reef to give to, by an item of the catalogue."""
    item = Item(sku="DON", gtin="", name="Donasi", category="Donasi", price=1_000, kind=ItemKind.DONATION)
    with shop.store.writing() as unit:
        unit.journal.append(ItemsListed(items=(item,)))
        newest = unit.catalogue.programme().revision
    reef = Donation(id="reef", name="Karang", charity="Yayasan Laut", permit="123/HUK-PS/2026", sku="DON")
    draft = replace(gift_programme(shop.programme), donations=(reef,))
    outcome = shop.till.publish(draft, newest, shop.manager_id)
    assert isinstance(outcome, Published), outcome
