"""Whatever comes of joining or of a card has a sentence with a way on, in both languages."""

from datetime import date

import pytest

from app.domain.engagement import NotAwardedReason
from app.services.card_outcomes import CardAct, CardProblem, CardRefused
from app.services.enrol_outcomes import EnrolProblem, EnrolRefused
from app.services.member_view import MemberView
from app.services.note_referral import ReferralKept, ReferralNotKept, ReferralProblem
from app.ui.checkout.card_state import CardsSaid, CardsSheet, CardStep
from app.ui.checkout.card_wording import sheet_sentence, short_code
from app.ui.checkout.enrol_state import Heard, Missing
from app.ui.checkout.state import PeopleNotice, Trouble
from app.ui.checkout.wording import notice_words
from app.words.translate import Language, Words

NOTICES: list[PeopleNotice | Trouble] = [
    ReferralKept(document_id=b""),
    *(ReferralNotKept(problem=problem) for problem in (*ReferralProblem, *NotAwardedReason)),
    *(EnrolRefused(problem=problem) for problem in EnrolProblem),
    *(CardRefused(problem=problem) for problem in CardProblem),
    *Missing,
    *Heard,
    *CardsSaid,
    Trouble.NO_MEMBER,
]
SITI = MemberView(
    member_id=bytes(16),
    name="Siti Rahayu",
    phone="+6281234567890",
    card="",
    tier_id="basic",
    tier_metric=0,
    balance=0,
    usable=0,
    expiring=None,
    as_of=None,
    joined_on=date(2026, 1, 1),
)


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("notice", NOTICES, ids=repr)
def test_every_notice_is_a_whole_sentence(notice: PeopleNotice | Trouble, language: Language) -> None:
    _, said = notice_words(Words(language), notice)
    assert said.endswith(".")


@pytest.mark.parametrize("step", list(CardStep))
@pytest.mark.parametrize("act", [CardAct.BLOCK, CardAct.REPLACE])
def test_every_step_says_what_it_wants(step: CardStep, act: CardAct) -> None:
    sheet = CardsSheet(member=SITI, chosen="0000000000001234", step=step, act=act)
    said = sheet_sentence(Words(Language.ENGLISH), sheet)
    assert said.endswith((".", "?"))
    assert "0000" not in said


def test_a_code_is_told_by_its_end() -> None:
    assert short_code("PASZ9NCDGB567JBEB") == "••••\N{NO-BREAK SPACE}JBEB"
