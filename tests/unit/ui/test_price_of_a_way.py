"""Choosing a way to pay quotes the basket again: a promotion that wants it shows its price before it is paid."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from app.domain.basket import PaymentMethod
from app.domain.programme.benefits import PercentOff
from app.domain.programme.conditions import PaidWith
from app.domain.programme.promotions import Promotion
from app.services.outcomes import Published
from tests.support.counter import Counter
from tests.support.shop import small_shop

CASH, QRIS, CARD = PaymentMethod.CASH, PaymentMethod.QRIS, PaymentMethod.CARD


def test_choosing_a_way_to_pay_shows_the_price_that_it_opens(tmp_path: Path) -> None:
    """A tenth off for who pays all of it by QRIS."""
    by_qris = Promotion(
        id="qris",
        name="QRIS 10%",
        benefit=PercentOff(percent=Decimal(10)),
        conditions=(PaidWith(methods=(QRIS,), share=Decimal(100)),),
    )
    with small_shop(tmp_path) as shop:
        draft = replace(shop.till.programme(), promotions=(by_qris,))
        assert isinstance(shop.till.publish(draft, 1, shop.manager_id), Published)
        counter = Counter(shop)
        counter.scan_items("KOP-001")
        counter.pay()
        seen = [counter.due()]
        for way in (QRIS, CARD, CASH):
            counter.presenter.payment.choose(way)
            counter.hand.settle()
            seen.append(counter.due())
        counter.hand.close()
        assert (seen, counter.hand.faults) == ([24_000, 21_600, 24_000, 24_000], [])
