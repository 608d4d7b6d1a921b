"""A 720p frame with a member's code in it: our decoder beside plain zxing-cpp with the same formats."""

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import zxingcpp
from numpy.typing import NDArray
from pyzbar import pyzbar

from app.devices.camera.codes import DecodeSettings
from app.devices.camera.decode import Decoder
from app.services.scans import Symbology
from benchmarks.harness import Comparison, milliseconds

CODE = "SETIA:M:7K3QF0ZR9V2XH5TB"
OURS = frozenset({Symbology.QR, Symbology.EAN_13, Symbology.CODE_128})
PLAIN = zxingcpp.BarcodeFormats(
    [zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.EAN13, zxingcpp.BarcodeFormat.Code128]
)


def frame() -> NDArray[np.uint8]:
    """1280×720, BGR: a code on a noisy counter, the same every time."""
    picture = np.random.default_rng(20).integers(90, 150, (720, 1280, 3), dtype=np.uint8)
    code = np.asarray(zxingcpp.create_barcode(CODE, zxingcpp.BarcodeFormat.QRCode).to_image(scale=6))
    top, left = (720 - code.shape[0]) // 2, (1280 - code.shape[1]) // 2
    picture[top : top + code.shape[0], left : left + code.shape[1]] = code[:, :, np.newaxis]
    return picture


@contextmanager
def compare(quick: bool) -> Iterator[Comparison]:
    """Both read the code, in their own thread's usual way; beside them a frame that holds none."""
    decoder, picture = Decoder(DecodeSettings(symbologies=OURS)), frame()
    assert [code.text for code in decoder.decode_frame(picture)] == [CODE]
    assert [code.text for code in zxingcpp.read_barcodes(picture, formats=PLAIN)] == [CODE]
    empty = np.random.default_rng(21).integers(90, 150, (720, 1280, 3), dtype=np.uint8)
    yield Comparison(
        name="decode",
        ours=milliseconds(lambda: decoder.decode_frame(picture)),
        peer=milliseconds(lambda: zxingcpp.read_barcodes(picture, formats=PLAIN)),
        unit="ms",
        goal=1.3,
        rounds=20 if quick else 200,
        beside={
            "zbar": milliseconds(lambda: pyzbar.decode(picture)),
            "no code": milliseconds(lambda: decoder.decode_frame(empty)),
            "no, zxing": milliseconds(lambda: zxingcpp.read_barcodes(empty, formats=PLAIN)),
        },
    )
