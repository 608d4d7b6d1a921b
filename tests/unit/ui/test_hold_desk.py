"""F8: a basket is put aside under a name and comes back; whatever is open then is put aside first."""

from app.domain.basket import PaymentMethod
from app.domain.splitting import Share
from app.services.give_up_basket import Discarded, DiscardReason
from app.services.hold_basket import Held, HoldProblem, HoldRefused, Recalled
from app.services.open_basket import OpenBasket, TakenTender
from app.services.split_bill import BasketSplit, PartAsked, SplitNotDone, SplitProblem
from app.services.take_tender import TenderTaken
from app.ui.checkout.basket_sheets import GiveUpSheet, HeldList, HoldSheet
from app.ui.checkout.state import Trouble
from tests.support.counter import Counter
from tests.support.shop import NOON, SmallShop

DAY = 86_400_000


def f8(counter: Counter) -> None:
    counter.presenter.aside.hold.open()
    counter.hand.settle()


def hold(counter: Counter, label: str, *skus: str) -> bytes:
    """Rings something up and puts it aside, a minute after the one before."""
    counter.shop.clock.at += 60_000
    counter.scan_items(*skus)
    basket = counter.state.basket
    assert basket is not None
    f8(counter)
    counter.presenter.aside.hold.type(label)
    counter.enter()
    return basket.sale_id


def labels(counter: Counter) -> list[str]:
    rows = counter.sheet(HeldList).rows
    assert rows is not None
    return [row.label for row in rows]


def test_a_basket_is_put_aside_under_a_name_and_the_next_one_begins(counter: Counter) -> None:
    sale_id = hold(counter, "Meja 4", "KOP-001", "ROT-001")
    assert (counter.state.basket, counter.state.held, counter.state.sheet) == (None, 1, None)
    assert isinstance(counter.state.notice, Held)
    assert [(row.sale_id, row.label) for row in counter.shop.till.held()] == [(sale_id, "Meja 4")]
    counter.scan_items("KUE-001")
    assert counter.quantities() == {"KUE-001": 1}


def test_a_name_is_not_needed(counter: Counter) -> None:
    hold(counter, "", "KOP-001")
    assert [row.label for row in counter.shop.till.held()] == [""]


def test_without_a_basket_the_held_ones_are_listed_and_enter_brings_one_back(counter: Counter) -> None:
    hold(counter, "Meja 4", "KOP-001")
    hold(counter, "Meja 5", "KUE-001", "KUE-001")
    f8(counter)
    assert labels(counter) == ["Meja 4", "Meja 5"]
    counter.presenter.step(1)
    counter.enter()
    assert counter.quantities() == {"KUE-001": 2}
    assert counter.payable() == 69_000
    assert (counter.state.sheet, counter.state.held) == (None, 1)


def test_what_is_open_is_put_aside_before_another_comes_back(counter: Counter) -> None:
    hold(counter, "Meja 4", "KOP-001")
    counter.scan_items("KUE-001")
    counter.presenter.aside.hold.show_list()
    counter.hand.settle()
    counter.enter()
    assert counter.quantities() == {"KOP-001": 1}
    assert [row.price for row in counter.shop.till.held()] == [34_500]


def test_a_basket_with_a_member_and_no_line_makes_way(counter: Counter) -> None:
    hold(counter, "Meja 4", "KOP-001")
    counter.scan(counter.shop.cards[0])
    f8(counter)
    counter.enter()
    assert counter.quantities() == {"KOP-001": 1}
    assert counter.shop.till.held() == ()
    assert counter.shop.till.unfinished() is not None


def test_a_basket_that_came_back_is_put_aside_under_its_old_name(counter: Counter) -> None:
    hold(counter, "Meja 4", "KOP-001")
    f8(counter)
    counter.enter()
    f8(counter)
    assert counter.sheet(HoldSheet).label == "Meja 4"


def test_esc_changes_nothing(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    f8(counter)
    counter.presenter.leave()
    assert counter.quantities() == {"KOP-001": 1}
    assert counter.shop.till.held() == ()


def test_a_basket_from_another_day_says_what_changed(counter: Counter) -> None:
    hold(counter, "Meja 4", "KOP-001")
    counter.shop.clock.at = NOON + DAY
    f8(counter)
    counter.enter()
    assert isinstance(counter.state.notice, Recalled)


def test_a_row_that_went_elsewhere_is_refused_and_the_list_is_as_it_is_now(counter: Counter) -> None:
    sale_id = hold(counter, "Meja 4", "KOP-001")
    f8(counter)
    counter.shop.till.discard(sale_id)
    counter.enter()
    assert counter.says(HoldRefused(problem=HoldProblem.UNKNOWN))
    assert counter.sheet(HeldList).rows == ()
    assert counter.state.held == 0


def test_a_second_enter_while_one_is_brought_back_does_nothing(counter: Counter) -> None:
    hold(counter, "Meja 4", "KOP-001")
    hold(counter, "Meja 5", "KUE-001")
    f8(counter)
    counter.presenter.confirm()
    counter.presenter.step(1)
    counter.presenter.confirm()
    counter.presenter.leave()
    counter.hand.settle()
    assert counter.quantities() == {"KOP-001": 1}
    assert [row.label for row in counter.shop.till.held()] == ["Meja 5"]


def test_a_scan_while_a_basket_is_put_aside_waits(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    f8(counter)
    counter.presenter.confirm()
    counter.scan_items("KUE-001")
    assert counter.shop.till.held()[0].price == 24_000


def test_the_badge_counts_what_is_held_from_the_login_on(counter: Counter) -> None:
    hold(counter, "Meja 4", "KOP-001")
    with Counter(counter.shop) as again:
        assert again.state.held == 1


def test_a_held_basket_is_given_up_with_a_reason(counter: Counter) -> None:
    sale_id = hold(counter, "Meja 4", "KOP-001")
    f8(counter)
    counter.presenter.aside.hold.give_up()
    counter.presenter.step(1)
    assert counter.sheet(GiveUpSheet).reason is DiscardReason.NEVER_CAME_BACK
    counter.enter()
    assert counter.says(Discarded(sale_id=sale_id))
    assert (counter.sheet(HeldList).rows, counter.state.held) == ((), 0)


def test_leaving_the_reasons_goes_back_to_the_list(counter: Counter) -> None:
    hold(counter, "Meja 4", "KOP-001")
    f8(counter)
    counter.presenter.aside.hold.give_up()
    counter.presenter.leave()
    counter.hand.settle()
    assert labels(counter) == ["Meja 4"]


def test_what_was_paid_in_part_is_never_given_up(counter: Counter) -> None:
    counter.scan_items("BIJ-001")
    basket = counter.state.basket
    assert basket is not None
    pay_in_part(counter, basket)
    f8(counter)
    counter.enter()
    f8(counter)
    counter.presenter.aside.hold.give_up()
    assert counter.says(HoldRefused(problem=HoldProblem.PAID))
    assert len(counter.shop.till.held()) == 1


def pay_in_part(counter: Counter, basket: OpenBasket) -> None:
    tender = TakenTender(method=PaymentMethod.QRIS, amount=100_000, received=100_000)
    assert isinstance(counter.shop.till.take_tender(basket, tender), TenderTaken)


def split_in_two(counter: Counter, *skus: str) -> BasketSplit:
    """The first line is a part, the others another."""
    counter.scan_items(*skus)
    basket = counter.state.basket
    assert basket is not None
    till = counter.shop.till
    done = till.split_bill(basket, (PartAsked(shares=(Share(number=1),)),), "", counter.shop.cashier_id)
    assert isinstance(done, BasketSplit)
    return done


def test_the_parts_of_a_bill_are_put_together_from_the_list(shop: SmallShop) -> None:
    with Counter(shop) as before:
        split_in_two(before, "KOP-001", "KUE-001")
    with Counter(shop) as counter:
        f8(counter)
        counter.presenter.aside.hold.merge()
        counter.hand.settle()
        assert counter.quantities() == {"KOP-001": 1, "KUE-001": 1}
        assert counter.state.held == 0


def test_a_bill_of_which_something_is_paid_stays_in_parts(shop: SmallShop) -> None:
    with Counter(shop) as before:
        done = split_in_two(before, "BIJ-001", "BIJ-001", "KUE-001")
        pay_in_part(before, done.parts[0])
    with Counter(shop) as counter:
        f8(counter)
        counter.presenter.aside.hold.merge()
        counter.hand.settle()
        assert counter.says(SplitNotDone(problem=SplitProblem.PAID))
        assert len(counter.shop.till.held()) == 2


def test_a_row_that_is_no_part_is_not_put_together(counter: Counter) -> None:
    hold(counter, "Meja 4", "KOP-001")
    f8(counter)
    counter.presenter.aside.hold.merge()
    counter.hand.settle()
    assert labels(counter) == ["Meja 4"]


def test_f8_over_an_open_sheet_does_nothing(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    counter.presenter.quantity.open()
    sheet = counter.state.sheet
    f8(counter)
    assert counter.state.sheet is sheet
    assert counter.state.notice is not Trouble.FAULT


def test_a_name_ends_where_a_label_has_no_more_room(counter: Counter) -> None:
    counter.scan_items("KOP-001")
    f8(counter)
    counter.presenter.aside.hold.type("x" * 60)
    assert counter.sheet(HoldSheet).label == "x" * 40
