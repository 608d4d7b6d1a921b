"""What holds for every basket under every programme."""

from collections import defaultdict
from fractions import Fraction

from hypothesis import given

from app.domain.basket import QuoteInputs, TenderKind
from app.domain.programme.document import Programme
from app.domain.quote import Phase, Quote, quote
from app.protocol.plain import pack, unpack
from tests.support.loyalty_strategies import programmes, quote_inputs


def eligible_after(quoted: Quote, *phases: Phase) -> int:
    """The net of the lines that rules may touch, with only the parts of some phases taken off."""
    return sum(
        line.line.price - sum(part.amount for part in line.parts if part.phase in phases)
        for line in quoted.lines
        if not line.line.item.no_promotion
    )


@given(programmes(), quote_inputs())
def test_the_parts_of_every_effect_sum_to_its_whole(programme: Programme, inputs: QuoteInputs) -> None:
    quoted = quote(programme, inputs)
    amounts: defaultdict[tuple[str, Phase], int] = defaultdict(int)
    points: defaultdict[tuple[str, Phase], int] = defaultdict(int)
    for line in quoted.lines:
        for part in line.parts:
            amounts[part.rule_id, part.phase] += part.amount
            points[part.rule_id, part.phase] += part.points
    assert dict(amounts) == {(effect.rule_id, effect.phase): effect.amount for effect in quoted.effects}
    assert dict(points) == {(effect.rule_id, effect.phase): effect.points for effect in quoted.effects}


@given(programmes(), quote_inputs())
def test_lines_sum_to_the_quote_and_a_line_s_parts_lead_from_price_to_net(
    programme: Programme, inputs: QuoteInputs
) -> None:
    quoted = quote(programme, inputs)
    for line in quoted.lines:
        assert line.line.price - sum(part.amount for part in line.parts) == line.net
    assert sum(line.line.price for line in quoted.lines) == quoted.price
    assert sum(line.net for line in quoted.lines) == quoted.net
    assert sum(line.tax for line in quoted.lines) == quoted.tax
    assert tuple(line.line for line in quoted.lines) == inputs.lines


@given(programmes(), quote_inputs())
def test_no_line_is_negative_no_rule_raises_the_net_and_every_tax_is_inside(
    programme: Programme, inputs: QuoteInputs
) -> None:
    quoted = quote(programme, inputs)
    for line in quoted.lines:
        assert 0 <= line.tax <= line.net <= line.line.price
        assert all(part.amount >= 0 for part in line.parts)
    assert quoted.net <= quoted.price


@given(programmes(), quote_inputs())
def test_what_is_marked_stays_untouched(programme: Programme, inputs: QuoteInputs) -> None:
    quoted = quote(programme, inputs)
    marked = [line for line in quoted.lines if line.line.item.no_promotion]
    assert all(line.parts == () and line.net == line.line.price for line in marked)


@given(programmes(), quote_inputs())
def test_an_effect_is_half_up_of_its_exact_amount(programme: Programme, inputs: QuoteInputs) -> None:
    for effect in quote(programme, inputs).effects:
        assert (
            -Fraction(1, 2) < effect.amount - Fraction(effect.numerator, effect.denominator) <= Fraction(1, 2)
        )
        assert 0 < effect.amount <= effect.base


@given(programmes(), quote_inputs())
def test_a_redemption_is_within_what_was_asked_owned_and_allowed(
    programme: Programme, inputs: QuoteInputs
) -> None:
    quoted, rules = quote(programme, inputs), programme.points
    redemption = quoted.redemption
    usable = 0 if inputs.member is None else inputs.member.usable
    assert 0 <= redemption.points <= min(redemption.limit, inputs.points_asked)
    assert redemption.limit <= usable
    assert redemption.amount == redemption.points * rules.value
    assert redemption.limit % rules.redeem_multiple == redemption.points % rules.redeem_multiple == 0
    assert redemption.points == 0 or redemption.points >= rules.redeem_minimum
    eligible = eligible_after(quoted, Phase.LINE_PROMOTION, Phase.TIER)
    assert redemption.limit * rules.value <= eligible * Fraction(rules.redeem_percent) / 100


@given(programmes(), quote_inputs())
def test_points_are_the_floor_of_their_explanation(programme: Programme, inputs: QuoteInputs) -> None:
    quoted = quote(programme, inputs)
    earning = quoted.earning
    assert earning.base == eligible_after(quoted, *Phase)
    assert earning.points == earning.numerator // earning.denominator
    most = earning.base * Fraction(earning.multiplier) / programme.points.rupiah_per_point
    assert 0 <= Fraction(earning.numerator, earning.denominator) <= most
    assert (Fraction(earning.numerator, earning.denominator) == most) or not programme.points.earn_on_tax


@given(programmes(), quote_inputs())
def test_cash_rounds_by_half_a_step_at_most_and_nothing_else_does(
    programme: Programme, inputs: QuoteInputs
) -> None:
    quoted = quote(programme, inputs)
    assert quoted.payable == quoted.net + quoted.cash_rounding
    if inputs.tender is TenderKind.CASH:
        assert quoted.payable % programme.cash_step == 0
        assert -programme.cash_step < 2 * quoted.cash_rounding <= programme.cash_step
    else:
        assert quoted.cash_rounding == 0


@given(programmes(), quote_inputs())
def test_a_promotion_that_is_refused_does_nothing_else(programme: Programme, inputs: QuoteInputs) -> None:
    quoted = quote(programme, inputs)
    refused = {refusal.rule_id for refusal in quoted.refusals if refusal.phase is not Phase.REDEMPTION}
    worked = {effect.rule_id for effect in quoted.effects} | set(quoted.earning.rules)
    assert not refused & worked
    assert all(refusal.distance >= 0 for refusal in quoted.refusals)


@given(programmes(), quote_inputs())
def test_the_tier_s_figure_grows_by_the_eligible_net_before_redemption(
    programme: Programme, inputs: QuoteInputs
) -> None:
    quoted = quote(programme, inputs)
    if inputs.member is None:
        assert quoted.tier is None
    else:
        assert quoted.tier is not None
        grown = quoted.tier.metric_after - inputs.member.tier_metric
        assert grown == eligible_after(quoted, Phase.LINE_PROMOTION, Phase.TIER)
        assert quoted.tier.distance >= 0


@given(programmes(), quote_inputs())
def test_the_same_input_gives_the_same_bytes_wherever_it_is_read_again(
    programme: Programme, inputs: QuoteInputs
) -> None:
    here = pack(quote(programme, inputs))
    elsewhere = quote(unpack(Programme, pack(programme)), unpack(QuoteInputs, pack(inputs)))
    assert pack(elsewhere) == here
