"""What a sale did to its member's points, on its receipt."""

from collections.abc import Iterator

from app.domain.programme.document import tier_by_id
from app.domain.quote import POINTS_RULE
from app.services.commit_sale import ReceiptFacts
from app.services.receipt import Element, Emphasis, PairLine, RuleLine, TextLine
from app.services.receipt_template import Member
from app.services.sums import points_of_gifts, points_spent
from app.words.explain import earner_name, tier_distance
from app.words.money import points
from app.words.translate import Words

_INDENT = "  "


def member_block(words: Words, facts: ReceiptFacts, block: Member) -> Iterator[Element]:
    """Nothing on a guest's receipt."""
    sale, before = facts.sale, facts.balance_before
    if before is None or sale.quote.tier is None:
        return
    spent, gifts = points_spent(sale.quote), points_of_gifts(sale.bookings)
    tier = tier_by_id(facts.programme, sale.quote.tier.tier_id)
    yield RuleLine()
    yield PairLine("{member_name}", tier.name, Emphasis.BOLD)
    if block.phone:
        yield TextLine("{member_phone}")
    yield PairLine(words.gettext("Points before"), points(before))
    if spent:
        yield PairLine(words.gettext("Points spent"), points(-spent))
    yield PairLine(words.gettext("Points earned"), f"+{points(points_earned(facts))}")
    if block.by_rule:
        yield from _earned_by(words, facts)
    if gifts:
        yield PairLine(words.gettext("Points as a gift"), f"+{points(gifts)}")
    yield PairLine(words.gettext("Points balance"), points(balance_after(facts)), Emphasis.BOLD)
    yield from _tier(words, facts, block)


def points_earned(facts: ReceiptFacts) -> int:
    """What the sale earned, without gifts of points."""
    return 0 if facts.sale.earned is None else facts.sale.earned.original


def balance_after(facts: ReceiptFacts) -> int:
    """The member's points after the sale; of a guest 0."""
    moved = points_earned(facts) + points_of_gifts(facts.sale.bookings) - points_spent(facts.sale.quote)
    return 0 if facts.balance_before is None else facts.balance_before + moved


def _earned_by(words: Words, facts: ReceiptFacts) -> Iterator[Element]:
    """Which rule earned how many; nothing to tell when it was the plain rate alone."""
    by = [each for each in facts.sale.quote.earning.by if each.points]
    if [each.rule_id for each in by] == [POINTS_RULE]:
        return
    for each in by:
        name = earner_name(words, facts.programme, each.rule_id)
        yield PairLine(f"{_INDENT}{name}", f"+{points(each.points)}")


def _tier(words: Words, facts: ReceiptFacts, block: Member) -> Iterator[Element]:
    progress, programme = facts.sale.quote.tier, facts.programme
    if progress is None:
        return
    after = facts.sale.tier_after
    if after is not None and after != progress.tier_id:
        reached = tier_by_id(programme, after).name
        yield TextLine(words.gettext("You are {tier} now. Thank you!", tier=reached))
    elif block.next_tier and progress.next_id is not None and progress.distance > 0:
        yield TextLine(
            words.gettext(
                "{distance} to {tier}",
                distance=tier_distance(words, programme, progress.distance),
                tier=tier_by_id(programme, progress.next_id).name,
            )
        )
