"""What the payment says while it is keyed: what is left, quick amounts, change, and what there is no room for."""

from dataclasses import replace

from app.domain.basket import PaymentMethod, other_method
from app.ui.checkout.payment_wording import (
    cause_tick,
    change_words,
    hint_words,
    named_ways,
    quick_words,
    takes_digits,
    takes_reference,
    total_words,
)
from app.ui.checkout.state import TenderSheet
from app.words.translate import Language, Words
from tests.support.counter import Counter
from tests.support.gift_shop import open_a_cause
from tests.support.shop import SmallShop

WORDS = Words(Language.ENGLISH)
QRIS, GIFT = PaymentMethod.QRIS, PaymentMethod.GIFT_VALUE
WAYS = (other_method("GoPay"), other_method("OVO"))


def paying(counter: Counter, *skus: str) -> TenderSheet:
    counter.scan_items(*skus)
    counter.pay()
    return counter.sheet(TenderSheet)


def choose(counter: Counter, way: PaymentMethod, keyed: str = "") -> TenderSheet:
    counter.presenter.payment.choose(way)
    counter.hand.settle()
    counter.type(keyed)
    return counter.sheet(TenderSheet)


def test_cash_says_the_change_and_what_is_missing(counter: Counter) -> None:
    sheet = paying(counter, "KOP-001")
    assert total_words(WORDS, sheet) == ("Total to pay", "Rp24.000")
    assert quick_words(WORDS, sheet) == ("Exact", "Rp30.000", "Rp50.000", "Rp100.000")
    assert change_words(WORDS, sheet) == ("Change", "Rp0")
    counter.type("50000")
    assert change_words(WORDS, counter.sheet(TenderSheet)) == ("Change", "Rp26.000")
    counter.presenter.clear()
    counter.type("20000")
    assert change_words(WORDS, counter.sheet(TenderSheet)) == ("Still missing", "Rp4.000")


def test_what_gives_no_change_says_nothing_of_it_until_it_is_too_much_or_a_part(counter: Counter) -> None:
    paying(counter, "KOP-001")
    sheet = choose(counter, QRIS)
    assert (quick_words(WORDS, sheet), change_words(WORDS, sheet)) == ((), ("", ""))
    assert takes_reference(sheet)
    assert change_words(WORDS, choose(counter, QRIS, "30000")) == ("Too much", "Rp6.000")
    assert change_words(WORDS, choose(counter, QRIS, "10000")) == ("Still missing", "Rp14.000")


def test_parts_take_the_room_of_quick_amounts_and_of_the_hint(counter: Counter) -> None:
    counter.shop.till = replace(counter.shop.till, other_tenders=WAYS)
    counter = Counter(counter.shop)
    paying(counter, "KOP-001")
    sheet = choose(counter, WAYS[1], "10000")
    assert named_ways(WORDS, sheet) == (("GoPay", "OVO"), 1)
    assert hint_words(WORDS, sheet).startswith("See that OVO was paid first")
    counter.enter()
    sheet = counter.sheet(TenderSheet)
    assert total_words(WORDS, sheet) == ("Left to pay", "Rp14.000")
    assert quick_words(WORDS, sheet) == ("Exact", "Rp20.000")
    assert named_ways(WORDS, sheet) == ((), -1)
    assert hint_words(WORDS, choose(counter, WAYS[0])) == ""
    counter.close()


def test_before_the_price_is_known_nothing_is_told_of_it() -> None:
    sheet = TenderSheet()
    assert total_words(WORDS, sheet) == ("Total to pay", "…")
    assert (quick_words(WORDS, sheet), change_words(WORDS, sheet), cause_tick(WORDS, sheet)) == (
        (),
        ("", ""),
        None,
    )


def test_a_gift_card_takes_digits_once_it_is_known(counter: Counter) -> None:
    paying(counter, "KOP-001")
    assert not takes_digits(choose(counter, GIFT))
    assert takes_digits(choose(counter, QRIS))


def test_a_cause_asks_for_what_rounding_up_takes_and_then_says_what_was_given(shop: SmallShop) -> None:
    open_a_cause(shop)
    with Counter(shop) as counter:
        tick = cause_tick(WORDS, paying(counter, "ROT-001"))
        assert tick is not None
        assert not tick.given
        assert tick.text.startswith("Round up Rp")
        counter.presenter.payment.give(0)
        counter.hand.settle()
        tick = cause_tick(WORDS, counter.sheet(TenderSheet))
        assert tick is not None
        assert tick.given
        assert " for " in tick.text
