"""Each answer about prices by hand, tenders and held baskets has a sentence of its own."""

import pytest

from app.domain.manual_limits import ManualReason
from app.services.approve_manual import ApprovalProblem, ApprovalRefused
from app.services.front import LockedOut, WrongPin
from app.services.give_up_basket import DiscardReason
from app.services.hold_basket import HoldProblem, HoldRefused, Recalled
from app.services.open_basket import OpenBasket
from app.services.take_tender import TenderProblem
from app.words.basket_answers import (
    approval_sentence,
    discard_reason_name,
    hold_sentence,
    manual_reason_name,
    recalled_sentence,
    tender_sentence,
)
from app.words.translate import Language, Words

ENGLISH = Words(Language.ENGLISH)
BASKET = OpenBasket(sale_id=b"sale", revision=1, opened_at=0)


def test_no_two_answers_sound_alike() -> None:
    said = (
        [manual_reason_name(ENGLISH, reason) for reason in ManualReason],
        [discard_reason_name(ENGLISH, reason) for reason in DiscardReason],
        [approval_sentence(ENGLISH, ApprovalRefused(problem=problem)) for problem in ApprovalProblem],
        [tender_sentence(ENGLISH, problem) for problem in TenderProblem],
        [hold_sentence(ENGLISH, HoldRefused(problem=problem)) for problem in HoldProblem],
    )
    for sentences in said:
        assert all(sentences)
        assert len(set(sentences)) == len(sentences)


@pytest.mark.parametrize(
    ("pin", "sentence"),
    [
        (WrongPin(left=1), "Wrong PIN. 1 try left."),
        (WrongPin(left=4), "Wrong PIN. 4 tries left."),
        (LockedOut(seconds=60), "Too many wrong PINs. Try again in 60 seconds."),
        (None, "Nobody of that name works here."),
    ],
)
def test_a_wrong_pin_says_what_is_left(pin: WrongPin | LockedOut | None, sentence: str) -> None:
    refused = ApprovalRefused(problem=ApprovalProblem.NOT_APPROVED, pin=pin)
    assert approval_sentence(ENGLISH, refused) == sentence


@pytest.mark.parametrize(
    ("requoted", "before", "after", "sentence"),
    [
        (False, 25_650, 25_650, ""),
        (True, 25_650, 25_650, "This basket is from another day. It was priced again, by today’s offers."),
        (True, None, None, "This basket is from another day. It was priced again, by today’s offers."),
        (
            True,
            25_650,
            22_800,
            "This basket is from another day. By today’s offers it comes to Rp22.800 instead of Rp25.650.",
        ),
    ],
)
def test_a_basket_that_was_quoted_again_says_by_how_much(
    requoted: bool, before: int | None, after: int | None, sentence: str
) -> None:
    recalled = Recalled(basket=BASKET, requoted=requoted, before=before, after=after)
    assert recalled_sentence(ENGLISH, recalled) == sentence
