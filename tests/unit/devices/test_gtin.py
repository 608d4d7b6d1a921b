import pytest

from app.devices.gtin import normalised
from app.services.scans import Symbology


@pytest.mark.parametrize(
    ("text", "symbology"),
    [
        ("036000291452", Symbology.UPC_A),
        ("036000291452", Symbology.EAN_13),
        ("0036000291452", Symbology.EAN_13),
        ("0036000291452", Symbology.UPC_A),
    ],
)
def test_a_upc_a_code_is_the_ean_13_with_a_zero_in_front(text: str, symbology: Symbology) -> None:
    assert normalised(text, symbology) == ("0036000291452", Symbology.EAN_13)


@pytest.mark.parametrize(
    ("upc_e", "ean_13"),
    [
        ("01234505", "0012000003455"),
        ("01234531", "0012300000451"),
        ("01234543", "0012340000053"),
        ("01234565", "0012345000065"),
        ("04252614", "0042100005264"),
    ],
)
def test_a_upc_e_code_is_written_out(upc_e: str, ean_13: str) -> None:
    assert normalised(upc_e, Symbology.UPC_E) == (ean_13, Symbology.EAN_13)


@pytest.mark.parametrize(
    ("text", "symbology"),
    [
        ("036000291453", Symbology.EAN_13),
        ("96385074", Symbology.EAN_8),
        ("036000291452", Symbology.CODE_128),
        ("036000291452", Symbology.UNKNOWN),
        ("", Symbology.EAN_13),
        ("SETIA:M/1", Symbology.EAN_13),
    ],
)
def test_anything_else_stays_as_it_was_read(text: str, symbology: Symbology) -> None:
    assert normalised(text, symbology) == (text, symbology)
