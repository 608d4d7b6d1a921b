"""The paper of a return without a receipt says at what price, who allowed it, and that no points moved."""

from pathlib import Path

import pytest

from app.devices.printer.layout import PaperLine, lay_out
from app.domain.basket import UNIT
from app.services.blind_outcomes import BlindDone, BlindProblem, BlindRequest, BlindWanted
from app.services.return_outcomes import ReturnReason
from app.words.blind_receipt import blind_sentence
from app.words.translate import Language, Words
from tests.support.exchanging import desk_of
from tests.support.selling import sell
from tests.support.shop import SmallShop, small_shop
from tests.support.taking_back import manager


def paper(shop: SmallShop, columns: int, language: Language) -> list[str]:
    sell(shop, "ROT-001")
    request = BlindRequest(
        document_id=shop.chance.new_id(shop.clock.at),
        wanted=(BlindWanted(item=shop.item("ROT-001"), quantity=2 * UNIT),),
        reason=ReturnReason.DEFECTIVE,
        cashier_id=shop.cashier_id,
        expected=51_300,
        approval=manager(shop),
    )
    done = desk_of(shop, language).take_back_blind(request)
    assert isinstance(done, BlindDone), done
    with shop.store.reading() as unit:
        found = unit.spool.receipt_of(done.document_id)
    assert found is not None
    assert found[0].opens_drawer
    return [line.text for line in lay_out(found[0], columns) if isinstance(line, PaperLine)]


def test_it_says_what_and_how_much_and_who(tmp_path: Path) -> None:
    with small_shop(tmp_path, Language.ENGLISH) as shop:
        text = paper(shop, 32, Language.ENGLISH)
    assert text[text.index("-" * 32) + 1 :] == [
        "BDG1-261122-B0001",
        "                22/11/2026 12:00",
        "Cashier: Ayu              UTC+07",
        "Approved by: Citra",
        "Reason: Defective",
        "--------------------------------",
        "Roti Sobek Cokelat      Rp51.300",
        "  2 x Rp25.650",
        "--------------------------------",
        "MONEY BACK",
        "        Rp51.300",
        "Cash                    Rp51.300",
        "--------------------------------",
        "Lowest price of the last 30",
        "days. No points were changed.",
        "Keep this receipt.",
    ]


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("columns", [32, 48])
def test_it_fits_every_paper(tmp_path: Path, columns: int, language: Language) -> None:
    with small_shop(tmp_path, language) as shop:
        assert max(len(line) for line in paper(shop, columns, language)) <= columns


@pytest.mark.parametrize("problem", list(BlindProblem))
def test_why_nothing_came_back_has_a_sentence(problem: BlindProblem) -> None:
    assert blind_sentence(Words(Language.ENGLISH), problem).endswith(".")
