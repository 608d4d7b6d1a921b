"""Hypothesis strategies for programmes and baskets: lists of seeds, so that they are quick and yet shrink to few."""

from hypothesis import strategies as st

from app.domain.basket import QuoteInputs
from app.domain.programme.document import Programme
from tests.support.random_baskets import BasketSeeds, inputs_of
from tests.support.random_programmes import ProgrammeSeeds, programme_of

SEED = st.integers(0, 2**32 - 1)
"""0 is the plainest form of a part."""


def seeds(most: int) -> st.SearchStrategy[tuple[int, ...]]:
    return st.lists(SEED, max_size=most).map(tuple)


PROGRAMME_SEEDS = st.builds(
    ProgrammeSeeds,
    promotions=seeds(8),
    rewards=seeds(3),
    vouchers=seeds(4),
    group=SEED,
    points=SEED,
    tiers=SEED,
    plans=SEED,
    lists=SEED,
    cards=SEED,
    cashback=SEED,
    taxes=SEED,
    service=SEED,
    instruments=SEED,
    cash=SEED,
)

BASKET_SEEDS = st.builds(
    BasketSeeds,
    lines=st.lists(SEED, min_size=1, max_size=7).map(tuple),
    member=SEED,
    moment=SEED,
    payment=SEED,
    gifts=SEED,
    rights=SEED,
    points_asked=st.just(0) | st.integers(0, 20_000) | st.integers(0, 300),
)


def programmes() -> st.SearchStrategy[Programme]:
    """A programme that could be published, of all kinds of conditions and benefits."""
    return PROGRAMME_SEEDS.map(programme_of)


def quote_inputs(programme: Programme | None = None) -> st.SearchStrategy[QuoteInputs]:
    """A basket of up to seven lines of a guest or a member; with the rights that a programme's rules need."""
    return BASKET_SEEDS.map(lambda chosen: inputs_of(chosen, programme))


def _case(programme_seeds: ProgrammeSeeds, basket_seeds: BasketSeeds) -> tuple[Programme, QuoteInputs]:
    programme = programme_of(programme_seeds)
    return programme, inputs_of(basket_seeds, programme)


def cases() -> st.SearchStrategy[tuple[Programme, QuoteInputs]]:
    """A programme, and a basket for it."""
    return st.builds(_case, PROGRAMME_SEEDS, BASKET_SEEDS)
