"""Over random programmes and baskets: claims, moves and returns end alike in any order, and are undone whole."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from app.domain.basket import QuoteInputs
from app.domain.claiming import Credited, Reassigned, StoredSale, claim, reassign
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import Prepared, prepare
from app.domain.granted_back import GivenBy, gifts_back
from app.domain.granting import Accounts, Granted, Occasion, granted
from app.domain.holding import Holding, moved
from app.domain.programme.document import Programme
from app.domain.quote import Grant, Quote, settled
from app.domain.returns import NOTHING_YET, LineBack, Returned, ReturnQuote, return_of, void_of
from tests.property.conftest import InManyCases
from tests.support.loyalty_strategies import cases
from tests.support.worked_example import NOON, SILVER

SEEDS = st.integers(0, 2**32 - 1)
DAY = date(2026, 11, 22)
SALE = Occasion(document_id=b"sale", at=NOON, today=DAY)
RETURN = Occasion(document_id=b"return", at=NOON + 1, today=DAY)


def whole_lines(random: Random, inputs: QuoteInputs) -> list[LineBack]:
    """A random choice of them, with their modifiers."""
    return [
        LineBack(number=line.number, quantity=line.quantity)
        for line in inputs.lines
        if line.parent is None and random.randrange(2)
    ]


def by_rule(grants: Iterable[Grant]) -> Counter[object]:
    sums: Counter[object] = Counter()
    for grant in grants:
        sums[grant.rule_id, grant.kind, grant.what] += grant.amount
    return sums


def total(*parts: tuple[int, Iterable[Grant]]) -> dict[object, int]:
    """What is given in the end: each part added (1) or taken away (−1)."""
    sums: Counter[object] = Counter()
    for sign, grants in parts:
        for key, amount in by_rule(grants).items():
            sums[key] += sign * amount
    return {key: amount for key, amount in sums.items() if amount}


def returned(
    prepared: Prepared, inputs: QuoteInputs, sold: Quote, wanted: list[LineBack]
) -> ReturnQuote | None:
    back = return_of(prepared, inputs, sold, NOTHING_YET, wanted)
    return back if isinstance(back, ReturnQuote) else None


def guest_sale(case: tuple[Programme, QuoteInputs]) -> tuple[Prepared, StoredSale]:
    programme, basket = case
    prepared, inputs = prepare(programme), replace(basket, member=None)
    return prepared, StoredSale(inputs=inputs, quote=settled(quote(prepared, inputs)), day=DAY)


def test_a_claim_before_a_return_ends_as_one_after_it(in_many_cases: InManyCases) -> None:
    @given(cases(), SEEDS)
    def holds(case: tuple[Programme, QuoteInputs], seed: int) -> None:
        prepared, sale = guest_sale(case)
        member = case[1].member or SILVER
        early = claim(prepared, sale, member, DAY)
        wanted = whole_lines(Random(seed), sale.inputs)
        as_guest = returned(prepared, sale.inputs, sale.quote, wanted)
        if not isinstance(early, Credited) or as_guest is None or as_guest.everything:
            return
        as_member = returned(prepared, early.inputs, early.quote, wanted)
        late = claim(prepared, replace(sale, before=as_guest.after), member, DAY)
        assert as_member is not None
        assert isinstance(late, Credited)
        assert as_member.money == as_guest.money
        assert early.points - as_member.clawback == late.points
        assert early.metric - as_member.metric == late.metric
        assert total((1, early.grants), (-1, as_member.revoked)) == total(
            (-1, as_guest.revoked), (1, late.grants)
        )
        assert_gone(prepared, late.inputs, late.quote, as_guest.after, late)

    in_many_cases(holds)


def assert_gone(
    prepared: Prepared, inputs: QuoteInputs, sold: Quote, before: Returned, credited: Credited
) -> None:
    """The rest back takes exactly what the member was given."""
    rest = void_of(prepared, inputs, sold, before)
    assert isinstance(rest, ReturnQuote)
    assert (rest.clawback, rest.metric) == (credited.points, credited.metric)
    cards = {card.card_id: (card.given, card.completed) for card in credited.stamps}
    assert {card.card_id: (card.stamps, card.completed) for card in rest.stamps} == cards


def test_a_move_takes_from_the_one_what_a_void_would_and_gives_the_other_what_a_claim_would(
    in_many_cases: InManyCases,
) -> None:
    @given(cases(), SEEDS)
    def holds(case: tuple[Programme, QuoteInputs], seed: int) -> None:
        programme, basket = case
        prepared = prepare(programme)
        plain = replace(basket, member=basket.member or SILVER, points_asked=0, rewards=(), vouchers=())
        sale = StoredSale(inputs=plain, quote=settled(quote(prepared, plain)), day=DAY)
        back = returned(prepared, sale.inputs, sale.quote, whole_lines(Random(seed), sale.inputs))
        before = NOTHING_YET if back is None else back.after
        right = replace(SILVER, member_id=b"right")
        outcome = reassign(prepared, replace(sale, before=before), right, DAY)
        if not isinstance(outcome, Reassigned):
            return
        void = void_of(prepared, sale.inputs, sale.quote, before)
        assert isinstance(void, ReturnQuote)
        assert (outcome.from_wrong.points, outcome.from_wrong.metric) == (void.clawback, void.metric)
        assert total((1, outcome.from_wrong.revoked)) == total((1, void.revoked))
        to_right = outcome.to_right
        assert_gone(prepared, to_right.inputs, to_right.quote, before, to_right)

    in_many_cases(holds)


def after(accounts: Accounts, gave: Granted) -> Accounts:
    cards = {one.card_id: moved(accounts.card(one.card_id), one.movement) for one in gave.stamps}
    return Accounts(
        points=moved(accounts.points, gave.points),
        cashback=moved(accounts.cashback, gave.cashback),
        stamps={**accounts.stamps, **cards},
    )


def balances(accounts: Accounts) -> dict[str, int]:
    cards: dict[str, Holding] = {f"card {name}": card for name, card in accounts.stamps.items()}
    everything = {"points": accounts.points, "cashback": accounts.cashback, **cards}
    return {name: holding.balance for name, holding in everything.items() if holding.balance}


def test_what_a_sale_grants_is_gone_when_everything_is_back(in_many_cases: InManyCases) -> None:
    @given(cases())
    def holds(case: tuple[Programme, QuoteInputs]) -> None:
        programme, basket = case
        prepared, inputs = prepare(programme), replace(basket, member=basket.member or SILVER)
        sold = settled(quote(prepared, inputs))
        accounts = after(Accounts(), granted(programme, sold.grants, sold.stamps, Accounts(), SALE))
        void = void_of(prepared, inputs, sold)
        if not isinstance(void, ReturnQuote):
            return
        gave = GivenBy(document_id=SALE.document_id, lapsed={})
        back = gifts_back(programme, void.revoked, void.stamps, accounts, gave, RETURN)
        cards = {one.card_id: moved(accounts.card(one.card_id), one.movement) for one in back.stamps}
        end = Accounts(
            points=moved(accounts.points, back.points),
            cashback=moved(accounts.cashback, back.cashback),
            stamps={**accounts.stamps, **cards},
        )
        assert balances(end) == {}

    in_many_cases(holds)
