"""What a sale gave, in words."""

from collections.abc import Iterator

from app.domain.quote import GrantKind
from app.ui.checkout.state import FinishPanel
from app.words.explain import earner_name, grant_sentence
from app.words.money import points
from app.words.names import listed
from app.words.translate import Words


def earned_words(words: Words, panel: FinishPanel) -> str:
    """Which rule earned how many points; empty when only the plain rate did."""
    by = [one for one in panel.done.earned_by if one.points]
    if len(by) < 2:
        return ""
    return listed(f"{earner_name(words, panel.programme, one.rule_id)} +{points(one.points)}" for one in by)


def given_words(words: Words, panel: FinishPanel) -> tuple[str, ...]:
    """A sentence for each thing that goes along: vouchers and gift cards by their codes, cashback, stamps, plans."""
    return tuple(_given(words, panel))


def _given(words: Words, panel: FinishPanel) -> Iterator[str]:
    for grant in panel.done.grants:
        if grant.kind is not GrantKind.POINTS:
            yield grant_sentence(words, panel.programme, grant)
    for code in panel.done.gift_cards:
        yield words.gettext("New gift card {code}: its code is on the receipt.", code=code)
