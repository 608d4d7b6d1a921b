"""The question after a sale: one touch, on the customer's display or the cashier's; the next scan takes it away."""

from dataclasses import fields, replace

from app.domain.satisfaction import Question, RatingScale
from app.protocol.facts_ratings import SaleRated
from app.services.rate_sale import Rating, RatingOutcome
from app.services.till import Till
from app.ui.checkout.state import FinishPanel, Trouble
from app.ui.customer.presenter import CustomerPresenter
from app.ui.customer.state import Buying, CustomerScreen, Thanks
from app.ui.customer_side import customer_sees
from app.words.translate import Language, Words
from tests.support.counter import Counter
from tests.support.shop import SmallShop
from tests.support.store_look import newest_facts
from tests.support.strict_logs import ExpectLog

FACES = Question(scale=RatingScale.FACES)
WORDS = Words(Language.ENGLISH)


def asking(shop: SmallShop, question: Question) -> Counter:
    shop.till = replace(shop.till, satisfaction=question)
    return Counter(shop)


def display_of(counter: Counter) -> tuple[CustomerPresenter, list[CustomerScreen]]:
    shown: list[CustomerScreen] = []
    presenter = CustomerPresenter(
        counter.shop.till, counter.hand.lanes, shown.append, lambda _milliseconds, _call: None
    )
    presenter.start(join="", training=False)
    counter.hand.settle()
    return presenter, shown


def answers(shop: SmallShop) -> list[int]:
    with shop.store.reading() as unit:
        return [fact.answer for fact in newest_facts(unit, 3) if isinstance(fact, SaleRated)]


def test_the_customer_s_first_touch_counts(shop: SmallShop) -> None:
    with asking(shop, FACES) as counter:
        display, shown = display_of(counter)
        counter.scan_items("KOP-001")
        counter.sell()
        display.see(customer_sees(WORDS, counter.state))
        display.answer(5)
        display.answer(1)
        counter.hand.settle()
        now = shown[-1].now
        assert isinstance(now, Thanks)
        assert (now.answered, answers(shop)) == (5, [5])
        display.see(customer_sees(WORDS, counter.state))
        assert shown[-1].now == now


def test_the_next_scan_takes_the_question_away(shop: SmallShop) -> None:
    with asking(shop, FACES) as counter:
        display, shown = display_of(counter)
        counter.scan_items("KOP-001")
        counter.sell()
        display.see(customer_sees(WORDS, counter.state))
        counter.scan_items("KUE-001")
        display.see(customer_sees(WORDS, counter.state))
        display.answer(3)
        counter.hand.settle()
        assert isinstance(shown[-1].now, Buying)
        assert answers(shop) == []


def test_only_each_second_receipt_is_asked_about(shop: SmallShop) -> None:
    with asking(shop, replace(FACES, every=2)) as counter:
        asked = []
        for _ in range(4):
            counter.scan_items("KOP-001")
            asked.append(counter.sell().question is not None)
        assert asked == [False, True, False, True]


def test_where_the_customer_has_no_display_the_cashier_s_screen_asks(shop: SmallShop) -> None:
    with asking(shop, replace(FACES, at_till=True)) as counter:
        counter.scan_items("KOP-001")
        counter.sell()
        thanks = customer_sees(WORDS, counter.state)
        assert isinstance(thanks, Thanks)
        assert thanks.question is None
        for digit in ("0", "7", "4", "2"):
            counter.key(digit)
        assert (counter.sheet(FinishPanel).answered, answers(shop)) == (4, [4])
        counter.scan_items("KUE-001")
        assert counter.state.sheet is None


def test_of_ten_a_digit_alone_is_no_answer(shop: SmallShop) -> None:
    with asking(shop, Question(scale=RatingScale.TEN, at_till=True)) as counter:
        counter.scan_items("KOP-001")
        counter.sell()
        counter.key("1")
        assert counter.sheet(FinishPanel).answered is None
        counter.presenter.aside.finish.rate(10)
        counter.hand.settle()
        assert answers(shop) == [10]


class LosingTill(Till):
    """Its disk is full when somebody answers."""

    def rate(self, _rating: Rating) -> RatingOutcome:
        raise OSError("no space left")


def test_an_answer_that_was_not_kept_is_asked_for_again(shop: SmallShop, expected_log: ExpectLog) -> None:
    expected_log("ERROR app.ui.lanes: lane write: no space left")
    plain = {field.name: getattr(shop.till, field.name) for field in fields(shop.till)}
    shop.till = LosingTill(**{**plain, "satisfaction": replace(FACES, at_till=True)})
    counter = Counter(shop)
    counter.scan_items("KOP-001")
    counter.sell()
    counter.presenter.aside.finish.rate(4)
    counter.hand.settle()
    assert (counter.sheet(FinishPanel).answered, counter.said()) == (None, Trouble.NOT_SAVED)
    counter.hand.close()
