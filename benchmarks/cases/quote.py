"""A quote of twenty lines beside the same sums written out by hand for this one programme, without explanation."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.domain.basket import UNIT, Line, MemberSnapshot, QuoteInputs
from app.domain.quote import quote
from benchmarks.harness import Comparison, milliseconds
from tests.support.shop import NOON, small_items, small_programme


def basket() -> QuoteInputs:
    """Twenty lines of a Silver member, who pays part with points."""
    items = small_items()
    lines = tuple(
        Line(number=number + 1, item=items[number % len(items)], quantity=(1 + number % 3) * UNIT)
        for number in range(20)
    )
    member = MemberSnapshot(
        member_id=bytes(16), tier_id="silver", tier_metric=600_000, balance=900, usable=900
    )
    return QuoteInputs(
        revision=1,
        opened_at=NOON,
        zone="Asia/Jakarta",
        lines=lines,
        member=member,
        points_asked=500,
        tender=None,
    )


def by_hand(inputs: QuoteInputs) -> tuple[int, int, int]:
    """Net, tax inside it, and points of that basket."""
    bread = cake = rest = tobacco = 0
    for line in inputs.lines:
        price = line.item.price * line.quantity // UNIT
        if line.item.category == "Roti":
            bread += price
        elif line.item.category == "Kue":
            cake += price
        elif line.item.no_promotion:
            tobacco += price
        else:
            rest += price
    eligible = bread - (bread * 10 + 50) // 100 + cake - (cake * 20 + 50) // 100 + rest
    eligible -= (eligible * 5 + 50) // 100
    eligible -= inputs.points_asked * 10
    net = eligible + tobacco
    return net, (net * 20 + 110) // 220, eligible * 125 // 100_000


@contextmanager
def compare(quick: bool) -> Iterator[Comparison]:
    """Both from the same basket, and with the same answer."""
    programme, inputs = small_programme(), basket()
    answer = quote(programme, inputs)
    assert (answer.net, answer.tax, answer.earning.points) == by_hand(inputs)
    yield Comparison(
        name="quote",
        ours=milliseconds(lambda: quote(programme, inputs), times=20),
        peer=milliseconds(lambda: by_hand(inputs), times=1000),
        unit="ms",
        goal=150,  # 0.2 ms: any rate exactly, and a reason for each rupiah of each line
        rounds=10 if quick else 60,
    )
