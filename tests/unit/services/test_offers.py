"""A quote's rules by how near they are."""

from dataclasses import replace
from decimal import Decimal

from app.domain.basket import UNIT, Item, Line, MemberSnapshot, PaymentMethod, Proof, QuoteInputs, TenderKind
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import prepare
from app.domain.programme.benefits import (
    AmountOff,
    Benefit,
    BonusPoints,
    FreeProduct,
    GiveVoucher,
    PercentOff,
    PointsMultiplier,
)
from app.domain.programme.conditions import Condition, HasTier, MembersOnly, MinimumSpend, PaidWith
from app.domain.programme.document import Programme
from app.domain.programme.gifts import Reward, VoucherKind
from app.domain.programme.levels import Tier
from app.domain.programme.lines import ALL_LINES, Lines
from app.domain.programme.points import PointsRules
from app.domain.programme.promotions import Promotion
from app.domain.programme.settling import Tax, TaxRate
from app.domain.quote import POINTS_RULE, RefusalReason
from app.services.offers import Offer, Standing, Step, offers_of

COFFEE = Item(sku="coffee", gtin="", name="Coffee", category="drinks", price=40_000)
GUEST = QuoteInputs(
    revision=0,
    opened_at=1_795_323_600_000,
    zone="Asia/Jakarta",
    lines=(Line(number=1, item=COFFEE, quantity=UNIT),),
)
MEMBER = MemberSnapshot(member_id=b"member", tier_id="basic", tier_metric=0, balance=0, usable=0)


def rule(
    benefit: Benefit, *conditions: Condition, rule_id: str = "rule", lines: Lines = ALL_LINES
) -> Promotion:
    return Promotion(id=rule_id, name=rule_id, benefit=benefit, conditions=conditions, lines=lines)


def programme(*promotions: Promotion, rewards: tuple[Reward, ...] = ()) -> Programme:
    return Programme(
        name="Kopi",
        zone="Asia/Jakarta",
        points=PointsRules(rupiah_per_point=1_000, value=10, proof_above=100),
        tiers=(
            Tier(id="basic", name="Basic", threshold=0),
            Tier(id="gold", name="Gold", threshold=5_000_000, multiplier=Decimal(2)),
        ),
        promotions=promotions,
        rewards=rewards,
        vouchers=(VoucherKind(id="voucher", name="Voucher", gives=AmountOff(amount=1)),),
        taxes=(Tax(id="ppn", name="PPN", rates=(TaxRate(percent=Decimal(11)),)),),
    )


def offered(rules: Programme, inputs: QuoteInputs = GUEST) -> tuple[Offer, ...]:
    return offers_of(rules, quote(prepare(rules), inputs))


def only(rules: Programme, inputs: QuoteInputs = GUEST) -> Offer:
    (offer,) = offered(rules, inputs)
    return offer


TEN = PercentOff(percent=Decimal(10))


def test_what_takes_something_off_applies_with_its_amount() -> None:
    offer = only(programme(rule(TEN)))
    assert (offer.standing, offer.amount, offer.points) == (Standing.APPLIED, 4_000, 0)


def test_what_gives_points_applies_with_them() -> None:
    offer = only(programme(rule(BonusPoints(points=50))))
    assert (offer.standing, offer.amount, offer.points) == (Standing.APPLIED, 0, 50)


def test_a_level_applies_once_however_much_it_does() -> None:
    gold = replace(GUEST, member=replace(MEMBER, tier_id="gold"))
    offer = only(programme(), gold)
    assert (offer.rule_id, offer.standing, offer.points) == ("gold", Standing.APPLIED, 40)


def test_what_one_step_brings_is_available() -> None:
    product = rule(FreeProduct(of=Lines(skus=("cookie",))), rule_id="cookie")
    card = rule(TEN, MembersOnly(), rule_id="card")
    tender = rule(TEN, PaidWith(methods=(PaymentMethod.QRIS,), share=Decimal(100)), rule_id="qris")
    steps = {
        offer.rule_id: (offer.standing, offer.step) for offer in offered(programme(product, card, tender))
    }
    assert steps == {
        "cookie": (Standing.AVAILABLE, Step.ADD_PRODUCT),
        "card": (Standing.AVAILABLE, Step.SHOW_CARD),
        "qris": (Standing.AVAILABLE, Step.CHOOSE_TENDER),
    }


def test_a_multiplier_for_a_way_to_pay_waits_for_it() -> None:
    rules = programme(rule(PointsMultiplier(times=Decimal(2), paid_with=(PaymentMethod.QRIS,))))
    waiting = only(rules, replace(GUEST, tender=TenderKind.CASH))
    assert (waiting.standing, waiting.step) == (Standing.AVAILABLE, Step.CHOOSE_TENDER)
    assert waiting.refusal is not None
    assert waiting.refusal.wanted == ("qris",)
    assert only(rules, replace(GUEST, tender=TenderKind.QRIS)).standing is Standing.APPLIED


def test_points_that_can_be_redeemed_are_available_until_some_are() -> None:
    rich = replace(GUEST, member=replace(MEMBER, balance=500, usable=500))
    offer = only(programme(), rich)
    assert (offer.rule_id, offer.step, offer.points, offer.amount) == (
        POINTS_RULE,
        Step.REDEEM_POINTS,
        500,
        5_000,
    )
    assert only(programme(), replace(rich, points_asked=100)).standing is Standing.APPLIED


def test_a_reward_is_available_or_so_many_points_away() -> None:
    mug = Reward(id="mug", name="Mug", points=80, gives=GiveVoucher(voucher="voucher"))
    some = replace(GUEST, member=replace(MEMBER, balance=80, usable=80))
    few = replace(GUEST, member=replace(MEMBER, balance=30, usable=30))
    rules = programme(rewards=(mug,))
    near = {offer.rule_id: offer for offer in offered(rules, some)}["mug"]
    assert (near.standing, near.step, near.points) == (Standing.AVAILABLE, Step.TAKE_REWARD, 80)
    far = {offer.rule_id: offer for offer in offered(rules, few)}["mug"]
    assert far.refusal is not None
    assert (far.standing, far.refusal.reason, far.refusal.distance) == (
        Standing.TO_GO,
        RefusalReason.TOO_FEW_POINTS,
        50,
    )


def test_a_reward_that_needs_proof_is_one_card_away() -> None:
    mug = Reward(id="mug", name="Mug", points=200, gives=GiveVoucher(voucher="voucher"))
    told = replace(MEMBER, balance=500, usable=500, proof=Proof.TOLD)
    asked = replace(GUEST, member=told, rewards=("mug",))
    offer = {offer.rule_id: offer for offer in offered(programme(rewards=(mug,)), asked)}["mug"]
    assert (offer.standing, offer.step) == (Standing.AVAILABLE, Step.SHOW_PROOF)


def test_what_is_near_comes_before_what_is_far_and_what_is_not_for_now_last() -> None:
    rules = programme(
        rule(TEN, HasTier(tiers=("gold",)), rule_id="gold-only"),
        rule(TEN, MinimumSpend(amount=100_000), rule_id="far"),
        rule(TEN, MinimumSpend(amount=50_000), rule_id="near"),
        rule(TEN, lines=Lines(skus=("cookie",)), rule_id="cookies"),
        rule(TEN, rule_id="now"),
    )
    offers = offered(rules, replace(GUEST, member=MEMBER))
    assert [(offer.rule_id, offer.standing) for offer in offers] == [
        ("now", Standing.APPLIED),
        ("near", Standing.TO_GO),
        ("far", Standing.TO_GO),
        ("cookies", Standing.NOT_NOW),
        ("gold-only", Standing.NOT_NOW),
    ]
