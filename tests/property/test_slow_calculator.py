"""The engine agrees with a second calculator that was written from the page alone."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from app.domain.basket import QuoteInputs, TenderKind
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import prepare
from app.domain.programme.document import Programme
from app.domain.returns import NOTHING_YET, LineBack, ReturnQuote, return_of
from tests.property.conftest import InManyCases
from tests.support.loyalty_cases import BASKET_SEEDS, PROGRAMME_SEEDS, cases
from tests.support.random_baskets import BasketSeeds, inputs_of
from tests.support.random_programmes import ProgrammeSeeds, programme_of
from tests.support.slow_calculator import differences, plain_answer, slow_quote
from tests.support.slow_lines import whole_units
from tests.support.slow_returns import plain_credit, slow_return

SEEDS = st.integers(0, 2**32 - 1)


def readable(programme: Programme, inputs: QuoteInputs) -> str:
    """A case as one can read it: rules, lines, and the rest of both."""
    parts = [*programme.promotions, *programme.rewards, *inputs.lines, programme, inputs]
    return "\n".join(str(part) for part in parts)


def test_both_agree_to_the_rupiah_and_the_point(in_many_cases: InManyCases) -> None:
    @given(cases())
    def agree(case: tuple[Programme, QuoteInputs]) -> None:
        programme, inputs = case
        found = differences(plain_answer(quote(prepare(programme), inputs)), slow_quote(programme, inputs))
        assert not found, f"{found}\n{readable(programme, inputs)}"

    in_many_cases(agree, quick=400, long=20_000)


def paid(inputs: QuoteInputs) -> QuoteInputs:
    """A basket that was paid for has a tender."""
    return inputs if inputs.tender is not None else replace(inputs, tender=TenderKind.CASH)


def some_units(random: Random, inputs: QuoteInputs, back: dict[int, int]) -> list[LineBack]:
    """Some of what a basket still has, a line at a time or several."""
    wanted = []
    for line in inputs.lines:
        left = line.quantity - back.get(line.number, 0)
        if line.parent is None and left and random.randrange(2):
            unit = 1000 if whole_units(line) else left
            wanted.append(LineBack(number=line.number, quantity=unit * random.randint(1, left // unit)))
    return wanted


def test_both_agree_on_what_returns_give_and_take_back(in_many_cases: InManyCases) -> None:
    @given(PROGRAMME_SEEDS, BASKET_SEEDS, SEEDS)
    def agree(programme_seeds: ProgrammeSeeds, basket_seeds: BasketSeeds, seed: int) -> None:
        programme = programme_of(programme_seeds)
        inputs = paid(inputs_of(basket_seeds, programme))
        assert_returns_agree(programme, inputs, Random(seed))

    in_many_cases(agree, quick=100, long=4_000)


def assert_returns_agree(programme: Programme, inputs: QuoteInputs, random: Random) -> None:
    """A few returns of one sale, each compared as the difference of two states."""
    prepared = prepare(programme)
    quoted = quote(prepared, inputs)
    if not inputs.lines:
        return
    state: dict[int, int] = {}
    before, done = slow_return(programme, inputs, state), NOTHING_YET
    assert before["grants"] == plain_credit(quoted)["grants"]
    for _ in range(3):
        wanted = some_units(random, inputs, state)
        if not wanted:
            continue
        engine = return_of(prepared, inputs, quoted, done, wanted)
        assert isinstance(engine, ReturnQuote), engine
        for each in wanted:
            state[each.number] = state.get(each.number, 0) + each.quantity
        after = slow_return(programme, inputs, state)
        said = differences(plain_return(engine), of_two_states(before, after))
        assert not said, f"{said}\nback: {state}\n{readable(programme, inputs)}"
        before, done = after, engine.after


def plain_return(engine: ReturnQuote) -> dict[str, object]:
    return {
        "amount": engine.amount,
        "money": {part.method.value: part.amount for part in engine.money},
        "points back": engine.points_back,
        "clawback": engine.clawback,
        "revoked": {(grant.rule_id, grant.kind.value, grant.what): grant.amount for grant in engine.revoked},
        "stamps": {card.card_id: card.stamps for card in engine.stamps if card.stamps},
    }


def of_two_states(before: dict[str, object], after: dict[str, object]) -> dict[str, object]:
    """What a return between two states of the slow calculator is."""
    gave, gives = by_what(before["grants"]), by_what(after["grants"])
    return {
        "amount": less(after["amount"], before["amount"]),
        "money": difference(after["money"], before["money"]),
        "points back": less(after["points back"], before["points back"]),
        "clawback": less(before["credited"], after["credited"]),
        "revoked": difference(gave, gives),
        "stamps": difference(before["stamps"], after["stamps"]),
    }


def by_what(grants: object) -> dict[tuple[str, str, str], int]:
    assert isinstance(grants, list)
    return {(rule_id, kind, what): amount for rule_id, kind, what, amount in grants}


def less(more: object, fewer: object) -> int:
    assert isinstance(more, int)
    assert isinstance(fewer, int)
    return more - fewer


def difference(more: object, fewer: object) -> dict[object, int]:
    assert isinstance(more, dict)
    assert isinstance(fewer, dict)
    keys = dict.fromkeys([*more, *fewer])
    found = {key: more.get(key, 0) - fewer.get(key, 0) for key in keys}
    return {key: amount for key, amount in found.items() if amount}
