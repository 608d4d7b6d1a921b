"""Why rows are left out, in words."""

import pytest

from app.services.importing.reasons import Reason, Rejected
from app.words.importing import reason_sentence
from app.words.translate import Language, Words


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_a_sentence_of_its_own_in_both_languages(reason: Reason) -> None:
    rejected = Rejected(7, reason, "KS0001")
    indonesian, english = (reason_sentence(Words(language), rejected) for language in Language)
    for sentence in (indonesian, english):
        assert sentence.endswith((".", "?"))
    assert indonesian != english


@pytest.mark.parametrize("language", Language)
def test_no_two_reasons_read_alike(language: Language) -> None:
    sentences = [reason_sentence(Words(language), Rejected(7, reason, "KS0001")) for reason in Reason]
    assert len(set(sentences)) == len(sentences)


def test_what_was_found_is_told_and_cut_when_it_is_long() -> None:
    rejected = Rejected(7, Reason.BAD_PHONE, "x" * 500)
    assert reason_sentence(Words(Language.ENGLISH), rejected) == f"“{'x' * 60}…” is no phone number."
