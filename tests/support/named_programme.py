"""A programme with one of everything that has a name, for the tests of sentences about it."""

from decimal import Decimal

from app.domain.programme.benefits import AmountOff, Benefit, FreeProduct, GivePoints
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward, StampCard, VoucherKind
from app.domain.programme.levels import Plan, Tier, TierMetric, TierRules
from app.domain.programme.lines import Lines
from app.domain.programme.people import Donation
from app.domain.programme.points import EarnRate, PointsRules
from app.domain.programme.promotions import ListedPrice, PriceList, Promotion
from app.domain.programme.settling import ServiceCharge, Tax, TaxRate
from app.words.translate import Language, Words

ENGLISH = Words(Language.ENGLISH)
LANGUAGES = [Words(language) for language in Language]
BREAD = Lines(categories=("bread",))


def programme(*promotions: Promotion, metric: TierMetric = TierMetric.SPEND) -> Programme:
    """One of everything that has a name."""
    return Programme(
        name="Kopi",
        zone="Asia/Jakarta",
        points=PointsRules(
            rupiah_per_point=1_000,
            value=10,
            rates=(EarnRate(id="fresh", name="Fresh food", lines=BREAD, rupiah_per_point=500),),
        ),
        tiers=(
            Tier(id="basic", name="Basic", threshold=0),
            Tier(id="gold", name="Gold", threshold=5_000_000, multiplier=Decimal("1.5")),
        ),
        tier_rules=TierRules(metric=metric),
        plans=(Plan(id="vip", name="VIP", sku="vip", months=12, multiplier=Decimal("1.2")),),
        promotions=promotions,
        price_lists=(
            PriceList(id="prices", name="Members' prices", prices=(ListedPrice(sku="tea", price=1),)),
        ),
        rewards=(Reward(id="mug", name="A mug", points=100, gives=FreeProduct(of=BREAD)),),
        vouchers=(VoucherKind(id="voucher", name="A voucher", gives=AmountOff(amount=10_000)),),
        stamp_cards=(StampCard(id="card", name="Coffee card", size=10, gives=(GivePoints(points=10),)),),
        donations=(Donation(id="trees", name="Trees", charity="Bakau", permit="1/2026"),),
        taxes=(Tax(id="pb1", name="PB1", rates=(TaxRate(percent=Decimal(10)),)),),
        service_charge=ServiceCharge(name="Service", percent=Decimal(5)),
    )


def promotion(benefit: Benefit) -> Promotion:
    return Promotion(id="rule", name="Rule", benefit=benefit)


def is_a_sentence(text: str) -> bool:
    """Something is said, and every place was filled in."""
    return bool(text.strip()) and text == text.strip() and not set("{}") & set(text) and "  " not in text
