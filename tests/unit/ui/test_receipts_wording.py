"""Whatever a till answers to a past sale has a sentence of its own, and a way on."""

import pytest

from app.domain.claiming import ClaimRefusal, ClaimRefused
from app.domain.returns import ReturnRefusal, ReturnRefused
from app.services.approval import ApprovalFault, NotApproved
from app.services.blind_outcomes import BlindProblem, BlindRefused
from app.services.exchange_outcomes import ExchangeProblem, ExchangeRefused
from app.services.move_outcomes import MoveNotPossible, MoveProblem
from app.services.outcomes import SaleRefusal, SaleRefused, ScanUnknown
from app.services.past_sales import Standing
from app.services.past_sales_port import PrintState
from app.services.return_outcomes import OfflineLimit, ReturnNotPossible, ReturnProblem
from app.ui.receipts.state import Notice, Trouble
from app.ui.receipts.wording import notice_words, paper_words, standing_words
from app.words.translate import Language, Words
from tests.support.receipts import sentence_of

_LIMIT = OfflineLimit(limit=500_000, used=480_000, refund=24_000)
RETURNS = [ReturnNotPossible(problem=problem, offline=_LIMIT) for problem in ReturnProblem]
REFUSED = [
    ReturnNotPossible(problem=ReturnProblem.REFUSED, refused=ReturnRefused(reason=reason, line=1, days=3))
    for reason in ReturnRefusal
]
MOVES = [
    *(MoveNotPossible(problem=problem) for problem in MoveProblem),
    *(
        MoveNotPossible(problem=MoveProblem.REFUSED, refused=ClaimRefused(reason=reason, days=2))
        for reason in ClaimRefusal
    ),
    *(
        MoveNotPossible(problem=MoveProblem.NOT_APPROVED, approval=NotApproved(fault=fault))
        for fault in ApprovalFault
    ),
]
EXCHANGES = [
    *(ExchangeRefused(problem=problem) for problem in ExchangeProblem),
    *(
        ExchangeRefused(problem=ExchangeProblem.SALE, sale=SaleRefused(reason=reason))
        for reason in SaleRefusal
    ),
    ExchangeRefused(problem=ExchangeProblem.RETURN, returned=RETURNS[0]),
]
SCANS = [ScanUnknown(text="x", looks_like=form) for form in ("card", "voucher", "item", "receipt", "nothing")]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize(
    "notice",
    [
        *Trouble,
        *RETURNS,
        *REFUSED,
        *MOVES,
        *EXCHANGES,
        *(BlindRefused(problem=problem) for problem in BlindProblem),
        *SCANS,
    ],
)
def test_every_answer_has_a_whole_sentence(notice: Notice, language: Language) -> None:
    _, sentence = notice_words(Words(language), notice)
    assert sentence[0].isupper()
    assert sentence.endswith((".", "!"))
    assert "{" not in sentence


@pytest.mark.parametrize("answers", [RETURNS, REFUSED, MOVES])
def test_no_two_answers_of_a_kind_are_mixed_up(answers: list[Notice]) -> None:
    said = [sentence_of(answer) for answer in answers]
    assert len(set(said)) >= len(said) - 2  # a manager is asked in the same words wherever one is


def test_a_manager_is_told_how_much_may_still_be_risked() -> None:
    answer = ReturnNotPossible(problem=ReturnProblem.NEEDS_SERVER, offline=_LIMIT)
    assert "Rp20.000 more today" in sentence_of(answer)


def test_a_late_claim_says_how_late_it_is() -> None:
    late = ClaimRefused(reason=ClaimRefusal.TOO_OLD, days=1)
    sentence = sentence_of(MoveNotPossible(problem=MoveProblem.REFUSED, refused=late))
    assert sentence.startswith("The time to claim this sale ended 1 day ago.")


def test_nothing_to_say_says_nothing() -> None:
    assert sentence_of(None) == ""


def test_only_a_sale_that_is_whole_has_no_mark() -> None:
    words = Words(Language.ENGLISH)
    assert [standing for standing in Standing if not standing_words(words, standing)] == [Standing.KEPT]


def test_each_state_of_the_paper_is_told() -> None:
    words = Words(Language.ENGLISH)
    said = {paper_words(words, state)[1] for state in PrintState}
    assert (
        len(said) == len(PrintState) - 1
    )  # what was sent and what the printer confirmed are one to a person
