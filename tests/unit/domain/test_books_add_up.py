"""Whatever happens to a member's books: balance = Σ lots − debt = Σ postings, and all accounts sum to 0."""

from collections import Counter
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.holding import Holding, Movement, SpendRefused, credit, lapse, moved, settle, spend, spending
from app.domain.ledger import Account, Asset, Draw, into_member
from app.domain.moving import merge
from app.domain.taking_back import Grace, deduct, take_back
from tests.support.books import DAY, NOON, lot, points

ACTS = st.tuples(
    st.sampled_from(("earn", "spend", "return", "lapse", "settle", "deduct", "merge")),
    st.integers(1, 60),
    st.integers(0, 4),
)


@dataclass
class Books:
    """A member's holding, all postings so far, and what was redeemed and not yet restored."""

    holding: Holding = field(default_factory=points)
    other: Holding = field(default_factory=points)
    accounts: Counter[Account] = field(default_factory=Counter)
    posted: int = 0
    drawn: list[tuple[Draw, ...]] = field(default_factory=list)
    number: int = 0

    def post(self, movement: Movement) -> None:
        self._count(movement)
        self.posted += sum(into_member(posting) for posting in movement.postings)
        self.holding = moved(self.holding, movement)

    def post_to_other(self, movement: Movement) -> None:
        self._count(movement)
        self.other = moved(self.other, movement)

    def _count(self, movement: Movement) -> None:
        for posting in movement.postings:
            assert posting.amount > 0
            self.accounts[posting.source] -= posting.amount
            self.accounts[posting.target] += posting.amount

    def name(self) -> bytes:
        self.number += 1
        return self.number.to_bytes(2, "big")


def act(books: Books, what: str, amount: int, days: int) -> None:
    at = NOON + days * DAY
    match what:
        case "earn":
            earned = lot(
                books.name(),
                amount,
                expires_at=at + DAY if days else None,
                held_until=at if amount % 3 == 0 else None,
            )
            books.post(credit(books.holding, earned))
        case "spend":
            draws = spend(books.holding, amount, at)
            if not isinstance(draws, SpendRefused):
                books.post(spending(Asset.POINTS, draws))
                books.drawn.append(draws)
        case "return":
            drawn = books.drawn.pop() if books.drawn else ()
            back = take_back(
                books.holding,
                clawback=amount,
                own_lot=books.holding.lots[0].lot_id if books.holding.lots else None,
                drawn=drawn,
                before=0,
                back=sum(each.amount for each in drawn),
                at=at,
                grace=Grace(lot_id=books.name(), expires_at=at + 7 * DAY),
            )
            books.post(back.movement)
        case "lapse":
            books.post(lapse(books.holding, at))
        case "settle":
            books.post(settle(books.holding, at))
        case "deduct":
            books.post(deduct(books.holding, amount, 10, 300).movement)
        case _:
            paired = merge(books.holding, books.other, at)
            books.post(paired.giver)
            books.post_to_other(paired.receiver)


@given(st.lists(ACTS, max_size=30))
@settings(deadline=None, max_examples=300)
def test_balance_is_the_sum_of_lots_less_debt_and_of_postings_at_every_moment(
    acts: list[tuple[str, int, int]],
) -> None:
    books = Books()
    for what, amount, days in acts:
        act(books, what, amount, days)
        holding = books.holding
        assert holding.balance == sum(each.remaining for each in holding.lots) - holding.debt == books.posted
        assert all(0 <= each.remaining <= each.original for each in holding.lots)
        assert holding.debt >= 0
        assert sum(books.accounts.values()) == 0
        assert books.accounts[Account.MEMBER] == holding.balance + books.other.balance
        assert books.accounts[Account.TRANSFER] == books.accounts[Account.DEBT] == 0


@st.composite
def splits(draw: st.DrawFn, whole: int) -> list[int]:
    """Parts that sum to a whole."""
    cuts = sorted(draw(st.lists(st.integers(0, whole), max_size=4)))
    return [end - start for start, end in zip([0, *cuts], [*cuts, whole], strict=True)]


@given(st.data())
@settings(deadline=None, max_examples=200)
def test_a_full_return_restores_the_lots_however_it_is_split(data: st.DataObject) -> None:
    sizes = data.draw(st.lists(st.integers(1, 50), min_size=1, max_size=5))
    held = points(
        *(
            lot(bytes([place]), size, expires_at=NOON + data.draw(st.integers(1, 3)) if place % 2 else None)
            for place, size in enumerate(sizes)
        )
    )
    draws = spend(held, data.draw(st.integers(0, sum(sizes))), NOON)
    assert not isinstance(draws, SpendRefused)
    spent, earned = sum(each.amount for each in draws), data.draw(st.integers(1, 60))
    holding = moved(held, spending(Asset.POINTS, draws))
    holding = moved(holding, credit(holding, lot(b"own", earned)))
    back, clawed = data.draw(splits(spent)), data.draw(splits(earned))
    before = 0
    for place in range(max(len(back), len(clawed))):
        part = back[place] if place < len(back) else 0
        returned = take_back(
            holding,
            clawback=clawed[place] if place < len(clawed) else 0,
            own_lot=b"own",
            drawn=draws,
            before=before,
            back=part,
            at=NOON,
            grace=Grace(lot_id=b"grace", expires_at=NOON),
        )
        assert returned.owed == 0
        holding = moved(holding, returned.movement)
        before += part
    assert {each.lot_id: each.remaining for each in holding.lots} == {
        **{each.lot_id: each.remaining for each in held.lots},
        b"own": 0,
    }
