"""Gift cards at two tills: each spends what was loaded at it, so that nothing is spent twice; all agree in the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from app.domain.basket import TenderKind
from app.domain.codes import gift_card_code
from app.domain.ledger import gift_owner
from app.services.block_gift_card import GiftCardRequest, GiftCardSet
from app.services.card_outcomes import CardReason
from app.services.commit_sale import Payment
from app.services.outcomes import SaleRefusal, SaleRefused
from app.storage.server.tables import shared
from app.transport.exchange import Exchange
from tests.support.gift_cards import asked, balance_of, load, spend, usable_of
from tests.support.joined_centre import Joined
from tests.support.office import office_of
from tests.support.selling import basket_of
from tests.support.server_word import complaints
from tests.support.shop import SmallShop
from tests.support.taking_back import bring_back, manager
from tests.support.two_tills import exceptions, exchange_of, second_till, settle

Pair = tuple[SmallShop, SmallShop, list[Exchange]]
CARD = gift_card_code(b"0123456789")


@contextmanager
def two_tills(joined: Joined, directory: Path) -> Iterator[Pair]:
    """Both told of everything; in the end all agree."""
    joined.centre = replace(joined.centre, clock=joined.shop.clock.now)
    joined.shop.store.set_server("http://127.0.0.1", joined.centre.public_key)
    settle([exchange_of(joined.shop, joined.centre)], joined.shop)
    with second_till(joined, directory / "second") as second:
        exchanges = [exchange_of(till, joined.centre) for till in (joined.shop, second)]
        settle(exchanges, joined.shop)
        yield joined.shop, second, exchanges
        settle(exchanges, joined.shop)
        assert exceptions(joined) == 0
        assert joined.audit().faults == ()
        assert complaints(joined.shop) == complaints(second) == []
        balance = server_balance(joined)
        assert [balance_of(till, CARD) for till in (joined.shop, second)] == [balance, balance]
        assert sum(usable_of(till, CARD) for till in (joined.shop, second)) <= balance


def server_balance(joined: Joined) -> int:
    accounts = shared.accounts
    statement = select(accounts.c.balance).where(accounts.c.member_id == gift_owner(CARD))
    with joined.centre.database.reading() as connection:
        return int(connection.execute(statement).scalar() or 0)


def refused(shop: SmallShop, *cards: tuple[str, int]) -> SaleRefusal:
    basket = asked(basket_of(shop, "BIJ-001", member=None), *cards)
    payable = shop.till.quoted(basket, TenderKind.QRIS).quote.payable
    payment = Payment(kind=TenderKind.QRIS, received=payable, expected=payable, cashier_id=shop.cashier_id)
    outcome = shop.till.commit(basket, payment)
    assert isinstance(outcome, SaleRefused), outcome
    return outcome.reason


def test_a_card_pays_only_where_it_was_loaded(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        load(first, 100_000, CARD)
        assert refused(second, (CARD, 24_000)) is SaleRefusal.UNKNOWN_GIFT_CARD
        settle(exchanges, first)
        assert (balance_of(second, CARD), usable_of(second, CARD)) == (100_000, 0)
        assert refused(second, (CARD, 24_000)) is SaleRefusal.GIFT_CARD_ELSEWHERE
        assert refused(second, (CARD, 100_001)) is SaleRefusal.GIFT_CARD_SHORT
        spend(first, (CARD, 24_000))
        settle(exchanges, first)
        assert balance_of(second, CARD) == 76_000


def test_two_tills_with_the_line_down_cannot_spend_a_card_twice(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        load(first, 100_000, CARD)
        settle(exchanges, first)
        load(second, 50_000, CARD)
        assert balance_of(second, CARD) == 150_000
        assert refused(second, (CARD, 50_001)) is SaleRefusal.GIFT_CARD_ELSEWHERE
        spend(second, (CARD, 50_000), skus=("BIJ-001",))
        spend(first, (CARD, 100_000), skus=("BIJ-001",))
        settle(exchanges, first)
        assert server_balance(joined) == 0


def test_a_printed_card_that_two_tills_open_is_one_card(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        load(first, 100_000, CARD)
        load(second, 50_000, CARD)
        settle(exchanges, first)
        assert server_balance(joined) == 150_000
        assert [usable_of(till, CARD) for till in (first, second)] == [100_000, 50_000]


def test_a_sale_that_the_server_told_of_goes_back_onto_its_card(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, _, exchanges):
        load(first, 24_000, CARD)
        sale = spend(first, (CARD, 24_000))
        settle(exchanges, first)
        bring_back(first, sale, (1, 1), approval=manager(first))
        assert usable_of(first, CARD) == 24_000
        settle(exchanges, first)
        assert server_balance(joined) == 24_000


def test_a_block_reaches_every_till_and_a_load_does_not_undo_it(joined: Joined, tmp_path: Path) -> None:
    with two_tills(joined, tmp_path) as (first, second, exchanges):
        load(first, 100_000, CARD)
        request = GiftCardRequest(
            document_id=first.chance.new_id(first.clock.at),
            code=CARD,
            block=True,
            reason=CardReason.STOLEN,
            staff_id=first.cashier_id,
        )
        assert office_of(first).block_gift_card(request) == GiftCardSet(code=CARD, blocked=True)
        load(second, 50_000, CARD)
        assert usable_of(second, CARD) == 50_000
        settle(exchanges, first)
        assert [usable_of(till, CARD) for till in (first, second)] == [0, 0]
        assert refused(second, (CARD, 10_000)) is SaleRefusal.BLOCKED_GIFT_CARD
