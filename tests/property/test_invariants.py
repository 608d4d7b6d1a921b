"""The seven promises of the loyalty rules, each over random programmes, members, baskets and histories.

The fifth and sixth also hold over a line that loses, doubles and delays: tests/simulation/test_sync_converges.py.
"""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from app.domain.basket import QuoteInputs
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import Prepared, prepare
from app.domain.holding import Holding, joined, moved
from app.domain.ledger import Account, Asset, Lot, draw
from app.domain.limits import uses_of
from app.domain.programme.document import Programme
from app.domain.quote import Phase, Quote
from app.domain.returns import LineBack, ReturnQuote
from app.protocol.plain import pack, unpack
from tests.property.conftest import InManyCases
from tests.support.histories import AssetBooks, History, Sold, paid_in_money
from tests.support.loyalty_strategies import cases, programmes, quote_inputs, sales
from tests.support.worked_example import NOON

SEEDS = st.integers(0, 2**32 - 1)
BASKETS = st.lists(quote_inputs(), min_size=1, max_size=4)
ANY_DAY = date(2026, 11, 22)


def some_back(random: Random, sold: Sold, *, everything: bool = False) -> list[LineBack]:
    """Some (or the rest) of what is kept of a sale, in any order of its lines."""
    back = {line.number: line.quantity for line in sold.returned.lines}
    wanted = []
    for line in sold.inputs.lines:
        left = line.quantity - back.get(line.number, 0)
        if line.parent is not None or left == 0 or (not everything and random.randrange(2)):
            continue
        unit = left if line.item.weighed or line.quantity % 1000 else 1000
        units = left // unit if everything else random.randint(1, left // unit)
        wanted.append(LineBack(number=line.number, quantity=unit * units))
    random.shuffle(wanted)
    return wanted


def bring_all_back(history: History, sold: Sold, random: Random) -> None:
    """In random steps, until nothing is kept."""
    for _ in range(random.randrange(3)):
        wanted = some_back(random, sold)
        if wanted:
            history.bring_back(sold, wanted)
    rest = some_back(random, sold, everything=True)
    if rest:
        history.bring_back(sold, rest)


def assert_books_add_up(books: AssetBooks) -> None:
    holding = books.holding
    assert holding.balance == sum(lot.remaining for lot in holding.lots) - holding.debt == books.posted
    assert books.accounts[Account.MEMBER] == holding.balance
    assert sum(books.accounts.values()) == 0
    assert all(0 <= lot.remaining <= lot.original for lot in holding.lots)


def lived(programme: Programme, baskets: list[QuoteInputs], seed: int) -> History:
    """Some sales, some of them returned in part or in whole, in any order."""
    random = Random(seed)
    history = History(prepare(programme))
    history.give(Asset.POINTS, random.choice([10, 500, 10_000]))
    history.give(Asset.CASHBACK, random.choice([10, 50_000]))
    sold: list[Sold] = []
    for basket in baskets:
        sold.append(history.sell(basket))
        history.use_up(random.choice([0, 0, 100, 10**6]))
        each = random.choice(sold)
        wanted = some_back(random, each)
        if wanted:
            history.bring_back(each, wanted)
        assert_books_add_up(history.points)
        assert_books_add_up(history.wallet)
    return history


def test_1_balance_is_the_sum_of_lots_and_of_postings_at_every_moment_and_all_accounts_sum_to_nothing(
    in_many_cases: InManyCases,
) -> None:
    @given(programmes(), BASKETS, SEEDS)
    def holds(programme: Programme, baskets: list[QuoteInputs], seed: int) -> None:
        lived(programme, baskets, seed)

    in_many_cases(holds)


def test_2_the_parts_of_every_discount_tax_and_redemption_sum_to_its_whole(
    in_many_cases: InManyCases,
) -> None:
    @given(sales())
    def holds(sale: tuple[Programme, QuoteInputs, Quote]) -> None:
        _, _, quoted = sale
        assert_effects_are_their_parts(quoted)
        for line in quoted.lines:
            assert line.line.price - sum(part.amount for part in line.parts) == line.net
        service = quoted.service
        assert sum(line.net for line in quoted.lines) == quoted.net
        assert sum(line.tax for line in quoted.lines) + (service.tax if service else 0) == quoted.tax
        assert sum(tax.amount for tax in quoted.taxes) == quoted.tax
        assert sum(by.points for by in quoted.earning.by) == quoted.earning.points
        on_top = sum(line.tax_on_top for line in quoted.lines) + (service.tax_on_top if service else 0)
        assert quoted.total == quoted.net + (service.amount if service else 0) + on_top
        carried = sum(part.amount for part in quoted.carried)
        assert quoted.payable == quoted.total - carried + quoted.cash_rounding

    in_many_cases(holds)


def assert_effects_are_their_parts(quoted: Quote) -> None:
    """What a rule took in a phase is the sum of what it took off each line, in rupiah and in points."""
    parts: Counter[tuple[str, Phase]] = Counter()
    effects: Counter[tuple[str, Phase]] = Counter()
    points: Counter[tuple[str, Phase]] = Counter()
    spent: Counter[tuple[str, Phase]] = Counter()
    for line in quoted.lines:
        for part in line.parts:
            parts[part.rule_id, part.phase] += part.amount
            points[part.rule_id, part.phase] += part.points
    for effect in quoted.effects:
        if (effect.rule_id, effect.phase) in parts:
            effects[effect.rule_id, effect.phase] += effect.amount
            spent[effect.rule_id, effect.phase] += effect.points
    assert parts == effects
    assert points == spent


def test_2_the_units_of_every_part_sum_to_it(in_many_cases: InManyCases) -> None:
    @given(programmes(), quote_inputs(), SEEDS)
    def holds(programme: Programme, basket: QuoteInputs, seed: int) -> None:
        history = History(prepare(programme))
        sold = history.sell(basket)
        bring_all_back(history, sold, Random(seed))
        for line in sold.quote.lines:
            back = [each for done in sold.returns for each in done.lines if each.number == line.line.number]
            assert sum(each.net for each in back) == line.net
            assert sum(each.tax for each in back) == line.tax
            assert sum(each.tax_on_top for each in back) == line.tax_on_top
            assert sum(each.quantity for each in back) == line.line.quantity

    in_many_cases(holds)


def test_3_a_full_return_restores_balances_lots_limits_and_the_tier_s_figure(
    in_many_cases: InManyCases,
) -> None:
    @given(cases(), BASKETS, SEEDS)
    def holds(case: tuple[Programme, QuoteInputs], baskets: list[QuoteInputs], seed: int) -> None:
        programme, last = case  # with rights for its rules, so that it uses of their limits
        history = lived(programme, baskets, seed)
        points, wallet, metric = history.points.lots(), history.wallet.lots(), history.metric
        sold = history.sell(last)
        bring_all_back(history, sold, Random(seed))
        if sold.inputs.lines:
            assert history.points.lots() == points
            assert history.wallet.lots() == wallet
            assert history.metric == metric
            assert sum(back.refund for back in sold.returns) == paid_in_money(sold.quote)
            assert_nothing_is_left_of(history.prepared, sold)

    in_many_cases(holds)


def assert_nothing_is_left_of(prepared: Prepared, sold: Sold) -> None:
    """Gifts, stamps and limits of a sale that is wholly back: its returns took and freed what it gave and used."""
    back, quoted = summed(sold.returns), sold.quote
    gave: Counter[object] = Counter()
    for grant in quoted.grants:
        gave[grant.rule_id, grant.kind, grant.what] += grant.amount
    for card in quoted.stamps:
        gave[card.card_id, "stamps"] += card.given
        gave[card.card_id, "completed"] += card.completed
    assert back["grants"] == gave
    for use in uses_of(prepared, sold.inputs, quoted, ANY_DAY):
        freed = back["freed"]
        assert (freed[use.rule_id], freed[use.rule_id, "amount"]) == (use.times, use.amount)


def summed(returns: list[ReturnQuote]) -> dict[str, Counter[object]]:
    """All that some returns gave and took back, together."""
    total: dict[str, Counter[object]] = {"money": Counter(), "grants": Counter(), "freed": Counter()}
    total["rest"] = Counter()
    for back in returns:
        for part in back.money:
            total["money"][part.method] += part.amount
        for grant in back.revoked:
            total["grants"][grant.rule_id, grant.kind, grant.what] += grant.amount
        for freed in back.freed:
            total["freed"][freed.rule_id] += freed.times
            total["freed"][freed.rule_id, "amount"] += freed.amount
        for card in back.stamps:
            total["grants"][card.card_id, "stamps"] += card.stamps
            total["grants"][card.card_id, "completed"] += card.completed
        total["rest"]["points"] += back.points_back
        total["rest"]["clawback"] += back.clawback
        total["rest"]["metric"] += back.metric
        total["rest"]["service"] += back.service
        total["rest"]["cash rounding"] += back.cash_rounding
    return total


def test_4_any_order_and_split_of_returns_ends_alike_and_gives_back_no_more_than_was_paid(
    in_many_cases: InManyCases,
) -> None:
    @given(cases(), SEEDS, SEEDS)
    def holds(case: tuple[Programme, QuoteInputs], one: int, other: int) -> None:
        programme, basket = case
        ends = []
        for seed in (one, other):
            history = History(prepare(programme))
            history.give(Asset.POINTS, 5_000)
            sold = history.sell(basket)
            bring_all_back(history, sold, Random(seed))
            refunds = [back.refund for back in sold.returns]
            assert all(0 <= sum(refunds[:count]) <= paid_in_money(sold.quote) for count in range(9))
            ends.append((summed(sold.returns), history.points.lots(), history.wallet.lots()))
        assert ends[0] == ends[1]

    in_many_cases(holds)


def test_5_documents_in_any_order_and_twice_make_one_state(in_many_cases: InManyCases) -> None:
    @given(programmes(), BASKETS, SEEDS)
    def holds(programme: Programme, baskets: list[QuoteInputs], seed: int) -> None:
        history = lived(programme, baskets, seed)
        documents = list(enumerate(history.points.movements))
        arrived = [*documents, *Random(seed).choices(documents, k=len(documents))]
        Random(seed).shuffle(arrived)
        taken = dict(arrived)  # an inbox knows each document once
        movement = joined(*taken.values()) if len(taken) > 1 else taken[0]
        again = AssetBooks(moved(Holding(asset=Asset.POINTS), movement))
        assert again.lots() == history.points.lots()

    in_many_cases(holds)


LOTS = st.lists(
    st.builds(
        Lot,
        lot_id=st.binary(min_size=2, max_size=2),
        asset=st.just(Asset.POINTS),
        earned_at=st.integers(NOON - 10**9, NOON),
        expires_at=st.none() | st.integers(NOON - 10**6, NOON + 10**9),
        original=st.just(1_000),
        remaining=st.integers(0, 1_000),
    ),
    max_size=5,
    unique_by=lambda lot: lot.lot_id,
)


def test_6_what_terminals_spend_of_their_slices_never_exceeds_what_is_held(
    in_many_cases: InManyCases,
) -> None:
    @given(LOTS, st.integers(1, 4), st.lists(st.integers(0, 900), max_size=9), SEEDS)
    def holds(lots: list[Lot], terminals: int, wishes: list[int], seed: int) -> None:
        random = Random(seed)
        slices: list[dict[bytes, Lot]] = [{} for _ in range(terminals)]
        for lot in lots:
            left = lot.remaining
            for mine in slices:
                share = random.randint(0, left)
                left -= share
                mine[lot.lot_id] = replace(lot, remaining=share)
        spent: Counter[bytes] = Counter()
        for wish in wishes:
            mine = random.choice(slices)
            for taken in draw(mine.values(), wish, NOON) or ():
                spent[taken.lot_id] += taken.amount
                lot = mine[taken.lot_id]
                mine[taken.lot_id] = replace(lot, remaining=lot.remaining - taken.amount)
        for lot in lots:
            assert spent[lot.lot_id] <= lot.remaining
            assert spent[lot.lot_id] == 0 or lot.expires_at is None or lot.expires_at >= NOON

    in_many_cases(holds)


def test_7_no_rule_raises_the_net_and_no_line_is_negative(in_many_cases: InManyCases) -> None:
    @given(sales())
    def holds(sale: tuple[Programme, QuoteInputs, Quote]) -> None:
        _, inputs, quoted = sale
        for line in quoted.lines:
            assert 0 <= line.net <= line.line.price
            assert 0 <= line.wallet <= line.net + line.tax_on_top
            assert all(part.amount >= 0 and part.points >= 0 for part in line.parts)
            assert 0 <= line.tax_on_top <= line.tax
            if line.line.item.no_promotion:
                assert line.parts == ()
        assert 0 <= quoted.net <= quoted.price
        assert all(
            effect.amount <= effect.base for effect in quoted.effects if effect.phase is not Phase.EARNING
        )
        spendable = 0 if inputs.member is None else inputs.member.usable
        assert quoted.redemption.points + quoted.redemption.reward_points <= spendable
        assert quoted.payable >= 0

    in_many_cases(holds)


def test_7_the_same_input_gives_the_same_bytes_wherever_its_rules_stand_and_it_is_read_again(
    in_many_cases: InManyCases,
) -> None:
    @given(sales(), SEEDS)
    def holds(sale: tuple[Programme, QuoteInputs, Quote], seed: int) -> None:
        programme, inputs, quoted = sale
        here = pack(quoted)
        promotions = list(programme.promotions)
        Random(seed).shuffle(promotions)
        shuffled = replace(programme, promotions=tuple(promotions))
        assert pack(quote(prepare(programme), inputs)) == here
        assert pack(quote(prepare(shuffled), inputs)) == here
        read = unpack(Programme, pack(programme)), unpack(QuoteInputs, pack(inputs))
        assert pack(quote(prepare(read[0]), read[1])) == here

    in_many_cases(holds)


ELSEWHERE = """
import hashlib, sys
from pathlib import Path
from app.domain.basket import QuoteInputs
from app.domain.engine.evaluate import quote
from app.domain.engine.prepared import prepare
from app.domain.programme.document import Programme
from app.protocol.plain import pack, unpack
for folder in sorted(Path(sys.argv[1]).iterdir()):
    programme = unpack(Programme, (folder / "programme").read_bytes())
    inputs = unpack(QuoteInputs, (folder / "inputs").read_bytes())
    print(hashlib.sha256(pack(quote(prepare(programme), inputs))).hexdigest())
"""


def test_7_the_same_input_gives_the_same_bytes_in_a_fresh_process(
    in_many_cases: InManyCases, tmp_path: Path
) -> None:
    here: list[str] = []

    @given(sales())
    def put_down(sale: tuple[Programme, QuoteInputs, Quote]) -> None:
        programme, inputs, quoted = sale
        folder = tmp_path / f"{len(here):05}"
        folder.mkdir()
        (folder / "programme").write_bytes(pack(programme))
        (folder / "inputs").write_bytes(pack(inputs))
        here.append(hashlib.sha256(pack(quoted)).hexdigest())

    in_many_cases(put_down, quick=200, long=2_000)
    elsewhere = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(tmp_path)],
        env={**os.environ, "PYTHONHASHSEED": "7"},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert elsewhere.stdout.split() == here
