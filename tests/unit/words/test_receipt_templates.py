"""What each option of a template does to the paper, and what no template takes off it."""

from dataclasses import replace

import pytest

from app.devices.printer.layout import PaperLine, lay_out
from app.services.receipt import Align, Emphasis, QrCode, Receipt
from app.services.receipt_template import (
    STANDARD,
    Audience,
    Block,
    Code,
    Heading,
    Items,
    Member,
    ReceiptTemplate,
    ReturnCode,
    Shop,
    Text,
    TextField,
)
from app.services.sample_sale import MEMBER, sample_facts
from app.words.receipt import finished, receipt_of
from app.words.training import NOT_VALID, not_valid
from app.words.translate import Language, Words

AT = 1_795_330_800_000  # 22 November 2026, 14.00 in Jakarta
ENGLISH = Words(Language.ENGLISH)


def with_block(block: Block) -> ReceiptTemplate:
    """The standard one with another block in place of its own, or with one more at the end."""
    blocks = tuple(block if type(each) is type(block) else each for each in STANDARD.blocks)
    return ReceiptTemplate(blocks=blocks if block in blocks else (*blocks, block))


def paper(template: ReceiptTemplate, *, member: bool = True, columns: int = 32) -> list[str]:
    receipt = written(template, member=member)
    return [line.text for line in lay_out(receipt, columns) if isinstance(line, PaperLine)]


def written(template: ReceiptTemplate, *, member: bool = True) -> Receipt:
    return finished(ENGLISH, receipt_of(ENGLISH, sample_facts(AT, member=member), template), MEMBER, 0)


def missing(template: ReceiptTemplate) -> set[str]:
    """Lines of the standard receipt that this one lacks."""
    return set(paper(STANDARD)) - set(paper(template))


def test_a_name_may_be_small_and_on_the_left() -> None:
    first = lay_out(written(with_block(Shop(align=Align.LEFT, emphasis=Emphasis.BOLD))), columns=32)[0]
    assert first == PaperLine("Kopi Setia", Align.LEFT, Emphasis.BOLD)


def test_the_zone_may_be_left_out() -> None:
    assert missing(with_block(Heading(zone=False))) == {"Cashier: Ayu              UTC+07"}


def test_an_item_may_have_its_sku_and_its_price_each() -> None:
    text = paper(with_block(Items(sku=True, each=True)))
    place = text.index("Roti Sobek Cokelat      Rp28.500")
    assert text[place + 1 : place + 3] == ["  ROT-001", "  1 x Rp28.500"]


def test_of_a_member_the_points_stay_whatever_is_left_out() -> None:
    left_out = missing(with_block(Member(phone=False, by_rule=False, next_tier=False)))
    assert left_out == {"0812••••890", "Rp676.350 to Sahabat"}


def test_the_number_may_stand_below_its_code() -> None:
    text = paper(with_block(ReturnCode(number=True)))
    assert "BDG1-261122-0042" in text


def test_a_code_of_the_shop_is_on_the_paper() -> None:
    assert (
        QrCode("https://setia.example/s")
        in written(with_block(Code(payload="https://setia.example/s"))).elements
    )


def test_a_text_stands_on_the_receipts_of_those_whom_it_is_for() -> None:
    for_members, for_guests = (
        with_block(Text(text="Halo", shown_to=audience)) for audience in (Audience.MEMBERS, Audience.GUESTS)
    )
    assert paper(for_members)[-1] == "Halo" != paper(for_members, member=False)[-1]
    assert paper(for_guests, member=False)[-1] == "Halo" != paper(for_guests)[-1]


def test_every_field_is_filled_in() -> None:
    text = "\n".join(f"{field.value}={{{field.value}}}" for field in TextField)
    lines = paper(with_block(Text(text=text, shown_to=Audience.MEMBERS)), columns=48)
    assert lines[-len(TextField) :] == [
        "shop=Kopi Setia",
        "address=Jl. Braga No. 45, Bandung",
        "tax_number=01.234.567.8-901.000",
        "number=BDG1-261122-0042",
        "date=22/11/2026",
        "time=14:00",
        "cashier=Ayu",
        "till=BDG1",
        "total=Rp68.650",
        "revision=1",
        "member_name=Siti R.",
        "member_phone=0812••••890",
        "tier=Teman",
        "points_earned=68",
        "points_balance=818",
    ]


def test_a_doubled_brace_is_a_brace() -> None:
    assert paper(with_block(Text(text="{{total}} }}")))[-1] == "{total} }"


def test_no_template_takes_the_marks_of_a_copy_or_a_training_off() -> None:
    short = ReceiptTemplate(blocks=(Text(text="x"),))
    copy = finished(ENGLISH, receipt_of(ENGLISH, sample_facts(AT), short), MEMBER, 2)
    assert [line.text for line in lay_out(copy, 32) if isinstance(line, PaperLine)] == ["COPY #2", "x"]
    trained = not_valid(copy)
    assert (trained.elements[:2], trained.elements[-2:], trained.opens_drawer) == (
        NOT_VALID,
        NOT_VALID,
        False,
    )


def test_points_that_wait_are_told() -> None:
    assert "Points wait to be confirmed by" in paper(STANDARD)
    settled = replace(sample_facts(AT), offline=False)
    told = receipt_of(ENGLISH, settled).elements
    assert not any("wait" in getattr(element, "text", "") for element in told)


@pytest.mark.parametrize("columns", [32, 42, 48])
def test_a_long_text_wraps_on_every_paper(columns: int) -> None:
    text = paper(with_block(Text(text="Terima kasih sudah belanja di sini. " * 3)), columns=columns)
    assert max(len(line) for line in text) <= columns
