"""What holds for every basket under every programme, beside the seven invariants."""

from fractions import Fraction

from hypothesis import given

from app.domain.basket import QuoteInputs, TenderKind
from app.domain.programme.document import Programme
from app.domain.programme.levels import TierMetric
from app.domain.programme.settling import RoundingMode
from app.domain.quote import Phase, Quote, RefusalReason
from tests.support.loyalty_strategies import sales

Sale = tuple[Programme, QuoteInputs, Quote]


@given(sales())
def test_the_quote_has_the_basket_s_lines_in_their_order(sale: Sale) -> None:
    _, inputs, quoted = sale
    assert tuple(line.line for line in quoted.lines) == inputs.lines


@given(sales())
def test_an_effect_on_the_price_is_half_up_of_its_exact_amount_or_says_what_clipped_it(sale: Sale) -> None:
    """A deal that lost some of its lines to a better one keeps what it said it was worth."""
    _, _, quoted = sale
    for effect in quoted.effects:
        if effect.phase is Phase.EARNING:
            continue
        over = effect.amount - Fraction(effect.numerator, effect.denominator)
        assert over <= Fraction(1, 2)
        assert 0 <= effect.amount <= effect.base or effect.phase is Phase.TENDER


@given(sales())
def test_a_redemption_is_within_what_was_asked_owned_and_allowed(sale: Sale) -> None:
    programme, inputs, quoted = sale
    redemption, rules = quoted.redemption, programme.points
    usable = 0 if inputs.member is None else inputs.member.usable
    assert 0 <= redemption.points <= min(redemption.limit, inputs.points_asked)
    assert redemption.limit + redemption.reward_points <= usable or redemption.limit == 0
    assert redemption.amount == redemption.points * rules.value
    assert redemption.limit % rules.redeem_multiple == redemption.points % rules.redeem_multiple == 0
    assert redemption.points == 0 or redemption.points >= rules.redeem_minimum


@given(sales())
def test_points_are_the_floor_of_their_explanation_with_bonuses_less_caps(sale: Sale) -> None:
    _, _, quoted = sale
    earning = quoted.earning
    assert earning.points == earning.numerator // earning.denominator + earning.bonus - earning.capped
    assert min(earning.points, earning.capped, earning.bonus, earning.numerator) >= 0


@given(sales())
def test_cash_rounds_to_the_step_and_nothing_else_does(sale: Sale) -> None:
    programme, inputs, quoted = sale
    step = programme.cash.step
    if inputs.tender is not TenderKind.CASH:
        assert quoted.cash_rounding == 0
        return
    assert quoted.payable % step == 0
    if programme.cash.mode is RoundingMode.DOWN:
        assert -step < quoted.cash_rounding <= 0
    else:
        assert -step < 2 * quoted.cash_rounding <= step


@given(sales())
def test_every_promotion_does_something_or_is_refused_for_one_reason(sale: Sale) -> None:
    programme, _, quoted = sale
    refused = [refusal.rule_id for refusal in quoted.refusals]
    did = {effect.rule_id for effect in quoted.effects}
    did |= {by.rule_id for by in quoted.earning.by} | {grant.rule_id for grant in quoted.grants}
    capped = quoted.earning.capped > 0 or quoted.earning.points == 0
    for promotion in programme.promotions:
        assert refused.count(promotion.id) + (promotion.id in did) == 1 or (
            capped and promotion.id not in refused
        )


@given(sales())
def test_what_is_stopped_is_refused_as_stopped_and_distances_are_never_below_zero(sale: Sale) -> None:
    programme, _, quoted = sale
    reasons = {refusal.rule_id: refusal.reason for refusal in quoted.refusals}
    for promotion in programme.promotions:
        stopped = reasons.get(promotion.id) is RefusalReason.STOPPED
        assert stopped is promotion.stopped
    assert all(refusal.distance >= 0 for refusal in quoted.refusals)


@given(sales())
def test_the_tier_s_figure_grows_by_what_the_metric_counts(sale: Sale) -> None:
    programme, inputs, quoted = sale
    if inputs.member is None:
        assert quoted.tier is None
        return
    assert quoted.tier is not None
    assert quoted.tier.metric_after == inputs.member.tier_metric + quoted.tier.counted
    assert quoted.tier.distance >= 0
    match programme.tier_rules.metric:
        case TierMetric.VISITS:
            assert quoted.tier.counted == 1
        case TierMetric.POINTS:
            assert quoted.tier.counted == quoted.earning.points
        case TierMetric.SPEND:
            assert quoted.net <= quoted.price
            assert 0 <= quoted.tier.counted <= quoted.price
