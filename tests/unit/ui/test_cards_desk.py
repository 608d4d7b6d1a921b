"""A member's cards at the checkout; only the screen is missing."""

from app.domain.codes import card_code
from app.services.approval import ApprovalFault
from app.services.card_outcomes import CardAct, CardProblem, CardReason, CardRefused, CardRequest
from app.services.front import WrongPin
from app.services.outcomes import CardBlocked
from app.ui.checkout.card_state import CardsSaid, CardsSheet, CardStep
from app.ui.checkout.state import Trouble
from tests.support.counter import Counter
from tests.support.office import office_of, records
from tests.support.printed import opened_batch
from tests.support.shop import MANAGER_PIN, SmallShop

BLANK_CARD = card_code(bytes(range(10)))


def opened(counter: Counter) -> CardsSheet:
    """The cards of Siti, who buys."""
    counter.scan(counter.shop.cards[0])
    counter.presenter.cards.open_of_basket()
    counter.hand.settle()
    return counter.sheet(CardsSheet)


def began(counter: Counter, act: CardAct, reason: CardReason = CardReason.LOST) -> None:
    counter.presenter.cards.begin(act)
    counter.presenter.cards.because(reason)
    counter.hand.settle()


def block(shop: SmallShop, member: int = 0) -> None:
    """Somebody blocked the card."""
    request = CardRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        member_id=shop.members[member],
        act=CardAct.BLOCK,
        reason=CardReason.LOST,
        staff_id=shop.cashier_id,
        code=shop.cards[member],
    )
    office_of(shop).set_cards(request)


def standing(counter: Counter) -> dict[str, bool]:
    """Whether each card of the sheet is blocked."""
    return {card.code: card.blocked for card in counter.sheet(CardsSheet).cards or ()}


def test_the_cards_of_whoever_buys_are_shown_and_the_good_one_is_marked(counter: Counter) -> None:
    sheet = opened(counter)
    assert sheet.chosen == counter.shop.cards[0]
    assert standing(counter) == {counter.shop.cards[0]: False}


def test_a_guest_has_no_cards(counter: Counter) -> None:
    counter.scan_item("KOP-001")
    counter.presenter.cards.open_of_basket()
    assert counter.said() is Trouble.NO_MEMBER


def test_a_card_that_is_nobody_s_is_given_by_scanning_it(counter: Counter) -> None:
    opened(counter)
    counter.scan(BLANK_CARD)
    assert counter.said() is CardsSaid.ISSUED
    assert standing(counter) == {counter.shop.cards[0]: False, BLANK_CARD: False}
    counter.presenter.leave()
    counter.scan(BLANK_CARD)
    assert counter.member == "Siti Rahayu"


def test_a_code_without_a_card_is_made_by_enter(counter: Counter) -> None:
    opened(counter)
    counter.presenter.cards.begin(CardAct.ISSUE)
    counter.enter()
    assert counter.said() is CardsSaid.ISSUED
    assert len(standing(counter)) == 2


def test_a_lost_card_is_blocked_and_the_scan_of_it_says_so(counter: Counter) -> None:
    opened(counter)
    began(counter, CardAct.BLOCK)
    assert counter.said() is CardsSaid.BLOCKED
    assert standing(counter) == {counter.shop.cards[0]: True}


def test_a_damaged_card_is_replaced_by_the_one_that_is_scanned(counter: Counter) -> None:
    opened(counter)
    before = records(counter.shop)
    began(counter, CardAct.REPLACE, CardReason.DAMAGED)
    assert counter.sheet(CardsSheet).step is CardStep.NEW_CARD
    counter.scan(BLANK_CARD)
    assert counter.said() is CardsSaid.REPLACED
    assert standing(counter) == {counter.shop.cards[0]: True, BLANK_CARD: False}
    assert records(counter.shop) == before + 1


def test_a_reason_is_chosen_by_its_number(counter: Counter) -> None:
    opened(counter)
    counter.presenter.cards.begin(CardAct.BLOCK)
    counter.presenter.key("2")
    counter.hand.settle()
    assert counter.said() is CardsSaid.BLOCKED


def test_only_a_manager_unblocks_and_a_wrong_pin_says_so(counter: Counter) -> None:
    block(counter.shop)
    counter.presenter.search.open_members()
    counter.presenter.search.type("7890")
    counter.hand.settle()
    counter.enter()
    counter.presenter.cards.open_of_basket()
    counter.hand.settle()
    counter.presenter.cards.choose(counter.shop.cards[0])
    counter.presenter.cards.begin(CardAct.UNBLOCK)
    counter.hand.settle()
    for pin in ("000000", MANAGER_PIN):
        counter.presenter.key(pin)
        counter.hand.settle()
        if pin != MANAGER_PIN:
            trouble = counter.manager_was_refused()
            assert (trouble.fault, trouble.pin) == (ApprovalFault.NOT_APPROVED, WrongPin(left=4))
    assert counter.said() is CardsSaid.UNBLOCKED
    assert standing(counter) == {counter.shop.cards[0]: False}


def test_a_blocked_card_that_is_scanned_opens_what_can_be_done_about_it(counter: Counter) -> None:
    block(counter.shop)
    counter.scan(counter.shop.cards[0])
    sheet = counter.sheet(CardsSheet)
    assert (sheet.found_blocked, sheet.chosen) == (counter.shop.cards[0], counter.shop.cards[0])
    assert counter.member == "", "who holds a blocked card hasn't shown who he is"
    counter.scan(BLANK_CARD)
    assert counter.said() is CardsSaid.ISSUED
    assert standing(counter) == {counter.shop.cards[0]: True, BLANK_CARD: False}


def test_a_blocked_card_that_is_scanned_while_paying_only_says_so(counter: Counter) -> None:
    block(counter.shop)
    counter.scan_item("KOP-001")
    counter.presenter.pay()
    counter.hand.settle()
    counter.scan(counter.shop.cards[0])
    assert counter.said() == CardBlocked(code=counter.shop.cards[0])


def test_a_card_of_somebody_else_or_his_own_changes_nothing(counter: Counter) -> None:
    opened(counter)
    before = records(counter.shop)
    for card, said in (
        (counter.shop.cards[1], CardsSaid.SOMEBODY_ELSE_S),
        (counter.shop.cards[0], CardsSaid.ALREADY_HIS),
    ):
        counter.scan(card)
        assert counter.said() is said
    assert records(counter.shop) == before
    assert counter.member == "Siti Rahayu"


def test_a_card_from_no_batch_is_refused_and_another_one_may_be_scanned(counter: Counter) -> None:
    opened_batch(counter.shop)
    opened(counter)
    began(counter, CardAct.REPLACE)
    counter.scan(BLANK_CARD)
    assert counter.said() == CardRefused(problem=CardProblem.CARD_FOREIGN)
    assert counter.sheet(CardsSheet).step is CardStep.NEW_CARD
    counter.enter()
    assert counter.said() is CardsSaid.REPLACED


def test_what_was_blocked_meanwhile_is_told_and_shown(counter: Counter) -> None:
    opened(counter)
    block(counter.shop)
    began(counter, CardAct.BLOCK)
    assert counter.said() == CardRefused(problem=CardProblem.NO_CHANGE)
    assert standing(counter) == {counter.shop.cards[0]: True}


def test_a_card_that_is_scanned_between_two_steps_is_not_given(counter: Counter) -> None:
    opened(counter)
    counter.presenter.cards.begin(CardAct.BLOCK)
    counter.scan(BLANK_CARD)
    assert counter.said() is CardsSaid.FINISH_FIRST
    assert standing(counter) == {counter.shop.cards[0]: False}


def test_esc_goes_one_step_back_and_then_out(counter: Counter) -> None:
    opened(counter)
    counter.presenter.cards.begin(CardAct.REPLACE)
    counter.presenter.leave()
    assert counter.sheet(CardsSheet).step is CardStep.CHOOSE
    counter.presenter.leave()
    assert counter.state.sheet is None


def test_two_enters_make_one_code(counter: Counter) -> None:
    opened(counter)
    counter.presenter.cards.begin(CardAct.ISSUE)
    counter.presenter.confirm()
    counter.presenter.confirm()
    counter.hand.settle()
    assert len(standing(counter)) == 2


def test_the_marked_card_is_shown_as_a_code_unless_it_is_blocked(counter: Counter) -> None:
    opened(counter)
    counter.presenter.cards.show_qr()
    assert counter.sheet(CardsSheet).step is CardStep.QR
    counter.enter()
    began(counter, CardAct.BLOCK)
    counter.presenter.cards.show_qr()
    assert counter.sheet(CardsSheet).step is CardStep.CHOOSE
