"""A lost gift card is blocked by anybody and unblocked by a manager; while it is, it neither pays nor is loaded."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.basket import TenderKind
from app.domain.codes import gift_card_code
from app.services.approval import Approval
from app.services.block_gift_card import (
    GiftCardNotSet,
    GiftCardOutcome,
    GiftCardProblem,
    GiftCardRequest,
    GiftCardSet,
)
from app.services.card_outcomes import CardReason
from app.services.commit_sale import Payment
from app.services.open_basket import OpenBasket
from app.services.outcomes import GiftCardFound, SaleRefusal, SaleRefused
from tests.support.gift_cards import asked, balance_of, load, loading, spend
from tests.support.office import office_of, records
from tests.support.selling import basket_of, scan
from tests.support.server_word import complaints
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import bring_back, manager

STRANGER = gift_card_code(b"0123456789")


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[SmallShop]:
    with small_shop(tmp_path) as shop:
        yield shop
        assert complaints(shop) == []


def request_of(
    shop: SmallShop, code: str, *, block: bool = True, approval: Approval | None = None
) -> GiftCardRequest:
    return GiftCardRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        code=code,
        block=block,
        reason=CardReason.LOST,
        staff_id=shop.cashier_id,
        approval=approval,
    )


def answered(
    shop: SmallShop, code: str, *, block: bool = True, approval: Approval | None = None
) -> GiftCardOutcome:
    return office_of(shop).block_gift_card(request_of(shop, code, block=block, approval=approval))


def problem_of(
    shop: SmallShop, code: str, *, block: bool = True, approval: Approval | None = None
) -> GiftCardProblem:
    before = records(shop)
    outcome = answered(shop, code, block=block, approval=approval)
    assert isinstance(outcome, GiftCardNotSet), outcome
    assert records(shop) == before
    return outcome.problem


def refused(shop: SmallShop, basket: OpenBasket) -> SaleRefusal:
    payable = shop.till.quoted(basket, TenderKind.QRIS).quote.payable
    payment = Payment(kind=TenderKind.QRIS, received=payable, expected=payable, cashier_id=shop.cashier_id)
    outcome = shop.till.commit(basket, payment)
    assert isinstance(outcome, SaleRefused), outcome
    return outcome.reason


def test_a_blocked_card_neither_pays_nor_is_loaded(shop: SmallShop) -> None:
    code = load(shop, 50_000)
    assert answered(shop, code.lower()) == GiftCardSet(code=code, blocked=True)
    assert refused(shop, asked(basket_of(shop, "KOP-001"), (code, 10_000))) is SaleRefusal.BLOCKED_GIFT_CARD
    assert refused(shop, loading(shop, (10_000, code))) is SaleRefusal.BLOCKED_GIFT_CARD
    found = GiftCardFound(code=code, balance=50_000, usable=0, blocked=True)
    assert shop.till.resolve(scan(code)) == found


def test_what_a_blocked_card_paid_still_goes_back_onto_it(shop: SmallShop) -> None:
    code = load(shop, 50_000)
    sale = spend(shop, (code, 24_000))
    answered(shop, code)
    bring_back(shop, sale, (1, 1))
    assert balance_of(shop, code) == 50_000


def test_only_a_manager_unblocks_one(shop: SmallShop) -> None:
    code = load(shop, 50_000)
    answered(shop, code)
    assert problem_of(shop, code, block=False) is GiftCardProblem.NOT_APPROVED
    wrong = manager(shop, "000000")
    assert problem_of(shop, code, block=False, approval=wrong) is GiftCardProblem.NOT_APPROVED
    assert answered(shop, code, block=False, approval=manager(shop)) == GiftCardSet(code=code, blocked=False)
    assert spend(shop, (code, 24_000)).payable == 0


def test_what_changes_nothing_is_refused(shop: SmallShop) -> None:
    code = load(shop, 50_000)
    assert problem_of(shop, code, block=False, approval=manager(shop)) is GiftCardProblem.NO_CHANGE
    assert problem_of(shop, STRANGER) is GiftCardProblem.UNKNOWN
    assert problem_of(shop, shop.cards[0]) is GiftCardProblem.UNKNOWN
    answered(shop, code)
    assert problem_of(shop, code) is GiftCardProblem.NO_CHANGE


def test_a_block_that_is_asked_for_again_is_made_once(shop: SmallShop) -> None:
    request = request_of(shop, load(shop, 50_000))
    first = office_of(shop).block_gift_card(request)
    before = records(shop)
    assert office_of(shop).block_gift_card(request) == first
    assert records(shop) == before
