"""A line of the basket in words."""

from app.domain.basket import Line
from app.ui.checkout.state import CheckoutState
from app.words.explain import rule_name
from app.words.translate import Words


def rule_names(words: Words, state: CheckoutState) -> dict[str, str]:
    """What the rules that took something off its lines are called, by id."""
    if state.quoted is None:
        return {}
    programme = state.quoted.programme
    rules = {part.rule_id for quoted in state.quoted.quote.lines for part in quoted.parts}
    return {rule: rule_name(words, programme, rule) for rule in rules}


def line_note(item_line: Line, words: Words) -> str:
    """What is said of a line that nothing is taken off."""
    return words.gettext("No promotions") if item_line.item.no_promotion else item_line.item.category
