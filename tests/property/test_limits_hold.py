"""Over random programmes, sales and returns: no limit is used beyond what it allows, and returns free their share."""

from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from app.domain.basket import QuoteInputs
from app.domain.calendar import local_time
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import Prepared, limits_of, prepare
from app.domain.limits import Use, counted, rights_left, uses_freed, uses_of
from app.domain.programme.benefits import OpenPriceList
from app.domain.programme.document import Programme
from app.domain.programme.promotions import LimitKind
from app.domain.quote import Quote, settled
from app.domain.returns import NOTHING_YET, LineBack, ReturnQuote, return_of, void_of
from tests.property.conftest import InManyCases
from tests.support.loyalty_strategies import programmes, quote_inputs

BASKETS = st.lists(quote_inputs(), min_size=1, max_size=4)


def member_of(inputs: QuoteInputs) -> bytes | None:
    return None if inputs.member is None else inputs.member.member_id


def day_of(inputs: QuoteInputs) -> date:
    return local_time(inputs.opened_at, inputs.zone).date()


def sell(prepared: Prepared, basket: QuoteInputs, uses: list[Use]) -> tuple[QuoteInputs, Quote]:
    """A sale with the rights that are left, and what it uses."""
    counts = counted(uses, member_of(basket), day_of(basket))
    rights = rights_left(prepared.programme, counts, guest=basket.member is None)
    inputs = replace(basket, rights=rights)
    sold = settled(quote(prepared, inputs))
    uses.extend(uses_of(prepared, inputs, sold, day_of(inputs)))
    return inputs, sold


def bring_back(prepared: Prepared, inputs: QuoteInputs, sold: Quote, wanted: list[LineBack]) -> list[Use]:
    """Returns some lines and then the rest; what that frees."""
    first = return_of(prepared, inputs, sold, NOTHING_YET, wanted)
    backs = [first] if isinstance(first, ReturnQuote) else []
    rest = void_of(prepared, inputs, sold, backs[-1].after if backs else NOTHING_YET)
    backs += [rest] if isinstance(rest, ReturnQuote) else []
    return [
        use
        for back in backs
        for use in uses_freed(prepared.programme, back.freed, member_of(inputs), day_of(inputs))
    ]


def some(random: Random, inputs: QuoteInputs) -> list[LineBack]:
    """A random choice of whole lines."""
    return [
        LineBack(number=line.number, quantity=line.quantity)
        for line in inputs.lines
        if line.parent is None and random.randrange(2)
    ]


def over(programme: Programme, uses: list[Use], inputs: QuoteInputs) -> list[tuple[str, str]]:
    """Limits that are used beyond what they allow. The prices of a list aren't cut by its budget."""
    counts = counted(uses, member_of(inputs), day_of(inputs))
    return [
        (promotion.id, kind.value)
        for promotion in programme.promotions
        for kind, most in limits_of(promotion.limits)
        if most is not None
        and promotion.id in counts
        and not (kind is LimitKind.BUDGET and isinstance(promotion.benefit, OpenPriceList))
        and not 0 <= counts[promotion.id].of(kind) <= most
    ]


def test_sales_that_are_quoted_with_what_is_left_never_use_more_and_full_returns_free_all(
    in_many_cases: InManyCases,
) -> None:
    @given(programmes(), BASKETS, st.integers(0, 2**32 - 1))
    def holds(programme: Programme, baskets: list[QuoteInputs], seed: int) -> None:
        random, prepared, uses = Random(seed), prepare(programme), list[Use]()
        kept: list[tuple[QuoteInputs, Quote]] = []
        for basket in baskets * 3:
            inputs, sold = sell(prepared, basket, uses)
            assert over(programme, uses, inputs) == []
            if inputs.lines:
                kept.append((inputs, sold))
            if kept and random.randrange(2):
                inputs, sold = kept.pop(random.randrange(len(kept)))
                uses += bring_back(prepared, inputs, sold, some(random, inputs))
                assert over(programme, uses, inputs) == []
        for inputs, sold in kept:
            uses += bring_back(prepared, inputs, sold, some(random, inputs))
        left = counted(uses, None, date.min).values()
        assert {(count.in_total, count.amount) for count in left} <= {(0, 0)}

    in_many_cases(holds)
