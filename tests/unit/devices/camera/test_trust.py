import pytest

from app.devices.camera.codes import DecodedCode, DecodeSettings, Point
from app.devices.camera.trust import Witness, is_plausible
from app.services.scans import Symbology

QUAD = (Point(0, 0), Point(1, 0), Point(1, 1), Point(0, 1))
EVERY = set(Witness)
ENHANCED = {Witness.FIRST_ENHANCED, Witness.SECOND_ENHANCED}
BY_ZBAR = {Witness.SECOND, Witness.SECOND_ENHANCED}


@pytest.mark.parametrize(
    ("text", "symbology", "believed"),
    [
        ("5901234123457", Symbology.EAN_13, EVERY),
        ("5901234123458", Symbology.EAN_13, set()),
        ("SETIA:M/7K3", Symbology.QR, EVERY),
        ("kopi ☕", Symbology.QR, EVERY - BY_ZBAR),
        ("", Symbology.QR, set()),
        ("1234", Symbology.ITF, set()),
        ("186971", Symbology.ITF, {Witness.FIRST}),
        ("00012345678905", Symbology.ITF, EVERY),
        ("00012345678904", Symbology.ITF, {Witness.FIRST, Witness.SECOND}),
        ("Q", Symbology.CODE_39, {Witness.FIRST}),
        ("SHELF-12", Symbology.CODE_39, EVERY - {Witness.SECOND_ENHANCED}),
        ("96385074", Symbology.EAN_8, EVERY - {Witness.SECOND_ENHANCED}),
        ("0012345000065", Symbology.UPC_E, EVERY - ENHANCED),
        ("A", Symbology.CODE_128, {Witness.FIRST}),
        ("MEMBER", Symbology.CODE_128, EVERY),
    ],
)
def test_a_weak_code_is_believed_only_from_a_good_witness(
    text: str, symbology: Symbology, believed: set[Witness]
) -> None:
    code = DecodedCode(text, symbology, QUAD)
    settings = DecodeSettings()
    assert {witness for witness in Witness if is_plausible(code, symbology, witness, settings)} == believed
