"""Numbers that a shop made up itself are read by their layout, and never by a wrong check digit."""

import pytest

from app.domain.codes import gtin_check_digit
from app.domain.number_layout import LaidOut, LayoutFault, Misfit, laid_out, layout_fault


def with_check(data: str) -> str:
    return data + gtin_check_digit(data)


def test_a_label_of_the_scales_says_item_and_weight_and_its_stem_is_a_barcode() -> None:
    read = laid_out("21NNNNNWWWWWC", with_check("210123400350"))
    assert read == LaidOut(number="01234", stem=with_check("210123400000"), weight=350)


def test_a_price_in_a_label_is_read_as_printed_and_a_digit_that_nobody_reads_is_in_no_stem() -> None:
    read = laid_out("23NNNNNXPPPPC", with_check("230123491250"))
    assert read == LaidOut(number="01234", stem=with_check("230123400000"), price=1250)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2101234003501", Misfit.CHECK),
        (with_check("220123400350"), Misfit.OTHER_DIGIT),
        (with_check("21012340035"), Misfit.LENGTH),
        ("21O1234003506", Misfit.NO_DIGITS),
        ("٢1012340035٠6", Misfit.NO_DIGITS),
        ("", Misfit.LENGTH),
    ],
)
def test_what_has_not_the_layout_says_why(text: str, why: Misfit) -> None:
    assert laid_out("21NNNNNWWWWWC", text) is why


@pytest.mark.parametrize(
    ("layout", "fault"),
    [
        ("21NNNNNWWWWWC", None),
        ("NNNNNNNNNNNNNNNNNC", None),
        ("29NNNN", None),
        ("", LayoutFault.LENGTH),
        ("N" * 49, LayoutFault.LENGTH),
        ("21nnnnnC", LayoutFault.LETTER),
        ("21WWWWWC", LayoutFault.NO_NUMBER),
        ("21CNNNN", LayoutFault.CHECK_NOT_LAST),
        ("21NWWPPC", LayoutFault.TWO_VALUES),
    ],
)
def test_a_layout_that_makes_no_sense_is_named(layout: str, fault: LayoutFault | None) -> None:
    assert layout_fault(layout) is fault
