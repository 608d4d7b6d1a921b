"""A till that is killed at any moment loses no acknowledged document, of whatever kind, and makes none twice."""

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from tests.support.any_document import FORMS
from tests.support.crash_driver import MortalShop, Worker
from tests.support.crash_worker import Manner

DEATHS_A_STORE = 50
LOOKS_EVERY = 5
"""Deaths between two looks at the store: in between, tills recover what the ones before left."""

JOINED_EVERY = 4
"""Of so many stores one has a server, which some documents are left to."""

DEATHS_UNTIL_NOTICED = 100
CHECKED = r"[a-z-]+ at "
"""A finding of `check_store`: which it is depends on the document that was in flight."""

RARE = {"points.lapsed", "tier.reviewed", "referral.awarded", "merge.requested", "members.merged"}


@pytest.mark.slow
def test_no_death_loses_or_doubles_a_document(tmp_path: Path, long_form: bool) -> None:
    random = Random(None if long_form else 20_07)
    stores = 60 if long_form else 10
    acknowledged, kinds = Counter[str](), Counter[str]()
    with Worker() as worker:
        for number in range(stores):
            joined = number % JOINED_EVERY == JOINED_EVERY - 1
            shop = MortalShop(tmp_path / str(number), Manner.SOUND, random, joined=joined)
            for death in range(1, DEATHS_A_STORE + 1):
                shop.live_and_die(worker)
                if death % LOOKS_EVERY == 0:
                    assert shop.complaints() == []
            acknowledged.update(shop.heard.tried.get(one, "") for one in shop.heard.acknowledged)
            kinds.update(shop.kinds)
    print(f"{stores * DEATHS_A_STORE} deaths; acknowledged: {dict(acknowledged)}; kept: {dict(kinds)}")
    assert acknowledged.total() > stores * DEATHS_A_STORE
    assert acknowledged.keys() >= FORMS.keys()
    assert not long_form or kinds.keys() >= RARE


@pytest.mark.parametrize(
    ("manner", "noticed"),
    [(Manner.JOURNAL_APART, CHECKED), (Manner.EARLY_ACK, "lost: ")],
)
def test_a_commit_that_breaks_the_rule_is_noticed(tmp_path: Path, manner: Manner, noticed: str) -> None:
    random = Random(20_07)
    shop = MortalShop(tmp_path / "shop", manner, random)
    complaints: list[str] = []
    with Worker() as worker:
        for _ in range(DEATHS_UNTIL_NOTICED):
            shop.live_and_die(worker)
            complaints = shop.complaints()
            if any(re.match(noticed, each) for each in complaints):
                return
    raise AssertionError(complaints)
