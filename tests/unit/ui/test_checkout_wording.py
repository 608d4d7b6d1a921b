"""Whatever can happen at the checkout has a sentence in both languages, with a way on."""

import pytest

from app.domain.basket import PaymentMethod
from app.domain.programme.document import Programme
from app.domain.quote import Phase, Refusal, RefusalReason
from app.services.outcomes import SaleRefusal, SaleRefused, VoucherFound, VoucherStanding
from app.services.take_tender import TenderProblem, TenderRefused
from app.ui.checkout.barrier import Barred, Barrier
from app.ui.checkout.payment_wording import WAY_ICONS, confirm_words, hint_words
from app.ui.checkout.redeem_wording import PART_ICONS, barrier_words, not_redeemed_words, part_name
from app.ui.checkout.state import CashShort, Notice, NotRedeemed, RedeemPart, TenderSheet, Trouble
from app.ui.checkout.wording import notice_words
from app.words.translate import Language, Words
from tests.support.shop import small_programme

PROGRAMME: Programme = small_programme()


def refusal(reason: RefusalReason) -> Refusal:
    return Refusal(rule_id="bakery-10", phase=Phase.VOUCHER, reason=reason, distance=3)


NOTICES: tuple[Notice, ...] = (
    *Trouble,
    *(SaleRefused(reason=reason) for reason in SaleRefusal),
    *(TenderRefused(problem=problem) for problem in TenderProblem),
    *(NotRedeemed(refusal(reason), PROGRAMME) for reason in RefusalReason),
    *(
        VoucherFound(code="", kind_id="", member_id=b"", standing=standing)
        for standing in VoucherStanding
        if standing is not VoucherStanding.VALID
    ),
    CashShort(4_000),
)


@pytest.mark.parametrize("language", list(Language))
def test_every_notice_is_a_sentence(language: Language) -> None:
    words = Words(language)
    for notice in NOTICES:
        _tone, sentence = notice_words(words, notice)
        assert sentence.rstrip()[-1:] in {".", ":"} or sentence.endswith("?"), notice
        assert "{" not in sentence


@pytest.mark.parametrize("language", list(Language))
def test_every_barrier_says_what_to_do(language: Language) -> None:
    words = Words(language)
    said = [barrier_words(words, Barred(by=barrier, points=100)) for barrier in Barrier]
    said.append(barrier_words(words, Barred(by=Barrier.NEEDS_CARD)))
    assert len(set(said)) == len(said)
    assert all(sentence.endswith(".") for sentence in said)


def test_a_reward_that_needs_proof_asks_for_the_card_or_the_pin_and_no_one_time_code() -> None:
    said = not_redeemed_words(Words(Language.ENGLISH), PROGRAMME, refusal(RefusalReason.NEEDS_PROOF))
    assert said == (
        "That many points need the card or the member’s PIN. Scan the card, or press Ctrl+P for the PIN."
    )


@pytest.mark.parametrize("way", list(PaymentMethod))
def test_every_way_to_pay_has_an_icon_and_says_what_enter_does(way: PaymentMethod) -> None:
    words, sheet = Words(Language.ENGLISH), TenderSheet(way=way)
    assert way in WAY_ICONS
    assert confirm_words(words, sheet)
    assert (hint_words(words, sheet) == "") is (way is PaymentMethod.CASH)


def test_every_page_of_what_can_be_redeemed_has_an_icon_and_a_name() -> None:
    words = Words(Language.ENGLISH)
    assert len({part_name(words, part) for part in RedeemPart}) == len(PART_ICONS) == len(RedeemPart)
